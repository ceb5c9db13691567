"""The gate: figures that are pinned do not fall without a word."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sluice.features import weights
from tools import gate


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one scorer's figures, and floors of its own."""
    report = {"f1": {"news-dev": {"html": 0.95}, "news-dev, de": {"html": 0.5}}}
    (tmp_path / "html.json").write_text(json.dumps(report))
    monkeypatch.setattr(gate, "LEARNED", tmp_path)
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors" / "floors.json")
    (tmp_path / "floors").mkdir()
    return tmp_path


def floors(room: Path) -> dict:
    return json.loads((room / "floors" / "floors.json").read_text())


def run(*words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(gate.main, words)
    return answer.exit_code, answer.output


def test_figures_are_pinned(room: Path) -> None:
    """--pin writes what was found, without the figures of single languages."""
    assert run("--pin")[0] == 0
    assert floors(room) == {"figures": {"html news-dev html": 0.95}, "lowered": []}


@pytest.mark.parametrize(("figure", "code"), [(0.96, 0), (0.9495, 0), (0.94, 1)])
def test_lower_figure_is_refused(room: Path, figure: float, code: int) -> None:
    """A figure may rise, or fall by what one page's border costs, and no further."""
    run("--pin")
    (room / "html.json").write_text(json.dumps({"f1": {"news-dev": {"html": figure}}}))
    found, output = run()
    assert found == code
    assert ("fell" in output) == bool(code)
    assert floors(room)["figures"]["html news-dev html"] == 0.95


def test_floor_falls_for_a_reason(room: Path) -> None:
    """With a reason the floor falls, and the reason is kept."""
    run("--pin")
    (room / "html.json").write_text(json.dumps({"f1": {"news-dev": {"html": 0.9}}}))
    assert run("--because", "cleaner gold")[0] == 0
    assert floors(room)["figures"] == {"html news-dev html": 0.9}
    assert floors(room)["lowered"][0].endswith("cleaner gold")


def test_shipped_figures_stand_at_their_floors() -> None:
    """The figures beside the shipped weights are pinned, and not below their floors."""
    pinned = json.loads(gate.FLOORS.read_text())["figures"]
    found = dict(gate.learned(weights.HTML.parent))
    assert found.keys() <= pinned.keys()
    assert gate.fallen(pinned, found) == []


def test_what_is_lost_is_held_by_what_is_left() -> None:
    """A floor is a share that may rise: of words and bodies kept, and of short texts' prose."""
    report = {
        "clean_bodies": {"news-dev": {"words_lost": 0.01, "pages_that_lose_much": 0.02}},
        "paragraphs_lost": {"lines": {"all": 0.3, "prose": 0.04}},
    }
    assert dict(gate.lost(report)) == {
        "news-dev words kept": 0.01,
        "news-dev bodies kept whole": 0.02,
        "short texts as lines, prose kept": 0.04,
    }
