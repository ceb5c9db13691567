"""What /metrics counts: every kind of page by its own name."""

import pytest

from service.web import metrics
from sluice.model import InputKind
from sluice.reasons import PageKind
from sluice.workers.job import Reply


def pages(verdict: str) -> float:
    labels = f'{{kind="html",status="200",verdict="{verdict}"}} '
    lines = metrics.text(None).decode().splitlines()
    counts = [line.rpartition(" ")[2] for line in lines if labels in f"{line} "]
    return float(counts[0]) if counts else 0.0


@pytest.mark.parametrize("kind", PageKind)
def test_page_is_counted_by_its_kind(kind: PageKind) -> None:
    """A wall, a challenge and a stub are figures of their own, as an article is."""
    before = pages(kind.value)
    metrics.page_done(Reply(kind=InputKind.HTML.value, page=kind.value), 200)
    assert pages(kind.value) == before + 1


def test_page_of_no_known_kind_is_another() -> None:
    """What an engine of another version may say is counted, not lost."""
    before = pages("other")
    metrics.page_done(Reply(kind=InputKind.HTML.value, page="pamphlet"), 200)
    assert pages("other") == before + 1
