"""Walls, challenges, errors, stubs, and articles that speak like them."""

from dataclasses import replace

import pytest

from sluice.model import InputKind, Source
from sluice.pagetype.kinds import WALLS, Signal
from sluice.pagetype.phrases import KINDS, TABLES, may_say_wall, said, saying_paywall
from sluice.pipeline import clean
from sluice.reasons import PageKind
from sluice.render import Output, body_of
from sluice.text.phrases import Weight
from tests.pagetype.made import MadePage, plain, rows
from tests.rows import every_row

NEAR = "near_misses"
KNOWN = [page for page in rows() if page.half == "known"]
APART = [page for page in rows() if page.half == "apart"]
RECALL = 0.9
every_known = every_row("page", KNOWN, ids=lambda page: f"{page.kind} {page.name}")


def is_right(page: MadePage) -> bool:
    """Whether the verdict is the row's; a near miss may be anything that has content."""
    found = clean(page.source).verdict
    if page.kind == NEAR:
        return found.page in {"article", "brief", "listing", "documentation", "forum", "service"}
    return found.page == page.kind


def test_pages_are_enough() -> None:
    """Of walls, errors and stubs there are 150 pages in ten languages, half of them kept apart."""
    walls = [page for page in rows() if page.kind != NEAR]
    assert len(walls) >= 150
    assert len({page.language for page in walls}) >= 10
    assert len([page for page in walls if page.half == "apart"]) >= 75


@every_known
def test_page_is_told_by_its_kind(page: MadePage) -> None:
    """Each page that the phrases were written by is what its table says."""
    assert is_right(page)


@pytest.mark.parametrize("kind", sorted({page.kind for page in APART} - {NEAR}))
def test_pages_kept_apart_are_told(kind: str) -> None:
    """Of the pages kept apart nine in ten of each kind are told."""
    pages = [page for page in APART if page.kind == kind]
    missed = [page.name for page in pages if not is_right(page)]
    assert len(missed) <= (1 - RECALL) * len(pages), missed


@pytest.mark.parametrize("page", [p for p in APART if p.kind == NEAR], ids=lambda page: page.name)
def test_near_miss_is_no_wall(page: MadePage) -> None:
    """A text about walls and errors, a brief, a poem and a changelog are what they are."""
    assert is_right(page)


@every_known
def test_body_is_what_a_reader_would_call_content(page: MadePage) -> None:
    """A wall has no body and all its words in the report, and a stub keeps its free sentences."""
    article = clean(page.source)
    body = " ".join(body_of(article.judgement, Output.TEXT).split())
    if page.kind in (*WALLS, PageKind.EMPTY):
        assert body == ""
        assert len(article.judgement.removed()) == len(article.judgement.page.blocks)
    elif page.kind == PageKind.PAYWALL_STUB:
        assert body == " ".join(page.stays)
    else:
        assert body


@pytest.mark.parametrize("page", [p for p in KNOWN if p.kind == PageKind.PAYWALL_STUB], ids=str)
def test_stub_is_truncated(page: MadePage) -> None:
    """A stub says that its text stops before its end."""
    assert clean(page.source).verdict.truncated


BRIEFS = {p.language: p.lines[0] for p in KNOWN if p.kind == NEAR and len(p.lines) == 1}
BESIDE = [p for p in KNOWN if p.kind == PageKind.CONSENT_WALL and p.language in BRIEFS]


@every_row("form", ["text", "html"])
@every_row("at", [0, 99], ids=["brief first", "notice first"])
@every_row("page", BESIDE, ids=lambda page: page.name)
def test_brief_beside_a_notice_is_kept(page: MadePage, at: int, form: str) -> None:
    """What asks for consent in place of a page is a notice beside one, were it of two sentences."""
    brief = BRIEFS[page.language]
    lines = [*page.lines[:at], brief, *page.lines[at:]]
    article = clean(replace(page, lines=tuple(lines), form=form, title="The week").source)
    body = " ".join(body_of(article.judgement, Output.TEXT).split())
    assert article.verdict.page == PageKind.BRIEF
    assert plain(brief) in body
    # A label such as "Welcome" may be left.
    assert len(body) < len(plain(brief)) + 30


