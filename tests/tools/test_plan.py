"""The plan for many pages: the page says what follows from its own inputs."""

import pytest
from click.testing import CliRunner

from service.settings import Settings
from tools import plan

PAGE = plan.PAGE.read_text(encoding="utf-8")
VALUES = plan.inputs(PAGE)


def test_page_holds_the_plan_of_its_inputs() -> None:
    """The plan on the page is the one that its table of inputs gives."""
    assert plan.renewed(PAGE) == PAGE
    assert plan.table(VALUES) in PAGE


def test_arithmetic() -> None:
    """A plan with round figures is what a person computes."""
    round_figures = {"pages": 3.6e6, "page_ms": 100, "used": 0.5, "cores": 10, "core_usd": 0.02}
    round_figures |= {"driver_ms": 1, "reader_ms": 0.5, "in_kb": 10, "out_kb": 5, "gb_usd": 0.02}
    found = plan.computed(VALUES | round_figures)
    assert found["core_rate"] == 10
    assert found["core_hours"] == pytest.approx(200)
    assert found["hours"] == pytest.approx(20)
    assert found["cpu_usd"] == pytest.approx(4)
    assert (found["job_rate"], found["job_cores"], found["jobs"]) == (1_000, 200, 1)
    assert found["in_tb"] + found["out_tb"] == pytest.approx(0.054)
    assert found["store_usd"] == pytest.approx(1.08)


def test_faster_engine_costs_less() -> None:
    """Half the time a page is half the hours and half the price of the cores."""
    slow, fast = (plan.computed(VALUES | {"page_ms": ms}) for ms in (80, 40))
    for name in ("core_hours", "hours", "cpu_usd", "again_hours"):
        assert slow[name] > fast[name]
    assert slow["cpu_usd"] == pytest.approx(2 * fast["cpu_usd"])


def test_inputs_that_are_settings() -> None:
    """Limits in the table are the service's defaults."""
    assert VALUES["page_seconds"] == Settings.model_fields["page_seconds"].default
    assert VALUES["cap_mib"] == Settings.model_fields["engine_memory_bytes"].default >> 20


def test_other_inputs() -> None:
    """The command takes figures of one's own, and shows the plan that they give."""
    done = CliRunner().invoke(plan.main, ["--set", "page_ms=10"])
    assert done.exit_code == 0
    assert "| `core_rate` | pages a core cleans in a second | 100.0 |" in done.output


@pytest.mark.parametrize("pair", ["page=10", "page_ms=", "page_ms=soon", "page_ms"])
def test_wrong_inputs(pair: str) -> None:
    """An input that is unknown or no number is refused by name or value."""
    assert CliRunner().invoke(plan.main, ["--set", pair]).exit_code == 2


@pytest.mark.parametrize("page", ["", PAGE.replace("<!-- inputs -->", ""), "<!-- inputs -->\n"])
def test_page_without_inputs(page: str) -> None:
    """A page without the table is told, instead of a plan of nothing."""
    with pytest.raises(ValueError, match="no table of inputs"):
        plan.inputs(page)
