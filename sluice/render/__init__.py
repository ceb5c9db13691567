"""The body in the form that the caller asked for; the words are the same in each."""

from enum import StrEnum

from sluice.model import InputKind, Judgement
from sluice.render.addresses import base_of
from sluice.render.block_tree import block_nodes
from sluice.render.flow import flow
from sluice.render.html import html
from sluice.render.markdown import markdown
from sluice.render.page_tree import page_tree
from sluice.render.text import text_body
from sluice.render.tidy import Manner, tidied
from sluice.render.tree import Node


class Output(StrEnum):
    """The forms of a body."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Images(StrEnum):
    """Which images a body of Markdown or HTML has."""

    ARTICLE = "article"
    NONE = "none"


WRITERS = {Output.MARKDOWN: markdown, Output.HTML: html}


def body_of(
    judgement: Judgement,
    output: Output,
    url: str | None = None,
    images: Images = Images.ARTICLE,
) -> str:
    """The kept blocks, in order, in the form asked for; url: the page's, makes links absolute."""
    if output is Output.TEXT:
        return text_body(judgement)
    return WRITERS[output](tree_of(judgement, url, images))


def tree_of(judgement: Judgement, url: str | None, images: Images) -> Node:
    """The body as a tree, from the page itself where it is one of HTML."""
    page = judgement.page
    found = None
    if page.kind is InputKind.HTML and page.html and judgement.body:
        found = page_tree(judgement, images)
    tree, labels = found or (Node("body", {}, [*block_nodes(flow(judgement))]), {})
    return tidied(tree, Manner(base_of(url, page.declared.base), page.declared.language, labels))
