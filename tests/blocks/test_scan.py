"""What every line of a text is asked in compiled loops, against the plain way to say it."""

from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks.from_text import FIELDS
from sluice.blocks.scan import (
    containing,
    counts,
    found,
    longer,
    longest,
    neighbours_within,
    pieces,
    rows,
    starting,
    stripped,
    with_marks,
)
from sluice.model import Block, BlockKind

LINES = st.lists(st.text(alphabet="a* |]([_#\t\u3000é\x00\U0001d7cf\ud800", max_size=9), max_size=9)


@given(LINES, st.integers(0, 9))
def test_rows_are_stripped(lines: list[str], most: int) -> None:
    """Rows that are not blank lose the blanks around them, one more than `most` of them at most."""
    expected: list[tuple[str, int, int]] = []
    gap = 0
    for row in lines:
        if not row.strip():
            gap += 1
            continue
        expected.append((row.strip(), gap, len(row) - len(row.lstrip())))
        gap = 0
    assert list(zip(*stripped(lines, most), strict=True)) == expected[: most + 1]


@given(st.text())
def test_wanted_characters_are_found(text: str) -> None:
    """Each wanted character above ASCII that stands in the text is named once."""
    wanted = dict.fromkeys("\u00a0\u200b\u3000\ufeff")
    assert sorted(found(text + "\u3000", wanted)) == sorted({*text, "\u3000"} & {*wanted})


@given(LINES)
def test_lines_are_found_by_their_marks(lines: list[str]) -> None:
    """Lines are named by what they contain, begin with, or how long they are."""
    have = list(enumerate(lines))
    assert containing(lines, ("](", "*")) == [i for i, x in have if "](" in x or "*" in x]
    assert counts(lines, " | ") == {i: x.count(" | ") for i, x in have if " | " in x}
    assert with_marks(lines, "#", ("](", "**")) == [
        i for i, x in have if x.startswith("#") or "](" in x or "**" in x
    ]
    assert longer(lines, 4) == [i for i, x in have if len(x) >= 4]
    assert longest(lines) == max(map(len, lines), default=0)


def test_what_lies_beyond_the_plane_may_start_so() -> None:
    """A character without a class is named too: who asked decides."""
    classes = bytearray(0x10000)
    classes[ord("*")] = 2
    assert starting(["* a", "a", "", "\U0001d7cf."], bytes(classes), 2) == [0, 3]


@given(st.lists(st.tuples(st.text("ab", max_size=4), st.integers(0, 1), st.booleans())))
def test_neighbours_are_short_and_of_the_kind(lines: list[tuple[str, int, bool]]) -> None:
    """A text is named where it and the one before or after it fit and no blank line parts them."""
    texts, gaps, kinds = ([line[n] for line in lines] for n in range(3))
    fits = [kind and len(text) <= 2 for text, kind in zip(texts, kinds, strict=True)]
    pairs = [n for n in range(1, len(lines)) if fits[n] and fits[n - 1] and not gaps[n]]
    expected = sorted({*pairs, *(n - 1 for n in pairs)})
    assert neighbours_within(texts, gaps, (kinds, True), 2) == expected


def test_pieces_say_how_they_were_cut() -> None:
    """A piece goes on with the one before it unless it is fresh; blanks part the two or not."""
    texts, glued, seamless = pieces("ab  cdEf gh", [0, 2, 4, 6, 8, 11], {6})
    assert texts == ["ab", "cd", "Ef", "gh"]
    assert glued == [False, True, False, True]
    assert seamless == [False, False, False, True]


def test_rows_are_the_blocks_that_the_class_makes() -> None:
    """A row that is made of columns equals the block made field by field, defaults and all."""
    values = ("text", BlockKind.TABLE_ROW, 2, ("te", "xt"), 7)
    columns = [(place, [value]) for place, value in zip(FIELDS, values, strict=True)]
    made = rows(Block, tuple(Block("")), columns)
    text, kind, level, cells, gap = values
    assert made == [Block(text, kind, level, cells, gap=gap)]
    assert isinstance(made[0], Block)
    assert rows(Block, tuple(Block("")), []) == []
