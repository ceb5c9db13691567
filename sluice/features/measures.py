"""All that is known of blocks by their characters alone, in one pass over the page's text.

Counts of characters and words by kind, how each block starts and ends, its key, and its words as
numbers. A word's number is a polynomial hash of its code points (Karp and Rabin 1987, "Efficient
randomized pattern-matching algorithms"); as with checksums, a clash of two words costs next to
nothing. Scripts without spaces are read as pairs of characters.
"""

from collections.abc import Sequence

import cython
import numpy as np

from sluice.features.measured import Measures, Vocabulary
from sluice.text.classes import (
    ALNUM,
    APOSTROPHE,
    BAR,
    BITS,
    BLANK,
    BRACKET,
    CLOSING,
    COMMA,
    DIGIT,
    FOLDED,
    FOLDS,
    LETTER,
    LOWER,
    MARK,
    OPENING,
    OTHER,
    QUOTE,
    SEVERAL,
    SPACE,
    SPACED,
    SPARE,
    STARTING,
    STOP,
    UNSPACED_STOP,
    UPPER,
    bits_beyond,
)
from sluice.text.words import TITLES

# The rows of Measures.counts. Words are runs of letters and digits here, and `word_counts` knows
# words as readers do; a short word has up to three characters, a long one seven and more.
NAMES = (
    *("characters", "letters", "digits", "stops", "commas", "quotes", "bars", "brackets"),
    *("others", "unspaced", "words", "capitalised", "small", "short", "long", "uppers"),
)
# What a block's flags say. EMPTY: nothing stands there. Of the last character: a sentence's end
# behind quotes and brackets; a mark after which more follows, of two kinds (OPEN is what
# signals know, OPEN_ENDED what no headline ends with); a question or a call; an ellipsis.
ENDS_SENTENCE, ENDS_OPEN, ENDS_ASKING, ENDS_BROKEN, OPEN_ENDED = (1 << n for n in range(5))
# Of the first: a small letter, a digit, a letter or digit.
STARTS_SMALL, STARTS_DIGIT, STARTS_ALNUM = (1 << n for n in range(5, 8))
# Of all: a sentence ends inside it and another begins; a script without spaces; only ASCII; a digit
# (\d); an @; an @, :// or www. as in addresses.
BETWEEN_SENTENCES, UNSPACED, ASCII, HAS_DIGIT, HAS_AT, ADDRESS = (1 << n for n in range(8, 14))

# Stands for no word, and keeps blocks without words from being empty.
NO_WORD = 0
SHORTEST = 2
# Longer words say what a text is about; they have odd numbers, the others even ones.
TELLING = 4
BASE = 0x9E3779B97F4A7C15
# Of the hash of keys (Fowler, Noll and Vo, FNV-1a over code points).
OFFSET, PRIME = 0xCBF29CE484222325, 0x100000001B3
UNIT = (1 << 64) - 1
# More words of one block are sorted by numpy.
FEW = 2_048

_BITS = cython.declare(cython.uint[::1], BITS)
_FOLDED = cython.declare(cython.uint[::1], FOLDED)
if not cython.compiled:
    # Integers of numpy would overflow.
    _BITS, _FOLDED = BITS.tolist(), FOLDED.tolist()
_LETTER = cython.declare(cython.uint, LETTER)
_UPPER = cython.declare(cython.uint, UPPER)
_LOWER = cython.declare(cython.uint, LOWER)
_DIGIT = cython.declare(cython.uint, DIGIT)
_STOP = cython.declare(cython.uint, STOP)
_COMMA = cython.declare(cython.uint, COMMA)
_QUOTE = cython.declare(cython.uint, QUOTE)
_BAR = cython.declare(cython.uint, BAR)
_BRACKET = cython.declare(cython.uint, BRACKET)
_SPARE = cython.declare(cython.uint, SPARE)
_OTHER = cython.declare(cython.uint, OTHER)
_BLANK = cython.declare(cython.uint, BLANK)
_ALNUM = cython.declare(cython.uint, ALNUM)
_SPACE = cython.declare(cython.uint, SPACE)
_MARK = cython.declare(cython.uint, MARK)
_APOSTROPHE = cython.declare(cython.uint, APOSTROPHE)
_CLOSING = cython.declare(cython.uint, CLOSING)
_OPENING = cython.declare(cython.uint, OPENING)
_SPACED = cython.declare(cython.uint, SPACED)
_UNSPACED_STOP = cython.declare(cython.uint, UNSPACED_STOP)
_STARTING = cython.declare(cython.uint, STARTING)
_FOLDS = cython.declare(cython.uint, FOLDS)
_SEVERAL = cython.declare(cython.uint, SEVERAL)
# What is no letter in most blocks, and is counted kind by kind.
_RARE = cython.declare(
    cython.uint, DIGIT | STOP | COMMA | QUOTE | BAR | BRACKET | SPARE | OTHER | BLANK
)
# What the search for sentences has to look at.
_TURNS = cython.declare(cython.uint, SPACED | UNSPACED_STOP | STOP)


