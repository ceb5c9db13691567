"""The body of an HTML page as a tree, with the structure that its blocks alone do not tell."""

from collections.abc import Iterable
from typing import Any

from sluice.blocks.from_html import parsed_again
from sluice.model import BlockKind, Judgement
from sluice.reasons import Reason
from sluice.render.block_tree import block_nodes
from sluice.render.builder import Builder
from sluice.render.images import article_images, emoji_of
from sluice.render.items import NOBODY, Item, layout_of
from sluice.render.leaves import LeafKind, Reading
from sluice.render.notes import Notes, notes_of, unnumbered, without_label
from sluice.render.tree import Node

# Of a page of whose kept blocks this share stands nowhere the blocks alone are written.
MOST_ELSEWHERE = 0.5


def page_tree(judgement: Judgement, with_images: str) -> tuple[Node, dict[str, str]] | None:
    """The kept blocks as the page has them, and the labels of notes by their marks' addresses.

    None where the page does not have the blocks.

    with_images: "article", or "none".
    """
    parser = parsed_again(judgement.page)
    if parser.root is None:
        return None
    notes = notes_of(parser, judgement.page.html)
    leaves = Reading(judgement.page.html, notes).read(parser.root)
    layout = layout_of(judgement, leaves)
    if len(layout.elsewhere) > MOST_ELSEWHERE * len(judgement.body):
        return None
    writing = Writing(judgement, layout.items, layout.elsewhere, notes)
    body = writing.tree(with_images)
    if _is_right_to_left(parser):
        language = judgement.page.declared.language
        body.attributes = {"lang": language, "dir": "rtl"} if language else {"dir": "rtl"}
    return body, notes.labels if notes.spans else {}


def _is_right_to_left(parser: Any) -> bool:
    for node in (parser.root, parser.body):
        if node is not None and (node.attributes.get("dir") or "").lower() == "rtl":
            return True
    return False


