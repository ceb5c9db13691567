"""One walk over a parsed page: its blocks, the elements around them, and what it declares.

Compiled. selectolax makes a Python object of each node that is looked at, which costs 30 to 60 ns;
whatever is asked of a node twice costs more than what is done with the answer. So each node is
asked once for its tag's number, its attributes or its text, its first child and its next sibling,
and everything that is read off the page is read on that one way, in C variables and without a
Python call for each node. The methods are long where cutting them would cost a call a node.
"""

from typing import Any

import cython

from sluice.blocks import roles
from sluice.blocks.attributes import (
    LONGEST,
    classes_in,
    has_relation,
    local_value,
    named,
    names_of,
)
from sluice.blocks.declarations import SUSPECT, hides
from sluice.blocks.declared import MOST_MARKS, Declarations
from sluice.blocks.handles import (
    GUTTER_NAMES,
    LINES,
    are_line_numbers,
    formula_of,
    is_handle,
    is_label_again,
    is_power,
    without,
)
from sluice.blocks.handles import ODD_NAMES as HANDLE_NAMES
from sluice.blocks.hiding import (
    FEW_WORDS,
    SCREEN_READER_NAMES,
    TWICE,
    Hiding,
    is_undone,
    parts_of,
)
from sluice.blocks.limits import MOST_ELEMENTS, check_blocks, check_elements
from sluice.blocks.line_breaks import (
    LINE_END,
    SOFT_LINE_END,
    parts_of_lines,
    parts_of_preformatted,
)
from sluice.blocks.links import address, of_parts
from sluice.blocks.rows import Row
from sluice.model import NO_NAMES, Block, BlockKind, Declared, Elements, Hidden, Link, Veil

# The bits of roles.py as C numbers.
ENDS_BLOCK = cython.declare(cython.int, roles.ENDS_BLOCK)
IS_SILENT = cython.declare(cython.int, roles.IS_SILENT)
IS_PLAIN = cython.declare(cython.int, roles.IS_PLAIN)
IS_CELL = cython.declare(cython.int, roles.IS_CELL)
IS_PREFORMATTED = cython.declare(cython.int, roles.IS_PREFORMATTED)
IS_LIST = cython.declare(cython.int, roles.IS_LIST)
IS_ROW = cython.declare(cython.int, roles.IS_ROW)
IS_BREAK = cython.declare(cython.int, roles.IS_BREAK)
IS_LINK = cython.declare(cython.int, roles.IS_LINK)
IS_MARK = cython.declare(cython.int, roles.IS_MARK)
NO_MARK = cython.declare(cython.int, roles.NO_MARK)
STATES = cython.declare(cython.int, roles.STATES)
NOSCRIPT = cython.declare(cython.int, roles.NOSCRIPT)
UNNAMED = cython.declare(cython.int, roles.UNNAMED)
IS_FOREIGN = cython.declare(cython.int, roles.IS_FOREIGN)
IS_HTML_AGAIN = cython.declare(cython.int, roles.IS_HTML_AGAIN)
IS_LABEL = cython.declare(cython.int, roles.IS_LABEL)
IS_EMPTY = cython.declare(cython.int, roles.IS_EMPTY)
IS_FONT = cython.declare(cython.int, roles.IS_FONT)
IS_BODY = cython.declare(cython.int, roles.IS_BODY)
IS_RAISED = cython.declare(cython.int, roles.IS_RAISED)
TEXT = cython.declare(cython.size_t, roles.TEXT)
FIRST_TAG = cython.declare(cython.size_t, roles.FIRST_TAG)
NUMBERED = cython.declare(cython.size_t, roles.NUMBERED)
TAGS: list[Any] = roles.TAGS

