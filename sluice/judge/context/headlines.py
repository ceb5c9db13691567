"""The headlines of several posts on one page, each a link to the post alone."""

from collections.abc import Iterator, Mapping

from sluice.judge.places import COMMENT
from sluice.judge.state import PageState
from sluice.model import BlockKind

# A card has a sentence or two; of a post more stays.
FEWEST_POSTS, FEWEST_PARAGRAPHS = 2, 2


def headlines(state: PageState, scores: Mapping[int, float], kept: frozenset[int]) -> Iterator[int]:
    """The heading that opens an article element, where most of what stands in several stays."""
    elements = state.page.elements
    if elements.tags.count("article") < FEWEST_POSTS:
        return
    posts: dict[int, int] = {}
    for i in scores:
        if state.blocks[i].kind is BlockKind.HEADING and state.facts[i].surely is None:
            post = _post_of(state, i)
            if post >= 0:
                posts.setdefault(post, i)
    _, last = state.spans
    heads = [i for post, i in posts.items() if _is_told(state, range(i + 1, last[post] + 1), kept)]
    if len(heads) >= FEWEST_POSTS:
        yield from heads


def _post_of(state: PageState, i: int) -> int:
    """The article element around the heading, none where it is a reader's; else -1."""
    if state.places.says(state.blocks[i], COMMENT):
        return -1
    elements = state.page.elements
    around = elements.lineage(state.blocks[i].element)
    return next((element for element in around if elements.tags[element] == "article"), -1)


def _is_told(state: PageState, below: range, kept: frozenset[int]) -> bool:
    """Whether paragraphs of the post stay, and no prose of it goes."""
    prose = [i for i in below if state.facts[i].is_prose and i in state.scores]
    return len(prose) >= FEWEST_PARAGRAPHS and kept.issuperset(prose)
