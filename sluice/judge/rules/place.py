"""Blocks that their place in the HTML names; a text page has no such places."""

from collections.abc import Iterator

from sluice.blocks.roles import are_caption
from sluice.judge.columns import of_kind
from sluice.judge.places import IN_NAV, NAVIGATION
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason

CAPTION_WORDS, NAMED_WORDS = 120, 60
CAPTION_TAGS = frozenset(("caption", "figcaption"))
BUTTON_WORDS, LINKED = 6, 0.5
# Between a caption and the row beside it so many elements are left to reach the figure.
MOST_AROUND = 4


def navigation(state: PageState) -> Iterator[Finding]:
    """A block inside a nav element, or marked as one for screen readers."""
    if state.page.kind is InputKind.TEXT:
        return
    said = state.places.saying(IN_NAV | NAVIGATION, state.blocks)
    for i in [i for i in said if state.reasons[i] is None]:
        if not state.facts[i].is_prose or state.places.says(state.blocks[i], IN_NAV):
            yield drop(i, Reason.NAVIGATION, "nav-element")


def button_of_code(state: PageState) -> Iterator[Finding]:
    """A few words above code that are a link to nowhere: they select or copy it."""
    if state.page.kind is InputKind.TEXT:
        return
    for below in of_kind(state.blocks, state.left, BlockKind.CODE):
        i = below - 1
        if i < 0 or state.reasons[i] is not None or state.facts[i].words > BUTTON_WORDS:
            continue
        block = state.blocks[i]
        if block.kind is BlockKind.PARAGRAPH and block.link_share >= LINKED and not block.links:
            yield drop(i, Reason.NAVIGATION, "button-of-code")


def caption(state: PageState) -> Iterator[Finding]:
    """A picture's caption; a table's stays, for without it the figures say nothing."""
    elements = state.page.elements.parents
    for i in of_kind(state.blocks, state.left, BlockKind.CAPTION) if elements else ():
        captioned = "figcaption" in state.page.path(state.blocks[i])
        if captioned and not _is_of_rows(state, i) and state.facts[i].words <= CAPTION_WORDS:
            yield drop(i, Reason.IMAGE_CAPTION, "figcaption")


def named_caption(state: PageState) -> Iterator[Finding]:
    """A line that names alone call a picture's caption; the scorer has seen what stands beside."""
    for i in _named_captions(state):
        if not _is_of_rows(state, i) and state.facts[i].words <= NAMED_WORDS:
            yield drop(i, Reason.IMAGE_CAPTION, "named-caption")


def _named_captions(state: PageState) -> list[int]:
    """The lines left whose own element is called a picture's caption."""
    elements = state.page.elements
    called = {n for n, names in enumerate(elements.names) if names and are_caption(names)}
    paragraphs = of_kind(state.blocks, state.left, BlockKind.PARAGRAPH) if called else []
    # The names of an element within a line are not told, but that they make it a caption.
    captions = of_kind(state.blocks, state.left, BlockKind.CAPTION) if elements.parents else []
    inside = [i for i in captions if CAPTION_TAGS.isdisjoint(state.page.path(state.blocks[i]))]
    return [*(i for i in paragraphs if state.blocks[i].element in called), *inside]


def _is_of_rows(state: PageState, i: int) -> bool:
    """Whether the figure that the caption stands in has a table's row beside it."""
    elements = state.page.elements
    around = elements.lineage(state.blocks[i].element)[:MOST_AROUND]
    figure = next((element for element in around if elements.tags[element] == "figure"), -1)
    beside = (n for n in (i - 1, i + 1) if 0 <= n < len(state.blocks))
    return figure >= 0 and any(
        state.blocks[n].kind is BlockKind.TABLE_ROW
        and figure in elements.lineage(state.blocks[n].element)
        for n in beside
    )
