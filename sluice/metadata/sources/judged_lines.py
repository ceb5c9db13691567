"""What the page's own lines say, once they are judged: title, byline, dates, dateline, reporters.

The judging moves lines to the metadata by its reasons; this reads them, for HTML and text alike.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from sluice.metadata.sources import datelines
from sluice.metadata.sources.dated_lines import BETWEEN, OPENING, is_update, told
from sluice.metadata.sources.headline_lines import is_short, told_by
from sluice.model import Block, InputKind, Judgement
from sluice.reasons import Reason
from sluice.text.calendar_names import weekday_names
from sluice.text.dates import is_date_line, is_span, read_date
from sluice.text.names import (
    NAME,
    byline_agency,
    byline_names,
    contributor_names,
    is_byline,
    lowered_names,
    names_alone,
)
from sluice.text.words import count_words, ends_sentence

REPORTING_BLOCKS = 3
# Bylines that begin in lower case, as a line does that goes on.
TAIL = re.compile(
    r"\s(?P<byline>(?:di|von|por|par|door|av|af|by|przez|oleh|de|de către)\s"
    rf"(?P<name>{NAME.pattern}))$"
)
# So often a text page has its site's name at least.
REPEATED = 2
# Where no line is the title, so many above the prose are asked.
ABOVE_BODY = 3
# Between a title and its prose; more are a menu or other stories.
MOST_LINES = 24
# A standfirst, or a subtitle and a line of whom the news is from.
STANDFIRSTS, LONGEST_STANDFIRST, PROSE = 2, 320, 60
SUBTITLES, LONGEST_SUBTITLE = 5, 160
LONGEST_DAY = 40
HEADLINE_WORDS, MENU_LINES = 5, 2
HOUR = re.compile(r"\d[:.h]\d\d\b")
WORD = re.compile(r"[^\W\d_]+")
STAMPS = frozenset((Reason.DATE_STAMP, Reason.BYLINE))
UNDER_STANDFIRST = STAMPS | frozenset(
    (Reason.SHARE_BAR, Reason.NOT_CONTENT, Reason.IMAGE_CAPTION, Reason.MEDIA_PLAYER)
)


def read(judgement: Judgement, language: str | None = None) -> dict[str, Any]:
    """The fields that lines of the page give."""
    titles = _titles(judgement)
    end = _end_of_head(judgement, titles)
    is_text = judgement.page.kind is InputKind.TEXT
    found = _days(judgement, titles, end, language) if is_text else {}
    for reason, line in _lines(judgement, titles, end):
        value = READERS[reason](line)
        of_update = reason is Reason.DATE_STAMP and is_update(line.casefold())
        if reason is Reason.BYLINE:
            found.setdefault("byline", line)
            found.setdefault("agency", byline_agency(line))
        if value:
            found.setdefault("date_modified" if of_update else FIELDS[reason], value)
    if is_text:
        found = _day_above(judgement, min(titles, default=0) - 1, language) | found
    blocks, body = judgement.page.blocks, judgement.body
    if body:
        found |= datelines.read(
            blocks[_below_subtitles(judgement, titles)].text, blocks[body[-1]].text
        )
    last = [blocks[i].text for i in body[-REPORTING_BLOCKS:]]
    names = [name for text in last for name in contributor_names(text)]
    if names:
        found["contributors"] = names
    return {field: value for field, value in found.items() if value}


def parted_title(title: str, content: str | bytes) -> dict[str, Any]:
    """A text page's title and byline that were taken for one line, where they stood on two.

    Nothing but the line break tells "The mills" and "di Ada Stone" from "The mills di Ada Stone".
    """
    tail = TAIL.search(title)
    if tail is None:
        return {}
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    if not re.search(rf"\n[ \t]*{re.escape(tail['byline'])}[ \t\r]*\n", text):
        return {}
    return {"title": title[: tail.start()], "authors": (tail["name"],), "byline": tail["byline"]}


def _days(
    judgement: Judgement, titles: Sequence[int], first: int, language: str | None
) -> dict[str, Any]:
    """The days that a text page's lines from its title to its first prose tell."""
    blocks = judgement.page.blocks
    titles = [i for i in titles if i < first]
    title = titles[-1] if titles else max(0, first - 1 - ABOVE_BODY)
    found = _told(blocks[title + 1 : first], language)
    found["lines"] = list(_lines_of(blocks[(titles or [title])[0] + 1 : first]))
    if len(titles) > 1:
        # The last may be the repeat of one that has its date below it, or may be that date's line.
        found = _told(blocks[titles[0] + 1 : title + 1], language) | found
    if "date_published" not in found and judgement.body:
        line = blocks[first].text
        said = _opening_day(line, language)
        if not said and first == title + 1 and _is_stamp(line):
            said = told(line, language).published
        found |= {"date_published": said} if said else {}
    return found


def _day_above(judgement: Judgement, above: int, language: str | None) -> dict[str, Any]:
    """The day of the line right above a text page's title, where it is no masthead's."""
    blocks = judgement.page.blocks
    line = blocks[above].text if above >= 0 else ""
    if judgement.reasons[above : above + 1] != (Reason.DATE_STAMP,):
        return {}
    said = told(line, language)
    # Another story has its day below its headline.
    is_others = above > 0 and count_words(blocks[above - 1].text) >= HEADLINE_WORDS
    if is_others or not (said.labelled or _is_no_masthead(above, line)):
        return {}
    days = {"date_published": said.published, "date_modified": said.modified}
    return {field: day for field, day in days.items() if day}


