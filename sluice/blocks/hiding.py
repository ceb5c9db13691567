"""Whether a page hides an element from its readers, and by which trick.

The walk asks only about elements that say something of the kind. What a click opens and what fades
in as readers come to it is hidden from nobody; what else points at an element by its id is asked of
the few that a rule would take (`is_opened`).
"""

import re
import unicodedata
from typing import Any

import cython

from sluice.blocks.declarations import (
    COLORED,
    UNDONE_BY,
    WHITE,
    Declared,
    are_alike,
    color_of,
    declarations_of,
    ground_of,
    is_clear,
    merged,
    trick_of,
)
from sluice.blocks.handles import is_twice, may_be_twice
from sluice.blocks.sheet_scan import PLAIN_SHEET
from sluice.blocks.styles import Sheet

Attributes = dict[str, str | None]

# An element that repeats what is beside it, and is read no second time.
TWICE = "twice"
ATTRIBUTE, ARIA, SCREEN_READER = "hidden-attribute", "aria-hidden", "screen-reader-only"
COLOR, CLEAR = "color-of-background", "transparent"
# A letter of such a colour is seen where something dark is painted behind it, which the page's
# other sheets may do: what stands beside it tells.
PALE = "color-of-background?"
# A label of so few words that eyes do not see is no text that is hidden from them.
FEW_WORDS = 4
FADING = frozenset(("opacity", "visibility-hidden", "off-screen", "clipped", "tiny-box"))
# What a button beside it may open.
OPENABLE = FADING | {ATTRIBUTE, ARIA, "display-none"}
SCREEN_READER_CLASSES = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only
    screenreader-only screen-reader visually-hidden-focusable u-visually-hidden
    sr-only-focusable element-invisible assistive-text hidden-visually  vh
    sronly""".split()
)
# A name of each of these classes.
SCREEN_READER_NAMES = frozenset(
    "sr sronly visually visuallyhidden reader screenreader invisible assistive".split()
)
# Names of what a click opens or a turn of the carousel brings.
OPENED = frozenset(
    """tab tabs tabpane tabpanel pane panel accordion collapse collapsible expand
    expandable expander toggle toggleable spoiler faq answer readmore slide slider
    carousel swiper lightbox""".split()
)
# What shows its own parts in turn, and says of those which screen readers may read.
FOLDED = OPENED | {"acd", "slick", "item", "modal", "popup", "menu", "dropdown", "hide", "closed"}
# Of elements that open what stands beside them.
OPENING = frozenset(
    """accordion toggle toggler collapse collapsed expand expander trigger spoiler readmore more
    showmore opener faq question""".split()
)
REVEALED = frozenset(
    """aos wow animate animated animation reveal revealed fade fadein scroll scrolled motion lazy
    lazyload lazyloaded inview parallax invisible sal delay appear""".split()
)
REVEALED_BY = re.compile(r"aos|anim|scroll|reveal|motion|w-id|\bsal\b|wow|inview|in-view|appear")
# Attributes by which a framework shows an element when its state says so.
BOUND = ("x-", "v-", "ng-", "@", ":", "data-bind", "wire:", "*ng", "[hidden]", "data-show")
STREAMED = re.compile(r"S:[0-9a-f]{1,6}")
TOKEN = re.compile(r"[a-z]+|\d+")
TOKENS_WITHIN = 300
BUTTONS = frozenset(("button", "summary", "label"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "dt", "header", "span"))
INLINE = frozenset("a abbr b em font i label mark q s small span strong sub sup u".split())
MOST_SIBLINGS = 6
MOST_AROUND = 30
# Letters whose ground is looked for on one page: where there are more, it has a dark theme.
MOST_GROUNDS = 4
MOST_MENTIONS = 40
QUOTES = ("'", '"')

# Characters that no reader sees, and that say something all the same.
ODD = re.compile(
    # Letters as tags, which only stand in flags; selectors, of which one picks a glyph's shape.
    "(?P<tags>[\U000e0001-\U000e007f]+)"
    "|(?P<selectors>[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,})"
    "|(?P<zero>[\u200b-\u200d\u2060-\u2064\ufeff]{8,})"
    "|[\u202d\u202e](?P<bidi>[^\u202a-\u202e]*)\u202c?"
)
FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")
FLAG_MARK = "\U0001f3f4"
ODD_TRICKS = {
    "tags": "tag-characters",
    "selectors": "tag-characters",
    "zero": "zero-width-characters",
    "bidi": "bidi-override",
}
RIGHT_TO_LEFT = frozenset(("R", "AL"))


class Hiding:
    """What one page says of hiding: its own style sheets."""

    def __init__(self) -> None:
        """Start without a sheet."""
        self.sheet: Sheet | None = None
        self._grounds = 0
        # Whether the sheets say all that there is to say of colours.
        self._tells_colors = True
        # What is known of elements that are called and styled alike.
        self._known: dict[tuple[str | None, ...], tuple[Any, ...]] = {}

    def read(self, css: list[str], html: str) -> None:
        """Take the page's own sheets. html: its source, which may name others."""
        whole = "\n".join(css)
        self.sheet = Sheet(whole)
        self._tells_colors = len(whole) <= PLAIN_SHEET and "stylesheet" not in html

    def look(self, node: Any, tag: str, attributes: Attributes) -> tuple[str, Declared]:
        """The trick that hides the element, or ""; and what is declared for it."""
        aria, hidden = attributes.get("aria-hidden"), attributes.get("hidden", "until-found")
        classes, name = attributes.get("class") or "", attributes.get("id") or ""
        role = attributes.get("role")
        key = (tag, classes, name, attributes.get("style") or "", aria, hidden, role)
        known = self._known.get(key)
        if known is None:
            known = self._look(node, tag, attributes)
            if self.sheet is None or not self.sheet.looked_around:
                self._known[key] = known
        trick, declared, by_names, repeats, may_blend = known
        if repeats is not None and is_twice(node, tag, attributes, repeats):
            return TWICE, declared
        if may_blend:
            clear = is_clear(declared)
            trick = CLEAR if clear else self._color(node, tag, attributes, declared)
        if trick and (by_names or (trick in OPENABLE and _has_opener(node, tag))):
            trick = ""
        return trick, declared

    def _look(
        self, node: Any, tag: str, attributes: Attributes
    ) -> tuple[str, Declared, bool, list[str] | None, bool]:
        """What its attributes and the sheet say of an element.

        The trick that hides it, what is declared for it, whether its names take the trick back;
        its names where it may repeat what is beside it; whether its colour is to be looked at.
        """
        declared, is_shown = self._asked(node, tag, attributes)
        trick = "" if is_shown else _trick(attributes, declared)
        names = TOKEN.findall((attributes.get("class") or "").lower())
        repeats = names if may_be_twice(names, attributes) else None
        is_colored = not trick and not is_shown and ("color" in declared or tag == "font")
        return trick, declared, _is_shown_by_names(attributes, trick), repeats, is_colored

    def _asked(self, node: Any, tag: str, attributes: Attributes) -> tuple[Declared, bool]:
        style, name = attributes.get("style"), attributes.get("id") or ""
        own = declarations_of(style) if style else {}
        if self.sheet is None:
            return own, False
        self.sheet.looked_around = False
        tokens = (attributes.get("class") or "").split()
        asked = [f".{token}" for token in tokens if self.sheet.hides_class(token)]
        asked += [f"#{name}"] if self.sheet.hides_id(name) else []
        asked += [tag] if self.sheet.hides_tag(tag) else []
        if not asked:
            return own, False
        names = frozenset((*(f".{token}" for token in tokens), f"#{name}"))
        found, is_shown = self.sheet.declared(tag, names, asked, node)
        return merged(found, own), is_shown and not trick_of(own)

    def _color(self, node: Any, tag: str, attributes: Attributes, declared: Declared) -> str:
        """Whether its letters have the colour of what is painted behind them."""
        stated = declared.get("color") or (attributes.get("color") if tag == "font" else None)
        color = color_of(stated.lower()) if stated else None
        if color is None or "text-shadow" in declared:
            return ""
        if tag == "a" or self._grounds >= MOST_GROUNDS:
            # A white link is a button, whose ground another sheet paints.
            return ""
        style = attributes.get("style") or ""
        is_own = tag == "font" or "color" in style.lower()
        if not is_own and not self._tells_colors and ground_of(declared) is None:
            return ""
        self._grounds += 1
        ground, is_near = self._ground(node, declared)
        if ground is None:
            return PALE if are_alike(color, WHITE) else ""
        behind = color_of(ground) if "url(" not in ground and "gradient" not in ground else None
        if behind is None or not are_alike(color, behind):
            return ""
        return COLOR if is_near or not are_alike(color, WHITE) else PALE

    def _ground(self, node: Any, declared: Declared) -> tuple[str | None, bool]:
        """What is painted behind an element, by itself or the innermost around it that says so."""
        ground = ground_of(declared)
        if ground is not None:
            return ground, True
        around = node.parent
        for _ in range(MOST_AROUND):
            if around is None or not around.is_element_node:
                break
            attributes = around.attributes
            ground = self._painted(around.tag or "", attributes) or attributes.get("bgcolor")
            if ground:
                return ground.lower(), around.tag not in ("body", "html")
            around = around.parent
        return None, False

    def _painted(self, tag: str, attributes: Attributes) -> str | None:
        style = attributes.get("style")
        own = ground_of(declarations_of(style)) if style and "background" in style.lower() else None
        if own is not None or not self._tells_colors or not self.sheet:
            return own
        names = [f".{token}" for token in (attributes.get("class") or "").split()]
        name = attributes.get("id")
        names += [f"#{name}"] if name else []
        return ground_of(self.sheet.declared(tag, frozenset(names), [*names, tag])[0])


