"""An Article as the answer's fields, in the order in which openapi.yaml names them."""

from collections import Counter
from dataclasses import fields
from typing import Any

from sluice.collection import HeldBack
from sluice.model import Article, Metadata, PageVerdict
from sluice.options import Options, Removed
from sluice.reasons import Reason
from sluice.render import body_of
from sluice.report import entries, entry

METADATA = tuple(field.name for field in fields(Metadata))
VERDICT = tuple(field.name for field in fields(PageVerdict))
# The entry of a block to which nobody objected.
UNTOUCHED = dict.fromkeys(("text", "reason", "rule", "step", "score", "block"))


def answer(article: Article, options: Options) -> dict[str, Any]:
    """The answer to one page."""
    with HeldBack():
        return {
            "id": options.id,
            "input": _input(article),
            "body": body_of(article.judgement, options.output, options.url),
            "output": options.output,
            "metadata": {name: getattr(article.metadata, name) for name in METADATA},
            "removed": REPORTS[options.removed](article),
            "verdict": {name: getattr(article.verdict, name) for name in VERDICT},
            "engine": article.engine,
        }


def _input(article: Article) -> dict[str, Any]:
    document = article.document
    return {
        "kind": document.kind,
        "encoding": document.encoding,
        "encoding_from": document.encoding_from,
        "replaced_characters": document.replaced_characters,
        "bytes": document.bytes,
        "shape": list(article.judgement.page.shape),
    }


def _page(article: Article) -> list[dict[str, Any]]:
    judgement = article.judgement
    pairs = zip(judgement.page.blocks, judgement.trails, strict=True)
    return [
        entry(i, block.text, trail[-1]) if trail else UNTOUCHED | {"text": block.text, "block": i}
        for i, (block, trail) in enumerate(pairs)
    ]


def _full(article: Article) -> list[dict[str, Any]]:
    return entries(article.judgement)


def _summary(article: Article) -> list[dict[str, Any]]:
    judgement = article.judgement
    blocks = Counter(judgement.reasons)
    words: Counter[Reason | None] = Counter()
    for reason, count in zip(judgement.reasons, judgement.words, strict=True):
        words[reason] += count
    return [
        {"reason": reason, "blocks": count, "words": words[reason]}
        for reason, count in blocks.most_common()
        if reason is not None
    ]


def _none(_: Article) -> list[dict[str, Any]]:
    return []


REPORTS = {
    Removed.PAGE: _page,
    Removed.FULL: _full,
    Removed.SUMMARY: _summary,
    Removed.NONE: _none,
}
