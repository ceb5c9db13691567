"""What stays for the company it keeps, though the scorer would put it out."""

import pytest

from sluice.judge.context.keep import kept_for_company
from sluice.model import Block, BlockKind, InputKind, Page
from sluice.reasons import Reason
from tests.judge.states import state_of

PROSE = "The old mill on the river was opened again on Monday, after eleven years of silence."
LI, ROW = BlockKind.LIST_ITEM, BlockKind.TABLE_ROW
YES, DOUBT, NO = 0.9, 0.4, 0.05

Line = tuple[str | Block, float]


def item(text: str) -> Block:
    return Block(text, LI, 1)


def row(text: str) -> Block:
    return Block(text, ROW)


def staying_of(
    page: Page, scores: dict[int, float], reasons: list[Reason | None]
) -> dict[int, str]:
    state = state_of(page, reasons)
    state.scores, state.content = scores, 0.5
    return {i: name.removeprefix("company/") for i, name in kept_for_company(state).items()}


def staying_on_html(lines: list[Line]) -> dict[int, str]:
    blocks = tuple(line if isinstance(line, Block) else Block(line) for line, _ in lines)
    scores = {i: score for i, (_, score) in enumerate(lines)}
    return staying_of(Page(InputKind.HTML, blocks), scores, [None] * len(blocks))


H2A, H2B, H2C = (Block(text, BlockKind.HEADING, 2) for text in ("Morning", "Noon", "Night"))
H3 = Block("Elsewhere", BlockKind.HEADING, 3)

HTML_STAYS = [
    ("a table's head", [(row("Year | All"), NO), (row("2023 | 2"), YES)], {0: "list-or-table"}),
    ("a table that goes", [(row("a | b"), NO), (row("c | d"), NO), (row("e | f"), YES)], {}),
    (
        "most of a list",
        [(item("one"), YES), (item("two"), NO), (item("three"), YES)],
        {1: "list-or-table"},
    ),
    (
        "a notice in a list",
        [(item("one"), YES), (item("This website uses cookies."), NO), (item("two"), YES)],
        {},
    ),
    ("a list that is doubted", [("Three:", YES), (item("one"), DOUBT), (PROSE, YES)], {}),
    (
        "the reporters' line",
        [(PROSE, YES), ("Ada Stone contributed to this report.", NO)],
        {1: "reporters"},
    ),
    (
        "a heading like others that stay",
        [(H2A, YES), (PROSE, YES), (H2B, NO), (PROSE, YES), (H2C, YES), (PROSE, YES)],
        {2: "heading-like-others"},
    ),
    ("a heading like one that stays", [(H2A, YES), (PROSE, YES), (H2B, NO), (PROSE, YES)], {}),
    (
        "a heading above what goes",
        [(H2A, YES), (PROSE, YES), (H2C, YES), (PROSE, YES), (H2B, NO), (PROSE, NO)],
        {},
    ),
    (
        "a heading of another level",
        [(H2A, YES), (PROSE, YES), (H2C, YES), (PROSE, YES), (H3, NO), (PROSE, YES)],
        {},
    ),
]


@pytest.mark.parametrize(
    ("lines", "expected"), [case[1:] for case in HTML_STAYS], ids=[case[0] for case in HTML_STAYS]
)
def test_companions_on_html(lines: list[Line], expected: dict[int, str]) -> None:
    """On HTML the scorer knows lists by their tags; tables and reporters keep their company."""
    assert staying_on_html(lines) == expected


def staying(lines: list[Line], taken: tuple[int, ...] = ()) -> dict[int, str]:
    blocks = tuple(line if isinstance(line, Block) else Block(line) for line, _ in lines)
    reasons = [Reason.SEPARATOR if i in taken else None for i in range(len(blocks))]
    scores = {i: score for i, (_, score) in enumerate(lines) if i not in taken}
    return staying_of(Page(InputKind.TEXT, blocks), scores, reasons)