def _trick(attributes: Attributes, declared: Declared) -> str:
    """The trick that the attributes and what is declared name by themselves."""
    if attributes.get("hidden", "until-found") != "until-found":
        shown = declared.get("display", "none").removesuffix(" !")
        if shown == "none":
            return ATTRIBUTE
    trick = trick_of(declared)
    if trick:
        return trick
    if not SCREEN_READER_CLASSES.isdisjoint((attributes.get("class") or "").split()):
        return SCREEN_READER
    return ARIA if (attributes.get("aria-hidden") or "").lower() == "true" else ""


def is_undone(trick: str, declared: Declared) -> bool:
    """Whether an element inside one that a trick hides is seen for what is declared for it."""
    name = UNDONE_BY.get(trick)
    if name is None:
        if trick.rstrip("?") not in COLORED:
            return False
        name = "color"
    return name in declared and not trick_of(declared)


def _is_shown_by_names(attributes: Attributes, trick: str) -> bool:
    """Whether the element's names say that a click opens it, or that it fades in."""
    if not trick:
        return False
    names = set(TOKEN.findall((attributes.get("class") or "")[:TOKENS_WITHIN].lower()))
    if trick == ARIA:
        return not FOLDED.isdisjoint(names)
    if trick == SCREEN_READER:
        return False
    if (
        not OPENED.isdisjoint(names)
        or "tabpanel" in (attributes.get("role") or "")
        or STREAMED.fullmatch(attributes.get("id") or "")
        or any(name.startswith(BOUND) for name in attributes)
    ):
        return True
    if trick in FADING:
        said = " ".join(name for name in attributes if name.startswith("data-"))
        return not REVEALED.isdisjoint(names) or REVEALED_BY.search(said) is not None
    return False


