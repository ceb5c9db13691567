"""Each certain rule: what it must take, and the near miss that it must leave."""

import pytest

from sluice.judge import judge
from sluice.judge.rules import RULES
from sluice.model import Block, BlockKind, Declared, Hidden, InputKind, Judgement, Step
from sluice.reasons import Reason
from tests.placed import Line, Placed, page_of
from tests.rows import every_row

H, LI, Q = BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE
CODE, VERSE, ROW, CAPTION = (
    *(BlockKind.CODE, BlockKind.VERSE),
    *(BlockKind.TABLE_ROW, BlockKind.CAPTION),
)
OPENED = (
    "The old mill on the river was opened again on Monday, after it had stood still for eleven "
    "years and three owners had tried in vain to sell it to the county."
)
STONES = (
    "Every stone that could be kept was kept, said Jan Berg, who led the work on the mill for "
    "four long winters and two short summers without a single day of rest."
)
WHEEL = (
    "Several hundred people came to see the wheel turn on the river, and many of them stayed "
    "until evening although the wind blew hard from the north."
)
MONEY = (
    "It is not clear who will pay for the bridge beside the mill; the county has promised half "
    "of the money, and the village would have to find the rest by spring."
)
BODY = (OPENED, STONES, WHEEL, MONEY)
TITLE = "Old mill on the river opens again"
# Without the like of them a text is an article alone.
AROUND = ("Subscribe to our newsletter", "All rights reserved")


def judged(*lines: Line, kind: InputKind = InputKind.TEXT, **declared) -> Judgement:
    return judge(page_of(kind, lines, Declared(**declared)))


def reason_of(judgement: Judgement, line: Line) -> Reason | None:
    block = line.block if isinstance(line, Placed) else line
    wanted = block.text if isinstance(block, Block) else block
    texts = [block.text for block in judgement.page.blocks]
    return judgement.reason(texts.index(wanted))


def inside(line: Line) -> Judgement:
    """The line between the paragraphs of an article without a title."""
    return judged(OPENED, STONES, line, WHEEL, MONEY)


# Lines that go wherever they stand, here between two paragraphs of an article.
TAKEN_INSIDE = [
    ("***", Reason.SEPARATOR),
    ("_______", Reason.SEPARATOR),
    ("- - -", Reason.SEPARATOR),
    ("…", Reason.SEPARATOR),
    ("• • •", Reason.SEPARATOR),
    (Block("***", VERSE), Reason.SEPARATOR),
    ("×", Reason.MEDIA_PLAYER),
    ("✕", Reason.MEDIA_PLAYER),
    ("0:00", Reason.MEDIA_PLAYER),
    ("-0:00", Reason.MEDIA_PLAYER),
    ("00:00 / 03:45", Reason.MEDIA_PLAYER),
    ("1:02:03 / 1:20:00", Reason.MEDIA_PLAYER),
    ("0:12 - 3:45", Reason.MEDIA_PLAYER),
    ("[gallery ids=“1,2,3”]", Reason.CMS_ERROR),
    ('[caption id="a" width="300"]', Reason.CMS_ERROR),
    ("[/vc_column_text][/vc_row]", Reason.CMS_ERROR),
    ("[contact_form]", Reason.CMS_ERROR),
    ("{{ article.title }}", Reason.CMS_ERROR),
    ("<%= user.name %>", Reason.CMS_ERROR),
    ("%SITE_NAME%", Reason.CMS_ERROR),
    ("© 2024 The Gazette", Reason.FOOTER),
    ("Copyright © The Gazette 2024", Reason.FOOTER),
    ("(c) 2024 The Gazette Ltd.", Reason.FOOTER),
    ("All texts: The Gazette © 2024", Reason.FOOTER),
    ("The mill has been opened again after all these [...]", Reason.TEASER),
    ("The mill has been opened again after all these […]", Reason.TEASER),
]


@every_row(("line", "reason"), TAKEN_INSIDE)
def test_line_is_taken_wherever_it_stands(line: Line, reason: Reason) -> None:
    """A line that says nothing of the article goes from its middle, by a certain rule."""
    judgement = inside(line)
    assert reason_of(judgement, line) is reason
    assert judgement.trails[2][-1].step is Step.RULES


