"""The answer's report of removed lines, compiled: one entry a line is the most of an answer."""

from collections.abc import Iterable
from typing import Any

import cython

from sluice.model import Block, Verdict


def entries(removed: Iterable[tuple[int, Block, Verdict]]) -> list[dict[str, Any]]:
    """An entry for each of these blocks, with the verdict that counted."""
    return [entry(place, block.text, verdict) for place, block, verdict in removed]


@cython.ccall
def entry(place: int, text: str, verdict: Verdict) -> dict[str, Any]:
    """A block with the verdict that counted."""
    step, rule, reason, score, pages = verdict
    found: dict = {"text": text, "reason": reason, "rule": rule, "step": step, "score": score}
    if pages is not None:
        # Of a line of the site's template, on how many of the counted pages it stood.
        found["pages"], found["of_pages"] = pages
    found["block"] = place
    return found
