"""A page's tree as a list of leaves: its texts, breaks, images and formulas, each with its place.

Compiled. The parser keeps no offsets and a Block no nodes, so who wants the structure reads the
tree once more; only those pay for it who ask for Markdown or HTML.
"""

import re
from enum import Enum, auto
from typing import Any, NamedTuple

import cython

from sluice.blocks.handles import formula_of, is_label_again
from sluice.blocks.tags import BLOCKS, BREAKS, SILENT
from sluice.render.align import ink_of
from sluice.render.drawn import BOXES, box_of, class_fonts, drawn_fonts, is_for_the_reader
from sluice.render.formulas import formula_of_element, formula_of_tex, may_hold_formulas
from sluice.render.notes import Notes

# The parser's numbers for tags.
TEXT_NODE = cython.declare(cython.size_t, 2)
FIRST_TAG = cython.declare(cython.size_t, 6)
# Elements that the body has too, by the names that it has for them: blocks, and parts of a line.
BLOCK_TAGS = {
    **{tag: tag for tag in "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table".split()},
    **{tag: tag for tag in "caption tr td th figure figcaption details summary".split()},
    **{"menu": "ul", "dir": "ul", "listing": "pre", "xmp": "pre"},
}
INLINE_TAGS = {
    **{tag: tag for tag in "a em strong del code kbd mark abbr sub sup time ruby bdo bdi".split()},
    **{"i": "em", "b": "strong", "s": "del", "strike": "del", "tt": "code", "samp": "code"},
}
FORMULA_TAGS = frozenset(("span", "div", "mjx-container", "math", "script"))
# Elements nested deeper than this say nothing of structure.
DEEPEST = cython.declare(cython.Py_ssize_t, 24)
FEW_DIRECTIONS = 1
# A pre of this class holds lines of verse, as a block editor writes them.
VERSE = "wp-block-verse"
EMPHASES = ("strong", "em")
PLAIN_FONT = re.compile(
    r"(?:^|[;\s])font-(?:weight:\s*(?:normal|400)|style:\s*normal)(?![\w-])", re.I
)
# A cell may claim to be wider.
MOST_SPAN = 100
NUMBER = re.compile(r"\s*(-?\d{1,6})")
# What the walk does at a tag.
IS_SILENT = cython.declare(cython.int, 1)
IS_PART = cython.declare(cython.int, 2)
IS_BLOCK = cython.declare(cython.int, 4)
IS_INLINE = cython.declare(cython.int, 8)
IS_SPECIAL = cython.declare(cython.int, 16)
MAY_BE_FORMULA = cython.declare(cython.int, 32)
IS_COUNTED = cython.declare(cython.int, 64)
MAY_BE_DIRECTED = cython.declare(cython.int, 128)
MAY_BE_BOX = cython.declare(cython.int, 256)
new_tuple = tuple.__new__


class LeafKind(Enum):
    """What a leaf is."""

    TEXT = auto()
    BREAK = auto()
    IMAGE = auto()
    FORMULA = auto()
    CHECKBOX = auto()
    # Of a note, where no link is the mark.
    MARK = auto()
    # The reading of a ruby or the letters of a box, which are no text of the body; and what a
    # formula is drawn with.
    READING = auto()
    DRAWN = auto()


class Element:
    """An element of the page that the body has too.

    number: of an item its place in its list, of a cell its column, from 0.
    """

    __slots__ = ("node", "number", "tag")

    def __init__(self, tag: str, node: Any, number: int) -> None:
        """As it is met."""
        self.tag, self.node, self.number = tag, node, number


class Leaf(NamedTuple):
    """What has no parts.

    blocks, inlines: the elements around it, the outermost first. paragraph: the same for all leaves
    between which no block begins or ends. value: of an image its node, a Formula, or a tick. ink:
    of a text, what of it the page's reader has read.
    """

    kind: LeafKind
    text: str
    blocks: tuple[Element, ...] = ()
    inlines: tuple[Element, ...] = ()
    paragraph: int = 0
    value: Any = None
    ink: str = ""


