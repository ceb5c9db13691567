"""A page's renderings as rows of signals with labels and weights."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sluice.blocks import page_from
from sluice.errors import Refused
from sluice.features import schema
from sluice.features.lexicon import Lexicon
from sluice.features.matrix import Look, Matrix, add_words, text_matrix
from sluice.features.measured import Vocabulary
from sluice.features.schema import Feature, Script
from sluice.intake import document_of
from sluice.judge.judging import judging_of
from sluice.judge.rules import NAMING_RULES, OTHER_RULES
from sluice.judge.split import split_residue
from sluice.judge.state import PageState
from sluice.model import InputKind, Source
from sluice.resources import default_resources
from sluice.text.words import CHARACTERS_A_WORD
from tools.train.corpus import GoldPage
from tools.train.labels import UNKNOWN, by_body, by_snippets, words
from tools.train.renderings import renderings
from tools.train.silver import with_body
from tools.train.words import Tally, ids_of

CLEAN = "clean"
COUNTED = ("bs4", "inscriptis")
BRIEF = "brief"
BRIEF_LINES = range(4, 16)
# Scripts without capitals, and without spaces, are rare in the corpora and common in the world. So
# many pages are shown without the signals that such scripts do not have.
CASELESS, SPACELESS = 0.2, 0.1
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
    """One rendering of one page. columns: the features of TEXT, of which words have no say yet.

    second: which blocks are content or remnants, and their features and words as if they were all.
    """

    page: GoldPage
    rendering: str
    text: str
    words: Vocabulary
    left: NDArray[np.bool_]
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]
    columns: Matrix
    second: tuple[NDArray[np.intp], Matrix, Vocabulary] | None


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
        is_usable = 0 < len(text.strip()) <= MOST_CHARACTERS
        state = after_rules(Source(text, InputKind.TEXT)) if is_usable else None
        if state and 0 < len(state.blocks) <= MOST_BLOCKS:
            yield _sample(page, rendering, text, state)


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


def after_rules(source: Source) -> PageState | None:
    """The page as the scorer meets it; None where it is refused."""
    own = default_resources()
    try:
        page = split_residue(page_from(document_of(source)), own.phrases)
    except Refused:
        return None
    judging = judging_of(page, own.phrases, own.text)
    judging.apply(*NAMING_RULES, *OTHER_RULES)
    return judging.state


def _sample(page: GoldPage, rendering: str, text: str, state: PageState) -> Sample:
    blocks = state.blocks
    texts = [block.text for block in blocks]
    if rendering == CLEAN:
        labels = np.ones(len(texts))
    elif page.body:
        labels = by_body(texts, page.body)
    else:
        labels = by_snippets(texts, page.stays, page.goes)
    left = np.array([reason is None for reason in state.reasons])
    weights = np.sqrt([min(MOST_WORDS, len(words(text))) for text in texts]) + 0.5
    dice = random.Random(page.id + rendering)
    lacking = dice.random()
    look = Look(blocks, state.facts, state.reasons)
    columns = matrix(look, lacking)
    second = _second_look(state, labels, (dice, lacking))
    return Sample(
        page, rendering, text, look.measures.vocabulary, left, labels, weights, columns, second
    )


def _second_look(
    state: PageState, labels: NDArray[np.float64], chance: tuple[random.Random, float]
) -> tuple[NDArray[np.intp], Matrix, Vocabulary] | None:
    dice, lacking = chance
    kept = [i for i in state.left if labels[i] > 0.5 or dice.random() < REMNANTS]
    if not kept or labels.min() == UNKNOWN:
        return None
    blocks = [state.blocks[i] for i in kept]
    facts = [state.facts[i] for i in kept]
    look = Look(blocks, facts, [None] * len(kept))
    return np.array(kept), matrix(look, lacking), look.measures.vocabulary


def matrix(look: Look, lacking: float) -> Matrix:
    """The features of TEXT; lacking, 0-1 by chance, decides what the script lacks."""
    columns = text_matrix(look)
    without_script(columns, schema.TEXT, lacking)
    return columns


def without_script(columns: Matrix, features: Sequence[Feature], lacking: float) -> None:
    """Make the features those of a page in a script without capitals, or without spaces."""
    silent = {Script.CASE: 0, Script.WORDS: CHARACTERS_A_WORD, Script.SPACES: 0}
    for feature, row in zip(features, columns, strict=True):
        threshold = CASELESS if feature.script is Script.CASE else SPACELESS
        if feature.script in silent and lacking < threshold:
            row[:] = silent[feature.script]


def tally(sample: Sample) -> Tally:
    """The words of the blocks that the scorer is asked about."""
    labels = np.where(sample.left, sample.labels, UNKNOWN)
    return Tally(sample.page.fold, sample.page.site, ids_of(sample.words), labels)


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
    if sample.second:
        kept, second, words = sample.second
        weights = SECOND_LOOK * page_worth * sample.weights[kept] / sample.weights[kept].sum()
        yield _with_words(second, words, lexicon), sample.labels[kept] > 0.5, weights


def _with_words(columns: Matrix, words: Vocabulary, lexicon: Lexicon) -> NDArray[np.float32]:
    """A row a block."""
    whole = columns.copy()
    add_words(whole, words, lexicon)
    return whole.T
