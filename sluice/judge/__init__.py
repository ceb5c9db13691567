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

from sluice.judge import scorer
from sluice.judge.context import drop, relabel, restore
from sluice.judge.facts import Finding, Rule, Scene, facts_of
from sluice.judge.rules import RULES
from sluice.judge.rules.repeats import repeated
from sluice.judge.site_template import kept_without, template_of, without_template
from sluice.judge.split import split_residue
from sluice.model import InputKind, Judgement, Page, Trail
from sluice.resources import Resources
from sluice.site_profiles.profile import NO_SITE, Site

AFTER_SCORER: tuple[Rule, ...] = (
    drop.inserted_teaser,
    drop.confirmed_hints,
    drop.marked_stories,
)
# The site's template goes between them: what it repeats of a page's own is no reason to take that.
NAMING_RULES = RULES[: RULES.index(repeated)]
OTHER_RULES = RULES[len(NAMING_RULES) :]
# What a step takes away may show another step something new; pages settle in two or three rounds.
MOST_ROUNDS = 12
# A page with more blocks is looked at once: nobody posts a cleaned book again, and looks that no
# memory of lines makes cheaper would let the cost grow faster than the page.
LARGE = 1_000


def judge(page: Page, resources: Resources, site: Site = NO_SITE) -> Judgement:
    """The page with a trail of verdicts for each block.

    resources: phrases and weights. site: what is known of the page's host.
    """
    bench = Bench(split_residue(page, resources.phrases), resources)
    bench.hear(*NAMING_RULES)
    if site.lines:
        bench = _profiled(bench, template_of(site))
    else:
        bench.finish(bench.scorer)
    bench.hear(relabel.named)
    return bench.judgement()


def _profiled(bench: "Bench", template: Rule) -> "Bench":
    """The page without the lines that its site's profile takes, judged with them and without."""
    profiled = bench.fork()
    profiled.hear(template)
    if profiled.scene.left == bench.scene.left:
        profiled.finish(bench.scorer)
        return profiled
    bench.finish(bench.scorer)
    profiled.finish(partial(without_template, bench.scorer))
    profiled.hear(partial(kept_without, bench.judgement()))
    return profiled


def _second_look(resources: Resources, scene: Scene) -> list[Finding]:
    """What goes of a page on which only the blocks left had stood."""
    bench = Bench(_alone(scene), resources)
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

    def __init__(self, page: Page, resources: Resources) -> None:
        """Start with an empty trail for each block."""
        self._page = page
        self._resources = resources
        self._trails: list[Trail] = [()] * len(page.blocks)
        self._scene = Scene(
            page,
            facts=tuple(facts_of(block, resources.phrases) for block in page.blocks),
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
        self._score(self.scorer)

    def finish(self, scored: Rule) -> None:
        """Hear all steps that are left, on a text page again and again. scored: the scorer."""
        self._score(scored)
        if self._page.kind is InputKind.TEXT and len(self._page.blocks) <= LARGE:
            self.settle(partial(_second_look, self._resources))

    @property
    def scorer(self) -> Rule:
        """The scorer with its weights."""
        return partial(scorer.verdicts, self._resources)

    def fork(self) -> "Bench":
        """Another that has heard the same so far."""
        other = copy(self)
        other._trails = list(self._trails)
        return other

    def _score(self, scored: Rule) -> None:
        self.hear(*OTHER_RULES)
        self.hear(scored, restore.restored, drop.stanzas_together)
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
        words = tuple([facts.words for facts in self._scene.facts])
        return Judgement(self._page, tuple(self._trails), words)

    def _look_again(self, judged: list[int]) -> None:
        reasons = list(self._scene.reasons)
        for i in judged:
            reasons[i] = self._trails[i][-1].reason
        left = tuple(i for i, reason in enumerate(reasons) if reason is None)
        self._scene = replace(self._scene, left=left, reasons=tuple(reasons))
