"""What other people wrote on the page, and what it says of its author."""

from collections.abc import Iterator

from service.judge.facts import Finding, Scene, drop
from service.metadata.names import byline_names
from service.model import InputKind
from service.reasons import Reason

# A counter of comments also stands beside the headline; after so much prose the article is over.
ARTICLE_WORDS = 80
THREAD_FAMILIES = (Reason.COMMENTS, Reason.COMMENT_FORM)
PORTRAIT_WORDS = 90
LAST_BLOCKS = 3


def comment_thread(scene: Scene) -> Iterator[Finding]:
    """Everything in a text page after the line that opens its readers' comments."""
    start = _thread_start(scene) if scene.page.kind is InputKind.TEXT else None
    for i in scene.left if start is not None else ():
        if start is not None and i > start and not scene.facts[i].hits:
            yield drop(i, Reason.COMMENTS, "thread")


def _thread_start(scene: Scene) -> int | None:
    words = 0
    for i, facts in enumerate(scene.facts):
        if scene.reasons[i] is None and facts.is_prose:
            words += facts.words
        opens = facts.surely and facts.surely.family in THREAD_FAMILIES
        if opens and words >= ARTICLE_WORDS and i > scene.first_prose:
            return i
    return None


def author_portrait(scene: Scene) -> Iterator[Finding]:
    """The sentences on the author after the article, or below an "about the author"."""
    authors = _authors(scene)
    for i in scene.left[-LAST_BLOCKS:]:
        text, facts = scene.page.blocks[i].text, scene.facts[i]
        below = i > 0 and scene.reasons[i - 1] is Reason.AUTHOR_BIO
        if (
            i > scene.first_prose
            and facts.words <= PORTRAIT_WORDS
            and (below or text.startswith(authors))
        ):
            yield drop(i, Reason.AUTHOR_BIO, "portrait")


def _authors(scene: Scene) -> tuple[str, ...]:
    """The names in the byline, each with the blank that must follow it."""
    lines = (
        block.text
        for block, reason in zip(scene.page.blocks, scene.reasons, strict=True)
        if reason is Reason.BYLINE
    )
    return tuple(f"{name} " for line in lines for name in byline_names(line))
