"""Blocks that are no words of the article by their shape alone: marks, clocks, raw code."""

import re
from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene, drop
from sluice.model import BlockKind, Hidden
from sluice.reasons import Reason

# "0:00", "-0:00" or "0:00 / 3:45". A clock time such as "10:45" may head a live blog's entry; it
# needs a second sign and is left to the neighbours.
PLAYER_CLOCK = re.compile(r"-?0?0:\d\d|-?\d{1,2}(?::\d\d){1,2}\s*[/|–-]\s*-?\d{1,2}(?::\d\d){1,2}")
# WordPress shortcodes: [name attribute="value"] with nothing else on the line.
SHORTCODE = re.compile(r"(?:\[/?[a-z][a-z0-9_-]{2,40}(?:\s[^\[\]]{0,400})?/?\]\s*)+", re.I)
SHORTCODE_SIGN = re.compile(r"\[/|[\w-]=[\"'“”„″&]|[a-z][_-][a-z]", re.I)
COPYRIGHT = re.compile(
    r"^(?:copyright )?(?:©|\(c\) ?(?=\d{4}))"
    r"|^copyright\W{1,3}(?:(?-i:[A-Z&])[\w.'’-]*\W{1,3}){0,6}(?:19|20)\d\d\b|©[^©.!?]{0,60}$",
    re.I,
)
COPYRIGHT_WORDS = 20
PLACEHOLDER = re.compile(r"\{\{[^{}]{1,200}\}\}|<%[^%]{1,200}%>|%[A-Z_]{3,40}%")
# The crosses that close a player, a gallery or a window over the page.
CLOSERS = frozenset("×✕✖✗╳")
HIDDEN_SHARE = 0.1
PLAYER_KINDS = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM)


def hidden(scene: Scene) -> Iterator[Finding]:
    """A block with the hidden attribute, where such blocks are few.

    Pages that are put together by a script keep whole articles hidden until it has run.
    """
    blocks = scene.page.blocks
    found = [i for i in scene.left if blocks[i].hidden is Hidden.BY_ATTRIBUTE]
    words = sum(scene.facts[i].words for i in found)
    if words <= HIDDEN_SHARE * sum(scene.facts[i].words for i in scene.left):
        yield from (drop(i, Reason.HIDDEN, "hidden-attribute") for i in found)


def hidden_in_line(scene: Scene) -> Iterator[Finding]:
    """What a style hides within a line that readers see; the builder puts it before that line."""
    blocks = scene.page.blocks
    for i in scene.left:
        if blocks[i].hidden and i + 1 < len(blocks):
            line = blocks[i + 1]
            inside = line.element == blocks[i].element >= 0
            if inside and not line.hidden and not scene.facts[i].is_prose:
                yield drop(i, Reason.HIDDEN, "hidden-in-a-line")


def separator(scene: Scene) -> Iterator[Finding]:
    """A line without a letter or digit, the closing crosses aside."""
    for i in scene.left:
        block = scene.page.blocks[i]
        empty = not scene.facts[i].key and block.kind is not BlockKind.CODE
        if empty and not CLOSERS.issuperset(block.text):
            yield drop(i, Reason.SEPARATOR, "marks-only")


def symbol(scene: Scene) -> Iterator[Finding]:
    """The lone cross that closes a player or a gallery."""
    for i in scene.left:
        if CLOSERS.issuperset(scene.page.blocks[i].text):
            yield drop(i, Reason.MEDIA_PLAYER, "closing-cross")


def player_clock(scene: Scene) -> Iterator[Finding]:
    """A player's time alone on a line; a table's figures stay."""
    for i in scene.left:
        block = scene.page.blocks[i]
        if block.kind in PLAYER_KINDS and PLAYER_CLOCK.fullmatch(block.text):
            yield drop(i, Reason.MEDIA_PLAYER, "clock")


def copyright_line(scene: Scene) -> Iterator[Finding]:
    """A short line that states a copyright: the sign, or the word with names and a year."""
    for i in scene.left:
        text, facts = scene.page.blocks[i].text, scene.facts[i]
        may_be = "©" in text or "copyright" in facts.key or facts.key.startswith("c")
        if may_be and facts.words <= COPYRIGHT_WORDS and COPYRIGHT.search(text):
            yield drop(i, Reason.FOOTER, "copyright-sign")


def raw_shortcode(scene: Scene) -> Iterator[Finding]:
    """A shortcode or template mark that the publishing system did not replace."""
    for i in scene.left:
        block = scene.page.blocks[i]
        if block.kind is BlockKind.CODE:
            continue
        is_code = SHORTCODE.fullmatch(block.text) and SHORTCODE_SIGN.search(block.text)
        if is_code or PLACEHOLDER.fullmatch(block.text):
            yield drop(i, Reason.CMS_ERROR, "raw-shortcode")
