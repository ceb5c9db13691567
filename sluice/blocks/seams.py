"""Finds seams in a line in one compiled pass; sluice.blocks.unglue says what is a seam, and why.

Its regular expressions mean the same, and are what runs where nothing is compiled.
"""

import cython

COMPILED = cython.compiled
# What a character is, as bits. CAPITAL begins a glued word, EUROPEAN also behind a mark or a digit;
# INNER are letters that are no A to Z, FRESH those that may begin a paragraph.
CAPITAL, EUROPEAN, LETTER, INNER, SMALL, FOLLOWS, DIGIT, MARK = (1 << n for n in range(8))
STOP, QUOTE, OPENS, FRESH, BLANK, SIGN = (1 << n for n in range(8, 14))
# All characters below it have their bits in the table; beyond are letters, digits and others.
TABLED = 0x2100


def _span(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


WESTERN_SMALL = _span("a", "z") + _span("à", "ö") + _span("ø", "ÿ")
WESTERN = _span("A", "Z") + _span("À", "Ö") + _span("Ø", "Þ")
CYRILLIC = _span("А", "Я")
SETS = (
    (CAPITAL, WESTERN + CYRILLIC + _span("Α", "Ω") + "ĀČĎĐĘĚĞŁŃŇŐŒŘŚŞŠŤŰŽЁІЇЄҐ"),
    (EUROPEAN, WESTERN + CYRILLIC + "Ё"),
    (SMALL, WESTERN_SMALL),
    (FOLLOWS, WESTERN_SMALL + _span("а", "я") + "ё"),
    (MARK, ')»”"!?:.'),
    (STOP, ".!?…"),
    (QUOTE, '"”’»)'),
    (OPENS, '"“„«¿¡('),
    (BLANK, " \t"),
    (SIGN, "©"),
)


def _tabled() -> bytes:
    bits = [0] * TABLED
    for point, character in enumerate(map(chr, range(TABLED))):
        if character.isdecimal():
            bits[point] = DIGIT
        elif character.isalnum():
            inner = 0 if "A" <= character <= "Z" else INNER
            bits[point] = LETTER | inner | (0 if character in WESTERN_SMALL else FRESH)
    for bit, characters in SETS:
        for character in characters:
            bits[ord(character)] |= bit
    return b"".join(value.to_bytes(2, "little") for value in bits)


# Two bytes a character, the lower one first, whatever the machine's own order.
_BITS = cython.declare(bytes, _tabled())
if cython.compiled:
    _bits = cython.declare(cython.p_const_uchar, _BITS)
else:
    _bits = _BITS
_TABLED = cython.declare(cython.uint, TABLED)
_CAPITAL = cython.declare(cython.uint, CAPITAL)
_EUROPEAN = cython.declare(cython.uint, EUROPEAN)
_LETTER = cython.declare(cython.uint, LETTER)
_INNER = cython.declare(cython.uint, INNER)
_SMALL = cython.declare(cython.uint, SMALL)
_FOLLOWS = cython.declare(cython.uint, FOLLOWS)
_DIGIT = cython.declare(cython.uint, DIGIT)
_MARK = cython.declare(cython.uint, MARK)
_STOP = cython.declare(cython.uint, STOP)
_QUOTE = cython.declare(cython.uint, QUOTE)
_OPENS = cython.declare(cython.uint, OPENS)
_BEYOND = cython.declare(cython.uint, LETTER | INNER | FRESH)
_STARTS = cython.declare(cython.uint, OPENS | FRESH)
_WORD = cython.declare(cython.uint, CAPITAL | DIGIT | SIGN)
# Where none of these stands nothing can be cut, and few characters are one of them.
_CUTS = cython.declare(cython.uint, CAPITAL | DIGIT | SIGN | OPENS | FRESH)
_FRESH = cython.declare(cython.uint, FRESH)
_SIGN = cython.declare(cython.uint, SIGN)


def seams_of(text: str) -> tuple[list[int], list[int]]:
    """Where WORD_SEAM and PARAGRAPH_SEAM of sluice.blocks.unglue match: the places, rising."""
    words: list[int] = []
    paragraphs: list[int] = []
    at: cython.Py_ssize_t = 0
    ch: cython.Py_UCS4
    point: cython.uint
    now: cython.uint
    # The bits of the three characters before.
    one: cython.uint = 0
    two: cython.uint = 0
    three: cython.uint = 0
    for ch in text:
        point = ord(ch)
        if point < _TABLED:
            now = _bits[2 * point] | _bits[2 * point + 1] << 8
        else:
            now = _beyond(ch)
        if now & _CUTS:
            if now & _WORD and _is_word_seam(text, at, now, one, two):
                words.append(at)
            if now & _STARTS and _ends_paragraph(one, two, three) and _is_fresh(text, at, now):
                paragraphs.append(at)
        three = two
        two = one
        one = now
        at += 1
    return words, paragraphs


def wide_blanks(text: str) -> list[int]:
    """Where the matches of WIDE_BLANK of sluice.blocks.unglue end, rising."""
    ends: list[int] = []
    size: cython.Py_ssize_t = len(text)
    at: cython.Py_ssize_t = 0
    start: cython.Py_ssize_t = 0
    ch: cython.Py_UCS4
    while at < size:
        ch = text[at]
        if ch not in " \t":
            at += 1
            continue
        start = at
        while at < size and text[at] == " ":
            at += 1
        if at - start >= 2:
            ends.append(at)
        elif at < size and text[at] == "\t":
            # One blank and tabs take all that follows; tabs alone only blanks behind the last.
            if at > start:
                while at < size and (text[at] == "\t" or text[at] == " "):
                    at += 1
            else:
                while at < size and text[at] == "\t":
                    at += 1
                while at < size and text[at] == " ":
                    at += 1
            ends.append(at)
    return ends


@cython.cfunc
@cython.inline
def _beyond(ch: cython.Py_UCS4) -> cython.uint:
    if ch.isdecimal():
        return _DIGIT
    return _BEYOND if ch.isalnum() else 0


@cython.cfunc
def _bits_at(text: str, at: cython.Py_ssize_t) -> cython.uint:
    """The bits of the character there; none behind the end."""
    point: cython.uint
    if at >= len(text):
        return 0
    point = ord(text[at])
    if point < _TABLED:
        return _bits[2 * point] | _bits[2 * point + 1] << 8
    return _beyond(text[at])


@cython.cfunc
def _is_word_seam(
    text: str, at: cython.Py_ssize_t, now: cython.uint, one: cython.uint, two: cython.uint
) -> cython.bint:
    if now & _CAPITAL and one & two & _INNER and not _is_service(text, at):
        return True
    if now & _EUROPEAN:
        if one & _MARK and two & _SMALL:
            return True
        if one & _DIGIT and _bits_at(text, at + 1) & _bits_at(text, at + 2) & _FOLLOWS:
            return True
    if not one & _LETTER:
        return False
    return now & _SIGN != 0 or (now & _DIGIT != 0 and _is_date(text, at))


@cython.cfunc
def _is_service(text: str, at: cython.Py_ssize_t) -> cython.bint:
    """Whether a share bar's name that has a capital inside, such as YouTube, has it here."""
    last: cython.Py_UCS4 = text[at - 1]
    if last == "s":
        return text[max(at - 5, 0) : at] == "Whats"
    if last == "u":
        return text[max(at - 3, 0) : at] == "You"
    if last == "d":
        return text[max(at - 6, 0) : at] == "Linked"
    if last == "k":
        return text[max(at - 3, 0) : at] == "Tik"
    if last == "p":
        return text[max(at - 4, 0) : at] == "Snap"
    return last == "y" and text[max(at - 3, 0) : at] == "Pay"


@cython.cfunc
def _is_date(text: str, at: cython.Py_ssize_t) -> cython.bint:
    r"""Whether it goes on as `\d{1,2}\.? [^\W\d_]{3,12} \d{4}`; there is one way to match."""
    size: cython.Py_ssize_t = len(text)
    start: cython.Py_ssize_t
    at += 2 if _bits_at(text, at + 1) & _DIGIT else 1
    if at < size and text[at] == ".":
        at += 1
    if at >= size or text[at] != " ":
        return False
    at += 1
    start = at
    while at - start <= 12 and _bits_at(text, at) & _LETTER:
        at += 1
    if not 3 <= at - start <= 12 or at >= size or text[at] != " ":
        return False
    return (
        _bits_at(text, at + 1)
        & _bits_at(text, at + 2)
        & _bits_at(text, at + 3)
        & _bits_at(text, at + 4)
        & _DIGIT
    ) != 0


@cython.cfunc
@cython.inline
def _ends_paragraph(one: cython.uint, two: cython.uint, three: cython.uint) -> cython.bint:
    """Whether the three characters before end a sentence, with or without a closing mark."""
    if one & _STOP and two & three & _INNER:
        return True
    return one & _QUOTE != 0 and two & _STOP != 0 and three & _INNER != 0


@cython.cfunc
def _is_fresh(text: str, at: cython.Py_ssize_t, now: cython.uint) -> cython.bint:
    """Whether a paragraph can begin here: no small letter, and no initial with its full stop."""
    if now & _OPENS:
        at += 1
        now = _bits_at(text, at)
    return now & _FRESH != 0 and at + 1 < len(text) and text[at + 1] != "."
