"""Loops over all blocks of a page, for the facts and steps that look at each of them.

Mechanical work only: what is asked for, and from which figure on, a caller says. Compiled where
there is a C compiler (Cython in pure Python mode), and the same uncompiled.
"""

from collections.abc import Collection, Sequence
from typing import Any

import cython

# Where the fields of sluice.judge.facts.Facts and of sluice.model.Block stand: to ask for one by
# its name takes ten times as long. All facts and blocks are such tuples; that is not checked.
FACTS_FIELDS = (
    *("words", "key", "ends_sentence", "is_prose", "is_headline", "is_stamp"),
    *("hits", "is_date", "is_byline", "is_credit", "signs"),
)
BLOCK_FIELDS = (
    *("text", "kind", "level", "cells", "element", "hidden", "own_names", "link_share"),
    *("links", "gap", "glued", "seamless", "veil"),
)
_WORDS = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("words"))
_KEY = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("key"))
_ENDS_SENTENCE = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("ends_sentence"))
_IS_PROSE = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("is_prose"))
_IS_STAMP = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("is_stamp"))
_HITS = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("hits"))
_SIGNS = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("signs"))
_TEXT = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("text"))
_KIND = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("kind"))


def facts_rows(
    made: Any, columns: tuple[Any, ...], named: tuple[Any, ...], limits: tuple[Any, ...]
) -> list[Any]:
    """The signals of each block, as named tuples of the class that is to be made.

    columns: the blocks, their words, keys, flags and signs. named: the phrases of the lines that
    have any, and the lines that name a day, authors or reporters. limits: as
    sluice.judge.facts has them.
    """
    blocks: Sequence[Any] = columns[0]
    words_of: list[int] = columns[1]
    keys: list[str] = columns[2]
    flags_of: list[int] = columns[3]
    signs: list[int] = columns[4]
    hits: dict[int, Any] = named[0]
    dates: set[int] = named[1]
    bylines: set[int] = named[2]
    credit_lines: set[int] = named[3]
    furniture = limits[0]
    linked: cython.double = limits[1]
    prose: cython.Py_ssize_t = limits[2]
    short: cython.Py_ssize_t = limits[3]
    long: cython.Py_ssize_t = limits[4]
    fewest: cython.Py_ssize_t = limits[5]
    most: cython.Py_ssize_t = limits[6]
    stamp: cython.Py_ssize_t = limits[7]
    ends: cython.uint = limits[8]
    between: cython.uint = limits[9]
    no_headline: cython.uint = limits[10]
    # Which of those bits may be set, all others being clear.
    plain: cython.uint = limits[11][0]
    or_plain: cython.uint = limits[11][1]
    or_else: cython.uint = limits[11][2]
    words: cython.Py_ssize_t
    flags: cython.uint
    marks: cython.uint
    is_line: cython.bint
    n: cython.Py_ssize_t
    share: cython.double
    is_prose: cython.bint
    new = tuple.__new__
    found: list[Any] = []
    none: tuple[Any, ...] = ()
    for n in range(len(words_of)):
        words = words_of[n]
        flags = flags_of[n]
        marks = flags & no_headline
        is_line = marks in (plain, or_plain, or_else)
        date = bool(dates) and n in dates
        byline = bool(bylines) and n in bylines
        credit = bool(credit_lines) and n in credit_lines
        if words >= long:
            is_prose = True
        elif flags & ends:
            is_prose = words >= prose
        else:
            is_prose = words >= short and flags & between != 0
        if is_prose and not credit:
            block = blocks[n]
            share = block.link_share
            is_prose = not (share > linked or block.kind in furniture)
        row = (
            words_of[n],
            keys[n],
            flags & ends != 0,
            is_prose or credit,
            fewest <= words < most and is_line,
            (date or byline) and words <= stamp,
            hits.get(n, none) if hits else none,
            date,
            byline,
            credit,
            signs[n],
        )
        # By its class a named tuple is made in twice the time.
        found.append(new(made, row))
    return found


