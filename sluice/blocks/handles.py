"""Links and marks that are handles of the page and no words of it.

Heading links (`#`, `¶`, "[edit]", "Link to this section"), the second and third copy of a formula,
line numbers beside code; and powers, which are words that a mark has to part.
"""

import re
from typing import Any

Attributes = dict[str, str | None]

# A class without its hyphens, of a link that only points at the heading it stands in.
HEADING_LINKS = frozenset(
    """headerlink hashlink permalink anchorlink anchor anchorjslink headinglink headinganchor
    headeranchor sectionlink sectionanchor deeplink directlink selflink copylink docanchor
    headerpermalink headingpermalink toclink anchorheading clipboardbutton""".split()
)
EDITS = re.compile(r"[?&](?:ve)?action=edit|[?&]do=edit|/edit(?:[/?#]|$)", re.I)
# Names of elements that hold nothing but links to edit a section.
EDIT_NAMES = frozenset(("editsection", "secedit"))
# Classes, without their hyphens, of line numbers beside code; and the names that these have.
GUTTERS = frozenset(
    """lineno linenos linenodiv linenumber linenumbers lnt ln gutter hljslnnumbers hljslnline
    codelinenumber codelinenumbers linenumberswrapper""".split()
)
GUTTER_NAMES = frozenset(
    "lineno linenos linenodiv linenumber linenumbers lnt ln gutter number numbers".split()
)
CODE_AROUND = 4
NUMBERS = re.compile(r"[\d\s]{1,20000}")
LINES = frozenset(("line", "lines", "codeline", "tokenline", "cl", "row"))
ASSISTIVE = ("mjx_assistive_mathml", "katex-mathml", "mjx-assistive")
ODD_NAMES = frozenset(
    """mathjax mwe latex editsection secedit lineno linenos linenodiv linenumber linenumbers lnt
    gutter pagenum pageno lang ltx""".split()
)
# What is drawn beside the text: the number of a printed page, the language of the code below, and
# the number of an item that has one anyway.
LABEL_NAMES = frozenset(("pagenum", "pageno", "lang", "ltx"))
PAGE_NUMBER = re.compile(
    r"\s*\[?\s*(?:pg|page|pag|p|s|seite)?[.:]?\s*(?:\d{1,5}|[ivxlc]{1,8})\s*\]?\s*", re.I
)
LANGUAGE = re.compile(r"\s*[A-Za-z][\w+#.-]{0,20}\s*")
ITEM_SIGN = re.compile(r"\s*(?:[\[(]?\w{1,4}[\])]?[.:)]?|[•◦–—*·∙⋅-])\s*")
TWICE_NAMES = EDIT_NAMES | {"mathjax", "mwe"}
FORMULA_IMAGES = ("mwe-math-fallback", "latex", "tex-image")
DISPLAY = re.compile(r"\{\\(?:display|text)style\s+(.{1,4000})\}", re.S)
CONSECUTIVE_LINES = 2
# What is raised behind a digit and is a power of it.
EXPONENT = re.compile(r"[-−+]?\d{1,6}")


def is_handle(attributes: Attributes, text: str, own: str) -> bool:
    """Whether a link in a heading is a handle of it. own: the heading's id."""
    href = attributes.get("href") or ""
    if not any(character.isalnum() for character in text):
        return True
    if EDITS.search(href):
        return True
    if not HEADING_LINKS.isdisjoint(_bare(attributes).split()):
        return "#" in href or not href
    if not href.startswith("#"):
        return False
    return attributes.get("aria-hidden") == "true" or (own != "" and href[1:] == own)


def may_be_twice(names: list[str], attributes: Attributes) -> bool:
    """Whether is_twice is to be asked about an element of these names, wherever it stands."""
    return (
        attributes.get("aria-hidden") == "true"
        or not TWICE_NAMES.isdisjoint(names)
        or not GUTTER_NAMES.isdisjoint(names)
        or not LABEL_NAMES.isdisjoint(names)
    )


def is_twice(node: Any, tag: str, attributes: Attributes, names: list[str]) -> bool:
    """Whether an element only repeats what is beside it, or numbers or edits it."""
    if (
        not EDIT_NAMES.isdisjoint(names)
        or ("mathjax" in names and "preview" in names)
        or (not GUTTER_NAMES.isdisjoint(names) and _is_gutter(node, attributes))
        or (not LABEL_NAMES.isdisjoint(names) and _is_label(node, tag, names))
    ):
        return True
    if "mwe" in names and "mathml" in names:
        return _is_formula_image(_next(node))
    if (attributes.get("aria-hidden") or "") == "true":
        return any(_is_assistive(other) for other in (_next(node), _next(node, "prev")))
    return False