# Near misses of all rules, each between two paragraphs of an article.
LEFT_INSIDE = [
    "10:45",
    "10:45 a.m.",
    "3:45 was the time on the clock of the mill when the wheel began to turn again.",
    "The match ended 0:0 after a long and quiet second half on the river meadow.",
    "The word [sic] stands in the letter that the county wrote to the last miller.",
    "[sic]",
    "[Laughter]",
    "[1]",
    "[The mill, note]",
    "{curly}",
    "The template {{ article.title }} prints the headline of the page, the manual says.",
    "The sign © stands for a copyright that the mill's old drawings never had in their time.",
    "He wrote (c) and not (a) on the sheet, and so the answer about the mill was wrong.",
    "And then the wheel stood still again…",
    "“And so it goes…” said Jan Berg of the mill, and went home without another word.",
    Block("***", CODE),
    Block('[gallery ids="1,2"]', CODE),
    Block("0:00", ROW, cells=("0:00",)),
    Block("{{ article.title }}", CODE),
    Block("Home > Culture", CODE),
    Block("Yes.", Q),
    "Why?",
    "May 1, 2024 was the day on which the mill on the river opened its doors again.",
    "By the time the wheel of the mill turned again, it was dark and cold on the river.",
    "By Friday",
]


@every_row("line", LEFT_INSIDE, ids=str)
def test_near_miss_is_left_inside(line: Line) -> None:
    """A line of the article that only looks like residue stays."""
    assert reason_of(inside(line), line) is None


def test_symbol_is_kept_apart_from_a_separator() -> None:
    """A closing cross closes a player, and crosses in a row are marks all the same."""
    judgement = judged(OPENED, "×", "× ×", "x", STONES, WHEEL)
    assert [judgement.reason(i) for i in (1, 2)] == [Reason.MEDIA_PLAYER, Reason.SEPARATOR]
    assert judgement.reason(3) is not Reason.MEDIA_PLAYER


def test_title_and_its_repeats() -> None:
    """The line above the prose that shares its words is the title, wherever it stands again."""
    judgement = judged("The Gazette", TITLE, *BODY, TITLE.upper())
    assert [judgement.reason(i) for i in (0, 1, 6)] == [
        *(Reason.MASTHEAD, Reason.TITLE, Reason.TITLE),
    ]
    assert [judgement.trails[i][-1].rule for i in (1, 6)] == ["title/headline", "title/repeated"]


# Lines above the prose that are no title.
NO_TITLES = ["Home", "By Ada Stone", "May 1, 2024", "And this is a sentence of the river.", "News:"]


@pytest.mark.parametrize("line", NO_TITLES)
def test_line_above_the_prose_is_no_title(line: str) -> None:
    """A word, a byline, a date and a sentence are no titles."""
    assert reason_of(judged(line, *BODY), line) is not Reason.TITLE


def test_sentence_inside_that_equals_the_title_stays() -> None:
    """The sentence that gave the title stays where it was said."""
    title = "The old mill is alive"
    judgement = judged(title, *BODY[:2], f"{title}!", *BODY[2:])
    assert (judgement.reason(0), judgement.reason(3)) == (Reason.TITLE, None)


HTML = InputKind.HTML
DECLARED = [
    ({"title": TITLE}, 0),
    ({"title": f"{TITLE} | The Gazette"}, 0),
    ({"title": f"The Gazette: {TITLE}", "meta": (("og:title", TITLE),)}, 0),
    ({"title": "The wheel turns"}, 1),
    ({}, None),
    ({"title": "Home"}, None),
]


@pytest.mark.parametrize(("declared", "position"), DECLARED)
def test_declared_title_is_found(declared: dict, position: int | None) -> None:
    """On HTML the title is the block that says what the head declares."""
    lines = [Block(TITLE, H, 2), Block("The wheel turns", H, 2), *BODY]
    judgement = judged(*lines, kind=HTML, **declared)
    titles = [i for i in range(6) if judgement.reason(i) is Reason.TITLE]
    assert titles == ([] if position is None else [position])


@pytest.mark.parametrize(("levels", "position"), [((1, 2), 0), ((2, 1), 1), ((1, 1), None)])
def test_only_top_heading_is_the_title(levels: tuple[int, int], position: int | None) -> None:
    """Where the head says nothing, the only heading of level one is the title."""
    lines = [Block(f"Heading {i} of the page", H, level) for i, level in enumerate(levels)]
    judgement = judged(*lines, *BODY, kind=HTML)
    titles = [i for i in range(2) if judgement.reason(i) is Reason.TITLE]
    assert titles == ([] if position is None else [position])


