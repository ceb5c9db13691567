"""The order of force: certain rules, then the scorer, then the neighbours, and the guard."""

from dataclasses import replace

import pytest

from sluice.judge import judge as judge_with
from sluice.judge.context import drop, relabel, restore
from sluice.judge.judging import Judging, until_stable
from sluice.judge.split import split_residue
from sluice.judge.state import PageState
from sluice.model import (
    Block,
    BlockKind,
    Decision,
    Hidden,
    InputKind,
    Judgement,
    Page,
    Source,
    Step,
)
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.resources import default_resources
from tests.judge.states import state_of
from tests.placed import Line, Placed, page_of

P, LI, CODE, VERSE, ROW = (
    *(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM),
    *(BlockKind.CODE, BlockKind.VERSE, BlockKind.TABLE_ROW),
)
TEXT, HTML = InputKind.TEXT, InputKind.HTML
PROSE = [
    "The old mill on the river was opened again on Monday, after eleven years of silence.",
    "Every stone that could be kept was kept, said Jan Berg, who led the work for four winters.",
    "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
    "It is not clear who will pay for the bridge; the county has promised half of the money.",
]
COOKIES = "This website uses cookies."
GONE = Reason.NOT_CONTENT


def page(*lines: Line, kind: InputKind = TEXT) -> Page:
    return page_of(kind, lines)


def state(lines: list[Line], given: dict[int, Reason], kind: InputKind = TEXT) -> PageState:
    return state_of(page(*lines, kind=kind), [given.get(i) for i in range(len(lines))])


def judge(whole: Page) -> Judgement:
    return judge_with(whole, default_resources())


def reasons(judgement: Judgement) -> list[Reason | None]:
    return [judgement.reason(i) for i in range(len(judgement.trails))]


def test_last_verdict_of_a_trail_counts() -> None:
    """Decisions pile up in the order in which they are given, and the last one decides."""
    judging = Judging(state_of(page("one", "two")))
    taken = Decision(Step.RULES, "a/b", Reason.TEASER)
    kept = Decision(Step.GUARD, "guard/c")
    judging.apply(lambda _: iter([(0, taken), (1, taken)]), lambda _: iter([(1, kept)]))
    judgement = judging.judgement()
    assert judgement.trails == ((taken,), (taken, kept))
    assert [i for i, _ in judgement.kept()] == [1]
    assert [(i, decision) for i, _, decision in judgement.removed()] == [(0, taken)]


def test_rule_sees_what_the_ones_before_it_left() -> None:
    """A rule's state shows the reasons given so far and the positions not yet taken."""
    seen: list[tuple] = []

    def look(given: PageState):
        seen.append((list(given.left), list(given.reasons)))
        yield 1, Decision(Step.RULES, "a/b", Reason.TEASER)

    Judging(state_of(page("one", "two"))).apply(look, look)
    assert seen == [([0, 1], [None, None]), ([0], [None, Reason.TEASER])]


def test_settling_ends() -> None:
    """A rule that never tires is heard a bounded number of times."""
    judging = Judging(state_of(page("one")))
    turns = [Decision(Step.RULES, "a/b", Reason.TEASER), Decision(Step.RULES, "a/b")] * 500
    until_stable(lambda _: iter([(0, turns.pop())]))(judging)
    assert 1 <= len(judging.judgement().trails[0]) < 100


def test_fork_goes_its_own_way() -> None:
    """What is applied to a fork is not seen where it came from."""
    judging = Judging(state_of(page("one", "two")))
    other = judging.fork()
    other.apply(lambda _: iter([(0, Decision(Step.RULES, "a/b", Reason.TEASER))]))
    assert (judging.state.left, other.state.left) == ([0, 1], [1])
    assert judging.judgement().trails == ((), ())