def holding(mark: str, texts: list[str], whole: str) -> list[int]:
    """The positions of the texts that hold the mark. whole: all of them, each behind a line feed.

    The mark has no line feed. Each text that holds it is visited once, however often it does.
    """
    found: list[int] = []
    n: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t = len(texts)
    text: str
    at: cython.Py_ssize_t = whole.find(mark)
    while at >= 0:
        # Where the text ends in which the mark stands.
        while n < size:
            text = texts[n]
            n += 1
            end += len(text) + 1
            if at < end:
                break
        found.append(n - 1)
        at = whole.find(mark, end)
    return found


def opening_signs(
    texts: list[str], columns: tuple[list[str], list[int]], marks: tuple[Any, ...]
) -> tuple[list[int], list[int]]:
    """What rules look for in lines that begin with a mark or a "c", or hold a figure.

    columns: the texts' keys and flags. marks: as sluice.judge.facts has them. Beside the signs of
    all lines the positions of those that hold a figure.
    """
    keys, flags = columns
    has_digit: cython.uint = marks[0]
    starts_alnum: cython.uint = marks[1]
    worth: cython.int = marks[2]
    raw: cython.int = marks[3]
    blank: cython.int = marks[4]
    figures: cython.int = marks[5]
    clock: cython.int = marks[6]
    copyright_sign: cython.int = marks[7]
    raw_openings: tuple[str, ...] = marks[8]
    most: cython.Py_ssize_t = marks[9]
    is_clock = marks[10]
    flag: cython.uint
    sign: cython.int
    size: cython.Py_ssize_t
    n: cython.Py_ssize_t
    first: cython.Py_UCS4
    key: str
    text: str
    signs: list[int] = []
    dated: list[int] = []
    for n in range(len(texts)):
        flag = flags[n]
        key = keys[n]
        text = texts[n]
        size = len(key)
        sign = 0
        if flag & has_digit:
            sign = worth
            dated.append(n)
        if not flag & starts_alnum and text.startswith(raw_openings):
            sign |= raw
        if size == 0:
            sign |= blank
        else:
            first = key[0]
            if first == "c":
                # "Copyright", or the letter in brackets before a year.
                if size > 1 and (key[1] == "o" or key[1].isdecimal()):
                    sign |= copyright_sign
            elif sign & worth and first.isdecimal():
                if key.isdecimal():
                    sign |= figures
                if size <= most and is_clock(text):
                    sign |= clock
        signs.append(sign)
    return signs, dated


def note(findings: list[Any], trails: list[Any], reasons: list[Any]) -> None:
    """Add each decision to its block's trail, and its reason to the reasons."""
    for i, decision in findings:
        trails[i] += (decision,)
        reasons[i] = decision.reason


def untaken(reasons: list[Any]) -> list[int]:
    """The positions without a reason."""
    found: list[int] = []
    n: cython.Py_ssize_t
    for n in range(len(reasons)):
        if reasons[n] is None:
            found.append(n)
    return found


def at(values: Sequence[Any], positions: Sequence[int]) -> list[Any]:
    """The values at these positions."""
    return [values[i] for i in positions]


def signed(facts: Sequence[Any], signs: Sequence[int]) -> dict[int, list[int]]:
    """For each of the signs the positions whose facts have it."""
    found: dict[int, list[int]] = {sign: [] for sign in signs}
    own: cython.uint
    n: cython.Py_ssize_t
    for n in range(len(facts)):
        own = cython.cast(tuple, facts[n])[_SIGNS]
        if own:
            for sign in signs:
                if own & sign:
                    found[sign].append(n)
    return found


def glued_at(blocks: Sequence[Any]) -> list[int]:
    """The positions of the blocks that continue the line of the block before."""
    found: list[int] = []
    n: cython.Py_ssize_t
    for n in range(len(blocks)):
        if blocks[n].glued:
            found.append(n)
    return found


