"""Judges every block of a page: certain rules, then the scorer, then the neighbours.

A step sees what the steps before it left and gives verdicts; nothing is deleted. Verdicts pile up
as each block's trail, and the last one counts. Neighbours may overturn the scorer, never a certain
rule. On a text page rules and scorer look again at what is left until nothing more goes, so that a
cleaned page, cleaned again, stays as it is.
"""

from dataclasses import replace

from service.judge import guard, naming, neighbours, scorer
from service.judge.facts import Rule, Scene, facts_of
from service.judge.rules import RULES
from service.judge.split import split_residue
from service.model import InputKind, Judgement, Page, Trail

AFTER_SCORER: tuple[Rule, ...] = (
    neighbours.inserted_teaser,
    neighbours.confirmed_hints,
    neighbours.marked_stories,
)
# What a step takes away may show another step something new; pages settle in two or three rounds.
MOST_ROUNDS = 12


def judge(page: Page) -> Judgement:
    """The page with a trail of verdicts for each block."""
    bench = Bench(split_residue(page))
    bench.hear(*RULES)
    bench.hear(scorer.verdicts, guard.restored)
    again = (*RULES, scorer.put_out) if page.kind is InputKind.TEXT else ()
    bench.hear(neighbours.stanzas_together)
    bench.settle((*AFTER_SCORER, *again))
    bench.hear(naming.named)
    return bench.judgement()


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
                self._look_again()

    def settle(self, rules: tuple[Rule, ...]) -> None:
        """Hear the rules again and again until they take nothing more."""
        for _ in range(MOST_ROUNDS):
            left = self._scene.left
            self.hear(*rules)
            if self._scene.left == left:
                return

    def judgement(self) -> Judgement:
        """The page with its trails as they stand now."""
        return Judgement(self._page, tuple(self._trails))

    def _look_again(self) -> None:
        reasons = tuple(trail[-1].reason if trail else None for trail in self._trails)
        left = tuple(i for i, reason in enumerate(reasons) if reason is None)
        self._scene = replace(self._scene, left=left, reasons=reasons)
