"""What stays for the company it keeps, though the scorer would put it out."""

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.judge.context.keep import kept_for_company
from sluice.model import Block, BlockKind, InputKind, Page
from sluice.reasons import Reason
from tests.judge.states import state_of
from tests.rows import every_row

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
        {2: "subheading"},
    ),
    (
        "a line with the label of others",
        [
            (PROSE, YES),
            ("Day: soup", YES),
            ("Day: egg", YES),
            ("Day: leek", DOUBT),
            ("More: x", DOUBT),
        ],
        {3: "label-like-others"},
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


LINKED_HEADS = [
    ("between headings", "<h2>Mill</h2><h3><a href=/x>Wheel</a></h3><h4>Oak</h4>", DOUBT, True),
    ("unlikely", "<h2>Mill</h2><h3><a href=/x>Wheel</a></h3><h4>Oak</h4>", NO, False),
    ("of one level", "<h3>Mill</h3><h3><a href=/x>Wheel</a></h3><h3>Oak</h3>", DOUBT, False),
    ("above prose", f"<h2>Mill</h2><h3><a href=/x>Wheel</a></h3><p>{PROSE}</p>", DOUBT, False),
    (
        "of a card",
        "<h2>Mill</h2><div><h3><a href=/x>Wheel</a></h3></div><h4>Oak</h4>",
        DOUBT,
        False,
    ),
]


@pytest.mark.parametrize(
    ("html", "score", "stays"),
    [case[1:] for case in LINKED_HEADS],
    ids=[case[0] for case in LINKED_HEADS],
)
def test_linked_heading_between_others(html: str, score: float, stays: bool) -> None:
    """It is of the article between a higher and a lower one; other stories' are of one level."""
    page = page_from_html(f"<body><p>{PROSE}</p>{html}<p>{PROSE}</p></body>")
    scores = {i: score if block.text == "Wheel" else YES for i, block in enumerate(page.blocks)}
    found = staying_of(page, scores, [None] * len(page.blocks))
    assert ({page.blocks[i].text for i in found} == {"Wheel"}) is stays


def staying(lines: list[Line], taken: tuple[int, ...] = ()) -> dict[int, str]:
    blocks = tuple(line if isinstance(line, Block) else Block(line) for line, _ in lines)
    reasons = [Reason.SEPARATOR if i in taken else None for i in range(len(blocks))]
    scores = {i: score for i, (_, score) in enumerate(lines) if i not in taken}
    return staying_of(Page(InputKind.TEXT, blocks), scores, reasons)


BUTTONS = [("Share", NO), ("Follow", NO)]
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
    (
        "a second doubted paragraph",
        [(PROSE, YES), ("Two.", DOUBT), (PROSE, DOUBT), (PROSE, 0.27)],
        dict.fromkeys((1, 2), "last-sentences"),
    ),
    (
        "a list that a colon opens, and the article's last sentence",
        [("You need:", YES), ("wood", 0.3), ("chalk", 0.1), ("Ask for Ada Stone at six.", 0.32)],
        dict.fromkeys((1, 2, 3), "closed-rows"),
    ),
    (
        "results at the end, and the article's last sentence",
        [
            (PROSE, YES),
            *[("1.", 0.3), ("Jan", 0.1), ("14.32", 0.1)] * 3,
            ("So all of them came home then.", 0.4),
        ],
        dict.fromkeys(range(1, 11), "closed-rows"),
    ),
    (
        "headlines below an article, and a sentence",
        [
            (PROSE, YES),
            ("Mill opens", 0.2),
            ("Bridge shut", 0.2),
            ("Ask for Ada Stone at six.", 0.32),
        ],
        {},
    ),
    (
        "a list that a colon opens, and a line that is no sentence",
        [("You need:", YES), ("wood", 0.3), ("chalk", 0.1), ("Home", 0.3)],
        {},
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
    (
        "an answer above the same two buttons",
        [(PROSE, YES), *BUTTONS, ("nils", NO), (PROSE, 0.1), *BUTTONS],
        {4: "framed-alike"},
    ),
    (
        "a remark below the same two buttons",
        [(PROSE, YES), *BUTTONS, (PROSE, DOUBT), ("Menu", NO)],
        {},
    ),
    (
        "prose below other buttons",
        [(PROSE, YES), *BUTTONS, ("Home", NO), (PROSE, DOUBT), ("Menu", NO)],
        {},
    ),
]
SECOND = "It had stood still for years."
STORY = "Why the river pool was closed in June"
TAKEN_BETWEEN = [
    ("a marker", {1: Reason.TEASER}, [("Read also:", NO), (SECOND, DOUBT)], {2}),
    ("a marker, its headline below", {1: Reason.TEASER}, [("Also:", NO), (STORY, NO)], set()),
    (
        "a headline that belongs to a marker",
        {1: Reason.RELATED},
        [("Read also:", NO), (STORY, NO), (SECOND, DOUBT)],
        {3},
    ),
    (
        "a headline of which no marker speaks",
        {},
        [("Home", NO), (STORY, NO), (SECOND, DOUBT)],
        set(),
    ),
    (
        "a teaser above and an advertisement's mark below",
        {1: Reason.TEASER, 4: Reason.ADVERTISEMENT},
        [("Read also:", NO), (STORY, NO), (SECOND, DOUBT), ("Advertisement", NO)],
        {3},
    ),
    (
        "a second sentence, behind a caption",
        {2: Reason.IMAGE_CAPTION},
        [(SECOND, DOUBT), ("Photo: Ada Stone", NO), (SECOND, DOUBT)],
        {1, 3},
    ),
    (
        "two headlines that belong to a marker",
        {1: Reason.RELATED},
        [("Read also:", NO), (STORY, NO), (STORY + " again", NO), (SECOND, DOUBT)],
        {4},
    ),
    (
        "a headline that asks",
        {1: Reason.TEASER},
        [("Read also:", NO), ("Why was the pool closed?", DOUBT), (SECOND, DOUBT)],
        {3},
    ),
    ("a thread's remark", {1: Reason.COMMENTS}, [("2 comments", NO), (SECOND, DOUBT)], set()),
    ("a menu's end", {1: Reason.NAVIGATION}, [("Home", NO), (SECOND, DOUBT)], set()),
    ("a line that ends nowhere", {1: Reason.TEASER}, [("Also:", NO), ("It was", DOUBT)], set()),
    ("what is surely none", {1: Reason.TEASER}, [("Read also:", NO), (SECOND, NO)], set()),
]


@pytest.mark.parametrize(
    ("reasons", "between", "stays"),
    [case[1:] for case in TAKEN_BETWEEN],
    ids=[case[0] for case in TAKEN_BETWEEN],
)
def test_doubted_prose_between_prose(
    reasons: dict[int, Reason], between: list[Line], stays: set[int]
) -> None:
    """What a rule has taken does not part a doubted sentence from the prose around it."""
    found = staying_beside([(PROSE, YES), *between, (PROSE, YES)], reasons)
    assert found == dict.fromkeys(stays, "between-kept")


def staying_beside(lines: list[Line], reasons: dict[int, Reason]) -> dict[int, str]:
    blocks = tuple(Block(str(text)) for text, _ in lines)
    scores = {i: score for i, (_, score) in enumerate(lines) if i not in reasons}
    gone = [reasons.get(i) for i in range(len(blocks))]
    return staying_of(Page(InputKind.TEXT, blocks), scores, gone)


TEASER = [("Read also:", NO), (STORY, NO)]
LAST_BEHIND = [
    ("a sentence below a teaser", [("Read also:", NO), (STORY, NO), (SECOND, DOUBT)], {3}),
    (
        "a sentence below each of two teasers",
        [("Read also:", NO), (SECOND, DOUBT), ("Read also:", NO), (SECOND, DOUBT)],
        {2, 4},
    ),
    (
        "prose below the same teaser in greater doubt",
        [*TEASER, (PROSE, YES), *TEASER, (PROSE, 0.22)],
        {6},
    ),
    ("two sentences", [("Read also:", NO), (SECOND, DOUBT), (SECOND, DOUBT)], {2}),
    ("a sentence in greater doubt", [("Read also:", NO), (STORY, NO), (SECOND, 0.28)], set()),
    ("a sentence below a menu", [("Home", NO), (SECOND, DOUBT)], set()),
    ("a headline that asks", [("Read also:", NO), ("Why now?", DOUBT)], set()),
]


@pytest.mark.parametrize(
    ("below", "stays"), [case[1:] for case in LAST_BEHIND], ids=[case[0] for case in LAST_BEHIND]
)
def test_last_sentence_behind_a_teaser(below: list[Line], stays: set[int]) -> None:
    """What a rule has taken does not part an article's last sentence from it."""
    told = {n: Reason.TEASER for n, (text, _) in enumerate(below, start=1) if text == "Read also:"}
    found = staying_beside([(PROSE, YES), *below], told)
    assert set(found) == stays


@every_row(("lines", "stays"), [case[1:] for case in STAYS], ids=[case[0] for case in STAYS])
def test_company(lines: list[Line], stays: dict[int, str]) -> None:
    """Each rule keeps what it names, and leaves what only looks like it."""
    assert staying(lines) == stays


def test_reporters_stay_below_a_separator() -> None:
    """Blocks that rules took may stand between an article and its reporters."""
    lines = [(PROSE, YES), ("___", NO), ("Ada Stone contributed to this report.", NO)]
    assert staying(lines, taken=(1,)) == {2: "reporters"}