# (lines above the prose, the position of one of them, its reason)
HEADS = [
    (["The Gazette", "News from the river", TITLE], 0, Reason.MASTHEAD),
    (["The Gazette", "News from the river", TITLE], 1, Reason.MASTHEAD),
    ([TITLE, "By Ada Stone"], 1, Reason.BYLINE),
    ([TITLE, "Ada Stone"], 1, Reason.BYLINE),
    ([TITLE, "May 1, 2024"], 1, Reason.DATE_STAMP),
    ([TITLE, "By Ada Stone", "May 1, 2024 | 10:45"], 2, Reason.DATE_STAMP),
    (["May 1, 2024", TITLE], 0, Reason.DATE_STAMP),
    (["Home > Culture > Film", TITLE], 0, Reason.NAVIGATION),
    (["Home / Culture", TITLE], 0, Reason.NAVIGATION),
    (["Start » Kultur", TITLE], 0, Reason.NAVIGATION),
]


@pytest.mark.parametrize(("head", "position", "reason"), HEADS)
def test_lines_around_the_headline(head: list[str], position: int, reason: Reason) -> None:
    """Masthead, byline, date and breadcrumb go, each by its own name."""
    judgement = judged(*head, *BODY)
    assert judgement.reason(position) is reason
    assert judgement.reason(head.index(TITLE)) is Reason.TITLE


def test_byline_of_a_marked_block() -> None:
    """A short block of a byline's class above the prose is the byline."""
    byline = Placed(Block("Our correspondent on the river"), names=frozenset({"byline"}))
    judgement = judged(Block(TITLE, H, 1), byline, *BODY, kind=HTML)
    assert reason_of(judgement, byline) is Reason.BYLINE


def test_site_name_of_the_head_goes() -> None:
    """The site's name, as the head declares it, goes wherever it stands alone."""
    meta = (("og:site_name", "The Gazette"),)
    judgement = judged(Block(TITLE, H, 1), *BODY, "THE GAZETTE", kind=HTML, meta=meta)
    assert reason_of(judgement, "THE GAZETTE") is Reason.MASTHEAD


def test_date_inside_the_article_stays() -> None:
    """A date between paragraphs heads what follows it, one after them does not."""
    judgement = judged(TITLE, OPENED, STONES, "May 1, 2024", WHEEL, MONEY, "May 3, 2024")
    assert judgement.reason(3) is None
    assert judgement.reason(6) is Reason.DATE_STAMP


def test_navigation_by_place() -> None:
    """What stands in a nav element or is marked as one goes; prose so marked stays."""
    nav = Placed(Block("All about mills"), ("html", "body", "nav", "p"))
    marked = Placed(Block("All about rivers"), names=frozenset({"navigation"}))
    prose = Placed(Block(WHEEL), names=frozenset({"navigation"}))
    judgement = judged(nav, OPENED, marked, STONES, prose, MONEY, kind=HTML)
    found = [judgement.reason(i) for i in (0, 2)]
    assert found == [Reason.NAVIGATION] * 2
    assert reason_of(judgement, prose) is None


def test_hidden_attribute_hides_a_small_part_only() -> None:
    """A short hidden text is hidden; a page that hides most of its words shows them later."""
    few = Block("Loading the next page", hidden=Hidden.BY_ATTRIBUTE)
    assert judged(*BODY, few, kind=HTML).reason(4) is Reason.HIDDEN
    most = [Block(text, hidden=Hidden.BY_ATTRIBUTE) for text in BODY[1:]]
    trails = judged(OPENED, *most, kind=HTML).trails
    assert not [v for trail in trails for v in trail if v.step is Step.RULES]


CAPTIONS = [
    (Placed(Block("The mill in May", CAPTION), ("figure", "figcaption")), Reason.IMAGE_CAPTION),
    (Placed(Block("word " * 130 + "end.", CAPTION), ("figure", "figcaption")), None),
]


@pytest.mark.parametrize(("block", "reason"), CAPTIONS)
def test_captions(block: Line, reason: Reason | None) -> None:
    """A picture's caption goes, one as long as an article does not."""
    trail = judged(OPENED, STONES, block, WHEEL, MONEY, kind=HTML).trails[2]
    given = [verdict.reason for verdict in trail if verdict.step is Step.RULES]
    assert given == ([reason] if reason else [])


SONG = "And round and round the old wheel went,\nand round and round the old wheel went."
REPEATS = [
    ("the second of equals", [OPENED, STONES, WHEEL, OPENED], [3]),
    (
        "a pull quote",
        [OPENED, Block("said Jan Berg, who led the work on the mill", Q), STONES],
        [1],
    ),
    ("a refrain of verse", [OPENED, Block(SONG, VERSE), WHEEL, Block(SONG, VERSE)], []),
    ("a line of code", [OPENED, Block(STONES, CODE), WHEEL, Block(STONES, CODE)], []),
    ("a short answer", [OPENED, "Yes.", STONES, "Yes.", WHEEL], []),
    ("half of it is new", [OPENED, OPENED + " " + WHEEL, STONES], [0]),
]


