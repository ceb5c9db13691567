"""Raw text as pipelines make it of a page: the ways of tools, and what people then do to it.

Lynx, w3m and pandoc are programs of their own: where one is not installed (Debian's packages have
those names), its ways are left out, and the training says so.
"""

import html as entities
import random
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial
from importlib.util import find_spec

from bs4 import BeautifulSoup
from inscriptis import get_text
from resiliparse.extract.html2text import extract_plain_text

from sluice.errors import Refused
from sluice.intake import document_of
from sluice.model import InputKind, Source

WIDTHS = (60, 72, 80, 100)
SILENT = ("script", "style", "noscript", "template")
# What a program may take for one page.
SECONDS = 20
LYNX = "lynx -dump -stdin -force_html -assume_charset=utf-8 -display_charset=utf-8"
W3M = "w3m -dump -T text/html -I utf-8 -O utf-8 -cols"
PANDOC = "pandoc -f html -t gfm-raw_html --wrap=none"
Way = Callable[["Rendered"], str]


def decoded(html: bytes) -> str:
    """The page's source as the service reads it; one that it refuses, as UTF-8."""
    try:
        return document_of(Source(html, InputKind.HTML)).text
    except Refused:
        return html.decode("utf-8", "replace")


class Rendered:
    """A page, and what several ways share of it; the seed picks widths and marks."""

    def __init__(self, html: bytes, seed: str) -> None:
        """Render nothing yet."""
        self.html = html
        self.seed = seed

    @cached_property
    def text(self) -> str:
        """The page's source."""
        return decoded(self.html)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page without what browsers do not show."""
        soup = BeautifulSoup(self.text, "lxml")
        for tag in soup(SILENT):
            tag.decompose()
        return soup

    @cached_property
    def laid_out(self) -> str:
        """As inscriptis prints it."""
        return get_text(self.text)

    @cached_property
    def plain(self) -> str:
        """As resiliparse prints it."""
        return extract_plain_text(self.text, main_content=False, alt_texts=False, links=False)

    @cached_property
    def nodes(self) -> str:
        """A text node a line."""
        return self.soup.get_text("\n", strip=True)

    def dice(self) -> random.Random:
        """The page's own, the same for each way."""
        return random.Random(self.seed)


def _wrapped(page: Rendered) -> str:
    width = page.dice().choice(WIDTHS)
    lines = (" ".join(line.split()) for line in page.laid_out.split("\n"))
    return "\n\n".join(textwrap.fill(line, width) for line in lines if line)


def _markdown(page: Rendered) -> str:
    """Short lines become headings now and then; long ones get a link or a word in bold type."""
    dice = page.dice()
    lines = [line.strip() for line in page.plain.split("\n") if line.strip()]
    return "\n\n".join(marked(line, dice) for line in lines)


def marked(line: str, dice: random.Random) -> str:
    """The line with a mark of Markdown, or as it is."""
    chance = dice.random()
    if len(line) < 60:
        return f"## {line}" if chance < 0.1 else line
    words = line.split(" ")
    at = dice.randrange(len(words))
    if len(line) > 80 and chance < 0.3:
        mark = f"**{words[at]}**" if chance < 0.15 else f"[{words[at]}](http://example.org/a)"
        words[at] = mark
    return " ".join(words)


def _html2text(page: Rendered, width: int) -> str:
    # Only growing weights needs it and the next one: requirements-train.txt has them.
    from html2text import HTML2Text  # noqa: PLC0415

    return HTML2Text(bodywidth=width).handle(page.text)


def _markdownify(page: Rendered) -> str:
    from markdownify import ATX, MarkdownConverter  # noqa: PLC0415

    return MarkdownConverter(heading_style=ATX).convert_soup(page.soup)


def _printed(page: Rendered, command: str) -> str:
    """What a program prints of the page; nothing where it fails or never ends."""
    asked = command.split()
    try:
        done = subprocess.run(
            asked,
            input=page.text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError:
        return ""
    return done.stdout.decode("utf-8", "replace")


# As tools leave a page's lines; from all pages all of these are learned.
PLAIN: dict[str, Way] = {
    "inscriptis": lambda page: page.laid_out,
    "resiliparse": lambda page: page.plain,
    "bs4": lambda page: page.nodes,
    "bs4_raw": lambda page: page.soup.get_text(),
}
# Made of them; one of the two a page is enough.
MADE: dict[str, Way] = {"wrapped": _wrapped, "markdown": _markdown}
# What programs print.
PRINTED = {
    "pandoc": PANDOC,
    "lynx": LYNX,
    "lynx_nolist": f"{LYNX} -nolist -width=120",
    "w3m": f"{W3M} 100",
}
# Other shapes, each of which says something else of the page: some of them a page are enough.
SHAPES: dict[str, Way] = {
    "one_line": lambda page: " ".join(page.nodes.split()),
    "lower": lambda page: page.nodes.lower(),
    "html2text": lambda page: _html2text(page, 0),
    "html2text_wrapped": lambda page: _html2text(page, 78),
    "markdownify": _markdownify,
    **{name: partial(_printed, command=command) for name, command in PRINTED.items()},
}
# Undone they are the lines of bs4 again, from which there is nothing more to learn.
SAME: dict[str, Way] = {
    "piped": lambda page: " | ".join(page.nodes.split("\n")),
    "entities": lambda page: entities.escape(page.nodes).replace("\u00a0", "&nbsp;"),
}
WAYS = PLAIN | MADE | SHAPES | SAME


def renderings(html: bytes, seed: str, names: Iterable[str]) -> dict[str, str]:
    """The page in these ways."""
    page = Rendered(html, seed)
    return {name: WAYS[name](page) for name in names}


@cache
def available() -> tuple[str, ...]:
    """The names of the SHAPES that can be had here."""
    return tuple(name for name in SHAPES if name not in missing())


@cache
def missing() -> dict[str, str]:
    """The ways that cannot be had here, and the program or package that each asks for."""
    asked = {name: command.split()[0] for name, command in PRINTED.items()}
    packages = {"html2text": "html2text", "html2text_wrapped": "html2text"}
    packages["markdownify"] = "markdownify"
    found = {name: program for name, program in asked.items() if not shutil.which(program)}
    return found | {name: own for name, own in packages.items() if not find_spec(own)}
