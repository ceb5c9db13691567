"""One walk over a parsed page: its blocks, the elements around them, and what it declares.

Compiled. selectolax makes a Python object of each node that is looked at, which costs 30 to 60 ns;
whatever is asked of a node twice costs more than what is done with the answer. So each node is
asked once for its tag's number, its attributes or its text, its first child and its next sibling,
and everything that is read off the page is read on that one way, in C variables and without a
Python call for each node. The methods are long where cutting them would cost a call a node.
"""

import re
from typing import Any

import cython
from selectolax.lexbor import LexborHTMLParser

from sluice.blocks.attributes import LONGEST, classes_in, has_word, named, names_of, words_of
from sluice.blocks.limits import MOST_ELEMENTS, check_blocks, check_elements
from sluice.blocks.line_breaks import (
    LINE_END,
    SOFT_LINE_END,
    parts_of_lines,
    parts_of_preformatted,
)
from sluice.blocks.links import address, of_parts
from sluice.blocks.mark_text import mark_text
from sluice.blocks.rows import Row
from sluice.blocks.tags import (
    BLOCKS,
    BREAKS,
    CELLS,
    LINE_BREAK,
    LISTS,
    PLAIN,
    PREFORMATTED,
    SILENT,
    TAKEN_OVER,
)
from sluice.model import NO_NAMES, Block, BlockKind, Declared, Elements, Hidden, Link, Mark

# What a tag means for the walk, as bits of Tag.roles.
ENDS_BLOCK = cython.declare(cython.int, 1)
IS_SILENT = cython.declare(cython.int, 2)
IS_PLAIN = cython.declare(cython.int, 4)
IS_CELL = cython.declare(cython.int, 8)
IS_PREFORMATTED = cython.declare(cython.int, 16)
IS_LIST = cython.declare(cython.int, 32)
IS_ROW = cython.declare(cython.int, 64)
IS_BREAK = cython.declare(cython.int, 128)
IS_LINK = cython.declare(cython.int, 256)
# Elements that are marks by their tag alone, and those that never are.
IS_MARK = cython.declare(cython.int, 512)
NO_MARK = cython.declare(cython.int, 1024)
# Elements of a head that state something.
STATES = cython.declare(cython.int, 2048)
NOSCRIPT = cython.declare(cython.int, 4096)
# Their own names are asked for no mark inside them.
UNNAMED = cython.declare(cython.int, 8192)
# SVG and MathML, and what stands in them and is HTML again.
IS_FOREIGN = cython.declare(cython.int, 16384)
IS_HTML_AGAIN = cython.declare(cython.int, 32768)

# selectolax's own: a parser's number of what is no element is below the first tag's.
TEXT = cython.declare(cython.size_t, 2)
FIRST_TAG = cython.declare(cython.size_t, 6)
NUMBERED = cython.declare(cython.size_t, 256)

HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# Attributes whose words are an element's names, as rules and the scorer know them.
NAMING: frozenset = frozenset("id role itemprop rel data-component data-testid".split())
CHECKED_EVERY = 1_000
# Deeper than this a list is an attack, not a list.
MAX_LIST_LEVEL = 12
HEADING_LEVEL = cython.declare(cython.int, 2)
# A mark's texts and the elements around it are bounded: pages nest and repeat without end.
MOST_MARKS = 300
MOST_PARENTS = cython.declare(cython.int, 24)
LONGEST_VALUE = 300
VALUES = ("datetime", "content", "title", "href")
# What a mark is called: names that it gives to what it holds; its classes; its parents' names.
MARK_NAMES = ("itemprop", "property", "rel")
MARK_HINTS = ("class", "id")
AROUND_NAMES = ("class", "id", "itemtype", "itemprop")
DOCUMENT = "-document"
ROLES = {
    int(ENDS_BLOCK): {*BLOCKS, *BREAKS},
    int(IS_SILENT): SILENT,
    int(IS_PLAIN): PLAIN,
    int(IS_CELL): CELLS,
    int(IS_PREFORMATTED): PREFORMATTED,
    int(IS_LIST): LISTS,
    int(IS_ROW): {"tr"},
    int(IS_BREAK): {LINE_BREAK},
    int(IS_LINK): {"a"},
    int(IS_MARK): {"h1", "time", "address"},
    int(NO_MARK): {"meta", "html", "body"},
    int(STATES): {"meta", "title", "link", "base", "script"},
    int(NOSCRIPT): {"noscript"},
    int(UNNAMED): {"html", "body"},
    int(IS_FOREIGN): {"svg", "math"},
    int(IS_HTML_AGAIN): set("foreignObject desc title annotation-xml mi mo mn ms mtext".split()),
}
HIDDEN_STATES: tuple = tuple(Hidden)
PARAGRAPH = BlockKind.PARAGRAPH
HEADING = BlockKind.HEADING
LIST_ITEM = BlockKind.LIST_ITEM
TABLE_ROW = BlockKind.TABLE_ROW
# Named tuples are made by this, which takes half the time of calling their class.
new_tuple = tuple.__new__
NO_LINKS: tuple[Link, ...] = ()