TEXT, DRAWN, READING = LeafKind.TEXT, LeafKind.DRAWN, LeafKind.READING


@cython.cclass
class Frame:
    """An open element, with what is around its leaves."""

    node: Any
    blocks: tuple[Any, ...]
    inlines: tuple[Any, ...]
    kind: Any
    is_part: cython.bint

    def __init__(self) -> None:
        """Start as the document."""
        self.node = None
        self.blocks = self.inlines = ()
        self.kind = TEXT
        self.is_part = False


@cython.cclass
class Reading:
    """The walk over the tree."""

    leaves: list[Any]
    frames: list[Any]
    depth: cython.Py_ssize_t
    paragraph: cython.Py_ssize_t
    tags: dict[Any, Any]
    counts: dict[Any, Any]
    with_formulas: cython.bint
    with_directions: cython.bint
    with_drawn_boxes: cython.bint
    with_fonts: cython.bint
    class_fonts: dict[Any, Any]
    written: set[Any]
    notes: Any
    wanted: dict[Any, Any]
    marks: dict[Any, Any]
    open_notes: dict[Any, Any]

    def __init__(self, html: str, notes: Notes) -> None:
        """html: the source, which tells what need not be looked for. notes: learn their places."""
        self.leaves = []
        self.frames = [Frame()]
        self.depth = self.paragraph = 0
        self.tags, self.counts = {}, {}
        self.with_formulas = may_hold_formulas(html)
        # Every page says its language once or twice.
        self.with_directions = html.count(" dir=") + html.count(" lang=") > FEW_DIRECTIONS
        self.with_fonts = "font-weight:" in html or "font-style:" in html
        self.class_fonts = class_fonts(html)
        self.with_drawn_boxes = any(box in html for box in BOXES)
        self.written = set()
        self.notes, self.wanted, self.open_notes = notes, notes.wanted, {}
        self.marks = notes.marks

    def read(self, root: Any) -> list[Leaf]:
        """All leaves below the root, in the page's order."""
        node: Any = root
        following: Any
        number: cython.size_t
        frame: Frame
        while node is not None:
            number = node.tag_id
            if number == TEXT_NODE:
                self.text(node.text_content)
            elif number >= FIRST_TAG:
                if self.wanted and node.mem_id in self.wanted:
                    self.open_notes[node.mem_id] = len(self.leaves)
                if self.enter(node, number):
                    following = node.first_child
                    if following is not None:
                        node = following
                        continue
                    self.leave()
            following = node.next
            while following is None and self.depth:
                frame = self.frames[self.depth]
                following = frame.node.next
                self.leave()
            node = following
        return self.leaves

    @cython.cfunc
    def text(self, text: Any) -> cython.void:
        """A text node that the page's reader takes for text, or a ruby's reading."""
        if not text:
            return
        frame: Frame = self.frames[self.depth]
        ink: str = "" if frame.kind is READING else "".join(text.split())
        if ink and not ink.isascii():
            ink = ink_of(ink)
        self.add(frame.kind, text, None, ink)

    @cython.cfunc
    def add(self, kind: Any, text: str, value: Any, ink: str) -> cython.void:
        """Put a leaf to the others."""
        frame: Frame = self.frames[self.depth]
        values = (kind, text, frame.blocks, frame.inlines, self.paragraph, value, ink)
        self.leaves.append(new_tuple(Leaf, values))

    @cython.cfunc
    def leave(self) -> cython.void:
        """The innermost open element ends."""
        frame: Frame = self.frames[self.depth]
        self.paragraph += frame.is_part
        self.depth -= 1
        if self.open_notes:
            start = self.open_notes.pop(frame.node.mem_id, None)
            if start is not None:
                label = self.wanted[frame.node.mem_id]
                self.notes.spans[label] = (start, len(self.leaves))

    @cython.cfunc
    def tag_of(self, node: Any, number: cython.size_t) -> tuple[Any, ...]:
        """What is known of an element's tag: what to do, and its name in the body."""
        found = self.tags.get(number)
        if found is None:
            name = node.tag or ""
            found = self.tags[number] = (roles_of(name), name, tag_in_body(name))
        return found

    @cython.cfunc
    def enter(self, node: Any, number: cython.size_t) -> cython.bint:
        """An element begins; whether it is open now."""
        tag: tuple[Any, ...] = self.tag_of(node, number)
        bits: cython.int = tag[0]
        around: Frame = self.frames[self.depth]
        frame: Frame
        formula: Any = None
        if around.kind is DRAWN:
            if bits & IS_SILENT or (tag[1] == "span" and is_drawn_again(node)):
                return False
        elif bits & MAY_BE_FORMULA and self.with_formulas and node.mem_id not in self.written:
            formula, written = formula_of_element(node, tag[1])
            if written is not None:
                self.written.add(written.mem_id)
        if formula is None and bits & IS_SILENT:
            return False
        self.depth += 1
        if self.depth == len(self.frames):
            self.frames.append(Frame())
        frame = self.frames[self.depth]
        frame.node = node
        frame.blocks, frame.inlines, frame.kind = around.blocks, around.inlines, around.kind
        frame.is_part = (bits & IS_PART) != 0 or (tag[1] == "label" and is_label_again(node))
        self.paragraph += frame.is_part
        if around.kind is DRAWN:
            if tag[1] == "img":
                self.drawn(formula_of(node.attributes))
            return True
        if self.marks and node.mem_id in self.marks:
            self.add(LeafKind.MARK, "", self.marks[node.mem_id], "")
            frame.kind = READING
        elif formula is not None:
            self.add(LeafKind.FORMULA, "", formula, "")
            if bits & IS_SILENT:
                self.depth -= 1
                return False
            frame.kind = DRAWN
        elif self.with_drawn_boxes and bits & MAY_BE_BOX and self.box(frame, tag[1]):
            pass
        elif bits & IS_BLOCK:
            self.block(frame, tag[2], bits)
        elif bits & IS_INLINE:
            if len(frame.inlines) < DEEPEST and not (
                self.with_fonts and tag[2] in EMPHASES and is_undone(node.attributes)
            ):
                frame.inlines = (*frame.inlines, Element(tag[2], node, 0))
        elif bits & IS_SPECIAL:
            self.special(frame, tag[1])
        elif (self.with_fonts or self.class_fonts) and tag[1] == "span":
            self.emphasised(frame)
        elif self.with_directions and bits & MAY_BE_DIRECTED and is_directed(node.attributes):
            if frame.is_part:
                self.block(frame, "div", 0)
            elif len(frame.inlines) < DEEPEST:
                frame.inlines = (*frame.inlines, Element("span", node, 0))
        return True

    @cython.cfunc
    def emphasised(self, frame: Frame) -> cython.void:
        """A span begins that its style or its class may emphasise."""
        attributes = frame.node.attributes
        if not attributes:
            return
        for tag in drawn_fonts(attributes, self.class_fonts):
            if len(frame.inlines) < DEEPEST:
                frame.inlines = (*frame.inlines, Element(tag, frame.node, 0))
        if self.with_directions and is_directed(attributes) and len(frame.inlines) < DEEPEST:
            frame.inlines = (*frame.inlines, Element("span", frame.node, 0))

    @cython.cfunc
    def box(self, frame: Frame, tag: str) -> cython.bint:
        """The box before a task, if the element is drawn as one; an item may have it as a class."""
        found = box_of(frame.node, tag)
        if found is None:
            return False
        if tag == "li":
            self.block(frame, tag, IS_COUNTED)
        elif tag == "code":
            frame.kind = READING
        elif frame.is_part:
            self.paragraph -= 1
            frame.is_part = False
        self.add(LeafKind.CHECKBOX, "", found, "")
        return True

    @cython.cfunc
    def drawn(self, tex: str) -> cython.void:
        """What the page's reader has read of a formula's picture."""
        if tex:
            self.add(DRAWN, tex, None, ink_of(tex))

    @cython.cfunc
    def block(self, frame: Frame, tag: str, bits: cython.int) -> cython.void:
        """A block of the body begins."""
        if len(frame.blocks) >= DEEPEST:
            return
        if tag == "pre" and VERSE in (frame.node.attributes.get("class") or ""):
            return
        number: cython.Py_ssize_t = 0
        if bits & IS_COUNTED and frame.blocks:
            outer = id(frame.blocks[len(frame.blocks) - 1])
            number = self.counts.get(outer, 0)
            span = 1
            if tag != "li":
                span = whole_number(frame.node.attributes.get("colspan")) or 1
            self.counts[outer] = number + max(1, min(span, MOST_SPAN))
        frame.blocks = (*frame.blocks, Element(tag, frame.node, number))

    @cython.cfunc
    def special(self, frame: Frame, tag: str) -> cython.void:
        """An element that is a leaf."""
        node: Any = frame.node
        if tag == "br":
            self.add(LeafKind.BREAK, "", None, "")
        elif tag == "img":
            tex = formula_of(node.attributes)
            formula = formula_of_tex(tex) if tex else None
            if formula is not None:
                self.add(LeafKind.FORMULA, "", formula, "")
                self.drawn(tex)
            elif tex:
                self.add(TEXT, tex, None, ink_of(tex))
            else:
                self.add(LeafKind.IMAGE, "", node, "")
        elif tag == "rt":
            frame.kind = READING
        elif node.attributes.get("type") == "checkbox" and not is_for_the_reader(node.attributes):
            self.add(LeafKind.CHECKBOX, "", "checked" in node.attributes, "")


