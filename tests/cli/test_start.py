"""The command starts at once: what cleans is loaded when a page is there to be cleaned."""

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sluice import cli

ROOT = Path(__file__).parents[2]
# Each takes a tenth of a second and more, or brings what does.
HEAVY = {"numpy", "lxml", "trafilatura", "selectolax", "bs4", "babel", "py3langid", "rich"}
# An empty program loads some 60 modules, click and msgspec most of the others.
MOST_MODULES = 200
STARTS = [
    ["--help"],
    [],
    *([name, "--help"] for name in cli.COMMANDS if name not in ("bulk", "learn")),
]


@pytest.mark.parametrize("words", STARTS)
def test_nothing_heavy_is_loaded_to_start(words: list[str]) -> None:
    """Help, and a wrong call, come before any library that takes long to load."""
    code = f"""
import json, sys
from sluice.cli import main
try:
    main({words!r}, prog_name="sluice")
except SystemExit:
    print()
    print(json.dumps(sorted(sys.modules)))"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    loaded = json.loads(run.stdout.splitlines()[-1])
    assert HEAVY & set(loaded) == set()
    assert len(loaded) <= MOST_MODULES


def test_library_is_loaded_when_it_is_asked_for() -> None:
    """Importing the package loads nothing, and each public name is there all the same."""
    code = """
import sys, sluice
assert "sluice.pipeline" not in sys.modules
assert set(sluice.__all__) <= set(dir(sluice))
from sluice import *
assert clean(Source("The mill was opened again on Monday.")).document.kind is InputKind.TEXT
try:
    sluice.nothing
except AttributeError as error:
    print(error)"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert b"no attribute 'nothing'" in run.stdout


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_help_has_an_example(name: str) -> None:
    """Each subcommand's help shows how it is called, and none is without a line in the list."""
    context = click.Context(cli.main, info_name="sluice")
    command = cli.main.get_command(context, name)
    assert command is not None
    shown = command.get_help(click.Context(command, info_name=f"sluice {name}"))
    assert "Example" in shown
    assert re.search(rf"(sluice|python -m service) {name}\b", shown.split("Example")[1])
    assert cli.COMMANDS[name][1] in cli.main.get_help(context)


def test_help_lists_the_exit_codes() -> None:
    """What the codes mean stands in the first help that one sees."""
    shown = cli.main.get_help(click.Context(cli.main, info_name="sluice"))
    assert all(f"\n  {code} " in shown for code in ("0", "1", "2", "130"))


def test_plain_page_loads_nothing_that_only_others_need() -> None:
    """A page in good order is cleaned without the second opinion and what mends or reads marks."""
    code = """
import sys
from sluice import Source, clean
page = "<p>The mill on the river was opened again on Monday, after eleven years of silence.</p>"
assert clean(Source(page.encode())).judgement.body
print(sorted({"bs4", "lxml", "markdown_it", "trafilatura"} & set(sys.modules)))"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert run.stdout.split() == [b"[]"]