def measure(texts: Sequence[str]) -> Measures:
    """What is known of these texts, each by itself."""
    listed = list(texts)
    size = len(listed)
    # A character that becomes several when case is folded takes their room.
    room = sum(map(len, listed)) + sum(_more(text) for text in listed if not text.isascii())
    counts = np.empty((len(NAMES), size), dtype=np.float32)
    word_counts = np.empty(size, dtype=np.int32)
    flags = np.empty(size, dtype=np.uint32)
    hashes = np.empty(size, dtype=np.uint64)
    letters = np.empty(room, dtype=np.uint32)
    key_starts = np.zeros(size + 1, dtype=np.intp)
    ids = np.empty(room + size, dtype=np.uint32)
    starts = np.empty(size, dtype=np.intp)
    into = (counts, word_counts, flags, hashes, letters, key_starts, ids, starts)
    found = _scan(listed, into, (BASE, OFFSET, PRIME, UNIT))
    vocabulary = Vocabulary(ids[:found], starts)
    letters = letters[: key_starts[size]]
    return Measures(counts, word_counts, flags, hashes, letters, key_starts, vocabulary)


def vocabulary_of(texts: Sequence[str]) -> Vocabulary:
    """The words of these texts as numbers."""
    return measure(texts).vocabulary


@cython.cfunc
def _more(text: str) -> cython.Py_ssize_t:
    """How many characters the text has more when case is folded, or a few more than that."""
    ch: cython.Py_UCS4
    point: cython.uint
    more: cython.Py_ssize_t = 0
    for ch in text:
        point = ord(ch)
        if point >= 0x10000 or _FOLDED[point] == _SEVERAL:
            more += 2
    return more


