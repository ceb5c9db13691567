"""Which blocks of a page are content, as far as its gold says.

A gold body tells which words are right, not which blocks. A block of six and more words is content
by the share of its words that four-word runs of the gold cover; a shorter one where it stands in
the gold and the longer blocks around it are content.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sluice.text.words import UNSPACED

WORD = re.compile(r"\w+")
RUN = 4
LONG = 6
NEAR = 4
UNKNOWN = -1.0
# A snippet is found in a block, or a block this long in the snippet.
TELLING = 25


def words(text: str) -> list[str]:
    """Words in lower case; each character alone where a script has no spaces."""
    if not text.isascii():
        text = UNSPACED.sub(r" \g<0> ", text)
    return WORD.findall(text.lower())


def by_body(texts: Sequence[str], body: str) -> NDArray[np.float64]:
    """For each text how far it belongs to the body, 0-1."""
    gold = words(body)
    runs = {tuple(gold[i : i + RUN]) for i in range(len(gold) - RUN + 1)}
    lines = {" ".join(words(line)) for line in body.split("\n")}
    whole = f" {' '.join(gold)} "
    tokens = [words(text) for text in texts]
    shares = np.array([_covered(own, runs) if len(own) >= LONG else UNKNOWN for own in tokens])
    found = shares.copy()
    for i in np.flatnonzero(shares == UNKNOWN):
        own = " ".join(tokens[i])
        around = shares[max(0, i - NEAR) : i + NEAR + 1]
        around = around[around != UNKNOWN]
        is_line = own in lines and around.size and around.max() > 0.5
        is_piece = f" {own} " in whole and around.size and around.mean() > 0.5
        found[i] = float(bool(own) and bool(is_line or is_piece))
    return found


def _covered(own: list[str], runs: set[tuple[str, ...]]) -> float:
    covered = np.zeros(len(own), dtype=bool)
    for i in range(len(own) - RUN + 1):
        if tuple(own[i : i + RUN]) in runs:
            covered[i : i + RUN] = True
    return float(covered.mean())


def by_snippets(
    texts: Sequence[str], stays: Sequence[str], goes: Sequence[str]
) -> NDArray[np.float64]:
    """1 and 0 for the texts that snippets name, UNKNOWN for all others."""
    found = np.full(len(texts), UNKNOWN)
    for snippets, label in ((stays, 1.0), (goes, 0.0)):
        for snippet in (" ".join(s.split()) for s in snippets):
            for i, text in enumerate(texts):
                line = " ".join(text.split())
                if snippet and (snippet in line or (len(line) > TELLING and line in snippet)):
                    found[i] = label
    return found