def _has_opener(node: Any, tag: str) -> bool:
    """Whether a button that may open the element stands beside it, or beside its line."""
    if _opens(_before(node)) or _opens(_after(node)):
        return True
    if tag not in INLINE:
        return False
    parent = node.parent
    return parent is not None and (_opens(_before(parent)) or _opens(_after(parent)))


@cython.cfunc
def _before(node: Any) -> Any:
    """The element before this one; None where text or nothing stands there."""
    other = node.prev
    for _ in range(MOST_SIBLINGS):
        if other is None or (other.is_element_node and other.tag != "input"):
            return other
        other = other.prev
    return None


@cython.cfunc
def _after(node: Any) -> Any:
    """The element behind this one; None where text or nothing stands there."""
    other = node.next
    for _ in range(MOST_SIBLINGS):
        if other is None or (other.is_element_node and other.tag != "input"):
            return other
        other = other.next
    return None


@cython.cfunc
def _opens(node: Any) -> cython.bint:
    if node is None:
        return False
    tag = node.tag
    if _is_button(node, tag):
        return True
    if tag not in HEADINGS:
        return False
    for part in (node.first_child, node.last_child):
        if part is not None and part.is_element_node and _is_button(part, part.tag):
            return True
    return False


@cython.cfunc
def _is_button(node: Any, tag: Any) -> cython.bint:
    if tag in BUTTONS:
        return True
    attributes = node.attributes
    if not attributes:
        return tag == "a"
    if "onclick" in attributes or "aria-expanded" in attributes or "aria-controls" in attributes:
        return True
    if attributes.get("role") in ("button", "tab"):
        return True
    names = TOKEN.findall((attributes.get("class") or "")[:TOKENS_WITHIN].lower())
    if not OPENING.isdisjoint(names):
        return True
    href = attributes.get("href")
    return tag == "a" and (not href or href == "#" or href.startswith("javascript:"))