# One loop over all characters: cut in parts it would look at each of them several times.
@cython.cfunc
def _scan(texts: list, into: tuple, hashing: tuple) -> cython.Py_ssize_t:
    """Fill the arrays of `measure`; return how many ids there are."""
    counts: cython.float[:, ::1] = into[0]
    word_counts: cython.int[::1] = into[1]
    flag_bits: cython.uint[::1] = into[2]
    key_hashes: cython.ulonglong[::1] = into[3]
    letters: cython.uint[::1] = into[4]
    key_starts: cython.Py_ssize_t[::1] = into[5]
    ids: cython.uint[::1] = into[6]
    starts: cython.Py_ssize_t[::1] = into[7]
    base: cython.ulonglong = hashing[0]
    offset: cython.ulonglong = hashing[1]
    prime: cython.ulonglong = hashing[2]
    # Without a compiler integers have no end, and are cut to 64 bits.
    unit: cython.ulonglong = hashing[3]
    ch: cython.Py_UCS4
    point: cython.uint
    bits: cython.uint
    folded: cython.uint
    folded_bits: cython.uint
    block: cython.Py_ssize_t
    size: cython.Py_ssize_t
    at: cython.Py_ssize_t
    letter_at: cython.Py_ssize_t = 0
    id_at: cython.Py_ssize_t = 0
    first_id: cython.Py_ssize_t
    part: cython.Py_ssize_t
    parts: cython.Py_ssize_t
    several: str = ""
    flags: cython.uint
    for block in range(len(texts)):
        text: str = texts[block]
        size = len(text)
        flags = 0
        # Characters by kind.
        n_letters: cython.int = 0
        uppers: cython.int = 0
        digits: cython.int = 0
        stops: cython.int = 0
        commas: cython.int = 0
        quotes: cython.int = 0
        bars: cython.int = 0
        brackets: cython.int = 0
        spare: cython.int = 0
        others: cython.int = 0
        blanks: cython.int = 0
        # Runs of letters and digits.
        run: cython.int = 0
        words: cython.int = 0
        capitalised: cython.int = 0
        small: cython.int = 0
        short: cython.int = 0
        long: cython.int = 0
        # Words as readers know them; 1: in a word, 2: in a word, behind an apostrophe.
        read: cython.int = 0
        word_state: cython.int = 0
        # Sentences' ends; 1: mark or closing mark, 2: a blank behind one.
        end_state: cython.int = 0
        end_at: cython.Py_ssize_t = 0
        # Between sentences; 1: mark, 2: blanks, 3: opening marks, 4: a mark that needs no blank.
        cut_state: cython.int = 0
        alnums: cython.int = 0
        # The words of the vocabulary, and the letters of the key.
        word_hash: cython.ulonglong = 0
        power: cython.ulonglong = 1
        length: cython.int = 0
        before: cython.uint = 0
        key_hash: cython.ulonglong = offset
        key_starts[block] = letter_at
        first_id = id_at
        starts[block] = id_at
        ids[id_at] = 0
        id_at += 1
        at = 0
        for ch in text:
            point = ord(ch)
            bits = _BITS[point] if point < 0x10000 else bits_beyond(ch)
            if bits & _LETTER:
                n_letters += 1
                if bits & _UPPER:
                    uppers += 1
            if bits & _RARE:
                if bits & _BLANK:
                    blanks += 1
                else:
                    digits += bits & _DIGIT != 0
                    stops += bits & _STOP != 0
                    commas += bits & _COMMA != 0
                    quotes += bits & _QUOTE != 0
                    bars += bits & _BAR != 0
                    brackets += bits & _BRACKET != 0
                    spare += bits & _SPARE != 0
                    others += bits & _OTHER != 0
            # Runs of letters and digits.
            if bits & (_LETTER | _DIGIT) and not bits & _SPARE:
                if run == 0:
                    words += 1
                    capitalised += bits & _UPPER != 0
                    small += bits & _LOWER != 0
                run += 1
            elif run:
                short += run <= 3
                long += run >= 7
                run = 0
            # Words as readers know them.
            if bits & _ALNUM and not bits & _SPARE:
                read += word_state == 0
                word_state = 1
            elif word_state:
                if word_state == 1 and bits & _MARK and not bits & _SPARE:
                    pass
                elif word_state == 1 and bits & _APOSTROPHE:
                    word_state = 2
                else:
                    word_state = 0
            # Between sentences.
            if cut_state:
                if cut_state == 4:
                    if not bits & _SPACE:
                        flags |= BETWEEN_SENTENCES
                        cut_state = 0
                elif cut_state == 1:
                    if bits & _SPACE:
                        cut_state = 2
                    elif not bits & _CLOSING:
                        cut_state = 0
                elif bits & _STARTING:
                    flags |= BETWEEN_SENTENCES
                    cut_state = 0
                elif bits & _OPENING:
                    cut_state = 3
                elif cut_state == 3 or not bits & _SPACE:
                    cut_state = 0
            # Sentences' ends.
            if bits & _TURNS:
                end_state = 1
                end_at = at
                if bits & _UNSPACED_STOP:
                    cut_state = 4
                elif bits & _SPACED and cut_state != 4:
                    cut_state = 1 if alnums >= 2 and not _is_title(text, at) else 0
            elif end_state:
                if bits & _CLOSING:
                    end_state = 1
                elif bits & _SPACE and end_state == 1:
                    end_state = 2
                else:
                    end_state = 0
            alnums = alnums + 1 if bits & _ALNUM else 0
            # The key's letters, and the vocabulary's words.
            folded = point
            folded_bits = bits
            parts = 1
            if bits & _FOLDS or (point >= 0x10000 and bits & _ALNUM):
                folded = _FOLDED[point] if point < 0x10000 else _SEVERAL
                if folded == _SEVERAL:
                    several = chr(point).casefold()
                    parts = len(several)
                else:
                    folded_bits = _BITS[folded]
            for part in range(parts):
                if folded == _SEVERAL or parts > 1:
                    folded = ord(several[part])
                    folded_bits = _BITS[folded] if folded < 0x10000 else bits_beyond(several[part])
                if folded_bits & _ALNUM:
                    letters[letter_at] = folded
                    letter_at += 1
                    key_hash = ((key_hash ^ folded) * prime) & unit
                if folded_bits & _LETTER and not folded_bits & _SPARE:
                    word_hash = (word_hash + folded * power) & unit
                    power = (power * base) & unit
                    length += 1
                elif length:
                    if length >= 2:
                        ids[id_at] = _number(word_hash, length >= 4, base, unit)
                        id_at += 1
                    word_hash = 0
                    power = 1
                    length = 0
                if folded_bits & _SPARE:
                    if before:
                        word_hash = (before * base + folded * ((base * base) & unit)) & unit
                        ids[id_at] = _number(word_hash, 1, base, unit)
                        id_at += 1
                        word_hash = 0
                    before = folded
                else:
                    before = 0
            at += 1  # noqa: SIM113
        if run:
            short += run <= 3
            long += run >= 7
        if length >= 2:
            ids[id_at] = _number(word_hash, length >= 4, base, unit)
            id_at += 1
        id_at = _sorted(ids, first_id + 1, id_at)
        counts[0, block] = size - blanks
        counts[1, block] = n_letters
        counts[2, block] = digits
        counts[3, block] = stops
        counts[4, block] = commas
        counts[5, block] = quotes
        counts[6, block] = bars
        counts[7, block] = brackets
        counts[8, block] = others
        counts[9, block] = spare
        counts[10, block] = words + (spare + 1) // 2
        counts[11, block] = capitalised
        counts[12, block] = small
        counts[13, block] = short
        counts[14, block] = long
        counts[15, block] = uppers
        word_counts[block] = read + (spare + 1) // 2
        key_hashes[block] = key_hash
        if end_at >= size - 12 and (end_state == 1 or (end_state == 2 and text[size - 1] == "\n")):
            flags |= ENDS_SENTENCE
        if digits:
            flags |= HAS_DIGIT
        if spare * 3 > size:
            flags |= UNSPACED
        flag_bits[block] = flags | _edges(text)
    key_starts[len(texts)] = letter_at
    return id_at


