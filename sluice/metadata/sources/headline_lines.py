"""The day and the byline at the headline, from the lines around it; else the one labelled day.

Lines of a masthead, of comments and of other stories are not asked.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sluice.metadata.sources.borders import lines_of
from sluice.metadata.sources.dated_lines import (
    BETWEEN,
    BETWEEN_MARK,
    NOTHING,
    OPENING,
    Told,
    is_labelled,
    told,
    with_labels,
    with_words_of_labels,
)
from sluice.metadata.sources.time_elements import ELSEWHERE
from sluice.model import Block, BlockKind, Page
from sluice.text.dates import FIGURE, is_date_line
from sluice.text.name_edges import MAIL, is_titled, named_within, without_date
from sluice.text.names import (
    AND_ALONE,
    AND_BEFORE,
    WRITING,
    byline_agency,
    byline_match,
    byline_names,
    byline_words,
    is_byline,
    is_marker_alone,
    is_name,
    is_task,
    is_trade,
    split_names,
)
from sluice.text.words import ends_sentence

WORD = re.compile(r"\w+")
LONGEST_LINE = 70
LONGEST_LABELLED = 400
LONGEST_CREDIT = 120
# Two pieces of a page that ran into each other: "Wedding checklistsJust engaged".
GLUED = re.compile(r"[^\W\d_A-Z]{3}[A-Z]")
# A menu's, a picture's.
MARKED = re.compile(r"[|/]")
# "ByAda Stone": what starts a byline in an element of its own.
GLUED_BY = re.compile(r"(By|Von|Par|Por|Door|Av|Af|Oleh|Przez)(?=[^\W\d_a-zà-öø-ÿ][^\W\d_]+\s)")
BEFORE, AFTER = 3, 14
# A longer line with so many marks between its pieces is no sentence.
FEWEST_MARKS = 3
ABOVE_BODY = 8
MASTHEAD = frozenset(("header", "nav"))
# A forum's thread has an account's name where an article has its author's.
STARTER = re.compile(
    r"(?:thread|topic|discussion) (?:starter|started by)[:\s]\s*(?P<account>[^\W_][\w.-]{1,29})",
    re.I,
)
# Of these words a byline may stand anywhere on the page, above a life in brief or below the body.
SIGNED = re.compile(
    r"(?:(?:this|the) (?:post|article|story|review|guide) (?:was|is) )?"
    r"(?:written|authored|posted|published) by:?\s+:?\s*(?P<who>\S.{2,80})"
    r"|(?:autorin/autor\s|(?:author|autor|autorin|auteur|auteure|autore|autrice|autora|författare"
    r"|forfatter|kirjoittaja|szerző|redaktor|автор|yazar|yazan|penulis|tác giả|συντάκτης|الكاتب"
    r"|نویسنده|लेखक|作者|記者|글쓴이)\s?[:：])\s*(?P<name>\S.{1,60})",
    re.I,
)
SIGNED_STARTS = frozenset("tTwWaApPfFkKsSrRаАyYσΣاनلनलिल作記글")
# So many characters are a paragraph: the lines of the headline end above the second one.
PROSE = 220
# What may begin an article; headings below it are no bylines.
OPENING_PROSE = 90
# "4 answers", "Replies (4)": what is dated below it is of others than the asker.
REPLIES = re.compile(
    r"(?:\(?\d+\)?\s)?(?:answers?|repl(?:y|ies)|comments?|responses?|antwort(?:en)?|kommentare?|réponses?"
    r"|commentaires?|respuestas?|comentarios?|respostas?|comentários?|rispost[ae]|commenti|antwoord(?:en)?"
    r"|reacties?|svar|kommentarer|vastau(?:s|sta)|odpowied(?:ź|zi)|komentarz[ey]?|odpověd(?:i|í)|válasz"
    r"|hozzászólás|ответ(?:а|ов|ы)?|коммента(?:рий|рия|риев|рии)|відповід(?:ь|і|ей)|коментар(?:і|ів)?"
    r"|απαντήσεις|yanıt|cevap|yorum|jawaban|komentar|trả lời|bình luận|回答|评论|답변|댓글|คำตอบ"
    r"|ความคิดเห็น|تعليقات|إجابات|إجابة|پاسخ|उत्तर|תשובות|תגובות)(?:\s?[(（:]?\s?\d+[)）]?)?",
    re.I,
)
LONGEST_TITLE = 300
LONGEST_SIGNED = 140
MOST_LINES = 3_000
TELLING = 0.6


def read(page: Page, titles: Iterable[str], language: str) -> dict[str, Any]:
    """The days of publication and of the last change, and the authors, that lines tell.

    titles: forms of the page's title; the first that stands on the page is the headline.
    day_below: the day of publication if it stands below the headline; above, it may be today's.
    lines: those that were asked, first the headline and what is below it, then what is above it.
    """
    places = (_headline(page.blocks, title) for title in titles)
    place = next((place for place in places if place is not None), None)
    if place is None:
        return {}
    lines_below, lines_above = list(_below(page, place)), list(_above(page, place))
    below = told_by(lines_below, language)
    seen = {"day_below": below["date_published"]} if "date_published" in below else {}
    lines = {"lines": lines_below + lines_above}
    return told_by(lines_above, language) | below | seen | lines


def told_by(lines: Iterable[str], language: str | None) -> dict[str, Any]:
    """The days, the authors and the agency that lines at a headline tell, of any kind of page."""
    found: dict[str, Any] = {}
    for line in with_joined(with_markers(with_cards(with_labels(lines)))):
        said = told(line, language)
        names = _names(line) or _names_beside(line, said)
        # A sentence or a caption may name any day.
        if not names and (said is NOTHING or not (said.labelled or is_short(line))):
            continue
        stated = {
            "date_published": said.published,
            "date_modified": said.modified,
            "authors": names,
            "agency": byline_agency(line) if names else "",
            "byline": line if names else "",
        }
        found = {field: value for field, value in stated.items() if value} | found
    return found


def alone(lines: Iterable[str], language: str | None) -> tuple[str, ...]:
    """The people on a line of their own, beside a day's or above that of a trade or an address."""
    above: tuple[str, ...] = ()
    is_below_day = False
    for line in lines:
        said = told(line, language) if len(line) <= LONGEST_LINE else NOTHING
        is_day = bool(said.published or said.modified)
        if above and (is_day or is_trade(line) or MAIL.fullmatch(line)):
            return above
        if is_day and (beside := _named_beside_day(line)):
            return beside
        named = _named_alone(line)
        # Several stand one below the other.
        above = (*above, *named) if named else ()
        if above and is_below_day:
            return above
        is_below_day = is_day
    return ()


