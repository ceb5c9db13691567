"""Text within Markdown: what would be read as a mark is escaped, and nothing else."""

import re
from unicodedata import category

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# Places at which CommonMark or GFM would read a mark.
MARKS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"
    r"|`"
    r"|\*"
    r"|(?<!\w)_(?!\s)|(?<!\s)_(?!\w)|^_"
    r"|\[(?=\^|[^\[\]\n]{0,999}\][(:])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,32};)"
    r"|~(?=~)|(?<=~)~"
    r"|!(?=\[)"
)
# At the edge of a text a mark may stand beside it.
LONE_STAR = re.compile(r"(?<=\s)\*+(?=\s)")
BRACKETS = re.compile(r"[\[\]]")
# What begins a block at the start of a line.
LINE_MARKS = re.compile(
    r"^(?:(#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|~~~|=+\s*$|(?:-\s*){3,}$|(?:_\s*){3,}$|\|)"
    r"|(\d{1,9})([.)])(?=\s|$)|(\[[ xX]\](?=\s)))"
)
# Stands for a dollar of the page's text until the line is whole: formulas have dollars too.
DOLLAR = "\ufdd0"
# What readers of formulas take for one: no blank inside its dollars, no digit behind them.
FORMULA = re.compile(rf"{DOLLAR}+(?![\s{DOLLAR}])[^{DOLLAR}\n]{{1,2000}}(?<!\s){DOLLAR}+(?!\d)")
NO_ADDRESS = re.compile(r"[<>\\\s]")
PLAIN_ADDRESS = re.compile(r"[^\s()<>\\]+")


def escaped(text: str) -> str:
    """Text within a line."""
    text = text.replace("$", DOLLAR)
    if not any(mark in text for mark in "\\`*_[<&~!"):
        return text
    stars = {match.start() for match in LONE_STAR.finditer(text)}
    return MARKS.sub(lambda m: m[0] if m.start() in stars else f"\\{m[0]}", text)


def beside_formulas(text: str) -> str:
    """A line with the dollars of its text, each of which would be read as a mark."""
    return text.replace(DOLLAR, "\\$")


def without_formulas(text: str) -> str:
    """The same of a line whose dollars are prices, mostly."""
    text = FORMULA.sub(lambda found: found[0].replace(DOLLAR, "\\$"), text)
    return text.replace(DOLLAR, "$")


def escaped_in_link(text: str) -> str:
    """The words of a link, in which brackets are told from its own."""
    plain = escaped(text).replace(r"\[", "[")
    return plain if _are_pairs(text) else BRACKETS.sub(r"\\\g<0>", plain)


def _are_pairs(text: str) -> bool:
    """Whether every bracket in the text has its other half."""
    depth = 0
    for bracket in BRACKETS.findall(text):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    return not depth and "](" not in text


def escaped_start(line: str) -> str:
    """A line that is no heading, item or quotation."""
    return LINE_MARKS.sub(_escape_start, line)


def _escape_start(mark: re.Match[str]) -> str:
    if mark[2]:
        return f"{mark[2]}\\{mark[3]}"
    return f"\\{mark[0]}"


def address_of(href: str) -> str:
    """An address within a link."""
    if PLAIN_ADDRESS.fullmatch(href):
        return href
    if href.count("(") == href.count(")") and PLAIN_ADDRESS.fullmatch(
        re.sub(r"\([^()]*\)", "", href) or "x"
    ):
        return href
    # In angle brackets an address may hold parentheses that do not match.
    return f"<{NO_ADDRESS.sub(_percent, href)}>"


def _percent(mark: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in mark[0].encode())


def is_punctuation(character: str) -> bool:
    """Whether CommonMark takes it for punctuation, as Unicode does, in any of its versions."""
    return is_mark(character) or category(character)[0] == "S"


def is_mark(character: str) -> bool:
    """Whether it is punctuation in every version of CommonMark; symbols are in the last alone."""
    return character in PUNCTUATION or category(character)[0] == "P" or character == DOLLAR
