"""The pages of docs/ that are made from tables in the code are what the tables say now."""

import re
from pathlib import Path

import pytest

from service.settings import Settings
from sluice.errors import Problem
from sluice.judge.rules import RULES
from sluice.reasons import Reason
from tests.rows import every_row
from tools.docs import LEARNED, pages

DOCS = Path(__file__).parents[2] / "docs"
MADE = pages()


@pytest.mark.parametrize("name", MADE)
def test_page_is_up_to_date(name: str) -> None:
    """Each generated page is as the tables have it; where not, `make docs` writes it anew."""
    assert (DOCS / name).read_text(encoding="utf-8") == MADE[name], "run: make docs"


@every_row("name", Settings.model_fields)
def test_setting_is_told(name: str) -> None:
    """Each setting has its row."""
    assert f"| `SLUICE_{name.upper()}` | " in MADE["settings.md"]


@pytest.mark.parametrize("problem", Problem)
def test_problem_is_told(problem: Problem) -> None:
    """Each problem type has its section with its status and remedy."""
    kind = problem.value
    section = MADE["problems.md"].split(f"\n## {kind.code}\n")[1].split("\n## ")[0]
    assert f"Status {kind.status}, " in section
    assert kind.remedy in section
    assert ("not retryable" in section) is not kind.retryable


@every_row("reason", Reason)
def test_reason_is_told(reason: Reason) -> None:
    """Each reason has its section with its sentence, and an example unless it is learned."""
    section = MADE["reasons.md"].split(f"\n## {reason}\n")[1].split("\n## ")[0]
    assert reason.sentence in section
    assert "For example: `" in section or LEARNED[reason] in section


@every_row("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_is_told(rule) -> None:
    """Each certain rule has its row, with what it takes."""
    row = re.search(rf"^\| `{rule.__name__}` \| (.+) \|$", MADE["reasons.md"], re.M)
    assert row
    assert row[1].endswith(".")
