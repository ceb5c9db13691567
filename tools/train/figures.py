"""How good the bodies are, by the metrics that the corpora's authors publish.

WCXB: F1 over the words of a page, mean over pages. News (after the article-extraction-benchmark):
mean precision and mean recall over runs of four words, and the F1 of the two means. Snippets
(after trafilatura's evaluation): F1 over the snippets that must stay and those that must go. Other
bodies: as WCXB, each character of a script without spaces a word of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import mean

from sluice.errors import Refused
from sluice.features.weights import Weights
from sluice.model import InputKind, Source
from sluice.pipeline import Cleaner
from sluice.render import Output, body_of
from sluice.resources import Resources, default_resources
from tools.train.corpus import GoldPage
from tools.train.labels import words

WORD = re.compile(r"\w+")
RUN = 4
# Of these pages only snippets are known.
SNIPPETS = ("snippets-dev", "recipes-dev", "postlight-dev", "goose-dev", "snacktory-dev")
Scored = tuple[float, float, float]
Row = tuple[str, str, Scored]


def text_body(weights: Weights, page: str) -> str:
    """The body that the whole service makes of a text page with these weights."""
    return _body(replace(default_resources(), text=weights), Source(page, InputKind.TEXT))


def html_body(weights: Weights, page: bytes) -> str:
    """The body that the whole service makes of an HTML page with these weights."""
    return _body(replace(default_resources(), html=weights), Source(page, InputKind.HTML))


def _body(resources: Resources, source: Source) -> str:
    try:
        return body_of(Cleaner(resources=resources).clean(source).judgement, Output.TEXT)
    except Refused:
        return ""


def html_rows(page: GoldPage, body: str) -> Iterator[Row]:
    """What the body of an HTML page counts for: its corpus, and its type of page."""
    if page.corpus == "wcxb-dev":
        scored = by_words(page.body, body)
        yield page.corpus, "all types", scored
        yield page.corpus, page.type, scored
    elif page.corpus == "news-dev":
        yield page.corpus, "html", by_runs(page.body, body)
    elif page.body:
        yield page.corpus, "html", overlap(Counter(words(page.body)), Counter(words(body)))
    else:
        yield page.corpus, "html", by_snippets(page, body)


def by_snippets(page: GoldPage, found: str) -> Scored:
    """How many snippets are rightly kept, wrongly kept, and wrongly gone."""
    plain = " ".join(found.split())
    kept = [" ".join(snippet.split()) in plain for snippet in page.stays]
    wrong = [" ".join(snippet.split()) in plain for snippet in page.goes]
    return float(sum(kept)), float(sum(wrong)), float(len(kept) - sum(kept))


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
    if corpus.split(",", maxsplit=1)[0] in SNIPPETS:
        right, wrong, lost = (sum(column) for column in zip(*pages, strict=True))
        return round(2 * right / (2 * right + wrong + lost), 4)
    precision, recall, f1 = (mean(column) for column in zip(*pages, strict=True))
    if corpus.startswith("news-dev"):
        f1 = 2 * precision * recall / (precision + recall)
    return round(f1, 4)
