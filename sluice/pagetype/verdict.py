"""What kind of page this is, and how sure; a wall's words leave the body.

The verdict reads what the judge has left: blocks, reasons and scores. It looks at a bounded number
of lines and never walks the page anew.
"""

from dataclasses import replace

from sluice.intake.not_text import is_no_text
from sluice.judge.context.keep import IN_DOUBT
from sluice.judge.site_template import SET_ASIDE
from sluice.model import Decision, Document, Judgement, PageVerdict, Step
from sluice.pagetype.forums import is_forum
from sluice.pagetype.kinds import GATES, WALLS, Signal
from sluice.pagetype.last_resort import with_only_copy
from sluice.pagetype.learned import PageModel, PageOpinion, opinion_of
from sluice.pagetype.main_part import in_gate, lost_lines
from sluice.pagetype.paywall import STUB_WORDS, Stop, free_sentences, stop_of
from sluice.pagetype.reading import Reading, reading_of
from sluice.pagetype.sums import ends_with, says_rule
from sluice.pagetype.walls import FAIRLY, SURELY, Wall, notice_of, wall_of
from sluice.reasons import PageKind, Reason

# A brief has two or three sentences.
BRIEF_WORDS = 60
MOST = 0.8
# Of a page with so few words the model says a type other than a brief only when so sure.
SURE = 0.8
# Below this an article is the better guess: all it is mistaken for on short pages is less likely.
LIKELY = 0.5
UNSURE = 0.5


def page_verdict(
    document: Document, judgement: Judgement, model: PageModel
) -> tuple[Judgement, PageVerdict]:
    """The verdict, and the judgement without what a wall or a paywall says in the page's place."""
    reading = reading_of(judgement)
    whole = with_only_copy(reading)
    if whole is not reading:
        verdict = _of_content(whole, None, model)
        verdict = replace(verdict, signals=(Signal.JSON_LD_BODY, *verdict.signals))
        return whole.judgement, _with_notes(verdict, document, whole)
    wall = _no_page(document) or wall_of(reading)
    if wall and wall.prose:
        reading = _without_notice(reading, wall)
    elif wall:
        emptied = _judged(reading, reading.kept, GATES[wall.kind], wall.kind)
        is_stub = wall.kind is PageKind.PAYWALL_STUB
        verdict = PageVerdict(wall.kind, wall.score, wall.signals, truncated=is_stub)
        return emptied.judgement, _with_notes(verdict, document, emptied)
    reading = _whole(reading)
    stop = stop_of(reading)
    if stop and stop.paid:
        reading = _before(reading, stop)
    return reading.judgement, _with_notes(_of_content(reading, stop, model), document, reading)


def _whole(reading: Reading) -> Reading:
    """Of a page of a few short lines all of them, without what a consent manager says beside."""
    lines = lost_lines(reading)
    if not lines:
        return reading
    reading = _judged(reading, lines, None, PageKind.BRIEF)
    asking = tuple(i for i in in_gate(reading, PageKind.CONSENT_WALL) if i in reading.kept)
    return _judged(reading, asking, Reason.COOKIE_CONSENT, PageKind.CONSENT_WALL)


def _without_notice(reading: Reading, wall: Wall) -> Reading:
    """The page without the notice that stands beside its text, and with all of that text."""
    taken = tuple(i for i in wall.prose if reading.reasons[i])
    reading = _judged(reading, taken, None, wall.kind)
    return _judged(reading, notice_of(reading, wall), WALLS[wall.kind], wall.kind)


def _of_content(reading: Reading, stop: Stop | None, model: PageModel) -> PageVerdict:
    """The verdict on a page that stands for itself."""
    signals = stop.signals if stop else ()
    if not reading.kept_words:
        is_stub = stop is not None and stop.paid
        kind = PageKind.PAYWALL_STUB if is_stub else PageKind.EMPTY
        return PageVerdict(kind, FAIRLY if is_stub else None, signals, truncated=is_stub)
    opinion = opinion_of(reading, model)
    if stop and stop.paid and reading.kept_words <= STUB_WORDS:
        return PageVerdict(PageKind.PAYWALL_STUB, opinion.score, signals, truncated=True)
    kind, told_by = _content(reading, opinion)
    signals = (*signals, *told_by)
    if opinion.score < UNSURE:
        signals = (Signal.SCORER_UNSURE, *signals)
    return PageVerdict(kind, opinion.score, signals, truncated=stop is not None)


