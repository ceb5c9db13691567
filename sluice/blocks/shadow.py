"""Declarative shadow roots: templates that browsers show, with what stands in their slots.

A parser keeps a template's words out of the page. Here its tags are written as another element's
before it is parsed, and what is meant for a slot is moved there after it.
"""

import re
from typing import Any

MARK = "shadowrootmode"
ROOT = "shadow-root"
TEMPLATE = re.compile(r"<(/?)template\b([^<>]{0,2000})>", re.I)
MOST_HOSTS = 500
MOST_PARTS = 2_000


def opened(html: str) -> str:
    """The page with its shadow roots as elements."""
    pieces: list[str] = []
    # Of each open template whether it is a shadow root.
    around: list[bool] = []
    done = 0
    for match in TEMPLATE.finditer(html):
        if match[1]:
            is_root = bool(around) and around.pop()
        else:
            is_root = MARK in match[2].lower() and all(around)
            around.append(is_root)
        if is_root:
            pieces += [html[done : match.start()], f"<{match[1]}{ROOT}>"]
            done = match.end()
    pieces.append(html[done:])
    return "".join(pieces)


def fill_slots(parser: Any) -> None:
    """Move what hosts hold for a slot into it, in place of what the slot shows without."""
    for root in parser.css(ROOT)[:MOST_HOSTS]:
        host = root.parent
        slots = root.css("slot")
        if host is None or not slots:
            continue
        parts = _parts(host, root)
        for slot in slots:
            name = slot.attributes.get("name") or ""
            meant = [part for part, its in parts if its == name]
            if not any((part.text() or "").strip() for part in meant):
                continue
            while slot.first_child is not None:
                slot.first_child.remove()
            for part in meant:
                slot.insert_child(part)
                part.remove()
            parts = [each for each in parts if each[1] != name]


def _parts(host: Any, root: Any) -> list[tuple[Any, str]]:
    """What stands in a host beside its shadow root, with the slot that each is meant for."""
    found: list[tuple[Any, str]] = []
    part = host.first_child
    while part is not None and len(found) < MOST_PARTS:
        if part.is_element_node:
            if part.mem_id != root.mem_id:
                found.append((part, part.attributes.get("slot") or ""))
        elif part.is_text_node:
            found.append((part, ""))
        part = part.next
    return found
