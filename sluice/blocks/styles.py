"""A page's own style sheets, scanned once for the rules that may hide something.

Compiled. One loop over the characters finds the blocks whose declarations begin as one does that
hides; what those say is read when an element is met that they are about. Only selectors of one
element are understood (`p`, `.note`, `#top`, `p.note`): the others, those of states and of wide
screens are asked whether they show what the first ones hide.
"""

import re
from bisect import bisect_right
from typing import Any

import cython

from sluice.blocks.declarations import (
    Declared,
    declarations_of,
    may_blend,
    merged,
    trick_of,
)

# So much of all sheets together is read.
MOST_CHARACTERS = 1_500_000
MOST_RULES = 3_000
# Names that are looked for, and places in the sheets at which each may stand.
MOST_NAMES = 400
MOST_PLACES = 60
LONGEST_SELECTOR = 4_000
SIMPLE = re.compile(r"([a-zA-Z][\w-]{0,60})?((?:[.#][a-zA-Z_][\w-]{0,100}){0,8})")
PART = re.compile(r"([.#])([\w-]+)")
# Whether a rule hides, or may by its colours.
BLENDS, HIDES = 1, 2
# Where a rule holds: for every reader, for some, or for none of those who read a page.
ALWAYS, SOMETIMES, NEVER = 0, 1, 2
COLORS = cython.declare(cython.int, 1)
PERHAPS = cython.declare(cython.int, 2)
SURELY = cython.declare(cython.int, 3)
# In a longer sheet a rule that is not understood may paint what is behind white letters.
PLAIN_SHEET = 20_000
NEVER_HOLDS = ("keyframes", "font-face", "page", "counter-style", "property", "print", "speech")
ALWAYS_HOLDS = ("layer", "supports", "container", "scope")
PLAIN_MEDIA = frozenset(("screen", "all", "only screen", "screen and", ""))

# What holds the whole page is hidden until a script has run, if at all.
WHOLE = frozenset(("html", "body", "main"))

# Bytes that a sheet is read by.
COLON = cython.declare(cython.uint, 58)
SEMICOLON = cython.declare(cython.uint, 59)
OPENING = cython.declare(cython.uint, 123)
CLOSING = cython.declare(cython.uint, 125)
QUOTE = cython.declare(cython.uint, 34)
APOSTROPHE = cython.declare(cython.uint, 39)
NEWLINE = cython.declare(cython.uint, 10)
BACKSLASH = cython.declare(cython.uint, 92)
AT = cython.declare(cython.uint, 64)
HASH = cython.declare(cython.uint, 35)
MINUS = cython.declare(cython.uint, 45)
LETTER_C = cython.declare(cython.uint, 99)
LETTER_D = cython.declare(cython.uint, 100)
LETTER_E = cython.declare(cython.uint, 101)
LETTER_F = cython.declare(cython.uint, 102)
LETTER_H = cython.declare(cython.uint, 104)
LETTER_M = cython.declare(cython.uint, 109)
LETTER_N = cython.declare(cython.uint, 110)
LETTER_O = cython.declare(cython.uint, 111)
LETTER_P = cython.declare(cython.uint, 112)
LETTER_R = cython.declare(cython.uint, 114)
LETTER_S = cython.declare(cython.uint, 115)
LETTER_T = cython.declare(cython.uint, 116)
LETTER_V = cython.declare(cython.uint, 118)
LETTER_W = cython.declare(cython.uint, 119)
LETTER_Y = cython.declare(cython.uint, 121)

# Where a block's selectors begin, where it opens and closes, where it holds, whether
# it surely hides.
Span = tuple[int, int, int, int, int]
# The element's tag, its names, and whether it is the only element that the selector speaks of.
Selector = tuple[str, frozenset[str]]


