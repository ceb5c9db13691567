"""Short texts: the first paragraphs of an article, with the furniture of its page around them.

Nearly all pages of the corpora are long, and what pipelines send often is not: a brief, the start
of an article, a page cut at a length. So the bodies of long articles are cut, and lines of their
own pages are put above, between and below.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

from tools.train.labels import RUN, by_body, words

# Of a body with so many paragraphs the first ones are a text of their own.
FEWEST_PARAGRAPHS = 8
FIRST = (2, 4, 8)
INTERRUPTIONS = (0, 1, 2)
# At most so many lines of the page stand above, and as many below.
MOST_AROUND = 12
# Longer lines between paragraphs are rather part of the article than not.
LONGEST_INTERRUPTION = 120
# A line of a menu has fewer characters than a sentence.
MENU = 40
LOST = 0.5
LONG = 6


class Short(NamedTuple):
    """A text of few paragraphs. lines: with all that stands around. body: the paragraphs."""

    lines: list[str]
    body: list[str]


class Article(NamedTuple):
    """A body's paragraphs, and its page's lines above it, inside it and below it."""

    paragraphs: list[str]
    above: list[str]
    inside: list[str]
    below: list[str]


def paragraphs_of(body: str) -> list[str]:
    """The lines of a body that are not blank."""
    return [line.strip() for line in body.split("\n") if line.strip()]


def article_of(text: str, body: str) -> Article:
    """A body, and what stands around it by the page's own lines."""
    lines, paragraphs = paragraphs_of(text), paragraphs_of(body)
    known = set(paragraphs)
    is_body = [
        share > 0 or line in known
        for line, share in zip(lines, by_body(lines, body).tolist(), strict=True)
    ]
    hits = [n for n, hit in enumerate(is_body) if hit]
    if not hits:
        return Article(paragraphs, [], [], [])
    first, last = hits[0], hits[-1]
    inside = [lines[n] for n in range(first, last) if not is_body[n]]
    inside = [line for line in inside if len(line) <= LONGEST_INTERRUPTION]
    return Article(paragraphs, lines[:first], inside, lines[last + 1 :])


def short(article: Article, size: int, interruptions: int, dice: random.Random) -> Short:
    """The first `size` paragraphs, interrupted so often, with a few lines of the page around."""
    paragraphs, above, inside, below = article
    body = paragraphs[:size]
    between = inside or [line for line in below if len(line) <= LONGEST_INTERRUPTION]
    inner = list(body)
    for line in dice.sample(between, min(interruptions, len(between))):
        inner.insert(dice.randrange(1, len(inner)), line)
    above = above[max(0, len(above) - dice.randrange(MOST_AROUND + 1)) :]
    below = below[: dice.randrange(MOST_AROUND + 1)]
    return Short([*above, *inner, *below], body)


def as_lines(text: Short, dice: random.Random) -> str:
    """The lines, with blank ones between or without."""
    return dice.choice(("\n", "\n\n")).join(text.lines)


def as_markdown(text: Short, dice: random.Random) -> str:
    """As a converter writes it: short lines are links of a menu, and some words are marked."""
    own = set(text.body)
    return "\n\n".join(
        f"* [{line}](https://example.org/{n})"
        if line not in own and len(line) < MENU
        else _marked(line, dice)
        for n, line in enumerate(text.lines)
    )


def _marked(line: str, dice: random.Random) -> str:
    parts = line.split(" ")
    at = dice.randrange(len(parts))
    if dice.random() < 0.3:
        parts[at] = dice.choice((f"**{parts[at]}**", f"[{parts[at]}](https://example.org/a)"))
    return " ".join(parts)


def as_one_line(text: Short, dice: random.Random) -> str:
    """All on one line."""
    del dice
    return " ".join(" ".join(text.lines).split())


FORMS = {"lines": as_lines, "markdown": as_markdown, "one_line": as_one_line}


def lost(paragraphs: Sequence[str], found: str) -> list[str]:
    """The paragraphs of which less than half stands in what was found."""
    own = words(found)
    runs = {tuple(own[i : i + RUN]) for i in range(len(own) - RUN + 1)}
    whole = f" {' '.join(own)} "
    return [text for text in paragraphs if not _stands(words(text), runs, whole)]


def _stands(own: list[str], runs: set[tuple[str, ...]], whole: str) -> bool:
    if len(own) < LONG:
        return f" {' '.join(own)} " in whole or not own
    kept: set[int] = set()
    for i in range(len(own) - RUN + 1):
        if tuple(own[i : i + RUN]) in runs:
            kept.update(range(i, i + RUN))
    return len(kept) >= LOST * len(own)
