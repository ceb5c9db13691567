"""What a step looks at: the page, its blocks' facts, and what the steps before have taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sluice.judge.facts import Facts, Sign
from sluice.judge.places import Places
from sluice.judge.sections import article_run, densest_run, stanzas, worth
from sluice.model import Block, Page, Step, Verdict
from sluice.reasons import Reason

SIGNS = tuple(int(sign) for sign in Sign)


class PageState:
    """The page as the next step finds it; steps read it, and only `take` changes it.

    left: the positions of the blocks that no step has taken. reasons: for each block why it went.
    scores, content: what the scorer has said of the blocks that were left then, and from which
    probability on it keeps one; empty and 1 before. What depends on `left` alone is worked out when
    it is asked for.
    """

    def __init__(
        self,
        page: Page,
        facts: Sequence[Facts],
        left: Sequence[int] | None = None,
        reasons: Sequence[Reason | None] = (),
    ) -> None:
        """Of a page that is looked at for the first time all blocks are left."""
        self.page = page
        self.blocks = page.blocks
        self.facts = facts
        self.left = list(range(len(facts)) if left is None else left)
        self.reasons: list[Reason | None] = list(reasons) or [None] * len(facts)
        self.scores: dict[int, float] = {}
        self.content = 1.0
        self._worths: list[float] = []
        self._signed: dict[int, list[int]] = {}
        self._places: Places | None = None
        self._run: Sequence[int] | None = None
        self._stanzas: frozenset[int] | None = None

    def take(self, reasons: Iterable[tuple[int, Reason | None]]) -> None:
        """Note why blocks went, or with None that they are back."""
        for i, reason in reasons:
            self.reasons[i] = reason
        left = [i for i, reason in enumerate(self.reasons) if reason is None]
        if left != self.left:
            self.left = left
            self._run = self._stanzas = None

    def fork(self) -> "PageState":
        """Another that may go on differently from here."""
        return self._like(PageState(self.page, self.facts, self.left, self.reasons), self._worths)

    def view(self, positions: Sequence[int]) -> "PageState":
        """These blocks as a page of their own, with what is known of them and why they went."""
        page = replace(self.page, blocks=tuple([self.blocks[i] for i in positions]))
        reasons = [self.reasons[i] for i in positions]
        left = [n for n, reason in enumerate(reasons) if reason is None]
        state = PageState(page, [self.facts[i] for i in positions], left, reasons)
        return self._like(state, [self.worths[i] for i in positions])

    def _like(self, other: "PageState", worths: list[float]) -> "PageState":
        other._worths = worths
        other._places = self._places
        return other

    def signed(self, sign: int) -> list[int]:
        """The positions left whose facts have the sign."""
        if not self._signed:
            self._signed = {one: [] for one in SIGNS}
            for i, facts in enumerate(self.facts):
                if facts.signs:
                    for one in SIGNS:
                        if facts.signs & one:
                            self._signed[one].append(i)
        return [i for i in self._signed[sign] if self.reasons[i] is None]

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
            self._stanzas = stanzas(self.blocks, self.left)
        return self._stanzas

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
