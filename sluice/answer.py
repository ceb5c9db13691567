"""An Article as the answer's fields, in the order in which openapi.yaml names them."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from sluice.model import Article, Verdict
from sluice.options import Options, Removed
from sluice.render import body_of
from sluice.text.words import count_words


def answer(article: Article, options: Options) -> dict[str, Any]:
    """The answer to one page."""
    return {
        "id": options.id,
        "input": _input(article),
        "body": body_of(article.judgement, options.output, options.url),
        "output": options.output,
        "metadata": asdict(article.metadata),
        "removed": REPORTS[options.removed](article),
        "verdict": asdict(article.verdict),
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
    }


def _page(article: Article) -> list[dict[str, Any]]:
    judgement = article.judgement
    return [
        {"text": block.text, **_word(trail[-1] if trail else None), "block": i}
        for i, (block, trail) in enumerate(
            zip(judgement.page.blocks, judgement.trails, strict=True)
        )
    ]


def _word(verdict: Verdict | None) -> dict[str, Any]:
    """The verdict that counted, in an entry's fields; all null where nobody objected."""
    fields = ("reason", "rule", "step", "score")
    return {name: getattr(verdict, name, None) for name in fields} | _printed(verdict)


def _printed(verdict: Verdict | None) -> dict[str, Any]:
    """Of a line of the site's template, on how many of the counted pages it stood."""
    if verdict is None or verdict.pages is None:
        return {}
    return dict(zip(("pages", "of_pages"), verdict.pages, strict=True))


def _full(article: Article) -> list[dict[str, Any]]:
    return [
        {"text": block.text, **_word(verdict), "block": i}
        for i, block, verdict in article.judgement.removed()
    ]


def _summary(article: Article) -> list[dict[str, Any]]:
    blocks: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for _, block, verdict in article.judgement.removed():
        blocks[str(verdict.reason)] += 1
        words[str(verdict.reason)] += count_words(block.text)
    return [{"reason": r, "blocks": n, "words": words[r]} for r, n in blocks.most_common()]


def _none(_: Article) -> list[dict[str, Any]]:
    return []


REPORTS = {
    Removed.PAGE: _page,
    Removed.FULL: _full,
    Removed.SUMMARY: _summary,
    Removed.NONE: _none,
}
