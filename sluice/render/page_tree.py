"""The body of an HTML page as a tree, with the structure that its blocks alone do not tell."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sluice.blocks.from_html import parsed_again
from sluice.model import BlockKind, Judgement
from sluice.reasons import Reason
from sluice.render.block_tree import block_nodes
from sluice.render.builder import Builder
from sluice.render.images import article_images, emoji_of, is_within_figure
from sluice.render.items import NOBODY, Item, Layout, layout_of, places_to_write
from sluice.render.leaves import LeafKind, Reading
from sluice.render.notes import NotePlace, Notes, note_places, notes_of, without_label
from sluice.render.tree import Node

# Of a page of whose kept blocks this share stands nowhere the blocks alone are written.
MOST_ELSEWHERE = 0.5
# So many leaves around one are looked at for the words that it stands among.
AROUND = 60


class Part(NamedTuple):
    """A part of the body: the items that may be of it, and the positions of its blocks."""

    items: range
    blocks: frozenset[int]


class PageTree:
    """Writes the body, or a part of it. labels: of footnotes, by the addresses of their marks."""

    def __init__(
        self, judgement: Judgement, layout: Layout, notes: Notes, direction: dict[str, str]
    ) -> None:
        """layout: of the whole page. direction: the attributes of its outermost element."""
        self.judgement = judgement
        self._items = layout.items
        self._elsewhere = sorted(layout.elsewhere)
        self.labels = notes.labels if notes.spans else {}
        self._notes = note_places(notes, self._items)
        self._direction = direction
        self._images: dict[int, dict[str, str]] = {}
        self._captions: set[int] = set()
        self._places: list[int] | None = None

    def find_images(self) -> None:
        """Write the article's images too, with their captions."""
        self._images = article_images(self._items, self.judgement)
        for n in self._images:
            self._find_captions(n)

    def whole(self) -> Node:
        """The body, its notes at its end."""
        part = Part(range(len(self._items)), frozenset(self.judgement.body))
        return self._written(part, self._elsewhere, self._notes.values())

    def parts(self, pieces: Sequence[Sequence[int]]) -> list[Node]:
        """Each of these pieces of the body, with the notes that it refers to."""
        firsts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        for n, item in enumerate(self._items):
            if item.block != NOBODY:
                firsts.setdefault(item.block, n)
                lasts[item.block] = n
        found = []
        start = 0
        for piece in pieces:
            own = [i for i in piece if firsts.get(i, -1) >= start]
            stop = max((lasts[i] + 1 for i in own), default=start)
            elsewhere = sorted({*piece}.difference(own))
            found.append(self._part(Part(range(start, stop), frozenset(own)), elsewhere))
            start = stop
        return found

    def _part(self, part: Part, elsewhere: list[int]) -> Node:
        body = self._written(part, elsewhere, ())
        marks = set(_marks(body, self.labels))
        notes = [note for note in self._notes.values() if note.label in marks]
        if notes:
            body.children.append(Node("notes", {}, [*map(self._note, notes)]))
        return body

    def _written(self, part: Part, elsewhere: list[int], notes: Iterable[NotePlace]) -> Node:
        writing = Writing(self, part, elsewhere)
        behind = part.items.start
        for n in self._places_of(part.items):
            if n in self._notes:
                behind = self._notes[n].end
            if n >= behind:
                self._write(writing, n)
        writing.catch_up(len(self.judgement.page.blocks))
        body = writing.builder.body
        if noted := [*map(self._note, notes)]:
            body.children.append(Node("notes", {}, [*noted]))
        body.attributes = dict(self._direction)
        return body

    def _places_of(self, items: range) -> list[int]:
        """Which of these items may be written."""
        if self._places is None:
            also = self._captions | self._notes.keys()
            self._places = places_to_write(self._items, self.judgement.reasons, also)
        places = self._places
        return places[bisect_left(places, items.start) : bisect_left(places, items.stop)]

    def _write(self, writing: "Writing", n: int) -> None:
        item = self._items[n]
        kind = item.leaf.kind
        if kind is LeafKind.TEXT:
            if item.block == NOBODY:
                if not item.text.strip():
                    writing.builder.blank(item.leaf)
            elif n in self._captions:
                writing.builder.caption(item.leaf, item.text)
            elif self._stays(item.block):
                writing.words(item)
        elif kind is LeafKind.BREAK:
            writing.builder.line_break(item.leaf)
        elif kind is LeafKind.IMAGE and n in self._images:
            writing.builder.node(item.leaf, Node("img", dict(self._images[n])), NOBODY)
        elif write := WRITERS.get(kind):
            write(self, writing.builder, n)

    def write_sign(self, builder: Builder, n: int) -> None:
        """A picture that stands for a sign within a line."""
        leaf = self._items[n].leaf
        if (sign := emoji_of(leaf.value.attributes)) and (block := self._before(n)) != NOBODY:
            builder.text(leaf, sign, block)

    def write_formula(self, builder: Builder, n: int) -> None:
        """A formula, in place of what it is drawn with."""
        leaf = self._items[n].leaf
        if (block := self._formula_block(n)) != NOBODY:
            formula = leaf.value
            attributes = {"tex": formula.tex, "display": "1" if formula.display else ""}
            builder.node(leaf, Node("math", attributes), block)

    def write_mark(self, builder: Builder, n: int) -> None:
        """The mark of a note that leads nowhere, for the note stands behind it."""
        leaf = self._items[n].leaf
        if (block := self._before(n)) != NOBODY:
            builder.node(leaf, Node("noteref", {"label": leaf.value}), block)

    def write_checkbox(self, builder: Builder, n: int) -> None:
        """The box before a task; any other is a switch of the page."""
        leaf = self._items[n].leaf
        is_first = any(element.tag == "li" for element in leaf.blocks[-2:])
        is_first = is_first and not builder.is_open(leaf)
        if is_first and (block := self._ahead(n)) != NOBODY:
            builder.node(leaf, Node("input", {"checked": "1" if leaf.value else ""}), block)
            builder.blank(leaf)

    def write_reading(self, builder: Builder, n: int) -> None:
        """How the ruby before it is read."""
        leaf = self._items[n].leaf
        is_ruby = leaf.inlines and leaf.inlines[-1].tag == "ruby" and leaf.text.strip()
        if is_ruby and self._before(n) != NOBODY:
            builder.node(leaf, Node("rt", {}, [leaf.text.strip()]), NOBODY)

    def _stays(self, block: int) -> bool:
        return self.judgement.reasons[block] is None

    def line_of(self, block: int) -> int:
        """The first piece of a line that was cut, so that all its pieces are one."""
        blocks = self.judgement.page.blocks
        while block and blocks[block].glued:
            block -= 1
        return block

    def _formula_block(self, n: int) -> int:
        """The block that a formula is in, if it stays: of what it is drawn with, or beside it."""
        end = n + 1
        while end < len(self._items) and self._items[end].leaf.kind is LeafKind.DRAWN:
            end += 1
        drawn = self._items[n + 1 : end]
        block = next((item.block for item in drawn if item.block != NOBODY), NOBODY)
        if block != NOBODY and self._stays(block):
            return self.line_of(block)
        if block != NOBODY and not self._is_all_of(drawn, block):
            return NOBODY
        before = self._before(n)
        is_seen = any(item.text.strip() for item in drawn)
        return before if not is_seen or self._ahead(end - 1) != NOBODY else NOBODY

    def _is_all_of(self, drawn: Sequence[Item], block: int) -> bool:
        """Whether a block is nothing but what a formula is drawn with."""
        ink = "".join("".join(item.text.split()) for item in drawn)
        return "".join(self.judgement.page.blocks[block].text.split()) in ink

    def _before(self, n: int) -> int:
        return self._kept(reversed(self._items[max(0, n - AROUND) : n]))

    def _ahead(self, n: int) -> int:
        return self._kept(self._items[n + 1 : n + AROUND])

    def _kept(self, items: Iterable[Item]) -> int:
        """The block of the first text among the items, if it stays."""
        for item in items:
            if item.block != NOBODY:
                return self.line_of(item.block) if self._stays(item.block) else NOBODY
        return NOBODY

    def _find_captions(self, image: int) -> None:
        """Lines that went because they stand beneath this image are written beneath it."""
        figure = next((e for e in self._items[image].leaf.blocks if e.tag == "figure"), None)
        for n in range(image + 1, len(self._items)):
            leaf, _, block = self._items[n]
            if leaf.kind is LeafKind.IMAGE and figure is None:
                return
            if leaf.kind is not LeafKind.TEXT or block == NOBODY:
                if leaf.kind is LeafKind.TEXT:
                    # White space between two parts of a caption.
                    self._captions.add(n)
                continue
            reason = self.judgement.reasons[block]
            is_label = reason is not None and is_within_figure(leaf, figure)
            if reason is not Reason.IMAGE_CAPTION and not is_label:
                return
            self._captions.add(n)

    def _note(self, place: NotePlace) -> Node:
        texts = [
            item
            for item in self._items[place.start : place.end]
            if item.leaf.kind is LeafKind.TEXT and (item.block != NOBODY or not item.text.strip())
        ]
        items = without_label(texts, place.label)
        while items and not any(map(str.isalnum, items[-1].text)) and _is_way_back(items[-1]):
            items.pop()
        builder = Builder()
        for leaf, text, block in items:
            if block == NOBODY:
                builder.blank(leaf)
            elif self.judgement.reasons[block] is not Reason.HIDDEN:
                builder.text(leaf._replace(blocks=()), text, self.line_of(block))
        return Node("note", {"label": place.label}, builder.body.children)


