"""What a page hides from its readers by a trick: it goes, with the trick's name."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sluice.blocks.declarations import declarations_of, trick_of
from sluice.blocks.hiding import ARIA, ATTRIBUTE, FEW_WORDS, SCREEN_READER, is_opened
from sluice.judge.columns import prose_in, veiled_at, words_in
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, Veil
from sluice.reasons import Reason

# What these hide nobody reads or hears, be it a label or not.
HARD = (ATTRIBUTE, "display-none")
# So many veils of a page are looked for on it, to find what opens them.
MOST_SOUGHT = 8
# Elements that hide prose alike are parts of a component that shows them in turn: two of a class,
# or so many without one.
MANY_ALIKE = 4
# Of these a browser shows something else than what they hold; and no more words excuse that.
FALLBACKS = frozenset(("video", "audio", "canvas"))
MOST_HELD = 40
# Where so many letters are white, other sheets paint dark grounds.
MOST_PALE = 4
# What fades in is a part of the page, with paragraphs or a heading of its own, and where it stands.
FADED, PARAGRAPHS, FADED_WORDS = "opacity", 2, 30
OUT_OF_FLOW = frozenset(
    (
        *(("position", "absolute"), ("position", "fixed"), ("pointer-events", "none")),
        *(("user-select", "none"), ("height", "0"), ("width", "0")),
    )
)
# What others say below an article and around it is no measure of what the page is about.
BESIDE = (
    *(Reason.COMMENTS, Reason.COMMENT_FORM, Reason.COOKIE_CONSENT, Reason.NEWSLETTER),
    *(Reason.RELATED, Reason.ADVERTISEMENT, Reason.LOGIN, Reason.FOOTER),
)


def hidden(state: PageState) -> Iterator[Finding]:
    """What a trick hides, but for what a click opens and what holds most of the page's prose."""
    veils = state.page.elements.veils
    if not veils:
        return
    found = [i for i in veiled_at(state.blocks) if state.reasons[i] is None]
    taking = {
        i: [v for v in _around(veils, state.blocks[i].veil) if not _spares(state, i, v)]
        for i in found
    }
    if not any(taking.values()):
        return
    lifted = _lifted(state, found, set().union(*taking.values()))
    for i, taken in taking.items():
        veil = next((veil for veil in taken if veil not in lifted), 0)
        if veil:
            yield drop(i, Reason.HIDDEN, veils[veil - 1].trick)


def fallback(state: PageState) -> Iterator[Finding]:
    """What a video or the like holds for browsers that cannot show it, in whatever language.

    One that is never closed has the rest of the page in it.
    """
    tags = state.page.elements.tags
    if FALLBACKS.isdisjoint(tags):
        return
    held = [i for i in state.left if _is_held(state, i)]
    if words_in(state.facts, held) <= MOST_HELD * len(FALLBACKS.intersection(tags)):
        yield from (drop(i, Reason.HIDDEN, "fallback") for i in held)


def _is_held(state: PageState, i: int) -> bool:
    block = state.blocks[i]
    return bool(block.hidden) and not FALLBACKS.isdisjoint(state.page.path(block))


def _spares(state: PageState, i: int, veil: int) -> bool:
    """Whether it leaves this block to the scorer: a label, or a decoration for eyes alone."""
    trick, facts = state.page.elements.veils[veil - 1].trick, state.facts[i]
    return (trick == ARIA and not facts.is_prose) or (
        trick not in HARD and 0 < facts.words < FEW_WORDS
    )


