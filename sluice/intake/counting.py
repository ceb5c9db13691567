"""Counts what a text has of some characters, in compiled loops; who asks says what follows."""

from typing import NamedTuple

import cython

# Spans, first and last, of characters that neither combine with others nor are decomposed:
# Unicode keeps them so ("Normalization Stability"). Emoji, from 0x1F000 to 0x1FAFF, are such too.
COMPOSED = (
    *((0x0, 0x2FF), (0x388, 0x482), (0x48A, 0x587), (0x5D0, 0x5EA), (0x61B, 0x64A)),
    *((0x660, 0x66F), (0x671, 0x6D5), (0xE01, 0xE37), (0xE3F, 0xE47), (0x1E00, 0x1EFF)),
    *((0x2002, 0x20CF), (0x2100, 0x2125), (0x212C, 0x2328), (0x232B, 0x2ADB), (0x3000, 0x3029)),
    *((0x3030, 0x3096), (0x309B, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xF8FF), (0xFE00, 0xFE0F)),
    (0xFE30, 0xFFFF),
)


def _spans(spans: tuple[tuple[int, int], ...]) -> bytes:
    table = bytearray(0x10000)
    for first, last in spans:
        table[first : last + 1] = b"\1" * (last + 1 - first)
    return bytes(table)


_PLAIN = cython.declare(bytes, _spans(COMPOSED))
if cython.compiled:
    _plain = cython.declare(cython.p_const_uchar, _PLAIN)
else:
    _plain = _PLAIN


class Signs(NamedTuple):
    """What a sample has.

    size: characters that are no white space. in_runs: those in long runs of printable ASCII
    characters. marks: ASCII marks and replacement characters. replaced: the latter alone.
    """

    size: int
    in_runs: int
    marks: int
    replaced: int


def controls(text: str) -> int:
    """Control characters that no text has: all but white space and the escape character."""
    count: cython.Py_ssize_t = 0
    point: cython.uint
    ch: cython.Py_UCS4
    for ch in text:
        point = ord(ch)
        if point < 0x20 and (point < 0x09 or (point > 0x0D and point != 0x1B)):
            count += 1
    return count


def is_plainly_composed(text: str) -> bool:
    """Whether all characters are such as no composition (NFC) changes; False says nothing.

    Lone surrogates are none of them.
    """
    point: cython.uint
    ch: cython.Py_UCS4
    for ch in text:
        point = ord(ch)
        if point < 0x300:
            continue
        if not _plain[point] if point < 0x10000 else not 0x1F000 <= point <= 0x1FAFF:
            return False
    return True


def has_flood(text: str, long: cython.Py_ssize_t) -> bool:
    r"""Whether so many characters in a row, as combining marks, are none of `[\w\s\x00-\x7f]`."""
    run: cython.Py_ssize_t = 0
    ch: cython.Py_UCS4
    for ch in text:
        if ord(ch) < 0x80 or ch.isalnum() or ch.isspace():
            run = 0
            continue
        run += 1
        if run >= long:
            return True
    return False


def above_ascii(text: str) -> int:
    """Characters above ASCII, replacement characters aside."""
    count: cython.Py_ssize_t = 0
    point: cython.uint
    ch: cython.Py_UCS4
    for ch in text:
        point = ord(ch)
        if point > 0x7F and point != 0xFFFD:
            count += 1
    return count


def escaped(text: str, expected: str) -> tuple[int, int, int]:
    """Of a text with escaped bytes (surrogateescape): all of those, and the expected ones.

    The third count is that of other characters above ASCII, replacement characters aside.
    """
    bytes_: cython.Py_ssize_t = 0
    known: cython.Py_ssize_t = 0
    others: cython.Py_ssize_t = 0
    point: cython.uint
    ch: cython.Py_UCS4
    for ch in text:
        point = ord(ch)
        if point <= 0x7F or point == 0xFFFD:
            continue
        if 0xDC80 <= point <= 0xDCFF:
            bytes_ += 1
            known += ch in expected
        else:
            others += 1
    return bytes_, known, others


def signs(text: str, long: cython.Py_ssize_t) -> Signs:
    """What a sample has; long: from how many characters on a run is counted."""
    size: cython.Py_ssize_t = 0
    in_runs: cython.Py_ssize_t = 0
    marks: cython.Py_ssize_t = 0
    replaced: cython.Py_ssize_t = 0
    run: cython.Py_ssize_t = 0
    point: cython.uint
    ch: cython.Py_UCS4
    for ch in text:
        point = ord(ch)
        if 0x21 <= point <= 0x7E:
            run += 1
            size += 1
            if not (0x61 <= point <= 0x7A or 0x41 <= point <= 0x5A or 0x30 <= point <= 0x39):
                marks += 1
            continue
        if run >= long:
            in_runs += run
        run = 0
        if point == 0xFFFD:
            replaced += 1
        if not ch.isspace():
            size += 1
    if run >= long:
        in_runs += run
    return Signs(size, in_runs, marks + replaced, replaced)
