"""Where the text stops before its end: at a paywall, at a “continue reading”, inside a sentence."""

import re
from dataclasses import dataclass

from sluice.pagetype.kinds import Signal
from sluice.pagetype.own_text import own_text
from sluice.pagetype.phrases import said, saying_paywall
from sluice.pagetype.reading import Reading
from sluice.reasons import Reason
from sluice.text.concepts import Concept, named
from sluice.text.phrases import Weight
from sluice.text.words import count_words, ends_sentence, sentences

# So many blocks around the text's end are read, and so many words may follow a paywall's sentence.
BEFORE, AFTER = 6, 12
MOST_WORDS_AFTER = 20
# A longer sentence speaks of paywalls.
SENTENCE_WORDS = 30
OFFER_WORDS, BUTTON_WORDS = 14, 8
# A sentence tells of the words that it quotes, with so many of its own; so do paragraphs below it.
TELLING_WORDS, PARAGRAPHS, PARAGRAPH_WORDS = 3, 2, 5
QUOTES = re.compile(r"[“«„「\"‘‹»]|(?<!\w)'")
QUOTED = re.compile(
    r"[“«„「\"‘‹][^”»“」\"’›]{8,200}[”»“」\"’›]|»[^«]{8,200}«|(?<!\w)'[^']{8,200}'(?!\w)"
)
OFFER = frozenset((Concept.UNLOCK, Concept.WHOLE))
OTHER_OFFERS = frozenset((Concept.LETTERS,))
# A free beginning is rarely longer; a longer text that stops at a paywall is still an article.
STUB_WORDS = 200
ELLIPSES = ("…", "...", "[…]", "[...]", "…]", "...]")
UNFREE = ('"isAccessibleForFree":false', '"isAccessibleForFree":"false"')


@dataclass(frozen=True)
class Stop:
    """Where the text stops, and why we think so.

    at: the first block that is no longer the text's; a paywall's own, where paid is true.
    """

    at: int
    paid: bool
    signals: tuple[Signal, ...]


def stop_of(reading: Reading) -> Stop | None:
    """Where the text stops, or None where nothing says that it goes on."""
    paywall = _paywall(reading)
    before = [i for i in reading.kept if paywall is None or i < paywall]
    if not before and paywall is None:
        return None
    last = before[-1] if before else max(0, (paywall or 0) - 1)
    ends_open = reading.blocks[last].text.endswith(ELLIPSES)
    continues = (ends_open or paywall is not None) and _continues(reading, last)
    if paywall is None and not continues:
        return None
    signals = {
        Signal.PAYWALL_WORDS: paywall is not None,
        Signal.DECLARED_PAID: _declared_paid(reading),
        Signal.ENDS_OPEN: ends_open,
        Signal.CONTINUES_ELSEWHERE: continues,
    }
    present = tuple(signal for signal, is_so in signals.items() if is_so)
    return Stop(last + 1 if paywall is None else paywall, paywall is not None, present)


def free_sentences(reading: Reading, stop: Stop) -> tuple[int, ...]:
    """What the scorer took between a stub's beginning and its paywall, and what is a sentence."""
    first = reading.kept[0] if reading.kept else 0
    return tuple(
        i
        for i in range(first, stop.at)
        if reading.reasons[i] is Reason.NOT_CONTENT and ends_sentence(reading.blocks[i].text)
    )


def _paywall(reading: Reading) -> int | None:
    """The first block near the text's end with a paywall's sentence and little text after it."""
    blocks, words = reading.blocks, reading.words
    near = [i for i in _near_end(reading) if words[i] <= SENTENCE_WORDS]
    texts = [_unquoted(blocks[i].text) for i in near]
    said_there = {near[n] for n in saying_paywall(texts, Weight.SURE)}
    offered = {i for i in near if reading.kept_words <= STUB_WORDS and _is_offer(reading, i)}
    for at in sorted(said_there | offered):
        after = [
            n for n in reading.kept if n > at and n not in offered and not said(blocks[n].text)
        ]
        if sum(words[n] for n in after) <= MOST_WORDS_AFTER and not _goes_on(reading, after):
            return at
    return None


def _unquoted(text: str) -> str:
    """A sentence without what it quotes; a line that is one quotation stays."""
    if not QUOTES.search(text):
        return text
    told = QUOTED.sub(" ", text)
    return told if count_words(told) >= TELLING_WORDS else text


def _goes_on(reading: Reading, after: list[int]) -> bool:
    """Whether paragraphs stand there that tell something and speak to nobody.

    One is enough where it names a day, or what no paywall names.
    """
    spoken = (reading.blocks[i].text for i in after if reading.words[i] >= PARAGRAPH_WORDS)
    told = [text for text in spoken if ends_sentence(text) and Concept.ADDRESS not in named(text)]
    return len(told) >= PARAGRAPHS or bool(own_text(reading, after))


def _is_offer(reading: Reading, i: int) -> bool:
    """Whether a line of its own offers to unlock the text, in words that no table has.

    What it costs may follow in a second sentence.
    """
    text = reading.blocks[i].text
    offer = next(iter(sentences(text)), "")
    if count_words(offer) > (BUTTON_WORDS if ends_sentence(offer) else OFFER_WORDS):
        return False
    return named(offer) >= OFFER and named(text).isdisjoint(OTHER_OFFERS)


def _near_end(reading: Reading) -> range:
    """The blocks around the text's end."""
    if not reading.kept:
        return range(min(AFTER, len(reading.blocks)))
    first, last = reading.kept[-BEFORE:][0], reading.kept[-1]
    return range(first, min(last + AFTER + 1, len(reading.blocks)))


def _continues(reading: Reading, last: int) -> bool:
    """Whether a “continue reading” stands right after the text's last block."""
    following = reading.blocks[last + 1 : last + 3]
    return bool(saying_paywall([block.text for block in following], Weight.HINT))


def _declared_paid(reading: Reading) -> bool:
    scripts = ("".join(script.split()) for script in reading.declared.json_ld)
    return any(mark in script for script in scripts for mark in UNFREE)
