"""What kind of page this is, and how sure; a wall's words leave the body.

The verdict reads what the judge has left: blocks, reasons and scores. It looks at a bounded number
of lines and never walks the page anew.
"""

from dataclasses import replace

from service.model import Document, Judgement, PageVerdict, Step, Verdict
from service.reasons import Reason
from service.verdict.kinds import WALLS, PageKind, Signal
from service.verdict.not_text import is_no_text
from service.verdict.reading import Reading, reading_of
from service.verdict.stub import STUB_WORDS, Stop, free_sentences, stop_of
from service.verdict.walls import Wall, wall_of

# A brief has two or three sentences.
BRIEF_WORDS = 60
MOST = 0.8


def page_verdict(document: Document, judgement: Judgement) -> tuple[Judgement, PageVerdict]:
    """The verdict, and the judgement without what a wall or a paywall says in the page's place."""
    reading = reading_of(judgement)
    wall = _no_page(document) or wall_of(reading)
    if wall:
        emptied = _judged(reading, reading.kept, WALLS[wall.kind], wall.kind)
        return emptied.judgement, _verdict(document, emptied, wall.kind, wall.signals)
    stop = stop_of(reading)
    if stop is None:
        return judgement, _verdict(document, reading, _content(reading), ())
    if stop.paid:
        reading = _before(reading, stop)
    verdict = _verdict(document, reading, _stopped(reading, stop), stop.signals)
    return reading.judgement, replace(verdict, truncated=True)


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
    return Wall(PageKind.NOT_TEXT, 0, (Signal.MARKS_NOT_WORDS,))


def _stopped(reading: Reading, stop: Stop) -> PageKind:
    """A stub, where little stands before a paywall; else what the content is."""
    is_stub = stop.paid and reading.kept_words <= STUB_WORDS
    return PageKind.PAYWALL_STUB if is_stub else _content(reading)


def _content(reading: Reading) -> PageKind:
    if not reading.kept_words:
        return PageKind.EMPTY
    return PageKind.BRIEF if reading.kept_words <= BRIEF_WORDS else PageKind.ARTICLE


def _judged(
    reading: Reading, positions: tuple[int, ...], reason: Reason | None, kind: PageKind
) -> Reading:
    """The page with these blocks gone for this reason, or back, by the word of its kind."""
    if not positions:
        return reading
    trails, reasons = list(reading.judgement.trails), list(reading.reasons)
    for i in positions:
        trails[i] += (Verdict(Step.PAGE, f"{reason or 'page'}/{kind}", reason),)
        reasons[i] = reason
    judgement = replace(reading.judgement, trails=tuple(trails))
    return Reading(judgement, tuple(reasons), reading.words)


def _verdict(
    document: Document, reading: Reading, kind: PageKind, signals: tuple[Signal, ...]
) -> PageVerdict:
    words = reading.kept_words + reading.removed_words
    about = {
        Signal.CHARACTERS_REPLACED: document.replaced_characters > 0,
        Signal.GUARD_STEPPED_IN: _is_restored(reading),
        Signal.MOST_WORDS_REMOVED: reading.removed_words > MOST * words,
        Signal.NO_PROSE: not reading.kept_words,
    }
    present = tuple(signal for signal, is_so in about.items() if is_so)
    return PageVerdict(str(kind), signals=(*map(str, present), *map(str, signals)))


def _is_restored(reading: Reading) -> bool:
    trails = reading.judgement.trails
    return any(trails[i] and trails[i][-1].step is Step.GUARD for i in reading.kept)
