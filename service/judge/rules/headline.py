"""The lines around the headline that move to the metadata: title, masthead, byline, dates."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from service.blocks.words import UNSPACED, WORD, count_words
from service.judge.facts import Finding, Scene, drop, key
from service.judge.phrases import Weight
from service.metadata.dates import is_date_line
from service.metadata.names import is_byline, is_name
from service.metadata.titles import declared_titles
from service.model import BlockKind, InputKind
from service.reasons import Reason

TITLE_WORDS = range(2, 36)
# A title may end in ? or !, seldom in a full stop.
ENDS = (".", "。", "।", "۔", ":", "：")
# A shorter line shares its words with the article by chance.
TELLING_LETTERS = 4
# A Korean syllable is one character; the particles behind a noun change, its first two stay.
HANGUL = re.compile("[\uac00-\ud7a3]{2}")
LIKELY_TITLE = 0.4
REPEATED = 0.4
HEADING = 0.5
# A headline of five words is no section's name; a person's name alone is a byline.
LENGTH, FULL_LENGTH = 0.3, 5
NAME_ALONE = 0.5
# A masthead is a name and a motto; more lines than that are a menu.
MASTHEAD_LINES = 4
MASTHEAD_WORDS = 8
BREADCRUMB = re.compile(r"\s*[>›»→]\s*|\s+[/|•·]\s+")
STEP_WORDS = 4
SITE_MARK = re.compile(r"\s+[|–—·•»:-]+\s+")
BYLINE_HINTS = frozenset(("byline", "author", "authors", "autor", "auteur"))
BYLINE_WORDS = 20
# A name without a "by" is a byline only just below the title.
NAME_DISTANCE = 3


def title(scene: Scene) -> Iterator[Finding]:
    """The article's title, and every repeat of it."""
    index = declared_title(scene) if scene.page.kind is InputKind.HTML else likely_title(scene)
    if index is None:
        return
    for i in scene.left:
        # Inside the article the same words, as a sentence, are a quotation that gave the title.
        quoted = scene.first_prose < i < scene.last_prose and scene.facts[i].ends_sentence
        if scene.facts[i].key == scene.facts[index].key and not quoted:
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
        score += LENGTH * min(1.0, facts.words / FULL_LENGTH) - NAME_ALONE * is_name(block.text)
        scored.append((score, i))
    best, index = max(scored, default=(0.0, 0))
    return index if best >= LIKELY_TITLE else None


def _may_be_title(scene: Scene, i: int) -> bool:
    block, facts = scene.page.blocks[i], scene.facts[i]
    plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.VERSE)
    told_apart = not is_date_line(block.text) and not is_byline(block.text)
    ends = block.text.endswith(ENDS)
    residue = any(hit.place == "line" or hit.weight is Weight.SURE for hit in facts.hits)
    return plain and told_apart and not ends and not residue and facts.words in TITLE_WORDS


def _vocabulary(scene: Scene) -> frozenset[str]:
    prose = (scene.page.blocks[i].text for i in scene.left if scene.facts[i].is_prose)
    return frozenset(word for text in prose for word in _telling(text))


def _telling(text: str) -> Iterator[str]:
    """The words that say what a text is about: longer ones, or pairs of characters."""
    folded = text.casefold()
    for word in WORD.findall(folded):
        if HANGUL.match(word):
            yield word[:2]
        elif len(word) >= TELLING_LETTERS:
            yield word[:6]
    characters = UNSPACED.findall(folded)
    yield from map("".join, pairwise(characters))


def _shared(text: str, vocabulary: frozenset[str]) -> float:
    words = list(_telling(text))
    return sum(word in vocabulary for word in words) / len(words) if words else 0.0


def masthead(scene: Scene) -> Iterator[Finding]:
    """The site's name and motto above the title, and the name wherever it stands again alone."""
    names = _site_names(scene)
    titles = [i for i, reason in enumerate(scene.reasons) if reason is Reason.TITLE]
    above = [i for i in scene.left if titles and i < titles[0] and _is_short(scene, i)]
    is_menu = len(above) > MASTHEAD_LINES or any(scene.facts[i].hits for i in above)
    if scene.page.kind is InputKind.TEXT and not is_menu:
        names |= {scene.facts[i].key for i in above}
    for i in scene.left:
        if scene.facts[i].key in names:
            yield drop(i, Reason.MASTHEAD, "site-name")


def _site_names(scene: Scene) -> set[str]:
    """The site's name as the head declares it: by itself, or beside the title in one line."""
    declared = scene.page.declared
    beside = (key(part) for part in SITE_MARK.split(declared.title)[1:])
    names = {key(dict(declared.meta).get("og:site_name", "")), *beside}
    titles = (i for i, reason in enumerate(scene.reasons) if reason is Reason.TITLE)
    return names - {"", *(scene.facts[i].key for i in titles)}


def _is_short(scene: Scene, i: int) -> bool:
    facts = scene.facts[i]
    return facts.words <= MASTHEAD_WORDS and not is_date_line(scene.page.blocks[i].text)


def breadcrumb(scene: Scene) -> Iterator[Finding]:
    """The way from the start page to this one, above the prose: "Home > Culture > Film"."""
    for i in scene.head:
        steps = BREADCRUMB.split(scene.page.blocks[i].text)
        if len(steps) > 1 and all(count_words(step) <= STEP_WORDS for step in steps):
            yield drop(i, Reason.NAVIGATION, "breadcrumb")


def byline(scene: Scene) -> Iterator[Finding]:
    """The line near the title that names the authors."""
    titles = [i for i, reason in enumerate(scene.reasons) if reason is Reason.TITLE]
    for i in scene.head:
        block, facts = scene.page.blocks[i], scene.facts[i]
        marked = bool(BYLINE_HINTS & block.hints) and facts.words <= BYLINE_WORDS
        below_title = bool(titles) and 0 < i - titles[0] <= NAME_DISTANCE
        if is_byline(block.text) or marked or (below_title and is_name(block.text)):
            yield drop(i, Reason.BYLINE, "author-line")


def date_stamp(scene: Scene) -> Iterator[Finding]:
    """A line that is a date and nothing else, before or after the prose but not inside it."""
    for i in (*scene.head, *scene.tail):
        if is_date_line(scene.page.blocks[i].text):
            yield drop(i, Reason.DATE_STAMP, "date-line")
