"""The body in the form that the caller asked for; the words are the same in each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from sluice.collection import HeldBack
from sluice.forms import Images, Output
from sluice.model import InputKind, Judgement
from sluice.render.addresses import base_of
from sluice.render.block_tree import block_nodes
from sluice.render.flow import flow
from sluice.render.html import html
from sluice.render.markdown import markdown
from sluice.render.page_tree import PageTree, page_tree
from sluice.render.text import text_body
from sluice.render.tidy import Manner, tidied
from sluice.render.tree import Node
from sluice.render.written import marks_of

__all__ = ["Images", "Output", "Renderer", "body_of"]
WRITERS: dict[Output, Callable[[Node], str]] = {Output.MARKDOWN: markdown, Output.HTML: html}


def body_of(
    judgement: Judgement,
    output: Output,
    url: str | None = None,
    images: Images = Images.ARTICLE,
) -> str:
    """The kept blocks, in order, in the form asked for; url: the page's, makes links absolute."""
    if output is Output.TEXT:
        return text_body(judgement)
    with HeldBack():
        return Renderer(judgement, url, images).body(output)


class Renderer:
    """Writes the body of a page, and pieces of it."""

    def __init__(self, judgement: Judgement, url: str | None, images: Images) -> None:
        """As body_of has them. The page is read once, with the first body that needs it."""
        self._judgement = judgement
        self._images = images
        self._base = base_of(url, judgement.page.declared.base)
        self._tree: PageTree | None = None
        self._is_read = False

    def body(self, output: Output) -> str:
        """All of it."""
        if output is Output.TEXT:
            return text_body(self._judgement)
        return WRITERS[output](self.tree())

    @cached_property
    def _marks(self) -> re.Pattern[str]:
        """What marks formulas on the page, which no text asks for."""
        page = self._judgement.page
        return marks_of((block.text for block in page.blocks), page.html)

    def tree(self) -> Node:
        """All of it as a tree, from which Markdown and HTML are written."""
        tree = self._page_tree()
        return self._tidied(tree.whole() if tree else _from_blocks(self._judgement))

    def pieces(self, pieces: Sequence[Sequence[int]], output: Output) -> list[str]:
        """Each of these pieces of the body, told by the positions of its blocks."""
        if output is Output.TEXT:
            return [text_body(_part(self._judgement, piece)) for piece in pieces]
        tree = self._page_tree()
        if tree is None:
            parts = [_from_blocks(_part(self._judgement, piece)) for piece in pieces]
        else:
            parts = tree.parts(pieces)
        return [WRITERS[output](self._tidied(part)) for part in parts]

    def _page_tree(self) -> PageTree | None:
        page = self._judgement.page
        if not self._is_read and page.kind is InputKind.HTML and page.html and self._judgement.body:
            self._tree = page_tree(self._judgement)
            if self._tree and self._images is Images.ARTICLE:
                self._tree.find_images()
        self._is_read = True
        return self._tree

    def _tidied(self, body: Node) -> Node:
        labels = self._tree.labels if self._tree else {}
        language = self._judgement.page.declared.language
        return tidied(body, Manner(self._base, language, labels, self._marks))


def _from_blocks(judgement: Judgement) -> Node:
    return Node("body", {}, [*block_nodes(flow(judgement))])


def _part(judgement: Judgement, piece: Sequence[int]) -> Judgement:
    blocks = tuple(judgement.page.blocks[i] for i in piece)
    return Judgement(replace(judgement.page, blocks=blocks), ((),) * len(blocks))