# (what it shows, the lines with their scores, what stays and by which rule)
STAYS = [
    (
        "short answers between questions",
        [(PROSE, YES), ("Two.", DOUBT), ("Which?", DOUBT), (PROSE, YES)],
        {1: "between-kept", 2: "between-kept"},
    ),
    ("an answer that is surely none", [(PROSE, YES), ("Menu", NO), (PROSE, YES)], {}),
    ("a doubted sentence at the end", [(PROSE, YES), ("Two.", DOUBT)], {1: "last-sentences"}),
    (
        "a second doubted sentence",
        [(PROSE, YES), ("Two.", DOUBT), ("Three.", DOUBT)],
        {1: "last-sentences"},
    ),
    ("a doubted line at the end", [(PROSE, YES), ("Two", DOUBT)], {}),
    ("a notice at the end", [(PROSE, YES), ("This website uses cookies.", DOUBT)], {}),
    ("too many doubted lines", [(PROSE, YES), *[("Two", DOUBT)] * 5, (PROSE, YES)], {}),
    (
        "the last answers of an interview",
        [*[("How many?", YES), ("Two.", YES)] * 3, ("And now?", NO), ("Maybe.", NO), ("More", NO)],
        dict.fromkeys((6, 7), "dialogue"),
    ),
    (
        "a question and its answer below an article",
        [(PROSE, YES), ("Hungry?", NO), ("Order here.", NO)],
        {},
    ),
    (
        "a list's heading, behind something that went",
        [(PROSE, YES), ("Menu", NO), ("For four people", DOUBT), (item("a cushion"), YES)],
        {2: "list-heading"},
    ),
    (
        "a list that a colon announces",
        [(PROSE, YES), ("You need these things:", NO), (item("200 g flour"), NO)],
        {1: "list-or-table", 2: "list-or-table"},
    ),
    (
        "a list of which the scorer takes half",
        [(PROSE, YES), (item("a cushion"), YES), (item("an apple"), NO)],
        {2: "list-or-table"},
    ),
    ("a menu below the article", [(PROSE, YES), (item("Home"), NO), (item("Imprint"), NO)], {}),
    (
        "a menu that a label with a colon announces, away from the article",
        [(PROSE, YES), ("Sport", NO), ("More", NO), ("Sections:", NO), (item("Home"), NO)],
        {},
    ),
    (
        "a table below a paragraph",
        [(PROSE, YES), (row("Year | Visitors"), NO), (row("2022 | 1200"), NO)],
        {1: "list-or-table", 2: "list-or-table"},
    ),
    (
        "a notice in a table",
        [(PROSE, YES), (row("This website uses cookies."), NO)],
        {},
    ),
    (
        "whom to ask",
        [(PROSE, YES), ("Contact", NO), ("Rosalind Teague", NO), ("Phone: +44 1632 960 417", NO)],
        dict.fromkeys((1, 2, 3), "contacts"),
    ),
    ("a contact link", [(PROSE, YES), ("Contact", NO), ("Imprint", NO)], {}),
    (
        "who contributed",
        [(PROSE, YES), ("Ada Stone and Jan Berg contributed to this report.", NO)],
        {1: "reporters"},
    ),
    (
        "who contributed to another story",
        [("Ada Stone and Jan Berg contributed to this report.", NO), (PROSE, YES)],
        {},
    ),
    (
        "times of a live blog's entries",
        [("18:40", NO), (PROSE, YES), ("14:05", NO), (PROSE, YES)],
        {0: "clock-of-an-entry", 2: "clock-of-an-entry"},
    ),
    (
        "a sentence of a paragraph that stays",
        [(PROSE, YES), (Block("So they say.", glued=True), NO)],
        {1: "same-paragraph"},
    ),
    (
        "a button glued to a paragraph",
        [(PROSE, YES), (Block("Share", glued=True, seamless=True), NO)],
        {},
    ),
    (
        "a sentence of a paragraph that goes",
        [(PROSE, NO), (Block("So they say.", glued=True), YES)],
        {},
    ),
    ("one time above the article", [("18:40", NO), (PROSE, YES)], {}),
]


@pytest.mark.parametrize(
    ("lines", "stays"), [case[1:] for case in STAYS], ids=[case[0] for case in STAYS]
)
def test_company(lines: list[Line], stays: dict[int, str]) -> None:
    """Each rule keeps what it names, and leaves what only looks like it."""
    assert staying(lines) == stays


def test_reporters_stay_below_a_separator() -> None:
    """Blocks that rules took may stand between an article and its reporters."""
    lines = [(PROSE, YES), ("___", NO), ("Ada Stone contributed to this report.", NO)]
    assert staying(lines, taken=(1,)) == {2: "reporters"}
