"""Footnotes: marks in the text that lead to a note elsewhere on the page, and these notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sluice.render.items import Item

HINTS = ("<sup", "footnote", "noteref", "fnref")
FRAGMENTS = ('href="#', "href='#", "href=#")
MARKS = (
    'sup a[href^="#"], a sup, a[role="doc-noteref"], a.footnote-ref, a.footnote, '
    'a.footnote-reference, a.footnote-anchor, a[rel="footnote"]'
)
LABEL = re.compile(
    r"[\[(]?(?:note |fn |nb |n )?([0-9]{1,4}|[a-z]|[ivx]{1,5})[\])]?|[*†‡§¶]{1,3}", re.I
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 body main article section table".split())
AROUND = frozenset("li p dd div aside tr td section blockquote".split())
LONGEST = 5_000
MOST = 1_000


@dataclass(slots=True)
class Notes:
    """The notes that the text refers to.

    wanted: the elements that hold them, by the parser's ids, with their labels. labels: those by
    the address of a mark. spans: where each note's leaves begin and end.
    """

    wanted: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


def notes_of(parser: Any, html: str) -> Notes:
    """The notes of a page, without their leaves."""
    notes = Notes()
    if not any(mark in html for mark in FRAGMENTS) or not any(hint in html for hint in HINTS):
        return notes
    marks = _marks(parser)
    if not marks:
        return notes
    elements = _targets(parser, {href[1:] for href, _ in marks})
    used: set[str] = set()
    for href, text in marks:
        node = elements.get(href[1:])
        if href in notes.labels or node is None:
            continue
        if (label := notes.wanted.get(node.mem_id)) is None:
            match = LABEL.fullmatch(text)
            label = (match[1] if match else "") or ""
            label = label.lower()
            if not label or label in used:
                label = next(str(n) for n in range(1, MOST + 2) if str(n) not in used)
            used.add(label)
            notes.wanted[node.mem_id] = label
        notes.labels[href] = label
    return notes


def _marks(parser: Any) -> list[tuple[str, str]]:
    """The address and the text of each mark, in the page's order."""
    found = []
    for node in parser.css(MARKS)[:MOST]:
        link = node if node.tag == "a" else node.parent
        if link is None or link.tag != "a":
            continue
        href = link.attributes.get("href") or ""
        text = " ".join((link.text() or "").split())
        if href.startswith("#") and len(href) > 1 and LABEL.fullmatch(text):
            found.append((href, text))
    return found


def _targets(parser: Any, wanted: set[str]) -> dict[str, Any]:
    """The elements that hold the notes, by the id that a mark names."""
    found: dict[str, Any] = {}
    for node in parser.css("[id], a[name]"):
        name = node.attributes.get("id") or node.attributes.get("name")
        if name not in wanted or name in found:
            continue
        holder = node
        for _ in range(3):
            if holder is None or holder.tag in AROUND:
                break
            holder = holder.parent
        if holder is None or holder.tag in HEADINGS or holder.tag not in AROUND:
            continue
        if holder.tag == "td" and holder.parent is not None:
            holder = holder.parent
        if 0 < len(holder.text() or "") <= LONGEST and not _is_mark(node):
            found[name] = holder
    return found


def _is_mark(node: Any) -> bool:
    """Whether it is a mark in the text itself, to which a note leads back."""
    return (
        node.tag in ("a", "sup")
        and (node.parent is not None)
        and (node.tag == "sup" or node.parent.tag == "sup")
    )


class NotePlace(NamedTuple):
    """Where a note stands among the items of its page, and its label."""

    start: int
    end: int
    label: str


def note_places(notes: Notes, items: "Sequence[Item]") -> dict[int, NotePlace]:
    """The notes by the places where they begin, in the page's order."""
    if not notes.spans:
        return {}
    places: list[int] = []
    leaf = None
    for n, item in enumerate(items):
        if item.leaf is not leaf:
            leaf = item.leaf
            places.append(n)
    places.append(len(items))
    found: dict[int, NotePlace] = {}
    done = 0
    for label, (start, end) in sorted(notes.spans.items(), key=lambda span: span[1]):
        if start >= done and end > start:
            found[places[start]] = NotePlace(places[start], places[end], label)
            done = end
    return found


def without_label(texts: Sequence[str], label: str) -> int:
    """How many of a note's first texts are its number or a link back."""
    count = 0
    for text in texts[:3]:
        bare = text.strip().strip("[]().:^↩ ")
        if bare and bare.lower() != label:
            break
        count += 1
    return count


def unnumbered(text: str, label: str) -> str:
    """A note's first text without the note's number."""
    return re.sub(rf"^\s*[\[(]?{re.escape(label)}(?:[\])]?[.:)]|[\])])\s+", "", text, flags=re.I)
