"""The words of an element that may state a fact."""

from typing import Any

import cython

from sluice.blocks.tags import BLOCKS, BREAKS, LINE_BREAK, SILENT

LONGEST_TEXT = cython.declare(cython.Py_ssize_t, 300)
# selectolax's number of a text node.
TEXT = cython.declare(cython.size_t, 2)
MOST_NODES = cython.declare(cython.int, 80)
# A button in a headline is no word of it.
UNREAD = SILENT | {"button"}
BREAKING = frozenset((*BLOCKS, *BREAKS, LINE_BREAK))
LINE_END = "\n"


def mark_text(node: Any, between: str) -> str:
    """The element's own words, its inline parts apart by this; "" where it holds too many."""
    pieces: list = []
    waiting: list = [node.first_child]
    length: cython.Py_ssize_t = 0
    count: cython.int = 0
    while waiting:
        part = waiting.pop()
        if part is None:
            pieces.append(between)
        else:
            waiting.append(part.next)
            number: cython.size_t = part.tag_id
            if number == TEXT:
                text: str = " ".join((part.text_content or "").splitlines())
                pieces.append(text)
                length += len(text.strip())
            else:
                tag = part.tag
                if tag in UNREAD:
                    continue
                pieces.append(LINE_END if tag in BREAKING else between)
                if part.is_element_node:
                    waiting.append(part.first_child)
        if length > LONGEST_TEXT or count > MOST_NODES:
            return ""
        count += 1
    lines = [" ".join(line.split()) for line in "".join(pieces).split(LINE_END)]
    return LINE_END.join([line for line in lines if line])
