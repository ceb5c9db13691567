"""Pages to send: mixed in size and kind, made up from a seed, or read from a folder."""

import random
from collections.abc import Iterator
from html import escape
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import click

from tools.made_up import text_page

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
# What a crawler meets: many small pages, some large ones, a rare very large one.
SIZES = (1_000, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 60_000)
KINDS = {".html": "text/html", ".txt": "text/plain"}


class Page(NamedTuple):
    """A body and its type."""

    body: bytes
    media_type: str


def mixed(number: int, folder: Path | None = None) -> list[Page]:
    """So many pages; a folder's are repeated until there are enough."""
    found = _read(folder) if folder else map(_made, count())
    pages = list(islice(found, number))
    return [pages[i % len(pages)] for i in range(number)]


def html_page(size: int, seed: int) -> Page:
    """A page of HTML of about so many bytes."""
    lines = text_page(size * 3 // 4, seed).decode("utf-8", "replace").splitlines()
    dice = random.Random(seed)
    body = "".join(f"<{tag}>{escape(line)}</{tag}>\n" for tag, line in _tagged(lines, dice))
    head = f"<!doctype html><title>{escape(lines[0])}</title><body>"
    return Page((head + body).encode(), "text/html")


def _tagged(lines: list[str], dice: random.Random) -> Iterator[tuple[str, str]]:
    for line in lines:
        yield ("p" if len(line) > 80 else dice.choice(("li", "div", "h2", "span"))), line


def _made(seed: int) -> Page:
    size = random.Random(seed).choice(SIZES)
    return html_page(size, seed) if seed % 2 else Page(text_page(size, seed), "text/plain")


def _read(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in KINDS:
            yield Page(path.read_bytes(), KINDS[path.suffix])
