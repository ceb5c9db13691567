"""What stays on a page for the company it keeps, though the scorer would put it out.

The scorer looks for prose. A list's items, a table's rows, short answers, the reporters' line and a
press release's contacts are no prose, and belong to the article beside which they stand.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from sluice.judge.facts import Scene
from sluice.judge.sections import CLOCK, COLONS, CONTACT, CONTACT_HEADING, CONTACT_LINES
from sluice.model import Block, BlockKind, InputKind
from sluice.text.names import contributor_names

# Between blocks that stay, so many that the scorer doubts stay with them.
MOST_BETWEEN = 4
DOUBTED = 0.2
DOUBTED_LAST = 0.25
FEWEST_QUESTIONS = 3
# Between a list or the reporters' line and the article stand a button or a separator at most.
NEAR = 3
QUESTION = ("?", "？", "؟")
LISTS = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)

Scores = Mapping[int, float]
Kept = frozenset[int]


def companions(scene: Scene, scores: Scores, content: float) -> dict[int, str]:
    """The positions left that stay though their score is below `content`, each with the rule."""
    kept = frozenset(i for i in scene.left if scores[i] >= content)
    found: dict[int, str] = {}
    for name, look in COMPANY[scene.page.kind].items():
        for i in look(scene, scores, kept):
            if i not in kept:
                found.setdefault(i, f"company/{name}")
        kept |= found.keys()
    return found


def between_kept(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """A few doubted blocks in a row between two that stay: short answers, dates, subheadings."""
    for run in _runs(scene, kept):
        inside = run[0] - 1 in kept and run[-1] + 1 in kept
        if inside and len(run) <= MOST_BETWEEN and all(scores[i] >= DOUBTED for i in run):
            yield from run


def announced(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """A list or table that a colon, another part of it or its place ties to the article."""
    blocks = scene.page.blocks
    for kind, group in groupby(scene.left, lambda i: blocks[i].kind):
        rows = list(group)
        if kind not in LISTS or all(i in kept for i in rows):
            continue
        before = rows[0] - 1
        colon = before >= 0 and blocks[before].text.endswith(COLONS)
        heads = kept & {before, before - 1} if colon else kept & {before}
        tied = bool(heads) and (colon or kind is BlockKind.TABLE_ROW)
        plain = not any(scene.facts[i].hits for i in rows)
        inside = _stands_inside(rows, kept) and all(scores[i] >= DOUBTED for i in rows)
        if ((tied or inside) and plain) or 2 * sum(i in kept for i in rows) >= len(rows):
            yield from rows
            yield from [before] if colon and before in scores else []


def _stands_inside(rows: list[int], kept: Kept) -> bool:
    """Whether blocks that stay stand close above and close below."""
    above = range(rows[0] - NEAR, rows[0])
    below = range(rows[-1] + 1, rows[-1] + 1 + NEAR)
    return any(n in kept for n in above) and any(n in kept for n in below)


def together(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """All rows of a table, or items of one list, of which at least half stay."""
    blocks, parents = scene.page.blocks, scene.page.elements.parents

    def whole(i: int) -> tuple[BlockKind, int]:
        block = blocks[i]
        # An item's own element is the last, its list the one around that.
        in_list = block.kind is BlockKind.LIST_ITEM and block.element >= 0
        return block.kind, max(0, parents[block.element]) if in_list else 0

    for (kind, _), group in groupby(scene.left, whole):
        parts = list(group)
        if kind in LISTS and 2 * sum(i in kept for i in parts) >= len(parts):
            yield from (i for i in parts if not scene.facts[i].hits)


def list_heading(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """The doubted line above a list that stays, with the article's prose not far above it."""
    for i in scene.left:
        near = any(n in kept for n in range(i - NEAR, i))
        below = i + 1 in kept and scene.page.blocks[i + 1].kind in LISTS
        if near and below and scores[i] >= DOUBTED and not scene.facts[i].hits:
            yield i


def last_sentences(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """A doubted paragraph right below the last that stays."""
    for i in scene.left:
        facts = scene.facts[i]
        if i - 1 in kept and facts.ends_sentence and scores[i] >= DOUBTED_LAST and not facts.hits:
            yield i


def dialogue(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """Further questions with their answers, below those of an interview that stay."""
    asked = [i for i in kept if scene.page.blocks[i].text.endswith(QUESTION)]
    if len(asked) < FEWEST_QUESTIONS:
        return
    tied = set(kept)
    for i in scene.left:
        question = scene.page.blocks[i].text.endswith(QUESTION) and i + 1 in scores
        if i - 1 in tied and question and scene.facts[i + 1].ends_sentence:
            tied |= {i, i + 1}
            yield from (i, i + 1)


def same_paragraph(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """Sentences of one paragraph, where most of its words stay; seams end a paragraph."""
    blocks = scene.page.blocks
    paragraph: list[int] = []
    for i in (*scene.left, None):
        if i is not None and paragraph and i == paragraph[-1] + 1 and _goes_on(blocks[i]):
            paragraph.append(i)
            continue
        words = sum(scene.facts[n].words for n in paragraph)
        if 2 * sum(scene.facts[n].words for n in paragraph if n in kept) > words:
            yield from paragraph
        paragraph = [] if i is None else [i]


def _goes_on(block: Block) -> bool:
    return block.glued and not block.seamless


def contacts(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """Whom to ask, below a press release: a heading, and below it numbers and addresses."""
    for n, i in enumerate(scene.left):
        text = scene.page.blocks[i].text
        if i - 1 in kept and CONTACT_HEADING.fullmatch(text.strip(":： ")):
            below = scene.left[n + 1 : n + 1 + CONTACT_LINES]
            told = [m for m in below if CONTACT.search(scene.page.blocks[m].text)]
            if told:
                yield from (m for m in (i, *below) if m <= told[-1])


def reporters(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """The line below an article that names who contributed to it."""
    for i in scene.left:
        near = any(n in kept for n in range(i - NEAR, i))
        if near and contributor_names(scene.page.blocks[i].text):
            yield i


def clocks(scene: Scene, scores: Scores, kept: Kept) -> Iterator[int]:
    """The times above a live blog's entries."""
    times = [i for i in scene.left if CLOCK.fullmatch(scene.page.blocks[i].text)]
    if len(times) > 1:
        yield from (i for i in times if i + 1 in kept)


def _runs(scene: Scene, kept: Kept) -> Iterator[list[int]]:
    """The blocks that go, in runs without a gap in the page."""
    out = [i for i in scene.left if i not in kept]
    for _, run in groupby(enumerate(out), lambda pair: pair[1] - pair[0]):
        yield [i for _, i in run]


Look = Callable[[Scene, Scores, Kept], Iterator[int]]

TEXT: dict[str, Look] = {
    "reporters": reporters,
    "contacts": contacts,
    "clock-of-an-entry": clocks,
    "list-or-table": announced,
    "list-heading": list_heading,
    "same-paragraph": same_paragraph,
    "between-kept": between_kept,
    "last-sentences": last_sentences,
    "dialogue": dialogue,
}
# HTML tells the scorer what is a list, and lists beside articles are mostly other stories.
HTML: dict[str, Look] = {
    "reporters": reporters,
    "contacts": contacts,
    "clock-of-an-entry": clocks,
    "list-or-table": together,
}
COMPANY = {InputKind.TEXT: TEXT, InputKind.HTML: HTML}
