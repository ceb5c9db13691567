"""A page's own style sheets, scanned once for the rules that may hide something.

Compiled. One loop over the characters finds the blocks whose declarations begin as one does that
hides; what those say is read when an element is met that they are about. Selectors of one element
are understood (`p`, `.note`, `#top`, `p.note`), and those of one inside others (`.box .note`,
`#top > .note`): the others, those of states and of wide screens are asked whether they show what
the first ones hide.
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
from sluice.blocks.sheet_scan import (
    ALWAYS,
    LONGEST_SELECTOR,
    NEVER,
    SOMETIMES,
    scanned,
    without_comments,
)

# So much of all sheets together is read.
MOST_CHARACTERS = 1_500_000
# Names that are looked for, and places in the sheets at which each may stand.
MOST_NAMES = 400
MOST_PLACES = 60
SIMPLE = re.compile(r"([a-zA-Z][\w-]{0,60})?((?:[.#][a-zA-Z_][\w-]{0,100}){0,8})")
PART = re.compile(r"([.#])([\w-]+)")
BESIDE = re.compile(r"\s*(>)\s*|\s+")
# An element inside so many others at most, the nearest of which are looked at.
MOST_AROUND, MOST_ABOVE = 3, 40
# What is said of the whole page may be its state until a script has run.
STATED = ("html", "body")
# Whether a rule hides, or may by its colours.
BLENDS, HIDES = 1, 2

# What holds the whole page is hidden until a script has run, if at all.
WHOLE = frozenset(("html", "body", "main"))


@cython.cfunc
@cython.inline
def _is_of_name(character: cython.uint) -> cython.bint:
    """Whether a tag, class or id may have this character, or be marked by it."""
    if character < 45:
        return character == 35
    if character == 47 or (character >= 58 and character < 65):
        return False
    return not ((character > 90 and character < 95) or (character > 122 and character < 127))


@cython.cfunc
def _may_be_simple(css: str, at: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    """Whether no character here says that a selector is of several elements, or of a state."""
    character: cython.uint
    while at < end:
        character = ord(css[at])
        if not _is_of_name(character):
            return False
        at += 1
    return True


@cython.cfunc
def _last_of_several(css: str, at: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Where the last element of a selector of several begins; -1 where it is of a state."""
    last: cython.Py_ssize_t = -1
    character: cython.uint
    while at < end:
        character = ord(css[at])
        if character in {32, 62} or (character > 8 and character < 14):
            last = at + 1
        elif not _is_of_name(character):
            return -1
        at += 1
    return last