# No sheet in these counts where scripts run, or counts for the page.
UNSTYLED = frozenset(("noscript", "svg", "template", "defs", "g"))
# So many odd characters may stand in a text before it is looked at closely: joiners of letters.
SOFT_HYPHEN = cython.declare(cython.uint, 0xAD)
MANY_JOINERS = cython.declare(cython.Py_ssize_t, 8)
# A class of these names is looked at; of code, what is no line.
ODD_NAMES = SCREEN_READER_NAMES | HANDLE_NAMES
LINE_TAGS = frozenset(("div", "li", "ol", "ul"))
# Attributes whose words are an element's names, as rules and the scorer know them.
NAMING: frozenset[str] = frozenset("id role itemprop rel data-component data-testid".split())
CHECKED_EVERY = 1_000
# Deeper than this a list is an attack, not a list.
MAX_LIST_LEVEL = 12
HEADING_LEVEL = cython.declare(cython.int, 2)
# A page nests without end; so many elements around a mark are asked for their names.
MOST_PARENTS = cython.declare(cython.int, 24)
AROUND_NAMES = ("class", "id", "itemtype", "itemprop")
DOCUMENT = roles.tag_of("-document")
HIDDEN_STATES: tuple[Any, ...] = tuple(Hidden)
PARAGRAPH = BlockKind.PARAGRAPH
HEADING = BlockKind.HEADING
CODE = BlockKind.CODE
LIST_ITEM = BlockKind.LIST_ITEM
TABLE_ROW = BlockKind.TABLE_ROW
# Named tuples are made by this, which takes half the time of calling their class.
new_tuple = tuple.__new__
NO_LINKS: tuple[Link, ...] = ()


@cython.cclass
class Frame:
    """An open element, with what those around it hand down to it."""

    node: Any
    tag: str
    roles: cython.int
    # The tag as the marks inside tell it.
    named: frozenset[str]
    attributes: dict[Any, Any]
    names: frozenset[str]
    # How it is hidden itself, and with what is around it; whether with blocks inside.
    hidden: cython.int
    hidden_around: cython.int
    # The innermost trick that hides it, by its place from 1; and whether it is its own.
    veil: cython.int
    is_veiled: cython.bint
    # Of a link, the pieces and blocks before it; of a line of code, that it is one.
    piece: cython.Py_ssize_t
    serial: cython.Py_ssize_t
    is_line: cython.bint
    holds_blocks: cython.bint
    ends_block: cython.bint
    # Its place in the table of elements; -1 before text is met in it.
    position: cython.int
    kind: Any
    level: cython.int
    lists: cython.int
    foreign: cython.bint
    # The names of the elements up to this one, for the marks inside; None before one asks.
    around: Any

    def __init__(self) -> None:
        """Start as the document, which is around the outermost element."""
        self.node = None
        self.tag, self.roles, _, _, self.named = DOCUMENT
        self.attributes = {}
        self.names = NO_NAMES
        self.hidden = self.hidden_around = self.lists = 0
        self.holds_blocks = self.ends_block = self.foreign = self.is_veiled = False
        self.veil = 0
        self.piece = self.serial = 0
        self.is_line = False
        self.position = -1
        self.kind = PARAGRAPH
        self.level = HEADING_LEVEL
        self.around = None