def _is_no_masthead(above: int, line: str) -> bool:
    """Whether a day stands below a menu, and is not today's, with its weekday but no hour."""
    names = WORD.findall(line.casefold())
    is_dated = weekday_names().isdisjoint(names) or bool(HOUR.search(line))
    return above >= MENU_LINES and is_dated


def _told(blocks: Sequence[Block], language: str | None) -> dict[str, Any]:
    """The first day of each kind, and the first byline, that these lines tell."""
    return told_by(_lines_of(blocks), language)


def _lines_of(blocks: Sequence[Block]) -> Iterator[str]:
    return islice((line for block in blocks for line in block.text.split("\n")), MOST_LINES)


def _opening_day(line: str, language: str | None) -> str | None:
    """The day that a paragraph opens with."""
    opening = OPENING.match(line)
    return told(opening["day"], language).published if opening else None


def _is_stamp(line: str) -> bool:
    """Whether a line right below the title is in pieces, or opens with a figure, as no sentence."""
    return is_short(line) and (line[:1].isdigit() or bool(BETWEEN.search(line)))


def _end_of_head(judgement: Judgement, titles: Sequence[int]) -> int:
    """Where the prose begins: on a text page below a standfirst with the byline or day under it."""
    body, blocks = judgement.body, judgement.page.blocks
    end = body[0] if body else len(blocks)
    if judgement.page.kind is InputKind.HTML or _is_of_days(blocks[i].text for i in body):
        return end
    end = _below_subtitles(judgement, titles) if body else end
    for own, following in pairwise(body[: STANDFIRSTS + 1]):
        between = judgement.reasons[own + 1 : following]
        if len(blocks[own].text) > LONGEST_STANDFIRST or not UNDER_STANDFIRST.issuperset(between):
            break
        prose = blocks[following].text
        if STAMPS & set(between) and len(prose) >= PROSE and ends_sentence(prose):
            end = following
    return end


def _below_subtitles(judgement: Judgement, titles: Sequence[int]) -> int:
    """Where the sentences begin below the lines right under a text page's title, that are none."""
    body, blocks = judgement.body, judgement.page.blocks
    is_asked = titles and judgement.page.kind is InputKind.TEXT
    below = range(titles[-1] + 1, titles[-1] + 1 + SUBTITLES) if is_asked else ()
    for i, place in zip(below, body, strict=False):
        text = blocks[place].text
        if i != place or ends_sentence(text) or len(text) > LONGEST_SUBTITLE:
            is_prose = len(text) >= PROSE and ends_sentence(text)
            return place if i == place and is_prose else body[0]
    return body[0]


def _is_of_days(lines: Iterable[str]) -> bool:
    """Whether a line of an article is a day, as in a diary."""
    return any(is_date_line(line) for line in lines if len(line) <= LONGEST_DAY)


def _lines(judgement: Judgement, titles: Sequence[int], end: int) -> Iterator[tuple[Reason, str]]:
    blocks = judgement.page.blocks
    reasons = list(judgement.reasons)
    removed = [(i, reason) for i, reason in enumerate(reasons) if reason in READ]
    is_html = judgement.page.kind is InputKind.HTML
    named = not is_html and any(reason is Reason.MASTHEAD for _, reason in removed)
    times = Counter([block.text for block in blocks] if named else [])
    for i, reason in removed:
        block = blocks[i]
        if reason is Reason.TITLE and i not in titles:
            continue
        # A date above the title is the day's; one below the article is anybody's.
        if reason is Reason.DATE_STAMP and not (titles and titles[0] < i < end):
            continue
        # Two words in capitals and nothing else may be a menu's, where there are tags to tell more.
        if reason is Reason.BYLINE and is_html and not is_byline(block.text):
            continue
        # The site's name is the masthead that the page repeats; said once it may be a section's.
        if reason is Reason.MASTHEAD and times[block.text] < REPEATED:
            continue
        if reason is not None:
            yield reason, block.text


def _titles(judgement: Judgement) -> list[int]:
    """Where the title stands; of a line that went as one only once all else had gone, if at all."""
    trails = judgement.trails
    found = [i for i, reason in enumerate(judgement.reasons) if reason is Reason.TITLE]
    return [i for i in found if len(trails[i]) == 1] or found


def _text(line: str) -> str:
    return line


def _names(line: str) -> tuple[str, ...]:
    return byline_names(line) or names_alone(line) or lowered_names(line)


def _date(line: str) -> str | None:
    day = None if is_span(line) else read_date(line)
    return day.isoformat() if day else None


READERS = {
    Reason.TITLE: _text,
    Reason.MASTHEAD: _text,
    Reason.BYLINE: _names,
    Reason.DATE_STAMP: _date,
}
READ = tuple(READERS)
FIELDS = {
    Reason.TITLE: "title",
    Reason.MASTHEAD: "site_name",
    Reason.BYLINE: "authors",
    Reason.DATE_STAMP: "date_published",
}
