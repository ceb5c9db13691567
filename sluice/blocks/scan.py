"""What is asked of every line of a raw text, in compiled loops: nothing is decided here.

The functions that look for candidates may name too many lines and never too few; who asked then
decides each. Classes are bits by code point below 0x10000 (`classes`); what lies beyond has none.
"""

from typing import Any

import cython

PLANE = 0x10000


def found(text: str, wanted: dict[str, Any]) -> list[str]:
    """Those of the wanted characters, all below 0x10000, that stand in the text; each once."""
    ch: cython.Py_UCS4
    point: cython.uint
    table = bytearray(0x10000)
    for character in wanted:
        table[ord(character)] = 1
    asked: cython.p_uchar = table
    there: list[str] = []
    for ch in text:
        point = ord(ch)
        if point >= 0x80 and point < 0x10000 and asked[point]:
            there.append(ch)
            asked[point] = 0
    return there


def stripped(rows: list[str], most: cython.Py_ssize_t) -> tuple[list[str], list[int], list[int]]:
    """The rows that are not blank, the blank ones before each, and the blanks at its start.

    It stops behind row number most + 1.
    """
    texts: list[str] = []
    gaps: list[int] = []
    indents: list[int] = []
    gap: cython.Py_ssize_t = 0
    count: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t
    indent: cython.Py_ssize_t
    row: str
    for row in rows:
        size = len(row)
        indent = 0
        if size and (row[0].isspace() or row[size - 1].isspace()):
            while indent < size and row[indent].isspace():
                indent += 1
            row = row.strip()
            size = len(row)
        if size == 0:
            gap += 1
            continue
        texts.append(row)
        gaps.append(gap)
        indents.append(indent)
        gap = 0
        count += 1
        if count > most:
            break
    return texts, gaps, indents


def longest(texts: list[str]) -> int:
    """The length of the longest text; 0 where there is none."""
    most: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t
    text: str
    for text in texts:
        size = len(text)
        if size > most:
            most = size
    return most


def longer(texts: list[str], least: cython.Py_ssize_t) -> list[int]:
    """The places of the texts that have so many characters or more."""
    places: list[int] = []
    i: cython.Py_ssize_t
    for i in range(len(texts)):
        if len(texts[i]) >= least:
            places.append(i)
    return places


@cython.cfunc
@cython.inline
def _class(ch: cython.Py_UCS4, classes: cython.p_const_uchar) -> cython.uint:
    point: cython.uint = ord(ch)
    return classes[point] if point < 0x10000 else 0


def starting(texts: list[str], classes: bytes, bit: cython.uint) -> list[int]:
    """The places of the texts whose first character has this bit, or lies beyond the plane."""
    table: cython.p_const_uchar = classes
    point: cython.uint
    places: list[int] = []
    i: cython.Py_ssize_t
    text: str
    for i in range(len(texts)):
        text = texts[i]
        if len(text) == 0:
            continue
        point = ord(text[0])
        if point >= 0x10000 or table[point] & bit:
            places.append(i)
    return places


def containing(texts: list[str], marks: tuple[str, ...]) -> list[int]:
    """The places of the texts in which one of the marks stands."""
    places: list[int] = []
    i: cython.Py_ssize_t
    text: str
    mark: str
    for i in range(len(texts)):
        text = texts[i]
        for mark in marks:
            if mark in text:
                places.append(i)
                break
    return places


def counts(texts: list[str], mark: str) -> dict[int, int]:
    """How often the mark stands in a text, by the text's place; of those in which it does."""
    there: dict[int, int] = {}
    i: cython.Py_ssize_t
    text: str
    for i in range(len(texts)):
        text = texts[i]
        if mark in text:
            there[i] = text.count(mark)
    return there


@cython.ccall
def is_full(line: str, following: str, width: cython.Py_ssize_t) -> cython.bint:
    """Whether the following line's first word would not have fitted on this line.

    A script without spaces is cut anywhere, so one character more must not have fitted.
    """
    size: cython.Py_ssize_t = len(following)
    word: cython.Py_ssize_t = 0
    ascii_only: cython.bint = True
    while word < size and following[word] != " ":
        if ord(following[word]) > 127:
            ascii_only = False
        word += 1
    if ascii_only or word < width // 3:
        return len(line) + 1 + word > width
    return len(line) + 1 > width