@cython.cfunc
@cython.inline
def _goes_on(character: cython.Py_UCS4, others: str) -> cython.bint:
    """Whether a name does not end at this character, or begin behind it."""
    return character.isalnum() or character in others


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
    # Where classes and ids may stand, by their marks.
    _places: Any
    _marked: cython.Py_ssize_t
    # What a rule for one element speaks of by its last name, with the rules: where each opens and
    # closes. None where one of them surely hides, or was found to.
    _classes: dict[Any, Any]
    _ids: dict[Any, Any]
    _tags: dict[Any, Any]
    # Of each rule that was read what it declares, and of each that was asked how it hides.
    _read: dict[Any, Any]
    _ways: dict[Any, Any]
    _known: dict[Any, Any]
    looked_around = cython.declare(cython.bint, visibility="public")

    def __init__(self, css: str) -> None:
        """Find the rules; read none of them yet."""
        self._classes, self._ids, self._tags = {}, {}, {}
        self.looked_around = False
        self._read, self._ways, self._known = {}, {}, {}
        self._css = without_comments(css[:MOST_CHARACTERS])
        found, self._conditional, self._places, self._marked = scanned(self._css)
        self._starts = [start for start, _, _ in self._conditional]
        begin: cython.Py_ssize_t
        opened: cython.Py_ssize_t
        closed: cython.Py_ssize_t
        for begin, opened, closed, is_sure in found:
            self._note(begin, opened, None if is_sure else (opened, closed))

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
            elif begin < last:
                begin = _last_of_several(css, begin, last)
                mark = max(css.rfind(".", begin, last), css.rfind("#", begin, last))
                if begin >= 0 and mark >= begin and mark + 1 < last:
                    names = self._ids if css[mark] == "#" else self._classes
                    _add(names, css[mark + 1 : last], rule)
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

    def declared(
        self, tag: str, own: frozenset[str], asked: list[str], node: Any = None
    ) -> tuple[Declared, bool]:
        """What the rules for such an element declare; and whether others show what they hide.

        own: its classes and its id as selectors write them. asked: those of them, and the tag,
        that some rule may hide. node: the element, where those around it are to be looked at;
        whether they were is then told by `looked_around`.
        """
        self.looked_around = False
        rules: list[tuple[tuple[int, int, int, int], Declared]] = []
        others: list[Declared] = []
        for name in asked:
            for opened, read, its, parts, above in self._rules_about(name):
                if parts is None:
                    others.append(read)
                elif not parts <= own:
                    if name in parts:
                        others.append(read)
                elif not its or its == tag:
                    if above:
                        self.looked_around = True
                        if node is None or not _is_inside(node, above):
                            others.append(read)
                            continue
                    rules.append((_force(its, parts, above, opened), read))
        found: Declared = {}
        for _, declared in sorted(rules, key=lambda rule: rule[0]):
            found = merged(found, declared)
        trick = trick_of(found)
        if not trick and "color" in found and any("color" in other for other in others):
            found.pop("color")
        return found, bool(trick) and any(shows(other, found) for other in others)

    @cython.cfunc
    def _rules_about(self, name: str) -> list[Any]:
        """The rules whose selectors have this name, one for each such selector.

        Where it opens, what it declares, the selector's tag and its other parts: None where the
        selector is not understood, or the rule does not hold for every reader. Then what is around
        its element.
        """
        found: list[Any] | None = self._known.get(name)
        if found is None:
            found = self._known[name] = []
            if len(self._known) <= MOST_NAMES:
                for begin, opened, closed in self._search(name):
                    self._note_selectors(name, begin, opened, closed, found)
        return found

    @cython.cfunc
    def _note_selectors(
        self,
        name: str,
        begin: cython.Py_ssize_t,
        opened: cython.Py_ssize_t,
        closed: cython.Py_ssize_t,
        found: list[Any],
    ) -> cython.void:
        """Add what one rule says of the name to what is known of it."""
        holds = self._holds_at(opened)
        if holds == NEVER:
            return
        read = self._declarations(opened, closed)
        is_marked: cython.bint = name[0] in ".#"
        for selector in self._css[begin:opened].split(","):
            # A tag may be written with capitals.
            if is_marked and name not in selector:
                continue
            read_as = None if holds == SOMETIMES else _read_selector(selector.strip())
            if read_as is None:
                if name in selector:
                    found.append((opened, read, "", None, None))
                continue
            _, tag, parts = read_as.pop()
            if name in parts or (not parts and tag == name and not read_as):
                found.append((opened, read, tag, parts, read_as))
            elif read_as and name in selector:
                found.append((opened, read, "", None, None))

    @cython.cfunc
    def _search(self, name: str) -> list[Any]:
        css: str = self._css
        found: list[Any] = []
        places: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        if name[0] in ".#" and len(name) > 1 and self._marked <= len(self._places):
            marks: cython.int[::1] = self._places
            size: cython.Py_ssize_t = len(name)
            last: cython.Py_ssize_t = len(css) - size
            mark: cython.Py_UCS4 = name[0]
            first: cython.Py_UCS4 = name[1]
            n: cython.Py_ssize_t
            for n in range(self._marked):
                at = marks[n]
                if at > last or places >= MOST_PLACES:
                    break
                if css[at + 1] == first and css[at] == mark and css.startswith(name, at):
                    places += self._place(at, at + size, found)
            return found
        at = css.find(name)
        while at >= 0 and places < MOST_PLACES:
            # A tag's name stands by itself, what is written with its mark needs no look before.
            if name[0] in ".#" or at == 0 or not _goes_on(css[at - 1], "-_.#:\\"):
                places += self._place(at, at + len(name), found)
            at = css.find(name, at + len(name))
        return found

    @cython.cfunc
    def _place(
        self, at: cython.Py_ssize_t, end: cython.Py_ssize_t, found: list[Any]
    ) -> cython.bint:
        """Whether a name ends here as it should; the rule that it heads goes to those found."""
        css: str = self._css
        if end < len(css) and _goes_on(css[end], "-_\\"):
            return False
        opened: cython.Py_ssize_t = css.find("{", end, end + LONGEST_SELECTOR)
        if opened < 0 or css.find("}", end, opened) >= 0:
            return True
        begin: cython.Py_ssize_t = max(0, at - LONGEST_SELECTOR)
        for mark in ("}", "{", ";"):
            begin = max(begin, css.rfind(mark, begin, at) + 1)
        closed: cython.Py_ssize_t = css.find("}", opened, opened + LONGEST_SELECTOR)
        is_met: cython.bint = bool(found) and found[len(found) - 1][1] == opened
        if closed >= 0 and not is_met and not css[begin:opened].lstrip().startswith("@"):
            found.append((begin, opened, closed))
        return True

    @cython.cfunc
    def _holds_at(self, at: cython.Py_ssize_t) -> cython.int:
        """Where a rule at this place holds: the innermost at-rule around it says so for all."""
        last: cython.Py_ssize_t = bisect_right(self._starts, at) - 1
        first: cython.Py_ssize_t = max(-1, last - MOST_PLACES)
        while last > first:
            condition = self._conditional[last]
            if at <= condition[1]:
                return condition[2]
            last -= 1
        return ALWAYS


