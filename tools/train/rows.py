"""A page's renderings as samples: each as it is, and once more as a second look finds it."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sluice.blocks import gaps
from sluice.blocks.shape import undone
from sluice.features import schema
from sluice.features.lexicon import Lexicon
from sluice.features.matrix import Look, text_matrix
from sluice.features.scoring import groups_of_text
from sluice.judge.state import PageState
from sluice.model import InputKind, Source
from tools.train.corpus import BARE, GoldPage
from tools.train.labels import UNKNOWN
from tools.train.renderings import MADE, PLAIN, SHAPES, available, renderings
from tools.train.samples import (
    SNIPPET_WEIGHT,
    Sample,
    after_rules,
    chosen,
    labels_of,
    shares,
    shown,
    sizes_of,
)
from tools.train.shorts import (
    FEWEST_PARAGRAPHS,
    FIRST,
    FORMS,
    INTERRUPTIONS,
    article_of,
    paragraphs_of,
    short,
)
from tools.train.silver import with_body

CLEAN = "clean"
COUNTED = ("bs4", "inscriptis")
BRIEF = "brief"
SHORT = "short"
# So many of the SHAPES of each article, and of each other page.
SHAPES_A_PAGE, SHAPES_OF_OTHERS = 2, 1
SHORTS_A_PAGE = 2
BRIEF_LINES = range(4, 16)
# What a second look finds of a rendering is a sample of its own.
AGAIN = ", again"
# Pages of other types teach what else there is, and must not outweigh articles and news; what no
# person has labelled counts for less.
SILVER = 0.5
WEIGHTS = {"news-dev": 3.0, "snippets-dev": 0.7, "dates-dev": 0.7, **dict.fromkeys(BARE, SILVER)}
OTHER_TYPE = 0.2
CLEAN_PAGE, BRIEF_PAGE = 1.0, 0.5
# In a short text a lost paragraph is much of it.
SHORT_TEXT, SHORT_CONTENT = 0.5, 2.0
# Lines as tools leave them are what most pipelines send.
SHAPE = 0.5
SECOND_LOOK = 0.5
# Of what a second look would no longer see, so much is left in by chance.
REMNANTS = 0.06
MOST_CHARACTERS = 400_000
MOST_BLOCKS = 4_000


def samples(page: GoldPage, breaks: gaps.Weights) -> list[Sample]:
    """The page in many ways; of pages without gold or that are no article few are enough.

    breaks: which restore line breaks, and have not seen the page's site.
    """
    is_article = bool(page.body) and page.type == "article"
    page = with_body(page)
    texts = renderings(page.html, page.id, _chosen(page, is_article=is_article))
    if page.body:
        lines = paragraphs_of(page.body)
        plain = texts.get("resiliparse", "")
        texts[CLEAN] = "\n\n".join(lines)
        texts[BRIEF] = _brief(plain, lines, random.Random(page.id))
    found = list(_samples(page, {form: undone(t, breaks)[0] for form, t in texts.items()}))
    if is_article:
        found += _short_samples(page, texts["resiliparse"], breaks)
    return found


def _chosen(page: GoldPage, *, is_article: bool) -> list[str]:
    """The names of the ways that are learned from."""
    names = [*PLAIN, *MADE]
    names.remove(random.Random(page.id).choice(sorted(MADE, reverse=True)))
    if not is_article:
        names = random.Random(page.id).sample(sorted(names), 2)
    dice = random.Random(page.id + " shapes")
    most = SHAPES_A_PAGE if is_article else SHAPES_OF_OTHERS
    return names + dice.sample(available(), min(most, len(available())))


def _short_samples(page: GoldPage, text: str, breaks: gaps.Weights) -> Iterator[Sample]:
    """The first paragraphs, some of the ways in which they may be sent."""
    article = article_of(text, page.body)
    if len(article.paragraphs) < FEWEST_PARAGRAPHS:
        return
    dice = random.Random(page.id + " short")
    for n in range(SHORTS_A_PAGE):
        made = short(article, dice.choice(FIRST), dice.choice(INTERRUPTIONS), dice)
        form = dice.choice(sorted(FORMS))
        sent = undone(FORMS[form](made, dice), breaks)[0]
        own = replace(page, body="\n".join(made.body))
        yield from _samples(own, {f"{SHORT} {n}": sent})


def _samples(page: GoldPage, texts: Mapping[str, str]) -> Iterator[Sample]:
    for rendering, text in texts.items():
        is_usable = 0 < len(text.strip()) <= MOST_CHARACTERS
        state = after_rules(Source(text, InputKind.TEXT)) if is_usable else None
        if state and 0 < len(state.blocks) <= MOST_BLOCKS:
            yield from _looks(page, rendering, text, state)


def _brief(text: str, body: Sequence[str], dice: random.Random) -> str:
    """A few lines of the page in a row, around a line of its article."""
    lines = [line for line in text.split("\n") if line.strip()]
    known = {" ".join(line.split()) for line in body}
    hits = [n for n, line in enumerate(lines) if " ".join(line.split()) in known]
    if not hits:
        return ""
    size = dice.choice(BRIEF_LINES)
    start = max(0, dice.choice(hits) - dice.randrange(size))
    return "\n\n".join(lines[start : start + size])


def _looks(page: GoldPage, rendering: str, text: str, state: PageState) -> Iterator[Sample]:
    """The rendering as it is, and what a second look finds of it."""
    texts = [block.text for block in state.blocks]
    labels = np.ones(len(texts)) if rendering == CLEAN else labels_of(page, texts)
    left = np.array([reason is None for reason in state.reasons])
    sizes = sizes_of(texts)
    dice = random.Random(page.id + rendering)
    lacking = dice.getstate()
    look = Look(state.blocks, state.facts, state.reasons)
    columns = text_matrix(look)
    groups = groups_of_text(columns, look.blocks, np.flatnonzero(left))
    columns = shown(columns, schema.TEXT, dice)
    usable = left & (labels != UNKNOWN)
    whole = max(1.0, sizes[usable].sum()) if page.body else SNIPPET_WEIGHT
    worths = worth(page, rendering) * _told(rendering, labels)
    weights = worths * sizes / whole
    words = look.measures.vocabulary
    yield Sample(page, rendering, text, left, labels, weights, columns, words, groups=groups)
    kept = [i for i in state.left if labels[i] > 0.5 or dice.random() < REMNANTS]
    if not kept or labels.min() == UNKNOWN:
        return
    facts = [state.facts[i] for i in kept]
    again = Look([state.blocks[i] for i in kept], facts, [None] * len(kept))
    # The same page, so of the same script.
    dice.setstate(lacking)
    columns = text_matrix(again)
    groups = groups_of_text(columns, again.blocks, np.arange(len(kept)))
    columns = shown(columns, schema.TEXT, dice)
    weights = SECOND_LOOK * worths[kept] * sizes[kept] / sizes[kept].sum()
    left, words = np.ones(len(kept), dtype=bool), again.measures.vocabulary
    form = rendering + AGAIN
    yield Sample(page, form, "", left, labels[kept], weights, columns, words, groups=groups)


def worth(page: GoldPage, rendering: str) -> float:
    """How much the page counts in training."""
    own = 1.0 if page.type == "article" else OTHER_TYPE
    own = WEIGHTS.get(page.corpus, own)
    if rendering.startswith(SHORT):
        return own * SHORT_TEXT
    if rendering in SHAPES:
        return own * SHAPE
    return own * {CLEAN: CLEAN_PAGE, BRIEF: BRIEF_PAGE}.get(rendering, 1.0)


def _told(rendering: str, labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much each block counts beside the others: content of short texts more."""
    more = SHORT_CONTENT if rendering.startswith(SHORT) else 1.0
    return np.where(labels > 0.5, more, 1.0)


def table(
    samples: Sequence[Sample], lexicons: Mapping[int, Lexicon]
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]:
    """All rows of the samples: signals, whether content, weight; a lexicon for each fold."""
    parts, labels, weights = [], [], []
    for sample in samples:
        own = chosen(sample)
        matrix = sample.matrix({"words": lexicons[sample.page.fold]})
        parts.append(matrix[:, own].T)
        labels.append(sample.labels[own] > 0.5)
        weights.append(shares(sample, own))
    joined = np.concatenate(weights)
    return np.concatenate(parts), np.concatenate(labels), joined / joined.mean()
