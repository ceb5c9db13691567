"""Footnotes: marks in the text that lead to a note elsewhere on the page, and these notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sluice.render.items import Item

HINTS = ("<sup", "footnote", "noteref", "fnref", "fnanchor", "_ftnref")
FRAGMENTS = ('href="#', "href='#", "href=#")
MARKS = (
    'sup a[href^="#"], a sup, a[role="doc-noteref"], a.footnote-ref, a.footnote, '
    'a.footnote-reference, a.footnote-anchor, a[rel="footnote"], a.fnanchor, a[name^="_ftnref"]'
)
# Holds a note in the sentence itself.
INLINE = "ltx_note_outer"
LABEL = re.compile(
    r"[\[(]?(?:note |fn |nb |n )?([0-9]{1,4}|[a-z]|[ivx]{1,5})[\])]?|[*†‡§¶]{1,3}", re.I
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 body main article section table".split())
AROUND = frozenset("li p dd div aside tr td section blockquote".split())
LONGEST = 5_000
# So many texts may stand before a note's own, and so short are those that lead back.
MOST_BEFORE, WAY_BACK = 60, 6
NUMBER_END = re.compile(r"^\s*[\])]?[.:)]\s+")
MOST = 1_000


@dataclass(slots=True)
class Notes:
    """The notes that the text refers to.

    wanted: the elements that hold them, by the parser's ids, with their labels. labels: those by
    the address of a mark. marks: of marks that are no links, by the parser's ids. spans: where each
    note's leaves begin and end.
    """

    wanted: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


def notes_of(parser: Any, html: str) -> Notes:
    """The notes of a page, without their leaves."""
    notes = Notes()
    used: set[str] = set()
    if INLINE in html:
        _find_inline(parser, notes, used)
    if not any(mark in html for mark in FRAGMENTS) or not any(hint in html for hint in HINTS):
        return notes
    marks = _marks(parser)
    if not marks:
        return notes
    elements = _targets(parser, {href[1:] for href, _ in marks})
    for href, text in marks:
        node = elements.get(href[1:])
        if href in notes.labels or node is None:
            continue
        if (label := notes.wanted.get(node.mem_id)) is None:
            label = notes.wanted[node.mem_id] = _label(text, used)
        notes.labels[href] = label
    return notes


def _label(text: str, used: set[str]) -> str:
    """The label of a note by what its mark says; a number that is free where that is none."""
    match = LABEL.fullmatch(text)
    label = ((match[1] if match else "") or "").lower()
    if not label or label in used:
        label = next(str(n) for n in range(1, 2 * MOST + 2) if str(n) not in used)
    used.add(label)
    return label


def _find_inline(parser: Any, notes: Notes, used: set[str]) -> None:
    """Notes that stand right behind their marks, as LaTeXML prints them for a style to move."""
    for holder in parser.css(".ltx_note.ltx_role_footnote")[:MOST]:
        mark, note = holder.css_first("sup.ltx_note_mark"), holder.css_first(f".{INLINE}")
        if mark is not None and note is not None:
            text = " ".join((mark.text() or "").split())
            notes.marks[mark.mem_id] = notes.wanted[note.mem_id] = _label(text, used)


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
        text = holder.text() or ""
        if 0 < len(text) <= LONGEST and not _is_mark(node, text):
            found[name] = holder
    return found


def _is_mark(node: Any, text: str) -> bool:
    """Whether it is a mark in the text, to which a note leads back; a note begins with its own."""
    if node.tag not in ("a", "sup") or node.parent is None:
        return False
    begins = text.lstrip().startswith((node.text() or "").strip())
    return (node.tag == "sup" or node.parent.tag == "sup") and not begins


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


def without_label(items: "Sequence[Item]", label: str) -> "list[Item]":
    """A note's texts without its number, and without the links back that stand before it."""
    count = 0
    for item in items[:MOST_BEFORE]:
        bare = item.text.strip().strip("[]().:^↩↑ ")
        if bare and bare.lower() != label and not (len(bare) < WAY_BACK and _leads_back(item)):
            break
        count += 1
    rest = list(items[count:])
    if rest:
        text = NUMBER_END.sub("", rest[0].text) if count else rest[0].text
        rest[0] = rest[0]._replace(text=_unnumbered(text, label))
    return rest


def _leads_back(item: "Item") -> bool:
    """Whether a text is a link to another part of its page."""
    links = (element.node for element in item.leaf.inlines if element.tag == "a")
    return any((link.attributes.get("href") or "").startswith("#") for link in links)


def _unnumbered(text: str, label: str) -> str:
    """A note's first text without the note's number."""
    return re.sub(rf"^\s*[\[(]?{re.escape(label)}(?:[\])]?[.:)]|[\])])\s+", "", text, flags=re.I)