def spans(css: str) -> tuple[list[Span], list[tuple[int, int, int]]]:
    """The blocks that may hide something, and the at-rules that hold less than always."""
    found: list[Span] = []
    conditional: list[tuple[int, int, int]] = []
    # Of each open at-rule: where it opened, and where what is around it holds.
    around: list[tuple[int, int]] = []
    size: cython.Py_ssize_t = len(css)
    # One byte a character, so that places are the same.
    coded = css.encode("latin-1", "replace")
    data: cython.p_const_uchar = coded
    at: cython.Py_ssize_t = -1
    begin: cython.Py_ssize_t = 0
    opened: cython.Py_ssize_t = -1
    nested: cython.Py_ssize_t = 0
    holds: cython.int = ALWAYS
    may_hide: cython.int = 0
    byte: cython.uint
    mark: cython.uint
    while True:
        at += 1
        if at >= size:
            break
        byte = data[at]
        # Letters, the commonest, are no marks.
        if byte >= 97 and byte <= 122:
            continue
        if byte == COLON:
            if opened >= 0 and may_hide != SURELY:
                may_hide = max(may_hide, _may_hide(data, at, size))
        elif byte == OPENING:
            if opened >= 0:
                nested += 1
            elif _is_at_rule(data, begin, at):
                around.append((at, holds))
                holds = max(holds, _holding(css[begin:at]))
                begin = at + 1
                continue
            opened = at
            may_hide = 0
        elif byte == CLOSING:
            if opened >= 0:
                if may_hide and len(found) < MOST_RULES:
                    found.append((begin, opened, at, holds, may_hide))
                opened = -1
            elif nested:
                nested -= 1
            elif around:
                start, before = around.pop()
                if holds != before and len(conditional) < MOST_RULES:
                    conditional.append((start, at, holds))
                holds = before
            begin = at + 1
        elif byte == SEMICOLON:
            if opened < 0:
                begin = at + 1
        elif byte in (QUOTE, APOSTROPHE):
            # A string ends with its line at the latest.
            mark = byte
            at += 1
            while at < size and data[at] != mark and data[at] != NEWLINE:
                at += 2 if data[at] == BACKSLASH else 1
    for start, before in around:
        if holds != before and len(conditional) < MOST_RULES:
            conditional.append((start, size, holds))
        holds = before
    conditional.sort()
    return found, conditional


@cython.cfunc
@cython.inline
def _is_blank(byte: cython.uint) -> cython.bint:
    return byte == 32 or (byte >= 9 and byte <= 13)


