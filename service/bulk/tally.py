"""What a run has done so far, in figures."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from service.wire.load import Done


@dataclass
class Tally:
    """pages: all that were read, failures included. The others: pages or blocks by name."""

    pages: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)

    def count(self, done: Done) -> None:
        """One more page."""
        self.pages += 1
        if done.failure:
            self.failures[done.failure] += 1
        else:
            self.verdicts[done.verdict] += 1
            self.removed.update(done.removed)

    def add(self, figures: dict[str, Any]) -> None:
        """The figures of a part that was written before."""
        self.pages += figures["pages"]
        for name in ("verdicts", "removed", "failures"):
            getattr(self, name).update(figures[name])

    def figures(self) -> dict[str, Any]:
        """As the journal holds them."""
        return asdict(self)
