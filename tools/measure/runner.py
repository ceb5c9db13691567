"""A fresh process with one contender in it, and what is asked of it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("child.py")


class Contender(NamedTuple):
    """name: one of child.CONTENDERS. kind: of its pages. tree: where its code lies."""

    name: str
    kind: str = "html"
    tree: Path = ROOT

    @property
    def is_there(self) -> bool:
        """Whether its library is installed; Sluice itself always is."""
        module = {"sluice": "json", "lexbor": "selectolax"}.get(self.name, self.name)
        return find_spec(module) is not None


class Cost(NamedTuple):
    """What one page cost. seconds: of the clock since its process was started."""

    milliseconds: float
    since_start: float
    resident: int
    seconds: float
    refused: str | None = None


class Runner:
    """The process; end it by leaving its `with` block."""

    def __init__(self, contender: Contender) -> None:
        """Start it: the contender's tree comes first in its path."""
        self.contender = contender
        self._began = time.perf_counter()
        # -P: the folder of child.py is none of the contender's.
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-P", CHILD, contender.name, contender.kind],
            env=os.environ | {"PYTHONPATH": str(contender.tree)},
            cwd=contender.tree,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Runner":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """No more pages: the process ends by itself."""
        # A process that has died of a page takes no goodbye.
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def warm(self, pages: Iterable[Path]) -> None:
        """Clean pages that are not counted: much is loaded with the first ones."""
        for page in pages:
            self.measure(page)

    def measure(self, page: Path) -> Cost:
        """What this page costs now. Raises ClickException where the process has died of it."""
        try:
            print(page, file=self._process.stdin, flush=True)
            found = json.loads(self._process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError):
            raise click.ClickException(f"{self.contender.name} died of {page}.") from None
        origin = Path(found.pop("origin"))
        if self.contender.name == "sluice" and not origin.is_relative_to(self.contender.tree):
            message = f"{origin} was measured, which is not in {self.contender.tree}."
            raise click.ClickException(message)
        return Cost(seconds=time.perf_counter() - self._began, **found)