@cython.cfunc
def _is_at_rule(
    data: cython.p_const_uchar, begin: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.bint:
    while begin < end and _is_blank(data[begin]):
        begin += 1
    return begin < end and data[begin] == AT


@cython.cfunc
def _may_hide(  # noqa: PLR0911
    data: cython.p_const_uchar, at: cython.Py_ssize_t, size: cython.Py_ssize_t
) -> cython.int:
    """Whether the property that ends before this colon and the value behind it may hide."""
    end: cython.Py_ssize_t = at - 1
    at += 1
    while at < size and _is_blank(data[at]):
        at += 1
    while end > 0 and _is_blank(data[end]):
        end -= 1
    if at >= size or end < 2:
        return 0
    # Letters in lower case: the bit 32 is what tells the cases apart.
    last: cython.uint = data[end] | 32
    value: cython.uint = data[at] | 32
    if last == LETTER_Y:
        # display: none, visibility: hidden or collapse, opacity: 0
        if value == LETTER_N:
            is_display: cython.bint = end >= 6 and data[end - 6] | 32 == LETTER_D
            return SURELY if is_display and at + 3 < size and data[at + 3] | 32 == LETTER_E else 0
        if value in (LETTER_H, LETTER_C):
            return PERHAPS if end >= 9 and data[end - 9] | 32 == LETTER_V else 0
        return PERHAPS if _is_low(value) else 0
    if last == LETTER_E:
        # font-size: 0
        return PERHAPS if _is_low(value) and end >= 8 and data[end - 4] == MINUS else 0
    if last in (LETTER_T, LETTER_P, LETTER_M, LETTER_H):
        if value == MINUS | 32:
            # left, right, text-indent, margin-left, top, bottom: -9999px
            return PERHAPS
        if last in (LETTER_T, LETTER_H):
            # height, max-height: 0; width: 1px; font: 0/0 a; clip-path: inset(50%)
            if _is_low(value):
                return PERHAPS if at + 1 >= size or _ends_length(data[at + 1]) else 0
            return PERHAPS if last == LETTER_H and data[end - 4] == MINUS else 0
        # clip: rect(0 0 0 0); transform: translate(-9999px), scale(0)
        return PERHAPS if value in (LETTER_R, LETTER_T, LETTER_S) else 0
    if last == LETTER_R:
        # color: white, filter: opacity(0)
        if end >= 5 and data[end - 5] == MINUS:
            return False
        if value == HASH | 32:
            is_told: cython.bint = at + 1 < size
            return (
                COLORS
                if is_told and (data[at + 1] | 32 == LETTER_F or _is_low(data[at + 1]))
                else 0
            )
        if value == LETTER_O:
            return PERHAPS
        return COLORS if value in (LETTER_W, LETTER_T, LETTER_R) else 0
    return 0


@cython.cfunc
@cython.inline
def _is_low(byte: cython.uint) -> cython.bint:
    """Whether a number begins so that is 1 at the most, or may be."""
    return byte in (48, 49, 46, 46 | 32)


@cython.cfunc
@cython.inline
def _ends_length(byte: cython.uint) -> cython.bint:
    """Whether a length of one digit ends here, or its unit is pixels."""
    return (
        byte | 32 == LETTER_P or byte in (SEMICOLON, CLOSING) or byte in {33, 47} or _is_blank(byte)
    )


def _without_comments(css: str) -> str:
    pieces: list[str] = []
    done = 0
    start = css.find("/*")
    while start >= 0:
        pieces.append(css[done:start])
        end = css.find("*/", start + 2)
        if end < 0:
            return " ".join(pieces)
        done = end + 2
        start = css.find("/*", done)
    pieces.append(css[done:])
    return " ".join(pieces)


def _holding(prelude: str) -> int:
    """Where the rules inside an at-rule hold."""
    words = prelude.strip().lower()
    name, _, condition = words.lstrip("@").partition(" ")
    if name.startswith("media"):
        condition = words.lstrip("@").removeprefix("media").strip()
        if condition in PLAIN_MEDIA:
            return ALWAYS
        return NEVER if condition.startswith(("print", "speech", "only print")) else SOMETIMES
    if any(each in name for each in NEVER_HOLDS):
        return NEVER
    return ALWAYS if name.startswith(ALWAYS_HOLDS) else SOMETIMES


@cython.cfunc
def _may_be_simple(css: str, at: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether no character here says that a selector is of several elements, or of a state."""
    character: cython.uint
    while at < end:
        character = ord(css[at])
        if character < 45 and character != HASH:
            return False
        if character == 47 or (character >= 58 and character < 65):
            return False
        if (character > 90 and character < 95) or (character > 122 and character < 127):
            return False
        at += 1
    return True


@cython.cfunc
def _add(names: dict[Any, Any], name: str, rule: Any) -> cython.void:
    """Note a rule about a name; rule: None where it surely hides."""
    if rule is None:
        names[name] = None
    elif name not in names:
        names[name] = [rule]
    elif names[name] is not None:
        names[name].append(rule)


@cython.cclass
class Sheet:
    """What a page's own style sheets may hide.

    A rule is read when an element is met that it may be about.
    """

    _css: str
    _conditional: list[Any]
    _starts: list[Any]
    # What a rule for one element speaks of by its last name, with the rules: where each opens and
    # closes. None where one of them surely hides, or was found to.
    _classes: dict[Any, Any]
    _ids: dict[Any, Any]
    _tags: dict[Any, Any]
    # Of each rule that was read what it declares, and of each that was asked how it hides.
    _read: dict[Any, Any]
    _ways: dict[Any, Any]
    _known: dict[Any, Any]

    def __init__(self, css: str) -> None:
        """Find the rules; read none of them yet."""
        self._classes, self._ids, self._tags = {}, {}, {}
        self._read, self._ways, self._known = {}, {}, {}
        self._css = _without_comments(css[:MOST_CHARACTERS])
        found, self._conditional = spans(self._css)
        self._starts = [start for start, _, _ in self._conditional]
        begin: cython.Py_ssize_t
        opened: cython.Py_ssize_t
        closed: cython.Py_ssize_t
        holds: cython.int
        force: cython.int
        is_plain: cython.bint = len(self._css) <= PLAIN_SHEET
        for begin, opened, closed, holds, force in found:
            if (is_plain or force != COLORS) and holds == 0 and opened - begin <= LONGEST_SELECTOR:
                self._note(begin, opened, None if force == SURELY else (opened, closed))

    @cython.cfunc
    def _note(self, begin: cython.Py_ssize_t, opened: cython.Py_ssize_t, rule: Any) -> cython.void:
        """Note whom a rule is about that may hide. rule: None where it does."""
        css: str = self._css
        end: cython.Py_ssize_t
        last: cython.Py_ssize_t
        mark: cython.Py_ssize_t
        while begin < opened:
            end = css.find(",", begin, opened)
            if end < 0:
                end = opened
            last = end
            while begin < last and css[begin].isspace():
                begin += 1
            while begin < last and css[last - 1].isspace():
                last -= 1
            if begin < last and _may_be_simple(css, begin, last):
                bare: str = css[begin:last]
                if SIMPLE.fullmatch(bare):
                    mark = max(bare.rfind("."), bare.rfind("#"))
                    if mark >= 0:
                        names = self._ids if bare[mark] == "#" else self._classes
                        _add(names, bare[mark + 1 :], rule)
                    elif bare.lower() not in WHOLE:
                        _add(self._tags, bare.lower(), rule)
            begin = end + 1

    def spoken_of(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        """The classes, ids and tags of which rules speak that may hide, unread."""
        return self._classes, self._ids, self._tags

    def hides_class(self, name: str) -> bool:
        """Whether a rule that may hide speaks of the class."""
        return name in self._classes and self._holds_one(self._classes, name, BLENDS)

    def hides_id(self, name: str | None) -> bool:
        """Whether a rule that may hide speaks of the id."""
        return name in self._ids and self._holds_one(self._ids, name, BLENDS)

    def hides_tag(self, name: str) -> bool:
        """Whether a rule that hides, and not by colours alone, speaks of the tag."""
        return name in self._tags and self._holds_one(self._tags, name, HIDES)

    @cython.cfunc
    def _holds_one(self, names: dict[Any, Any], name: Any, least: cython.int) -> cython.bint:
        """Whether one of the rules about a name hides so much."""
        rules = names[name]
        if rules is None:
            return True
        for opened, closed in rules:
            if self._way(opened, closed) >= least:
                names[name] = None
                return True
        names[name] = ()
        return False

    @cython.cfunc
    def _way(self, opened: cython.Py_ssize_t, closed: cython.Py_ssize_t) -> cython.int:
        """Whether a rule hides, or may do so by its colours, or neither."""
        way = self._ways.get(opened)
        if way is None:
            declared = self._declarations(opened, closed)
            way = HIDES if trick_of(declared) else (BLENDS if may_blend(declared) else 0)
            self._ways[opened] = way
        return way

    @cython.cfunc
    def _declarations(self, opened: cython.Py_ssize_t, closed: cython.Py_ssize_t) -> dict[Any, Any]:
        read = self._read.get((opened, closed))
        if read is None:
            read = declarations_of(self._css[opened + 1 : closed])
            self._read[opened, closed] = read
        return read

    @property
    def classes(self) -> set[str]:
        """The classes of which rules speak that may hide."""
        return {name for name in list(self._classes) if self.hides_class(name)}

    @property
    def ids(self) -> set[str]:
        """The ids of which rules speak that may hide."""
        return {name for name in list(self._ids) if self.hides_id(name)}

    @property
    def tags(self) -> set[str]:
        """The tags of which rules speak that hide."""
        return {name for name in list(self._tags) if self.hides_tag(name)}

    def __bool__(self) -> bool:
        """Whether anything may be hidden."""
        return (
            any(self.hides_class(name) for name in list(self._classes))
            or any(self.hides_id(name) for name in list(self._ids))
            or any(self.hides_tag(name) for name in list(self._tags))
        )

    def declared(self, tag: str, own: frozenset[str], asked: list[str]) -> tuple[Declared, bool]:
        """What the rules for such an element declare; and whether others show what they hide.

        own: its classes and its id as selectors write them. asked: those of them, and the tag,
        that some rule may hide.
        """
        rules: list[tuple[tuple[int, int, bool, int], Declared]] = []
        others: list[Declared] = []
        is_marked: cython.bint
        for name in asked:
            is_marked = name[0] in ".#"
            for begin, opened, closed in self._rules_about(name):
                holds = self._holds_at(opened)
                if holds == NEVER:
                    continue
                read = self._declarations(opened, closed)
                for selector in self._css[begin:opened].split(","):
                    # A tag may be written with capitals.
                    if is_marked and name not in selector:
                        continue
                    match = SIMPLE.fullmatch(selector.strip())
                    if match is None or holds == SOMETIMES:
                        if name in selector:
                            others.append(read)
                        continue
                    parts = {mark + part for mark, part in PART.findall(match[2])}
                    if not parts <= own:
                        if name in parts:
                            others.append(read)
                        continue
                    if match[1] and match[1].lower() != tag:
                        continue
                    if name in parts or (not parts and match[1] and match[1].lower() == name):
                        ids = sum(part[0] == "#" for part in parts)
                        force = (ids, len(parts) - ids, bool(match[1]), opened)
                        rules.append((force, read))
        found: Declared = {}
        for _, declared in sorted(rules, key=lambda rule: rule[0]):
            found = merged(found, declared)
        trick = trick_of(found)
        if not trick and "color" in found and any("color" in other for other in others):
            found.pop("color")
        return found, bool(trick) and any(shows(other, found) for other in others)

    def _rules_about(self, name: str) -> list[tuple[int, int, int]]:
        """Where the rules stand whose selectors have this name: begin, opening and closing."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = []
            if len(self._known) <= MOST_NAMES:
                found += self._search(name)
        return found

    def _search(self, name: str) -> list[tuple[int, int, int]]:
        css = self._css
        found: list[tuple[int, int, int]] = []
        at = css.find(name)
        places = 0
        last = -1
        while at >= 0 and places < MOST_PLACES:
            end = at + len(name)
            before = css[max(0, at - 1) : at]
            # A tag's name stands by itself, what is written with its mark needs no look before.
            is_whole = name[0] in ".#" or not (before.isalnum() or before in tuple("-_.#:\\"))
            after = css[end : end + 1]
            if is_whole and not (after.isalnum() or after in ("-", "_", "\\")):
                places += 1
                opened = css.find("{", end, end + LONGEST_SELECTOR)
                closed = css.find("}", end, end + LONGEST_SELECTOR)
                if opened >= 0 and (closed < 0 or opened < closed):
                    low = max(0, at - LONGEST_SELECTOR)
                    marks = (css.rfind(mark, low, at) + 1 for mark in "}{;")
                    begin = max(low, *marks)
                    closed = css.find("}", opened, opened + LONGEST_SELECTOR)
                    is_rule = closed >= 0 and not css[begin:opened].lstrip().startswith("@")
                    if is_rule and opened != last:
                        last = opened
                        found.append((begin, opened, closed))
            at = css.find(name, end)
        return found

    def _holds_at(self, at: int) -> int:
        """Where a rule at this place holds."""
        holds = ALWAYS
        last = bisect_right(self._starts, at)
        for start, end, inside in self._conditional[max(0, last - MOST_PLACES) : last]:
            if start <= at <= end:
                holds = max(holds, inside)
        return holds


def shows(other: Declared, hiding: Declared) -> bool:
    """Whether the other declarations undo what these hide."""
    both = merged(hiding, {name: value for name, value in other.items() if name in hiding})
    return both != hiding and trick_of(both) != trick_of(hiding)
