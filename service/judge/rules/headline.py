"""The lines around the headline that move to the metadata: title, masthead, byline, dates."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from service.blocks.words import UNSPACED, WORD
from service.judge.facts import Finding, Scene, drop, key
from service.metadata.dates import is_date_line
from service.metadata.names import is_byline
from service.metadata.titles import declared_titles
from service.model import BlockKind, InputKind
from service.reasons import Reason

TITLE_WORDS = range(2, 36)
# A shorter line shares its words with the article by chance.
TELLING_LETTERS = 4
LIKELY_TITLE = 0.45
REPEATED = 0.4
HEADING = 0.5
# A masthead is a name and a motto; more lines than that are a menu.
MASTHEAD_LINES = 4
MASTHEAD_WORDS = 8
BYLINE_HINTS = frozenset(("byline", "author", "authors", "autor", "auteur"))
BYLINE_WORDS = 20


def title(scene: Scene) -> Iterator[Finding]:
    """The article's title, and every repeat of it."""
    index = declared_title(scene) if scene.page.kind is InputKind.HTML else likely_title(scene)
    if index is None:
        return
    for i in scene.left:
        if scene.facts[i].key == scene.facts[index].key:
            yield drop(i, Reason.TITLE, "headline" if i == index else "repeated")


def declared_title(scene: Scene) -> int | None:
    """The block that says what the page's head declares as title; else the only h1."""
    wanted = [key(text) for text in declared_titles(scene.page.declared)]
    blocks = scene.page.blocks
    headings = [i for i in scene.left if blocks[i].kind is BlockKind.HEADING]
    top = [i for i in headings if blocks[i].level == 1]
    for candidates in (top, headings, scene.left):
        for i in candidates:
            if scene.facts[i].key in wanted and scene.facts[i].words >= TITLE_WORDS.start:
                return i
    return top[0] if len(top) == 1 else None


def likely_title(scene: Scene) -> int | None:
    """The line above the prose that shares most of its words with it; None where none does."""
    if scene.last_prose < 0:
        return None
    candidates = [i for i in scene.head if _may_be_title(scene, i)]
    vocabulary = _vocabulary(scene)
    counts = Counter(facts.key for facts in scene.facts)
    scored = []
    for nearness, i in enumerate(candidates):
        facts, block = scene.facts[i], scene.page.blocks[i]
        score = _shared(block.text, vocabulary) + nearness / (10 * len(candidates))
        score += REPEATED * (counts[facts.key] > 1) + HEADING * (block.kind is BlockKind.HEADING)
        scored.append((score, i))
    best, index = max(scored, default=(0.0, 0))
    return index if best >= LIKELY_TITLE else None


def _may_be_title(scene: Scene, i: int) -> bool:
    block, facts = scene.page.blocks[i], scene.facts[i]
    plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.VERSE)
    told_apart = not facts.hits and not is_date_line(block.text) and not is_byline(block.text)
    return plain and told_apart and facts.words in TITLE_WORDS


def _vocabulary(scene: Scene) -> frozenset[str]:
    prose = (scene.page.blocks[i].text for i in scene.left if scene.facts[i].is_prose)
    return frozenset(word for text in prose for word in _telling(text))


def _telling(text: str) -> Iterator[str]:
    """The words that say what a text is about: longer ones, or pairs of characters."""
    folded = text.casefold()
    yield from (word[:6] for word in WORD.findall(folded) if len(word) >= TELLING_LETTERS)
    characters = UNSPACED.findall(folded)
    yield from map("".join, pairwise(characters))


def _shared(text: str, vocabulary: frozenset[str]) -> float:
    words = list(_telling(text))
    return sum(word in vocabulary for word in words) / len(words) if words else 0.0


def masthead(scene: Scene) -> Iterator[Finding]:
    """The site's name and motto above the title, and the name wherever it stands again alone."""
    site = key(dict(scene.page.declared.meta).get("og:site_name", ""))
    names = {site} if site else set()
    titles = [i for i, reason in enumerate(scene.reasons) if reason is Reason.TITLE]
    above = [i for i in scene.left if titles and i < titles[0] and _is_short(scene, i)]
    if scene.page.kind is InputKind.TEXT and len(above) <= MASTHEAD_LINES:
        names |= {scene.facts[i].key for i in above}
    for i in scene.left:
        if scene.facts[i].key in names:
            yield drop(i, Reason.MASTHEAD, "site-name")


def _is_short(scene: Scene, i: int) -> bool:
    facts = scene.facts[i]
    return facts.words <= MASTHEAD_WORDS and not is_date_line(scene.page.blocks[i].text)


def byline(scene: Scene) -> Iterator[Finding]:
    """The line near the title that names the authors."""
    for i in scene.left:
        block, facts = scene.page.blocks[i], scene.facts[i]
        marked = bool(BYLINE_HINTS & block.hints) and facts.words <= BYLINE_WORDS
        if (i in scene.head and is_byline(block.text)) or (marked and not facts.is_prose):
            yield drop(i, Reason.BYLINE, "author-line")


def date_stamp(scene: Scene) -> Iterator[Finding]:
    """A line that is a date and nothing else, before or after the prose but not inside it."""
    for i in (*scene.head, *scene.tail):
        if is_date_line(scene.page.blocks[i].text):
            yield drop(i, Reason.DATE_STAMP, "date-line")
