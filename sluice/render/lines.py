"""A line of Markdown: words, with emphasis, links, code, images and formulas among them."""

import re
from collections.abc import Callable
from typing import TypeGuard

from sluice.render.escapes import address_of, escaped, escaped_in_link, is_punctuation
from sluice.render.tree import Node, text_of

TICKS = re.compile(r"`+")
MARKS = {"em": "*", "strong": "**", "del": "~~"}
CODES = ("code", "kbd")
FEW_CODES = 2
STARS = re.compile(r"(?:\\?\*)+")
TITLE = re.compile(r'["\\]')
# Words beside a raised or lowered part with which it would run together.
ORDINAL = re.compile(r"[^\W\d_]{1,4}")
LONGEST_RAISED = 12
# "XIXe", as the French write a century.
ROMAN, CENTURY = "IVX", "e"
PAIRS = {"“": "”", "‘": "’", "«": "»", "「": "」", "『": "』", "（": "）", "《": "》", "(": ")"}
BLANKS = re.compile(r"[^\S\n]+")


def line(node: Node) -> str:
    """All of a paragraph, its breaks as hard ones."""
    text = BLANKS.sub(" ", _parts(node, "", "").replace("  \n", "\n"))
    kept = [part.strip() for part in text.split("\n")]
    return "  \n".join(filter(None, kept))


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
        part = _element(child, written[-1:] or before, following, words)
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
    return "[" if child.tag in LINKED else text_of(child)[:1] or "."


LINKED = ("a", "img", "noteref")


def _element(node: Node, before: str, after: str, words: Callable[[str], str]) -> str:
    if node.tag in MARKS:
        return _emphasised(node, before, after, words)
    if node.tag == "a":
        return _link(node)
    if node.tag in ("sup", "sub"):
        return _raised(node, before, words)
    if write := WRITERS.get(node.tag):
        return write(node)
    return _parts(node, before, after, words)


def _emphasised(node: Node, before: str, after: str, words: Callable[[str], str]) -> str:
    """Marks around the words, where CommonMark reads them as marks ("left-flanking")."""
    mark = MARKS[node.tag]
    text = _parts(node, mark[0], mark[0], words)
    inner = text.strip()
    if not inner or "\n" in inner:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    if STARS.fullmatch(inner):
        # Beside a mark they would be marks.
        inner = "".join(f"\\{star}" for star in inner.replace("\\", ""))
    if not lead and _is_word(before):
        while inner and is_punctuation(inner[0]) and inner[0] not in "\\`[!<*~$":
            lead, inner = lead + inner[0], inner[1:]
    if not trail and _is_word(after):
        if PAIRS.get(inner[:1]) == inner[-1:] and len(inner) > 2:
            # Both or neither.
            lead, inner = lead + inner[0], inner[1:]
        while inner and is_punctuation(inner[-1]) and inner[-1] not in "`)]>*~$":
            trail, inner = inner[-1] + trail, inner[:-1]
        inner, trail = (inner[:-1], "\\" + trail) if inner.endswith("\\") else (inner, trail)
    left = (
        inner
        and not inner[0].isspace()
        and not (is_punctuation(inner[0]) and _is_word(before) and not lead)
    )
    right = (
        inner
        and not inner[-1].isspace()
        and not (is_punctuation(inner[-1]) and _is_word(after) and not trail)
    )
    if not (left and right) or (before == mark[0] and not lead):
        return text
    return f"{lead}{mark}{inner}{mark}{trail}"


def _is_word(character: str) -> bool:
    return bool(character) and not character.isspace() and not is_punctuation(character)


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
    text = _parts(node, before, "", words)
    bare = text.strip()
    if not _is_word(before) or not bare or len(bare) > LONGEST_RAISED:
        return text
    if node.tag == "sub" and not before.isdigit():
        # H2O is written so by everybody.
        return text
    if ORDINAL.fullmatch(bare) and (before.isdigit() or len(bare) > 1):
        return text
    if bare == CENTURY and before in ROMAN:
        return text
    return f"<{node.tag}>{bare}</{node.tag}>"


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
