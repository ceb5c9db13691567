"""Style sheets as bytes: one loop that finds the rules that may hide something.

Compiled. A rule is told by how its declarations begin; what it says is read later, if at all.
"""

from array import array
from typing import Any

import cython

MOST_RULES = 3_000
# So many places of classes and ids are noted: a sheet with more is searched for each name.
MOST_MARKS = 60_000
LONGEST_SELECTOR = 4_000
# Where a rule holds: for every reader, for some, or for none of those who read a page.
ALWAYS, SOMETIMES, NEVER = 0, 1, 2
COLORS = cython.declare(cython.int, 1)
PERHAPS = cython.declare(cython.int, 2)
SURELY = cython.declare(cython.int, 3)
# In a longer sheet a rule that is not understood may paint what is behind white letters.
PLAIN_SHEET = 20_000
NEVER_HOLDS = ("keyframes", "font-face", "page", "counter-style", "property", "print", "speech")
ALWAYS_HOLDS = ("layer", "supports", "container", "scope")
PLAIN_MEDIA = frozenset(("screen", "all", "only screen", "screen and", ""))


# Bytes that a sheet is read by.
COLON = cython.declare(cython.uint, 58)
SEMICOLON = cython.declare(cython.uint, 59)
OPENING = cython.declare(cython.uint, 123)
CLOSING = cython.declare(cython.uint, 125)
QUOTE = cython.declare(cython.uint, 34)
APOSTROPHE = cython.declare(cython.uint, 39)
NEWLINE = cython.declare(cython.uint, 10)
BACKSLASH = cython.declare(cython.uint, 92)
AT = cython.declare(cython.uint, 64)
DOT = cython.declare(cython.uint, 46)
HASH = cython.declare(cython.uint, 35)
MINUS = cython.declare(cython.uint, 45)
LETTER_C = cython.declare(cython.uint, 99)
LETTER_D = cython.declare(cython.uint, 100)
LETTER_E = cython.declare(cython.uint, 101)
LETTER_F = cython.declare(cython.uint, 102)
LETTER_H = cython.declare(cython.uint, 104)
LETTER_M = cython.declare(cython.uint, 109)
LETTER_N = cython.declare(cython.uint, 110)
LETTER_O = cython.declare(cython.uint, 111)
LETTER_P = cython.declare(cython.uint, 112)
LETTER_R = cython.declare(cython.uint, 114)
LETTER_S = cython.declare(cython.uint, 115)
LETTER_T = cython.declare(cython.uint, 116)
LETTER_V = cython.declare(cython.uint, 118)
LETTER_W = cython.declare(cython.uint, 119)
LETTER_Y = cython.declare(cython.uint, 121)

# Which bytes a sheet is cut at; all others, nearly all, are passed over.
TELLING = bytes(chr(byte) in ".#:;{}\"'" for byte in range(256))

# Where a rule's selectors begin, where it opens and closes, whether it surely hides.
Rule = tuple[int, int, int, bool]
# Where an at-rule opens and closes, and where the rules inside hold.
Condition = tuple[int, int, int]


def scanned(css: str) -> tuple[list[Rule], list[Condition], Any, int]:
    """The rules that may hide, the at-rules that hold less than always, and where names may stand.

    A rule is left out that does not hold always. The names are those of classes and ids; of their
    places as many are in use as the last figure says.
    """
    found: list[Rule] = []
    conditional: list[Condition] = []
    # Of each open at-rule: where it opened, and where what is around it holds.
    around: list[tuple[int, int]] = []
    size: cython.Py_ssize_t = len(css)
    # One byte a character, so that places are the same.
    coded = css.encode("latin-1", "replace")
    data: cython.p_const_uchar = coded
    table = TELLING
    telling: cython.p_const_uchar = table
    places = array("i", bytes(4 * min(size, MOST_MARKS)))
    marks: cython.int[:] = places
    marked: cython.Py_ssize_t = 0
    room: cython.Py_ssize_t = len(places)
    at: cython.Py_ssize_t = -1
    begin: cython.Py_ssize_t = 0
    opened: cython.Py_ssize_t = -1
    nested: cython.Py_ssize_t = 0
    met: cython.Py_ssize_t = 0
    holds: cython.int = ALWAYS
    least: cython.int = COLORS if size <= PLAIN_SHEET else PERHAPS
    may_hide: cython.int = 0
    byte: cython.uint
    mark: cython.uint
    while True:
        at += 1
        if at >= size:
            break
        byte = data[at]
        if not telling[byte]:
            continue
        if byte in (DOT, HASH):
            if marked < room:
                marks[marked] = at
            marked += 1
        elif byte == COLON:
            if opened >= 0 and may_hide != SURELY:
                may_hide = max(may_hide, _may_hide(data, at, size))
        elif byte == OPENING:
            if opened >= 0:
                nested += 1
            elif _is_at_rule(data, begin, at):
                around.append((at, holds))
                holds = max(holds, _holding(css[begin:at]))
                begin = at + 1
                continue
            opened = at
            may_hide = 0
        elif byte == CLOSING:
            if opened >= 0:
                if may_hide:
                    met += 1
                    if (
                        may_hide >= least
                        and holds == 0
                        and met <= MOST_RULES
                        and opened - begin <= LONGEST_SELECTOR
                    ):
                        found.append((begin, opened, at, may_hide == SURELY))
                opened = -1
            elif nested:
                nested -= 1
            elif around:
                start, before = around.pop()
                if holds != before and len(conditional) < MOST_RULES:
                    conditional.append((start, at, holds))
                holds = before
            begin = at + 1
        elif byte == SEMICOLON:
            if opened < 0:
                begin = at + 1
        else:
            # A string ends with its line at the latest. Names count in it: what looks like one may
            # begin with a quote that is escaped.
            mark = byte
            at += 1
            while at < size and data[at] != mark and data[at] != NEWLINE:
                if data[at] == BACKSLASH:
                    at += 1
                if at < size and data[at] in (DOT, HASH):
                    if marked < room:
                        marks[marked] = at
                    marked += 1
                at += 1
    for start, before in around:
        if holds != before and len(conditional) < MOST_RULES:
            conditional.append((start, size, holds))
        holds = before
    conditional.sort()
    return found, conditional, places, marked


