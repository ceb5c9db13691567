"""The lines of a page as phrases are written, in one pass over all of them.

Compiled where there is a C compiler (Cython in pure Python mode), and the same uncompiled.
"""

import sys
from array import array
from collections.abc import Sequence
from unicodedata import category

import cython

# Which of the two the machine writes first.
UTF_32 = f"utf-32-{sys.byteorder[0]}e"


def normal_lines(texts: Sequence[str]) -> tuple[str, "array[int]"]:
    """All texts case folded, with single blanks, straight quotes and no marks around them.

    They stand in one string, each between line feeds, the first and the last too; and the numbers
    say for each text where it begins. A lone half of a character becomes a replacement character.
    """
    if not texts:
        return "\n", array("i")
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts):
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    return _squeezed(joined.casefold() + "\n", len(texts))


def _squeezed(folded: str, lines: cython.int) -> tuple[str, "array[int]"]:
    """Each line of the text, which a line feed ends, without blanks and marks that do not count.

    One loop, since a call for each line would cost more than its characters do.
    """
    size: cython.Py_ssize_t = len(folded)
    written = array("I", bytes(4 * (size + 1)))
    starts = array("i", bytes(4 * lines))
    out: cython.uint[:] = written
    firsts: cython.int[:] = starts
    # Where the line begins, where its last character that counts ends, and where the next one goes.
    start: cython.Py_ssize_t = 1
    end: cython.Py_ssize_t = 1
    at: cython.Py_ssize_t = 1
    line: cython.Py_ssize_t = 0
    blank: cython.bint = False
    counts: cython.bint
    code: cython.uint
    character: cython.Py_UCS4
    out[0] = 10
    for character in folded:
        code = ord(character)
        if code == 10:
            firsts[line] = start
            line += 1
            out[end] = 10
            start = at = end = end + 1
            blank = False
            continue
        if code < 128:
            counts = (97 <= code <= 122) or (48 <= code <= 57) or (65 <= code <= 90)
            if not counts and (code == 32 or 9 <= code <= 13 or 28 <= code <= 31):
                blank = True
                continue
            if code == 96:
                code = 39
        elif character.isspace():
            blank = True
            continue
        elif code == 0x307:
            continue
        else:
            counts = character.isalnum() or category(character)[0] == "M"
            if not counts:
                code = _straight(code)
        if at == start and not counts:
            blank = False
            continue
        if blank:
            if at > start:
                out[at] = 32
                at += 1
            blank = False
        out[at] = code
        at += 1
        if counts:
            end = at
    return written[:end].tobytes().decode(UTF_32), starts


@cython.cfunc
@cython.inline
def _straight(code: cython.uint) -> cython.uint:
    """A quotation mark as the keyboard has it; half a character as the sign for what is lost."""
    if 0x2018 <= code <= 0x201B or code == 0xB4:
        return 39
    if 0x201C <= code <= 0x201F or code == 0xAB or code == 0xBB:
        return 34
    if 0xD800 <= code <= 0xDFFF:
        return 0xFFFD
    return code
