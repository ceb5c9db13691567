"""Puts lines together that a hard wrap or an inline link has cut.

Three ways in which text tools cut a sentence, each with its own sign:
a wrapper breaks a line exactly where the next word would not fit any more; a tool that prints one
text node a line leaves pieces that start in lower case or with a closing mark; and between such
pieces stands the text of the link itself.
"""

from itertools import chain, pairwise

from sluice.blocks.lines import Lines
from sluice.blocks.scan import PLANE, continuing, is_full, longest, wrapped
from sluice.text.words import count_words, ends_sentence, is_unspaced

NARROWEST, WIDEST = 50, 110
# Share of the long lines that must end where a wrapper would end them.
WRAPPED_SHARE = 0.75
FEWEST_WRAPPED = 4
CLOSING = tuple(",.;:!?)]}»”’…、。，；：！？）】」』،؛؟۔।")
# Not “, ‘, « and »: some languages close with what others open with.
OPENING = tuple("([{„「『（【¿¡")
LIST_MARKS = tuple("-*+•‣◦▪●○·>#|")
CLOSING_OR_OPENING = ("“", "‘", "«")
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
# Most texts have as many words as are asked for within so many characters.
BEGINNING = 128

BEGINS, GOES_ON, BEFORE = 1, 2, 4
ASKED = (BEGINS, GOES_ON, BEFORE)


def _classes() -> bytes:
    """What a line's first and last characters say, as bits; scan.continuing asks them."""
    bits = bytearray(PLANE)
    for bit, marks in (
        (BEGINS, LIST_MARKS),
        (GOES_ON, (*CLOSING, *CLOSING_OR_OPENING, *PARTICLES)),
        (BEFORE, (*OPENING, ",")),
    ):
        for mark in marks:
            bits[ord(mark)] |= bit
    return bytes(bits)


CLASSES = _classes()


def unwrap(lines: Lines) -> Lines:
    """The same words on fewer lines; a joined line has the gap and the indent of its first."""
    width = wrap_width(lines)
    asked = continuing((lines.texts, lines.gaps), CLASSES, ASKED, width or 0)
    verse = _verse_lines(lines) if asked and width is None else frozenset()
    runs: list[tuple[int, int, str]] = []
    start = end = -1
    parts: list[str] = []
    for i in asked:
        if i in verse:
            continue
        if end != i - 1:
            _close(runs, (start, end), parts)
            start, parts = i - 1, [lines.texts[i - 1]]
        # Where the line stays apart, the next one is asked about this one alone.
        if (joint := _joint(lines, i, parts, width)) is not None:
            parts += [joint, lines.texts[i]]
            end = i
    _close(runs, (start, end), parts)
    return _joined(lines, runs) if runs else lines


def _close(runs: list[tuple[int, int, str]], run: tuple[int, int], parts: list[str]) -> None:
    if len(parts) > 1:
        runs.append((*run, "".join(parts)))


def _joined(lines: Lines, runs: list[tuple[int, int, str]]) -> Lines:
    """The lines, each run of them (its first place, its last, its text) as one."""
    joined = Lines([], [], [])
    at = 0
    for start, end, text in runs:
        for column, values in zip(joined, lines, strict=True):
            column += values[at : start + 1]
        joined.texts[-1] = text
        at = end + 1
    for column, values in zip(joined, lines, strict=True):
        column += values[at:]
    return joined


def wrap_width(lines: Lines) -> int | None:
    """The column at which this text was hard-wrapped, or None where it was not."""
    width = longest(lines.texts)
    if not NARROWEST <= width <= WIDEST:
        return None
    long, full = wrapped(lines.texts, lines.gaps, width, width * 0.6)
    if len(full) < max(FEWEST_WRAPPED, WRAPPED_SHARE * long):
        return None
    # A wrapper breaks sentences in the middle; lines of one length that end theirs are lines.
    ended = sum(ends_sentence(lines.texts[i]) for i in full)
    return width if 2 * ended <= len(full) else None


def _joint(lines: Lines, i: int, parts: list[str], width: int | None) -> str | None:
    """What joins line i to the text before it: a blank, nothing, or None where they stay apart.

    parts: that text's lines with what joins them.
    """
    before, text = lines.texts[i - 1], lines.texts[i]
    if lines.gaps[i] or text.startswith(LIST_MARKS):
        return None
    if _starts_closing(text) or before.endswith(OPENING):
        return ""
    if not (width and is_full(before, text, width)):
        last = "".join(parts[-PARTS:])
        if text.startswith(DASHES) or last.endswith(":") or ends_sentence(last):
            return None
        is_last = i + 1 == len(lines.texts) or lines.gaps[i + 1]
        if not _continues(last, text, "" if is_last else lines.texts[i + 1]):
            return None
    return "" if is_unspaced(text) else " "


def _starts_closing(text: str) -> bool:
    # Some languages open a quotation with the mark that others close it with (”Så”, »So«), and
    # some pages get it wrong; before a letter it opens.
    opens = text[0] in "”»’" and text[1:2].isalnum()
    closes = text.startswith(CLOSING) or (text[0] in CLOSING_OR_OPENING and text[1:2] == " ")
    return closes and not opens and not text.startswith(("...", "…"))


def _continues(before: str, text: str, following: str) -> bool:
    """Whether the text goes on in the middle of the sentence before it."""
    if is_unspaced(text):
        return is_unspaced(before) and _continues_unspaced(text, following)
    if text[0].islower():
        return _has_words(before, PIECE_WORDS) or _has_words(text, PIECE_WORDS)
    goes_on = following[:1].islower() or (bool(following) and _starts_closing(following))
    if before.endswith(","):
        return goes_on or _has_words(before, PIECE_WORDS)
    if not goes_on or _has_words(text, LINK_WORDS + 1):
        return False
    is_piece = before[:1].islower() or _starts_closing(before)
    return is_piece or _has_words(before, SURE_PIECE_WORDS)


def _has_words(text: str, fewest: int) -> bool:
    """Whether there are so many words, by the text's beginning where that is enough."""
    return count_words(text[:BEGINNING]) >= fewest or (
        len(text) > BEGINNING and count_words(text) >= fewest
    )


def _continues_unspaced(text: str, following: str) -> bool:
    """The same in a script without spaces, where particles go on with a sentence."""
    goes_on = following.startswith(PARTICLES) or (bool(following) and _starts_closing(following))
    return text.startswith(PARTICLES) or (goes_on and not _has_words(text, LINK_WORDS + 1))


def _verse_lines(lines: Lines) -> frozenset[int]:
    """The lines of stanzas: short ones in a row, in a text that sets its paragraphs apart."""
    if not any(lines.gaps[1:]):
        return frozenset()
    starts = [i for i, gap in enumerate(lines.gaps) if gap or not i]
    stanzas = [
        range(a, b)
        for a, b in pairwise([*starts, len(lines.texts)])
        if b - a >= VERSE_LINES and longest(lines.texts[a:b]) <= VERSE_CHARACTERS
    ]
    return frozenset(chain.from_iterable(stanzas))
