"""Which gaps between the words of one long line are ends of lines, by how likely each is.

Half a sentence is worse than two lines on one. So that a break must be likelier where the sentence
goes on: before a small letter, behind a preposition, within a quotation, behind a comma.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sluice.blocks import gaps
from sluice.text.calendar_names import month_names

TABLE = Path(__file__).with_name("small_words.tsv")
# A line ended where the words make it as likely as this. Without a mark before it must be likelier
# in scripts without capitals, before a figure and behind a comma, and surer where the sentence
# seems to go on (a small letter, or what follows "am", "de", "of", "и").
BREAK, COMMA_BREAK, FIGURE_BREAK, SURE_BREAK, HANGING_BREAK, NEVER = 0.35, 0.5, 0.6, 0.75, 0.9, 2.0
CASELESS_BREAK = 0.5
# So few words are no label unless it is likely.
FRAGMENT = 2
# Of so many words one is given a capital: its neighbours are looked at too.
APART = 3
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|\d{4}년")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]")
WIDE_BREAK = 0.25
ENDS = tuple(".!?…:;。！？।؟\"'”’»)]")
STOPS, COMMAS, COLONS = tuple(".!?…。！？।؟"), tuple(",،、"), (":", ";")
# No line ends with a small word of so few letters.
PARTICLE = 3
# So many words of a line without an end are looked at for the sentence that stands there.
SENTENCE = 60
# Alone they belong to what follows, or to what stands before.
OPENING, CLOSING = "«‹„“‘([{¿¡", "»›”’)]}!?.,;:…%"
CLOSERS = "\"'”’»)]"
# What closes a quotation, which a line does not end within.
QUOTED = {"„": "“”", "«": "»", "“": "”"}
# The one letter that is a name by itself: a network.
NETWORK = "X"

Border = Callable[[Sequence[str], Sequence[str]], float]


def line_ends(
    words: Sequence[str], breaks: gaps.Weights, border: Border | None = None
) -> list[int]:
    """The gaps at which a line ended.

    border: wide_border for scripts without blanks.
    """
    wide = border is wide_border
    # Where nothing begins with a capital, small letters do not say that a sentence goes on.
    small = "".join(words).islower()
    found = uncased(words, breaks) if small else gaps.probabilities(words, breaks)
    ends: list[int] = []
    start = 0
    for n in np.flatnonzero(found >= (WIDE_BREAK if wide else BREAK)).tolist():
        line = words[max(start, n + 1 - SENTENCE) : n + 1]
        following = words[n + 1 : n + 3]
        if small:
            following = [word.capitalize() for word in following]
        # What stands alone behind a sentence may be the beginning of the next.
        alone = start > 0 and n - start < FRAGMENT and words[start - 1].endswith(STOPS)
        least = wide_border(line, following) if wide else _border(line, following)
        if found[n] >= (max(least, COMMA_BREAK) if alone and not wide else least):
            ends.append(n)
            start = n + 1
    return ends


def uncased(words: Sequence[str], breaks: gaps.Weights) -> NDArray[np.float64]:
    """The same probabilities for a text that has lost its capitals.

    Each gap is asked twice, with a capital behind it and without. One alone says much too often, or
    never, that a line began there; the mean of both is near what is said of a text with capitals.
    """
    without = gaps.probabilities(words, breaks)
    capital = np.empty_like(without)
    for n in range(APART):
        some = [w.capitalize() if i % APART == n else w for i, w in enumerate(words)]
        first = (n - 1) % APART
        capital[first::APART] = gaps.probabilities(some, breaks)[first::APART]
    return 1 / (1 + np.sqrt((1 / without - 1) * (1 / capital - 1)))


def wide_border(line: Sequence[str], following: Sequence[str]) -> float:
    """The border in scripts without blanks, among which words of other scripts have them."""
    before, after = line[-1], following[0]
    if before.endswith(ENDS) or (WIDE.match(before[-1]) and WIDE.match(after)):
        return WIDE_BREAK
    return max(SURE_BREAK, _border(line, following))


def _border(line: Sequence[str], following: Sequence[str]) -> float:
    """How likely a break must be behind this line, 0-1; above 1 where there can be none.

    following: the next two words.
    """
    before, after = line[-1], following[0]
    if not before.strip(OPENING) or not after.strip(CLOSING):
        return NEVER
    if before.endswith(ENDS):
        goes_on = before.rstrip(CLOSERS).endswith(COMMAS)
        goes_on = goes_on or (before.endswith(COLONS) and after[0].islower())
        return SURE_BREAK if goes_on else BREAK
    return HANGING_BREAK if _hangs(line, after) else _open_border(line, following)


def _open_border(line: Sequence[str], following: Sequence[str]) -> float:
    """The same behind a line without a mark at its end."""
    before, after = line[-1], following[0]
    sentence = list(_unended(line))
    if _is_quoting(sentence):
        return NEVER
    if after[0].islower() or (len(before) <= PARTICLE and before.islower()):
        return SURE_BREAK
    if after[0].isdigit():
        return BREAK if _is_date(following) else FIGURE_BREAK
    goes_on = any(word.endswith(COMMAS) for word in sentence)
    if after[0].isalpha() and not after[0].isupper():
        return SURE_BREAK if goes_on else CASELESS_BREAK
    return COMMA_BREAK if goes_on else BREAK


def _hangs(line: Sequence[str], after: str) -> bool:
    """Whether a word stands at the border that no line ends or begins with."""
    before = line[-1]
    if len(before) == 1 and before.isalpha() and before != NETWORK:
        # A Korean line may end with a syllable.
        return len(line) == 1 or before.islower() or before.isupper()
    return before.casefold() in _small_words("end") or after in _small_words("begin")


def _is_date(words: Sequence[str]) -> bool:
    """Whether a date begins here: "12/02/2024", "3 May"."""
    month = words[-1].casefold().strip(".,")
    return bool(DATE.match(words[0])) or month in month_names()


def _unended(line: Sequence[str]) -> Iterable[str]:
    """The words of the line's last sentence, from its end."""
    for word in reversed(line):
        if word.rstrip(CLOSERS).endswith(STOPS):
            return
        yield word


def _is_quoting(sentence: Sequence[str]) -> bool:
    """Whether a quotation is open; the words stand from the last to the first."""
    for n, word in enumerate(sentence):
        closed_by = QUOTED.get(word[0])
        if closed_by:
            inside = (word[1:], *sentence[:n])
            return not any(sign in part for part in inside for sign in closed_by)
    return False


@cache
def _small_words(place: str) -> frozenset[str]:
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:])
    return frozenset(word for at, _, words in rows if at == place for word in words.split())