def hidden_at(blocks: Sequence[Any]) -> list[int]:
    """The positions of the blocks that readers do not see."""
    found: list[int] = []
    n: cython.Py_ssize_t
    for n in range(len(blocks)):
        if blocks[n].hidden:
            found.append(n)
    return found


def veiled_at(blocks: Sequence[Any]) -> list[int]:
    """The positions of the blocks that a trick hides."""
    found: list[int] = []
    n: cython.Py_ssize_t
    for n in range(len(blocks)):
        if blocks[n].veil:
            found.append(n)
    return found


def among(values: list[Any], wanted: Collection[Any]) -> list[int]:
    """The positions of the values that are one of these."""
    chosen: tuple[Any, ...] = tuple(wanted)
    found: list[int] = []
    n: cython.Py_ssize_t
    m: cython.Py_ssize_t
    for n in range(len(values)):
        value = values[n]
        for m in range(len(chosen)):
            if value is chosen[m]:
                found.append(n)
                break
    return found


def of_kind(blocks: Sequence[Any], positions: Sequence[int], kind: Any) -> list[int]:
    """Those of the positions whose block is of that kind."""
    return [i for i in positions if cython.cast(tuple, blocks[i])[_KIND] is kind]


def words_in(facts: Sequence[Any], positions: Sequence[int]) -> int:
    """How many words the blocks at these positions have."""
    total: cython.longlong = 0
    own: cython.longlong
    for i in positions:
        own = facts[i].words
        total += own
    return total


def prose_in(facts: Sequence[Any], positions: Sequence[int]) -> int:
    """How many words those of the blocks at these positions have that are prose."""
    total: cython.longlong = 0
    own: cython.longlong
    fact: tuple[Any, ...]
    for i in positions:
        fact = cython.cast(tuple, facts[i])
        if fact[_IS_PROSE]:
            own = fact[_WORDS]
            total += own
    return total


def prose_at(facts: Sequence[Any], positions: Sequence[int]) -> list[int]:
    """Those of the positions whose blocks are prose."""
    return [i for i in positions if cython.cast(tuple, facts[i])[_IS_PROSE]]


def saying(facts: Sequence[Any], positions: Sequence[int], keys: Collection[str]) -> list[int]:
    """Those of the positions whose blocks' keys are among these."""
    return [i for i in positions if cython.cast(tuple, facts[i])[_KEY] in keys]


def key_counts(
    facts: Sequence[Any], positions: Sequence[int], keys: Collection[str]
) -> dict[str, int]:
    """How many of the blocks at these positions have each of the keys."""
    found = dict.fromkeys(keys, 0)
    for i in positions:
        key = cython.cast(tuple, facts[i])[_KEY]
        if key in found:
            found[key] += 1
    return found


def title_lines(
    blocks: Sequence[Any],
    facts: Sequence[Any],
    positions: Sequence[int],
    limits: tuple[Any, ...],
) -> list[int]:
    """Those of the positions whose lines may be a title. limits: as the rule has them."""
    fewest: cython.Py_ssize_t = limits[0]
    most: cython.Py_ssize_t = limits[1]
    kinds: tuple[Any, ...] = limits[2]
    ends: tuple[str, ...] = limits[3]
    words: cython.Py_ssize_t
    block: tuple[Any, ...]
    fact: tuple[Any, ...]
    text: str
    found: list[int] = []
    for i in positions:
        fact = cython.cast(tuple, facts[i])
        words = fact[_WORDS]
        if fewest <= words < most and not fact[_IS_STAMP]:
            block = cython.cast(tuple, blocks[i])
            text = block[_TEXT]
            if block[_KIND] in kinds and not text.endswith(ends):
                found.append(i)
    return found