@pytest.mark.parametrize(
    ("lines", "gone"), [row[1:] for row in REPEATS], ids=[row[0] for row in REPEATS]
)
def test_repeats(lines: list[Line], gone: list[int]) -> None:
    """What stands elsewhere on the page goes, the first of equals and every refrain stay."""
    judgement = judged(*lines, MONEY, *AROUND)
    found = [i for i in range(len(lines)) if judgement.reason(i) is Reason.DUPLICATE]
    assert found == gone


def test_heading_stays_and_its_line_in_the_contents_goes() -> None:
    """Of a text's equal lines the one among the prose stays, on HTML the first one."""
    heading = "What the wheel of the mill is made of"
    contents = (TITLE, "By Ada Stone", heading, "Who paid for it")
    lines = (*contents, OPENED, STONES, heading, WHEEL, MONEY, *AROUND)
    found = {
        kind: [i for i in (2, 6) if judged(*lines, kind=kind).reason(i) is Reason.DUPLICATE]
        for kind in InputKind
    }
    assert found == {InputKind.TEXT: [2], InputKind.HTML: [6]}


def test_last_copy_of_a_text_stays() -> None:
    """Two blocks that say nothing but each other's words do not both go."""
    judgement = judged(f"{OPENED} {OPENED}", f"{OPENED} {OPENED} {OPENED}", STONES, WHEEL)
    assert None in [judgement.reason(0), judgement.reason(1)]


def test_comment_thread_after_the_article() -> None:
    """In a text page everything below the comments' heading is the readers'."""
    thread = ["12 Comments", "Nice to see the wheel turn again, it was about time.", "So do I."]
    judgement = judged(TITLE, *BODY, *thread)
    found = [judgement.reason(i) for i in range(5, 8)]
    assert found[1:] == [Reason.COMMENTS] * 2
    assert found[0] in (Reason.COMMENTS, Reason.COMMENT_FORM)


def test_counter_of_comments_at_the_headline_opens_no_thread() -> None:
    """A counter above the prose takes nothing but itself."""
    judgement = judged(TITLE, "12 Comments", *BODY)
    assert [judgement.reason(i) for i in range(2, 6)] == [None] * 4


def test_portrait_of_the_author_after_the_article() -> None:
    """Sentences on the author after the article go, the same inside it stay."""
    portrait = "Ada Stone has written about mills and rivers since 2009 and lives by the sea."
    after = judged(TITLE, "By Ada Stone", *BODY, portrait)
    assert after.reason(6) is Reason.AUTHOR_BIO
    within = judged(TITLE, "By Jan Berg", OPENED, portrait, *BODY[1:])
    assert within.reason(3) is None


def test_headlines_after_the_article() -> None:
    """Three headlines in a row below an ask are other stories, two may be anything."""
    more = [
        "Minister resigns after the vote",
        "Bridge closed until May",
        "Ten walks for the spring",
    ]
    three = judged(TITLE, *BODY, *AROUND, *more)
    assert [three.reason(i) for i in range(7, 10)] == [Reason.RELATED] * 3
    two = judged(TITLE, *BODY, *AROUND, *more[:2])
    assert Reason.RELATED not in [two.reason(i) for i in (7, 8)]
    items = judged(TITLE, *BODY, *AROUND, *(Block(text, LI, 1) for text in more))
    assert Reason.RELATED not in [items.reason(i) for i in range(7, 10)]


def test_cut_off_teaser_with_its_marker() -> None:
    """A text that breaks off before a "Read more" goes with it."""
    judgement = inside("The harbour was quiet in the morning … Continue reading")
    assert judgement.reason(2) is Reason.TEASER


def test_every_rule_stands_in_the_list_once() -> None:
    """No rule is heard twice in a round, and each has a name of its own."""
    assert len({rule.__name__ for rule in RULES}) == len(set(RULES)) == len(RULES)


@pytest.mark.parametrize("kind", InputKind)
@pytest.mark.parametrize("lines", [[], [""], [" "], ["***"], ["Yes."]], ids=str)
def test_hardly_anything_is_judged(kind: InputKind, lines: list[str]) -> None:
    """A page of no or next to no text gives a trail for each block."""
    judgement = judged(*lines, kind=kind)
    assert len(judgement.trails) == len(judgement.page.blocks)
