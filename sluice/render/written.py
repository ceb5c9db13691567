r"""Formulas written in a text as TeX, between the marks that MathJax and KaTeX look for."""

import re
from collections.abc import Iterable, Iterator

from sluice.render.tree import Node

BRACKETED = re.compile(
    r"\\\((?P<a>(?:(?!\\\)|\\\().){1,4000})\\\)"
    r"|\\\[(?P<b>(?:(?!\\\]|\\\[).){1,4000})\\\]",
    re.S,
)
# Between single dollars stand prices too: in a formula is what no price has.
WRITTEN = re.compile(
    BRACKETED.pattern + r"|\$\$(?P<c>[^$]{1,4000})\$\$"
    r"|(?<![\\$\w])\$(?P<d>(?=\S)[^$\n]{1,500}(?<=\S))\$(?![\w$])",
    re.S,
)
TELLING = re.compile(r"[\\^_={}]")
# What a page loads, or writes, whose dollars are marks of formulas.
LOADED = ("mathjax", "katex", "asciimath", "latexml", "math/tex")
WRITES = re.compile(r"\\[A-Za-z]{2}|\^|_\{|\S\s?=\s?\S")


def marks_of(texts: Iterable[str], html: str) -> re.Pattern[str]:
    """What marks the formulas of a page with these texts: dollars only where it means them so."""
    spent = [text for text in texts if "$" in text]
    if not spent or any(map(_writes_formulas, spent)):
        return WRITTEN
    lower = html.lower()
    return WRITTEN if any(library in lower for library in LOADED) else BRACKETED


def _writes_formulas(text: str) -> bool:
    found = (match["c"] or match["d"] for match in WRITTEN.finditer(text))
    return any(tex and WRITES.search(tex) for tex in found)


def formulas_in(text: str, marks: re.Pattern[str]) -> Iterator[Node | str]:
    """The text with its formulas apart."""
    done = 0
    for match in marks.finditer(text):
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
