"""Lines that a hard wrap or a link has cut, compiled against the plain source."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks import scan, seams, unwrap
from sluice.blocks.lines import read_lines

PARTS = [
    *(
        "The mayor said ",
        "on Monday",
        "a quick",
        "Read more",
        "word",
        "said.",
        "he said.”",
        "(",
        ",",
    ),
    *(
        "“Yes",
        "“ so",
        "”Så",
        "»",
        "...",
        "…",
        "– No",
        "- item",
        "の水車",
        "河上的老磨坊",
        "：",
        "a,",
    ),
    *(" | ", "1. ", "x" * 30, "long words to fill the line up to its end ", "\u0301", "\U00020000"),
]
TEXTS = st.lists(st.sampled_from([*PARTS, "\n", "\n", "\n", " ", "\n\n"]), max_size=60).map("".join)


def plain(module: ModuleType) -> ModuleType:
    path = Path(module.__file__ or "").parent / f"{module.__name__.rpartition('.')[2]}.py"
    spec = spec_from_file_location(f"plain_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    twin = module_from_spec(spec)
    spec.loader.exec_module(twin)
    return twin


TWIN, SCAN, SEAMS = plain(unwrap), plain(scan), plain(seams)


@given(TEXTS)
def test_lines_are_joined_alike(text: str) -> None:
    """The compiled loop joins the same lines in the same way as its source."""
    lines = read_lines(text, 1_000)
    assert unwrap.wrap_width(lines) == TWIN.wrap_width(lines)
    assert unwrap.unwrap(lines) == TWIN.unwrap(lines)


@given(TEXTS)
def test_loops_over_lines_are_alike(text: str) -> None:
    """So do the loops that measure lines and find seams."""
    rows = text.splitlines()
    assert scan.stripped(rows, 20) == SCAN.stripped(rows, 20)
    assert scan.with_marks(rows, "-", (" |", "..")) == SCAN.with_marks(rows, "-", (" |", ".."))
    assert seams.seams_of(text) == SEAMS.seams_of(text)
    assert seams.wide_blanks(text) == SEAMS.wide_blanks(text)


JOINED = [
    ("The mayor of the town said on\nMonday\nthat it is open.", 1),
    ("The mayor of the town said on Monday.\nthat it is open.", 2),
    ("Home\nNews\nSport", 3),
    ("She came from Oslo (\nNorway\n) and stayed.", 1),
    ("It is said by many people here\n- item", 2),
    ("They said it many times, and then:\nnothing came of it", 2),
    ("a\n\nb c d e f", 2),
]


@pytest.mark.parametrize(("text", "count"), JOINED)
def test_cut_sentence_is_joined(text: str, count: int) -> None:
    """A sentence that a link cut becomes one line; what begins anew stays apart."""
    joined = unwrap.unwrap(read_lines(text, 1_000))
    assert len(joined.texts) == len(joined.gaps) == len(joined.indents) == count
