"""A page's source as ink, and where each character of it stands in the source."""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from sluice.model import InputKind, Page, Shape
from sluice.render.align import UNSEEN, ink_of

# Quotes count behind an equals sign alone.
TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)(?:[^>=]++|=[ \t\r\n]*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>")
ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
# What stands in these is no text of the page, or is text as it stands.
UNREAD = frozenset("script style title template iframe noembed noframes".split())
AS_IT_IS = frozenset(("textarea", "xmp"))
# A character is looked for among so many.
LONGEST = 1_000
PIECE = re.compile(rf"[^\n]{{1,{LONGEST}}}|\n+")


class Piece(NamedTuple):
    """A stretch of the source that is text. begin, end: in the source. is_one: an entity."""

    begin: int
    end: int
    is_one: bool = False


class SourceText:
    """The text of a source."""

    def __init__(self, text: str) -> None:
        """text: the decoded page."""
        self.text = text
        self._inks: list[str] = []
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._size = 0
        # Places in the ink at which something stands in the source that is neither text nor tag.
        self.breaks: list[int] = []

    @property
    def ink(self) -> str:
        """All of its ink."""
        return "".join(self._inks)

    def add(self, begin: int, end: int, *, entities: str = "&") -> None:
        """A stretch of text. entities: what begins one, "" where none are decoded."""
        if begin >= end:
            return
        if not entities or self.text.find("&", begin, end) < 0:
            self._add_plain(begin, end)
            return
        done = begin
        for match in ENTITY.finditer(self.text, begin, end):
            if (character := unescape(match[0])) != match[0]:
                self._add_plain(done, match.start())
                self._add(Piece(*match.span(), is_one=True), ink_of(character))
                done = match.end()
        self._add_plain(done, end)

    def part(self) -> None:
        """Something stands here that is no text."""
        if not self.breaks or self.breaks[-1] != self._size:
            self.breaks.append(self._size)

    def _add_plain(self, begin: int, end: int) -> None:
        for match in PIECE.finditer(self.text, begin, end):
            self._add(Piece(*match.span()), ink_of(match[0]))

    def _add(self, piece: Piece, ink: str) -> None:
        if ink:
            self._inks.append(ink)
            self._pieces.append(piece)
            self._starts.append(self._size)
            self._size += len(ink)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of ink begins and ends in the source."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        """Where a character of the ink begins and ends."""
        n = bisect_right(self._starts, at) - 1
        piece = self._pieces[n]
        if piece.is_one:
            return piece.begin, piece.end
        count = at - self._starts[n]
        for place in range(piece.begin, piece.end):
            character = self.text[place]
            if not character.isspace() and ord(character) not in UNSEEN:
                if not count:
                    return place, place + 1
                count -= 1
        return piece.begin, piece.end


def source_of(text: str, page: Page) -> SourceText:
    """What of a decoded page is text."""
    source = SourceText(text)
    if page.kind is InputKind.HTML:
        _read_html(source)
    else:
        source.add(0, len(text), entities="&" if Shape.ENTITIES in page.shape else "")
    return source


def _read_html(source: SourceText) -> None:
    """One look at each tag."""
    text = source.text
    done = 0
    at = text.find("<")
    while at >= 0:
        end = _end_of(source, at)
        if end > at:
            source.add(done, at)
            done = _behind(source, at, end)
            at = text.find("<", done)
        else:
            at = text.find("<", at + 1)
    source.add(done, len(text))


def _end_of(source: SourceText, at: int) -> int:
    """Where the tag or comment ends that begins here; the same place where none does."""
    text = source.text
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return len(text) if end < 0 else end + 3
    if text.startswith(("<!", "<?"), at):
        end = text.find(">", at)
        return len(text) if end < 0 else end + 1
    match = TAG.match(text, at)
    return match.end() if match else at


def _behind(source: SourceText, at: int, end: int) -> int:
    """Where the page goes on behind a tag; the words of some elements are none."""
    text = source.text
    if text.startswith(("<!", "<?"), at):
        source.part()
        return end
    match = TAG.match(text, at)
    name = (match[1] if match else "").lower()
    if text.find(">", at, end - 1) >= 0 or text.find("<", at + 1, end) >= 0:
        # Whoever takes tags out without reading their attributes must not meet it.
        source.part()
    if text.startswith("</", at) or not (name in UNREAD or name in AS_IT_IS):
        return end
    closing = re.compile(rf"</{name}(?=[\s/>])", re.I).search(text, end)
    stop = closing.start() if closing else len(text)
    if name in AS_IT_IS:
        source.add(end, stop)
    else:
        source.part()
    return stop