class _Counts:
    """The words below each veil, and how many hide prose alike.

    own: the words of what is no comment and no furniture, where something is clear.
    """

    def __init__(self, state: PageState, found: list[int]) -> None:
        veils = state.page.elements.veils
        self.words: Counter[int] = Counter()
        self.prose: Counter[int] = Counter()
        self.own: Counter[int] = Counter()
        self.parts: Counter[int] = Counter()
        self.manners: Counter[str] = Counter()
        everything = range(len(state.facts))
        own = _of_article(state) if any(veil.trick == FADED for veil in veils) else set()
        for i in found:
            facts, around = state.facts[i], _around(veils, state.blocks[i].veil)
            is_heading = state.blocks[i].kind is BlockKind.HEADING
            for veil in around:
                self.words[veil] += facts.words
                self.parts[veil] += facts.is_prose or is_heading
            if facts.is_prose:
                for veil in around:
                    self.prose[veil] += facts.words
                for manner in {veils[veil - 1].manner for veil in around}:
                    self.manners[manner] += facts.words
            if facts.is_prose and i in own:
                for veil in around:
                    self.own[veil] += facts.words
        self.alike = Counter((veils[n - 1].trick, veils[n - 1].manner) for n in self.prose)
        self.most_prose = prose_in(state.facts, everything) / 2
        self.most_own = prose_in(state.facts, sorted(own)) / 2
        self.most_words = words_in(state.facts, everything) / 2

    def holds_most(self, veil: int, own: Veil) -> bool:
        """Whether it, or all that are hidden as it is, holds most of the page's prose.

        Of what is clear, which may come to be seen, most of the article's is enough.
        """
        if not self.most_prose:
            return self.words[veil] > self.most_words
        alike = self.manners[own.manner] if own.manner else 0
        if max(self.prose[veil], alike) > self.most_prose:
            return True
        return own.trick == FADED and self.own[veil] > self.most_own

    def fades_in(self, veil: int, own: Veil) -> bool:
        """Whether its own style makes a part of the page clear that stands where it is read."""
        if own.trick != FADED or self.prose[veil] < FADED_WORDS or self.parts[veil] < PARAGRAPHS:
            return False
        declared = declarations_of(own.manner.removeprefix(own.classes))
        return trick_of(declared) == FADED and OUT_OF_FLOW.isdisjoint(declared.items())


def _of_article(state: PageState) -> set[int]:
    """The positions of what is no comment and no furniture by its place; all where nothing is."""
    everything = range(len(state.facts))
    reasons = [state.places.reason(block) for block in state.blocks]
    own = {i for i in everything if reasons[i] not in BESIDE}
    return own if prose_in(state.facts, sorted(own)) else set(everything)


def _around(veils: Sequence[Veil], veil: int) -> list[int]:
    """The veil and those around it."""
    found = []
    while veil:
        found.append(veil)
        veil = veils[veil - 1].parent
    return found


def _lifted(state: PageState, found: list[int], taking: set[int]) -> set[int]:
    """The veils that hide nothing from readers who look at the page as it is meant.

    taking: those that would take a block, of which alone it is asked what opens them.
    """
    veils = state.page.elements.veils
    counts = _Counts(state, found)
    pale = sum(not veil.sure for veil in veils)
    lifted = set()
    sought = 0
    for veil, words in counts.words.items():
        own = veils[veil - 1]
        fewest = 2 if own.classes else MANY_ALIKE
        if (
            counts.holds_most(veil, own)
            or counts.fades_in(veil, own)
            or (own.trick != SCREEN_READER and counts.alike[own.trick, own.manner] >= fewest)
            or (not own.sure and (pale >= MOST_PALE or not _stands_out(state, found, veil, words)))
        ):
            lifted.add(veil)
            continue
        classes = own.classes if counts.prose[veil] else ""
        if (own.name or classes) and sought < MOST_SOUGHT:
            sought += 1
            if veil in taking and is_opened(state.page.html, own.name, classes):
                lifted.add(veil)
    return lifted


def _stands_out(state: PageState, found: list[int], veil: int, count: int) -> bool:
    """Whether as many words as half of those veiled stand beside them, where the ground is one."""
    around, parents = state.page.elements.veils[veil - 1].around, state.page.elements.parents
    if around < 0:
        return False
    # What an element holds follows it in the table.
    end = around + 1
    while end < len(parents) and parents[end] >= around:
        end += 1
    held = (i for i, block in enumerate(state.blocks) if around <= block.element < end)
    beside = words_in(state.facts, list(set(held).difference(found)))
    return 2 * beside >= count
