"""Guards for the parser against pages that no reader ever sees: text stays, tags are cut.

HTML5 parsers look up the open elements at every end tag, so their time grows with the square of
the depth (100,000 nested tags: 27 s); libxml2 drops all text below depth 256 and says nothing.
Browsers clamp the depth at 512 (Blink's `kMaximumHTMLParserDOMTreeDepth`), and so does this:
deeper tags go, their text stays where it stands. The same parsers compare each attribute of a tag
with all before it (100,000 attributes: 18 s), and each option of a list with all before it
(30,000 options: 6 s); a tag with too many attributes loses them, a list its tags.
"""

import re

import cython

MAX_DEPTH = 512
# Fewer tags than this parse in well under a second however they nest.
HARMLESS_TAGS = 5_000
# Tags that never nest, or that the parser closes by itself: leaving them out keeps ordinary pages,
# whose authors rarely close these, from looking deep.
CLOSED_BY_PARSER = frozenset(
    """area base br col embed hr img input link meta param source track wbr p li dt dd tr td th
    thead tbody tfoot colgroup option optgroup rp rt script style textarea title head body
    html""".split()
)
LONG_TAG_CHARACTERS = 10_000
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_ATTRIBUTES = 1_000
OPTION = re.compile(r"</?option\b[^<>]*>", re.I)
MOST_OPTIONS = 5_000


def tamed(html: str) -> str:
    """The same page, harmless to parse."""
    return guarded(html)[0]


def guarded(html: str) -> tuple[str, bool, bool]:
    """The same page, harmless to parse; whether it may have templates, and style sheets."""
    templates: cython.bint = False
    sheets: cython.bint = False
    tags: cython.Py_ssize_t = 0
    options: cython.Py_ssize_t = 0
    last: cython.Py_ssize_t = len(html) - 6
    second: cython.Py_UCS4
    # One look at each tag takes half the time of a count, and answers all four questions.
    at: cython.Py_ssize_t = html.find("<")
    while at >= 0:
        tags += 1
        if at < last:
            second = html[at + 2]
            if second == "t":
                sheets = sheets or (html[at + 1] == "s" and html.startswith("<style", at))
            elif second == "p":
                options += html[at + 1] == "o" and html.startswith("<option", at)
            elif second == "e" or second == "E":  # noqa: PLR1714 - in C two comparisons
                templates = templates or html[at : at + 9].lower() == "<template"
        at = html.find("<", at + 1)
    if _has_long_tag(html):
        html = _without_long_tags(html)
    # No page of fewer tags has so many options.
    if tags < min(HARMLESS_TAGS, MOST_OPTIONS):
        return html, templates, sheets
    if options > MOST_OPTIONS:
        html = clamp_nesting(OPTION.sub(" ", html))
    elif _deepest(html) > MAX_DEPTH:
        html = _clamped(html)
    return html, templates, sheets


def clamp_nesting(html: str) -> str:
    """The same page without the tags that open or close deeper than MAX_DEPTH."""
    if html.count("<") < HARMLESS_TAGS or _deepest(html) <= MAX_DEPTH:
        return html
    return _clamped(html)


def _has_long_tag(html: str) -> bool:
    """Whether LONG_TAG_CHARACTERS and more stand between a "<" and the next, or the end."""
    end: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t = len(html)
    at: cython.Py_ssize_t
    start: cython.Py_ssize_t
    # So long a stretch spans one of these places.
    for at in range(LONG_TAG_CHARACTERS, size + 1, LONG_TAG_CHARACTERS):
        if at < end:
            continue
        start = html.rfind("<", end, at)
        end = html.find("<", at)
        if end < 0:
            end = size
        if start >= 0 and end - start > LONG_TAG_CHARACTERS:
            return True
    return False


def _without_long_tags(html: str) -> str:
    """The page without the attributes of tags that have too many of them."""
    pieces: list[str] = []
    done: cython.Py_ssize_t = 0
    start: cython.Py_ssize_t = html.find("<")
    while start >= 0:
        following: cython.Py_ssize_t = html.find("<", start + 1)
        stop: cython.Py_ssize_t = len(html) if following < 0 else following
        if stop - start > LONG_TAG_CHARACTERS:
            close = html.find(">", start, stop)
            end = stop if close < 0 else close
            if end - start - 1 > LONG_TAG_CHARACTERS and _is_letter(html[start + 1]):
                whole = html[start : end + 1 if close >= 0 else end]
                # Values aside: a page may keep all its data in one attribute.
                if len(QUOTED.sub("", whole).split()) > MOST_ATTRIBUTES:
                    # As much of the name as leaves a tag that is long without it.
                    name = html[start + 1 : _name_end(html, start + 1, end - LONG_TAG_CHARACTERS)]
                    pieces += [html[done:start], f"<{name}>"]
                    done = start + len(whole)
        start = following
    pieces.append(html[done:])
    return "".join(pieces)


@cython.cfunc
@cython.inline
def _is_letter(character: cython.Py_UCS4) -> cython.bint:
    return "a" <= character <= "z" or "A" <= character <= "Z"


@cython.cfunc
def _name_end(html: str, start: cython.Py_ssize_t, stop: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Where the name of a tag ends that starts here."""
    character: cython.Py_UCS4
    while start < stop:
        character = html[start]
        if not (_is_letter(character) or "0" <= character <= "9" or character == "-"):
            break
        start += 1
    return start


def _deepest(html: str) -> int:
    """How deep the page's tags nest, as far as a look at the tags alone can tell."""
    depth: cython.Py_ssize_t = 0
    deepest: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t = len(html)
    closing: cython.bint
    # A page repeats its few tags: what each name adds is looked up by the name as it stands.
    steps: dict[str, int] = {}
    start: cython.Py_ssize_t = html.find("<")
    while start >= 0 and start + 1 < size:
        first: cython.Py_ssize_t = start + 1
        closing = html[first] == "/"
        if closing:
            first += 1
        end: cython.Py_ssize_t = _name_end(html, first, size)
        if end == first or not _is_letter(html[first]):
            start = html.find("<", start + 1)
            continue
        name = html[first:end]
        step = steps.get(name)
        if step is None:
            step = steps[name] = 0 if name.lower() in CLOSED_BY_PARSER else 1
        if step:
            if not closing:
                depth += 1
                deepest = max(deepest, depth)
            elif depth:
                depth -= 1
        end = html.find(">", end)
        start = html.find("<", end) if end >= 0 else -1
    return deepest


def _clamped(html: str) -> str:
    depth = 0
    pieces: list[str] = []
    done = 0
    start: cython.Py_ssize_t = html.find("<")
    size: cython.Py_ssize_t = len(html)
    while start >= 0 and start + 1 < size:
        closing = html[start + 1] == "/"
        first: cython.Py_ssize_t = start + 2 if closing else start + 1
        end: cython.Py_ssize_t = _name_end(html, first, size)
        if end == first or not _is_letter(html[first]):
            start = html.find("<", start + 1)
            continue
        close: cython.Py_ssize_t = html.find(">", end)
        stop: cython.Py_ssize_t = close + 1 if close >= 0 else size
        if html[first:end].lower() not in CLOSED_BY_PARSER:
            too_deep = depth > MAX_DEPTH
            depth = max(0, depth - 1) if closing else depth + 1
            if too_deep or depth > MAX_DEPTH:
                # A blank in the tag's place: a removed block tag must not glue two words together.
                pieces += [html[done:start], " "]
                done = stop
        start = html.find("<", stop)
    pieces.append(html[done:])
    return "".join(pieces)
