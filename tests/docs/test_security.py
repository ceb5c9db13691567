"""Each claim of the threat model points at the tests that try it, and these are there."""

import re
from pathlib import Path

from tests.rows import every_row

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What it does not")[0]
POINTERS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", MODEL)
ROWS = re.findall(r"^\| (?!what|-)(.+) \|$", MODEL, re.M)
POINTS = re.findall(r"^- (\*\*(?:.|\n  )+)", MODEL, re.M)


@every_row(("path", "name"), POINTERS)
def test_pointer_leads_to_a_test(path: str, name: str) -> None:
    """A test that is named in SECURITY.md is there under its name."""
    assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.M)


@every_row("claim", [*ROWS, *POINTS])
def test_claim_is_tried(claim: str) -> None:
    """Nothing is promised that no test tries."""
    assert "::test_" in claim


def test_claims_are_found() -> None:
    """The patterns above still find the claims."""
    assert len(ROWS) >= 11
    assert len(POINTS) >= 7
