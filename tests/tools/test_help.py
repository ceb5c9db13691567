"""Each tool starts and says what it is for."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes

ROOT = Path(__file__).parents[2]
COMMANDS = """answers calendar_names chaos cluster docs evaluate fuzz gate measure plan
release same_bytes sanitize site_crawl train""".split()
# Growing weights has lock files of its own.
NEEDS = {"train": "catboost"}


def test_no_tool_is_left_out() -> None:
    """A new tool is a new row above."""
    tools = ROOT / "tools"
    found = {path.parent.name for path in tools.glob("*/__main__.py")}
    found |= {path.stem for path in tools.glob("*.py") if "__main__" in path.read_text("utf-8")}
    assert found == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_tool_says_how_it_is_called(name: str) -> None:
    """--help loads all that the tool needs, so a broken import shows."""
    if name in NEEDS and not importlib.util.find_spec(NEEDS[name]):
        pytest.skip(f"needs {NEEDS[name]}: make .venv/train")
    call = [sys.executable, "-W", "ignore", "-m", f"tools.{name}", "--help"]
    ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("Usage: ")
