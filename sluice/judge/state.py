"""What a step looks at: the page, its blocks' facts, and what the steps before have taken."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sluice.features.measured import Measures
from sluice.features.weights import Weights
from sluice.forms import Comments
from sluice.judge.columns import among, at, glued_at, hidden_at, of_kind, signed, untaken
from sluice.judge.facts import Facts, Sign
from sluice.judge.places import SENT, Places, holding_most, without
from sluice.judge.sections import article_run, densest_run, stanzas, worths_of
from sluice.judge.spans import spans_of
from sluice.judge.wording import Wording
from sluice.model import Block, BlockKind, Decision, Page, Step
from sluice.reasons import Reason
from sluice.second_opinion import SecondOpinion

SIGNS = tuple(int(sign) for sign in Sign)


class PageState:
    """The page as the next step finds it; steps read it, and nothing but decisions changes it.

    left: the positions of the blocks that no step has taken. reasons: for each block why it went.
    second_opinion: asked where the scorer doubts a page of HTML, if there is one. comments: what
    the caller asked for. measures: of the
    blocks' characters, where they are known. measured: the lines with a quantity
    (sluice.judge.measured), once they were asked for. scores, content: what the scorer has
    said of the blocks that were left then, and from which probability on it keeps one; empty and 1
    before. What depends on `left` alone is worked out when it is asked for.
    wording: of the whole page, in which the blocks stand at `origins`.
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
        self.facts = facts if isinstance(facts, list) else list(facts)
        self.weights = weights
        self.second_opinion: SecondOpinion | None = None
        self.comments = Comments.AUTO
        self.reasons: list[Reason | None] = list(reasons) or [None] * len(facts)
        self.left = untaken(self.reasons)
        self.scores: dict[int, float] = {}
        self.content = 1.0
        self.measures: Measures | None = None
        self.measured: list[int] | None = None
        self.wording = Wording(page.blocks)
        self.origins: Sequence[int] = range(len(facts))
        self._worths: list[float] = []
        self._signed: dict[int, list[int]] = {}
        self._places: Places | None = None
        self._posts: frozenset[int] | None = None
        self._spans: tuple[list[int], list[int]] | None = None
        self._shown: tuple[PageState | None, Sequence[int]] | None = None
        self._run: Sequence[int] | None = None
        self._stanzas: frozenset[int] | None = None
        self._verse: list[int] | None = None
        self._hidden: list[int] | None = None
        self._glued: list[int] | None = None

    def changed(self) -> None:
        """Find out what is left, now that the reasons say why other blocks went."""
        left = untaken(self.reasons)
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
        page = replace(self.page, blocks=tuple(blocks or at(self.blocks, positions)))
        facts, reasons = at(self.facts, positions), at(self.reasons, positions)
        other = PageState(page, facts, reasons, self.weights)
        other.measures = self.measures and self.measures.take(positions)
        self._share(other, at(self.worths, positions))
        other.origins = at(self.origins, positions)
        return other

    def _share(self, other: "PageState", worths: list[float]) -> "PageState":
        other.second_opinion, other.comments = self.second_opinion, self.comments
        other._worths = worths
        other._places = self._places
        other.wording, other.origins = self.wording, self.origins
        return other

    @property
    def shown(self) -> tuple["PageState", Sequence[int]]:
        """The page as the scorer looks at it, without its site's lines, and where its blocks stand.

        Made once, when the scorer first looks; what steps take later is not to be seen there.
        """
        if self._shown is None:
            positions: Sequence[int] = range(len(self.reasons))
            if Reason.SITE_TEMPLATE in self.reasons:
                positions = [i for i in positions if self.reasons[i] is not Reason.SITE_TEMPLATE]
            whole = len(positions) == len(self.reasons)
            self._shown = None if whole else self.view(positions), positions
        view, positions = self._shown
        # A state that held itself would be freed by a search for garbage alone.
        return view or self, positions

    def signed(self, sign: int) -> list[int]:
        """The positions left whose facts have the sign."""
        found = self.all_signed(sign)
        return [i for i in found if self.reasons[i] is None] if found else found

    def all_signed(self, sign: int) -> list[int]:
        """All positions whose facts have the sign."""
        if not self._signed:
            self._signed = signed(self.facts, SIGNS)
        return self._signed[sign]

    def taken_as(self, reason: Reason) -> list[int]:
        """The positions of the blocks that went for this reason."""
        return among(self.reasons, (reason,))

    @property
    def hidden(self) -> list[int]:
        """The positions left of what readers do not see."""
        if self._hidden is None:
            self._hidden = hidden_at(self.blocks)
        return [i for i in self._hidden if self.reasons[i] is None]

    @property
    def glued(self) -> list[int]:
        """The positions of all blocks that continue the line of the block before."""
        if self._glued is None:
            self._glued = glued_at(self.blocks)
        return self._glued

    @property
    def places(self) -> Places:
        """What the elements around the blocks say."""
        if self._places is None:
            self._places = Places(without(self.page.elements, self.posts))
        return self._places

    @property
    def posts(self) -> frozenset[int]:
        """The elements that hold the page's article and are called a newsletter."""
        if self._posts is None:
            self._posts = frozenset()
            if not SENT.isdisjoint(self.page.elements.words):
                prose = [facts.words if facts.is_prose else 0 for facts in self.facts]
                self._posts = holding_most(self.page.elements, self.spans, prose)
        return self._posts

    @property
    def spans(self) -> tuple[list[int], list[int]]:
        """For each element its first block and its last, which is -1 where it holds none."""
        if self._spans is None:
            self._spans = spans_of(self.page.elements, self.blocks)
        return self._spans

    @property
    def worths(self) -> list[float]:
        """What each block adds to a run of prose."""
        if not self._worths:
            self._worths = worths_of(self.blocks, self.facts)
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
            self._verse = of_kind(self.blocks, range(len(self.facts)), BlockKind.VERSE)
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
        return self.left[: bisect_left(self.left, self.first_prose)]

    @property
    def tail(self) -> list[int]:
        """The positions left after the article's prose."""
        return self.left[bisect_right(self.left, self.last_prose) :]


Finding = tuple[int, Decision]
Rule = Callable[[PageState], Iterable[Finding]]


def drop(index: int, reason: Reason, name: str) -> Finding:
    """A certain rule's decision that this block goes; name is the rule's own part."""
    return index, Decision(Step.RULES, f"{reason}/{name}", reason)
