r"""Formulas written in a text as TeX, between the marks that MathJax and KaTeX look for."""

import re
from collections.abc import Iterator

from sluice.render.tree import Node

# Between single dollars stand prices too: in a formula is what no price has.
WRITTEN = re.compile(
    r"\\\((?P<a>(?:(?!\\\)|\\\().){1,4000})\\\)"
    r"|\\\[(?P<b>(?:(?!\\\]|\\\[).){1,4000})\\\]"
    r"|\$\$(?P<c>[^$]{1,4000})\$\$"
    r"|(?<![\\$\w])\$(?P<d>(?=\S)[^$\n]{1,500}(?<=\S))\$(?![\w$])",
    re.S,
)
TELLING = re.compile(r"[\\^_={}]")


def formulas_in(text: str) -> Iterator[Node | str]:
    """The text with its formulas apart."""
    done = 0
    for match in WRITTEN.finditer(text):
        name = match.lastgroup or "a"
        tex = " ".join(match[name].split())
        if name == "d" and (not TELLING.search(tex) and len(tex) > 1):
            continue
        # What Markdown would end the formula at.
        if "$" in tex or not tex:
            continue
        yield text[done : match.start()]
        yield Node("math", {"tex": tex, "display": "1" if name in "bc" else ""})
        done = match.end()
    yield text[done:]
