"""Pages for measuring, made up: residue, headlines, and prose in invented words."""

import random
from collections.abc import Iterator

from sluice.text import phrases

SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra ri".split()
CLASSES = "wrapper col-8 post-body widget item nav-link text-muted teaser card grid meta".split()


def text_page(size: int, seed: int, prose: float = 0.4) -> bytes:
    """A text page of so many bytes; prose: its share of the lines."""
    return "\n".join(_lines(size, random.Random(seed), prose)).encode()[:size]


def html_page(size: int, seed: int, prose: float = 0.4) -> bytes:
    """An HTML page of about so many bytes: a third text, the rest tags, classes and scripts."""
    dice = random.Random(seed)
    body = [_element(line, dice) for line in _lines(size // 3, dice, prose)]
    script = "<script>" + "var a = {};" * (size // 60) + "</script>"
    head = "<head><title>Made up</title><meta charset=utf-8></head>"
    return f"<!DOCTYPE html><html>{head}<body>{script}{''.join(body)}</body></html>".encode()


def _lines(size: int, dice: random.Random, prose: float) -> Iterator[str]:
    written = 0
    while written < size:
        line = _line(dice, prose)
        written += len(line) + 1
        yield line


def _element(line: str, dice: random.Random) -> str:
    names = " ".join(dice.sample(CLASSES, 2))
    if line.endswith("."):
        return f'<div class="{names}"><p>{line}</p></div>\n'
    link = f'<a class="{names}" href="/{dice.randrange(9999)}">{line}</a>'
    return f'<div class="{names}"><ul><li class="item">{link}</li></ul></div>\n'


def _line(dice: random.Random, prose: float) -> str:
    chance = dice.random()
    if chance > prose + (1 - prose) * 0.8:
        return dice.choice(phrases.own_phrases()).takes
    if chance > prose:
        return " ".join(_word(dice).capitalize() for _ in range(dice.randrange(1, 9)))
    return " ".join(_sentence(dice) for _ in range(dice.randrange(1, 5)))


def _sentence(dice: random.Random) -> str:
    return " ".join(_word(dice) for _ in range(dice.randrange(6, 24))).capitalize() + "."


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randrange(1, 4)))
