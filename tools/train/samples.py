"""A page in one form, HTML or a rendering of its text, as rows that a forest can learn from."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sluice.blocks import page_from
from sluice.errors import Refused
from sluice.features import schema
from sluice.features.elements import Tree
from sluice.features.lexicon import Lexicon
from sluice.features.matrix import Matrix, add_names, add_words
from sluice.features.measured import Vocabulary
from sluice.features.schema import Feature, Needs, Script
from sluice.intake import document_of
from sluice.judge.judging import judging_of
from sluice.judge.rules import NAMING_RULES, OTHER_RULES
from sluice.judge.split import split_residue
from sluice.judge.state import PageState
from sluice.model import Source
from sluice.resources import default_resources
from sluice.text.words import CHARACTERS_A_WORD
from tools.train.corpus import GoldPage
from tools.train.labels import UNKNOWN, by_body, by_snippets, words
from tools.train.words import Tally, ids_of

HTML = "html"
# Scripts without capitals, and without spaces, are rare in the corpora and common in the world. So
# many pages are shown without the signals that such scripts do not have.
CASELESS, SPACELESS = 0.2, 0.1
MOST_WORDS = 200
# Of one page so many blocks are shown to a forest: a long list says the same again and again.
MOST_SHOWN = 80
# A page with snippets has labels for a few blocks only, and counts for less than a page.
SNIPPET_WEIGHT = 30.0


@dataclass(frozen=True)
class Sample:
    """The blocks that the rules left, and what is known of each.

    form: HTML, or the rendering's name. text: the rendering. labels: how far each block is content,
    0-1, or UNKNOWN. weights: how much each counts. columns: the features that need neither lexicons
    nor a first reading. tree: the elements around the blocks; None on text. groups: of text, those
    in which a net reads the blocks that are left.
    """

    page: GoldPage
    form: str
    text: str
    left: NDArray[np.bool_]
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]
    columns: Matrix
    words: Vocabulary
    tree: Tree | None = None
    groups: NDArray[np.intp] | None = None

    @property
    def usable(self) -> NDArray[np.bool_]:
        """The blocks that the scorer is asked about, and of which the label is known."""
        return self.left & (self.labels != UNKNOWN)

    def tally(self) -> Tally:
        """The words of the blocks that the scorer is asked about."""
        labels = np.where(self.left, self.labels, UNKNOWN)
        return Tally(self.page.fold, self.page.site, ids_of(self.words), labels)

    def matrix(self, lexicons: Mapping[str, Lexicon]) -> Matrix:
        """The features of the form, a first reading's aside, with what these lexicons say."""
        features = features_of(self.form)
        out = np.empty((len(features), len(self.left)), dtype=np.float32)
        out[known(features)] = self.columns
        add_words(out, self.words, lexicons["words"])
        if self.tree is not None:
            add_names(out, self.tree, lexicons["names"])
        return out


def features_of(form: str) -> tuple[Feature, ...]:
    """The features of HTML, or those of text."""
    return schema.SECOND if form == HTML else schema.TEXT


def known(features: Sequence[Feature]) -> list[int]:
    """The positions of those that need neither lexicons nor a first reading."""
    needing = (Needs.LEXICON, Needs.FIRST_PASS)
    return [n for n, feature in enumerate(features) if feature.needs not in needing]


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


def labels_of(page: GoldPage, texts: Sequence[str]) -> NDArray[np.float64]:
    """How far each text is content, by what is known of the page."""
    return by_body(texts, page.body) if page.body else by_snippets(texts, page.stays, page.goes)


def sizes_of(texts: Sequence[str]) -> NDArray[np.float64]:
    """How much each block counts on its page: longer ones more, but less than by their words."""
    return np.sqrt([min(MOST_WORDS, len(words(text))) for text in texts]) + 0.5


def shown(columns: Matrix, features: Sequence[Feature], dice: random.Random) -> Matrix:
    """The known ones of these features; some pages are of a script without capitals, or spaces."""
    lacking = dice.random()
    silent = {Script.CASE: 0, Script.WORDS: CHARACTERS_A_WORD, Script.SPACES: 0}
    for feature, row in zip(features, columns, strict=True):
        threshold = CASELESS if feature.script is Script.CASE else SPACELESS
        if feature.script in silent and lacking < threshold:
            row[:] = silent[feature.script]
    return columns[known(features)]


def chosen(sample: Sample) -> NDArray[np.intp]:
    """The positions of the usable blocks that a forest learns from: some of a long page's."""
    usable = np.flatnonzero(sample.usable).tolist()
    if len(usable) > MOST_SHOWN:
        usable = sorted(random.Random(sample.page.id).sample(usable, MOST_SHOWN))
    return np.array(usable, dtype=np.intp)


def shares(sample: Sample, chosen: NDArray[np.intp]) -> NDArray[np.float64]:
    """How much each chosen block counts, for all that are usable."""
    own = sample.weights[chosen]
    return own * (sample.weights[sample.usable].sum() / own.sum()) if len(own) else own