@cython.cclass
class Walk:
    """What is open while the page is walked, and what has been found so far."""

    # The stack of open elements: frames[0] is the document, frames[depth] the innermost.
    frames: list[Any]
    top: Frame
    depth: cython.Py_ssize_t
    # Frames up to here have their place in the table of elements.
    placed: cython.Py_ssize_t
    # The depth of the silent element that is open, or of the hidden one within a line; 0 for none.
    silent: cython.Py_ssize_t
    hidden: cython.Py_ssize_t
    events: cython.Py_ssize_t

    # The block that is being collected.
    pieces: list[Any]
    hidden_pieces: list[Any]
    ink: cython.Py_ssize_t
    link_ink: cython.Py_ssize_t
    breaks: cython.Py_ssize_t
    preformatted: cython.int
    # How many blocks have ended; a heading's handles; where the last line of code began and ended.
    serial: cython.Py_ssize_t
    handles: list[Any]
    line_start: cython.Py_ssize_t
    line_end: cython.Py_ssize_t
    # Of each open link where its words begin in the block, and its address.
    link_starts: list[Any]
    link_addresses: list[Any]
    links: list[Any]
    rows: list[Any]
    blocks: list[Any]
    most_blocks: cython.Py_ssize_t

    # The columns of the table of elements.
    parents: list[Any]
    tags: list[Any]
    names: list[Any]
    states: list[Any]
    holding: set[Any]

    # What attributes say, by their values: sites call their elements alike.
    classes: dict[Any, Any]
    tokens: dict[Any, Any]
    named: dict[Any, Any]
    styles: dict[Any, Any]
    addresses: dict[Any, Any]
    other_tags: dict[Any, Any]
    # The first block tag ahead of where the walk is, if it was looked for: what is around it.
    ahead: Any
    around_ahead: set[Any]

    # What may hide an element: the page's own sheets, and the classes that are asked about.
    html: str
    sheets: list[Any]
    hiding: Any
    odd_classes: Any
    odd_ids: Any
    odd_tags: Any
    is_styled: cython.bint
    veils: list[Any]
    character_veils: dict[Any, Any]
    # Whether the attributes that were just read may hide their element.
    suspect: cython.bint

    # What the page declares, and how many marks are among it.
    declarations: Any
    marks: cython.int

    def __init__(self, most_blocks: int, html: str) -> None:
        """Start at the document of this source. Raises Refused past this many blocks."""
        self.top = Frame()
        self.frames = [self.top]
        self.depth = self.placed = self.silent = self.hidden = self.events = 0
        self.pieces, self.hidden_pieces = [], []
        self.ink = self.link_ink = self.breaks = self.preformatted = 0
        self.serial, self.handles, self.line_start, self.line_end = 0, [], -1, -1
        self.link_starts, self.link_addresses, self.links = [], [], []
        self.rows, self.blocks, self.most_blocks = [], [], most_blocks
        self.parents, self.tags, self.names, self.states = [], [], [], []
        self.holding = set()
        self.classes, self.named, self.styles = {}, {}, {}
        self.addresses, self.other_tags, self.tokens = {}, {}, {}
        self.ahead, self.around_ahead = None, set()
        self.html, self.sheets, self.hiding = html, [], Hiding()
        self.odd_classes, self.odd_ids, self.odd_tags = None, None, None
        self.is_styled = False
        self.veils, self.character_veils, self.suspect = [], {}, False
        self.declarations, self.marks = Declarations(), 0

    def read(self, root: Any) -> None:
        """Walk everything below the root, and the root."""
        node: Any = root
        following: Any
        number: cython.size_t
        last: cython.Py_ssize_t = MOST_ELEMENTS + CHECKED_EVERY
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
    def tag_of(self, node: Any, number: cython.size_t) -> tuple[Any, ...]:
        """What is known of an element's tag."""
        if number < NUMBERED:
            known = TAGS[number]
            if known is not None:
                return known
        name = node.tag or ""
        found = self.other_tags.get(name)
        if found is None:
            found = self.other_tags[name] = roles.tag_of(name)
        return found

    @cython.cfunc
    def enter(self, node: Any, number: cython.size_t) -> cython.void:
        """An element begins."""
        tag: tuple[Any, ...] = self.tag_of(node, number)
        bits: cython.int = tag[1]
        level: cython.int = tag[3]
        around: Frame = self.top
        frame: Frame
        self.depth += 1
        if self.depth == len(self.frames):
            self.frames.append(Frame())
        frame = self.frames[self.depth]
        self.top = frame
        attributes: dict[Any, Any] = node.attributes
        frame.node = node
        frame.tag = tag[0]
        frame.roles = bits
        frame.named = tag[4]
        frame.attributes = attributes
        frame.around = None
        frame.names = NO_NAMES
        frame.foreign = (bits & IS_FOREIGN) != 0 or (
            around.foreign and not around.roles & IS_HTML_AGAIN
        )
        if self.ahead is not None and bits & ENDS_BLOCK and self.ahead == node.mem_id:
            self.ahead = None
        if bits & IS_SILENT and not self.silent:
            self.silent = self.depth
        if self.silent:
            self.declare(frame, self.classed(attributes))
            return
        if bits & IS_BODY:
            self.read_sheets()
        self.events += 1
        frame.position = -1
        frame.kind = around.kind if tag[2] is None else tag[2]
        frame.level = level if level else around.level
        frame.lists = around.lists + 1 if bits & IS_LIST else around.lists
        frame.hidden = 0
        frame.holds_blocks = False
        frame.ends_block = bits & ENDS_BLOCK or (bits & IS_LABEL and is_label_again(node))
        frame.veil = around.veil
        frame.is_veiled = self.suspect = False
        of_class: tuple[Any, ...] | None = self.classed(attributes)
        if not bits & IS_PLAIN:
            if of_class is not None:
                frame.names = of_class[0]
                self.suspect = of_class[2]
            # Most elements have a class and nothing else.
            if len(attributes) > (of_class is not None):
                frame.names = self.names_of(attributes, frame.names)
                frame.hidden = self.hidden_how(attributes, bits)
            elif bits & NOSCRIPT:
                frame.hidden = 1
        elif attributes and not bits & IS_EMPTY:
            if of_class is not None:
                self.suspect = of_class[2]
            if "style" in attributes or "hidden" in attributes or bits & IS_FONT:
                self.hidden_how(attributes, bits)
        if around.veil and attributes and "style" in attributes:
            self.suspect = True
        if of_class is not None and of_class[3] and not frame.ends_block:
            frame.ends_block, frame.kind = True, BlockKind.CAPTION
        if self.preformatted and of_class is not None and not of_class[0].isdisjoint(GUTTER_NAMES):
            self.suspect = True
        if self.odd_tags is not None and frame.tag in self.odd_tags and not self.suspect:
            self.suspect = self.hiding.sheet.hides_tag(frame.tag)
        if self.suspect and not bits & UNNAMED and not self.hidden:
            self.look(frame)
            if self.silent:
                self.declare(frame, of_class)
                return
        if self.preformatted and around.kind is CODE:
            self.line_of_code(frame, of_class, around)
        elif frame.is_line:
            frame.is_line = False
        if frame.hidden or frame.is_veiled:
            frame.holds_blocks = frame.ends_block or self.holds(node)
            frame.ends_block = frame.holds_blocks
        frame.hidden_around = max(around.hidden_around, frame.hidden)
        if bits & IS_BREAK:
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
            if bits & (IS_ROW | IS_CELL):
                self.open_row(bits)
        elif (frame.hidden or frame.is_veiled) and not self.hidden:
            self.hidden = self.depth
        if bits & IS_LINK:
            frame.piece, frame.serial = len(self.pieces), self.serial
            self.link_starts.append(self.ink)
            self.link_addresses.append(self.address_of(attributes.get("href")))
        elif bits & IS_PREFORMATTED:
            self.preformatted += 1
        elif bits & IS_RAISED and self.pieces and not self.hidden:
            if is_power(self.pieces[len(self.pieces) - 1], node):
                self.text("^")
        elif bits & IS_EMPTY and of_class is not None and of_class[2]:
            formula = formula_of(attributes)
            if formula:
                self.text(formula)
        self.declare(frame, of_class)

    @cython.cfunc
    def leave(self) -> cython.void:
        """The innermost open element ends."""
        frame: Frame = self.top
        bits: cython.int = frame.roles
        if not self.silent:
            self.events += 1
            if frame.ends_block and self.pieces:
                self.end_block()
            if bits & IS_ROW and self.rows:
                row = self.rows.pop()
                self.emit(row.blocks(self.block("", TABLE_ROW, 0.0, NO_LINKS)))
            if bits & IS_LINK:
                start: cython.Py_ssize_t = self.link_starts.pop()
                self.end_link(start, self.link_addresses.pop())
                if frame.serial == self.serial and frame.piece < len(self.pieces):
                    self.end_handle(frame, start)
            elif bits & IS_PREFORMATTED:
                self.preformatted -= 1
            elif frame.is_line:
                self.line_end = len(self.pieces)
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
        joiners: cython.Py_ssize_t = 0
        point: cython.uint
        if not text:
            return
        for character in text:
            if not character.isspace():
                ink += 1
                point = ord(character)
                if point >= SOFT_HYPHEN:
                    # Soft hyphen, zero-width space, byte order mark: no letters, and in words.
                    if point in (SOFT_HYPHEN, 0x200B, 0xFEFF):
                        invisible = True
                        ink -= 1
                    if point >= 0x200B and (point <= 0x2064 or point >= 0xFE00):
                        joiners += oddity(point)
        if joiners >= MANY_JOINERS and not self.hidden:
            text = self.seen(text)
            ink = 0
            for character in text:
                if not character.isspace() and character not in "\u200b\ufeff\u00ad":
                    ink += 1
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
        if ink <= 2 and self.top.roles & IS_LABEL and not text.strip().isalnum():
            # The toggle of a note in the margin.
            return
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
        pieces: list[Any] = self.pieces
        if not pieces:
            return
        if self.ink:
            for n in range(len(self.link_starts)):
                self.end_link(self.link_starts[n], self.link_addresses[n])
            if self.handles and self.top.kind is HEADING:
                found = without(pieces, self.links, self.handles)
                if found is not None:
                    pieces[:], self.links, gone = found
                    self.ink -= gone
                    self.link_ink = max(0, self.link_ink - gone)
            share: cython.double = self.link_ink / cython.cast(cython.double, self.ink)
            kind = self.top.kind
            if self.preformatted:
                parts = parts_of_preformatted("".join(pieces), kind)
                if not (self.rows and len(parts) == 1 and are_line_numbers(parts[0][0])):
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
        self.serial += 1
        self.line_start = self.line_end = -1
        if self.handles:
            self.handles.clear()

    @cython.cfunc
    def end_handle(self, frame: Frame, start: cython.Py_ssize_t) -> cython.void:
        """A link ends that may be a handle, of the heading it stands in or below, or a mark."""
        attributes = frame.attributes
        heads: cython.bint = frame.kind is HEADING
        size: cython.Py_ssize_t = self.ink - start
        if not heads:
            href = attributes.get("href")
            if not href or href[0] != "#" or self.preformatted:
                return
            below: cython.bint = frame.piece == 0 and bool(self.blocks)
            below = below and self.blocks[len(self.blocks) - 1].kind is HEADING
            if size > 2 and not below:
                return
            text: str = "".join(self.pieces[frame.piece :])
            if size <= 2:
                for character in text:
                    if character.isalnum():
                        return
            elif not is_handle(attributes, text, ""):
                return
            del self.pieces[frame.piece :]
            self.ink = start
            self.link_ink = max(0, self.link_ink - size)
            return
        own: str = ""
        depth: cython.Py_ssize_t = self.depth
        while depth > 0:
            heading: Frame = self.frames[depth]
            if heading.ends_block:
                own = (heading.attributes.get("id") if heading.attributes else "") or ""
                break
            depth -= 1
        if is_handle(attributes, "".join(self.pieces[frame.piece :]), own):
            self.handles.append((frame.piece, len(self.pieces), start, self.ink))

    @cython.cfunc
    def line_of_code(
        self, frame: Frame, of_class: tuple[Any, ...] | None, around: Frame
    ) -> cython.void:
        """An element begins in code: one that is a line begins on a line of its own."""
        bits: cython.int = frame.roles
        frame.is_line = False
        if bits & IS_PREFORMATTED:
            return
        if bits & (IS_ROW | IS_CELL):
            if not around.is_line and (bits & IS_CELL or frame.node.css_first("pre") is not None):
                return
            # A row is a line of code, unless a cell of it holds all of them.
            frame.roles = bits & ~(IS_ROW | IS_CELL)
            frame.ends_block, frame.kind = False, CODE
            frame.is_line = (bits & IS_ROW) != 0
        elif frame.ends_block:
            if frame.tag not in LINE_TAGS:
                return
            frame.is_line = True
            frame.ends_block = False
            frame.kind = CODE
        elif (of_class is not None and not of_class[0].isdisjoint(LINES)) or (
            frame.tag == "code" and around.roles & IS_PREFORMATTED
        ):
            frame.is_line = True
        if frame.is_line:
            count: cython.Py_ssize_t = len(self.pieces)
            if self.line_end == count and self.line_start >= 0:
                # No line break stands between the two.
                last: str = self.pieces[count - 1] if count else ""
                if self.line_start == count or not last.endswith((SOFT_LINE_END, LINE_END)):
                    self.pieces.append(SOFT_LINE_END)
            elif (
                count
                and frame.roles & ENDS_BLOCK
                and not self.pieces[count - 1].endswith(SOFT_LINE_END)
            ):
                self.pieces.append(SOFT_LINE_END)
            self.line_start = len(self.pieces)
            self.line_end = -1

    @cython.cfunc
    def blocks_of(self, found: list[Any], share: cython.double) -> list[Any]:
        """The parts of a block, each with its own links."""
        texts = [text for text, _ in found]
        links = [tuple(self.links)] if len(texts) == 1 else list(of_parts(self.links, texts))
        return [
            self.block(text, kind, share, own)
            for (text, kind), own in zip(found, links, strict=True)
        ]

    @cython.cfunc
    def end_link(self, start: cython.Py_ssize_t, address_of: str) -> cython.void:
        """A link ends, or the block that it began in."""
        if address_of and start < self.ink:
            self.links.append(new_tuple(Link, (start, self.ink, address_of)))

    @cython.cfunc
    def end_hidden(self, frame: Frame) -> cython.void:
        """What nobody sees inside a line: a block of its own, the sentence around it goes on."""
        raw: str = "".join(self.hidden_pieces)
        words = raw.split()
        self.hidden_pieces = []
        if not words:
            return
        own = frame.attributes
        if frame.roles & IS_LINK and self.top.kind is HEADING and is_handle(own, raw, ""):
            return
        if not frame.hidden and len(words) < FEW_WORDS:
            # A label for screen readers, a mark: the line is no other for it.
            self.text(raw)
            return
        block = self.block(" ".join(words), PARAGRAPH, 0.0, NO_LINKS)
        if frame.is_veiled:
            self.veils[frame.veil - 1] = self.veils[frame.veil - 1]._replace(around=block.element)
        hidden = HIDDEN_STATES[frame.hidden_around]
        self.emit([block._replace(hidden=hidden, own_names=frame.names, veil=frame.veil)])

    @cython.cfunc
    def seen(self, text: str) -> str:
        """What people see of a text with odd characters; the rest is veiled blocks of its own."""
        seen: list[Any] = []
        for part, trick in parts_of(text):
            if not trick:
                seen.append(part)
                continue
            veil = self.character_veils.get((trick, self.top.veil))
            if veil is None:
                self.veils.append(Veil(trick, self.top.veil, self.place()))
                veil = self.character_veils[trick, self.top.veil] = len(self.veils)
            self.emit([self.block(part, PARAGRAPH, 0.0, NO_LINKS)._replace(veil=veil)])
        return "".join(seen)

    @cython.cfunc
    def look(self, frame: Frame) -> cython.void:
        """Ask whether a trick hides the innermost element."""
        trick: str
        outer: cython.int = frame.veil
        if frame.node.first_child is None:
            return
        trick, declared = self.hiding.look(frame.node, frame.tag, frame.attributes)
        if trick == TWICE:
            self.silent = self.depth
            return
        if trick:
            attributes = frame.attributes
            classes = attributes.get("class") or ""
            manner = f"{classes} {attributes.get('style') or ''}".strip()
            around: cython.int = cython.cast(Frame, self.frames[self.depth - 1]).position
            sure = not trick.endswith("?")
            name = attributes.get("id") or ""
            veil = Veil(trick.rstrip("?"), outer, around, name, classes, manner, sure)
            self.veils.append(veil)
            frame.veil = len(self.veils)
            frame.is_veiled = True
        elif outer and is_undone(self.veils[outer - 1].trick, declared):
            frame.veil = self.veils[outer - 1].parent

    @cython.cfunc
    def note_sheet(self, node: Any, attributes: dict[Any, Any]) -> cython.void:
        """A style element, of which no reader on paper is meant alone."""
        media = attributes.get("media") if attributes else None
        if not media or media.strip().lower() in ("all", "screen"):
            self.sheets.append(node.text())

    @cython.cfunc
    def read_sheets(self) -> cython.void:
        """The body begins: the page's style sheets say what they hide of it."""
        if self.is_styled or "<style" not in self.html:
            return
        first: Frame = self.frames[1]
        self.sheets.clear()
        for node in first.node.css("style"):
            parent = node.parent
            if parent is None or parent.tag not in UNSTYLED:
                self.note_sheet(node, node.attributes)
        if self.sheets:
            self.hiding.read(self.sheets, self.html)
            classes, ids, tags = self.hiding.sheet.spoken_of()
            self.odd_classes, self.odd_ids = classes or None, ids or None
            self.odd_tags, self.is_styled = tags or None, True

    @cython.cfunc
    def block(self, text: str, kind: Any, share: cython.double, links: tuple[Any, ...]) -> Any:
        """A block of this text where the walk is."""
        frame: Frame = self.top
        level: cython.int = 0
        if kind is HEADING:
            level = frame.level
        elif kind is LIST_ITEM:
            level = min(MAX_LIST_LEVEL, max(1, frame.lists))
        hidden = HIDDEN_STATES[frame.hidden_around]
        at: cython.int = self.place()
        veil: cython.int = frame.veil
        values = (text, kind, level, (), at, hidden, NO_NAMES, share, links, 1, False, False, veil)
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
            self.tags.append(frame.tag)
            self.names.append(frame.names)
            self.states.append(HIDDEN_STATES[frame.hidden])
            if frame.is_veiled:
                around = self.parents[len(self.parents) - 1]
                self.veils[frame.veil - 1] = self.veils[frame.veil - 1]._replace(around=around)
            if frame.holds_blocks and frame.hidden:
                self.holding.add(frame.position)
        self.placed = self.depth
        return self.top.position

    @cython.cfunc
    def open_row(self, bits: cython.int) -> cython.void:
        """A table row or a cell of one begins."""
        if bits & IS_ROW:
            if self.rows:
                # A table inside a cell: the outer table is layout, its text goes out as it comes.
                self.blocks += self.rows[len(self.rows) - 1].give_up()
            self.rows.append(Row())
        elif self.rows:
            self.rows[len(self.rows) - 1].open_cell()

    @cython.cfunc
    def emit(self, found: list[Any]) -> cython.void:
        """Blocks go to the row that is open, or to the page."""
        if self.rows and self.rows[len(self.rows) - 1].takes_blocks:
            self.rows[len(self.rows) - 1].add(found)
        else:
            self.blocks += found
            if len(self.blocks) > self.most_blocks:
                check_blocks(len(self.blocks), self.most_blocks)

    @cython.cfunc
    def classed(self, attributes: dict[Any, Any]) -> tuple[Any, ...] | None:
        """What is known of its class attribute, if there is one.

        Its names, how many of a mark's classes it holds, and whether it may hide or is a caption.
        """
        value = attributes.get("class") if attributes else None
        if not value:
            return None
        found = self.classes.get(value)
        if found is None:
            if len(value) <= LONGEST:
                names, marks = named(value, self.tokens)
            else:
                names, marks = names_of(value), classes_in(value)
            odd: cython.bint = not names.isdisjoint(ODD_NAMES)
            if self.odd_classes is not None and not odd:
                for token in value.split():
                    if token in self.odd_classes and self.hiding.sheet.hides_class(token):
                        odd = True
                        break
            self.classes[value] = found = (names, marks, odd, roles.are_caption(names))
        return found

    @cython.cfunc
    def names_of(self, attributes: dict[Any, Any], names: frozenset[str]) -> frozenset[str]:
        """The element's own names; names: those of its class."""
        for attribute, value in attributes.items():
            if value and attribute in NAMING:
                found = self.named.get(value)
                if found is None:
                    found = self.named[value] = names_of(value)
                names = names | found if names else found
        return names

    @cython.cfunc
    def hidden_how(self, attributes: dict[Any, Any], bits: cython.int) -> cython.int:
        """Whether the element itself is hidden: a position in HIDDEN_STATES.

        Says in self.suspect whether it may be so in any way at all.
        """
        style = attributes.get("style")
        known: cython.int = 0
        if style:
            found = self.styles.get(style)
            if found is None:
                found = 2 if SUSPECT.search(style) is not None else 0
                found = self.styles[style] = found + hides(style)
            known = found
        if (
            known & 2
            or "aria-hidden" in attributes
            or (bits & IS_FONT and "color" in attributes)
            or (self.odd_ids is not None and self.hiding.sheet.hides_id(attributes.get("id")))
        ):
            self.suspect = True
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            self.suspect = True
            return 2
        # Browsers that run scripts, so nearly all, show no noscript; a few pages keep all text in
        # it. aria-hidden says nothing here: everybody else sees what it hides from screen readers.
        if bits & NOSCRIPT:
            return 1
        return known & 1

    @cython.cfunc
    def holds(self, node: Any) -> cython.bint:
        """Whether there is a block element inside; each stretch of the page is searched once."""
        if self.hidden:
            return False
        if self.ahead is not None:
            return node.mem_id in self.around_ahead
        inside: list[Any] = []
        part: Any = node.first_child
        number: cython.size_t
        while part is not None:
            number = part.tag_id
            if number >= FIRST_TAG:
                if cython.cast(cython.int, self.tag_of(part, number)[1]) & ENDS_BLOCK:
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
    def address_of(self, href: Any) -> str:
        """The address that a link leads to, empty where it leads nowhere."""
        if not href:
            return ""
        found = self.addresses.get(href)
        if found is None:
            found = self.addresses[href] = href if is_plainly_followed(href) else address(href)
        return found

    @cython.cfunc
    def declare(self, frame: Frame, of_class: tuple[Any, ...] | None) -> cython.void:
        """Note what the element states about the page, if it does."""
        bits: cython.int = frame.roles
        attributes: dict[Any, Any] = frame.attributes
        found: cython.int = 1 if bits & IS_MARK else 0
        if attributes:
            if of_class is not None:
                found += of_class[1]
            if len(attributes) > (of_class is not None) and "itemprop" in attributes:
                found += 1
            if bits & IS_LINK:
                href = attributes.get("href")
                if frame.foreign:
                    href = local_value(attributes, "href", frame.foreign)
                if href and "/author" in href:
                    found += 1
                if "rel" in attributes and has_relation(attributes, "author", frame.foreign):
                    found += 1
        if found and not bits & NO_MARK and self.marks < MOST_MARKS:
            # Once for each way in which it is marked: the bound counts these.
            self.marks += found
            around = self.names_around()
            self.declarations.mark(frame.tag, frame.node, attributes, around, found)
        if bits & STATES:
            parent: Frame = self.frames[self.depth - 1]
            self.declarations.state(frame.tag, frame.node, attributes, parent.tag, frame.foreign)

    @cython.cfunc
    def names_around(self) -> frozenset[str]:
        """Tags, class names and kinds of the elements around, asked once for each element."""
        frame: Frame
        depth: cython.Py_ssize_t = self.depth - 1
        count: cython.int = 0
        names: frozenset[str] = NO_NAMES
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
        below: cython.Py_ssize_t
        for below in range(depth + 1, self.depth):
            frame = self.frames[below]
            if not frame.roles & UNNAMED:
                words = self.declarations.words(frame.attributes, AROUND_NAMES)
                names = names.union(words, frame.named)
            frame.around = names
        return names

    def blocks_found(self) -> tuple[Block, ...]:
        """The blocks, once the walk is over."""
        return tuple(self.blocks)

    def declarations_found(self, language: str) -> Declared:
        """What the page declares, once the walk is over. language: as its html element has it."""
        return self.declarations.declared(language)

    def elements(self) -> Elements:
        """The elements around the blocks, once the walk is over."""
        return Elements(
            tuple(self.parents),
            tuple(self.tags),
            tuple(self.names),
            tuple(self.states),
            frozenset(self.holding),
            tuple(self.veils),
        )


