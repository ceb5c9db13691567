"""Markdown's marks: plain words and block kinds instead.

Only marks that CommonMark (spec.commonmark.org) defines are read, line by line, and only where the
text as a whole is plainly Markdown; a star or an underscore in ordinary text stays.
"""

import re
from collections.abc import Iterator

from sluice.blocks.lines import Lines
from sluice.blocks.markdown_links import without_links
from sluice.blocks.scan import containing, with_marks
from sluice.blocks.unwrap import WIDEST, wrap_width
from sluice.model import Block, BlockKind

HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#+)?$")
QUOTE = re.compile(r"(?:> ?)+")
LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]"
    r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?: \"[^\"\n]{0,200}\")?\)"
)
# Not __init__: programmers write more names with underscores than bold words in small letters.
STRONG = re.compile(
    r"\*\*(?=[^\s*])((?:(?!\*\*).){1,2000}?)(?<=\S)\*\*"
    r"|(?<!\w)__(?![a-z0-9_]+__)(?=[^\s_])((?:(?!__).){1,2000}?)(?<=\S)__(?!\w)"
)
EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,2000}?)(?<=[^\s*_])\1(?![\w*_])")
CODE = re.compile(r"`([^`\n]{1,500})`")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Where an escaped character waits until the marks are gone: Unicode's private use area.
WAITING = 0xE000
WAITED = re.compile("[\ue021-\ue07e]")
FENCE = ("```", "~~~")
# A line of words with one of = or - below it.
UNDERLINED = re.compile(
    r"^(?![ \t]*(?:[-*+>|#]|\d{1,3}[.)]) )([^\n|]{1,200}\S)[ \t]*\n[ ]{0,3}(={3,}|-{3,})[ \t]*$",
    re.MULTILINE,
)
LEVELS = {"=": "# ", "-": "## "}
# The line below a table's head.
DIVIDER = re.compile(
    r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$\n?", re.MULTILINE
)
ROW = re.compile(r"^[ \t]*\|[ \t]*(.*?)[ \t]*\|[ \t]*$", re.MULTILINE)
# Containers that a converter could not say in Markdown, and comments; a line each.
ELEMENT = re.compile(
    r"^[ \t]*(?:</?(?:div|section|span|figure|figcaption|article|main|aside|header|footer|nav"
    r"|details|summary|center|picture|form|fieldset|br)\b[^<>\n]*>[ \t]*|<!--[^\n]*-->[ \t]*)+$",
    re.MULTILINE,
)
# What Pandoc and kramdown write behind headings, links and spans: "{#wine .late width=80}".
_ATTRIBUTE = (
    r"(?:[#.][^\W\d_][\w:.-]{0,100}|[\w:-]{1,40}=(?:\"[^\"\n]{0,300}\"|[^\s{}\"]{1,200})|-)"
)
ATTRIBUTES = rf"\{{:?[ \t]{{0,9}}{_ATTRIBUTE}(?:\s{{1,9}}{_ATTRIBUTE}){{0,20}}\s{{0,9}}\}}"
ATTRIBUTED = re.compile(rf"(?<=[)\]`]){ATTRIBUTES}")
ATTRIBUTED_LINE = re.compile(
    rf"^([ \t]{{0,3}}#{{1,6}} [^\n]{{0,500}}?)[ \t]{{1,9}}{ATTRIBUTES}[ \t]*$"
    r"|^[ \t]*\{:[^{}\n]{1,300}\}[ \t]*$",
    re.MULTILINE,
)
# Words in brackets that are no link, but have attributes.
SPAN = re.compile(rf"(?<!!)\[([^\[\]\n]{{0,400}})\]{ATTRIBUTES}")
# A line that opens or closes what was an element.
DIVISION = re.compile(
    r"^[ \t>]*:{3,}[ \t]*(?:\{[^{}\n]{0,300}\}|[\w-]{1,60})?[ \t]*:*[ \t]*$", re.MULTILINE
)
# What is left of an item whose link had no words.
EMPTY_ITEM = re.compile(r"^[ \t]*(?:[*+-]|\d{1,3}\.)[ \t]*$", re.MULTILINE)
# Strong type as converters write it where a blank stands at its end: "he said**so **and went".
LOOSE = re.compile(r"(?<=[^\s*])\*{2,}(?![\d*])|(?<![\d*])\*{2,}(?=[^\s*])")
# What begins something new, so that it does not go on with the line before.
NEW = re.compile(
    r"[ \t]*(?:#{1,6} |>|[-*+•] |\d{1,3}[.)] |\||```|~~~|[-*_](?:[ ]?[-*_]){2,}[ \t]*$)"
)
HARD_BREAK = ("  ", "\\")
# So many of the lines that are no items may be longer than any wrapper makes them.
LONG_SHARE = 0.05
INSIDE = ("](", "**", "__")
AT_START = "#`~"
# Marks on so many lines, or on this share of them, make the text Markdown.
FEWEST_MARKS = 2
MARKED_SHARE = 0.02


