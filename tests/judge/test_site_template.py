"""What a site's profile takes from a page, and what it must leave."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sluice import pipeline
from sluice.answer import answer
from sluice.judge import judge
from sluice.judge.site_template import kept_without
from sluice.model import Block, BlockKind, Decision, InputKind, Judgement, Page, Source, Step
from sluice.options import Options, Removed
from sluice.pagetype.kinds import Signal
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.site_profiles.profile import NO_SITE, Site
from tests.judge.states import state_of
from tests.judge.test_rules import BODY, MONEY, OPENED, STONES, TITLE, WHEEL
from tests.site_profiles.made import site

PROMPT = "The Gazette is printed on paper from the river's own mill since the year of the flood."
LEGAL = "Nothing on these pages may be set up in type again without a letter from the house."
MENU = ("Culture", "Harbour", "Voices of Maltbury", "The Gazette club")
FOOT = ("House style", "The Gazette building, Maltbury", LEGAL)
T = Reason.SITE_TEMPLATE


def judged(lines: tuple[str, ...], known: Site, kind: InputKind = InputKind.TEXT) -> Judgement:
    headline = BlockKind.HEADING if kind is InputKind.HTML else BlockKind.PARAGRAPH
    blocks = (Block(line, headline, 1) if line == TITLE else Block(line) for line in lines)
    return judge(Page(kind, tuple(blocks)), None, known)


@contextmanager
def following(known: Site) -> Iterator[None]:
    """Every page that states its address is judged by this profile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "site_of", lambda _, url: known if url else NO_SITE)
        yield


def kept(judgement: Judgement) -> list[str]:
    return [block.text for _, block in judgement.kept()]


def taken(judgement: Judgement) -> list[str]:
    return [block.text for _, block, decision in judgement.removed() if decision.reason is T]


PAGE = (*MENU, TITLE, OPENED, STONES, PROMPT, WHEEL, MONEY, *FOOT)
KNOWN = site(*MENU, *FOOT, anywhere=(PROMPT,))


@pytest.mark.parametrize("kind", InputKind)
def test_template_goes_with_its_counts(kind: InputKind) -> None:
    """Lines of the profile go by a certain rule that says on how many pages they stood."""
    judgement = judged(PAGE, KNOWN, kind)
    assert kept(judgement) == list(BODY)
    found = {block.text: decision for _, block, decision in judgement.removed()}
    assert {PROMPT, LEGAL} <= {text for text in found if found[text].reason is T}
    assert found[PROMPT].rule == "site_template/anywhere"
    assert found[LEGAL].rule == "site_template/around-the-body"
    assert (found[PROMPT].step, found[PROMPT].score) == (Step.RULES, None)
    assert found[PROMPT].pages == (38, 40)


def test_same_page_without_its_profile_keeps_the_prompt() -> None:
    """The page shows something: no rule and no scorer takes the prompt without the profile."""
    assert PROMPT in kept(judged(PAGE, NO_SITE))


def test_empty_profile_changes_nothing() -> None:
    """A profile without lines, or of other lines, judges as none does."""
    plain = judged(PAGE, NO_SITE)
    assert judged(PAGE, Site(40, {})) == plain
    assert judged(PAGE, site("Another line", "And one more")) == plain


def test_better_names_stay() -> None:
    """What a rule can name keeps its name, and the title stays the title."""
    lines = ("Skip to content", TITLE, *BODY, "© 2024 The Gazette")
    judgement = judged(lines, site("Skip to content", TITLE, "© 2024 The Gazette"))
    reasons = [str(decision.reason) for *_, decision in judgement.removed()]
    assert reasons == ["navigation", "title", "footer"]


# (what stands between the article's paragraphs, what the profile knows, what goes of it)
INSIDE = [
    ("a word of the menu as a subheading", ("Culture",), site(*MENU), ()),
    ("two words of the menu", ("Culture", "Harbour"), site(*MENU), ()),
    ("the menu itself", MENU, site(*MENU), MENU),
    ("a footer's sentence, quoted", (LEGAL,), site(LEGAL), ()),
    ("a prompt", (PROMPT,), site(anywhere=(PROMPT,)), (PROMPT,)),
    (
        "a subheading between two prompts",
        (PROMPT, "Culture", LEGAL),
        site(*MENU, anywhere=(PROMPT, LEGAL)),
        (PROMPT, LEGAL),
    ),
    ("a sentence that holds a prompt", (f"{PROMPT} So they say.",), site(anywhere=(PROMPT,)), ()),
]


@pytest.mark.parametrize(
    ("inside", "known", "gone"), [row[1:] for row in INSIDE], ids=[row[0] for row in INSIDE]
)
def test_between_paragraphs(inside: tuple, known: Site, gone: tuple) -> None:
    """Between an article's own sentences goes what stands there everywhere, and whole blocks."""
    judgement = judged((TITLE, OPENED, STONES, *inside, WHEEL, MONEY), known)
    assert tuple(text for text in inside if text in taken(judgement)) == gone