@cython.cfunc
@cython.inline
def oddity(point: cython.uint) -> cython.int:
    """How odd a character from the zero-width space on is: of MANY_JOINERS a text is looked at."""
    if point <= 0x200D:
        return 1
    if point <= 0x2064:
        if point >= 0x2060:
            return 1
        return 8 if point in (0x202D, 0x202E) else 0
    if point <= 0xFE0F:
        return 2
    return 2 if 0xE0001 <= point <= 0xE01EF else 0


@cython.cfunc
def lines_of(pieces: list[Any]) -> list[Any]:
    """The lines that LINE_END, alone in a piece, makes of the pieces."""
    lines: list[Any] = []
    line: list[Any] = []
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
    for character in href:  # noqa: SIM110 - a generator would be a call a character
        if character.isspace():
            return False
    return True


@cython.cfunc
def joined(pieces: list[Any]) -> str:
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


def walked(
    root: Any, most_blocks: int, html: str = ""
) -> tuple[tuple[Block, ...], Elements, Declared]:
    """The blocks below this node, the elements around them, and what the page declares.

    root: the LexborNode of the html element. html: its source, "" where it has no style sheets.
    Raises Refused, page-too-costly.
    """
    walk = Walk(most_blocks, html)
    walk.read(root)
    language = root.attributes.get("lang") or ""
    return walk.blocks_found(), walk.elements(), walk.declarations_found(language)
