"""Which attributes of the page's elements the body's have, each as the body has it."""

import re
from collections.abc import Callable

from sluice.blocks.links import address
from sluice.render.leaves import MOST_SPAN, Element, whole_number

ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right)", re.I)
# As block editors, style libraries, Asciidoctor, Org and LaTeXML call it.
ALIGNED_CLASS = re.compile(
    r"(?:^|\s)(?:(?:has-)?text-(?:align-)?|halign-|org-|ltx_align_)(left|center|right)(?:\s|$)"
)
# Google's documents tell by a class how deep a list stands, and of which list it is.
DEPTH = re.compile(r"(?:^|\s)(lst-kix_\w{1,40})-(\d)(?:\s|$)")
DIRECTIONS = frozenset(("ltr", "rtl", "auto"))
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
LONGEST_TITLE = 500
Found = dict[str, str]
Attributes = dict[str, str | None]
# A paragraph that is an item, with its number or sign in its text.
ITEM = "MsoListParagraph"
ITEM_DEPTH = re.compile(r"mso-list:\s*(l\d{1,4})\s+level(\d)", re.I)
# What the body calls the place of an item in its list, and of a cell in its row.
NUMBERED = {"li": "number", "td": "column", "th": "column"}


def attributes_of(element: Element) -> Found:
    """The attributes of an element of the body."""
    found: Found = {}
    values = element.node.attributes
    if element.tag in NUMBERED:
        found[NUMBERED[element.tag]] = str(element.number)
    if not values:
        return found
    if own := OWN.get(element.tag):
        own(values, found)
    direction = (values.get("dir") or "").strip().lower()
    if direction in DIRECTIONS:
        found["dir"] = direction
    language = values.get("lang") or ""
    if language and LANGUAGE.fullmatch(language):
        found["lang"] = language
    return found


def title_of(values: Attributes) -> str:
    """A title on one line."""
    return " ".join((values.get("title") or "").split())[:LONGEST_TITLE]


def _link(values: Attributes, found: Found) -> None:
    href = values.get("href") or ""
    bare = "".join(href.split())
    # A fragment may be a note's; where it is none the link goes.
    found["href"] = bare if bare.startswith("#") else address(href)
    if title := title_of(values):
        found["title"] = title
    if any(
        "noteref" in (values.get(name) or "") for name in ("role", "epub:type")
    ) or "footnote-ref" in (values.get("class") or ""):
        found["noteref"] = "1"


def _list(values: Attributes, found: Found) -> None:
    _depth(values, found)
    start = whole_number(values.get("start"))
    if start is not None and start >= 0:
        found["start"] = str(start)


def _depth(values: Attributes, found: Found) -> None:
    if depth := DEPTH.search(values.get("class") or ""):
        found["family"], found["depth"] = depth.groups()


def _paragraph(values: Attributes, found: Found) -> None:
    # Of use in a cell that says nothing itself.
    if align := _aligned(values):
        found["aligned"] = align
    if ITEM in (values.get("class") or ""):
        found["item"] = "1"
        if depth := ITEM_DEPTH.search(values.get("style") or ""):
            found["family"], found["depth"] = depth.groups()


def _item(values: Attributes, found: Found) -> None:
    value = whole_number(values.get("value"))
    if value is not None and value >= 0:
        found["value"] = str(value)


def _cell(values: Attributes, found: Found) -> None:
    for name in ("colspan", "rowspan"):
        span = whole_number(values.get(name))
        if span is not None and span > 1:
            found[name] = str(min(span, MOST_SPAN))
    if align := _aligned(values):
        found["align"] = align


def _aligned(values: Attributes) -> str:
    # Most cells say nothing of it.
    style, names = values.get("style"), values.get("class")
    aligned = ALIGNED.search(style) if style else None
    if aligned is None and names:
        aligned = ALIGNED_CLASS.search(names)
    align = aligned[1].lower() if aligned else (values.get("align") or "").lower()
    return align if align in ("left", "center", "right") else ""


def _time(values: Attributes, found: Found) -> None:
    if value := values.get("datetime"):
        found["datetime"] = value[:64]


def _abbr(values: Attributes, found: Found) -> None:
    if title := title_of(values):
        found["title"] = title


OWN: dict[str, Callable[[Attributes, Found], None]] = {
    "a": _link,
    "ol": _list,
    "ul": _depth,
    "p": _paragraph,
    "li": _item,
    "td": _cell,
    "th": _cell,
    "time": _time,
    "abbr": _abbr,
}
