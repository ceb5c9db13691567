"""What other people wrote on the page, and what it says of its author."""

from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene, drop
from sluice.model import InputKind
from sluice.reasons import Reason
from sluice.text.names import byline_names, contributor_names

# A counter of comments also stands beside the headline; after so much prose the article is over.
ARTICLE_WORDS = 80
# Where far more prose stands below the line than above it, the line is a link to the comments and
# the article follows; who wrote what is then the scorer's to say.
ARTICLE_SHARE = 0.25
# What may stand below the comments, and ends them.
ENDS_THREAD = (Reason.RELATED, Reason.FOOTER)
PORTRAIT_WORDS = 90
LAST_BLOCKS = 3


def comment_thread(scene: Scene) -> Iterator[Finding]:
    """Everything in a text page after the line that opens its readers' comments."""
    if scene.page.kind is InputKind.TEXT:
        start = _thread_start(scene)
        ends = (i for i in range(start, len(scene.facts)) if scene.reasons[i] in ENDS_THREAD)
        for i in range(start, next(ends, len(scene.facts))):
            if scene.reasons[i] is None and _is_unnamed(scene, i):
                yield drop(i, Reason.COMMENTS, "thread")


def _is_unnamed(scene: Scene, i: int) -> bool:
    return all(hit.family is Reason.DATE_STAMP for hit in scene.facts[i].hits)


def _thread_start(scene: Scene) -> int:
    """The position of the line that opens the comments, or the number of blocks."""
    prose = [
        f.words * (f.is_prose and r is None)
        for f, r in zip(scene.facts, scene.reasons, strict=True)
    ]
    enough = max(ARTICLE_WORDS, ARTICLE_SHARE * sum(prose))
    words = 0
    for i, facts in enumerate(scene.facts):
        words += prose[i]
        opens = facts.surely and facts.surely.family is Reason.COMMENTS
        if opens and words >= enough and i > scene.first_prose:
            return i
    return len(scene.facts)


def author_portrait(scene: Scene) -> Iterator[Finding]:
    """The sentences on the author after the article, or below an "about the author"."""
    authors = _authors(scene)
    for i in scene.left[-LAST_BLOCKS:]:
        text, facts = scene.page.blocks[i].text, scene.facts[i]
        if contributor_names(text):
            continue
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
