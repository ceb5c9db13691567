"""The site's name at an end of the head's title, where the page's own lines show it to be that.

The head of many blogs and small papers names no site, and the h1 of some is the site's name.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from sluice.model import Block, Declared, Page
from sluice.text.titles import LONGEST_SITE, letters_of, parts, plain, title_ends

WORD, FIGURE = re.compile(r"\w+"), re.compile(r"\d")
FEWEST_LETTERS, FEWEST_WORDS = 4, 3
MOST_LINES = 3_000
COPYRIGHT = ("©", "(c)", "copyright")
LONGEST_COPYRIGHT, AT_END = 200, 100
# Behind the headline its day may stand on the same line.
LONGEST_BEHIND = 50
# A byline behind a title on one line.
BYLINES = (
    " by ",
    " von ",
    " par ",
    " por ",
    " door ",
    " av ",
    " af ",
    " przez ",
    " автор ",
    " írta ",
)
# In scripts without spaces a headline is one word.
UNSPACED, UNSPACED_LETTERS = "\u0e00", 8


def sites_shown(page: Page) -> frozenset[str]:
    """The letters of the name at an end of the title, or none.

    The page says that it is the site's: in its copyright, as the link to its start, as a picture's
    words. And another part of the title is a line of the page.
    """
    title = plain(page.declared.title)
    ends = [(end, rest) for end, rest in title_ends(title) if _is_name(end)]
    if not ends or not _is_asked(page.declared, [letters_of(end) for end, _ in ends]):
        return frozenset()
    blocks = page.blocks[:MOST_LINES]
    told = (end for end, rest in ends if _is_on_page(rest, blocks))
    return frozenset(letters_of(end) for end in told if _is_named(end, page, blocks))


def words_of(title: str) -> str:
    """The title's words, folded, with a blank between them."""
    return " ".join(WORD.findall(title.casefold()))


def is_line(words: str, line: str) -> bool:
    """Whether a line of the page is the title, with at most its day behind it; by their words."""
    if not line.startswith(words):
        return False
    behind = line[len(words) :]
    is_day = behind[:1] == " " and len(behind) <= LONGEST_BEHIND and bool(FIGURE.search(behind))
    return not behind or is_day or behind.startswith(BYLINES)


def _is_name(end: str) -> bool:
    return len(end.split()) <= LONGEST_SITE and len(letters_of(end)) >= FEWEST_LETTERS


def _is_asked(declared: Declared, names: list[str]) -> bool:
    """Whether no h1 tells the headline: there is none, or one of these is it."""
    shown = [letters_of(mark.text) for mark in declared.marks if mark.tag == "h1"]
    return not any(shown) or not set(names).isdisjoint(shown)


def _is_on_page(rest: str, blocks: tuple[Block, ...]) -> bool:
    wanted = [
        part
        for part in (rest, *parts(rest))
        if len(part.split()) > FEWEST_WORDS
        or (part >= UNSPACED and len(letters_of(part)) >= UNSPACED_LETTERS)
    ]
    longest = len(rest) + LONGEST_BEHIND
    told = [words_of(part) for part in wanted]
    first = {words[:1] for words in told}
    # Most lines begin with another letter.
    lines = [block.text for block in blocks if len(block.text) <= longest] if told else []
    asked = [line for line in lines if not line[:1].isalnum() or line[:1].casefold()[:1] in first]
    return any(is_line(words, line) for line in map(words_of, asked) for words in told)


def _is_named(end: str, page: Page, blocks: tuple[Block, ...]) -> bool:
    name = letters_of(end)
    if any(letters_of(text) == name for text in _links_home(blocks)):
        return True
    if any(name in letters_of(text) for text in _copyrights(blocks)):
        return True
    return f'alt="{html.escape(end, quote=False)}"' in page.html


def _links_home(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        for link in block.links:
            if len(link.href) <= LONGEST_COPYRIGHT and _is_start(link.href):
                # Links are counted without blanks.
                yield "".join(block.text.split())[link.start : link.end]


def _is_start(address: str) -> bool:
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    return split.path in ("/", "/index.html") and not split.query and not split.fragment


def _copyrights(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in islice(reversed(blocks), AT_END):
        text = block.text
        folded = text[:LONGEST_COPYRIGHT].casefold()
        if len(text) <= LONGEST_COPYRIGHT and any(mark in folded for mark in COPYRIGHT):
            yield text
