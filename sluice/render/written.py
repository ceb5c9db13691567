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


# What a page loads, or writes, whose dollars are marks of formulas.
LOADS = re.compile(r"mathjax|katex|asciimath|latexml|math/tex|tex2jax", re.I)
WRITES = re.compile(
    r"\$(?=\S)[^$\n<>]{0,200}(?:\\[A-Za-z]{2}|\^|_\{|\S\s?=\s?\S)[^$\n<>]{0,200}\$(?![\w$])"
    r"|\$\$[^$<>]{0,1000}[\\^=][^$<>]{0,1000}\$\$"
)


def has_dollar_formulas(source: str) -> bool:
    """Whether dollars are marks of formulas on a page."""
    return "$" in source and bool(LOADS.search(source) or WRITES.search(source))


def formulas_in(text: str, *, with_dollars: bool) -> Iterator[Node | str]:
    """The text with its formulas apart."""
    done = 0
    for match in WRITTEN.finditer(text):
        name = match.lastgroup or "a"
        tex = " ".join(match[name].split())
        if name == "d" and (not TELLING.search(tex) and len(tex) > 1):
            continue
        if name in "cd" and not with_dollars:
            continue
        # What Markdown would end the formula at.
        if "$" in tex or not tex:
            continue
        yield text[done : match.start()]
        yield Node("math", {"tex": tex, "display": "1" if name in "bc" else ""})
        done = match.end()
    yield text[done:]
