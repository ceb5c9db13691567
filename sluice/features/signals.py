"""What the scorer knows of each block: its text, its place, its neighbours, as figures.

The methods are those of the line classifiers of the
literature: shallow text features and their neighbours (Kohlschütter et al. 2010, "Boilerplate
detection using shallow text features"), the words that a line shares with the page's prose, and
what certain rules have said of the block and of the blocks around it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sluice.features.characters import count
from sluice.features.columns import Column, around, column
from sluice.features.lexicon import Ids, Lexicon
from sluice.judge.facts import Facts
from sluice.model import Block, BlockKind, Elements
from sluice.reasons import Reason
from sluice.text.phrases import Weight
from sluice.text.words import PARAGRAPHS_REMEMBERED

PROSE_WORDS = 12
# Words that say what a text is about: longer ones, or pairs of characters without spaces.
TELLING = re.compile(r"[^\W\d_]{4,}")
PAIR = re.compile("(?=([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff]{2}))")
# What rules and phrases say, in groups that mean the same for the scorer.
GROUPS: tuple[tuple[Reason, ...], ...] = (
    (Reason.COMMENTS, Reason.COMMENT_FORM),
    (Reason.RELATED, Reason.TEASER),
    (Reason.TITLE, Reason.BYLINE),
    (Reason.DATE_STAMP,),
    (Reason.NAVIGATION, Reason.LOGIN, Reason.MASTHEAD),
    (Reason.FOOTER, Reason.COOKIE_CONSENT, Reason.BROWSER_NOTICE),
    (Reason.NEWSLETTER, Reason.SUBSCRIPTION, Reason.DONATION, Reason.APP_PROMPT),
    (Reason.SHARE_BAR, Reason.TAGS),
    (Reason.IMAGE_CAPTION, Reason.MEDIA_PLAYER, Reason.EMBED),
    (Reason.ADVERTISEMENT, Reason.CMS_ERROR),
    (Reason.AUTHOR_BIO,),
    (Reason.SEPARATOR, Reason.DUPLICATE, Reason.HIDDEN),
)
GROUP_OF = {reason: n for n, group in enumerate(GROUPS) for reason in group}


@dataclass(frozen=True)
class Look:
    """What the signals are made of: blocks with their facts and what rules said of each."""

    blocks: Sequence[Block]
    facts: Sequence[Facts]
    reasons: Sequence[Reason | None]
    elements: Elements = field(default_factory=Elements)


def signals(look: Look) -> dict[str, Column]:
    """Each signal's name, and its figure for each block; a page has at least one block."""
    own = own_signals(look)
    return with_others(look, own, _overlap(look, own["prose"]))


def own_signals(look: Look) -> dict[str, Column]:
    """What is known of each block by itself."""
    return _own(look) | _said(look)


def with_others(look: Look, own: dict[str, Column], overlap: Column) -> dict[str, Column]:
    """The same with what its place and the others say; overlap: the words shared with prose."""
    own = own | {"overlap": overlap}
    return own | _place(look, own) | around(own, NEIGHBOUR, WINDOW) | _page(own)


def word_signals(words: Sequence[Ids], lexicon: Lexicon) -> dict[str, Column]:
    """What the words of each block, and of the blocks around it, say by the lexicon."""
    return said_around(lexicon.columns(words))


def said_around(said: Mapping[str, Column]) -> dict[str, Column]:
    """What a lexicon says of each block, and of the blocks around it."""
    return {**said, **around(said, ("odds",), ("odds",))}


def _own(look: Look) -> dict[str, Column]:
    texts = [block.text for block in look.blocks]
    counts = count(texts)
    words = np.maximum(counts["words"], 1)
    characters = np.maximum(counts["characters"], 1)
    lasts = [text[-1:] for text in texts]
    firsts = [text[:1] for text in texts]
    ends = column(facts.ends_sentence for facts in look.facts)
    return {
        "words": counts["words"],
        "characters": counts["characters"],
        "stops": counts["stops"],
        "stops_a_word": counts["stops"] / words,
        "commas_a_word": counts["commas"] / words,
        "capitalised": counts["capitalised"] / words,
        "small": counts["small"] / words,
        "short": counts["short"] / words,
        "long": counts["long"] / words,
        "word_length": counts["letters"] / words,
        "digits": counts["digits"] / characters,
        "uppers": counts["uppers"] / characters,
        "quotes": counts["quotes"] / words,
        "bars": counts["bars"],
        "brackets": counts["brackets"],
        "others": counts["others"],
        "ends": ends,
        "ends_open": column(last in ":：,，;" for last in lasts),
        "ends_asking": column(last in "?？؟!！" for last in lasts),
        "ends_broken": column(text.endswith(("…", "...", "…]", "...]")) for text in texts),
        "starts_small": column(first.islower() for first in firsts),
        "starts_digit": column(first.isdigit() for first in firsts),
        "starts_mark": column(not first.isalnum() for first in firsts),
        "address": column("@" in text or "://" in text or "www." in text for text in texts),
        "item": column(block.kind is BlockKind.LIST_ITEM for block in look.blocks),
        "row": column(block.kind is BlockKind.TABLE_ROW for block in look.blocks),
        "glued": column(block.glued for block in look.blocks),
        "headline": column(facts.is_headline for facts in look.facts),
        "stamp": column(facts.is_stamp for facts in look.facts),
        "prose": counts["words"] * ((counts["words"] >= PROSE_WORDS) | (ends > 0)),
    }


