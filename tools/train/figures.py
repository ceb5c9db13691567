"""How good the bodies are, by the metrics that the corpora's authors publish.

WCXB: F1 over the words of a page, mean over pages. News (after the article-extraction-benchmark):
mean precision and mean recall over runs of four words, and the F1 of the two means.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import mean
from unittest.mock import patch

from service.errors import Refused
from service.judge.learned import text as text_scorer
from service.judge.learned.forest import Forest
from service.model import InputKind, Source
from service.pipeline import clean
from service.render import Output, body_of

WORD = re.compile(r"\w+")
RUN = 4
Scored = tuple[float, float, float]
Row = tuple[str, str, Scored]


def body(forest: Forest, text: str) -> str:
    """The body that the whole service makes of a text page with this forest."""
    with patch.object(text_scorer, "forest", lambda: forest):
        try:
            return body_of(clean(Source(text, InputKind.TEXT)).judgement, Output.TEXT)
        except Refused:
            return ""


def overlap(gold: Counter, found: Counter) -> Scored:
    """Precision, recall and F1 of two bags; both 0 where one of them is empty."""
    common = (gold & found).total()
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / found.total(), common / gold.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def by_words(gold: str, found: str) -> Scored:
    """Over single words in lower case."""
    return overlap(Counter(WORD.findall(gold.lower())), Counter(WORD.findall(found.lower())))


def by_runs(gold: str, found: str) -> Scored:
    """Over runs of four words."""
    return overlap(_runs(gold), _runs(found))


def _runs(text: str) -> Counter:
    words = WORD.findall(text)
    count = max(1, len(words) - RUN + 1)
    return Counter(tuple(words[i : i + RUN]) for i in range(count) if words)


def table(rows: Iterable[Row]) -> dict[str, dict[str, float]]:
    """For each corpus and rendering its F1; each row is corpus, rendering and a page's figures."""
    grouped: dict[str, dict[str, list[Scored]]] = defaultdict(lambda: defaultdict(list))
    for corpus, rendering, scored in rows:
        grouped[corpus][rendering].append(scored)
    return {
        corpus: {rendering: _f1(corpus, pages) for rendering, pages in sorted(by_way.items())}
        for corpus, by_way in sorted(grouped.items())
    }


def _f1(corpus: str, pages: list[Scored]) -> float:
    precision, recall, f1 = (mean(column) for column in zip(*pages, strict=True))
    if corpus.startswith("news-dev"):
        f1 = 2 * precision * recall / (precision + recall)
    return round(f1, 4)
