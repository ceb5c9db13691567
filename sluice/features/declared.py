"""How far each block agrees with what the page's head declares: title, description, articleBody.

A declared body is evidence, not gospel: some sites cut it off, some declare another text.
"""

import json
import re
from collections.abc import Iterator, Sequence

import numpy as np

from sluice.features.columns import Column, around, column
from sluice.features.vocabulary import Vocabulary
from sluice.judge.facts import Facts, key
from sluice.model import Declared

TITLES = frozenset(("og:title", "twitter:title"))
DESCRIPTIONS = frozenset(("description", "og:description", "twitter:description"))
ARTICLE_BODY = re.compile(r'"articleBody"\s{0,9}:\s{0,9}("[^"\\]*(?:\\.[^"\\]*)*")', re.S)
MOST_CHARACTERS = 200_000
# So many letters and digits in a row stand in two texts for the same words.
PIECE = 16
MOST_PIECES = 6


def told(declared: Declared) -> tuple[str, str]:
    """The declared titles, and the declared descriptions."""
    titles = " ".join([declared.title, *_meta(declared, TITLES)])
    return titles, " ".join(_meta(declared, DESCRIPTIONS))


def _meta(declared: Declared, names: frozenset[str]) -> Iterator[str]:
    return (content for name, content in declared.meta if name in names)


def told_signals(words: Vocabulary, of_told: Vocabulary) -> dict[str, Column]:
    """How far the blocks' words are those of the title and of the description."""
    blocks, telling = words.blocks[words.telling], words.ids[words.telling]
    size = len(words.starts)
    own = np.bincount(blocks, minlength=size)
    title, description = of_told.parted(1)
    found: dict[str, Column] = {}
    for name, part in (("title", title), ("description", description)):
        wanted = part.ids[part.telling]
        common = np.bincount(blocks[np.isin(telling, wanted)], minlength=size)
        found[f"of_{name}"] = (common / np.maximum(1, own)).astype(np.float32)
        found[f"has_{name}"] = (common / max(1, len(wanted))).astype(np.float32)
    return found


def body_signals(facts: Sequence[Facts], declared: Declared) -> dict[str, Column]:
    """The share of each block that the declared body holds; -1 where none is declared."""
    bodies = [body for script in declared.json_ld for body in _bodies(script)]
    text = "\n".join(bodies)
    if not text.strip() or len(text) > MOST_CHARACTERS:
        own = np.full(len(facts), -1, dtype=np.float32)
    else:
        lines = frozenset(key(line) for line in text.split("\n"))
        whole = key(text)
        windows = frozenset(whole[n : n + PIECE] for n in range(len(whole) - PIECE + 1))
        own = column(_held(fact.key, lines, windows) for fact in facts)
    return {"in_body": own, **around({"in_body": own}, ("in_body",), ("in_body",))}


def _held(letters: str, lines: frozenset[str], windows: frozenset[str]) -> float:
    """The share of some pieces of the letters that are windows of the body."""
    if len(letters) < PIECE:
        return float(letters in lines)
    count = min(MOST_PIECES, len(letters) // PIECE)
    step = (len(letters) - PIECE) // max(1, count - 1)
    return sum(letters[n * step : n * step + PIECE] in windows for n in range(count)) / count


def _bodies(script: str) -> Iterator[str]:
    for literal in ARTICLE_BODY.findall(script) if "articleBody" in script else ():
        try:
            yield str(json.loads(literal, strict=False))
        except ValueError:
            continue
