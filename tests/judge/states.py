"""Pages as a step finds them, for tests of single steps."""

from collections.abc import Sequence

from sluice.judge.facts import facts_of_blocks
from sluice.judge.state import PageState
from sluice.model import Page
from sluice.reasons import Reason
from sluice.resources import default_resources


def state_of(page: Page, reasons: Sequence[Reason | None] = ()) -> PageState:
    """The page with its facts. reasons: why blocks went before; without any, all are left."""
    return PageState(page, facts_of_blocks(page.blocks, default_resources().phrases), reasons)
