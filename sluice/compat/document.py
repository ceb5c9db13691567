"""What trafilatura calls a Document: the article with its metadata, under its names."""

from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sluice.compat.arguments import Asked
from sluice.model import Article, BlockKind, Decision, Judgement, Step
from sluice.reasons import Reason
from sluice.render import Images, Renderer
from sluice.render.text import text_body
from sluice.render.tree import Node

DAY = len("2024-05-06")


@dataclass
class Document:
    """The fields of trafilatura's; `body` is a tree of Sluice's own, where that has lxml's."""

    title: str | None = None
    author: str | None = None
    url: str | None = None
    hostname: str | None = None
    description: str | None = None
    sitename: str | None = None
    date: str | None = None
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    fingerprint: str | None = None
    id: str | None = None
    license: str | None = None
    body: Node | None = None
    comments: str | None = None
    commentsbody: None = None
    raw_text: str | None = None
    text: str | None = None
    language: str | None = None
    image: str | None = None
    pagetype: str | None = None
    filedate: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """All fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def document_of(article: Article, url: str | None, asked: Asked | None) -> Document:
    """The article under trafilatura's names; without `asked` its metadata alone."""
    metadata = article.metadata
    address = url or metadata.url
    day = metadata.date_published or metadata.date_modified
    found = Document(
        title=metadata.title,
        author="; ".join(metadata.authors) or None,
        url=address,
        hostname=urlsplit(address).hostname if address else None,
        description=metadata.description,
        sitename=metadata.site_name,
        date=day[:DAY] if day else None,
        categories=[metadata.section] if metadata.section else [],
        tags=list(metadata.tags),
        license=metadata.license,
        language=metadata.language,
        image=metadata.image,
        pagetype=article.verdict.page,
        filedate=datetime.now(UTC).date().isoformat(),
    )
    if asked is None:
        return found
    judgement = article.judgement
    if not asked.include_tables:
        judgement = _without_tables(judgement)
    text = "\n".join(line for line in text_body(judgement).split("\n") if line)
    images = Images.ARTICLE if asked.include_images else Images.NONE
    return replace(
        found,
        id=asked.record_id,
        body=Renderer(judgement, address, images).tree(),
        text=text,
        raw_text=" ".join(text.split()),
        comments=_comments(judgement) if asked.include_comments else "",
    )


def is_wanted(found: Document, asked: Asked) -> bool:
    """Whether the caller takes this document: by its language, address, authors and metadata."""
    own = (found.language or "").partition("-")[0].lower()
    if asked.target_language and own and own != asked.target_language.lower():
        return False
    if asked.url_blacklist and found.url in asked.url_blacklist:
        return False
    if asked.author_blacklist and found.author:
        unwanted = {name.lower() for name in asked.author_blacklist}
        if not unwanted.isdisjoint(found.author.lower().split("; ")):
            found.author = None
    return not asked.only_with_metadata or bool(found.date and found.title and found.url)


def _without_tables(judgement: Judgement) -> Judgement:
    gone = Decision(Step.RULES, "compat.include_tables", Reason.NOT_CONTENT)
    pairs = zip(judgement.page.blocks, judgement.trails, strict=True)
    trails = tuple(
        (*trail, gone) if block.kind is BlockKind.TABLE_ROW else trail for block, trail in pairs
    )
    return Judgement(judgement.page, trails, judgement.measures)


def _comments(judgement: Judgement) -> str:
    """What was taken for readers' comments, a block a line."""
    removed = judgement.removed()
    return "\n".join(
        block.text for _, block, decision in removed if decision.reason is Reason.COMMENTS
    )
