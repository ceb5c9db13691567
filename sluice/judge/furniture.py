"""What its lines say that a text page has around its article: menus, asks, other stories.

A page that says nothing of the kind is an article that somebody has cleaned already. Then a line
said twice and a list below the last paragraph are the author's own.
"""

from collections.abc import Iterator

from sluice.judge.columns import among
from sluice.judge.facts import HIT, QUOTING
from sluice.judge.state import PageState
from sluice.model import InputKind
from sluice.reasons import Reason

# What an article has of its own, or what says nothing of the page around it.
OF_ARTICLES = frozenset(
    (
        *(Reason.MASTHEAD, Reason.DATE_STAMP, Reason.TITLE, Reason.BYLINE, Reason.SEPARATOR),
        *(Reason.IMAGE_CAPTION, Reason.DUPLICATE, Reason.HIDDEN, Reason.NOT_CONTENT),
    )
)
FURNITURE = tuple(reason for reason in Reason if reason not in OF_ARTICLES)
# Of gold bodies posted as text one in a hundred names two kinds, of whole pages 98 in a hundred do.
FEWEST_KINDS = 2


def furniture(state: PageState) -> Iterator[tuple[int, Reason]]:
    """The positions of lines that are named furniture, each with its kind; some come twice."""
    for i in among(state.reasons, FURNITURE):
        yield i, state.reasons[i] or Reason.NOT_CONTENT
    for i in state.all_signed(HIT):
        family = state.facts[i].hits[0].family
        if family not in OF_ARTICLES and state.blocks[i].kind not in QUOTING:
            yield i, family


def is_bare(state: PageState) -> bool:
    """Whether it is a text page whose lines name fewer than two kinds of furniture."""
    if state.page.kind is not InputKind.TEXT:
        return False
    return len({kind for _, kind in furniture(state)}) < FEWEST_KINDS