@cython.cfunc
def _number(
    word_hash: cython.ulonglong,
    telling: cython.bint,
    base: cython.ulonglong,
    unit: cython.ulonglong,
) -> cython.uint:
    """The upper half of the hash, which depends on all of the word, its last bit aside."""
    upper: cython.uint = ((word_hash * base) & unit) >> 32
    upper = upper // 2 * 2
    upper = max(upper, 2)
    return upper + 1 if telling else upper


@cython.cfunc
def _sorted(
    ids: cython.uint[::1], first: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.Py_ssize_t:
    """Sort the ids of one block, each once; return where they end then.

    By Shell's method, with Knuth's gaps (1973, The Art of Computer Programming 3, 5.2.1).
    """
    gap: cython.Py_ssize_t = 1
    n: cython.Py_ssize_t
    m: cython.Py_ssize_t
    one: cython.uint
    if end - first > FEW:
        unique = np.unique(np.asarray(ids[first:end]))
        np.asarray(ids)[first : first + len(unique)] = unique
        return first + len(unique)
    while gap < (end - first) // 3:
        gap = 3 * gap + 1
    while gap:
        for n in range(first + gap, end):
            one = ids[n]
            m = n
            while m >= first + gap and ids[m - gap] > one:
                ids[m] = ids[m - gap]
                m -= gap
            ids[m] = one
        gap //= 3
    n = first
    for m in range(first, end):
        if m == first or ids[m] != ids[n - 1]:
            ids[n] = ids[m]
            n += 1
    return n


@cython.cfunc
def _is_title(text: str, at: cython.Py_ssize_t) -> cython.bint:
    """Whether the full stop here ends a short form of TITLES, and no longer word."""
    first: cython.Py_ssize_t = at
    ch: cython.Py_UCS4
    if text[at] != ".":
        return False
    while first > 0 and at - first <= 4:
        ch = text[first - 1]
        if not (ch.isalnum() or ch == "_"):
            break
        first -= 1
    return at - first <= 4 and text[first : at + 1] in TITLES


@cython.cfunc
def _edges(text: str) -> cython.uint:
    """The flags that the first and the last characters, and a few marks, give."""
    size: cython.Py_ssize_t = len(text)
    flags: cython.uint = ASCII if text.isascii() else 0
    first: cython.Py_UCS4
    last: cython.Py_UCS4
    if not size:
        # Today's weights know an empty line as one that ends in every mark.
        return flags | ENDS_OPEN | ENDS_ASKING
    first = text[0]
    last = text[size - 1]
    if last in ":：,，;":
        flags |= ENDS_OPEN
    if last in "?？؟!！":
        flags |= ENDS_ASKING
    if last in ".,;:-–—，、；：。":
        flags |= OPEN_ENDED
    if last in "….]" and text.endswith(("…", "...", "…]", "...]")):
        flags |= ENDS_BROKEN
    if first.islower():
        flags |= STARTS_SMALL
    if first.isdigit():
        flags |= STARTS_DIGIT
    if first.isalnum():
        flags |= STARTS_ALNUM
    if "@" in text:
        flags |= HAS_AT | ADDRESS
    if "://" in text or "www." in text:
        flags |= ADDRESS
    return flags
