"""A line of Markdown: words, with emphasis, links, code, images and formulas among them."""

import re
from collections.abc import Callable
from typing import TypeGuard

from sluice.render.escapes import (
    DOLLAR,
    address_of,
    beside_formulas,
    escaped,
    escaped_in_link,
    is_mark,
    is_punctuation,
    without_formulas,
)
from sluice.render.tree import Node, text_of

TICKS = re.compile(r"`+")
MARKS = {"em": "*", "strong": "**", "del": "~~"}
CODES = ("code", "kbd")
FEW_CODES = 2
STARS = re.compile(r"(?:\\?\*)+")
# At the edge of emphasis a star that stands alone is a part of its marks.
EDGE_STARS = re.compile(r"^\*(?=\s|$)|(?<=\s)\*$")
LAST_STARS = re.compile(r"(?<![^\s`])(?:\\?\*)+\s*$")
# Stands for a mark that has just ended.
BESIDE = "\ufffe"
TITLE = re.compile(r'["\\]')
# Words beside a raised or lowered part with which it would run together.
ORDINAL = re.compile(r"[^\W\d_]{1,4}")
LONGEST_RAISED = 12
MOLECULE = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]?\d*|\([A-Za-z\d]{1,9}\)\d*)+$")
LONGEST_FORMULA = 40
# "XIXe", as the French write a century.
ROMAN, CENTURY = "IVX", "e"
PAIRS = {"“": "”", "‘": "’", "«": "»", "「": "」", "『": "』", "（": "）", "《": "》", "(": ")"}
BLANKS = re.compile(r"[^\S\n]+")


def line(node: Node) -> str:
    """All of a paragraph, its breaks as hard ones."""
    text = BLANKS.sub(" ", _parts(node, "", "").replace("  \n", "\n"))
    last = node.children[-1] if node.children else None
    if isinstance(last, str) and LAST_STARS.search(last):
        # At the end of all nothing is left that it could be the end of.
        text = LAST_STARS.sub(lambda stars: stars[0].replace("\\", ""), text)
    if DOLLAR in text:
        text = (beside_formulas if _has_formulas(node) else without_formulas)(text)
    kept = [part.strip() for part in text.split("\n")]
    return "  \n".join(filter(None, kept))


def _has_formulas(node: Node) -> bool:
    return any(child.tag == "math" or _has_formulas(child) for child in node.nodes())


def code(text: str) -> str:
    """Code within a line, to the letter."""
    return literal(" ".join(text.split()))


def literal(text: str) -> str:
    """The same with the blanks as they stand."""
    ticks = "`" * next(n for n in range(1, len(text) + 2) if n not in _runs(text))
    around = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{around}{text}{around}{ticks}"


def _runs(text: str) -> set[int]:
    return set(map(len, TICKS.findall(text)))


def _parts(node: Node, before: str, after: str, words: Callable[[str], str] = escaped) -> str:
    """The parts of an element. before, after: the characters around it."""
    written = ""
    for n, child in enumerate(children := _with_codes_joined(node.children)):
        if isinstance(child, str):
            written += words(child)
            continue
        following = _first_character(children, n + 1) or after
        if following == "[" or (child.tag in LINKED and written.endswith("!")):
            written = written.removesuffix("!") + ("\\!" if written.endswith("!") else "")
        beside = written[-1:] or before
        if written.endswith("*") and not written.endswith("\\*"):
            beside = BESIDE
        if child.tag in RAISED:
            part = _raised(child, written or before, words)
        else:
            part = _element(child, beside, following, words)
        written += f"\\{part}" if part.startswith("(") and written.endswith("]") else part
    return written


def _with_codes_joined(children: list[Node | str]) -> list[Node | str]:
    """The parts, code beside code as one: marks between two would be read as code themselves."""
    if len(children) < FEW_CODES or sum(map(_is_code, children)) < FEW_CODES:
        return children
    found: list[Node | str] = []
    for child in children:
        last = found[-1] if found else None
        if _is_code(last) and _is_code(child):
            found[-1] = Node("code", {}, [text_of(last) + text_of(child)])
        else:
            found.append(child)
    return found


def _is_code(part: Node | str | None) -> TypeGuard[Node]:
    return isinstance(part, Node) and part.tag in CODES


def _first_character(children: list[Node | str], n: int) -> str:
    """The first character behind a part; a mark's own is as good as any."""
    if n >= len(children):
        return ""
    child = children[n]
    if isinstance(child, str):
        return child[:1]
    if child.tag in LINKED:
        return "["
    first = text_of(child)[:1]
    if child.tag in MARKS and first and not first.isspace():
        return "."
    return first or "."


LINKED = ("a", "img", "noteref")
RAISED = ("sup", "sub")


def _element(node: Node, before: str, after: str, words: Callable[[str], str]) -> str:
    if node.tag in MARKS:
        return _emphasised(node, before, after, words)
    if node.tag == "a":
        return _link(node)
    if write := WRITERS.get(node.tag):
        return write(node)
    return _parts(node, before, after, words)