class Writing:
    """Which leaves are written, and in what order."""

    def __init__(
        self, judgement: Judgement, items: list[Item], elsewhere: frozenset[int], notes: Notes
    ) -> None:
        """items: of the whole page."""
        self._judgement = judgement
        self._items = items
        self._elsewhere = sorted(elsewhere)
        self._notes = notes
        self._done = 0
        self._captions: dict[int, int] = {}

    def tree(self, with_images: str) -> Node:
        """The body, its notes at its end."""
        images = article_images(self._items, self._judgement) if with_images == "article" else {}
        for n in images:
            self._find_captions(n)
        spans = self._note_spans()
        builder = Builder()
        n = 0
        while n < len(self._items):
            if n in spans:
                n = spans[n][0]
                continue
            self._write(builder, n, images)
            n += 1
        self._write_elsewhere(builder, len(self._judgement.page.blocks))
        body = builder.body
        if spans:
            body.children.append(Node("notes", {}, [self._note(spans, start) for start in spans]))
        return body

    def _write(self, builder: Builder, n: int, images: dict[int, dict[str, str]]) -> None:
        item = self._items[n]
        kind = item.leaf.kind
        if kind is LeafKind.TEXT:
            self._write_words(builder, n)
        elif kind is LeafKind.BREAK:
            builder.line_break(item.leaf)
        elif kind is LeafKind.IMAGE and n in images:
            builder.node(item.leaf, Node("img", dict(images[n])), NOBODY)
        elif write := WRITERS.get(kind):
            write(self, builder, n)

    def _write_words(self, builder: Builder, n: int) -> None:
        leaf, text, block = self._items[n]
        if block == NOBODY:
            if not text.strip():
                builder.blank(leaf)
        elif self._judgement.reasons[block] is None:
            self._write_text(builder, self._items[n])
        elif n in self._captions:
            builder.caption(leaf, text)

    def write_sign(self, builder: Builder, n: int) -> None:
        """A picture that stands for a sign within a line."""
        leaf = self._items[n].leaf
        if (sign := emoji_of(leaf.value.attributes)) and (block := self._block_before(n)) != NOBODY:
            builder.text(leaf, sign, block)

    def write_formula(self, builder: Builder, n: int) -> None:
        """A formula, in place of what it is drawn with."""
        leaf = self._items[n].leaf
        if (block := self._formula_block(n)) != NOBODY:
            formula = leaf.value
            attributes = {"tex": formula.tex, "display": "1" if formula.display else ""}
            builder.node(leaf, Node("math", attributes), block)

    def write_checkbox(self, builder: Builder, n: int) -> None:
        """The box before a task."""
        leaf = self._items[n].leaf
        if (block := self._block_ahead(n)) != NOBODY:
            builder.node(leaf, Node("input", {"checked": "1" if leaf.value else ""}), block)
            builder.blank(leaf)

    def write_reading(self, builder: Builder, n: int) -> None:
        """How the ruby before it is read."""
        leaf = self._items[n].leaf
        is_ruby = leaf.inlines and leaf.inlines[-1].tag == "ruby" and leaf.text.strip()
        if is_ruby and self._block_before(n) != NOBODY:
            builder.node(leaf, Node("rt", {}, [leaf.text.strip()]), NOBODY)

    def _write_text(self, builder: Builder, item: Item) -> None:
        leaf, text, place = item
        self._write_elsewhere(builder, place)
        block = self._judgement.page.blocks[place]
        if block.kind is BlockKind.CODE:
            builder.code(leaf, block, place)
            return
        builder.text(leaf, text, self._line_of(place))
        builder.note_row(leaf, block.kind)

    def _line_of(self, place: int) -> int:
        """The first piece of a line that was cut, so that all its pieces are one."""
        blocks = self._judgement.page.blocks
        while place and blocks[place].glued:
            place -= 1
        return place

    def _write_elsewhere(self, builder: Builder, before: int) -> None:
        while self._done < len(self._elsewhere) and self._elsewhere[self._done] < before:
            block = self._judgement.page.blocks[self._elsewhere[self._done]]
            builder.apart(block_nodes([block]))
            self._done += 1

    def _find_captions(self, image: int) -> None:
        """Lines that went because they stand beneath this image are written beneath it."""
        figure = next((e for e in self._items[image].leaf.blocks if e.tag == "figure"), None)
        for n in range(image + 1, len(self._items)):
            leaf, _, block = self._items[n]
            if leaf.kind is LeafKind.IMAGE and figure is None:
                return
            if leaf.kind is not LeafKind.TEXT or block == NOBODY:
                continue
            within = figure is not None and figure in leaf.blocks
            reason = self._judgement.reasons[block]
            is_caption = reason is Reason.IMAGE_CAPTION or (
                within and reason is not None and any(e.tag == "figcaption" for e in leaf.blocks)
            )
            if not is_caption:
                return
            self._captions[n] = image

    def _formula_block(self, n: int) -> int:
        """The block that a formula is in, if it stays: of what it is drawn with, or beside it."""
        drawn = False
        for item in self._items[n + 1 :]:
            if item.leaf.kind is not LeafKind.DRAWN:
                break
            drawn = drawn or bool(item.text.strip())
            if item.block != NOBODY:
                stays = self._judgement.reasons[item.block] is None
                return self._line_of(item.block) if stays else NOBODY
        before = self._block_before(n)
        return before if before != NOBODY and (self._is_ahead(n) or not drawn) else NOBODY

    def _block_before(self, n: int) -> int:
        return self._kept(reversed(self._items[max(0, n - 60) : n]))

    def _block_ahead(self, n: int) -> int:
        return self._kept(self._items[n + 1 : n + 60])

    def _kept(self, items: Iterable[Item]) -> int:
        """The block of the first text among the items, if it stays."""
        for item in items:
            if item.block != NOBODY:
                stays = self._judgement.reasons[item.block] is None
                return self._line_of(item.block) if stays else NOBODY
        return NOBODY

    def _is_ahead(self, n: int) -> bool:
        return self._block_ahead(n) != NOBODY

    def _note_spans(self) -> dict[int, tuple[int, str]]:
        """Where each note begins among the items, where it ends, and its label."""
        if not self._notes.spans:
            return {}
        places: dict[int, int] = {}
        leaf = None
        nth = -1
        for n, item in enumerate(self._items):
            if item.leaf is not leaf:
                nth += 1
                leaf = item.leaf
                places[nth] = n
        places[nth + 1] = len(self._items)
        found: dict[int, tuple[int, str]] = {}
        done = 0
        for label, (start, end) in sorted(self._notes.spans.items(), key=lambda span: span[1]):
            if start >= done and end > start:
                found[places[start]] = (places[end], label)
                done = end
        return found

    def _note(self, spans: dict[int, tuple[int, str]], start: int) -> Node:
        end, label = spans[start]
        items = [i for i in self._items[start:end] if i.leaf.kind is LeafKind.TEXT]
        items = [i for i in items if i.text.strip() and i.block != NOBODY]
        items = items[without_label([i.text for i in items], label) :]
        if items:
            items[0] = items[0]._replace(text=unnumbered(items[0].text, label))
        while items and not any(map(str.isalnum, items[-1].text)) and items[-1].leaf.inlines:
            items.pop()
        builder = Builder()
        for leaf, text, block in items:
            if self._judgement.reasons[block] not in (Reason.HIDDEN,):
                builder.text(leaf._replace(blocks=()), text, self._line_of(block))
        return Node("note", {"label": label}, builder.body.children)


WRITERS = {
    LeafKind.IMAGE: Writing.write_sign,
    LeafKind.FORMULA: Writing.write_formula,
    LeafKind.CHECKBOX: Writing.write_checkbox,
    LeafKind.READING: Writing.write_reading,
}
