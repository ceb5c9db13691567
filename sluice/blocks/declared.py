"""What an HTML page declares about itself: its head, and the elements that mark a fact as one.

The walk finds them on its way and hands them over; selectors would need a way each.
"""

from typing import Any

import cython

from sluice.blocks.attributes import has_relation, local_value, words_of
from sluice.blocks.handles import EDIT_NAMES, is_handle
from sluice.blocks.tags import BLOCKS, BREAKS, LINE_BREAK, SILENT
from sluice.model import NO_NAMES, Declared, Mark

MOST_MARKS = 300
LONGEST_VALUE = 300
VALUES = ("datetime", "content", "title", "href")
# Names that an element gives to what it holds, and what it is called itself.
MARK_NAMES = ("itemprop", "property", "rel")
MARK_HINTS = ("class", "id")
LONGEST_TEXT = cython.declare(cython.Py_ssize_t, 300)
# selectolax's number of a text node.
TEXT = cython.declare(cython.size_t, 2)
MOST_NODES = cython.declare(cython.int, 80)
# A button in a headline is no word of it.
UNREAD = SILENT | {"button"}
BREAKING = frozenset((*BLOCKS, *BREAKS, LINE_BREAK))
LINE_END = "\n"


Attributes = dict[str, str | None]


@cython.cclass
class Declarations:
    """What has been declared so far."""

    marks: list[Any]
    meta: list[Any]
    json_ld: list[Any]
    title: Any
    other_title: Any
    canonical: Any
    base: Any
    # The words of attributes' values: sites call their elements alike.
    worded: dict[Any, Any]

    def __init__(self) -> None:
        """Start with nothing."""
        self.marks, self.meta, self.json_ld, self.worded = [], [], [], {}
        self.title = self.other_title = self.canonical = self.base = None

    def mark(
        self, tag: str, node: Any, attributes: Attributes, around: frozenset[str], times: int
    ) -> None:
        """Note an element that is marked in so many ways, one mark for each as far as they go."""
        value = next(filter(None, map(attributes.get, VALUES)), "")
        mark = Mark(
            tag,
            mark_text(node, "" if tag == "h1" else LINE_END),
            value[:LONGEST_VALUE],
            self.words(attributes, MARK_NAMES),
            self.words(attributes, MARK_HINTS),
            around,
        )
        self.marks += [mark] * min(times, MOST_MARKS - len(self.marks))

    def state(
        self, tag: str, node: Any, attributes: Attributes, around: str, foreign: cython.bint
    ) -> None:
        """Note what an element as heads have them states. around: the tag of the one around it.

        foreign: whether it is an element of SVG or MathML.
        """
        if tag == "meta":
            content = attributes.get("content")
            key = attributes.get("property") or attributes.get("name")
            key = key or attributes.get("itemprop")
            if key and content:
                self.meta.append((key.strip().lower(), content.strip()))
        elif tag == "script":
            kind = local_value(attributes, "type", foreign)
            if kind and "ld+json" in kind.lower():
                self.json_ld.append(node.text())
        elif tag == "title":
            if self.title is None and around == "head":
                self.title = node.text()
            elif self.other_title is None:
                self.other_title = node.text()
        elif tag == "link":
            if self.canonical is None and has_relation(attributes, "canonical", foreign):
                self.canonical = attributes.get("href") or ""
        elif self.base is None and (
            "href" in attributes or (foreign and "xlink:href" in attributes)
        ):
            self.base = attributes.get("href") or ""

    def words(self, attributes: Attributes, asked: tuple[str, ...]) -> frozenset[str]:
        """The words of these attributes together."""
        words: frozenset[str] = NO_NAMES
        if attributes:
            for name in asked:
                value = attributes.get(name)
                if value:
                    found = self.worded.get(value)
                    if found is None:
                        found = self.worded[value] = words_of(value)
                    words = words | found if words else found
        return words

    def declared(self, language: str) -> Declared:
        """All of it, once the walk is over."""
        title = self.other_title if self.title is None else self.title
        return Declared(
            title=" ".join((title or "").split()),
            language=language,
            canonical=self.canonical or "",
            base=(self.base or "").strip(),
            meta=tuple(self.meta),
            json_ld=tuple(self.json_ld),
            marks=tuple(self.marks),
        )


def _is_handle(part: Any, tag: str, heading: Any) -> bool:
    """Whether an element in a headline is a link to it or to edit it, beside other words."""
    if tag == "span":
        return not EDIT_NAMES.isdisjoint(words_of(part.attributes.get("class") or ""))
    if tag != "a":
        return False
    text = part.text() or ""
    own = heading.attributes.get("id") or ""
    return is_handle(part.attributes, text, own) and len(heading.text().strip()) > len(text.strip())


def mark_text(node: Any, between: str) -> str:
    """The element's own words, its inline parts apart by this; "" where it holds too many."""
    pieces: list[Any] = []
    waiting: list[Any] = [node.first_child]
    length: cython.Py_ssize_t = 0
    count: cython.int = 0
    while waiting:
        part = waiting.pop()
        if part is None:
            pieces.append(between)
        else:
            waiting.append(part.next)
            number: cython.size_t = part.tag_id
            if number == TEXT:
                text: str = " ".join((part.text_content or "").splitlines())
                pieces.append(text)
                length += len(text.strip())
            else:
                tag = part.tag
                if tag in UNREAD or (not between and _is_handle(part, tag, node)):
                    continue
                pieces.append(LINE_END if tag in BREAKING else between)
                if part.is_element_node:
                    waiting.append(part.first_child)
        if length > LONGEST_TEXT or count > MOST_NODES:
            return ""
        count += 1
    lines = [" ".join(line.split()) for line in "".join(pieces).split(LINE_END)]
    return LINE_END.join([line for line in lines if line])
