"""How steps are applied: each sees what the ones before it left; its decisions join the trails."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from sluice.blocks.from_text import BLANK_SHARE
from sluice.features.measures import measure
from sluice.features.weights import Weights
from sluice.judge.columns import at, note
from sluice.judge.facts import facts_of_blocks
from sluice.judge.state import Finding, PageState, Rule
from sluice.model import Block, BlockKind, InputKind, Judgement, Page, Trail
from sluice.reasons import Reason
from sluice.second_opinion import SecondOpinion
from sluice.text.phrases import Matcher

# A page with more blocks is looked at once: nobody posts a cleaned book again, and looks that no
# memory of lines makes cheaper would let the cost grow faster than the page.
LARGE = 1_000
# What a line that is left is by a headline, or above one.
HEADS = frozenset((Reason.TITLE, Reason.MASTHEAD, Reason.NAVIGATION))
# What a step takes away may show another step something new; pages settle in two or three rounds.
MOST_ROUNDS = 12


class Judging:
    """A page's trails while the judging goes on."""

    def __init__(self, state: PageState) -> None:
        """Start with an empty trail for each block."""
        self.state = state
        self._trails: list[Trail] = [()] * len(state.blocks)

    def run(self, *moves: tuple["Move", str]) -> None:
        """Make the moves of a list; each stands there with what it is for."""
        for move, _ in moves:
            move(self)

    def apply(self, *steps: Rule) -> None:
        """Let each step look at what the ones before it left, and note its decisions."""
        for step in steps:
            findings = list(step(self.state))
            if findings:
                note(findings, self._trails, self.state.reasons)
                self.state.changed()

    def fork(self) -> "Judging":
        """Another to which the same has been applied so far."""
        other = Judging(self.state.fork())
        other._trails = list(self._trails)
        return other

    def removals(self) -> list[Finding]:
        """For each block that went the decision that counted."""
        lasts = ((i, trail[-1]) for i, trail in enumerate(self._trails) if trail)
        return [(i, decision) for i, decision in lasts if decision.reason is not None]

    def judgement(self) -> Judgement:
        """The page with its trails as they stand now."""
        return Judgement(self.state.page, tuple(self._trails), self.state.measures)


def judging_of(
    page: Page, phrases: Matcher, weights: Weights, second_opinion: SecondOpinion | None = None
) -> Judging:
    """The page as the first step finds it. weights: those of its kind."""
    measures = measure([block.text for block in page.blocks])
    facts = facts_of_blocks(page.blocks, phrases, measures)
    state = PageState(page, facts, (), weights)
    state.measures, state.second_opinion = measures, second_opinion
    return Judging(state)


Move = Callable[[Judging], None]


def once(*steps: Rule) -> Move:
    """Apply each step once."""
    return lambda judging: judging.apply(*steps)


def until_stable(*steps: Rule) -> Move:
    """Apply the steps again and again until they take nothing more."""

    def move(judging: Judging) -> None:
        for _ in range(MOST_ROUNDS):
            left = judging.state.left
            judging.apply(*steps)
            if judging.state.left == left:
                return

    return move


def alone(*moves: tuple[Move, str]) -> Rule:
    """What goes of a text page of common size, were the blocks left all that stood there."""

    def step(state: PageState) -> list[Finding]:
        if state.page.kind is not InputKind.TEXT or len(state.blocks) > LARGE or not state.left:
            return []
        if len(state.left) == len(state.blocks) and state.shown[0] is state:
            # Nothing is gone: the page would be judged again as it was.
            return []
        positions = state.left
        judging = Judging(state.view(positions, _begun_anew(state)))
        judging.run(*moves)
        found = [(positions[n], decision) for n, decision in judging.removals()]
        below = _below_title(state) if any(own.reason in HEADS for _, own in found) else ()
        return [(i, own) for i, own in found if own.reason not in HEADS or i not in below]

    return step


def _below_title(state: PageState) -> set[int]:
    """The lines right below the headline that the scorer takes for the article's: not another."""
    found: set[int] = set()
    for title in state.taken_as(Reason.TITLE):
        i = title + 1
        while i < len(state.blocks) and state.scores.get(i, 0.0) >= state.content:
            found.add(i)
            i += 1
    return found


def _begun_anew(state: PageState) -> Sequence[Block]:
    """The blocks left; one whose line has lost its beginning begins a line.

    Short lines that touch are verse only beside others that stand apart.
    """
    blocks = at(state.blocks, state.left)
    if state.glued:
        before = (-1, *state.left)
        blocks = [
            block._replace(glued=False) if block.glued and i != n + 1 else block
            for n, i, block in zip(before, state.left, blocks, strict=False)
        ]
    if state.verse and not state.stanzas and not _sets_apart(blocks):
        verse, plain = BlockKind.VERSE, BlockKind.PARAGRAPH
        blocks = [block._replace(kind=plain) if block.kind is verse else block for block in blocks]
    return blocks


def _sets_apart(blocks: Sequence[Block]) -> bool:
    """Whether blank lines would stand between these, posted as a text."""
    verse = BlockKind.VERSE
    touching = (not b.gap and a.kind is verse and b.kind is verse for a, b in pairwise(blocks))
    return len(blocks) - 1 - sum(touching) > BLANK_SHARE * len(blocks)