def unmarked(text: str, lines: Lines) -> tuple[str, bool]:
    """The text without marks that stand over several lines, and whether it was wrapped.

    lines: the text's own. Code between fences stays as it is.
    """
    is_wrapped = _is_wrapped(lines)
    parts = []
    for part, is_code in _parts(text):
        plainer = part if is_code else _unmarked(part)
        parts.append(_joined(plainer) if is_wrapped and not is_code else plainer)
    return "\n".join(parts), is_wrapped


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, and whether each is code between fences."""
    rows = text.splitlines()
    begin, opened = 0, -1
    for i in containing(rows, FENCE):
        mark = rows[i].lstrip()[: len(FENCE[0])]
        if mark not in FENCE:
            continue
        if opened < 0:
            opened = i
        elif rows[opened].lstrip().startswith(mark):
            yield "\n".join(rows[begin:opened]), False
            yield "\n".join(rows[opened : i + 1]), True
            begin, opened = i + 1, -1
    yield "\n".join(rows[begin:]), False


def _unmarked(text: str) -> str:
    text = UNDERLINED.sub(lambda match: LEVELS[match[2][0]] + match[1].lstrip(), text)
    if ":::" in text:
        text = DIVISION.sub("", text)
    if "{" in text:
        text = ATTRIBUTED_LINE.sub(r"\1", SPAN.sub(r"\1", text))
        text = ATTRIBUTED.sub("", text)
    if "[" in text:
        text = without_links(text)
    if "|" in text:
        text = ROW.sub(r"\1", DIVIDER.sub("", text))
    if "<" in text:
        text = ELEMENT.sub("", text)
    return EMPTY_ITEM.sub("", text)


def _is_wrapped(lines: Lines) -> bool:
    """Whether the lines that are no items, headings or rows were wrapped at a column."""
    texts, gaps = [], []
    long = 0
    parted = True
    for text, gap in zip(lines.texts, lines.gaps, strict=True):
        # An address without a blank is as long as it is.
        is_own = " " not in text or NEW.match(text)
        if is_own or len(text) > WIDEST:
            long += not is_own
            parted = True
            continue
        texts.append(text)
        gaps.append(1 if parted else gap)
        parted = False
    if long > LONG_SHARE * len(texts):
        return False
    return wrap_width(Lines(texts, gaps, gaps)) is not None


def _joined(text: str) -> str:
    """The text with each paragraph on one line, as CommonMark reads it."""
    out: list[str] = []
    for row in text.split("\n"):
        before = out[-1] if out else ""
        is_new = not row.strip() or not before.strip() or NEW.match(row)
        if is_new or before.endswith(HARD_BREAK) or before.lstrip().startswith("#"):
            out.append(row)
        else:
            out[-1] = f"{before} {row.lstrip()}"
    return "\n".join(out)


def is_markdown(lines: Lines) -> bool:
    """Whether the text as a whole was written in Markdown."""
    enough = max(FEWEST_MARKS, MARKED_SHARE * len(lines.texts))
    asked = with_marks(lines.texts, AT_START, INSIDE)
    if len(asked) < enough:
        return False
    marked = 0
    for i in asked:
        marked += _is_marked(lines.texts[i])
        if marked >= enough:
            return True
    return False


def _is_marked(text: str) -> bool:
    heading = text.startswith("#") and HEADING.match(text)
    return (
        text.startswith(FENCE)
        or bool(heading)
        or ("](" in text and ")" in text and LINK.search(text) is not None)
        or (("**" in text or "__" in text) and STRONG.search(text) is not None)
    )


def fenced(lines: Lines) -> Iterator[Lines | Block]:
    """The lines in parts: runs of ordinary lines, and a block for each fenced piece of code."""
    texts = lines.texts
    # Where the ordinary lines begin that no part has yet.
    begin = 0
    opened: int | None = None
    for i in containing(texts, FENCE):
        if opened is not None:
            if texts[i].startswith(texts[opened][: len(FENCE[0])]):
                yield _code(lines.part(opened + 1, i))
                opened, begin = None, i + 1
        elif texts[i].startswith(FENCE):
            yield lines.part(begin, i)
            opened = i
    # A fence that is never closed was no fence.
    yield lines.part(begin if opened is None else opened)


def _code(lines: Lines) -> Block:
    margin = min(lines.indents, default=0)
    rows = (
        "\n" * (gap + 1) + " " * (indent - margin) + text
        for text, gap, indent in zip(*lines, strict=True)
    )
    return Block("".join(rows).lstrip("\n"), BlockKind.CODE)


def plain(text: str) -> tuple[str, BlockKind, int]:
    """The line's words without marks, the kind of block it is, and a heading's level."""
    kind, level = BlockKind.PARAGRAPH, 0
    if text.startswith("#") and (heading := HEADING.match(text)):
        kind, level, text = BlockKind.HEADING, len(heading[1]), heading[2]
    elif text.startswith(">") and (quote := QUOTE.match(text)):
        kind, text = BlockKind.QUOTE, text[quote.end() :]
    words = text
    if "\\" in words:
        words = ESCAPE.sub(lambda escape: chr(WAITING + ord(escape[1])), words)
    # Each is looked for only where its mark stands: most lines have none.
    if "](" in words and ")" in words:
        words = LINK.sub(r"\1", words)
    if "`" in words:
        words = CODE.sub(r"\1", words)
    if "**" in words or "__" in words:
        words = STRONG.sub(r"\1\2", words)
        if words.count("**") % 2 == 0:
            words = LOOSE.sub("", words)
    if "*" in words or "_" in words:
        words = EMPHASIS.sub(r"\2", words)
    if not words.isascii():
        words = WAITED.sub(lambda waiting: chr(ord(waiting[0]) - WAITING), words)
    return words.strip() or text, kind, level
