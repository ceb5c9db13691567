"""What stays on a page for the company it keeps, though the scorer would put it out.

The scorer looks for prose. A list's items, a table's rows, short answers, the reporters' line and a
press release's contacts are no prose, and belong to the article beside which they stand.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, takewhile

from sluice.judge.chosen import ending, of_kinds, short_ones
from sluice.judge.context import cells, headlines, quantities, rows, steps, tables
from sluice.judge.context.interrupted import (
    MOST_PASSED,
    PASSED_OVER,
    opening_paragraphs,
    uninterrupted,
)
from sluice.judge.facts import CLOCK_TIME, COLONS, QUESTION, WORTH_A_LOOK
from sluice.judge.figures import figures
from sluice.judge.places import COMMENT
from sluice.judge.sections import (
    CONTACT_HEADING_WORDS,
    CONTACT_LINES,
    holds_contact,
    is_contact_heading,
)
from sluice.judge.state import Finding, PageState
from sluice.model import BlockKind, Decision, InputKind, Step
from sluice.reasons import Reason
from sluice.text.dates import is_date_line

# Between blocks that stay, so many that the scorer doubts stay with them.
MOST_BETWEEN = 4
DOUBTED = 0.2
DOUBTED_LAST, DOUBTED_BEHIND = 0.25, 0.3
# A table has few words for the scorer to know it by: right between what stays, and right beside it.
DOUBTED_TABLE, BESIDE_TABLE = 0.1, 0.3
# Mostly a link is a table of other pages.
LINKED = 0.5
FEWEST_QUESTIONS = 3
# Headings in the same place that stay, before they speak for another.
FEWEST_ALIKE = 2
# Between a list or the reporters' line and the article stand a button or a separator at most.
NEAR = 3
LISTS = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
CAPTIONS = ("caption", "figcaption")
# Rows below the last block that stays, closed by a sentence of so many words.
UNLIKELY, MOST_ROWS, FEWEST_CLOSED, CLOSING_WORDS = 0.08, 24, 2, 6
LABEL, LABEL_WORDS = 40, 3

Scores = Mapping[int, float]
Kept = frozenset[int]


def companions(state: PageState) -> Iterator[Finding]:
    """Blocks that the scorer has just put out, each with the rule that keeps it."""
    shown, positions = state.shown
    for n, name in kept_for_company(shown).items():
        yield positions[n], Decision(Step.NEIGHBOURS, name)


def kept_for_company(state: PageState) -> dict[int, str]:
    """The positions scored that stay though their score is too low, each with the rule."""
    scores = state.scores
    content = state.content
    kept = frozenset([i for i, score in scores.items() if score >= content])
    if len(kept) == len(scores):
        return {}
    found: dict[int, str] = {}
    # Company is kept with what stays; without any, a recipe is its own.
    looks = COMPANY[state.page.kind] if kept else ALONE[state.page.kind]
    for name, look in looks.items():
        before = len(found)
        for i in look(state, scores, kept):
            if i not in kept:
                found.setdefault(i, f"company/{name}")
        if len(found) > before:
            kept |= found.keys()
    return found


def between_kept(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A few doubted blocks in a row between two that stay: short answers, dates, subheadings."""
    for run in _runs(scores, kept):
        inside = run[0] - 1 in kept and run[-1] + 1 in kept
        if inside and len(run) <= MOST_BETWEEN and all(scores[i] >= DOUBTED for i in run):
            yield from run
    for doubted in _parted(state, scores, kept):
        yield from doubted if len(doubted) <= MOST_BETWEEN else ()


