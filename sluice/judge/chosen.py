"""Blocks chosen by their fields, in loops over all of a page's.

Mechanical work only, as in sluice.judge.columns. Compiled where there is a C compiler (Cython in
pure Python mode), and the same uncompiled.
"""

from collections.abc import Sequence
from typing import Any

import cython

from sluice.judge.columns import BLOCK_FIELDS, FACTS_FIELDS

_WORDS = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("words"))
_IS_STAMP = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("is_stamp"))
_HITS = cython.declare(cython.Py_ssize_t, FACTS_FIELDS.index("hits"))
_TEXT = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("text"))
_GAP = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("gap"))
_KIND = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("kind"))
_HIDDEN = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("hidden"))
_OWN_NAMES = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("own_names"))
_LINK_SHARE = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("link_share"))


def texts_of(blocks: Sequence[Any]) -> list[str]:
    """Each block's text."""
    return [cython.cast(tuple, block)[_TEXT] for block in blocks]


def characters_of(blocks: Sequence[Any]) -> int:
    """How many characters the blocks have."""
    total: cython.Py_ssize_t = 0
    text: str
    for block in blocks:
        text = cython.cast(tuple, block)[_TEXT]
        total += len(text)
    return total


def long_ones(blocks: Sequence[Any], least: int, kinds: tuple[Any, ...]) -> list[int]:
    """The positions of the blocks of these kinds that have so many characters."""
    shortest: cython.Py_ssize_t = least
    row: tuple[Any, ...]
    text: str
    n: cython.Py_ssize_t
    found: list[int] = []
    for n in range(len(blocks)):
        row = cython.cast(tuple, blocks[n])
        text = row[_TEXT]
        if len(text) >= shortest and row[_KIND] in kinds:
            found.append(n)
    return found


def of_kinds(blocks: Sequence[Any], positions: Sequence[int], kinds: tuple[Any, ...]) -> list[int]:
    """Those of the positions whose blocks are of one of these kinds."""
    found: list[int] = []
    for i in positions:
        kind = cython.cast(tuple, blocks[i])[_KIND]
        for one in kinds:
            if kind is one:
                found.append(i)
    return found


def ending(blocks: Sequence[Any], positions: Sequence[int], marks: tuple[str, ...]) -> list[int]:
    """Those of the positions whose texts end with one of the marks."""
    text: str
    found: list[int] = []
    for i in positions:
        text = cython.cast(tuple, blocks[i])[_TEXT]
        if text.endswith(marks):
            found.append(i)
    return found


def with_odd_characters(blocks: Sequence[Any]) -> list[int]:
    """The positions of the blocks with a character that nobody sees: marks, selectors, tags."""
    text: str
    n: cython.Py_ssize_t
    at: cython.Py_ssize_t
    code: cython.uint
    found: list[int] = []
    for n in range(len(blocks)):
        text = cython.cast(tuple, blocks[n])[_TEXT]
        if text.isascii():
            continue
        for at in range(len(text)):
            code = ord(text[at])
            if code < 0x200B:
                continue
            if (
                code <= 0x200D
                or 0x202A <= code <= 0x202E
                or 0x2060 <= code <= 0x2064
                or 0xFE00 <= code <= 0xFE0F
                or code == 0xFEFF
                or 0xE0000 <= code <= 0xE01EF
            ):
                found.append(n)
                break
    return found


def bracketed(blocks: Sequence[Any]) -> list[int]:
    """The positions of the blocks whose texts begin with a bracket or end with one."""
    text: str
    n: cython.Py_ssize_t
    size: cython.Py_ssize_t
    found: list[int] = []
    for n in range(len(blocks)):
        text = cython.cast(tuple, blocks[n])[_TEXT]
        size = len(text)
        if size and (text[0] == "[" or text[size - 1] == "]"):
            found.append(n)
    return found


def short_ones(facts: Sequence[Any], positions: Sequence[int], most: int) -> list[int]:
    """Those of the positions whose blocks have at most so many words, and are no stamps."""
    longest: cython.Py_ssize_t = most
    words: cython.Py_ssize_t
    fact: tuple[Any, ...]
    found: list[int] = []
    for i in positions:
        fact = cython.cast(tuple, facts[i])
        words = fact[_WORDS]
        if words <= longest and not fact[_IS_STAMP]:
            found.append(i)
    return found


def told_of(blocks: Sequence[Any], facts: Sequence[Any], positions: Sequence[int]) -> list[int]:
    """Those of the positions whose blocks say what they are: by phrase, name, link or style."""
    row: tuple[Any, ...]
    found: list[int] = []
    for i in positions:
        row = cython.cast(tuple, blocks[i])
        hits = cython.cast(tuple, facts[i])[_HITS]
        if hits or row[_HIDDEN] or row[_OWN_NAMES] or row[_LINK_SHARE]:
            found.append(i)
    return found


def in_stanzas(
    blocks: Sequence[Any], left: Sequence[int], verse: Any, marks: tuple[str, ...], fewest: int
) -> list[int]:
    """Those of the positions whose blocks are verse in so many lines in a row, some with a mark.

    A block of several lines is a stanza by itself. Blank lines end one, and so does a paragraph.
    """
    found: list[int] = []
    group: list[int] = []
    marked: cython.Py_ssize_t = 0
    before: cython.Py_ssize_t = -2
    least: cython.Py_ssize_t = fewest
    n: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    for n in range(len(left)):
        row = cython.cast(tuple, blocks[left[n]])
        if row[_KIND] is not verse:
            continue
        if n != before + 1 or row[_GAP]:
            if len(group) >= least and marked * 3 >= len(group):
                found += group
            group, marked = [], 0
        text = row[_TEXT]
        if "\n" in text:
            found.append(left[n])
        group.append(left[n])
        marked += text.endswith(marks)
        before = n
    if len(group) >= least and marked * 3 >= len(group):
        found += group
    return found
