"""What a page draws by classes and styles, not elements: emphasis, and boxes before tasks."""

import re
from itertools import islice
from typing import Any

from sluice.blocks.hiding import TOKENS_WITHIN

Attributes = dict[str, str | None]
FONTS = {
    "strong": re.compile(r"(?:^|[;\s])font-weight\s*:\s*(?:bold|[6-9]00)(?![\w-])", re.I),
    "em": re.compile(r"(?:^|[;\s])font-style\s*:\s*italic(?![\w-])", re.I),
    "del": re.compile(r"(?:^|[;\s])text-decoration(?:-line)?\s*:\s*line-through(?![\w-])", re.I),
}
# How LaTeXML calls its fonts.
LATEX_FONTS = {
    "ltx_font_italic": ("em",),
    "ltx_font_bold": ("strong",),
    "ltx_font_typewriter": ("code",),
}
LATEX = "ltx_font_"
# A rule for elements of one class, whatever is around them, and what it declares.
SHEET = re.compile(r"<style\b[^>]*>([^<]{1,200000})", re.I)
RULE = re.compile(r"(?:^|[};>]|\*/)\s*(?:span)?\.([\w-]{1,60})\s*\{([^{}]{1,1000})(?=\})")
MOST_RULES = 5_000
# What stands in a page that may have boxes. By such a class, with "on" or "off" behind it, an
# exported notebook has its own; the others are a font's signs, items' classes and code.
BOXES = ("checkbox checkbox-o", "-square-o", "inline-task-list", "<code>[")
SIGNS = {"fa-check-square-o": True, "fa-square-o": False}
ITEMS = "inline-task-list"
CODE_BOX = re.compile(r"\[([ X\-\xa0])\]")
# An item of an outline says by its class that it has a box.
TASK_CLASSES = frozenset(("on", "off", "trans"))


def class_fonts(html: str) -> dict[str, tuple[str, ...]]:
    """The elements that the page's own sheets, or LaTeXML's, make of spans of a class."""
    found: dict[str, tuple[str, ...]] = dict(LATEX_FONTS) if LATEX in html else {}
    sheets = SHEET.findall(html) if "<style" in html else []
    rules = (rule for sheet in sheets for rule in RULE.finditer(sheet))
    for rule in islice(rules, MOST_RULES):
        if fonts := _fonts_in(rule[2]):
            found[rule[1]] = fonts
    return found


def _fonts_in(style: str) -> tuple[str, ...]:
    return tuple(tag for tag, font in FONTS.items() if font.search(style))


def drawn_fonts(attributes: Attributes, of_classes: dict[str, tuple[str, ...]]) -> list[str]:
    """The elements that a span's style and classes make of it, each once."""
    fonts = list(_fonts_in(attributes.get("style") or ""))
    if of_classes:
        for name in (attributes.get("class") or "")[:TOKENS_WITHIN].split():
            fonts += of_classes.get(name, ())
    return list(dict.fromkeys(fonts))


def box_of(node: Any, tag: str) -> bool | None:
    """Whether the box is ticked that an element is drawn as; None of any other element."""
    classes = node.attributes.get("class") or ""
    if tag == "div":
        return "checkbox-on" in classes if "checkbox checkbox-o" in classes else None
    if tag == "li":
        return "checked" in classes.split() if _is_of_tasks(node.parent) else None
    if tag == "code":
        return _code_box(node)
    return next((ticked for name, ticked in SIGNS.items() if name in classes.split()), None)


def _is_of_tasks(around: Any) -> bool:
    return around is not None and ITEMS in (around.attributes.get("class") or "")


def _code_box(node: Any) -> bool | None:
    match = CODE_BOX.fullmatch(node.text() or "")
    item = node.parent
    if match is None or item is None or item.tag != "li":
        return None
    is_task = not TASK_CLASSES.isdisjoint((item.attributes.get("class") or "").split())
    return match[1] == "X" if is_task else None


def is_for_the_reader(attributes: Attributes) -> bool:
    """Whether a box may be ticked and says for what: a recipe's, which is no part of its text."""
    if "disabled" in attributes or "checked" in attributes:
        return False
    return bool(attributes.get("aria-label")) and "task" not in (attributes.get("class") or "")
