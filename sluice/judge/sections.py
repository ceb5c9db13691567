"""Where the article stands on the page: the run of blocks with the most prose for its furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sluice.model import Block, BlockKind

if TYPE_CHECKING:
    from sluice.judge.facts import Facts, Scene

# What a block adds to the run of blocks that it stands in. A long paragraph counts as one of 60
# words, so that one block of legal text does not outweigh an article.
MOST_WORDS = 60
SHORT_SENTENCE = 0.5
LINKED = 0.5
LINE = -4.0
FRAME = {
    BlockKind.HEADING: -2.0,
    BlockKind.LIST_ITEM: -1.0,
    BlockKind.TABLE_ROW: -1.0,
    BlockKind.CODE: 0.0,
}
OPEN_ENDED = (",", ";", ":", "，", "、", "；", "：", "—", "–")
OPEN_ENDED_WORTH = 2.0
# A date or a byline alone on a line begins an article or a list's entry.
STAMP = -12.0
# Three lines in a row, one in three with a mark at its end: a menu has no marks.
STANZA_LINES = 3
VERSE_LINE = 2.0
VERSE_MARKS = (",", ";", ":", ".", "!", "?", "—", "–", "…", "،", "؛", "؟", "۔", "।")

# A live blog's entries begin with a time on a line of its own.
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?", re.I)
# A press release ends with whom to ask: a heading, and below it numbers and addresses.
CONTACT_HEADING = re.compile(
    r"(?:(?:media|press|for more|further) )?(?:contact|contacts|information)|(?:presse)?kontakt"
    r"|contact presse|contacto(?: de prensa)?|contatti(?: stampa)?|contato|perscontact"
    r"|(?:press)?kontakt|kontak|narahubung|iletişim|контакты?|お問い合わせ先?|联系方式|聯絡方式",
    re.I,
)
CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.|\+?\d[\d ()/-]{7,18}\d")
CONTACT_LINES = 10
COLONS = (":", "：")


def article_run(scene: Scene) -> tuple[int, ...]:
    """The densest run, with the lines before and after it that belong to it."""
    run = densest_run(scene)
    if not run:
        return run
    left = scene.left
    start, end = left.index(run[0]), left.index(run[-1]) + 1
    texts = [scene.page.blocks[i].text for i in left]
    if start and CLOCK.fullmatch(texts[start - 1]) and any(map(CLOCK.fullmatch, texts[start:end])):
        start -= 1
    if end < len(left) and CONTACT_HEADING.fullmatch(texts[end].strip(":： ")):
        below = range(end, min(len(left), end + CONTACT_LINES))
        end = max((end, *(n + 1 for n in below if CONTACT.search(texts[n]))))
    return left[start : _end_of_list(scene, end)]


def _end_of_list(scene: Scene, end: int) -> int:
    """Past the table right below the run, or the list there that a line with a colon announces."""
    blocks, left = scene.page.blocks, scene.left
    below = end < len(left) and blocks[left[end]].text.endswith(COLONS)
    announced = below or blocks[left[end - 1]].text.endswith(COLONS)
    kind = BlockKind.LIST_ITEM if announced else BlockKind.TABLE_ROW
    last = first = end + below
    while last < len(left) and blocks[left[last]].kind is kind and not scene.facts[left[last]].hits:
        last += 1
    return last if last > first else end


def densest_run(scene: Scene) -> tuple[int, ...]:
    """The positions of the run, of those that are left; it starts and ends with prose.

    The maximum-sum segment (Bentley 1984, "Algorithm design techniques"), as in Pasternack and
    Roth 2009, "Extracting article text from the web with maximum subsequence segmentation".
    """
    verse, worths = stanzas(scene), scene.worths
    best = total = 0.0
    best_run = (0, 0)
    start = 0
    for n, i in enumerate(scene.left):
        if total <= 0:
            total, start = 0.0, n
        total += VERSE_LINE if i in verse else worths[i]
        if total > best:
            best, best_run = total, (start, n + 1)
    return scene.left[slice(*best_run)]


def stanzas(scene: Scene) -> frozenset[int]:
    """The positions of lines in stanzas: short lines in a row, some with a mark at their end."""
    blocks = scene.page.blocks
    verse = [i for i in scene.left if blocks[i].kind is BlockKind.VERSE]
    # A block of verse from HTML is a whole stanza.
    found = [i for i in verse if "\n" in blocks[i].text]
    group: list[int] = []
    for n, i in enumerate(verse, start=1):
        group.append(i)
        if n == len(verse) or blocks[verse[n]].gap:
            marked = sum(blocks[m].text.endswith(VERSE_MARKS) for m in group)
            found += group if marked * 3 >= len(group) >= STANZA_LINES else []
            group = []
    return frozenset(found)


def worth(block: Block, facts: Facts) -> float:
    """What the block adds to a run by itself, in words of prose."""
    if facts.is_stamp:
        return STAMP
    if block.link_share > LINKED:
        return LINE
    if facts.is_prose:
        return min(MOST_WORDS, facts.words)
    if facts.ends_sentence and block.kind is not BlockKind.HEADING:
        return SHORT_SENTENCE * facts.words
    goes_on = OPEN_ENDED_WORTH if block.text.endswith(OPEN_ENDED) else 0.0
    return FRAME.get(block.kind, LINE) + goes_on
