"""The words in an attribute's value, found by one loop over its characters.

Compiled; the loops count for themselves, since enumerate makes an object of each number.
"""

from typing import Any

import cython

# So many characters of a value are read; sites keep whole data sets in attributes.
LONGEST = 300
# Class names are written in English or in the site's own language.
CLASSES = (
    *("author", "byline", "writer", "autor", "auteur", "date", "datum", "fecha"),
    *("publish", "posted", "meta"),
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Of each pair of letters whether a class begins with it: most names hold no such pair.
BEGINS = bytes(any(name.startswith(a + b) for name in CLASSES) for a in LETTERS for b in LETTERS)
# What the HTML standard calls white space; Python's own has more characters.
BLANKS = " \t\n\f\r"


def names_of(value: str) -> frozenset[str]:
    """The runs of a-z and of 0-9 in the value's beginning, in lower case: "ShareBar2" has two."""
    return named(value[:LONGEST], {})[0]


def named(value: str, tokens: dict[str, int]) -> tuple[frozenset[str], int]:
    """The names in a short value, and how many of CLASSES it holds.

    tokens: the names met before, each with the classes that it holds as bits; it is added to.
    """
    text: str = value.lower()
    found: list[Any] = []
    kind: cython.int
    last: cython.int = 0
    start: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t = 0
    held: cython.int = 0
    for character in text:
        if "a" <= character <= "z":
            kind = 1
        elif "0" <= character <= "9":
            kind = 2
        else:
            kind = 0
        if kind != last:
            if last:
                held |= _noted(text[start:at], found, tokens)
            start = at
            last = kind
        at += 1  # noqa: SIM113
    if last:
        held |= _noted(text[start:], found, tokens)
    count: cython.int = 0
    while held:
        count += held & 1
        held >>= 1
    return frozenset(found), count


@cython.cfunc
def _may_hold_class(token: str) -> cython.bint:
    """Whether two letters in a run of a-z are those that one of CLASSES begins with."""
    table = BEGINS
    begins: cython.p_const_uchar = table
    at: cython.Py_ssize_t
    last: cython.int = -1
    letter: cython.int
    for at in range(len(token)):
        letter = cython.cast(cython.int, ord(token[at])) - 97
        if letter < 0 or letter > 25:
            return False
        if last >= 0 and begins[last * 26 + letter]:
            return True
        last = letter
    return False


@cython.cfunc
def _noted(token: str, found: list[Any], tokens: dict[Any, Any]) -> cython.int:
    """Add the name to those found; answers the classes that it holds, as bits."""
    held: cython.int = 0
    place: cython.int = 0
    known = tokens.get(token)
    found.append(token)
    if known is not None:
        return known
    if _may_hold_class(token):
        for name in CLASSES:
            # They are runs of a-z themselves, so none reaches beyond a token.
            if name in token:
                held |= 1 << place
            place += 1
    tokens[token] = held
    return held


def words_of(value: str) -> frozenset[str]:
    """The runs of letters and digits of any script in the value's beginning, in lower case."""
    text: str = value[:LONGEST].lower()
    found: set[Any] = set()
    inside: cython.bint = False
    start: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t = 0
    for character in text:
        if character.isalnum():
            if not inside:
                inside, start = True, at
        elif inside:
            found.add(text[start:at])
            inside = False
        at += 1  # noqa: SIM113
    if inside:
        found.add(text[start:])
    return frozenset(found)


def classes_in(value: str) -> int:
    """How many of CLASSES the value holds, in any case."""
    count: cython.int = 0
    value = value.lower()
    for name in CLASSES:
        if name in value:
            count += 1
    return count


def has_word(value: str, word: str) -> bool:
    """Whether the word is one of those that the value sets apart by blanks."""
    if word not in value:
        return False
    for blank in BLANKS[1:]:
        value = value.replace(blank, " ")
    return word in value.split(" ")


def local_value(attributes: dict[str, str | None], name: str, foreign: cython.bint) -> str | None:
    """The attribute's value; in SVG and MathML the first of it and of XLink's of that name."""
    if foreign:
        for key, value in attributes.items():
            if key in (name, f"xlink:{name}"):
                return value
    return attributes.get(name)


def has_relation(attributes: dict[str, str | None], word: str, foreign: cython.bint) -> bool:
    """Whether rel has the word, whose case counts in SVG and MathML alone."""
    value = attributes.get("rel")
    return value is not None and has_word(value if foreign else value.lower(), word)
