"""Raw text as scrapers make it of a page: four tools' ways, and what people then do to it."""

import random
import textwrap

from bs4 import BeautifulSoup
from inscriptis import get_text
from resiliparse.extract.html2text import extract_plain_text

WIDTHS = (60, 72, 80, 100)
SILENT = ("script", "style", "noscript", "template")


def renderings(html: bytes, seed: str) -> dict[str, str]:
    """The page's text by each tool, wrapped and as Markdown; the seed picks widths and marks."""
    text = html.decode("utf-8", "replace")
    soup = BeautifulSoup(html, "lxml")
    for tag in soup(SILENT):
        tag.decompose()
    dice = random.Random(seed)
    laid_out = get_text(text)
    plain = extract_plain_text(text, main_content=False, alt_texts=False, links=False)
    return {
        "inscriptis": laid_out,
        "resiliparse": plain,
        "bs4": soup.get_text("\n", strip=True),
        "bs4_raw": soup.get_text(),
        "wrapped": _wrapped(laid_out, dice),
        "markdown": _markdown(plain, dice),
    }


def _wrapped(text: str, dice: random.Random) -> str:
    width = dice.choice(WIDTHS)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(textwrap.fill(line, width) for line in lines if line)


def _markdown(text: str, dice: random.Random) -> str:
    """Short lines become headings now and then; long ones get a link or a word in bold type."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n\n".join(_marked(line, dice) for line in lines)


def _marked(line: str, dice: random.Random) -> str:
    chance = dice.random()
    if len(line) < 60:
        return f"## {line}" if chance < 0.1 else line
    words = line.split(" ")
    at = dice.randrange(len(words))
    if len(line) > 80 and chance < 0.3:
        mark = f"**{words[at]}**" if chance < 0.15 else f"[{words[at]}](http://example.org/a)"
        words[at] = mark
    return " ".join(words)