def _read_selector(selector: str) -> list[tuple[str, str, frozenset[str]]] | None:
    """Each element of a selector, the last one last: how it stands to the one before, tag, names.

    None where it is not understood.
    """
    pieces = BESIDE.split(selector)
    if len(pieces) > 2 * MOST_AROUND + 1:
        return None
    found = []
    for n in range(0, len(pieces), 2):
        match = SIMPLE.fullmatch(pieces[n]) if pieces[n] else None
        if match is None:
            return None
        parts = frozenset([mark + part for mark, part in PART.findall(match[2])])
        found.append(((pieces[n - 1] or "") if n else "", (match[1] or "").lower(), parts))
    # The mark between two stands with the outer one.
    marks = [mark for mark, _, _ in found[1:]]
    return [(mark, tag, parts) for mark, (_, tag, parts) in zip([*marks, ""], found, strict=True)]


def _force(
    tag: str,
    parts: frozenset[str],
    above: list[tuple[str, str, frozenset[str]]],
    opened: int,
) -> tuple[int, int, int, int]:
    """What counts where several rules speak of one element, the later one last."""
    names = [name for each in (parts, *(around for _, _, around in above)) for name in each]
    ids = sum(name[0] == "#" for name in names)
    tags = bool(tag) + sum(bool(outer) for _, outer, _ in above)
    return ids, len(names) - ids, tags, opened


def _is_inside(node: Any, above: list[tuple[str, str, frozenset[str]]]) -> bool:
    """Whether the elements that a selector names stand around this one, the page's own aside."""
    around = node.parent
    n = len(above) - 1
    for _ in range(MOST_ABOVE):
        if around is None or not around.is_element_node or around.tag in STATED:
            return False
        mark, tag, parts = above[n]
        if (not tag or tag == around.tag) and parts <= _names_of(around):
            n -= 1
            if n < 0:
                return True
        elif mark:
            return False
        around = around.parent
    return False


def _names_of(node: Any) -> frozenset[str]:
    """An element's classes and its id as selectors write them."""
    attributes = node.attributes
    names = [f".{token}" for token in (attributes.get("class") or "").split()]
    return frozenset((*names, f"#{attributes.get('id')}"))


def shows(other: Declared, hiding: Declared) -> bool:
    """Whether the other declarations undo what these hide."""
    both = merged(hiding, {name: value for name, value in other.items() if name in hiding})
    return both != hiding and trick_of(both) != trick_of(hiding)
