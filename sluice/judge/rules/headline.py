"""The lines around the title that move to the metadata, and the menu above it."""

import re
from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene, drop, key
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason
from sluice.text.dates import is_date_line
from sluice.text.names import is_byline, is_name
from sluice.text.words import count_words

# A masthead is a name and a motto; more lines than that are a menu.
MASTHEAD_LINES = 4
MASTHEAD_WORDS = 8
MENU_WORDS = 3
# What stands above the article where a menu is: its first lines tell it from a masthead.
MENU_SIGNS = (Reason.NAVIGATION, Reason.LOGIN, Reason.COOKIE_CONSENT, Reason.SUBSCRIPTION)
SITE_MARK = re.compile(r"\s+[|–—·•»:-]+\s+")
BREADCRUMB = re.compile(r"\s*[>›»→]\s*|\s+[/|•·]\s+")
STEP_WORDS = 4
BYLINE_HINTS = frozenset(("byline", "author", "authors", "autor", "auteur"))
BYLINE_WORDS = 20
# The date of a reader's comment is part of the comment.
COMMENT_HINTS = frozenset(("comment", "comments", "commentlist"))
# A name without a "by" is a byline only just below the title.
NAME_DISTANCE = 3


def masthead(scene: Scene) -> Iterator[Finding]:
    """The site's name and motto above the title, and the name wherever it stands again alone."""
    names = _site_names(scene)
    above = _above_title(scene)
    if scene.page.kind is InputKind.TEXT:
        own = _repeated(scene, above) if _is_menu(scene, above) else above
        names |= {scene.facts[i].key for i in own}
    # Inside the article the same words are a subheading.
    for i in (*scene.head, *scene.tail):
        if scene.facts[i].key in names:
            yield drop(i, Reason.MASTHEAD, "site-name")


def menu(scene: Scene) -> Iterator[Finding]:
    """The short lines of a text page's menu, above its title."""
    above = _above_title(scene) if scene.page.kind is InputKind.TEXT else []
    if _is_menu(scene, above):
        for i in above:
            named = any(hit.family is not Reason.FOOTER for hit in scene.facts[i].hits)
            if scene.facts[i].words <= MENU_WORDS and not named:
                yield drop(i, Reason.NAVIGATION, "menu-above-title")


def breadcrumb(scene: Scene) -> Iterator[Finding]:
    """The way from the start page to this one, above the prose: "Home > Culture > Film"."""
    for i in scene.head:
        block = scene.page.blocks[i]
        steps = BREADCRUMB.split(block.text)
        plain = block.kind is not BlockKind.TABLE_ROW and not scene.facts[i].is_stamp
        if plain and len(steps) > 1 and all(count_words(step) <= STEP_WORDS for step in steps):
            yield drop(i, Reason.NAVIGATION, "breadcrumb")


def byline(scene: Scene) -> Iterator[Finding]:
    """The line near the title that names the authors."""
    titles = _titles(scene)
    for i in scene.head:
        block, facts = scene.page.blocks[i], scene.facts[i]
        marked = bool(BYLINE_HINTS & scene.page.names(block)) and facts.words <= BYLINE_WORDS
        below_title = bool(titles) and 0 < i - titles[-1] <= NAME_DISTANCE
        if is_byline(block.text) or marked or (below_title and is_name(block.text)):
            yield drop(i, Reason.BYLINE, "author-line")


def date_stamp(scene: Scene) -> Iterator[Finding]:
    """A line that is a date and nothing else, before or after the prose but not inside it."""
    for i in (*scene.head, *scene.tail):
        block = scene.page.blocks[i]
        if is_date_line(block.text) and not COMMENT_HINTS & scene.page.names(block):
            yield drop(i, Reason.DATE_STAMP, "date-line")


def _titles(scene: Scene) -> list[int]:
    """The positions of the title above the prose."""
    first = scene.first_prose
    return [i for i, r in enumerate(scene.reasons) if r is Reason.TITLE and i < first]


def _above_title(scene: Scene) -> list[int]:
    titles = _titles(scene)
    short = (i for i in scene.left if scene.facts[i].words <= MASTHEAD_WORDS)
    return [i for i in short if titles and i < titles[0] and not scene.facts[i].is_stamp]


def _is_menu(scene: Scene, above: list[int]) -> bool:
    end = above[-1] if above else 0
    signs = any(reason in MENU_SIGNS for reason in scene.reasons[: end + 1])
    return signs or len(above) > MASTHEAD_LINES or any(scene.facts[i].hits for i in above)


def _repeated(scene: Scene, above: list[int]) -> list[int]:
    """Of the lines above the title those that the page says again below."""
    below = {scene.facts[i].key for i in scene.tail}
    return [i for i in above if scene.facts[i].key in below and not scene.facts[i].hits]


def _site_names(scene: Scene) -> set[str]:
    """The site's name as the head declares it: by itself, or beside the title in one line."""
    declared = scene.page.declared
    parts = SITE_MARK.split(declared.title)
    beside = (key(part) for part in (parts[0], parts[-1]) if len(parts) > 1)
    names = {key(dict(declared.meta).get("og:site_name", "")), *beside}
    titles = (i for i, reason in enumerate(scene.reasons) if reason is Reason.TITLE)
    return names - {"", *(scene.facts[i].key for i in titles)}
