"""Blocks that tell something of their own, beside what a wall would say in their place.

A wall says what its kind says and speaks to its reader: of a page that is gone, an account, a
browser. News of one sentence names a day or quotes somebody, or names nothing of what walls speak
of, and speaks to nobody. Where such a sentence stands, the wall's words are a notice beside it.
"""

from collections.abc import Iterable

from sluice.pagetype.gate_markup import named_gates
from sluice.pagetype.gates import MONEY, SURE, Told, is_news, points_of
from sluice.pagetype.main_part import score_of
from sluice.pagetype.reading import Reading
from sluice.reasons import Reason
from sluice.text.concepts import Concept, named
from sluice.text.words import count_words, ends_sentence, sentences

# A shorter sentence tells nothing; one that names no day has so many words.
FEWEST_WORDS, DAYLESS_WORDS = 5, 7
# Of a sentence that names nobody the scorer is surer; a wall's own it doubts, the shorter the more.
FAIRLY, SURELY = 0.8, 0.88
LONG_WORDS = 10
# A wall itself may say, in less, until when it stands.
ENOUGH_WORDS, ENOUGH_LETTERS = 10, 60
DOUBTED = 0.66
HALF = 0.5
LINKED_SHARE = 0.5
# Beside a notice the scorer doubts a brief; a line of a menu or a form it rules out.
LIKELY = 0.2
UNNAMED = (None, Reason.NOT_CONTENT)
QUESTIONS = ("?", "？", "؟")
# What news has as well as walls.
ANYWHERE = frozenset(
    (Concept.WEEKDAYS, Concept.MONTHS, Concept.AGE, Concept.LETTERS, Concept.RECEIVED)
)
MARKS = "«»“”„\"'‘’()[],.;:–—-"
FEWEST_NAMED = 2


def own_text(reading: Reading, blocks: Iterable[int]) -> tuple[int, ...]:
    """Those of the blocks that are a text of their own."""
    return tuple(i for i in blocks if _is_text(reading, i))


def is_enough(reading: Reading, text: Iterable[int]) -> bool:
    """Whether these blocks tell more than a wall may of itself."""
    telling = [one for i in text for one in _spoken(reading, i) if tells(one, score_of(reading, i))]
    letters = sum(len(one.text) * _weight(one) for one in telling)
    return (
        letters >= ENOUGH_LETTERS
        or sum(one.words * _weight(one) for one in telling) >= ENOUGH_WORDS
    )


def _weight(one: Told) -> float:
    """Less of what names a day and a wall's things: it may be told of the wall."""
    return 1.0 if one.concepts <= ANYWHERE else DOUBTED


def _is_text(reading: Reading, i: int) -> bool:
    block, score = reading.blocks[i], score_of(reading, i)
    if reading.reasons[i] not in UNNAMED or score < LIKELY or block.hidden:
        return False
    if block.link_share >= LINKED_SHARE or named_gates(reading, i):
        return False
    spoken = _spoken(reading, i)
    telling = [one for one in spoken if tells(one, score)]
    if sum(one.words for one in telling) > HALF * reading.words[i]:
        return True
    return bool(telling) and not any(map(_is_of_wall, spoken))


def _spoken(reading: Reading, i: int) -> list[Told]:
    return [
        Told(sentence, count_words(sentence), heads=False, concepts=named(sentence))
        for sentence in sentences(reading.blocks[i].text)
    ]


def _is_of_wall(one: Told) -> bool:
    return one.is_addressed or max(points_of(one).values(), default=0) >= SURE


def tells(one: Told, score: float) -> bool:
    """Whether a sentence tells something to nobody in particular. score: what its block has."""
    if one.words < FEWEST_WORDS or not ends_sentence(one.text) or one.text.endswith(QUESTIONS):
        return False
    if one.is_addressed or points_of(one):
        return False
    if is_news(one):
        return True
    if one.words < DAYLESS_WORDS or not one.concepts <= ANYWHERE or MONEY.search(one.text):
        return False
    sure = FAIRLY if one.words >= LONG_WORDS else SURELY
    return score >= sure or _names(one.text) >= FEWEST_NAMED


def _names(sentence: str) -> int:
    """How many words inside it have a capital, and how many numbers there are."""
    numbers = sum(word.strip(MARKS).isdecimal() for word in sentence.split())
    return numbers + sum(word.lstrip(MARKS)[:1].isupper() for word in sentence.split()[1:])
