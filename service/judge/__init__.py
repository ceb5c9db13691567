"""Judges every block of a page: certain rules, then the scorer, then the neighbours.

A step sees what the steps before it left and gives verdicts; nothing is deleted. Verdicts pile up
as each block's trail, and the last one counts. Neighbours may overturn the scorer, never a certain
rule. What the page's site prints on page after page goes with certainty too: after the rules, which
know better names for lines and find the metadata in them, and before the scorer. What is left of a
text page of common size is judged again as a page of its own until nothing more goes, so that a
cleaned page, cleaned again, stays as it is.
"""

from copy import copy
from dataclasses import replace
from functools import partial

from service.judge import guard, naming, neighbours, scorer
from service.judge.facts import Finding, Rule, Scene, facts_of
from service.judge.rules import RULES
from service.judge.rules.repeats import repeated
from service.judge.site import kept_without, template_of, without_template
from service.judge.split import split_residue
from service.model import InputKind, Judgement, Page, Trail
from service.sites.profile import NO_SITE, Site

AFTER_SCORER: tuple[Rule, ...] = (
    neighbours.inserted_teaser,
    neighbours.confirmed_hints,
    neighbours.marked_stories,
)
# The site's template goes between them: what it repeats of a page's own is no reason to take that.
NAMING_RULES = RULES[: RULES.index(repeated)]
OTHER_RULES = RULES[len(NAMING_RULES) :]
# What a step takes away may show another step something new; pages settle in two or three rounds.
MOST_ROUNDS = 12
# A page with more blocks is looked at once: nobody posts a cleaned book again, and looks that no
# memory of lines makes cheaper would let the cost grow faster than the page.
LARGE = 1_000


def judge(page: Page, site: Site = NO_SITE) -> Judgement:
    """The page with a trail of verdicts for each block. site: what is known of the page's host."""
    bench = Bench(split_residue(page))
    bench.hear(*NAMING_RULES)
    if site.lines:
        bench = _profiled(bench, template_of(site))
    else:
        bench.finish(scorer.verdicts)
    bench.hear(naming.named)
    return bench.judgement()


def _profiled(bench: "Bench", template: Rule) -> "Bench":
    """The page without the lines that its site's profile takes, judged with them and without."""
    profiled = bench.fork()
    profiled.hear(template)
    if profiled.scene.left == bench.scene.left:
        profiled.finish(scorer.verdicts)
        return profiled
    bench.finish(scorer.verdicts)
    profiled.finish(partial(without_template, scorer.verdicts))
    profiled.hear(partial(kept_without, bench.judgement()))
    return profiled


def _second_look(scene: Scene) -> list[Finding]:
    """What goes of a page on which only the blocks left had stood."""
    bench = Bench(_alone(scene))
    bench.judge()
    removed = bench.judgement().removed()
    return [(scene.left[n], verdict) for n, _, verdict in removed]


def _alone(scene: Scene) -> Page:
    """The page of the blocks left; one whose line has lost its beginning begins a line."""
    blocks = [scene.page.blocks[i] for i in scene.left]
    before = (-1, *scene.left)
    follows = [i == n + 1 for n, i in zip(before, scene.left, strict=False)]
    whole = [
        block if goes_on or not block.glued else block._replace(glued=False)
        for block, goes_on in zip(blocks, follows, strict=True)
    ]
    return replace(scene.page, blocks=tuple(whole))


class Bench:
    """The trails while the judging goes on."""

    def __init__(self, page: Page) -> None:
        """Start with an empty trail for each block."""
        self._page = page
        self._trails: list[Trail] = [()] * len(page.blocks)
        self._scene = Scene(
            page,
            facts=tuple(map(facts_of, page.blocks)),
            left=tuple(range(len(page.blocks))),
            reasons=(None,) * len(page.blocks),
        )

    def hear(self, *rules: Rule) -> None:
        """Let each rule look at what the ones before it left, and note its verdicts."""
        for rule in rules:
            findings = list(rule(self._scene))
            for index, verdict in findings:
                self._trails[index] += (verdict,)
            if findings:
                self._look_again([index for index, _ in findings])

    def judge(self) -> None:
        """Hear all steps once, in the order of their force."""
        self.hear(*NAMING_RULES)
        self._score(scorer.verdicts)

    def finish(self, scored: Rule) -> None:
        """Hear all steps that are left, on a text page again and again. scored: the scorer."""
        self._score(scored)
        if self._page.kind is InputKind.TEXT and len(self._page.blocks) <= LARGE:
            self.settle(lambda scene: iter(_second_look(scene)))

    def fork(self) -> "Bench":
        """Another that has heard the same so far."""
        other = copy(self)
        other._trails = list(self._trails)
        return other

    def _score(self, scored: Rule) -> None:
        self.hear(*OTHER_RULES)
        self.hear(scored, guard.restored, neighbours.stanzas_together)
        self.settle(*AFTER_SCORER)

    def settle(self, *rules: Rule) -> None:
        """Hear the rules again and again until they take nothing more."""
        for _ in range(MOST_ROUNDS):
            left = self._scene.left
            self.hear(*rules)
            if self._scene.left == left:
                return

    @property
    def scene(self) -> Scene:
        """What the next rule will look at."""
        return self._scene

    def judgement(self) -> Judgement:
        """The page with its trails as they stand now."""
        return Judgement(self._page, tuple(self._trails))

    def _look_again(self, judged: list[int]) -> None:
        reasons = list(self._scene.reasons)
        for i in judged:
            reasons[i] = self._trails[i][-1].reason
        left = tuple(i for i, reason in enumerate(reasons) if reason is None)
        self._scene = replace(self._scene, left=left, reasons=tuple(reasons))
