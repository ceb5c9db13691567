"""What a run has done so far, in figures."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sluice.bulk.messages import Done, Page

# What a place in an input says where a page should be, and none can be read.
UNREAD = {"MALFORMED_BODY", "INCOMPLETE_BODY"}
NAMED = ("verdicts", "removed", "failures")


@dataclass
class Tally:
    """pages: all that were read, failures included. The others: pages or blocks by name.

    unread: places at which an input could not be read.
    """

    pages: int = 0
    unread: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)

    def count(self, page: Page, done: Done) -> None:
        """One more page."""
        self.pages += 1
        self.unread += page.problem in UNREAD
        if done.failure:
            self.failures[done.failure] += 1
        else:
            self.verdicts[done.verdict] += 1
            self.removed.update(done.removed)

    def add(self, figures: dict[str, Any]) -> None:
        """The figures of a part that was written before."""
        self.pages += figures["pages"]
        self.unread += figures["unread"]
        for name in NAMED:
            getattr(self, name).update(figures[name])

    def figures(self) -> dict[str, Any]:
        """As the journal holds them."""
        counts = {name: dict(getattr(self, name)) for name in NAMED}
        return {"pages": self.pages, "unread": self.unread} | counts