PAGES = [
    page(
        "The Gazette", "Old mill on the river opens", COOKIES, *PROSE, "Read more", "Bridge closed"
    ),
    page(*PROSE, "Related stories", "Minister resigns after vote", "Ten walks for the spring"),
    page(COOKIES, *PROSE[:2], COOKIES, "***", *PROSE[2:], COOKIES),
    page(*(Placed(Block(text), ("html", "body", "p")) for text in (*PROSE, COOKIES)), kind=HTML),
    page(*PROSE, "12 Comments", *PROSE[:1], COOKIES, "***", "© 2024 The Gazette"),
    page(*["***", COOKIES] * 20, PROSE[0]),
]


@pytest.mark.parametrize("whole", PAGES, ids=range(len(PAGES)))
def test_certain_rule_is_never_overturned(whole: Page) -> None:
    """What a certain rule took stays taken, whatever comes after it in the trail."""
    for trail in judge(whole).trails:
        certain = [v.reason for v in trail if v.step is Step.RULES and v.reason]
        assert not certain or trail[-1].reason is not None


@pytest.mark.parametrize("whole", PAGES, ids=range(len(PAGES)))
def test_judging_is_stable(whole: Page) -> None:
    """Kept and removed blocks together are the page, the same each time."""
    first, second = judge(whole), judge(whole)
    assert first == second
    positions = [i for i, _ in first.kept()] + [i for i, *_ in first.removed()]
    assert sorted(positions) == list(range(len(first.page.blocks)))


@pytest.mark.parametrize("whole", PAGES, ids=range(len(PAGES)))
def test_trail_has_its_steps_in_order(whole: Page) -> None:
    """A rule's certainty has no score, the scorer's word has one from 0 to 1."""
    for trail in judge(whole).trails:
        for decision in trail:
            assert (decision.score is not None) is (decision.step is Step.SCORER)
            assert decision.score is None or 0 <= decision.score <= 1


# (lines, the reasons given before, the rule, what it takes and why)
NEIGHBOURS = [
    (
        "a headline below its marker",
        (["Read more", "Bridge closed until May", PROSE[0]], {0: Reason.TEASER}),
        drop.marked_stories,
        {1: Reason.TEASER},
    ),
    (
        "prose below a marker",
        (["Read more", PROSE[0], PROSE[1]], {0: Reason.TEASER}),
        drop.marked_stories,
        {},
    ),
    (
        "a headline below something else that went",
        ([COOKIES, "Bridge closed until May", PROSE[0]], {0: Reason.COOKIE_CONSENT}),
        drop.marked_stories,
        {},
    ),
    (
        "a headline as a table's row below a marker",
        (["Read more", Block("Bridge | closed until May", ROW)], {0: Reason.TEASER}),
        drop.marked_stories,
        {},
    ),
    (
        "a list below its marker, up to the next prose",
        (
            ["Related stories", "Bridge closed until May", "Ten walks", PROSE[0], "Mill to open"],
            {0: Reason.RELATED},
        ),
        drop.marked_stories,
        {1: Reason.RELATED},
    ),
    (
        "two headlines below the marker of a list",
        (
            ["Related stories", "Bridge closed until May", "Ten walks for the spring", PROSE[0]],
            {0: Reason.RELATED},
        ),
        drop.marked_stories,
        {1: Reason.RELATED, 2: Reason.RELATED},
    ),
    (
        "two headlines below a marker of one, and nothing below them",
        (
            [PROSE[0], "Read more", "Bridge closed until May", "Ten walks for the spring"],
            {1: Reason.TEASER},
        ),
        drop.marked_stories,
        {1: Reason.RELATED, 2: Reason.RELATED, 3: Reason.RELATED},
    ),
    (
        "a headline below a marker, and the article's own subheading",
        (
            ["Read more", "Bridge closed until May", "How the mill was saved", PROSE[0]],
            {0: Reason.TEASER},
        ),
        drop.marked_stories,
        {1: Reason.TEASER},
    ),
    (
        "a stanza beside one that stays",
        ([Block("one\ntwo", VERSE), Block("three\nfour", VERSE)], {1: GONE}),
        drop.stanzas_together,
        {1: None},
    ),
    (
        "a stanza that a certain rule took",
        ([Block("one\ntwo", VERSE), Block("three\nfour", VERSE)], {1: Reason.DUPLICATE}),
        drop.stanzas_together,
        {},
    ),
    (
        "a stanza elsewhere on the page",
        ([Block("one", VERSE), Placed(Block("three", VERSE), ("footer",))], {1: GONE}),
        drop.stanzas_together,
        {},
    ),
]