def wrapped(
    texts: list[str], gaps: list[int], width: cython.Py_ssize_t, long: cython.double
) -> tuple[int, list[int]]:
    """How many lines are longer than `long` with no blank line after them; the full ones of them."""
    full: list[int] = []
    count: cython.Py_ssize_t = 0
    i: cython.Py_ssize_t
    for i in range(len(texts) - 1):
        if len(texts[i]) > long and not gaps[i + 1]:
            count += 1
            if is_full(texts[i], texts[i + 1], width):
                full.append(i)
    return count, full


def continuing(
    lines: tuple[list[str], list[int]], classes: bytes, bits: tuple[int, int, int], width: int
) -> list[int]:
    """The places of lines that may go on with the line before them: nothing else can.

    lines: the texts, and the blank lines before each. bits: of a first character that begins a
    new line, of one that may go on with the text before, and of a last character behind which
    a text goes on. A small letter goes on too. width: where lines are wrapped, or 0.
    """
    texts, gaps = lines
    table: cython.p_const_uchar = classes
    begins: cython.uint = bits[0]
    goes_on: cython.uint = bits[1]
    before: cython.uint = bits[2]
    size: cython.Py_ssize_t = len(texts)
    column: cython.Py_ssize_t = width
    places: list[int] = []
    i: cython.Py_ssize_t
    text: str
    last: str = ""
    first: cython.Py_UCS4
    # Whether the line goes on, and whether it begins; of this one and of the next.
    on: cython.bint
    fresh: cython.bint
    next_on: cython.bint = False
    next_fresh: cython.bint = True
    for i in range(size + 1):
        on = next_on
        fresh = next_fresh
        next_on = False
        next_fresh = True
        if i < size:
            text = texts[i]
            first = text[0]
            if not gaps[i]:
                next_fresh = (_class(first, table) & begins) != 0
                next_on = (_class(first, table) & goes_on) != 0 or first.islower()
        # The line before this one is judged, now that its next is known.
        if i > 1:
            if not fresh and (
                on
                or next_on
                or _class(last[len(last) - 1], table) & before
                or (column and is_full(last, texts[i - 1], column))
            ):
                places.append(i - 1)
        if i > 0:
            last = texts[i - 1]
    return places


def neighbours_within(
    texts: list[str], gaps: list[int], fitting: list[bool], most: cython.Py_ssize_t
) -> list[int]:
    """The places of fitting texts of so many characters at most beside another such one.

    A blank line between two parts them.
    """
    places: list[int] = []
    size: cython.Py_ssize_t = len(texts)
    i: cython.Py_ssize_t
    for i in range(size):
        if not fitting[i] or len(texts[i]) > most:
            continue
        if i > 0 and not gaps[i] and fitting[i - 1] and len(texts[i - 1]) <= most:
            places.append(i)
        elif i + 1 < size and not gaps[i + 1] and fitting[i + 1] and len(texts[i + 1]) <= most:
            places.append(i)
    return places


def pieces(text: str, cuts: list[int], fresh: set[int]) -> tuple[list[str], list[bool], list[bool]]:
    """The text's parts between the cuts, without the blanks around them; empty ones are left out.

    With each part whether it goes on with the part before it, being neither the first nor
    cut at a fresh place; and whether then no blank stood between the two.
    """
    texts: list[str] = []
    glued: list[bool] = []
    seamless: list[bool] = []
    i: cython.Py_ssize_t
    start: cython.Py_ssize_t
    goes_on: cython.bint
    for i in range(len(cuts) - 1):
        start = cuts[i]
        part = text[start : cuts[i + 1]].strip()
        if not part:
            continue
        goes_on = bool(texts) and cuts[i] not in fresh
        texts.append(part)
        glued.append(goes_on)
        seamless.append(goes_on and not text[start - 1].isspace())
    return texts, glued, seamless


def rows(kind: Any, template: tuple[Any, ...], columns: list[tuple[int, list[Any]]]) -> list[Any]:
    """Named tuples of a kind like the template, but for the fields that have a column.

    columns: a field's place, and its values, as many as there will be rows.
    """
    made: list[Any] = []
    row: list[Any]
    values: list[Any]
    i: cython.Py_ssize_t
    place: cython.Py_ssize_t
    for i in range(len(columns[0][1]) if columns else 0):
        row = list(template)
        for place, values in columns:
            row[place] = values[i]
        made.append(tuple.__new__(kind, row))
    return made
