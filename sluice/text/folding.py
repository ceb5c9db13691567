"""The lines of a page as phrases are written, in one pass over all of them.

Compiled where there is a C compiler (Cython in pure Python mode), and the same uncompiled.
"""

import sys
from array import array
from collections.abc import Sequence
from unicodedata import category

import cython

from sluice.text.classes import ALNUM, BITS, FOLDED, LETTER, SEVERAL, SPACE, bits_beyond

# Which of the two the machine writes first.
UTF_32 = f"utf-32-{sys.byteorder[0]}e"

_BITS = cython.declare(cython.uint[::1], BITS)
_FOLDED = cython.declare(cython.uint[::1], FOLDED)
if not cython.compiled:
    # Integers of numpy are slower than those of lists.
    _BITS, _FOLDED = BITS.tolist(), FOLDED.tolist()
_COUNTS = cython.declare(cython.uint, ALNUM | LETTER)
_SPACE = cython.declare(cython.uint, SPACE)
_SEVERAL = cython.declare(cython.uint, SEVERAL)


def normal_lines(
    texts: Sequence[str], longest: cython.Py_ssize_t = sys.maxsize
) -> tuple[str, "array[int]"]:
    """All texts case folded, with single blanks, straight quotes and no marks around them.

    They stand in one string, each between line feeds, the first and the last too; and the numbers
    say for each text where it begins. A lone half of a character becomes a replacement character.
    Of texts with more characters than `longest` nothing is written.
    """
    size: cython.Py_ssize_t = len(texts) + 1
    listed: list[str] = []
    text: str
    for text in texts:
        listed.append(text if len(text) <= longest else "")
        size += len(listed[len(listed) - 1])
    starts = array("i", bytes(4 * len(listed)))
    written = array("I", bytes(4 * size))
    end = _squeeze(listed, written, starts)
    if end < 0:
        # Some characters become several when case is folded; after that, none does.
        return normal_lines([text.casefold() for text in listed])
    return written[:end].tobytes().decode(UTF_32), starts


@cython.cfunc
def _squeeze(texts: list[str], written: object, starts: object) -> cython.Py_ssize_t:
    """Write each text without blanks and marks that do not count; return where the last one ends.

    -1 where a character becomes several. One loop, since a call for each line would cost more than
    its characters do.
    """
    out: cython.uint[::1] = written
    firsts: cython.int[::1] = starts
    # Names of the module's own would be looked up for each character.
    table: cython.uint[::1] = _BITS
    folded: cython.uint[::1] = _FOLDED
    # Where the line begins, where its last character that counts ends, and where the next one goes.
    start: cython.Py_ssize_t = 1
    end: cython.Py_ssize_t = 1
    at: cython.Py_ssize_t = 1
    line: cython.Py_ssize_t
    blank: cython.bint
    counts: cython.bint
    code: cython.uint
    bits: cython.uint
    character: cython.Py_UCS4
    out[0] = 10
    for line in range(len(texts)):
        text: str = texts[line]
        firsts[line] = start
        blank = False
        for character in text:
            code = ord(character)
            if code < 0x10000:
                bits = table[code]
                code = folded[code]
            else:
                bits = bits_beyond(character)
                code = ord(character.casefold())
            counts = bits & _COUNTS != 0
            if counts:
                if code == _SEVERAL:
                    return -1
                if code == 0x307:
                    continue
            else:
                if bits & _SPACE:
                    blank = True
                    continue
                counts = code >= 128 and category(character)[0] == "M"
                if not counts:
                    if at == start:
                        blank = False
                        continue
                    code = _straight(code)
            if blank:
                if at > start:
                    out[at] = 32
                    at += 1
                blank = False
            out[at] = code
            at += 1
            if counts:
                end = at
        out[end] = 10
        start = at = end = end + 1
    return end


@cython.cfunc
@cython.inline
def _straight(code: cython.uint) -> cython.uint:
    """A quotation mark as the keyboard has it; half a character as the sign for what is lost."""
    if code < 128:
        return 39 if code == 96 else code
    if 0x2018 <= code <= 0x201B or code == 0xB4:
        return 39
    if 0x201C <= code <= 0x201F or code in (0xAB, 0xBB):
        return 34
    if 0xD800 <= code <= 0xDFFF:
        return 0xFFFD
    return code