@pytest.mark.parametrize(
    ("given", "rule", "taken"), [row[1:] for row in NEIGHBOURS], ids=[row[0] for row in NEIGHBOURS]
)
def test_neighbours(given: tuple, rule, taken: dict[int, Reason | None]) -> None:
    """What only a block's neighbours show, and what they do not show."""
    found = list(rule(state(*given)))
    assert {i: decision.reason for i, decision in found} == taken
    assert {decision.step for _, decision in found} <= {Step.NEIGHBOURS}


def test_inserted_teaser_needs_a_mark() -> None:
    """A marker in capitals or before a colon takes its headline, a sentence's start does not."""
    lines = ["READ ALSO: Bridge closed until May", "Read also means nothing here at all"]
    judgement = judge(page(PROSE[0], PROSE[1], lines[0], PROSE[2], lines[1], PROSE[3]))
    assert reasons(judgement)[2] in (Reason.TEASER, Reason.RELATED)
    assert reasons(judgement)[4] is None


LONG = [f"{text} So the {name} told it." for name in ("miller", "baker") for text in PROSE * 2]


def test_guard_restores_what_the_scorer_lost() -> None:
    """Where next to nothing is left of the prose, the densest run of it comes back."""
    lost = dict.fromkeys(range(len(LONG)), GONE)
    found = list(restore.restored(state([*LONG, "***"], lost | {len(LONG): Reason.SEPARATOR})))
    assert [i for i, _ in found] == [*range(len(LONG))]
    assert {(v.step, v.reason) for _, v in found} == {(Step.GUARD, None)}


GUARDED = [
    ("nothing lost", LONG, {}),
    ("a part lost", LONG, dict.fromkeys(range(8), GONE)),
    ("taken by certain rules", LONG, dict.fromkeys(range(len(LONG)), Reason.COMMENTS)),
    ("too little prose to know", PROSE[:2], {0: GONE, 1: GONE}),
]


@pytest.mark.parametrize(
    ("lines", "lost"), [row[1:] for row in GUARDED], ids=[row[0] for row in GUARDED]
)
def test_guard_keeps_still(lines: list[str], lost: dict[int, Reason]) -> None:
    """What certain rules took, little text and a loss that leaves enough are no case for it."""
    assert list(restore.restored(state(lines, lost))) == []


# (a block that the scorer put out, its better name)
NAMES = [
    (Placed(Block("Some text"), names=frozenset({"cookie", "banner"})), Reason.COOKIE_CONSENT),
    (Placed(Block("Some text"), names=frozenset({"share", "footer"})), Reason.SHARE_BAR),
    (Placed(Block("Some text"), names=frozenset({"comments"})), Reason.COMMENTS),
    (Block("Some text", hidden=Hidden.BY_STYLE), Reason.HIDDEN),
    (Placed(Block("Some text"), ("html", "body", "footer", "p")), Reason.FOOTER),
    (Placed(Block("Some text"), ("html", "body", "header", "p")), Reason.NAVIGATION),
    (Placed(Block("Some text"), ("article", "figure", "div")), Reason.IMAGE_CAPTION),
    (Block(COOKIES), Reason.COOKIE_CONSENT),
    (Placed(Block("Some text"), ("html", "body", "p"), frozenset({"shared"})), GONE),
]


@pytest.mark.parametrize(("block", "name"), NAMES, ids=[str(name) for _, name in NAMES])
def test_better_name_than_not_content(block: Line, name: Reason) -> None:
    """What the scorer put out is named by its place, its hints or a phrase, where one tells."""
    found = {i: decision.reason for i, decision in relabel.named(state([block], {0: GONE}))}
    assert found == ({} if name is GONE else {0: name})


