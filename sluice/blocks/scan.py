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
    text: str
    for row in rows:
        text = row
        size = len(text)
        indent = 0
        if size and (text[0].isspace() or text[size - 1].isspace()):
            while indent < size and text[indent].isspace():
                indent += 1
            text = text.strip()
            size = len(text)
        if size == 0:
            gap += 1
            continue
        texts.append(text)
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
        most = max(most, size)
    return most


def longer(texts: list[str], least: cython.Py_ssize_t) -> list[int]:
    """The places of the texts that have so many characters or more."""
    places: list[int] = []
    i: cython.Py_ssize_t
    for i in range(len(texts)):
        if len(texts[i]) >= least:
            places.append(i)
    return places


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


def with_marks(texts: list[str], first: str, pairs: tuple[str, ...]) -> list[int]:
    """The places of the texts that begin with one of the ASCII characters or have a pair inside.

    pairs: two ASCII characters each; no two pairs begin with the same one.
    """
    places: list[int] = []
    second = bytearray(128)
    begins = bytearray(128)
    for pair in pairs:
        second[ord(pair[0])] = ord(pair[1])
    for character in first:
        begins[ord(character)] = 1
    after: cython.p_uchar = second
    starts: cython.p_uchar = begins
    i: cython.Py_ssize_t
    ch: cython.Py_UCS4
    point: cython.uint
    # The character that would make a pair with the one before; NUL makes none.
    wanted: cython.uint
    text: str
    for i in range(len(texts)):
        text = texts[i]
        if len(text) > 0 and ord(text[0]) < 128 and starts[ord(text[0])]:
            places.append(i)
            continue
        wanted = 0
        for ch in text:
            point = ord(ch)
            if point == wanted and wanted:
                places.append(i)
                break
            wanted = after[point] if point < 128 else 0
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


def neighbours_within(
    texts: list[str], gaps: list[int], kinds: tuple[list[Any], Any], most: cython.Py_ssize_t
) -> list[int]:
    """The places of texts of a kind, of so many characters at most, beside another such one.

    kinds: all the texts', and that which is meant. A blank line between two parts them.
    """
    places: list[int] = []
    all_kinds: list[Any] = kinds[0]
    kind = kinds[1]
    i: cython.Py_ssize_t
    text: str
    # Whether the text before this one fits, and whether it is in the list.
    before: cython.bint = False
    listed: cython.bint = False
    fits: cython.bint
    for i in range(len(texts)):
        text = texts[i]
        fits = len(text) <= most and all_kinds[i] is kind
        if fits and before and not gaps[i]:
            if not listed:
                places.append(i - 1)
            places.append(i)
            listed = True
        else:
            listed = False
        before = fits
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
    new = tuple.__new__
    row: list[Any]
    values: list[Any]
    i: cython.Py_ssize_t
    place: cython.Py_ssize_t
    for i in range(len(columns[0][1]) if columns else 0):
        row = list(template)
        for place, values in columns:
            row[place] = values[i]
        made.append(new(kind, row))
    return made
