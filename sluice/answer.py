"""An Article as the answer's fields, in the order in which openapi.yaml names them."""

from collections import Counter
from dataclasses import fields
from typing import Any

from sluice.collection import HeldBack
from sluice.model import Article, Metadata, PageVerdict
from sluice.options import FrontMatter, Options, Removed, Spans
from sluice.reasons import Reason
from sluice.render import Output, Renderer
from sluice.render.chunks import chunks_of
from sluice.render.front_matter import front_matter_of
from sluice.render.spans import kept_blocks, spans_of
from sluice.report import entries, entry

METADATA = tuple(field.name for field in fields(Metadata))
VERDICT = tuple(field.name for field in fields(PageVerdict))
# The entry of a block to which nobody objected.
UNTOUCHED = dict.fromkeys(("text", "reason", "rule", "step", "score", "block"))


def answer(article: Article, options: Options) -> dict[str, Any]:
    """The answer to one page."""
    with HeldBack():
        renderer = Renderer(article.judgement, options.url, options.images)
        removed = REPORTS[options.removed](article)
        fields: dict[str, Any] = {
            "id": options.id,
            "input": _input(article),
            "body": _body(article, renderer, options),
            "output": options.output,
            "metadata": {name: getattr(article.metadata, name) for name in METADATA},
            "removed": removed,
            "verdict": {name: getattr(article.verdict, name) for name in VERDICT},
            "engine": article.engine,
        }
        if options.spans is Spans.PAGE or options.chunks:
            fields |= _placed(article, renderer, options, removed)
        return fields


def _body(article: Article, renderer: Renderer, options: Options) -> str:
    body = renderer.body(options.output)
    if options.front_matter is FrontMatter.NONE or options.output is Output.HTML:
        return body
    return f"{front_matter_of(article.metadata)}\n\n{body}".rstrip("\n")


def _placed(
    article: Article, renderer: Renderer, options: Options, removed: list[dict[str, Any]]
) -> dict[str, Any]:
    """What an answer has beside its usual fields; what was removed gets its places too."""
    spans = spans_of(article)
    found: dict[str, Any] = {}
    if options.spans is Spans.PAGE:
        found["kept"] = kept_blocks(article, spans)
        for removal in removed:
            if "block" in removal:
                removal["spans"] = spans[removal["block"]]
    if options.chunks:
        chunks = chunks_of(article.judgement, options.chunks)
        texts = renderer.pieces([chunk.blocks for chunk in chunks], options.output)
        found["chunks"] = [
            {
                "text": text,
                "headings": chunk.headings,
                "blocks": chunk.blocks,
                "spans": [span for i in chunk.blocks for span in spans[i] or ()],
            }
            for chunk, text in zip(chunks, texts, strict=True)
            if text
        ]
    return found


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
