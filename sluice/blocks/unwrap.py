"""Puts lines together that a hard wrap or an inline link has cut.

Three ways in which text tools cut a sentence, each with its own sign:
a wrapper breaks a line exactly where the next word would not fit any more; a tool that prints one
text node a line leaves pieces that start in lower case or with a closing mark; and between such
pieces stands the text of the link itself.
"""

from itertools import pairwise

from sluice.blocks.lines import Line
from sluice.text.words import count_words, ends_sentence, is_unspaced

NARROWEST, WIDEST = 50, 110
# Share of the long lines that must end where a wrapper would end them.
WRAPPED_SHARE = 0.75
FEWEST_WRAPPED = 4
CLOSING = tuple(",.;:!?)]}»”’…、。，；：！？）】」』،؛؟۔।")
# Not “, ‘, « and »: some languages close with what others open with.
OPENING = tuple("([{„「『（【¿¡")
LIST_MARKS = tuple("-*+•‣◦▪●○·>#|")
# They open speech, and stand inside sentences.
DASHES = ("–", "—")
# The particles that a Japanese or Chinese sentence goes on with after a link.
PARTICLES = tuple("のをにはがとでもへやらか的和")
# A menu's items are short; the piece of a sentence before or after a link seldom is.
PIECE_WORDS = 4
LINK_WORDS = 8
# Before a link in capitals only a longer piece is surely no headline.
SURE_PIECE_WORDS = 7
# So many pieces back are looked at: links stand close together.
PARTS = 8
VERSE_CHARACTERS = 60
VERSE_LINES = 3


def unwrap(lines: list[Line]) -> list[Line]:
    """The same words on fewer lines."""
    width = wrap_width(lines)
    verse = _verse_lines(lines) if width is None else frozenset()
    joined: list[Line] = []
    parts: list[str] = []
    for i, line in enumerate(lines):
        joint = (
            _joint(lines, i, "".join(parts[-PARTS:]), width) if parts and i not in verse else None
        )
        if joint is None:
            _close(joined, parts)
            joined.append(line)
            parts = [line.text]
        else:
            parts += [joint, line.text]
    _close(joined, parts)
    return joined


def wrap_width(lines: list[Line]) -> int | None:
    """The column at which this text was hard-wrapped, or None where it was not."""
    width = max((len(line.text) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return None
    long = [
        i
        for i in range(len(lines) - 1)
        if len(lines[i].text) > width * 0.6 and not lines[i + 1].gap
    ]
    full = [i for i in long if _is_full(lines[i].text, lines[i + 1].text, width)]
    # A wrapper breaks sentences in the middle; lines of one length that end theirs are lines.
    ended = sum(ends_sentence(lines[i].text) for i in full)
    enough = len(full) >= max(FEWEST_WRAPPED, WRAPPED_SHARE * len(long))
    return width if enough and 2 * ended <= len(full) else None


def _close(joined: list[Line], parts: list[str]) -> None:
    if len(parts) > 1:
        first = joined[-1]
        joined[-1] = Line("".join(parts), first.gap, first.indent)


def _is_full(line: str, following: str, width: int) -> bool:
    word = following.split(" ", 1)[0]
    # A script without spaces is cut anywhere, so one character more must not have fitted.
    needed = 1 + len(word) if word.isascii() or len(word) < width // 3 else 1
    return len(line) + needed > width


def _joint(lines: list[Line], i: int, last: str, width: int | None) -> str | None:
    """What joins line i to the text before it: a blank, nothing, or None where they stay apart."""
    before, line = lines[i - 1], lines[i]
    if line.gap or line.text.startswith(LIST_MARKS):
        return None
    blank = "" if is_unspaced(line.text) else " "
    if _starts_closing(line.text) or last.endswith(OPENING):
        return ""
    if width and _is_full(before.text, line.text, width):
        return blank
    if line.text.startswith(DASHES) or last.endswith(":") or ends_sentence(last):
        return None
    following = lines[i + 1].text if i + 1 < len(lines) and not lines[i + 1].gap else ""
    return blank if _continues(last, line.text, following) else None


def _starts_closing(text: str) -> bool:
    # Some languages open a quotation with the mark that others close it with (”Så”, »So«), and
    # some pages get it wrong; before a letter it opens.
    opens = text[0] in "”»’" and text[1:2].isalnum()
    closes = text.startswith(CLOSING) or (text[0] in "“‘«" and text[1:2] == " ")
    return closes and not opens and not text.startswith(("...", "…"))


def _continues(before: str, text: str, following: str) -> bool:
    """Whether the text goes on in the middle of the sentence before it."""
    if is_unspaced(text):
        return is_unspaced(before) and _continues_unspaced(text, following)
    words = count_words(before)
    goes_on = following[:1].islower() or (bool(following) and _starts_closing(following))
    if text[0].islower():
        return words >= PIECE_WORDS or count_words(text) >= PIECE_WORDS
    if before.endswith(","):
        return words >= PIECE_WORDS or goes_on
    is_piece = words >= SURE_PIECE_WORDS or before[:1].islower() or _starts_closing(before)
    return is_piece and goes_on and count_words(text) <= LINK_WORDS


def _continues_unspaced(text: str, following: str) -> bool:
    """The same in a script without spaces, where particles go on with a sentence."""
    goes_on = following.startswith(PARTICLES) or (bool(following) and _starts_closing(following))
    return text.startswith(PARTICLES) or (goes_on and count_words(text) <= LINK_WORDS)


def _verse_lines(lines: list[Line]) -> frozenset[int]:
    """The lines of stanzas: short ones in a row, in a text that sets its paragraphs apart."""
    if not any(line.gap for line in lines[1:]):
        return frozenset()
    starts = [i for i, line in enumerate(lines) if line.gap or not i]
    groups = [range(a, b) for a, b in pairwise([*starts, len(lines)])]
    return frozenset(
        i
        for group in groups
        if len(group) >= VERSE_LINES and max(len(lines[i].text) for i in group) <= VERSE_CHARACTERS
        for i in group
    )