def test_announced_story_keeps_its_opening() -> None:
    """A story whose headline and opening stand in a box on every page keeps them on its own."""
    known = site(*MENU, TITLE, OPENED, *FOOT)
    judgement = judged((*MENU, TITLE, OPENED, STONES, WHEEL, MONEY, *FOOT), known)
    assert kept(judgement) == list(BODY)
    elsewhere = judged((*MENU, "Ferry to run at night", STONES, WHEEL, MONEY, TITLE, OPENED), known)
    assert OPENED in taken(elsewhere)


WORDY = tuple(f"{text} So the {name} told it." for name in ("miller", "baker") for text in BODY)


def test_profile_that_would_leave_nothing_is_set_aside() -> None:
    """An article that stands in the profile with every sentence is kept, and that is said."""
    known = site(*MENU, *WORDY, *FOOT)
    page = "\n\n".join((*MENU, TITLE, *WORDY, *FOOT))
    with following(known):
        article = clean(Source(page, url="https://gazette.example/"))
        plain = clean(Source(page))
    assert kept(article.judgement) == kept(plain.judgement) != []
    assert taken(article.judgement) == []
    assert Signal.SITE_PROFILE_SET_ASIDE in article.verdict.signals
    assert Signal.SITE_PROFILE_SET_ASIDE not in plain.verdict.signals


def test_wall_that_stands_in_the_profile_is_still_a_wall() -> None:
    """A page all of whose lines are known is told as what it is without the profile."""
    lines = (
        "Just a moment...",
        "Verifying you are human. This may take a few seconds.",
        "gazette.example needs to review the security of your connection before proceeding.",
    )
    page = "\n\n".join(lines)
    with following(site(*lines)):
        article = clean(Source(page, url="https://gazette.example/"))
        plain = clean(Source(page))
    assert article.verdict.page == plain.verdict.page == "bot_challenge"


def test_page_of_template_and_a_headline_is_empty() -> None:
    """Where only a headline is the page's own, the template still goes."""
    judgement = judged((*MENU, TITLE, "Ferry at night", *FOOT), KNOWN)
    assert not {*kept(judgement)} & {*MENU, *FOOT}


@pytest.mark.parametrize("at", range(len(BODY) + 1))
def test_profile_costs_its_own_lines_alone(at: int) -> None:
    """Whatever stays without the profile stays with it, but for the lines that it names."""
    lines = (*MENU, TITLE, *BODY[:at], PROMPT, *BODY[at:], "By the river", *FOOT)
    known = site(*MENU, *FOOT, anywhere=(PROMPT,))
    before, after = kept(judged(lines, NO_SITE)), kept(judged(lines, known))
    assert {*before} - {*after} <= {*MENU, *FOOT, PROMPT}


def test_report_counts_and_other_entries_do_not() -> None:
    """The answer's entries have the counts where the profile spoke, and only there."""
    with following(KNOWN):
        article = clean(Source("\n\n".join(PAGE), url="https://gazette.example/"))
    full = answer(article, Options())["removed"]
    printed = [entry for entry in full if entry["reason"] == "site_template"]
    assert printed
    assert all((entry["pages"], entry["of_pages"]) == (38, 40) for entry in printed)
    assert all("pages" not in entry for entry in full if entry not in printed)
    whole = answer(article, Options(removed=Removed.PAGE))["removed"]
    assert [entry for entry in whole if entry["reason"] == "site_template"] == printed


def test_metadata_are_those_of_the_page() -> None:
    """A profile takes no title, author or date from the answer."""
    lines = (*MENU, TITLE, "By Ada Stone", "12 November 2024", *BODY, *FOOT)
    known = site(*MENU, "By Ada Stone", "12 November 2024", *FOOT)
    with following(known):
        article = clean(Source("\n\n".join(lines), url="https://gazette.example/"))
    found = article.metadata
    assert (found.title, found.authors) == (TITLE, ("Ada Stone",))
    assert found.date_published == "2024-11-12"


def test_copy_of_the_opening_in_a_box_does_not_cost_the_opening() -> None:
    """Where the box's copy goes as template, the page's own sentence is no duplicate of it."""
    box = (TITLE, f"{OPENED} {STONES}")
    known = site(*MENU, *box, *FOOT)
    lines = (*MENU, TITLE, OPENED, STONES, WHEEL, MONEY, *box, *FOOT)
    assert {OPENED, STONES} <= {*kept(judged(lines, known))}


def test_what_would_stay_without_the_profile_is_put_back() -> None:
    """What the scorer drops because the template went comes back, and the template does not."""
    keep, drop = Decision(Step.SCORER, "scorer/content", None, 0.6), Reason.NOT_CONTENT
    page = Page(InputKind.TEXT, tuple(map(Block, (OPENED, PROMPT, STONES, WHEEL))))
    gone = Decision(Step.SCORER, "not_content/scorer", drop, 0.4)
    whole = Judgement(page, ((keep,), (keep,), (keep,), (gone,)))
    reasons = (None, T, drop, drop)
    assert list(kept_without(whole, state_of(page, reasons))) == [(2, keep)]
