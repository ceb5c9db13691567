"""The words of lines with figures, of which hardly one belongs to a date: one pass over each line.

Compiled where there is a C compiler (Cython in pure Python mode), and the same uncompiled.
"""

from collections.abc import Callable

import cython

# What parts the words of a date, besides blanks and digits.
MARKS = '.,;:：/|()[]{}<>«»"–—·•*+،、（）'

_ASCII = cython.declare(bytes, bytes([chr(code) in MARKS for code in range(128)]))
_HIGH = cython.declare(frozenset, frozenset(mark for mark in MARKS if not mark.isascii()))
if cython.compiled:
    _table = cython.declare(cython.p_const_uchar, _ASCII)
else:
    _table = _ASCII


def all_words(line: str, known: frozenset[str], is_one: Callable[[str], bool]) -> bool:
    """Whether each word of the line, case folded, is known or is one."""
    start: cython.Py_ssize_t = 0
    n: cython.Py_ssize_t
    word: str
    for n in range(len(line) + 1):
        if n < len(line) and not _parts(line[n]):
            continue
        if n > start:
            word = line[start:n].casefold()
            if word not in known and not is_one(word):
                return False
        start = n + 1
    return True


@cython.cfunc
@cython.inline
def _parts(ch: cython.Py_UCS4) -> cython.bint:
    """Whether the character stands between words."""
    code: cython.uint = ord(ch)
    if code < 128:
        return _table[code] or 0x30 <= code <= 0x39 or ch.isspace()
    return ch.isspace() or ch.isdecimal() or ch in _HIGH