def is_opened(html: str, name: str, classes: str) -> bool:
    """Whether something else on the page speaks of the element by its id, or by its class."""
    if name and _is_mentioned(html, name):
        return True
    return any(_is_selected(html, f".{token}") for token in classes.split()[:2])


def _is_selected(html: str, selector: str) -> bool:
    """Whether the selector stands between two quotes of a kind."""
    at = html.find(selector)
    while at >= 0:
        end = at + len(selector)
        if at and html[at - 1] in QUOTES and html[end : end + 1] == html[at - 1]:
            return True
        at = html.find(selector, end)
    return False


def _is_mentioned(html: str, name: str) -> bool:
    """Whether the name stands between quotes, or behind a "#" there, and is no id itself."""
    at = html.find(name)
    for _ in range(MOST_MENTIONS):
        if at < 0:
            return False
        before, after = html[max(0, at - 6) : at], html[at + len(name) : at + len(name) + 1]
        bare = before.removesuffix("#")
        quoted = bare.endswith(QUOTES) and after in QUOTES
        if quoted or (bare.endswith("=") and after in (" ", ">")):
            owner = (bare[: len(bare) - 1] if quoted else bare).rstrip().lower()
            is_id = owner.endswith("id=") and not owner.endswith("-id=")
            if not is_id or bare != before:
                return True
        at = html.find(name, at + len(name))
    return True


def parts_of(text: str) -> list[tuple[str, str]]:
    """The text cut at what nobody sees of it: words, and the trick that hides them or ""."""
    found: list[tuple[str, str]] = []
    done = 0
    flags = [match.span() for match in FLAG.finditer(text)] if FLAG_MARK in text else []
    for match in ODD.finditer(text):
        if any(start <= match.start() and match.end() <= end for start, end in flags):
            continue
        kind = match.lastgroup or ""
        said = match[kind] if kind else ""
        found.append((text[done : match.start()], ""))
        if kind == "bidi" and _reads_as_it_stands(match[0][0], said):
            found.append((said, ""))
        else:
            found.append((said, ODD_TRICKS[kind]))
        done = match.end()
    found.append((text[done:], ""))
    return [(part, trick) for part, trick in found if part]


def _reads_as_it_stands(mark: str, said: str) -> bool:
    """Whether letters run in the direction that the override gives them anyway."""
    kinds = [unicodedata.bidirectional(letter) for letter in said if letter.isalpha()]
    rightward = sum(kind in RIGHT_TO_LEFT for kind in kinds)
    return rightward * 2 > len(kinds) if mark == "\u202e" else rightward * 2 <= len(kinds)
