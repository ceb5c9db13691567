"""What CSS declarations hide, and by which trick; colours as numbers.

A trick's name is what the removal report calls it by (`hidden/display-none`).
"""

import re
from collections.abc import Callable

import cython

Declared = dict[str, str]
Color = tuple[int, int, int]

# Most styles say nothing of the kind, and are looked at no closer. The walk asks this of each.
SUSPECT = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*[hc]|opacity\s*[:(]\s*(?:0|\.0)|font(?:-size)?\s*:\s*[01.]"
    r"|-\d{3}|-\d\dr?em|\bclip(?:-path)?\s*:|scale\w{0,2}\(\s*0|(?:height|width)\s*:\s*[01](?:px|[;\s!]|$)"
    r"|color\s*:\s*(?:#f|#0|[wtbsgi]|rgb)",
    re.I,
)
HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
DECLARATION = re.compile(r"([a-z-]{1,40})\s*:\s*([^;{}]{1,300})", re.I)
LONGEST = 2_000
MOST_DECLARATIONS = 60
NUMBER = re.compile(r"(-?\d{0,6}\.?\d{0,6})\s*(px|r?em|%|vw|vh|pt|ex|ch)?")
# Further away than this in pixels, or in the units of which a screen has fewer, nothing is seen.
FAR = {"px": 500, "": 500, "pt": 400, "em": 30, "rem": 30, "ex": 60, "ch": 60}
FAR_SHARES = {"%": 100, "vw": 100, "vh": 100}
UNREADABLE_PIXELS = 1.0
UNSEEN = 0.05
PLACES = ("left", "top", "right", "bottom")
MOVED = ("margin-left", "margin-top", "margin-right", "margin")
MOVE = re.compile(r"translate(?:3d|x|y)?\(\s*(-?\d{0,6}(?:\.\d{1,6})?(?:px|r?em|%|vw|vh)?)", re.I)
SHRUNK = re.compile(r"scale(?:x|y|3d)?\(\s*0?\.?0*\s*[,)]", re.I)
FADED = re.compile(r"opacity\(\s*0*\.?0*%?\s*\)", re.I)
CLIPPED = re.compile(r"rect\(\s*(?:[01](?:px|em)?[\s,]*){4}\)", re.I)
CLIP_PATHS = re.compile(
    r"inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|ellipse\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?"
    r"\s*,\s*0(?:px|%)?\s+0(?:px|%)?\s*,\s*0(?:px|%)?\s+0(?:px|%)?",
    re.I,
)
# What moves comes to be seen.
ANIMATED = ("animation", "animation-name", "transition", "will-change", "-webkit-animation")
CAME_BY_MOVING = (*ANIMATED, "transform", "filter")
HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-f])", re.I)
RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+(\d?\.?\d{0,4}%?))?\s*\)", re.I
)
NAMED = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "ivory": (255, 255, 240),
    "black": (0, 0, 0),
}
NO_COLORS = frozenset(("none", "inherit", "initial", "unset", "revert", "transparent", ""))
# The sum of the three differences by which eyes do not tell two colours apart.
ALIKE = 24
WHITE = (255, 255, 255)
# The property that undoes a trick in an element further inside.
UNDONE_BY = {"visibility-hidden": "visibility", "font-size": "font-size"}
COLORED = frozenset(("transparent", "color-of-background"))


def hides(style: str) -> bool:
    """Whether a style attribute hides its element."""
    if style.isascii():
        lower = style.lower()
        if "none" not in lower and "hidden" not in lower:
            return False
    return HIDDEN_STYLE.search(style) is not None


def declarations_of(style: str) -> Declared:
    """The declarations in lower case, the last of a property as it counts."""
    found: Declared = {}
    important: set[str] = set()
    is_important: cython.bint
    for named, said in DECLARATION.findall(style[:LONGEST])[:MOST_DECLARATIONS]:
        name, value = named.lower(), said.strip().lower()
        is_important = value.endswith("important")
        if is_important:
            value = value.removesuffix("important").rstrip(" !")
            important.add(name)
        if is_important or name not in important:
            found[name] = f"{value} !" if is_important else value
    return found


def merged(first: Declared, second: Declared) -> Declared:
    """Both, where those of the second count unless the first has an important one."""
    found = dict(first)
    for name, value in second.items():
        if value.endswith("!") or not found.get(name, "").endswith("!"):
            found[name] = value
    return found


def trick_of(declared: Declared) -> str:
    """How these declarations hide an element, colours against a background aside; or ""."""
    names = HIDING.intersection(declared)
    if not names:
        return ""
    found = {name: value.removesuffix(" !") for name, value in declared.items()}
    if found.get("display") == "none":
        return "display-none"
    if found.get("visibility") in ("hidden", "collapse"):
        return "" if _comes_by(found, ANIMATED) else "visibility-hidden"
    for asked, is_so, trick, ways in SIGHTS:
        if not names.isdisjoint(asked) and is_so(found):
            return "" if _comes_by(found, ways) else trick
    return ""


@cython.cfunc
def _comes_by(found: Declared, names: tuple[str, ...]) -> cython.bint:
    for name in names:
        value: str = found.get(name, "none")
        # Only what moves is blurred before it is seen.
        if value not in ("none", "") and (name != "filter" or value.startswith("blur(")):
            return True
    return False


