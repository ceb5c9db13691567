"""Cells of a row of which another holds code, a list, a quotation or a table."""

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.judge.context.cells import cells_of_a_row
from tests.judge.states import state_of

LABEL = "Slow gate"
ROWS = {
    "code": "<pre>open gate\nwait</pre>",
    "a list": "<ul><li>open gate</li><li>wait</li></ul>",
    "a quotation": "<blockquote>Open the gate.</blockquote>",
    "a table": "<table><tr><td>open</td><td>gate</td></tr></table>",
}


def kept(html: str, score: float = 0.2) -> set[str]:
    """What the rule keeps beside all but the labels."""
    state = state_of(page_from_html(f"<body>{html}</body>"))
    labels = {i for i, block in enumerate(state.blocks) if LABEL in block.text}
    scores = {i: score if i in labels else 0.9 for i in range(len(state.blocks))}
    found = set(cells_of_a_row(state, scores, frozenset(scores.keys() - labels)))
    return {state.blocks[i].text for i in found}


@pytest.mark.parametrize("name", ROWS)
def test_label_stays_beside_what_it_labels(name: str) -> None:
    """It stays where the cell beside it does, unless the scorer is sure."""
    html = f"<table><tr><td>{LABEL}</td><td>{ROWS[name]}</td></tr></table>"
    assert kept(html) == {LABEL}
    assert kept(html, score=0.01) == set()


@pytest.mark.parametrize(
    "cells",
    [
        f"<td><a href=/x>{LABEL}</a></td><td>{ROWS['a list']}</td>",
        f"<td>{LABEL}</td><td><p>The miller opens it at seven.</p><p>Then he waits.</p></td>",
        f"<td>{LABEL}</td><td>{'<p>The miller waits.</p>' * 30}{ROWS['code']}</td>",
        f"<td>{LABEL} {'and so on ' * 9}</td><td>{ROWS['code']}</td>",
        f"<td>Words</td><td>{ROWS['code']}</td></tr><tr><td>{LABEL}</td><td><p>a</p><p>b</p></td>",
    ],
)
def test_what_stands_in_a_layout_is_judged_by_its_score(cells: str) -> None:
    """Links, prose, rows that hold a page, long cells, and cells of another row."""
    assert kept(f"<table><tr>{cells}</tr></table>") == set()