def test_naming_leaves_other_verdicts_alone() -> None:
    """What is kept stays kept, and what a rule named keeps its name."""
    blocks: list[Line] = [
        Placed(Block("a"), names=frozenset({"cookie"})),
        Placed(Block("b"), ("footer",)),
    ]
    assert list(relabel.named(state(blocks, {1: Reason.TEASER}))) == []


def pieces(*lines: Line) -> list[tuple[str, bool]]:
    return [
        (block.text, block.glued)
        for block in split_residue(page(*lines), default_resources().phrases).blocks
    ]


# (a line, its pieces)
SPLIT = [
    (f"{PROSE[0]} {COOKIES}", [PROSE[0], COOKIES]),
    (f"{COOKIES} {PROSE[0]}", [COOKIES, PROSE[0]]),
    (f"{COOKIES} {PROSE[0]} {COOKIES}", [COOKIES, PROSE[0], COOKIES]),
    (f"{PROSE[0]} {COOKIES} {PROSE[1]}", None),
    (f"{PROSE[0]}  {PROSE[1]} {COOKIES}", [f"{PROSE[0]}  {PROSE[1]}", COOKIES]),
    (f"{COOKIES} {PROSE[0]} {PROSE[0]}", [COOKIES, f"{PROSE[0]} {PROSE[0]}"]),
    (PROSE[0], None),
    (f"Short. {COOKIES}", None),
    (f"{PROSE[0]} The banner says that this website uses cookies.", None),
]


@pytest.mark.parametrize(("line", "parts"), SPLIT)
def test_residue_at_the_ends_is_cut(line: str, parts: list[str] | None) -> None:
    """Residue sentences at a line's ends become blocks, one in its middle is the author's."""
    found = pieces(*PROSE, line, *PROSE)[4:-4]
    expected = parts or [line]
    assert found == [(part, n > 0) for n, part in enumerate(expected)]


@pytest.mark.parametrize("kind", [CODE, VERSE, ROW, BlockKind.HEADING, BlockKind.QUOTE])
def test_other_kinds_are_not_cut(kind: BlockKind) -> None:
    """A residue sentence in code, verse, a table or a quotation stays where it is."""
    block = Block(f"{PROSE[0]} {COOKIES}", kind)
    assert split_residue(page(block, *PROSE), default_resources().phrases).blocks[0] == block


TELLERS = "miller baker smith priest teacher weaver joiner doctor".split()
HALVES = [
    " ".join(f"{text} So the {name} and {n} others told it." for name in TELLERS for text in PROSE)
    for n in ("four", "nine")
]
WHOLE_PAGE = f"{HALVES[0]} {COOKIES} {HALVES[1]}"


def test_whole_page_on_a_line_is_cut_everywhere() -> None:
    """Where a long line is most of its page, residue sentences are cut between others too."""
    assert [glued for _, glued in pieces(WHOLE_PAGE)] == [False, True, True]
    assert pieces(WHOLE_PAGE)[1] == (COOKIES, True)
    assert " ".join(text for text, _ in pieces(WHOLE_PAGE)) == WHOLE_PAGE


def test_residue_inside_a_whole_page_goes_alone() -> None:
    """Of a page on one line only the residue goes."""
    assert reasons(judge(page(WHOLE_PAGE))) == [None, Reason.COOKIE_CONSENT, None]


def test_kind_of_page_decides_who_scores() -> None:
    """The same blocks are judged as a text page by their place and prose alone."""
    whole = page("Home", "News", "Sport", *PROSE, "Imprint", "Contact us")
    judgement = judge(whole)
    assert reasons(judgement)[3:7] == [None] * 4
    assert all(reasons(judgement)[i] for i in (0, 1, 2, 7, 8))
    assert replace(whole, kind=HTML).blocks == whole.blocks


def test_title_may_be_the_last_line() -> None:
    """What a rule looks for below the title may not be there."""
    page = "<title>Old mill opens again</title><h1>Old mill opens again</h1>"
    assert clean(Source(page)).judgement.reasons == (Reason.TITLE,)