def _is_clipped(found: Declared) -> bool:
    if found.get("position") in ("absolute", "fixed") and CLIPPED.search(found.get("clip", "")):
        return True
    path = found.get("clip-path", "") or found.get("-webkit-clip-path", "")
    return CLIP_PATHS.search(path) is not None


def _is_unreadable(found: Declared) -> bool:
    size = found.get("font-size") or found.get("font", "").partition("/")[0].rpartition(" ")[2]
    number, unit = _length(size)
    if number is None:
        return False
    return number <= (UNREADABLE_PIXELS if unit in ("px", "pt") else 0.05)


def _is_away(found: Declared) -> bool:
    if found.get("position") in ("absolute", "fixed") and any(
        _is_far(found.get(place, "")) for place in PLACES
    ):
        return True
    if _is_far(found.get("text-indent", "")) or any(_is_far(found.get(n, ""), 4) for n in MOVED):
        return True
    return any(_is_far(length, 2) for length in MOVE.findall(found.get("transform", "")))


def _is_far(length: str, times: int = 1) -> bool:
    """Whether a length is so far to the negative; shares of the screen only by several of it."""
    if not length.startswith("-"):
        return False
    number, unit = _length(length)
    if number is None:
        return False
    if unit in FAR_SHARES:
        return number <= -2 * FAR_SHARES[unit] * times
    return number <= -FAR.get(unit, 500) * times


def _is_tiny(found: Declared) -> bool:
    if SHRUNK.search(found.get("transform", "")):
        return True
    if "hidden" not in found.get("overflow", "") and "clip" not in found.get("overflow", ""):
        return False
    height = [_length(found.get(name, "")) for name in ("height", "max-height")]
    width = [_length(found.get(name, "")) for name in ("width", "max-width")]
    if any(number == 0 for number, _ in (*height, *width) if number is not None):
        return True
    return any(_is_pixel(side) for side in height) and any(_is_pixel(side) for side in width)


def _is_pixel(length: tuple[float | None, str]) -> bool:
    number, unit = length
    return number is not None and number <= UNREADABLE_PIXELS and unit in ("px", "")


def _is_faded(found: Declared) -> bool:
    number, unit = _length(found.get("opacity", ""))
    if number is not None and number <= (UNSEEN * 100 if unit == "%" else UNSEEN):
        return True
    return FADED.search(found.get("filter", "")) is not None


def _length(value: str) -> tuple[float | None, str]:
    match = NUMBER.fullmatch(value.strip())
    if not match or match[1] in ("", "-", ".", "-."):
        return None, ""
    return float(match[1]), match[2] or ""


# Which properties may hide an element, whether they do, what the trick is called, and what makes
# the element come to be seen all the same.
SIGHTS: tuple[tuple[frozenset[str], Callable[[Declared], bool], str, tuple[str, ...]], ...] = (
    (frozenset(("font-size", "font")), _is_unreadable, "font-size", ()),
    (frozenset(("clip", "clip-path", "-webkit-clip-path")), _is_clipped, "clipped", ANIMATED),
    (frozenset((*PLACES, *MOVED, "text-indent", "transform")), _is_away, "off-screen", ANIMATED),
    (
        frozenset(("height", "max-height", "width", "max-width", "transform")),
        *(_is_tiny, "tiny-box", ANIMATED),
    ),
    (frozenset(("opacity", "filter")), _is_faded, "opacity", CAME_BY_MOVING),
)
HIDING = frozenset(("display", "visibility")).union(*(names for names, _, _, _ in SIGHTS))


def color_of(value: str) -> Color | None:
    """The colour that the value states first; None where it states none that is known."""
    value = value.removesuffix(" !")
    if match := HEX.search(value):
        digits = match[1]
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if match := RGB.search(value):
        return int(match[1]), int(match[2]), int(match[3])
    return next((NAMED[word] for word in value.split() if word in NAMED), None)


def is_clear(declared: Declared) -> bool:
    """Whether letters of this colour let everything through, and nothing is painted in them."""
    if any("text" in declared.get(f"{kind}background-clip", "") for kind in ("", "-webkit-")):
        return False
    color = declared.get("color", "").removesuffix(" !")
    if color == "transparent":
        return "text-shadow" not in declared
    if match := HEX.fullmatch(color):
        digits = match[1]
        return (len(digits) == 4 and digits[3] == "0") or digits[6:] == "00"
    match = RGB.fullmatch(color)
    return bool(match and match[4] and not match[4].strip("0.%"))


def may_blend(declared: Declared) -> bool:
    """Whether letters may have the colour of what is behind them, on white or by these alone."""
    if "color" not in declared:
        return False
    if is_clear(declared):
        return True
    color, ground = color_of(declared["color"]), ground_of(declared)
    if color is None:
        return False
    behind = WHITE if ground is None else color_of(ground)
    return behind is not None and are_alike(color, behind)


def ground_of(declared: Declared) -> str | None:
    """What the declarations paint behind the letters; None where they paint nothing."""
    for name in ("background-image", "background", "background-color"):
        value = declared.get(name, "").removesuffix(" !")
        if value not in NO_COLORS:
            return value
    return None


def are_alike(one: Color, other: Color) -> bool:
    """Whether eyes do not tell these colours apart."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) <= ALIKE