@cython.cclass
class Tag:
    """What the walk does at a tag of this name."""

    name: str
    around: frozenset
    roles: cython.int
    kind: object
    level: cython.int

    def __init__(self, name: str) -> None:
        """Look the name up in the tables of tags.py."""
        self.name = name
        self.around = frozenset((f"<{name}>",))
        self.roles = sum(role for role, names in ROLES.items() if name in names)
        self.kind = None
        if name in CELLS:
            # What stands around a table's cell says nothing of what the cell holds.
            self.kind = PARAGRAPH
        elif name in BLOCKS and name not in TAKEN_OVER:
            self.kind = BLOCKS[name]
        self.level = int(name[1:]) if name in BLOCKS and name[1:].isdigit() else 0


@cython.cclass
class Frame:
    """An open element, with what those around it hand down to it."""

    node: object
    tag: Tag
    attributes: dict
    names: frozenset
    # How it is hidden itself, and with what is around it; whether with blocks inside.
    hidden: cython.int
    hidden_around: cython.int
    holds_blocks: cython.bint
    ends_block: cython.bint
    # Its place in the table of elements; -1 before text is met in it.
    position: cython.int
    kind: object
    level: cython.int
    lists: cython.int
    foreign: cython.bint
    # The names of the elements up to this one, for the marks inside; None before one asks.
    around: object

    def __init__(self) -> None:
        """Start as the document, which is around the outermost element."""
        self.node = None
        self.tag = Tag(DOCUMENT)
        self.attributes = {}
        self.names = NO_NAMES
        self.hidden = self.hidden_around = self.lists = 0
        self.holds_blocks = self.ends_block = self.foreign = False
        self.position = -1
        self.kind = PARAGRAPH
        self.level = HEADING_LEVEL
        self.around = None


def _numbered() -> list[Tag | None]:
    """The tags of tags.py and other common ones by the numbers that the parser gives them."""
    table: list[Tag | None] = [None] * int(NUMBERED)
    common = "span strong section label time header footer s cite code q abbr del ins b".split()
    parser = LexborHTMLParser("")
    for name in sorted({*common, *(name for names in ROLES.values() for name in names)}):
        # Names that SVG writes in another way are looked up by name.
        if name.islower() and name.isalnum() and name not in ("desc",):
            node = parser.create_node(name)
            if node.tag == name and FIRST_TAG <= node.tag_id < NUMBERED:
                table[node.tag_id] = Tag(name)
    return table


TAGS: list = _numbered()


