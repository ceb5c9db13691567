"""What a step looks at: the page, its blocks' facts, and what the steps before have taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sluice.features.measures import Measures
from sluice.features.weights import Weights
from sluice.judge.facts import Facts, Sign
from sluice.judge.places import Places
from sluice.judge.sections import article_run, densest_run, stanzas, worth
from sluice.model import Block, BlockKind, Page, Step, Verdict
from sluice.reasons import Reason

SIGNS = tuple(int(sign) for sign in Sign)


class PageState:
    """The page as the next step finds it; steps read it, and only `take` changes it.

    left: the positions of the blocks that no step has taken. reasons: for each block why it went.
    measures: of the blocks' characters, where they are known. scores, content: what the scorer has
    said of the blocks that were left then, and from which probability on it keeps one; empty and 1
    before. What depends on `left` alone is worked out when it is asked for.
    """

    def __init__(
        self,
        page: Page,
        facts: Sequence[Facts],
        reasons: Sequence[Reason | None] = (),
        weights: Weights | None = None,
    ) -> None:
        """Without reasons all blocks are left; without weights none can be scored."""
        self.page = page
        self.blocks = page.blocks
        self.facts = facts
        self.weights = weights
        self.reasons: list[Reason | None] = list(reasons) or [None] * len(facts)
        self.left = [i for i, reason in enumerate(self.reasons) if reason is None]
        self.scores: dict[int, float] = {}
        self.content = 1.0
        self.measures: Measures | None = None
        self._worths: list[float] = []
        self._signed: dict[int, list[int]] = {}
        self._places: Places | None = None
        self._shown: tuple[PageState, Sequence[int]] | None = None
        self._run: Sequence[int] | None = None
        self._stanzas: frozenset[int] | None = None
        self._verse: list[int] | None = None

    def take(self, reasons: Iterable[tuple[int, Reason | None]]) -> None:
        """Note why blocks went, or with None that they are back."""
        own = self.reasons
        back = False
        for i, reason in reasons:
            own[i] = reason
            back = back or reason is None
        among: Iterable[int] = range(len(own)) if back else self.left
        left = [i for i in among if own[i] is None]
        if left != self.left:
            self.left = left
            self._run = self._stanzas = None

    def fork(self) -> "PageState":
        """Another that may go on differently from here."""
        other = PageState(self.page, self.facts, self.reasons, self.weights)
        other.measures = self.measures
        return self._share(other, self.worths)

    def view(self, positions: Sequence[int], blocks: Sequence[Block] = ()) -> "PageState":
        """These blocks as a page of their own, with what is known of them and why they went.

        blocks: what to take in their place, where their neighbours make a difference.
        """
        own = tuple(blocks or [self.blocks[i] for i in positions])
        facts = [self.facts[i] for i in positions]
        reasons = [self.reasons[i] for i in positions]
        other = PageState(replace(self.page, blocks=own), facts, reasons, self.weights)
        other.measures = self.measures and self.measures.take(positions)
        return self._share(other, [self.worths[i] for i in positions])

    def _share(self, other: "PageState", worths: list[float]) -> "PageState":
        other._worths = worths
        other._places = self._places
        return other

    @property
    def shown(self) -> tuple["PageState", Sequence[int]]:
        """The page as the scorer looks at it, without its site's lines, and where its blocks stand.

        Made once, when the scorer first looks; what steps take later is not to be seen there.
        """
        if self._shown is None:
            positions = [
                i for i, reason in enumerate(self.reasons) if reason is not Reason.SITE_TEMPLATE
            ]
            whole = len(positions) == len(self.reasons)
            self._shown = self if whole else self.view(positions), positions
        return self._shown

    def signed(self, sign: int) -> list[int]:
        """The positions left whose facts have the sign."""
        return [i for i in self.all_signed(sign) if self.reasons[i] is None]

    def all_signed(self, sign: int) -> list[int]:
        """All positions whose facts have the sign."""
        if not self._signed:
            bearing = [(i, facts.signs) for i, facts in enumerate(self.facts) if facts.signs]
            self._signed = {one: [i for i, own in bearing if own & one] for one in SIGNS}
        return self._signed[sign]

    def taken_as(self, reason: Reason) -> list[int]:
        """The positions of the blocks that went for this reason."""
        reasons = self.reasons
        # Mostly there are none or one, and a list is searched faster than walked.
        return (
            [i for i, other in enumerate(reasons) if other is reason] if reason in reasons else []
        )

    @property
    def hidden(self) -> list[int]:
        """The positions left of what readers do not see."""
        return [i for i in self.left if self.blocks[i].hidden]

    @property
    def glued(self) -> list[int]:
        """The positions of all blocks that continue the line of the block before."""
        return [i for i, block in enumerate(self.blocks) if block.glued]

    @property
    def places(self) -> Places:
        """What the elements around the blocks say."""
        if self._places is None:
            self._places = Places(self.page.elements)
        return self._places

    @property
    def worths(self) -> list[float]:
        """What each block adds to a run of prose."""
        if not self._worths:
            self._worths = list(map(worth, self.blocks, self.facts))
        return self._worths

    @property
    def stanzas(self) -> frozenset[int]:
        """The positions left that are lines of verse in stanzas."""
        if self._stanzas is None:
            self._stanzas = stanzas(self.blocks, self.left) if self.verse else frozenset()
        return self._stanzas

    @property
    def verse(self) -> list[int]:
        """The positions of all lines of verse."""
        if self._verse is None:
            verse = BlockKind.VERSE
            self._verse = [i for i, block in enumerate(self.blocks) if block.kind is verse]
        return self._verse

    @property
    def run(self) -> Sequence[int]:
        """The positions left of the article's prose, from its first to its last."""
        if self._run is None:
            run = densest_run(self.left, self.worths, self.stanzas)
            self._run = article_run(self.blocks, self.facts, self.left, run)
        return self._run

    @property
    def first_prose(self) -> int:
        """The position where the article's prose starts, or the number of blocks."""
        return self.run[0] if self.run else len(self.facts)

    @property
    def last_prose(self) -> int:
        """The position where the article's prose ends, or -1."""
        return self.run[-1] if self.run else -1

    @property
    def head(self) -> list[int]:
        """The positions left before the article's prose."""
        first = self.first_prose
        return [i for i in self.left if i < first]

    @property
    def tail(self) -> list[int]:
        """The positions left after the article's prose."""
        last = self.last_prose
        return [i for i in self.left if i > last]


Finding = tuple[int, Verdict]
Rule = Callable[[PageState], Iterable[Finding]]


def drop(index: int, reason: Reason, name: str) -> Finding:
    """A certain rule's verdict that this block goes; name is the rule's own part."""
    return index, Verdict(Step.RULES, f"{reason}/{name}", reason)
