r"""Formulas of a page as TeX: what their author wrote, however a page shows them.

Pages carry a formula two or three times: drawn in spans, as MathML for screen readers, as TeX in an
annotation, a script or a picture's alternative text. The author's TeX is taken where it is there,
and else the MathML is written as TeX.
"""

import re
from typing import Any, NamedTuple

from sluice.render.mathml import tex_of

HINTS = ("math", "Math", "katex", "mjx-", "MATH")
STYLE = re.compile(r"\{\\(displaystyle|textstyle)\s+(.{1,8000})\}", re.S)
TEX = "application/x-tex"
# Elements that hold a formula drawn, by a word of their class.
DRAWN = ("katex-display", "katex", "mwe-math-element", "MathJax_Display", "MathJax", "MathJax_SVG")
DISPLAYED = frozenset(("katex-display", "MathJax_Display"))
DISPLAYED_IMAGE = "img.mwe-math-fallback-image-display"
DOLLAR = re.compile(r"(?<!\\)\$")
TEX_ATTRIBUTES = ("data-latex", "data-tex", "alttext")
LONGEST = 10_000
Attributes = dict[str, str | None]


class Formula(NamedTuple):
    """A formula as TeX; display: whether it stands on lines of its own."""

    tex: str
    display: bool = False


def may_hold_formulas(html: str) -> bool:
    """Whether formulas are to be looked for."""
    return any(hint in html for hint in HINTS)


def formula_of_element(node: Any, tag: str) -> tuple[Formula | None, Any]:
    """The formula that this element is, and another element that holds it once more."""
    attributes = node.attributes
    if tag == "script":
        return _of_script(node, attributes), None
    if tag == "math":
        return _of_mathml(node, attributes), None
    classes = (attributes.get("class") or "").split()
    if tag != "mjx-container" and not any(name in classes for name in DRAWN):
        return None, None
    if (script := _script_behind(node)) is not None:
        return _of_script(script, script.attributes), script
    return _of_drawn(node, attributes, classes), None


def formula_of_tex(tex: str) -> Formula | None:
    """The formula that a picture's alternative text is."""
    return _inline(tex)


def _of_script(node: Any, attributes: Attributes) -> Formula | None:
    kind = attributes.get("type") or ""
    if not kind.startswith("math/tex"):
        return None
    make = _display if "mode=display" in kind.replace(" ", "") else _inline
    return make(node.text() or "")


def _of_drawn(node: Any, attributes: Attributes, classes: list[str]) -> Formula | None:
    is_display = not DISPLAYED.isdisjoint(classes) or attributes.get("display") == "true"
    is_display = is_display or node.css_first(DISPLAYED_IMAGE) is not None
    for name in TEX_ATTRIBUTES:
        if value := attributes.get(name):
            return (_display if is_display else _inline)(value)
    inner = node.css_first("math")
    found = _of_mathml(inner, inner.attributes) if inner is not None else None
    return found._replace(display=True) if found and is_display else found


def _script_behind(node: Any) -> Any:
    """The script from which MathJax 2 has drawn this element."""
    beside = node.next
    for _ in range(2):
        if beside is None:
            return None
        if beside.tag == "script":
            kind = beside.attributes.get("type") or ""
            return beside if kind.startswith("math/tex") else None
        if beside.is_element_node or (beside.text_content or "").strip():
            return None
        beside = beside.next
    return None


def _of_mathml(node: Any, attributes: Attributes) -> Formula | None:
    make = _display if attributes.get("display") == "block" else _inline
    for annotation in node.css("annotation"):
        if annotation.attributes.get("encoding") == TEX:
            return make(annotation.text() or "")
    for name in TEX_ATTRIBUTES:
        if value := attributes.get(name):
            return make(value)
    return make(tex_of(node))


def _display(tex: str) -> Formula | None:
    found = _inline(tex)
    return found._replace(display=True) if found else None


def _inline(tex: str) -> Formula | None:
    tex = tex.strip()
    if match := STYLE.fullmatch(tex):
        tex = match[2]
    tex = " ".join(tex.split())
    # A mark that would end the formula.
    if not tex or len(tex) > LONGEST or DOLLAR.search(tex):
        return None
    return Formula(tex)