def _emphasised(node: Node, before: str, after: str, words: Callable[[str], str]) -> str:
    """Marks around the words of each line."""
    mark = MARKS[node.tag]
    rows = _parts(node, mark[0], mark[0], words).split("\n")
    last = len(rows) - 1
    return "\n".join(
        _marked(row, node.tag, before if not n else "", after if n == last else "")
        for n, row in enumerate(rows)
    )


def _marked(text: str, tag: str, before: str, after: str) -> str:
    """Marks around words, where CommonMark reads them as marks ("flanking"), else an element.

    before: "*" where other emphasis begins at the same place, BESIDE where some ends there.
    """
    mark = MARKS[tag]
    inner = text.strip()
    if not inner:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    if STARS.fullmatch(inner):
        # Beside a mark they would be marks.
        inner = "".join(f"\\{star}" for star in inner.replace("\\", ""))
    inner = EDGE_STARS.sub(_backslash, inner)
    whole = f"{lead}<{tag}>{inner}</{tag}>{trail}"
    if not lead and _is_word(before):
        while inner and is_punctuation(inner[0]) and inner[0] not in f"\\`[!<*~${DOLLAR}":
            lead, inner = lead + inner[0], inner[1:]
    if not trail and _is_word(after):
        if PAIRS.get(inner[:1]) == inner[-1:] and len(inner) > 2:
            # Both or neither.
            lead, inner = lead + inner[0], inner[1:]
        while inner and is_punctuation(inner[-1]) and inner[-1] not in f"`)]>*~${DOLLAR}":
            trail, inner = inner[-1] + trail, inner[:-1]
        inner, trail = (inner[:-1], "\\" + trail) if inner.endswith("\\") else (inner, trail)
    if not inner:
        return text
    # Emphasis that begins or ends at the same place is of the same run of marks.
    edges = inner.strip("*") or inner if mark[0] == "*" else inner
    left = not edges[0].isspace() and not (
        is_punctuation(edges[0]) and _is_word(before) and not lead
    )
    right = not edges[-1].isspace() and not (
        is_punctuation(edges[-1]) and _is_word(after) and not trail
    )
    if not (left and right) or (before == BESIDE and not lead):
        return whole
    return f"{lead}{mark}{inner}{mark}{trail}"


def _is_word(character: str) -> bool:
    """Whether marks beside it are in a word; what some take for punctuation and others not is."""
    return bool(character) and not character.isspace() and not is_mark(character)


def _link(node: Node) -> str:
    text = _parts(node, "[", "]", escaped_in_link).replace("  \n", " ")
    inner = text.strip()
    if not inner:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    return f"{lead}[{inner}]({address_of(node.attributes['href'])}{_title(node)}){trail}"


def _title(node: Node) -> str:
    title = node.attributes.get("title", "")
    return f' "{TITLE.sub(_backslash, title)}"' if title else ""


def _backslash(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def _image(node: Node) -> str:
    alt = escaped_in_link(node.attributes.get("alt", ""))
    return f"![{alt}]({address_of(node.attributes['src'])}{_title(node)})"


def _raised(node: Node, before: str, words: Callable[[str], str]) -> str:
    """What is raised or lowered, as an element where it would run into what is before it."""
    before = before[-LONGEST_FORMULA:].rstrip("*~")
    text = _parts(node, before[-1:], "", words)
    bare = text.strip()
    is_beside = _is_word(before[-1:]) or before.endswith((")", "]"))
    if not is_beside or not bare or len(bare) > LONGEST_RAISED:
        return text
    is_usual = _is_of_a_molecule if node.tag == "sub" else _is_of_a_word
    return text if is_usual(bare, before) else f"<{node.tag}>{bare}</{node.tag}>"


def _is_of_a_molecule(bare: str, before: str) -> bool:
    """Whether it is a number as in H2O, which is written so by everybody."""
    return bare.isdigit() and MOLECULE.search(before) is not None


def _is_of_a_word(bare: str, before: str) -> bool:
    """Whether it ends a number or a short form of a word, as in 19th and Mme."""
    if ORDINAL.fullmatch(bare) and (before[-1:].isdigit() or len(bare) > 1):
        return True
    return bare == CENTURY and before[-1:] in ROMAN


def _formula(node: Node) -> str:
    mark = "$$" if node.attributes.get("display") else "$"
    return f"{mark}{node.attributes['tex']}{mark}"


def _base(node: Node) -> str:
    """The words of a ruby, without how they are read."""
    parts = [child for child in node.children if isinstance(child, str) or child.tag != "rt"]
    return _parts(Node("ruby", {}, parts), "", "")


WRITERS: dict[str, Callable[[Node], str]] = {
    "code": lambda node: code(text_of(node)),
    "kbd": lambda node: code(text_of(node)),
    "br": lambda _: "  \n",
    "img": _image,
    "math": _formula,
    "ruby": _base,
    "input": lambda node: "[x]" if node.attributes.get("checked") else "[ ]",
    "noteref": lambda node: f"[^{node.attributes['label']}]",
    "rt": lambda _: "",
}