def _parted(state: PageState, scores: Scores, kept: Kept) -> Iterator[list[int]]:
    """Doubted sentences that only what a rule has taken parts from what stays around them."""
    facts = state.facts
    doubted = (i for i, score in scores.items() if score >= DOUBTED and i not in kept)
    told = {i for i in doubted if facts[i].ends_sentence and not facts[i].hits}
    waiting: list[int] | None = None
    passed, marker = 0, False
    for i in range(min(kept), max(kept) + 1) if told else ():
        marked, marker = marker, state.reasons[i] in rows.MARKERS
        if i in kept:
            if waiting:
                yield waiting
            waiting, passed = [], 0
        elif waiting is None:
            continue
        elif i in told and not (marked and state.blocks[i].text.endswith(QUESTION)):
            waiting.append(i)
            passed = 0
        elif passed < MOST_PASSED and (
            state.reasons[i] in PASSED_OVER or (marked and _is_story(state, i))
        ):
            passed += 1
            marker = marker or marked
        else:
            waiting = None


def _is_story(state: PageState, i: int) -> bool:
    """Whether it may be the headline that belongs to a marker: it goes later, by its place."""
    return state.reasons[i] in (None, Reason.NOT_CONTENT) and state.facts[i].is_headline


def _is_told(state: PageState, i: int) -> bool:
    return state.facts[i].ends_sentence and not state.facts[i].hits


