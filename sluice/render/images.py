"""Which images of a page are its article's, and what of each the body says.

An image is the article's where it stands between words that stay: lines that went because they
speak of images, or stand below a headline, are no border. It is not, where it is too small to show
anything, or the page calls it an icon, a logo or somebody's portrait.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from sluice.blocks.links import address
from sluice.model import Hidden, Judgement
from sluice.reasons import Reason
from sluice.render.attributes import title_of
from sluice.render.items import NOBODY, Item
from sluice.render.leaves import Element, Leaf, LeafKind, whole_number

# Between an image and the article's words may stand what went for these reasons.
NO_BORDER = frozenset(
    (Reason.IMAGE_CAPTION, Reason.TITLE, Reason.BYLINE, Reason.DATE_STAMP, Reason.MEDIA_PLAYER)
)
SMALLEST = 50
NO_PICTURE = re.compile(
    r"(?:^|[\s/_.-])(?:avatar|gravatar|icons?|logo|badge|sprite|pixel|spacer|blank|spinner|emoji|"
    r"smiley|tracking|author-(?:image|photo)|share|button)s?(?:[\s/_.-]|$)",
    re.I,
)
EMOJI = re.compile(r"emoji|smiley", re.I)
PLACEHOLDER = re.compile(
    r"^data:|(?:^|[/_.-])(?:blank|placeholder|spacer|lazy|1x1|pixel|transparent)[/_.-]", re.I
)
SOURCES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-url")
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
LONGEST_ALT = 1_000
Attributes = dict[str, str | None]


def article_images(items: Sequence[Item], judgement: Judgement) -> dict[int, dict[str, str]]:
    """The article's images by their place among the items: src, alt, title."""
    places = [n for n, item in enumerate(items) if item.leaf.kind is LeafKind.IMAGE]
    if not places:
        return {}
    is_border = [_is_border(place, judgement) for place in range(len(judgement.reasons))]
    borders = [n for n, item in enumerate(items) if item.block != NOBODY and is_border[item.block]]
    begun = _headline(items, judgement)
    found: dict[int, dict[str, str]] = {}
    before = ""
    for n in places:
        nth = bisect_left(borders, n)
        last = borders[nth - 1] if nth else -1
        behind = last < begun < n or (nth > 0 and _stays(items, last, judgement))
        while nth < len(borders) and _is_label(items[borders[nth]], items[n]):
            nth += 1
        ahead = _stays(items, borders[nth], judgement) if nth < len(borders) else False
        if not behind and 0 <= begun < n:
            # Below the headline stand buttons and portraits, which have no captions.
            behind = ahead and _is_captioned(items, n, judgement) and _is_in_figure(items[n])
        if not behind or not (ahead or _is_captioned(items, n, judgement)):
            continue
        image = image_of(items[n].leaf.value)
        if image and image["src"] != before:
            found[n] = image
            before = image["src"]
    return found


def _is_border(place: int, judgement: Judgement) -> bool:
    reason = judgement.reasons[place]
    if reason is None:
        return True
    block = judgement.page.blocks[place]
    return reason not in NO_BORDER and block.hidden is Hidden.NO and not block.veil


def _headline(items: Sequence[Item], judgement: Judgement) -> int:
    """Where the first line stands that went because it is the title; -1 where none does."""
    for n, item in enumerate(items):
        if item.block != NOBODY and judgement.reasons[item.block] is Reason.TITLE:
            return n
    return -1


def _is_label(item: Item, image: Item) -> bool:
    """Whether words stand in the very link in which the image stands: its file's name, its size."""
    links = [element for element in image.leaf.inlines if element.tag == "a"]
    return any(element in links for element in item.leaf.inlines)


def _stays(items: Sequence[Item], n: int, judgement: Judgement) -> bool:
    return judgement.reasons[items[n].block] is None


def _is_captioned(items: Sequence[Item], n: int, judgement: Judgement) -> bool:
    """Whether the line behind an image is its caption."""
    for item in items[n + 1 : n + 12]:
        if item.block != NOBODY:
            return judgement.reasons[item.block] is Reason.IMAGE_CAPTION
    return False


def _is_in_figure(item: Item) -> bool:
    return any(element.tag == "figure" for element in item.leaf.blocks)


def image_of(node: Any) -> dict[str, str] | None:
    """What the body says of an image; None of one that shows nothing."""
    attributes: Attributes = node.attributes
    for name in ("width", "height"):
        size = whole_number(attributes.get(name))
        if size is not None and size < SMALLEST and "%" not in (attributes.get(name) or ""):
            return None
    source = _source(attributes) or _picture_source(node)
    said = " ".join(attributes.get(name) or "" for name in ("class", "id"))
    alt = " ".join((attributes.get("alt") or "").split())[:LONGEST_ALT]
    # What a picture without words is says its folder too.
    called = "/".join(source.split("/")[-1 if alt else -2 :])
    if not source or NO_PICTURE.search(said) or NO_PICTURE.search(called):
        return None
    found = {"src": source, "alt": alt}
    if title := title_of(attributes):
        found["title"] = title
    return found


def is_within_figure(leaf: Leaf, figure: Element | None) -> bool:
    """Whether a text is the caption of a figure."""
    if figure is None or figure not in leaf.blocks:
        return False
    return any(element.tag == "figcaption" for element in leaf.blocks)


def emoji_of(attributes: Attributes) -> str:
    """The sign that a picture stands for within a line; "" of any other picture."""
    alt = (attributes.get("alt") or "").strip()
    if not 0 < len(alt) <= 8 or any(map(str.isalnum, alt)) or alt.isascii():
        return ""
    said = f"{attributes.get('class') or ''} {attributes.get('src') or ''}"
    return alt if EMOJI.search(said) else ""


def _source(attributes: Attributes) -> str:
    own = (attributes.get("src") or "").strip()
    if own and not PLACEHOLDER.search(own) and (found := address(own)):
        return found
    for name in SOURCES:
        if found := address(attributes.get(name)):
            return found
    for name in SETS:
        if found := _largest(attributes.get(name)):
            return found
    return "" if own.startswith("data:") else address(own)


def _picture_source(node: Any) -> str:
    around = node.parent
    if around is None or around.tag != "picture":
        return ""
    for source in around.css("source"):
        for name in SETS:
            if found := _largest(source.attributes.get(name)):
                return found
    return ""


def _largest(value: str | None) -> str:
    """The last candidate of a srcset that has the greatest width or density."""
    best, most = "", -1.0
    for candidate in (value or "").replace("\n", " ").split(", "):
        parts = candidate.strip().strip(",").split()
        if not parts or parts[0].startswith("data:"):
            continue
        try:
            size = float(parts[1][:-1]) if len(parts) > 1 else 1.0
        except ValueError:
            continue
        if size > most:
            best, most = parts[0], size
    return address(best)