def title_signs(
    blocks: Sequence[Any],
    facts: Sequence[Any],
    positions: Sequence[int],
    limits: tuple[Any, ...],
) -> list[tuple[float, float]]:
    """What speaks for each of the lines by itself: as a line, and if it is nobody's name alone.

    limits: as the rule for titles has them.
    """
    length: cython.double = limits[0]
    full: cython.double = limits[1]
    name: cython.double = limits[2]
    stamp: cython.double = limits[3]
    heading: cython.double = limits[4]
    kind = limits[5]
    size: cython.Py_ssize_t = len(facts)
    i: cython.Py_ssize_t
    words: cython.double
    own: cython.double
    near: cython.double
    more: cython.double
    found: list[tuple[float, float]] = []
    for i in positions:
        words = cython.cast(tuple, facts[i])[_WORDS]
        own = length * min(1.0, words / full)
        near = more = 0.0
        beside = i > 0 and cython.cast(tuple, facts[i - 1])[_IS_STAMP]
        if beside or (i + 1 < size and cython.cast(tuple, facts[i + 1])[_IS_STAMP]):
            near = stamp
        if cython.cast(tuple, blocks[i])[_KIND] is kind:
            more = heading
        found.append((own - name + near + more, own + near + more))
    return found


def worths(blocks: Sequence[Any], facts: Sequence[Any], limits: tuple[Any, ...]) -> list[float]:
    """What each block adds to a run of prose. limits: as sluice.judge.sections has them."""
    most: cython.Py_ssize_t = limits[0]
    linked: cython.double = limits[1]
    stamp: cython.double = limits[2]
    line: cython.double = limits[3]
    sentence: cython.double = limits[4]
    heading = limits[5]
    frame: dict[Any, float] = limits[6]
    goes_on: frozenset[str] = limits[7]
    more: cython.double = limits[8]
    share: cython.double
    text: str
    size: cython.Py_ssize_t
    worth: cython.double
    words: cython.Py_ssize_t
    found: list[float] = []
    n: cython.Py_ssize_t
    fact: tuple[Any, ...]
    row: tuple[Any, ...]
    for n in range(len(facts)):
        fact = cython.cast(tuple, facts[n])
        block = blocks[n]
        row = cython.cast(tuple, block)
        share = block.link_share
        words = fact[_WORDS]
        if fact[_IS_STAMP]:
            worth = stamp
        elif share > linked:
            worth = line
        elif fact[_IS_PROSE]:
            worth = min(most, words)
        elif fact[_ENDS_SENTENCE] and row[_KIND] is not heading:
            worth = sentence * words
        else:
            worth = frame.get(row[_KIND], line)
            text = row[_TEXT]
            size = len(text)
            if size and text[size - 1] in goes_on:
                worth += more
        found.append(worth)
    return found


def densest(
    left: Sequence[int], worths: Sequence[float], verse: Collection[int], line: float
) -> tuple[int, int]:
    """The maximum-sum segment (Bentley 1984, "Algorithm design techniques") of `left`.

    worths: for each block. verse: the positions that are worth `line` instead.
    """
    best: cython.double = 0.0
    total: cython.double = 0.0
    own: cython.double
    first: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t = 0
    start: cython.Py_ssize_t = 0
    n: cython.Py_ssize_t
    special: cython.bint = len(verse) > 0
    for n in range(len(left)):
        i = left[n]
        if total <= 0:
            total = 0.0
            start = n
        own = line if special and i in verse else worths[i]
        total += own
        if total > best:
            best = total
            first = start
            end = n + 1
    return first, end


def best_f1(scores: list[float], words: list[int], order: list[int]) -> float:
    """The highest F1 by words of keeping the blocks from some place in the order on.

    scores: the probability that each is content.
    """
    content: cython.double = sum([p * w for p, w in zip(scores, words, strict=True)])
    best: cython.double = 0.0
    kept: cython.double = 0.0
    right: cython.double = 0.0
    f1: cython.double
    score: cython.double
    size: cython.double
    for n in order:
        score = scores[n]
        size = words[n]
        kept += size
        right += score * size
        if kept:
            f1 = 2 * right / (kept + content)
            best = max(best, f1)
    return best