def is_undone(attributes: dict[str, str | None]) -> bool:
    """Whether an element's own style takes back its emphasis, as editors wrap what is pasted."""
    return PLAIN_FONT.search(attributes.get("style") or "") is not None


def is_drawn_again(node: Any) -> bool:
    """Whether a formula's picture follows, which is what the page's reader has read."""
    beside = node.next
    return beside is not None and beside.tag == "img" and bool(formula_of(beside.attributes))


def roles_of(name: str) -> int:
    """What the walk does at a tag."""
    bits = 0
    if name in SILENT and name != "rt":
        bits |= IS_SILENT
    if name in BLOCKS or name in BREAKS:
        bits |= IS_PART
    if name in BLOCK_TAGS:
        bits |= IS_BLOCK
    if name in INLINE_TAGS:
        bits |= IS_INLINE
    if name in ("br", "img", "input", "rt"):
        bits |= IS_SPECIAL
    if name in FORMULA_TAGS:
        bits |= MAY_BE_FORMULA
    if name in ("li", "td", "th"):
        bits |= IS_COUNTED
    if name in ("li", "div", "i", "span", "code"):
        bits |= MAY_BE_BOX
    if name not in ("html", "body"):
        bits |= MAY_BE_DIRECTED
    return bits


def tag_in_body(name: str) -> str:
    """The name that the body has for an element; "" where it has none."""
    return BLOCK_TAGS.get(name) or INLINE_TAGS.get(name) or ""


def is_directed(attributes: dict[str, str | None]) -> bool:
    """Whether an element says in what language, or from which side, it is to be read."""
    return bool(attributes) and bool(attributes.get("dir") or attributes.get("lang"))


def whole_number(value: str | None) -> int | None:
    """The number that an attribute begins with."""
    match = NUMBER.match(value or "")
    return int(match[1]) if match else None
