"""The guards as regular expressions: the oracle of the compiled loops, and what came before them.

HTML5 parsers look up the open elements at every end tag, so their time grows with the square of
the depth (100,000 nested tags: 27 s); libxml2 drops all text below depth 256 and says nothing.
Browsers clamp the depth at 512 (Blink's `kMaximumHTMLParserDOMTreeDepth`), and so does this:
deeper tags go, their text stays where it stands. The same parsers compare each attribute of a tag
with all before it (100,000 attributes: 18 s), and each option of a list with all before it
(30,000 options: 6 s); a tag with too many attributes loses them, a list its tags.
"""

import re
from itertools import accumulate
from operator import sub

MAX_DEPTH = 512
# Fewer tags than this parse in well under a second however they nest.
HARMLESS_TAGS = 5_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*>?")
# Tags that never nest, or that the parser closes by itself: leaving them out keeps ordinary pages,
# whose authors rarely close these, from looking deep.
CLOSED_BY_PARSER = frozenset(
    """area base br col embed hr img input link meta param source track wbr p li dt dd tr td th
    thead tbody tfoot colgroup option optgroup rp rt script style textarea title head body
    html""".split()
)

NESTING = re.compile(rf"<(/?)(?!(?:{'|'.join(CLOSED_BY_PARSER)})\b)[a-z]", re.I)
ONE_MORE, ONE_LESS = 1, -1
LONG_TAG_CHARACTERS = 10_000
LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9-]*)[^<>]{{{LONG_TAG_CHARACTERS},}}>?")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_ATTRIBUTES = 1_000
OPTION = re.compile(r"</?option\b[^<>]*>", re.I)
MOST_OPTIONS = 5_000


def tamed(html: str) -> str:
    """The same page, harmless to parse."""
    if max(map(len, html.split("<"))) >= LONG_TAG_CHARACTERS:
        html = LONG_TAG.sub(_few_attributes, html)
    if html.count("<option") > MOST_OPTIONS:
        html = OPTION.sub(" ", html)
    return clamp_nesting(html)


def _few_attributes(tag: re.Match[str]) -> str:
    # Values aside: a page may keep all its data in one attribute.
    many = len(QUOTED.sub("", tag[0]).split()) > MOST_ATTRIBUTES
    return f"<{tag[1]}>" if many else tag[0]


def clamp_nesting(html: str) -> str:
    """The same page without the tags that open or close deeper than MAX_DEPTH."""
    if html.count("<") < HARMLESS_TAGS or _depth_at_most(html) <= MAX_DEPTH:
        return html
    depth = deepest = 0
    for closing, name in TAG.findall(html):
        if name.lower() not in CLOSED_BY_PARSER:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return _clamped(html) if deepest > MAX_DEPTH else html


def _depth_at_most(html: str) -> int:
    """A bound for the depth, found without a step of Python's for each tag.

    Tags within attributes and scripts count too, so it may be too high and is never too low.
    """
    steps = [ONE_MORE if closing == "" else ONE_LESS for closing in NESTING.findall(html)]
    sums = list(accumulate(steps))
    # Over the lowest point before: end tags that end nothing do not make room for others.
    return max(map(sub, sums, accumulate(sums, min, initial=0)), default=0)


def _clamped(html: str) -> str:
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in CLOSED_BY_PARSER:
            return tag[0]
        too_deep = depth > MAX_DEPTH
        depth = max(0, depth - 1) if tag[1] else depth + 1
        # A blank in the tag's place: a removed block tag must not glue two words together.
        return " " if too_deep or depth > MAX_DEPTH else tag[0]

    return TAG.sub(keep, html)
