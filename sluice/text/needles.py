"""Which of the needles whose beginnings a search has found stand there, and on which lines.

Compiled where there is a C compiler (Cython in pure Python mode), and the same uncompiled.
"""

from typing import Any

import cython

# The whole needle; the row of its phrase; whether it decides; whether no letter may stand before
# and behind it.
Row = tuple[str, int, bool, bool, bool]


def standing(
    matches: list[Any], needles: list[Any], text: str, starts: Any
) -> dict[int, dict[int, bool]]:
    """For each line the rows whose needles it holds, and whether that decides.

    matches: for each beginning found its place among `needles`, lists of Rows, and where in the
    text it starts. starts: an array of where each line starts. The text begins and ends with a
    line feed.
    """
    firsts: cython.int[::1] = starts
    found: dict[int, dict[int, bool]] = {}
    index: cython.Py_ssize_t
    start: cython.Py_ssize_t
    low: cython.Py_ssize_t
    high: cython.Py_ssize_t
    middle: cython.Py_ssize_t
    lines: cython.Py_ssize_t = len(starts)
    needle: str
    left: cython.bint
    right: cython.bint
    for match in matches:
        index = match[0]
        start = match[1]
        for row in needles[index]:
            needle, number, decides, left, right = row
            if not text.startswith(needle, start):
                continue
            if left and _is_of_word(text[start - 1]):
                continue
            if right and _is_of_word(text[start + len(needle)]):
                continue
            # The last line that starts there or before; a needle may begin with the line feed.
            low = 0
            high = lines
            while low < high:
                middle = (low + high) // 2
                if firsts[middle] <= start + 1:
                    low = middle + 1
                else:
                    high = middle
            rows = found.get(low - 1)
            if rows is None:
                found[low - 1] = rows = {}
            rows[number] = decides
    return found


@cython.cfunc
def _is_of_word(character: cython.Py_UCS4) -> cython.bint:
    return character.isalnum() or character == "_"