class Writing:
    """What is written of a part, and what of it stands nowhere on the page."""

    def __init__(self, tree: PageTree, part: Part, elsewhere: list[int]) -> None:
        """elsewhere: the positions of such blocks, rising."""
        self.builder = Builder()
        self._tree = tree
        self._own = part.blocks
        self._elsewhere = elsewhere
        self._done = 0

    def words(self, item: Item) -> None:
        """Words of a block that stays."""
        leaf, text, place = item
        if place not in self._own:
            return
        self.catch_up(place)
        block = self._tree.judgement.page.blocks[place]
        if block.kind is BlockKind.CODE:
            if any(element.tag == "pre" for element in leaf.blocks):
                self.builder.code(leaf, block, place)
            else:
                self.builder.lines(leaf, text, place)
            return
        self.builder.text(leaf, text, self._tree.line_of(place))
        self.builder.note_row(block.kind)

    def catch_up(self, before: int) -> None:
        """Write the blocks before this one that stand nowhere on the page."""
        while self._done < len(self._elsewhere) and self._elsewhere[self._done] < before:
            block = self._tree.judgement.page.blocks[self._elsewhere[self._done]]
            self.builder.apart(block_nodes([block]))
            self._done += 1


WRITERS: dict[LeafKind, Callable[[PageTree, Builder, int], None]] = {
    LeafKind.IMAGE: PageTree.write_sign,
    LeafKind.FORMULA: PageTree.write_formula,
    LeafKind.CHECKBOX: PageTree.write_checkbox,
    LeafKind.MARK: PageTree.write_mark,
    LeafKind.READING: PageTree.write_reading,
}