def announced(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A list or table that a colon, another part of it or its place ties to the article."""
    blocks = state.blocks
    if not of_kinds(blocks, list(scores), LISTS):
        return
    for kind, group in groupby(scores, lambda i: blocks[i].kind):
        if kind not in LISTS:
            continue
        rows = list(group)
        if all(i in kept for i in rows):
            continue
        before = rows[0] - 1
        colon = before >= 0 and blocks[before].text.endswith(COLONS)
        heads = kept & {before, before - 1} if colon else kept & {before}
        tied = bool(heads) and (colon or kind is BlockKind.TABLE_ROW)
        plain = not any(state.facts[i].hits for i in rows)
        inside = _stands_inside(rows, kept) and all(scores[i] >= DOUBTED for i in rows)
        if ((tied or inside) and plain) or 2 * sum(i in kept for i in rows) >= len(rows):
            yield from rows
            yield from [before] if colon and before in scores else []


def _stands_inside(rows: list[int], kept: Kept) -> bool:
    """Whether blocks that stay stand close above and close below."""
    above = range(rows[0] - NEAR, rows[0])
    below = range(rows[-1] + 1, rows[-1] + 1 + NEAR)
    return any(n in kept for n in above) and any(n in kept for n in below)


def together(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """All rows of a table, or items of one list, of which at least half stay."""
    for parts in _whole_lists(state, scores):
        most = 2 * sum(i in kept for i in parts) >= len(parts)
        if most or _is_table_inside(state, scores, kept, parts):
            yield from (i for i in parts if not _is_told_off(state, i))
            yield from _caption_of(state, scores, parts)


def _caption_of(state: PageState, scores: Scores, rows: list[int]) -> Iterator[int]:
    """The line beside the rows that the table, or the figure around it, calls its caption."""
    for beside in (rows[0] - 1, rows[-1] + 1):
        if beside in scores and state.blocks[beside].kind is BlockKind.CAPTION:
            element = state.blocks[beside].element
            if element >= 0 and state.page.elements.tags[element] in CAPTIONS:
                yield beside


def _is_told_off(state: PageState, i: int) -> bool:
    """Whether a phrase speaks against a row; in a table whose rows stay only a sure one does."""
    facts = state.facts[i]
    is_row = state.blocks[i].kind is BlockKind.TABLE_ROW
    return facts.surely is not None if is_row else bool(facts.hits)


def _is_table_inside(state: PageState, scores: Scores, kept: Kept, parts: list[int]) -> bool:
    """Whether they are rows right between two blocks that stay and without links, or beside one."""
    blocks = state.blocks
    if blocks[parts[0]].kind is not BlockKind.TABLE_ROW or _linked(state, parts) >= LINKED:
        return False
    above, below = parts[0] - 1, parts[-1] + 1
    above -= above in scores and blocks[above].kind is BlockKind.CAPTION
    below += below in scores and blocks[below].kind is BlockKind.CAPTION
    mean = sum(scores[i] for i in parts) / len(parts)
    inside = above in kept and below in kept and not any(blocks[i].links for i in parts)
    # A single row above the text says who keeps the page.
    beside = above in kept or (below in kept and len(parts) > 1)
    return (inside and mean >= DOUBTED_TABLE) or (beside and mean >= BESIDE_TABLE)


def _linked(state: PageState, parts: list[int]) -> float:
    """Which share of their words is links."""
    words = sum(state.facts[i].words for i in parts)
    return sum(state.blocks[i].link_share * state.facts[i].words for i in parts) / max(1, words)


def _whole_lists(state: PageState, scores: Scores) -> Iterator[list[int]]:
    """The items and rows in a row, those of one list at a time."""
    if not of_kinds(state.blocks, list(scores), LISTS):
        return
    parents = state.page.elements.parents
    parts: list[int] = []
    last: tuple[BlockKind, int] | None = None
    for i in scores:
        kind, element = state.blocks[i].kind, state.blocks[i].element
        whole = None
        if kind in LISTS:
            # An item's own element is the last, its list the one around that.
            in_list = kind is BlockKind.LIST_ITEM and element >= 0
            whole = kind, max(0, parents[element]) if in_list else 0
        if whole != last:
            if last:
                yield parts
            parts, last = [], whole
        parts.append(i)
    if last:
        yield parts


def subheadings(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A heading right above what stays, where others like it stay, or close to it in markup.

    Right above prose, code or rows, and items without links: a menu's heading is no subheading.

    Above the first block of the article stand its kicker and its headline in other words.
    """
    blocks, facts, first = state.blocks, state.facts, min(kept)
    heads = of_kinds(blocks, list(scores), (BlockKind.HEADING,))
    doubted = (i for i in heads if i not in kept and i + 1 in kept and _is_headed(state, i + 1))
    out = [i for i in doubted if not facts[i].hits]
    alike = Counter(_manner(state, i) for i in heads if i in kept) if out else {}
    for i in out:
        is_own = i >= first and scores[i] >= DOUBTED and not blocks[i].links
        is_own = is_own and not state.places.says(blocks[i], COMMENT)
        if alike.get(_manner(state, i), 0) >= FEWEST_ALIKE or (is_own and rows.is_close(state, i)):
            yield i
    yield from (i for i in heads if i not in kept and _is_between_heads(state, scores, kept, i))


def _is_between_heads(state: PageState, scores: Scores, kept: Kept, i: int) -> bool:
    """Whether a doubted heading, a link as well, stands right between headings that stay."""
    if scores[i] < DOUBTED or state.facts[i].hits or not {i - 1, i + 1} <= kept:
        return False
    three = state.blocks[i - 1 : i + 2]
    levels = [block.level for block in three if block.kind is BlockKind.HEADING]
    parents = state.page.elements.parents
    # Of other stories the headings are of one level, or in elements of their own.
    is_deeper = len(levels) == len(three) and levels[0] < levels[1] < levels[2]
    return is_deeper and len({parents[block.element] for block in three if block.element >= 0}) == 1


def _is_headed(state: PageState, i: int) -> bool:
    """Whether it is what stands below a subheading."""
    return state.facts[i].is_prose or (
        state.blocks[i].kind in (*LISTS, BlockKind.CODE) and not state.blocks[i].links
    )


def _manner(state: PageState, i: int) -> tuple[int, tuple[str, ...]]:
    block = state.blocks[i]
    return block.level, state.page.path(block)


def list_heading(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """The doubted line above a list that stays, with the article's prose not far above it."""
    for below in of_kinds(state.blocks, list(scores), LISTS):
        i = below - 1
        doubted = below in kept and scores.get(i, 0.0) >= DOUBTED
        if doubted and not state.facts[i].hits and _is_near(i, kept):
            yield i


def _is_near(i: int, kept: Kept) -> bool:
    """Whether a block that stays stands close above."""
    return any(n in kept for n in range(i - NEAR, i))


def last_sentences(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A doubted paragraph right below one that stays, or below the teaser that stands there."""
    tied = set(kept)
    for i, score in scores.items():
        if score < DOUBTED_LAST or i in kept or not _is_told(state, i):
            continue
        is_likely = score >= DOUBTED_BEHIND
        is_next = is_likely and i - 1 in tied and state.facts[i].is_prose
        if i - 1 in kept or is_next or (is_likely and _above_teaser(state, i) in tied):
            tied.add(i)
            yield i


def closed_rows(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """Short lines below a block that stays, and the doubted sentence that closes them.

    A colon opens them, or some hold figures: the end of an article is often a list and a last word.
    """
    facts, top = state.facts, max(kept)
    below = list(takewhile(lambda i: i in scores, range(top + 1, top + 2 + MOST_ROWS)))
    listed = list(takewhile(lambda i: _is_listed(state, i) and scores[i] >= UNLIKELY, below))
    if len(listed) < FEWEST_CLOSED or len(listed) == len(below):
        return
    last = below[len(listed)]
    is_told = _is_told(state, last) and facts[last].words >= CLOSING_WORDS
    figures = sum(rows.has_figure(state, i) for i in listed)
    opened = state.blocks[top].text.endswith(COLONS) or 3 * figures >= len(listed)
    if is_told and opened and scores[last] >= DOUBTED_BEHIND:
        yield from (*listed, last)


def _is_listed(state: PageState, i: int) -> bool:
    """Whether it is a row, or a number with a full stop."""
    facts = state.facts[i]
    return rows.is_row(facts) or (facts.words == 1 and rows.has_figure(state, i))


def named_quotes(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """The doubted name, with its colon, right above a quotation that stays."""
    for below in of_kinds(state.blocks, list(scores), (BlockKind.QUOTE,)):
        i = below - 1
        is_name = scores.get(i, 0.0) >= DOUBTED and state.facts[i].words <= LABEL_WORDS
        if is_name and below in kept and state.blocks[i].text.endswith(COLONS):
            yield i


def labelled_alike(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A doubted line right below what stays, with the label of others that stay: "Evening: …"."""
    doubted = [i for i, score in scores.items() if score >= DOUBTED and i not in kept]
    labels: Counter[str] | None = None
    tied = set(kept)
    for i in doubted:
        label = _label(state, i) if i - 1 in tied else ""
        if label and labels is None:
            labels = Counter(_label(state, n) for n in kept)
        if label and labels and labels[label] >= FEWEST_ALIKE and not state.facts[i].hits:
            tied.add(i)
            yield i


def _label(state: PageState, i: int) -> str:
    """What stands before a line's colon, were it a word or two."""
    label, colon, rest = state.blocks[i].text[:LABEL].partition(":")
    return label if colon and rest and len(label.split()) <= LABEL_WORDS else ""


def _above_teaser(state: PageState, i: int) -> int:
    """Where the teaser right above a block ends an article's paragraph; -1 where none stands."""
    marker = i - 2 if i > 1 and _is_story(state, i - 1) else i - 1
    asks = marker == i - 1 and state.blocks[i].text.endswith(QUESTION)
    return marker - 1 if marker > 0 and state.reasons[marker] in rows.MARKERS and not asks else -1


def dialogue(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """Further questions with their answers, below those of an interview that stay."""
    blocks = state.blocks
    if len(ending(blocks, list(kept), QUESTION)) < FEWEST_QUESTIONS:
        return
    tied = set(kept)
    for i in scores:
        question = i - 1 in tied and i + 1 in scores and blocks[i].text.endswith(QUESTION)
        if question and state.facts[i + 1].ends_sentence:
            tied |= {i, i + 1}
            yield from (i, i + 1)


def same_paragraph(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """Sentences of one paragraph, where most of its words stay; seams end a paragraph."""
    for paragraph in _paragraphs(state, scores) if state.glued else ():
        words = sum(state.facts[n].words for n in paragraph)
        if 2 * sum(state.facts[n].words for n in paragraph if n in kept) > words:
            yield from paragraph


def _paragraphs(state: PageState, scores: Scores) -> Iterator[list[int]]:
    """The positions scored, those of one paragraph that was cut at a time."""
    paragraph: list[int] = []
    for i in state.glued:
        if i not in scores or state.blocks[i].seamless:
            continue
        if paragraph and paragraph[-1] == i - 1:
            paragraph.append(i)
            continue
        if paragraph:
            yield paragraph
        paragraph = [i - 1, i] if i - 1 in scores else [i]
    if paragraph:
        yield paragraph


def contacts(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """Whom to ask, below a press release: a heading, and below it numbers and addresses."""
    blocks = state.blocks
    positions = list(scores)
    for i in short_ones(state.facts, positions, CONTACT_HEADING_WORDS):
        if i - 1 in kept and is_contact_heading(blocks[i].text, state.facts[i]):
            n = bisect_left(positions, i)
            below = positions[n + 1 : n + 1 + CONTACT_LINES]
            told = [m for m in below if holds_contact(blocks[m].text)]
            if told:
                yield from (m for m in (i, *below) if m <= told[-1])


def reporters(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """The line below an article that names who contributed to it."""
    told = [i for i in state.all_signed(WORTH_A_LOOK) if state.facts[i].is_credit]
    return (i for i in told if i in scores and _is_near(i, kept))


def clocks(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """The times above a live blog's entries."""
    times = [i for i in state.all_signed(CLOCK_TIME) if i in scores]
    return (i for i in times if len(times) > 1 and i + 1 in kept)


def diary(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """The days between the entries of a diary, where no tags tell them from those of remarks."""
    stamps = (i for i in scores if state.facts[i].is_stamp and {i - 1, i + 1} <= kept)
    days = [i for i in stamps if i not in kept and is_date_line(state.blocks[i].text)]
    return iter(days if len(days) > 1 else ())


def _runs(scores: Scores, kept: Kept) -> Iterator[list[int]]:
    """The blocks that go, in runs without a gap in the page."""
    run: list[int] = []
    for i in [i for i in scores if i not in kept]:
        if run and i != run[-1] + 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


Look = Callable[[PageState, Scores, Kept], Iterator[int]]

TEXT: dict[str, Look] = {
    "reporters": reporters,
    "contacts": contacts,
    "clock-of-an-entry": clocks,
    "day-of-an-entry": diary,
    "list-or-table": announced,
    "rows-of-figures": rows.rows_of_figures,
    "table-below": tables.table_below,
    "ingredients": rows.ingredients,
    "days-of-the-week": rows.days_of_the_week,
    "list-heading": list_heading,
    "same-paragraph": same_paragraph,
    "framed-alike": rows.framed_alike,
    "between-kept": between_kept,
    "first-paragraphs": rows.first_paragraphs,
    "closed-rows": closed_rows,
    "last-sentences": last_sentences,
    "uninterrupted": uninterrupted,
    "opening-paragraph": opening_paragraphs,
    "dialogue": dialogue,
}
# HTML tells the scorer what is a list, and lists beside articles are mostly other stories.
HTML: dict[str, Look] = {
    "reporters": reporters,
    "contacts": contacts,
    "clock-of-an-entry": clocks,
    "list-or-table": together,
    "quantities": quantities.quantities,
    "subheading": subheadings,
    "headline-of-a-post": headlines.headlines,
    "unlinked-list": rows.unlinked_list,
    "linked-paragraph": rows.linked_paragraph,
    "whole-part": rows.whole_parts,
    "label-like-others": labelled_alike,
    "named-quotation": named_quotes,
    "steps-with-code": steps.steps_with_code,
    "cell-of-a-row": cells.cells_of_a_row,
    "figure": figures,
}
COMPANY = {InputKind.TEXT: TEXT, InputKind.HTML: HTML}
ALONE: dict[InputKind, dict[str, Look]] = {
    InputKind.TEXT: {},
    InputKind.HTML: {"quantities": quantities.quantities},
}
# What stays by these are sentences that the scorer doubts.
IN_DOUBT = frozenset(
    f"company/{name}"
    for name in (
        *("between-kept", "framed-alike", "first-paragraphs", "last-sentences", "closed-rows"),
        *("uninterrupted", "opening-paragraph", "linked-paragraph"),
    )
)