def _named_beside_day(line: str) -> tuple[str, ...]:
    """The people of a line of their names and a day: "Ada Stone 7 May 2024", either one first."""
    name = without_date(line)
    if name == line or not is_date_line(line[len(name) :].strip(" ,|•·–-")):
        name = _behind_day(line)
    return _named_alone(name.strip(" ,|•·–-"))


def _behind_day(line: str) -> str:
    first, *others = BETWEEN.split(line) if BETWEEN_MARK.search(line) else [line]
    return others[0] if len(others) == 1 and is_date_line(first) else ""


def _named_alone(line: str) -> tuple[str, ...]:
    """The people of a line that is nothing but their names, with no word of what they did."""
    is_framed = (
        FIGURE.search(line) or GLUED.search(line) or line.endswith(".") or MARKED.search(line)
    )
    if len(line) > LONGEST_LINE or is_framed or is_trade(line) or byline_words(line)[1]:
        return ()
    names = split_names(line)
    return names if names and line.startswith(names[0]) and all(map(is_name, names)) else ()


def with_markers(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each name behind the "By" that stands on a line of its own above it."""
    marker = ""
    for line in map(_parted, lines):
        is_behind = bool(marker) and not FIGURE.search(line) and len(line) <= LONGEST_LINE
        yield f"{marker} {line}" if is_behind else line
        # A "Reporter" stands behind a name as well.
        marker = line if is_marker_alone(line) and not is_trade(line) else ""


def with_cards(lines: Iterable[str]) -> Iterator[str]:
    """The lines, names above a "Text" behind it on one line, and none of those above "Foto"."""
    given = list(lines)
    place = 0
    while place < len(given):
        end = _cards_end(given, place)
        cards = range(place, end, 2)
        if writers := [given[n] for n in cards if WRITING.fullmatch(given[n + 1])]:
            yield f"Text: {', '.join(writers)}"
        if not cards:
            yield given[place]
        place = max(end, place + 1)


def _cards_end(lines: list[str], place: int) -> int:
    """Where cards end that begin there, each a name above what that one did; there for none."""
    end = place
    if place and (is_marker_alone(lines[place - 1]) or is_task(lines[place - 1])):
        return place
    while end + 1 < len(lines) and is_name(lines[end]) and is_task(lines[end + 1]):
        end += 2
    # One more name: each stands below what that one did.
    return place if end < len(lines) and is_name(lines[end]) else end


def with_joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each byline with the last of its names, behind an "and" on a line of its own."""
    before, joiner = "", ""
    for line in lines:
        if before and not joiner and AND_ALONE.fullmatch(line):
            joiner = line
        elif before and _goes_on(before, f"{joiner} {line}".lstrip()):
            before, joiner = f"{before} {joiner} {line}".replace("  ", " "), ""
        else:
            yield from filter(None, (before, joiner))
            before, joiner = line, ""
    yield from filter(None, (before, joiner))


def _goes_on(byline: str, line: str) -> bool:
    """Whether a line is one more name, behind the "and" that it begins with or the byline ends."""
    opening = AND_BEFORE.match(line)
    ends = byline.rpartition(" ")
    if not opening and not AND_ALONE.fullmatch(ends[2]):
        return False
    name = line[opening.end() :] if opening else line
    named = byline if opening else ends[0]
    return is_name(name) and not is_trade(name) and (is_byline(named) or is_name(named))


def _parted(line: str) -> str:
    """The line with a blank between a "By" and the name that it touches."""
    glued = GLUED_BY.match(line) if len(line) <= LONGEST_LINE else None
    return f"{glued[1]} {line[glued.end() :]}" if glued else line


def is_short(line: str) -> bool:
    """Whether a line is too short for a sentence, or in pieces, or opens with its day."""
    return (
        len(line) <= LONGEST_LINE
        or len(BETWEEN.findall(line)) >= FEWEST_MARKS
        or bool(OPENING.match(line))
    )


def _names(line: str) -> list[str]:
    """The names that a line gives behind a "by", whatever else stands behind them."""
    if is_byline(line):
        return list(byline_names(line))
    if not line.isascii():
        if is_titled(line):
            return list(split_names(line))
        if within := named_within(line):
            return [within]
    if starter := STARTER.fullmatch(line):
        return [starter["account"]]
    if "\n" in line:
        return []
    parts = BETWEEN.split(line) if BETWEEN_MARK.search(line) else [line]
    pieces = [byline_words(part) for part in parts]
    return [name for bare, marker in pieces if marker and bare for name in split_names(bare)]


def _names_beside(line: str, said: Told) -> list[str]:
    """The names of the first piece of a line that has a day or a trade in another piece."""
    if len(line) > LONGEST_CREDIT or not BETWEEN_MARK.search(line):
        return []
    first, *others = BETWEEN.split(line)
    if not others or FIGURE.search(first) or GLUED.search(first):
        return []
    is_credit = said.published or said.modified or any(map(is_trade, others))
    return list(split_names(byline_words(first)[0])) if is_credit else []


def _headline(blocks: tuple[Block, ...], title: str) -> int | None:
    """The block that is the title; of several the first heading, else the first."""
    words = _words(title)
    if not words:
        return None
    # Words are worth comparing only where the lengths are near and a block has the title's first
    # letters, as many as it shares with each block that is the title; it is asked of every block.
    shortest, longest = len(words) * TELLING, 2 * len(title) + LONGEST_LINE
    opening = words.split()[0][: max(1, int(shortest))]
    same = [
        n
        for n, text in enumerate([block.text for block in blocks[:MOST_LINES]])
        if shortest <= len(text) <= longest
        and opening in text.casefold()
        and _is_title(blocks[n], words)
    ]
    headings = [n for n in same if blocks[n].kind is BlockKind.HEADING]
    return next(iter(headings or same), None)


def _is_title(block: Block, words: str) -> bool:
    if not 0 < len(block.text) <= LONGEST_TITLE:
        return False
    own = _words(block.text)
    if block.kind is BlockKind.HEADING and own:
        return own.startswith(words) or (words.startswith(own) and len(own) > TELLING * len(words))
    return own == words or any(_words(line) == words for line in _several(block))


def _several(block: Block) -> list[str]:
    """The lines of a block that has several, as where breaks alone part day, title and byline."""
    return block.text.split("\n") if "\n" in block.text else []


def _below(page: Page, place: int) -> Iterator[str]:
    prose = 0
    opened = False
    for block in page.blocks[place : place + AFTER]:
        prose += len(block.text) > PROSE
        if prose > 1 or (opened and REPLIES.fullmatch(block.text)):
            break
        is_other = opened and block.kind is BlockKind.HEADING
        opened = opened or (len(block.text) > OPENING_PROSE and ends_sentence(block.text))
        if not is_other and _is_asked(page, block, place) and "nav" not in page.path(block):
            yield from lines_of(page, block.text)


def _above(page: Page, place: int) -> Iterator[str]:
    # A header with the headline in it may be the article's own.
    around = set(page.elements.lineage(page.blocks[place].element))
    for block in reversed(page.blocks[max(0, place - BEFORE) : place]):
        path = set(page.path(block))
        in_article = bool({"main", "article"} & path) or _shares_header(page, block, around)
        if _is_asked(page, block, place) and (in_article or not MASTHEAD & path):
            yield from lines_of(page, block.text)


def _shares_header(page: Page, block: Block, around: set[int]) -> bool:
    """Whether the first header or menu around a block is a header around the headline."""
    tags = page.elements.tags
    around_block = page.elements.lineage(block.element)
    found = next((place for place in around_block if tags[place] in MASTHEAD), -1)
    return found in around and tags[found] == "header"


def _is_asked(page: Page, block: Block, headline: int) -> bool:
    """Whether a block belongs to the article, as far as the names of its elements tell."""
    names = page.names(block)
    return ELSEWHERE.isdisjoint(names) or not ELSEWHERE & (
        names - page.names(page.blocks[headline])
    )


def above_body(page: Page, first: int, language: str) -> dict[str, Any]:
    """The days of the line next above the body's first block that tells one."""
    for block in reversed(page.blocks[max(0, first - ABOVE_BODY) : first]):
        if _is_asked(page, block, first) and not MASTHEAD & set(page.path(block)):
            found = told_by(lines_of(page, block.text), language)
            if found.keys() & {"date_published", "date_modified"}:
                return found
    return {}


def signed(page: Page, first: int) -> dict[str, Any]:
    """The people whom a "Written by" names, wherever it stands, if all of them name the same."""
    found: set[tuple[str, ...]] = set()
    for block in islice(page.blocks, MOST_LINES):
        text = block.text
        may_match = len(text) <= LONGEST_SIGNED and text[:1] in SIGNED_STARTS
        match = SIGNED.fullmatch(text) if may_match else None
        if match and _is_asked(page, block, first):
            found.add(_signers(match["who"] or match["name"]))
    names = found.pop() if len(found) == 1 else ()
    return {"authors": list(names)} if names else {}


def _signers(text: str) -> tuple[str, ...]:
    """The names; what stands behind a comma is a role unless it starts with a name too."""
    first, _, rest = text.partition(",")
    return split_names(text) if split_names(rest.split(",")[0]) else split_names(first)


def labelled(page: Page, first: int, language: str) -> dict[str, Any]:
    """Days that say what they are the days of, wherever they stand; the only one of a kind.

    first: the body's first block; what it stands in too is not asked for other stories' names.
    """
    days: dict[str, set[str]] = {"date_published": set(), "date_modified": set()}
    for block in _labelled(page):
        if not _is_asked(page, block, first):
            continue
        for line in filter(_tells, with_labels(block.text.split("\n"))):
            said = told(line, language)
            if said.published and (said.labelled or _names(line)):
                days["date_published"].add(said.published)
            if said.modified:
                days["date_modified"].add(said.modified)
    return {field: found.pop() for field, found in days.items() if len(found) == 1}


def _labelled(page: Page) -> Iterator[Block]:
    """The blocks whose lines may tell a day and say what of, or name an author beside it."""
    # No line tells a day without a figure.
    figured = [
        block
        for block in islice(page.blocks, MOST_LINES)
        if len(block.text) <= LONGEST_LABELLED and FIGURE.search(block.text)
    ]
    said = set(with_words_of_labels([block.text for block in figured]))
    for n, block in enumerate(figured):
        if n in said or any(map(byline_match, block.text.split("\n"))):
            yield block


def _tells(line: str) -> bool:
    """Whether a line may tell a day and says what of, or names its author beside it."""
    if not FIGURE.search(line):
        return False
    return is_labelled(line) or bool(byline_match(line))


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