PROSE = (
    "The old mill on the river was opened again on Monday, after it had stood still for years.",
    "Every stone that could be kept was kept, said Jan Berg, who led the work for four winters.",
    "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
    "It is not clear who will pay for the bridge; the county has promised half of the money.",
)


def verdict_of(*lines: str) -> tuple[str, tuple[str, ...], bool]:
    found = clean(Source("\n\n".join(lines), InputKind.TEXT)).verdict
    return found.page, found.signals, found.truncated


def test_long_text_before_a_paywall_is_an_article() -> None:
    """Where a paywall stands below two hundred words and more, the article is only cut short."""
    page, signals, truncated = verdict_of(*PROSE * 1, *map(longer, range(12)), PAYWALL)
    assert (page, truncated) == ("article", True)
    assert Signal.PAYWALL_WORDS in signals


PAYWALL = "Subscribe to continue reading"


def longer(n: int) -> str:
    return (
        f"In year {n} of the work the masons found a {n + 3}-sided stone that nobody could place."
    )


@pytest.mark.parametrize("at", [0, 1, 2])
def test_paywall_words_inside_an_article_stop_nothing(at: int) -> None:
    """A subscription offer between the paragraphs of a whole text is furniture."""
    lines = [*PROSE, *PROSE[:2]]
    lines.insert(at, PAYWALL)
    assert verdict_of(*lines)[2] is False


def test_open_end_needs_a_marker() -> None:
    """An essay may end in an ellipsis; with a link to the rest it is cut short."""
    trailing = "And then the wheel began to turn, slowly at first, and the water…"
    assert verdict_of(*PROSE, trailing)[2] is False
    page, signals, truncated = verdict_of(*PROSE, trailing, "Continue reading")
    assert truncated
    assert {Signal.ENDS_OPEN, Signal.CONTINUES_ELSEWHERE} <= set(signals)
    assert page != PageKind.PAYWALL_STUB


@pytest.mark.parametrize("kind", [kind for kind in WALLS if kind in TABLES])
def test_article_beside_wall_words_is_kept(kind: PageKind) -> None:
    """Four sentences of prose below all that a wall says are an article with residue."""
    takes = [phrase.takes for phrase in TABLES[kind] if phrase.language == "en"][:3]
    assert verdict_of(*takes, *PROSE)[0] in ("article", "brief")


@pytest.mark.parametrize(
    "text",
    [
        "Just a moment... " * 400,
        "404 " * 5_000,
        "Accept all\n" * 3_000,
        "Subscribe to continue reading\n" * 2_000,
    ],
    ids=["moments", "errors", "buttons", "paywalls"],
)
def test_wall_words_without_end_are_bounded(text: str, within) -> None:
    """A page of nothing but wall words is answered in time, whatever it is called."""
    with within(20):
        clean(Source(text, InputKind.TEXT))


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_phrases_take_their_lines(kind: PageKind) -> None:
    """Each phrase takes the line beside it, for its own kind."""
    missed = [phrase.phrase for phrase in TABLES[kind] if (kind, phrase) not in said(phrase.takes)]
    assert missed == []


def test_phrase_tables_are_of_known_kinds_without_duplicates() -> None:
    """A table is named by a kind that has phrases, and a phrase stands once in it."""
    assert set(TABLES) <= set(KINDS)
    for kind, table in TABLES.items():
        rows_of_it = [(phrase.place, phrase.phrase) for phrase in table]
        assert len(rows_of_it) == len(set(rows_of_it)), kind


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_looking_first_hides_no_phrase(kind: PageKind) -> None:
    """Each line that a phrase takes is found between others when all are looked at together."""
    for phrase in TABLES[kind]:
        lines = ["Prose, and no more.", f"({phrase.takes}) ", "— More of it."]
        if kind in WALLS:
            assert may_say_wall(lines), phrase.takes
        elif phrase.weight is Weight.SURE:
            assert saying_paywall(lines, Weight.SURE) == [1], phrase.takes
