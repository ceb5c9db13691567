"""How far each block agrees with what the page's head declares: title, description, articleBody.

A declared body is evidence, not gospel: some sites cut it off, some declare another text.
"""

import json
import re
from collections.abc import Iterator

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.measured import Measures, Vocabulary
from sluice.features.measures import BASE, UNIT, measure
from sluice.model import Declared

TITLES = frozenset(("og:title", "twitter:title"))
DESCRIPTIONS = frozenset(("description", "og:description", "twitter:description"))
ARTICLE_BODY = re.compile(r'"articleBody"\s{0,9}:\s{0,9}("[^"\\]*(?:\\.[^"\\]*)*")', re.S)
MOST_CHARACTERS = 200_000
# So many letters and digits in a row stand in two texts for the same words.
PIECE = 16
MOST_PIECES = 6

Matrix = NDArray[np.float32]


def told(declared: Declared) -> tuple[str, str]:
    """The declared titles, and the declared descriptions."""
    titles = " ".join([declared.title, *_meta(declared, TITLES)])
    return titles, " ".join(_meta(declared, DESCRIPTIONS))


def _meta(declared: Declared, names: frozenset[str]) -> Iterator[str]:
    return (content for name, content in declared.meta if name in names)


def of_told(out: Matrix, words: Vocabulary, declared: Declared) -> None:
    """Fill "told": how far the blocks' words are those of the title and of the description."""
    row = schema.row("of_title")
    for text in told(declared):
        wanted = measure((text,)).vocabulary.ids[1:]
        _common(out, row, (words.ids, words.starts, wanted))
        row += 2


@cython.cfunc
def _common(out: cython.float[:, ::1], row: cython.Py_ssize_t, arrays: tuple) -> None:
    ids: cython.uint[::1] = arrays[0]
    starts: cython.Py_ssize_t[::1] = arrays[1]
    wanted: cython.uint[::1] = arrays[2]
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    m: cython.Py_ssize_t
    end: cython.Py_ssize_t
    own: cython.Py_ssize_t
    telling: cython.double = 0
    common: cython.double
    for m in range(len(wanted)):
        telling += wanted[m] & 1
    telling = max(1.0, telling)
    for n in range(out.shape[1]):
        end = starts[n + 1] if n + 1 < len(starts) else len(ids)
        own = 0
        common = 0
        m = 0
        # Both are in rising order; the longer words have the odd numbers.
        for k in range(starts[n] + 1, end):
            if not ids[k] & 1:
                continue
            own += 1
            while m < len(wanted) and wanted[m] < ids[k]:
                m += 1
            if m < len(wanted) and wanted[m] == ids[k]:
                common += 1
        out[row, n] = common / max(1, own)
        out[row + 1, n] = common / telling


def in_body(out: Matrix, blocks: Measures, declared: Declared) -> None:
    """Fill "body": the share of each block that the declared body holds; -1 where none is."""
    text = "\n".join(body for script in declared.json_ld for body in _bodies(script))
    row = schema.row("in_body")
    if not text.strip() or len(text) > MOST_CHARACTERS:
        out[row] = -1
        return
    lines = measure(text.split("\n"))
    # A break between lines is no letter: their letters in a row are those of the whole.
    # Sorted; that some stand there twice is no harm.
    pieces = np.sort(_pieces(lines.letters))
    held = np.sort(lines.key_hashes)
    arrays = (blocks.letters, blocks.key_starts, blocks.key_hashes, pieces, held)
    _held(out, row, arrays, (BASE, UNIT))


def _pieces(letters: cython.uint[::1]) -> NDArray[np.uint64]:
    """The hash of each PIECE of the letters."""
    count: cython.Py_ssize_t = max(0, len(letters) - PIECE + 1)
    found = np.empty(count, dtype=np.uint64)
    hashes: cython.ulonglong[::1] = found
    base: cython.ulonglong = BASE
    unit: cython.ulonglong = UNIT
    n: cython.Py_ssize_t
    for n in range(count):
        hashes[n] = _piece(letters, n, base, unit)
    return found


@cython.cfunc
def _piece(
    letters: cython.uint[::1],
    start: cython.Py_ssize_t,
    base: cython.ulonglong,
    unit: cython.ulonglong,
) -> cython.ulonglong:
    found: cython.ulonglong = 0
    n: cython.Py_ssize_t
    for n in range(start, start + 16):
        found = ((found + cython.cast(cython.ulonglong, letters[n])) * base) & unit
    return found


@cython.cfunc
def _held(out: cython.float[:, ::1], row: cython.Py_ssize_t, arrays: tuple, hashing: tuple) -> None:
    """The share of some pieces of each block's letters that are pieces of the body."""
    letters: cython.uint[::1] = arrays[0]
    starts: cython.Py_ssize_t[::1] = arrays[1]
    keys: cython.ulonglong[::1] = arrays[2]
    pieces: cython.ulonglong[::1] = arrays[3]
    lines: cython.ulonglong[::1] = arrays[4]
    base: cython.ulonglong = hashing[0]
    unit: cython.ulonglong = hashing[1]
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    size: cython.Py_ssize_t
    count: cython.Py_ssize_t
    step: cython.Py_ssize_t
    held: cython.double
    piece: cython.Py_ssize_t = PIECE
    most: cython.Py_ssize_t = MOST_PIECES
    for n in range(out.shape[1]):
        size = starts[n + 1] - starts[n]
        if size < piece:
            out[row, n] = _among(keys[n], lines)
            continue
        count = min(most, size // piece)
        step = (size - piece) // max(1, count - 1)
        held = 0
        for k in range(count):
            held += _among(_piece(letters, starts[n] + k * step, base, unit), pieces)
        out[row, n] = held / count


@cython.cfunc
def _among(value: cython.ulonglong, among: cython.ulonglong[::1]) -> cython.bint:
    """Whether the value is one of these, which are in rising order."""
    low: cython.Py_ssize_t = 0
    high: cython.Py_ssize_t = len(among)
    middle: cython.Py_ssize_t
    while low < high:
        middle = (low + high) // 2
        if among[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low < len(among) and among[low] == value


def _bodies(script: str) -> Iterator[str]:
    for literal in ARTICLE_BODY.findall(script) if "articleBody" in script else ():
        try:
            yield str(json.loads(literal, strict=False))
        except ValueError:
            continue
