"""The answer's report of removed lines, compiled: one entry a line is the most of an answer."""

from typing import Any

import cython

from sluice.model import Decision, Judgement


def entries(judgement: Judgement) -> list[dict[str, Any]]:
    """An entry for each block that went, with the decision that counted, in the page's order."""
    blocks: tuple[Any, ...] = judgement.page.blocks
    trails: tuple[Any, ...] = judgement.trails
    reasons: tuple[Any, ...] = judgement.reasons
    i: cython.Py_ssize_t
    trail: tuple[Any, ...]
    found: list[Any] = []
    for i in range(len(reasons)):
        if reasons[i] is not None:
            trail = trails[i]
            found.append(entry(i, blocks[i].text, trail[len(trail) - 1]))
    return found


@cython.ccall
def entry(place: int, text: str, decision: Decision) -> dict[str, Any]:
    """A block with the decision that counted."""
    step, rule, reason, score, pages = decision
    found: dict[str, Any] = {
        "text": text,
        "reason": reason,
        "rule": rule,
        "step": step,
        "score": score,
    }
    if pages is not None:
        # Of a line of the site's template, on how many of the counted pages it stood.
        found["pages"], found["of_pages"] = pages
    found["block"] = place
    return found