def page_tree(judgement: Judgement) -> PageTree | None:
    """What writes the kept blocks as the page has them; None where the page does not have them."""
    parser = parsed_again(judgement.page)
    if parser.root is None:
        return None
    notes = notes_of(parser, judgement.page.html)
    leaves = Reading(judgement.page.html, notes).read(parser.root)
    layout = layout_of(judgement, leaves)
    if len(layout.elsewhere) > MOST_ELSEWHERE * len(judgement.body):
        return None
    return PageTree(judgement, layout, notes, _direction(parser, judgement))


def _direction(parser: Any, judgement: Judgement) -> dict[str, str]:
    """The attributes of a body that is read from right to left."""
    language = judgement.page.declared.language
    for node in (parser.root, parser.body):
        if node is not None and (node.attributes.get("dir") or "").lower() == "rtl":
            return {"lang": language, "dir": "rtl"} if language else {"dir": "rtl"}
    return {}


def _is_way_back(item: Item) -> bool:
    """Whether a text without words is a link, or blank."""
    return bool(item.leaf.inlines) or not item.text.strip()


def _marks(node: Node, labels: dict[str, str]) -> Iterable[str]:
    """The labels of the notes to which a part refers."""
    for child in node.nodes():
        if child.tag == "noteref":
            yield child.attributes["label"]
        if child.tag == "a" and child.attributes.get("href") in labels:
            yield labels[child.attributes["href"]]
        yield from _marks(child, labels)
