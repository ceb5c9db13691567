"""Which needles stand where their beginnings were found, held against the plain source."""

import importlib.util
from array import array
from pathlib import Path
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from sluice.text import needles

# The whole needle, its row, whether it decides, and whether no letter may stand beside it.
ROWS = [
    ("ab", 0, True, True, True),
    ("a", 1, False, False, True),
    ("\na", 2, True, False, False),
    ("b\n", 3, True, True, False),
]


def plain() -> ModuleType:
    path = Path(needles.__file__).parent / "needles.py"
    spec = importlib.util.spec_from_file_location("plain_needles", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLAIN = plain()


@given(st.lists(st.text(st.sampled_from("ab _.é漢\U0001f600"), max_size=6), min_size=1))
def test_needles_stand_on_their_lines(lines: list[str]) -> None:
    """A needle stands on each line that holds it with no letter where none may be."""
    text = "\n" + "".join(f"{line}\n" for line in lines)
    starts = array("i", [1 + sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))])
    matches = [(n, at, at + 1) for at in range(len(text)) for n in range(len(ROWS))]
    rows = [[row] for row in ROWS]
    found = needles.standing(matches, rows, text, starts)
    assert found == PLAIN.standing(matches, rows, text, starts)
    for n, line in enumerate(lines):
        assert (2 in found.get(n, {})) == line.startswith("a")
        assert found.get(n, {}).get(1, False) is False