@cython.cclass
class Walk:
    """What is open while the page is walked, and what has been found so far."""

    # The stack of open elements: frames[0] is the document, frames[depth] the innermost.
    frames: list
    top: Frame
    depth: cython.Py_ssize_t
    # Frames up to here have their place in the table of elements.
    placed: cython.Py_ssize_t
    # The depth of the silent element that is open, or of the hidden one within a line; 0 for none.
    silent: cython.Py_ssize_t
    hidden: cython.Py_ssize_t
    events: cython.Py_ssize_t

    # The block that is being collected.
    pieces: list
    hidden_pieces: list
    ink: cython.Py_ssize_t
    link_ink: cython.Py_ssize_t
    breaks: cython.Py_ssize_t
    preformatted: cython.int
    # Of each open link where its words begin in the block, and its address.
    link_starts: list
    link_addresses: list
    links: list
    rows: list
    blocks: list
    most_blocks: cython.Py_ssize_t

    # The columns of the table of elements.
    parents: list
    tags: list
    names: list
    states: list
    holding: set

    # What attributes say, by their values: sites call their elements alike.
    classes: dict
    tokens: dict
    named: dict
    worded: dict
    styles: dict
    addresses: dict
    other_tags: dict
    # The first block tag ahead of where the walk is, if it was looked for: what is around it.
    ahead: object
    around_ahead: set

    # What the page declares.
    marks: list
    meta: list
    json_ld: list
    title: object
    other_title: object
    canonical: object
    base: object
    language: str

    def __init__(self, most_blocks: int) -> None:
        """Start at the document. Raises Refused past this many blocks."""
        self.top = Frame()
        self.frames = [self.top]
        self.depth = self.placed = self.silent = self.hidden = self.events = 0
        self.pieces, self.hidden_pieces = [], []
        self.ink = self.link_ink = self.breaks = self.preformatted = 0
        self.link_starts, self.link_addresses, self.links = [], [], []
        self.rows, self.blocks, self.most_blocks = [], [], most_blocks
        self.parents, self.tags, self.names, self.states = [], [], [], []
        self.holding = set()
        self.classes, self.named, self.worded, self.styles = {}, {}, {}, {}
        self.addresses, self.other_tags, self.tokens = {}, {}, {}
        self.ahead, self.around_ahead = None, set()
        self.marks, self.meta, self.json_ld = [], [], []
        self.title = self.other_title = self.canonical = self.base = None
        self.language = ""

    def read(self, root: Any) -> None:
        """Walk everything below the root, and the root."""
        node: object = root
        following: object
        number: cython.size_t
        last: cython.Py_ssize_t = MOST_ELEMENTS + CHECKED_EVERY
        self.language = root.attributes.get("lang") or ""
        while node is not None:
            number = node.tag_id
            if number == TEXT:
                if not self.silent:
                    self.events += 1
                    self.text(node.text_content or "")
            elif number >= FIRST_TAG:
                self.enter(node, number)
                following = node.first_child
                if following is not None:
                    node = following
                    continue
                self.leave()
            following = node.next
            while following is None and self.depth:
                following = self.top.node.next
                self.leave()
            node = following
            if self.events > last:
                check_elements(self.events)
        self.end_block()

    @cython.cfunc
    def tag_of(self, node: object, number: cython.size_t) -> Tag:
        tag: Tag
        if number < NUMBERED and TAGS[number] is not None:
            tag = TAGS[number]
            return tag
        name = node.tag or ""
        found = self.other_tags.get(name)
        if found is None:
            found = self.other_tags[name] = Tag(name)
        tag = found
        return tag

    @cython.cfunc
    def enter(self, node: object, number: cython.size_t) -> cython.void:
        """An element begins."""
        tag: Tag = self.tag_of(node, number)
        roles: cython.int = tag.roles
        around: Frame = self.top
        frame: Frame
        self.depth += 1
        if self.depth == len(self.frames):
            self.frames.append(Frame())
        frame = self.frames[self.depth]
        self.top = frame
        attributes: dict = node.attributes
        frame.node = node
        frame.tag = tag
        frame.attributes = attributes
        frame.around = None
        frame.names = NO_NAMES
        frame.foreign = (roles & IS_FOREIGN) != 0 or (
            around.foreign and not around.tag.roles & IS_HTML_AGAIN
        )
        if self.ahead is not None and roles & ENDS_BLOCK and self.ahead == node.mem_id:
            self.ahead = None
        if roles & IS_SILENT and not self.silent:
            self.silent = self.depth
        if self.silent:
            self.declare(frame, self.classed(attributes))
            return
        self.events += 1
        frame.position = -1
        frame.kind = around.kind if tag.kind is None else tag.kind
        frame.level = tag.level if tag.level else around.level
        frame.lists = around.lists + 1 if roles & IS_LIST else around.lists
        frame.hidden = 0
        frame.holds_blocks = False
        frame.ends_block = (roles & ENDS_BLOCK) != 0
        of_class: tuple | None = self.classed(attributes)
        if not roles & IS_PLAIN:
            if of_class is not None:
                frame.names = of_class[0]
            # Most elements have a class and nothing else.
            if len(attributes) > (of_class is not None):
                frame.names = self.names_of(attributes, frame.names)
                frame.hidden = self.hidden_how(attributes, roles)
            elif roles & NOSCRIPT:
                frame.hidden = 1
            if frame.hidden:
                frame.holds_blocks = frame.ends_block or self.holds(node)
                frame.ends_block = frame.holds_blocks
        frame.hidden_around = max(around.hidden_around, frame.hidden)
        if roles & IS_BREAK:
            self.pieces.append(LINE_END)
            self.breaks += 1
        elif frame.ends_block:
            if self.pieces:
                # The block that ends here stands in what is around this element.
                self.depth -= 1
                self.top = around
                self.end_block()
                self.depth += 1
                self.top = frame
            if roles & (IS_ROW | IS_CELL):
                self.open_row(roles)
        elif frame.hidden and not self.hidden:
            self.hidden = self.depth
        if roles & IS_LINK:
            self.link_starts.append(self.ink)
            self.link_addresses.append(self.address_of(attributes.get("href")))
        elif roles & IS_PREFORMATTED:
            self.preformatted += 1
        self.declare(frame, of_class)

    @cython.cfunc
    def leave(self) -> cython.void:
        """The innermost open element ends."""
        frame: Frame = self.top
        roles: cython.int = frame.tag.roles
        if not self.silent:
            self.events += 1
            if frame.ends_block and self.pieces:
                self.end_block()
            if roles & IS_ROW and self.rows:
                row = self.rows.pop()
                self.emit(row.blocks(self.block("", TABLE_ROW, 0.0, NO_LINKS)))
            if roles & IS_LINK:
                self.end_link(self.link_starts.pop(), self.link_addresses.pop())
            elif roles & IS_PREFORMATTED:
                self.preformatted -= 1
        elif self.silent == self.depth:
            self.silent = 0
        self.depth -= 1
        self.top = self.frames[self.depth]
        self.placed = min(self.placed, self.depth)
        if self.hidden > self.depth:
            self.hidden = 0
            self.end_hidden(frame)

    @cython.cfunc
    def text(self, text: str) -> cython.void:
        """A text node that readers may see."""
        ink: cython.Py_ssize_t = 0
        invisible: cython.bint = False
        if not text:
            return
        for character in text:
            if not character.isspace():
                ink += 1
                # Zero-width space, byte order mark, soft hyphen: no letters, and they split words.
                if character in "\u200b\ufeff\u00ad":
                    invisible = True
                    ink -= 1
        if not invisible and not ink and not self.preformatted:
            # Half of all text nodes lay out the source; before a block's words they are nothing.
            if self.hidden:
                self.hidden_pieces.append(" ")
            elif self.pieces:
                self.pieces.append(" ")
            return
        if invisible:
            text = text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
            if text == LINE_END and not self.preformatted:
                # Which stands for a break in the line only where a tag makes one.
                text = " "
        if self.preformatted:
            text = text.replace(LINE_END, SOFT_LINE_END)
        if self.hidden:
            self.hidden_pieces.append(text)
            return
        self.pieces.append(text)
        self.ink += ink
        if self.link_starts:
            self.link_ink += ink

    @cython.cfunc
    def end_block(self) -> cython.void:
        """What was collected is one block, or several, or nothing."""
        pieces: list = self.pieces
        if not pieces:
            return
        if self.ink:
            for n in range(len(self.link_starts)):
                self.end_link(self.link_starts[n], self.link_addresses[n])
            share: cython.double = self.link_ink / cython.cast(cython.double, self.ink)
            kind = self.top.kind
            if self.preformatted:
                parts = parts_of_preformatted("".join(pieces), kind)
                self.emit(self.blocks_of(parts, min(1.0, share)))
            elif self.breaks:
                parts = parts_of_lines(lines_of(pieces), kind)
                self.emit(self.blocks_of(parts, min(1.0, share)))
            else:
                links = tuple(self.links) if self.links else NO_LINKS
                self.emit([self.block(joined(pieces), kind, min(1.0, share), links)])
            self.links.clear()
        pieces.clear()
        if self.link_starts:
            self.link_starts = [0] * len(self.link_starts)
        self.ink = self.link_ink = self.breaks = 0

    @cython.cfunc
    def blocks_of(self, found: list, share: cython.double) -> list:
        texts = [text for text, _ in found]
        links = [tuple(self.links)] if len(texts) == 1 else list(of_parts(self.links, texts))
        return [
            self.block(text, kind, share, own)
            for (text, kind), own in zip(found, links, strict=True)
        ]

    @cython.cfunc
    def end_link(self, start: cython.Py_ssize_t, address_of: str) -> cython.void:
        if address_of and start < self.ink:
            self.links.append(new_tuple(Link, (start, self.ink, address_of)))

    @cython.cfunc
    def end_hidden(self, frame: Frame) -> cython.void:
        """What nobody sees inside a line: a block of its own, the sentence around it goes on."""
        text = " ".join("".join(self.hidden_pieces).split())
        self.hidden_pieces = []
        if text:
            block = self.block(text, PARAGRAPH, 0.0, NO_LINKS)
            hidden = HIDDEN_STATES[frame.hidden_around]
            self.emit([block._replace(hidden=hidden, own_names=frame.names)])

    @cython.cfunc
    def block(self, text: str, kind: object, share: cython.double, links: tuple) -> object:
        """A block of this text where the walk is."""
        frame: Frame = self.top
        level: cython.int = 0
        if kind is HEADING:
            level = frame.level
        elif kind is LIST_ITEM:
            level = min(MAX_LIST_LEVEL, max(1, frame.lists))
        hidden = HIDDEN_STATES[frame.hidden_around]
        values = (
            text,
            kind,
            level,
            (),
            self.place(),
            hidden,
            NO_NAMES,
            share,
            links,
            1,
            False,
            False,
        )
        return new_tuple(Block, values)

    @cython.cfunc
    def place(self) -> cython.int:
        """The innermost element's position; all that are open are in the table from here on."""
        frame: Frame
        depth: cython.Py_ssize_t
        for depth in range(self.placed + 1, self.depth + 1):
            frame = self.frames[depth]
            frame.position = len(self.parents)
            self.parents.append(cython.cast(Frame, self.frames[depth - 1]).position)
            self.tags.append(frame.tag.name)
            self.names.append(frame.names)
            self.states.append(HIDDEN_STATES[frame.hidden])
            if frame.holds_blocks:
                self.holding.add(frame.position)
        self.placed = self.depth
        return self.top.position

    @cython.cfunc
    def open_row(self, roles: cython.int) -> cython.void:
        if roles & IS_ROW:
            if self.rows:
                # A table inside a cell: the outer table is layout, its text goes out as it comes.
                self.blocks += self.rows[len(self.rows) - 1].give_up()
            self.rows.append(Row())
        elif self.rows:
            self.rows[len(self.rows) - 1].open_cell()

    @cython.cfunc
    def emit(self, found: list) -> cython.void:
        if self.rows and self.rows[len(self.rows) - 1].takes_blocks:
            self.rows[len(self.rows) - 1].add(found)
        else:
            self.blocks += found
            if len(self.blocks) > self.most_blocks:
                check_blocks(len(self.blocks), self.most_blocks)

    @cython.cfunc
    def classed(self, attributes: dict) -> tuple | None:
        """Its names, and how many of a mark's classes it holds, if there is a class attribute."""
        value = attributes.get("class") if attributes else None
        if not value:
            return None
        found = self.classes.get(value)
        if found is None:
            if len(value) <= LONGEST:
                found = named(value, self.tokens)
            else:
                found = (names_of(value), classes_in(value))
            self.classes[value] = found
        return found

    @cython.cfunc
    def names_of(self, attributes: dict, names: frozenset) -> frozenset:
        """The element's own names; names: those of its class."""
        for attribute, value in attributes.items():
            if value and attribute in NAMING:
                found = self.named.get(value)
                if found is None:
                    found = self.named[value] = names_of(value)
                names = names | found if names else found
        return names

    @cython.cfunc
    def hidden_how(self, attributes: dict, roles: cython.int) -> cython.int:
        """Whether the element itself is hidden: a position in HIDDEN_STATES."""
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            return 2
        # Browsers that run scripts, so nearly all, show no noscript; a few pages keep all text in
        # it. aria-hidden is not asked: it hides from screen readers what everybody else sees.
        if roles & NOSCRIPT:
            return 1
        style = attributes.get("style")
        if not style:
            return 0
        found = self.styles.get(style)
        if found is None:
            found = self.styles[style] = hides(style)
        return 1 if found else 0

    @cython.cfunc
    def holds(self, node: object) -> cython.bint:
        """Whether there is a block element inside; each stretch of the page is searched once."""
        if self.hidden:
            return False
        if self.ahead is not None:
            return node.mem_id in self.around_ahead
        inside: list = []
        part: object = node.first_child
        number: cython.size_t
        while part is not None:
            number = part.tag_id
            if number >= FIRST_TAG:
                if self.tag_of(part, number).roles & ENDS_BLOCK:
                    self.ahead = part.mem_id
                    self.around_ahead = {each.mem_id for each in inside}
                    return True
                following = part.first_child
                if following is not None:
                    inside.append(part)
                    part = following
                    continue
            following = part.next
            while following is None and inside:
                following = inside.pop().next
            part = following
        return False

    @cython.cfunc
    def address_of(self, href: object) -> str:
        if not href:
            return ""
        found = self.addresses.get(href)
        if found is None:
            found = self.addresses[href] = href if is_plainly_followed(href) else address(href)
        return found

    @cython.cfunc
    def declare(self, frame: Frame, of_class: tuple | None) -> cython.void:
        """Note what the element states about the page, if it does."""
        roles: cython.int = frame.tag.roles
        attributes: dict = frame.attributes
        found: cython.int = 1 if roles & IS_MARK else 0
        if attributes:
            if of_class is not None:
                found += of_class[1]
            if len(attributes) > (of_class is not None) and "itemprop" in attributes:
                found += 1
            if roles & IS_LINK:
                href = local_value(frame, "href")
                if href and "/author" in href:
                    found += 1
                if has_relation(frame, "author"):
                    found += 1
        if found and not roles & NO_MARK and len(self.marks) < MOST_MARKS:
            # Once for each way in which it is marked: the bound counts these.
            found = min(found, MOST_MARKS - len(self.marks))
            self.marks += [self.mark(frame)] * found
        if roles & STATES:
            self.state(frame)

    @cython.cfunc
    def state(self, frame: Frame) -> cython.void:
        """Note what an element of the head states."""
        name = frame.tag.name
        attributes: dict = frame.attributes
        if name == "meta":
            content = attributes.get("content")
            key = attributes.get("property") or attributes.get("name")
            key = key or attributes.get("itemprop")
            if key and content:
                self.meta.append((key.strip().lower(), content.strip()))
        elif name == "script":
            kind = local_value(frame, "type")
            if kind and "ld+json" in kind.lower():
                self.json_ld.append(frame.node.text())
        elif name == "title":
            around: Frame = self.frames[self.depth - 1]
            if self.title is None and around.tag.name == "head":
                self.title = frame.node.text()
            elif self.other_title is None:
                self.other_title = frame.node.text()
        elif name == "link":
            if self.canonical is None and has_relation(frame, "canonical"):
                self.canonical = attributes.get("href") or ""
        elif self.base is None and (
            "href" in attributes or (frame.foreign and "xlink:href" in attributes)
        ):
            self.base = attributes.get("href") or ""

    @cython.cfunc
    def mark(self, frame: Frame) -> object:
        attributes: dict = frame.attributes
        value = ""
        for name in VALUES:
            value = attributes.get(name)
            if value:
                break
        values = (
            frame.tag.name,
            mark_text(frame.node, "" if frame.tag.name == "h1" else LINE_END),
            value[:LONGEST_VALUE] if value else "",
            self.words(attributes, MARK_NAMES),
            self.words(attributes, MARK_HINTS),
            self.names_around(),
        )
        return new_tuple(Mark, values)

    @cython.cfunc
    def names_around(self) -> frozenset:
        """Tags, class names and kinds of the elements around, asked once for each element."""
        frame: Frame
        depth: cython.Py_ssize_t = self.depth - 1
        count: cython.int = 0
        names: frozenset = NO_NAMES
        while depth >= 0 and count < MOST_PARENTS:
            frame = self.frames[depth]
            if frame.around is not None:
                break
            depth -= 1
            count += 1
        if depth >= 0:
            frame = self.frames[depth]
            if frame.around is not None:
                names = frame.around
        for depth in range(depth + 1, self.depth):
            frame = self.frames[depth]
            if not frame.tag.roles & UNNAMED:
                names = names.union(self.words(frame.attributes, AROUND_NAMES), frame.tag.around)
            frame.around = names
        return names

    @cython.cfunc
    def words(self, attributes: dict, asked: tuple) -> frozenset:
        """The words of these attributes."""
        words: frozenset = NO_NAMES
        if attributes:
            for name in asked:
                value = attributes.get(name)
                if value:
                    found = self.worded.get(value)
                    if found is None:
                        found = self.worded[value] = words_of(value)
                    words = words | found if words else found
        return words

    def blocks_found(self) -> tuple[Block, ...]:
        """The blocks, once the walk is over."""
        return tuple(self.blocks)

    def elements(self) -> Elements:
        """The elements around the blocks, once the walk is over."""
        return Elements(
            tuple(self.parents),
            tuple(self.tags),
            tuple(self.names),
            tuple(self.states),
            frozenset(self.holding),
        )

    def declared(self) -> Declared:
        """What the page declares, once the walk is over."""
        title = self.other_title if self.title is None else self.title
        return Declared(
            title=" ".join((title or "").split()),
            language=self.language,
            canonical=self.canonical or "",
            base=(self.base or "").strip(),
            meta=tuple(self.meta),
            json_ld=tuple(self.json_ld),
            marks=tuple(self.marks),
        )


