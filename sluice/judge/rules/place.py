"""Blocks that their place in the HTML names; a text page has no such places."""

from collections.abc import Iterator

from sluice.blocks.roles import are_caption
from sluice.judge.columns import of_kind
from sluice.judge.figures import shows_more
from sluice.judge.places import IN_NAV, NAVIGATION
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason

CAPTION_WORDS, NAMED_WORDS = 120, 60
CAPTION_TAGS = frozenset(("caption", "figcaption"))
BUTTON_WORDS, LINKED = 6, 0.5


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
    """A picture's caption; without a table's, or that of code, what it shows says nothing."""
    elements = state.page.elements.parents
    for i in of_kind(state.blocks, state.left, BlockKind.CAPTION) if elements else ():
        captioned = "figcaption" in state.page.path(state.blocks[i])
        if captioned and state.facts[i].words <= CAPTION_WORDS and not shows_more(state, i):
            yield drop(i, Reason.IMAGE_CAPTION, "figcaption")


def named_caption(state: PageState) -> Iterator[Finding]:
    """A line that names alone call a picture's caption; the scorer has seen what stands beside."""
    for i in _named_captions(state):
        if not shows_more(state, i) and state.facts[i].words <= NAMED_WORDS:
            yield drop(i, Reason.IMAGE_CAPTION, "named-caption")


def _named_captions(state: PageState) -> list[int]:
    """The lines left whose own element is called a picture's caption."""
    elements = state.page.elements
    may_be = are_caption(elements.words)
    called = {names for names in set(elements.names) if are_caption(names)} if may_be else set()
    paragraphs = of_kind(state.blocks, state.left, BlockKind.PARAGRAPH) if called else []
    # The names of an element within a line are not told, but that they make it a caption.
    captions = of_kind(state.blocks, state.left, BlockKind.CAPTION) if elements.parents else []
    inside = [i for i in captions if CAPTION_TAGS.isdisjoint(state.page.path(state.blocks[i]))]
    own = ((i, state.blocks[i].element) for i in paragraphs)
    named = (i for i, element in own if element >= 0 and elements.names[element] in called)
    return [*named, *inside]