@cython.cfunc
@cython.inline
def _is_blank(byte: cython.uint) -> cython.bint:
    return byte == 32 or (byte >= 9 and byte <= 13)


@cython.cfunc
def _is_at_rule(
    data: cython.p_const_uchar, begin: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.bint:
    while begin < end and _is_blank(data[begin]):
        begin += 1
    return begin < end and data[begin] == AT


@cython.cfunc
def _may_hide(  # noqa: PLR0911
    data: cython.p_const_uchar, at: cython.Py_ssize_t, size: cython.Py_ssize_t
) -> cython.int:
    """Whether the property that ends before this colon and the value behind it may hide."""
    end: cython.Py_ssize_t = at - 1
    at += 1
    while at < size and _is_blank(data[at]):
        at += 1
    while end > 0 and _is_blank(data[end]):
        end -= 1
    if at >= size or end < 2:
        return 0
    # Letters in lower case: the bit 32 is what tells the cases apart.
    last: cython.uint = data[end] | 32
    value: cython.uint = data[at] | 32
    if last == LETTER_Y:
        # display: none, visibility: hidden or collapse, opacity: 0
        if value == LETTER_N:
            is_display: cython.bint = end >= 6 and data[end - 6] | 32 == LETTER_D
            return SURELY if is_display and at + 3 < size and data[at + 3] | 32 == LETTER_E else 0
        if value in (LETTER_H, LETTER_C):
            return PERHAPS if end >= 9 and data[end - 9] | 32 == LETTER_V else 0
        return PERHAPS if _is_low(value) else 0
    if last == LETTER_E:
        # font-size: 0
        return PERHAPS if _is_low(value) and end >= 8 and data[end - 4] == MINUS else 0
    if last in (LETTER_T, LETTER_P, LETTER_M, LETTER_H):
        if value == MINUS | 32:
            # left, right, text-indent, margin-left, top, bottom: -9999px
            return PERHAPS
        if last in (LETTER_T, LETTER_H):
            # height, max-height: 0; width: 1px; font: 0/0 a; clip-path: inset(50%)
            if _is_low(value):
                return PERHAPS if at + 1 >= size or _ends_length(data[at + 1]) else 0
            return PERHAPS if last == LETTER_H and data[end - 4] == MINUS else 0
        # clip: rect(0 0 0 0); transform: translate(-9999px), scale(0)
        return PERHAPS if value in (LETTER_R, LETTER_T, LETTER_S) else 0
    if last == LETTER_R:
        # color: white, filter: opacity(0)
        if end >= 5 and data[end - 5] == MINUS:
            return False
        if value == HASH | 32:
            is_told: cython.bint = at + 1 < size
            return (
                COLORS
                if is_told and (data[at + 1] | 32 == LETTER_F or _is_low(data[at + 1]))
                else 0
            )
        if value == LETTER_O:
            return PERHAPS
        return COLORS if value in (LETTER_W, LETTER_T, LETTER_R) else 0
    return 0


@cython.cfunc
@cython.inline
def _is_low(byte: cython.uint) -> cython.bint:
    """Whether a number begins so that is 1 at the most, or may be."""
    return byte in (48, 49, 46, 46 | 32)


@cython.cfunc
@cython.inline
def _ends_length(byte: cython.uint) -> cython.bint:
    """Whether a length of one digit ends here, or its unit is pixels."""
    return (
        byte | 32 == LETTER_P or byte in (SEMICOLON, CLOSING) or byte in {33, 47} or _is_blank(byte)
    )


def without_comments(css: str) -> str:
    """The sheet without its comments, a blank in the place of each."""
    pieces: list[str] = []
    done: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t = len(css)
    # One character is found in a tenth of the time of two.
    start: cython.Py_ssize_t = css.find("/")
    while start >= 0:
        if start + 1 < size and css[start + 1] == "*":
            pieces.append(css[done:start])
            start = css.find("/", start + 3)
            while start >= 0 and css[start - 1] != "*":
                start = css.find("/", start + 1)
            if start < 0:
                return " ".join(pieces)
            done = start + 1
        start = css.find("/", start + 1)
    if not pieces:
        return css
    pieces.append(css[done:])
    return " ".join(pieces)


def _holding(prelude: str) -> int:
    """Where the rules inside an at-rule hold."""
    words = prelude.strip().lower()
    name, _, condition = words.lstrip("@").partition(" ")
    if name.startswith("media"):
        condition = words.lstrip("@").removeprefix("media").strip()
        if condition in PLAIN_MEDIA:
            return ALWAYS
        return NEVER if condition.startswith(("print", "speech", "only print")) else SOMETIMES
    if any(each in name for each in NEVER_HOLDS):
        return NEVER
    return ALWAYS if name.startswith(ALWAYS_HOLDS) else SOMETIMES
