r"""Presentation MathML as TeX: what most formulas are made of, anything else as its text.

https://www.w3.org/TR/mathml-core/ says what each element draws.
"""

from collections.abc import Callable
from typing import Any

SYMBOLS = {
    **dict(zip("αβγδεζηθικλμνξπρσςτυφχψω", (
        "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma "
        "varsigma tau upsilon varphi chi psi omega").split(), strict=True)),
    **dict(zip("ϵϕϑϱϖ", "epsilon phi vartheta varrho varpi".split(), strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΦΨΩ", "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".split(),
               strict=True)),
    **dict(zip("∑∏∫∮∂∇∞∈∉⊂⊆∪∩≤≥≠≈≡∼±×·÷→←⇒⇔∀∃√∅ℏ…", (
        "sum prod int oint partial nabla infty in notin subset subseteq cup cap le ge ne approx "
        "equiv sim pm times cdot div to leftarrow Rightarrow Leftrightarrow forall exists surd "
        "emptyset hbar ldots").split(), strict=True)),
    "−": "-",
}  # fmt: skip
FUNCTIONS = frozenset(
    """sin cos tan cot sec csc log ln exp lim max min sup inf det dim ker arg gcd sinh cosh
    tanh""".split()
)
TOKENS = frozenset(("mi", "mn", "mo", "ms", "mtext"))
IGNORED = frozenset(("annotation", "annotation-xml"))
ACCENTS = {"¯": "overline", "‾": "overline", "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde",
           "→": "vec", "⃗": "vec", "˙": "dot", "¨": "ddot"}  # fmt: skip
DEEPEST = 60
SPECIAL = {"%": r"\%", "#": r"\#", "&": r"\&", "{": r"\{", "}": r"\}", "_": r"\_"}


def tex_of(node: Any, depth: int = 0) -> str:
    """The TeX of an element."""
    tag = node.tag
    if depth > DEEPEST or tag in TOKENS:
        return _token(tag, " ".join((node.text() or "").split()))
    if tag in IGNORED:
        return ""
    parts = _parts(node, depth)
    if write := WRITERS.get(tag):
        least, write_parts = write
        if len(parts) >= least:
            return write_parts(parts)
    if tag in SCRIPTS and len(parts) > 1:
        return _scripted(SCRIPTS[tag], parts)
    return _joined(parts)


def _parts(node: Any, depth: int) -> list[str]:
    found = []
    child = node.first_child
    while child is not None:
        if child.is_element_node:
            found.append(tex_of(child, depth + 1))
        child = child.next
    return found


def _accented(parts: list[str]) -> str:
    if accent := ACCENTS.get(parts[1].strip()):
        return rf"\{accent}{{{parts[0]}}}"
    return rf"\overset{{{parts[1]}}}{{{parts[0]}}}"


def _scripted(marks: str, parts: list[str]) -> str:
    base = parts[0] if len(parts[0]) == 1 or parts[0].startswith("\\") else f"{{{parts[0]}}}"
    return base + "".join(
        f"{mark}{part}" if len(part) == 1 else f"{mark}{{{part}}}"
        for mark, part in zip(marks, parts[1:], strict=False)
    )


def _token(tag: str, text: str) -> str:
    if text in FUNCTIONS:
        return f"\\{text}"
    if tag == "mtext" and any(map(str.isalpha, text)):
        return rf"\text{{{text}}}"
    found = "".join(
        f"\\{SYMBOLS[c]} "
        if SYMBOLS.get(c, "-") != "-"
        else SPECIAL.get(SYMBOLS.get(c, c), SYMBOLS.get(c, c))
        for c in text
        if c not in "\u2061\u2062\u2063\u2064"
    ).strip()
    if tag == "mo" and text in ("=", "+", "<", ">", "−", "-"):
        return f" {found} "
    if tag == "mi" and len(text) > 1 and text.isalpha() and text.isascii():
        return rf"\mathrm{{{text}}}"
    return found


def _joined(parts: list[str]) -> str:
    """A command's name ends before the letter behind it."""
    whole = ""
    for part in parts:
        if whole and part[:1].isalpha() and _ends_command(whole):
            whole += " "
        whole += part
    return whole


def _ends_command(tex: str) -> bool:
    name = tex.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return name.endswith("\\") and len(name) < len(tex)


# An element with as many parts at least, and how they are written.
WRITERS: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "mfrac": (2, lambda parts: rf"\frac{{{parts[0]}}}{{{parts[1]}}}"),
    "mroot": (2, lambda parts: rf"\sqrt[{parts[1]}]{{{parts[0]}}}"),
    "mover": (2, _accented),
    "msqrt": (0, lambda parts: rf"\sqrt{{{_joined(parts)}}}"),
    "mtable": (0, lambda parts: r"\begin{matrix} " + r" \\ ".join(parts) + r" \end{matrix}"),
    "mtr": (0, " & ".join),
    "mfenced": (0, lambda parts: f"({', '.join(parts)})"),
}
SCRIPTS = {"msup": "^", "msub": "_", "munder": "_", "msubsup": "_^", "munderover": "_^"}