def hides(style: str) -> bool:
    """Whether a style attribute hides its element."""
    if style.isascii():
        lower = style.lower()
        if "none" not in lower and "hidden" not in lower:
            return False
    return HIDDEN_STYLE.search(style) is not None


@cython.cfunc
def has_relation(frame: Frame, word: str) -> cython.bint:
    """Whether rel has the word, whose case counts in SVG and MathML alone."""
    value = frame.attributes.get("rel")
    return value is not None and has_word(value if frame.foreign else value.lower(), word)


@cython.cfunc
def local_value(frame: Frame, name: str) -> object:
    """The attribute's value; in SVG and MathML the first of it and of XLink's of that name."""
    if frame.foreign:
        for key, value in frame.attributes.items():
            if key == name or key == "xlink:" + name:
                return value
    return frame.attributes.get(name)


@cython.cfunc
def lines_of(pieces: list) -> list:
    """The lines that LINE_END, alone in a piece, makes of the pieces."""
    lines: list = []
    line: list = []
    for piece in pieces:
        if piece == LINE_END:
            lines.append(joined(line) if line else "")
            line.clear()
        else:
            line.append(piece)
    if line:
        lines.append(joined(line))
    return lines


@cython.cfunc
def is_plainly_followed(href: str) -> cython.bint:
    """Whether an address is one as most are: short, without blanks, and leads somewhere."""
    if len(href) > LONGEST or not href.startswith(("/", "http://", "https://")):
        return False
    for character in href:
        if character.isspace():
            return False
    return True


@cython.cfunc
def joined(pieces: list) -> str:
    """The pieces put together, with one blank for each run of white space."""
    text: str = (pieces[0] if len(pieces) == 1 else "".join(pieces)).strip()
    blank: cython.bint = False
    for character in text:
        if not character.isspace():
            blank = False
        elif blank or character != " ":
            return " ".join(text.split())
        else:
            blank = True
    return text


def walked(root: Any, most_blocks: int) -> tuple[tuple[Block, ...], Elements, Declared]:
    """The blocks below this node, the elements around them, and what the page declares.

    root: the LexborNode of the html element. Raises Refused, page-too-costly.
    """
    walk = Walk(most_blocks)
    walk.read(root)
    return walk.blocks_found(), walk.elements(), walk.declared()