def _before(reading: Reading, stop: Stop) -> Reading:
    """The page up to its paywall; of a stub every free sentence stays."""
    after = tuple(i for i in reading.kept if i >= stop.at)
    reading = _judged(reading, after, Reason.SUBSCRIPTION, PageKind.PAYWALL_STUB)
    if reading.kept_words > STUB_WORDS:
        return reading
    return _judged(reading, free_sentences(reading, stop), None, PageKind.PAYWALL_STUB)


def _no_page(document: Document) -> Wall | None:
    if not is_no_text(document):
        return None
    return Wall(PageKind.NOT_TEXT, SURELY, (Signal.MARKS_NOT_WORDS,))


def _content(reading: Reading, opinion: PageOpinion) -> tuple[PageKind, tuple[Signal, ...]]:
    """The type of a page with content, and what told it from an article."""
    if is_forum(reading):
        return PageKind.FORUM, (Signal.FORUM_POSTS,)
    kind = _learned(reading, opinion)
    is_plain = kind in (PageKind.ARTICLE, PageKind.BRIEF)
    return kind, () if is_plain else (Signal.PAGE_TYPE_LEARNED,)


def _learned(reading: Reading, opinion: PageOpinion) -> PageKind:
    """The model's type where it is likely; of a very short page only where it is sure."""
    if reading.kept_words > BRIEF_WORDS:
        return opinion.kind if opinion.probability >= LIKELY else PageKind.ARTICLE
    is_sure = opinion.kind is not PageKind.ARTICLE and opinion.probability >= SURE
    return opinion.kind if is_sure else PageKind.BRIEF


def _judged(
    reading: Reading, positions: tuple[int, ...], reason: Reason | None, kind: PageKind
) -> Reading:
    """The page with these blocks gone for this reason, or back, by the word of its kind."""
    if not positions:
        return reading
    trails, reasons = list(reading.judgement.trails), list(reading.reasons)
    for i in positions:
        trails[i] += (Decision(Step.PAGE, f"{reason or 'page'}/{kind}", reason),)
        reasons[i] = reason
    judgement = replace(reading.judgement, trails=tuple(trails))
    return Reading(judgement, tuple(reasons), reading.words)


def _with_notes(verdict: PageVerdict, document: Document, reading: Reading) -> PageVerdict:
    """The verdict with what to know of any page before its body is used."""
    words = reading.kept_words + reading.removed_words
    trails = reading.judgement.trails
    notes = {
        Signal.CHARACTERS_REPLACED: document.replaced_characters > 0,
        Signal.GUARD_STEPPED_IN: ends_with(trails, reading.kept, Step.GUARD),
        Signal.SITE_PROFILE_SET_ASIDE: says_rule(trails, SET_ASIDE),
        Signal.KEPT_IN_DOUBT: _is_doubted(reading),
        Signal.MOST_WORDS_REMOVED: reading.removed_words > MOST * words,
        Signal.NO_PROSE: not reading.kept_words,
    }
    present = (signal for signal, is_so in notes.items() if is_so)
    signals = tuple(map(str, (*present, *verdict.signals)))
    return PageVerdict(str(verdict.page), verdict.score, signals, verdict.truncated)


def _is_doubted(reading: Reading) -> bool:
    """Whether a sentence stays for its neighbours alone."""
    trails = reading.judgement.trails
    if not ends_with(trails, reading.kept, Step.NEIGHBOURS):
        return False
    return any(trails[i][-1].rule in IN_DOUBT for i in reading.kept if trails[i])
