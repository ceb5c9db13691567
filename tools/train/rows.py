"""A page's renderings as rows of signals with labels and weights."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sluice.blocks import page_from
from sluice.errors import Refused
from sluice.features.columns import Column
from sluice.features.lexicon import Ids, Lexicon, word_ids
from sluice.features.signals import Look, signals, word_signals
from sluice.intake import document_of
from sluice.judge import Bench
from sluice.judge.facts import Scene, facts_of
from sluice.judge.rules import RULES
from sluice.judge.split import split_residue
from sluice.model import Block, InputKind, Source
from sluice.resources import default_resources
from sluice.text.words import CHARACTERS_A_WORD
from tools.train.corpus import GoldPage
from tools.train.labels import UNKNOWN, by_body, by_snippets, words
from tools.train.renderings import renderings
from tools.train.silver import with_body
from tools.train.words import Tally

CLEAN = "clean"
COUNTED = ("bs4", "inscriptis")
BRIEF = "brief"
BRIEF_LINES = range(4, 16)
# Scripts without capitals, and without spaces, are rare in the corpora and common in the world. So
# many pages are shown without the signals that such scripts do not have.
CASELESS, SPACELESS = 0.2, 0.1
CASE = ("capitalised", "small", "uppers", "starts_small")
SPACE = ("short", "long")
# Pages of other types teach what else there is, and must not outweigh articles and news.
WEIGHTS = {"news-dev": 3.0, "snippets-dev": 0.7, "dates-dev": 0.7}
OTHER_TYPE = 0.2
CLEAN_PAGE = 0.5
SECOND_LOOK = 0.5
# Of what a second look would no longer see, so much is left in by chance.
REMNANTS = 0.06
MOST_CHARACTERS = 400_000
MOST_BLOCKS = 4_000
MOST_WORDS = 200
# A page with snippets has labels for a few blocks only, and counts for less than a page.
SNIPPET_WEIGHT = 30.0


@dataclass(frozen=True)
class Sample:
    """One rendering of one page. second: the same when only content and remnants are left."""

    page: GoldPage
    rendering: str
    text: str
    words: tuple[Ids, ...]
    left: NDArray[np.bool_]
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]
    columns: NDArray[np.float32]
    second: tuple[NDArray[np.intp], NDArray[np.float32]]


def samples(page: GoldPage) -> list[Sample]:
    """The page in every rendering; of pages without gold or that are no article two are enough."""
    texts = renderings(page.html, page.id)
    # Both are made of other renderings; one of them a page is enough.
    del texts[random.Random(page.id).choice(("wrapped", "markdown"))]
    is_gold = bool(page.body)
    page = with_body(page)
    if not is_gold or page.type != "article":
        dice = random.Random(page.id)
        texts = dict(sorted(dice.sample(sorted(texts.items()), 2)))
    if page.body:
        lines = [line for line in page.body.split("\n") if line.strip()]
        texts[CLEAN] = "\n\n".join(lines)
        texts[BRIEF] = _brief(texts.get("resiliparse", ""), lines, random.Random(page.id))
    return list(_samples(page, texts))


def _samples(page: GoldPage, texts: Mapping[str, str]) -> Iterator[Sample]:
    for rendering, text in texts.items():
        scene = _after_rules(text) if 0 < len(text.strip()) <= MOST_CHARACTERS else None
        if scene and 0 < len(scene.page.blocks) <= MOST_BLOCKS:
            yield _sample(page, rendering, text, scene)


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


def _after_rules(text: str) -> Scene | None:
    """The page as the scorer meets it."""
    try:
        document = document_of(Source(text, InputKind.TEXT))
    except Refused:
        return None
    resources = default_resources()
    bench = Bench(split_residue(page_from(document), resources.phrases), resources)
    bench.hear(*RULES)
    return bench.scene


def _sample(page: GoldPage, rendering: str, text: str, scene: Scene) -> Sample:
    blocks = scene.page.blocks
    texts = [block.text for block in blocks]
    if rendering == CLEAN:
        labels = np.ones(len(texts))
    elif page.body:
        labels = by_body(texts, page.body)
    else:
        labels = by_snippets(texts, page.stays, page.goes)
    left = np.array([reason is None for reason in scene.reasons])
    weights = np.sqrt([min(MOST_WORDS, len(words(text))) for text in texts]) + 0.5
    dice = random.Random(page.id + rendering)
    lacking = dice.random()
    columns = matrix(Look(blocks, scene.facts, scene.reasons), lacking)
    second = _second_look(scene, labels, (dice, lacking))
    ids = tuple(map(word_ids, texts))
    return Sample(page, rendering, text, ids, left, labels, weights, columns, second)


def _second_look(
    scene: Scene, labels: NDArray[np.float64], chance: tuple[random.Random, float]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    dice, lacking = chance
    kept = [i for i in scene.left if labels[i] > 0.5 or dice.random() < REMNANTS]
    if not kept or labels.min() == UNKNOWN:
        return np.array([], dtype=np.intp), np.empty((0, 0), dtype=np.float32)
    blocks = [scene.page.blocks[i] for i in kept]
    facts = [scene.facts[i] for i in kept]
    return np.array(kept), matrix(Look(blocks, facts, [None] * len(kept)), lacking)


def matrix(look: Look, lacking: float) -> NDArray[np.float32]:
    """The signals, one row a block; lacking, 0-1 by chance, decides what the script lacks."""
    columns = without_script(signals(look), lacking)
    return np.stack(list(columns.values()), axis=1, dtype=np.float32)


def without_script(columns: dict[str, Column], lacking: float) -> dict[str, Column]:
    """The signals as a page in a script without capitals, or without spaces, would have them."""
    silent = (CASE if lacking < CASELESS else ()) + (SPACE if lacking < SPACELESS else ())
    for name, column in columns.items():
        if name.split("@")[0].split("~")[0].split("<")[0].split(">")[0] in silent:
            columns[name] = np.zeros_like(column)
    if lacking < SPACELESS:
        columns["word_length"] = np.full_like(columns["word_length"], CHARACTERS_A_WORD)
    return columns


def signal_names(lexicon: Lexicon) -> tuple[str, ...]:
    """The names of the columns, in their order."""
    block = Block("One line.")
    own = signals(Look([block], [facts_of(block, default_resources().phrases)], [None]))
    return (*own, *word_signals([()], lexicon))


def tally(sample: Sample) -> Tally:
    """The words of the blocks that the scorer is asked about."""
    labels = np.where(sample.left, sample.labels, UNKNOWN)
    return Tally(sample.page.fold, sample.page.site, sample.words, labels)


def worth(sample: Sample) -> float:
    """How much the page counts in training."""
    own = 1.0 if sample.page.type == "article" else OTHER_TYPE
    own = WEIGHTS.get(sample.page.corpus, own)
    return own * CLEAN_PAGE if sample.rendering in (CLEAN, BRIEF) else own


def table(
    chosen: Sequence[Sample], lexicons: Mapping[int, Lexicon]
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]:
    """All rows of the samples: signals, whether content, weight; a lexicon for each fold."""
    parts = [part for sample in chosen for part in _parts(sample, lexicons[sample.page.fold])]
    signal_rows, labels, weights = zip(*parts, strict=True)
    joined = np.concatenate(weights)
    return np.concatenate(signal_rows), np.concatenate(labels), joined / joined.mean()


def _parts(
    sample: Sample, lexicon: Lexicon
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]]:
    page_worth = worth(sample)
    usable = sample.left & (sample.labels != UNKNOWN)
    if usable.any():
        weights = sample.weights[usable]
        whole = weights.sum() if sample.page.body else SNIPPET_WEIGHT
        columns = _with_words(sample.columns, sample.words, lexicon)[usable]
        yield columns, sample.labels[usable] > 0.5, page_worth * weights / whole
    kept, second = sample.second
    if len(kept):
        weights = SECOND_LOOK * page_worth * sample.weights[kept] / sample.weights[kept].sum()
        words = [sample.words[i] for i in kept]
        yield _with_words(second, words, lexicon), sample.labels[kept] > 0.5, weights


def _with_words(
    columns: NDArray[np.float32], words: Sequence[Ids], lexicon: Lexicon
) -> NDArray[np.float32]:
    said = np.stack(list(word_signals(words, lexicon).values()), axis=1, dtype=np.float32)
    return np.concatenate([columns, said], axis=1)