def _is_label(node: Any, tag: str, names: list[str]) -> bool:
    """Whether it is a label of LABEL_NAMES, by its words and by what it stands beside."""
    text = node.text() or ""
    if "pagenum" in names or "pageno" in names:
        return PAGE_NUMBER.fullmatch(text) is not None
    if "lang" in names:
        beside = _next(node) if tag == "span" and LANGUAGE.fullmatch(text) else None
        return beside is not None and beside.tag == "pre"
    if "note" in names and ("tag" in names or "mark" in names):
        # The number of a note is printed at its mark, and twice before its words.
        around = node.parent
        return around is not None and "ltx_note_content" in (around.attributes.get("class") or "")
    is_of_item = {"tag", "item"}.issubset(names) and node.parent is not None
    return is_of_item and node.parent.tag == "li" and ITEM_SIGN.fullmatch(text) is not None


def _is_gutter(node: Any, attributes: Attributes) -> bool:
    """Whether it holds line numbers, and code stands around it or follows."""
    if GUTTERS.isdisjoint(_bare(attributes).split()) or not NUMBERS.fullmatch(node.text() or ""):
        return False
    for beside in (_next(node), _next(node, "prev")):
        if beside is not None and (beside.tag == "pre" or beside.css_first("pre, code")):
            return True
    around = node.parent
    for _ in range(CODE_AROUND):
        if around is None:
            return False
        if around.tag in ("pre", "code"):
            return True
        around = around.parent
    return False


def _bare(attributes: Attributes) -> str:
    return (attributes.get("class") or "").lower().replace("-", "").replace("_", "")


def _next(node: Any, step: str = "next") -> Any:
    other = getattr(node, step)
    while other is not None and not other.is_element_node:
        other = getattr(other, step)
    return other


def _is_assistive(node: Any) -> bool:
    if node is None:
        return False
    said = f"{node.tag} {node.attributes.get('class') or ''}".lower()
    return any(name in said for name in ASSISTIVE)


def _is_formula_image(node: Any) -> bool:
    return node is not None and node.tag == "img" and formula_of(node.attributes) != ""


def formula_of(attributes: Attributes) -> str:
    """The TeX of a formula's picture; "" of any other picture."""
    classes = attributes.get("class") or ""
    if not any(name in classes for name in FORMULA_IMAGES):
        return ""
    alt = (attributes.get("alt") or "").strip()
    match = DISPLAY.fullmatch(alt)
    return match[1].strip() if match else alt


def are_line_numbers(text: str) -> bool:
    """Whether the lines of a preformatted text are numbers that count up."""
    if NUMBERS.fullmatch(text) is None:
        return False
    numbers = text.split()
    if len(numbers) < CONSECUTIVE_LINES or max(map(len, numbers)) > 6:
        return False
    first = int(numbers[0])
    return all(int(number) == first + n for n, number in enumerate(numbers))


def without(
    pieces: list[str], links: list[Any], handles: list[tuple[int, int, int, int]]
) -> tuple[list[str], list[Any], int] | None:
    """A heading's pieces and links without its handles, and how much ink went; None as it was.

    handles: of each the first piece and that behind the last, and the same in ink.
    """
    kept: list[str] = []
    done = gone = 0
    for start, end, _, _ in handles:
        kept += pieces[done:start]
        done = end
    kept += pieces[done:]
    if sum(character.isalpha() for piece in kept for character in piece) < 2:
        return None
    moved = []
    for link in links:
        before = sum(end - start for _, _, start, end in handles if end <= link.start)
        if not any(start <= link.start < end for _, _, start, end in handles):
            moved.append(link._replace(start=link.start - before, end=link.end - before))
    gone = sum(end - start for _, _, start, end in handles)
    return kept, moved, gone


def is_label_again(node: Any) -> bool:
    """Whether a label stands right behind another: two tabs, two answers, and no one word."""
    before = node.prev
    return before is not None and before.tag == "label"


def is_power(before: str, raised: Any) -> bool:
    """Whether what is raised is a number right behind a digit, into which it would run."""
    only = raised.first_child if before[-1:].isdigit() else None
    if only is None or only.next is not None or only.tag != "-text":
        return False
    return EXPONENT.fullmatch((only.text_content or "").strip()) is not None