def _said(look: Look) -> dict[str, Column]:
    """What phrases say of the block, and whether a rule has taken it."""
    hints = np.zeros((len(GROUPS), len(look.blocks)), dtype=np.float32)
    for i, facts in enumerate(look.facts):
        for hit in facts.hits:
            group = GROUP_OF[hit.family]
            hints[group, i] = max(hints[group, i], 2.0 if hit.weight is Weight.SURE else 1.0)
    taken = np.full(len(look.blocks), -1, dtype=np.float32)
    for i, reason in enumerate(look.reasons):
        if reason is not None:
            taken[i] = GROUP_OF.get(reason, len(GROUPS))
    said = {f"says_{group[0]}": hints[n] for n, group in enumerate(GROUPS)}
    return said | {"hit": hints.max(axis=0), "taken": (taken >= 0).astype(np.float32)}


def _overlap(look: Look, prose: Column) -> Column:
    """The share of the block's telling words that other prose of the page uses too."""
    vocabularies = [telling(block.text) for block in look.blocks]
    is_prose = prose >= PROSE_WORDS
    used = Counter(word for n, words in enumerate(vocabularies) if is_prose[n] for word in words)
    shares = np.zeros(len(vocabularies), dtype=np.float32)
    for n, words in enumerate(vocabularies):
        if words:
            needed = 1 + bool(is_prose[n])
            shares[n] = sum(used[word] >= needed for word in words) / len(words)
    return shares


@lru_cache(maxsize=PARAGRAPHS_REMEMBERED)
def telling(text: str) -> frozenset[str]:
    """The words that say what a text is about, case folded."""
    folded = text.casefold()
    words = set(TELLING.findall(folded))
    if not folded.isascii():
        words.update(PAIR.findall(folded))
    return frozenset(words)


def _place(look: Look, own: dict[str, Column]) -> dict[str, Column]:
    size = len(look.blocks)
    at = np.arange(size, dtype=np.float32)
    prose = np.where((own["words"] >= PROSE_WORDS) & (own["taken"] == 0), own["words"], 0)
    prose = np.where(own["ends"] > 0, prose, prose * 0.5)
    before = np.cumsum(prose) - prose
    whole = max(1.0, float(prose.sum()))
    keys = [facts.key for facts in look.facts]
    times = Counter(keys)
    title = [n for n, reason in enumerate(look.reasons) if reason is Reason.TITLE]
    stamps = np.flatnonzero(own["stamp"])
    return {
        "at": at,
        "from_end": size - at,
        "part": at / size,
        "prose_before": before / whole,
        "prose_words_before": before,
        "from_title": at - title[0] if title else np.full(size, -999, dtype=np.float32),
        "times": column(times[key] for key in keys),
        "since_prose": _distance(at, np.flatnonzero(prose >= PROSE_WORDS)),
        "until_prose": _distance(at, np.flatnonzero(prose >= PROSE_WORDS)[::-1], -1),
        "since_stamp": _distance(at, stamps),
        "since_taken": _distance(at, np.flatnonzero(own["taken"])),
        "since_comments": _distance(at, np.flatnonzero(own["says_comments"])),
        "since_related": _distance(at, np.flatnonzero(own["says_related"])),
        "since_footer": _distance(at, np.flatnonzero(own["says_footer"])),
    }


def _distance(at: Column, marks: NDArray[np.int64], step: int = 1) -> Column:
    """Blocks since the last mark before (or, with -1, until the next after); 999 for none."""
    if not len(marks):
        return np.full(len(at), 999, dtype=np.float32)
    if step > 0:
        n = np.searchsorted(marks, at, side="left") - 1
        return np.where(n >= 0, at - marks[np.maximum(n, 0)], 999)
    ordered = marks[::-1]
    n = np.searchsorted(ordered, at, side="right")
    return np.where(n < len(ordered), ordered[np.minimum(n, len(ordered) - 1)] - at, 999)


NEIGHBOUR = ("words", "ends", "capitalised", "overlap", "hit", "taken", "stamp", "stops", "digits")
WINDOW = ("prose", "words", "ends", "overlap", "hit", "taken", "headline", "capitalised")


def _page(own: dict[str, Column]) -> dict[str, Column]:
    size = len(own["words"])
    words = max(1.0, float(own["words"].sum()))
    figures = {
        "page_blocks": size,
        "page_words": words,
        "page_prose": float(own["prose"].sum()) / words,
        "page_long": float((own["words"] >= 25).sum()) / size,
        "page_ends": float(own["ends"].mean()),
    }
    return {name: np.full(size, value, dtype=np.float32) for name, value in figures.items()}
