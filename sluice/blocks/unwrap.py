"""Puts lines together that a hard wrap or an inline link has cut.

Three ways in which text tools cut a sentence, each with its own sign:
a wrapper breaks a line exactly where the next word would not fit any more; a tool that prints one
text node a line leaves pieces that start in lower case or with a closing mark; and between such
pieces stands the text of the link itself.

Compiled: every line passes here, and one in three of a page that was printed a text node a line is
asked everything.
"""

from itertools import pairwise

import cython

from sluice.blocks.lines import Lines
from sluice.blocks.scan import PLANE, longest
from sluice.text.open_words import OPEN_WORDS
from sluice.text.words import count_words, ends_sentence, is_unspaced

NARROWEST, WIDEST = 50, 132
# Share of the long lines that must end where a wrapper would end them.
WRAPPED_SHARE = 0.75
FEWEST_WRAPPED = 4
# Without blanks a line may be cut anywhere; where each that is full goes on to a sentence's end,
# so many will do.
FEWEST_UNSPACED = 2
CLOSING = tuple(",.;:!?)]}»”’…、。，；：！？）】」』،؛؟۔।")
# Not “, ‘, « and »: some languages close with what others open with.
OPENING = tuple("([{„「『（【¿¡")
LIST_MARKS = tuple("-*+•‣◦▪●○·>#|")
CLOSING_AND_OPENING = tuple("”»’")
OPENING_AND_CLOSING = tuple("“‘«")
# They open speech, and stand inside sentences.
DASHES = ("–", "—")
# The particles that a Japanese or Chinese sentence goes on with after a link.
PARTICLES = tuple("のをにはがとでもへやらか的和")
# Of one syllable, and never a word of its own.
GLUED = "은는을를의에로와과며"
# A menu's items are short; the piece of a sentence before or after a link seldom is.
PIECE_WORDS = 4
LINK_WORDS = 8
# Before a link in capitals only a longer piece is surely no headline.
SURE_PIECE_WORDS = 7
# So many pieces back are looked at: links stand close together.
PARTS = 8
VERSE_CHARACTERS = 60
VERSE_LINES = 3
# How long a line is: its characters; those and its margin, as browsers of text set items in; or
# columns and margin, for they give two columns to each Chinese, Japanese or Korean character.
CHARACTERS, MARGIN, COLUMNS = range(3)
# A mark that may not begin a line is taken along, and the line before ends so much sooner.
SOONER = 4
# And so much where letters are narrow, as in Thai: there a wrapper may know words.
SOONER_NARROW = 8
# Fewer characters may have no capital by chance.
CASELESS = 250
# Most texts have as many words as are asked for within so many characters.
BEGINNING = 128

# What a line's first character says, and OPENER its last one: bits by code point.
BEGINS, SPEAKS, CLOSES, OPENS_TOO, CLOSES_TOO, PARTICLE, OPENER = (1 << n for n in range(7))


def _classes() -> bytes:
    bits = bytearray(PLANE)
    for bit, marks in (
        (BEGINS, LIST_MARKS),
        (SPEAKS, DASHES),
        (CLOSES, CLOSING),
        (OPENS_TOO, CLOSING_AND_OPENING),
        (CLOSES_TOO, OPENING_AND_CLOSING),
        (PARTICLE, PARTICLES),
        (OPENER, OPENING),
    ):
        for mark in marks:
            bits[ord(mark)] |= bit
    return bytes(bits)


_CLASSES = cython.declare(bytes, _classes())
_BEGINS = cython.declare(cython.uint, BEGINS)
_SPEAKS = cython.declare(cython.uint, SPEAKS)
_CLOSES = cython.declare(cython.uint, CLOSES)
_OPENS_TOO = cython.declare(cython.uint, OPENS_TOO)
_CLOSES_TOO = cython.declare(cython.uint, CLOSES_TOO)
_PARTICLE = cython.declare(cython.uint, PARTICLE)
_OPENER = cython.declare(cython.uint, OPENER)
# What a line that goes on may begin with, small letters aside.
_GOES_ON = cython.declare(cython.uint, CLOSES | CLOSES_TOO | PARTICLE)
if cython.compiled:
    _table = cython.declare(cython.p_const_uchar, _CLASSES)
else:
    _table = _CLASSES


def unwrap(lines: Lines) -> Lines:
    """The same words on fewer lines; a joined line has the gap and the indent of its first."""
    texts: list[str] = lines.texts
    gaps: list[int] = lines.gaps
    width: cython.Py_ssize_t
    way: cython.int
    width, way = wrapping(lines)
    verse: bytes | None = None if width == 0 else bytes(len(texts))
    cased: cython.bint = _has_case(texts)
    out: list[str] = []
    firsts: list[int] = []
    parts: list[str] = []
    i: cython.Py_ssize_t
    for i in range(len(texts)):
        joint: str | None = None
        if i > 0 and not gaps[i] and _may_go_on(lines, i, width, way, cased):
            if verse is None:
                verse = _verse_lines(texts, gaps)
            if not verse[i]:
                parts = parts or [texts[i - 1]]
                joint = _joint(lines, i, parts, width, way, cased)
        if joint is not None:
            parts.append(joint)
            parts.append(texts[i])
            continue
        if len(parts) > 1:
            out[len(out) - 1] = "".join(parts)
        parts = []
        out.append(texts[i])
        firsts.append(i)
    if len(parts) > 1:
        out[len(out) - 1] = "".join(parts)
    if len(out) == len(texts):
        return lines
    indents = lines.indents
    return Lines(out, [gaps[i] for i in firsts], [indents[i] for i in firsts])


@cython.cfunc
def _has_case(texts: list[str]) -> cython.bint:
    """Whether small letters say anything: not in much text without one capital."""
    ch: cython.Py_UCS4
    seen: cython.Py_ssize_t = 0
    for text in texts:
        for ch in text:
            if ch.isupper():
                return True
        seen += len(text)
    return seen < CASELESS


@cython.cfunc
@cython.inline
def _class(ch: cython.Py_UCS4) -> cython.uint:
    point: cython.uint = ord(ch)
    return _table[point] if point < 0x10000 else 0


@cython.cfunc
def _may_go_on(
    lines: Lines,
    i: cython.Py_ssize_t,
    width: cython.Py_ssize_t,
    way: cython.int,
    cased: cython.bint,
) -> cython.bint:
    """Whether the line may go on with the one before: nearly all that do not fail here."""
    texts: list[str] = lines.texts
    gaps: list[int] = lines.gaps
    first: cython.Py_UCS4 = texts[i][0]
    bits: cython.uint = _class(first)
    before: str = texts[i - 1]
    last: cython.Py_UCS4 = before[len(before) - 1]
    if bits & _BEGINS:
        return False
    if bits & _GOES_ON or (cased and first.islower()) or last == "," or _class(last) & _OPENER:
        return True
    if i + 1 < len(texts) and not gaps[i + 1]:
        first = texts[i + 1][0]
        if _class(first) & _GOES_ON or (cased and first.islower()):
            return True
    return (width != 0 and _is_full(lines, i - 1, width, way)) or _ends_open(before)


@cython.cfunc
def _ends_open(text: str) -> cython.bint:
    """Whether a line as long as wrapped ones ends with a word that ends no sentence."""
    size: cython.Py_ssize_t = len(text)
    if size < NARROWEST or not text[size - 1].isalpha():
        return False
    return text[text.rfind(" ") + 1 :] in OPEN_WORDS


def wrap_width(lines: Lines) -> int | None:
    """The column at which this text was hard-wrapped, or None where it was not."""
    return wrapping(lines)[0] or None


def wrapping(lines: Lines) -> tuple[int, int]:
    """The column at which this text was hard-wrapped, and how a line is measured; 0 if it was not.

    Texts that were set in, and those of wide characters, are measured the other ways too.
    """
    texts: list[str] = lines.texts
    if longest(texts) > WIDEST:
        return 0, CHARACTERS
    width: cython.Py_ssize_t = _width(lines, CHARACTERS)
    if width:
        return width, CHARACTERS
    if any(_is_unspaced(text) for text in texts):
        width = _width(lines, COLUMNS)
        if width:
            return width, COLUMNS
    width = _width(lines, MARGIN) if any(lines.indents) else 0
    if not width and any(_is_wide_text(text) for text in texts):
        return _width(lines, COLUMNS), COLUMNS
    return width, MARGIN


@cython.cfunc
def _width(lines: Lines, way: cython.int) -> cython.Py_ssize_t:
    texts: list[str] = lines.texts
    gaps: list[int] = lines.gaps
    indents: list[int] = lines.indents
    width: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t
    i: cython.Py_ssize_t
    for i in range(len(texts)):
        size = _size(texts[i], indents[i], way)
        width = max(width, size)
    if not NARROWEST <= width <= WIDEST:
        return 0
    least: cython.double = width * 0.6
    long: cython.Py_ssize_t = 0
    full: cython.Py_ssize_t = 0
    # A wrapper breaks sentences in the middle; lines of one length that end theirs are lines.
    ended: cython.Py_ssize_t = 0
    open_ones: cython.Py_ssize_t = 0
    is_full: cython.bint
    is_end: cython.bint
    for i in range(len(texts) - 1):
        # Before an item a line ends, full or not.
        if gaps[i + 1] or _begins_item(texts[i + 1]):
            continue
        if _size(texts[i], indents[i], way) > least:
            is_full = _is_full(lines, i, width, way)
            is_end = ends_sentence(texts[i])
            full += is_full
            ended += is_full and is_end
            if is_full and way == COLUMNS and not _goes_to_an_end(lines, i, width):
                open_ones += 1
            # A paragraph's last line may be of any length.
            long += is_full or not is_end
    enough = full >= max(FEWEST_WRAPPED, WRAPPED_SHARE * long)
    if way == COLUMNS and not enough:
        enough = full == long and full >= FEWEST_UNSPACED and not ended and not open_ones
    return width if enough and 2 * ended <= full else 0


@cython.cfunc
def _goes_to_an_end(lines: Lines, i: cython.Py_ssize_t, width: cython.Py_ssize_t) -> cython.bint:
    """Whether this full line has wide letters, and the next is full too or ends the sentence."""
    texts: list[str] = lines.texts
    gaps: list[int] = lines.gaps
    if not (_is_wide_text(texts[i]) or _is_unspaced(texts[i])):
        return False
    if ends_sentence(texts[i + 1]):
        return True
    return i + 2 < len(texts) and not gaps[i + 2] and _is_full(lines, i + 1, width, COLUMNS)


@cython.cfunc
def _begins_item(text: str) -> cython.bint:
    """Whether the line begins with a bullet, or with a number and a full stop."""
    at: cython.Py_ssize_t = 0
    if _class(text[0]) & _BEGINS:
        return True
    while at < 3 and at + 1 < len(text) and text[at].isdigit():
        at += 1
    return at > 0 and at + 1 < len(text) and text[at] == "." and text[at + 1] == " "


@cython.cfunc
def _size(text: str, indent: cython.Py_ssize_t, way: cython.int) -> cython.Py_ssize_t:
    size: cython.Py_ssize_t = len(text)
    ch: cython.Py_UCS4
    if way == CHARACTERS:
        return size
    if way == COLUMNS and not text.isascii():
        for ch in text:
            size += _is_wide(ch) - _is_mark(ch)
    return size + indent


@cython.cfunc
@cython.inline
def _is_wide(ch: cython.Py_UCS4) -> cython.bint:
    """Whether it takes two columns: Unicode's East Asian Width, in a few spans."""
    point: cython.uint = ord(ch)
    if point < 0x1100:
        return False
    return (
        point <= 0x115F
        or 0x2E80 <= point <= 0xA4CF
        or 0xAC00 <= point <= 0xD7A3
        or 0xF900 <= point <= 0xFAFF
        or 0xFE30 <= point <= 0xFE6F
        or 0xFF00 <= point <= 0xFF60
        or 0xFFE0 <= point <= 0xFFE6
        or point >= 0x1F300
    )


@cython.cfunc
@cython.inline
def _is_mark(ch: cython.Py_UCS4) -> cython.bint:
    """Whether it stands above or below a letter of Thai or Lao, and takes no column."""
    point: cython.uint = ord(ch)
    if point < 0x0E31 or point > 0x0ECE:
        return False
    # Lao has its letters where Thai has them.
    point = 0x0E00 + point % 0x80
    return point == 0x0E31 or 0x0E34 <= point <= 0x0E3A or 0x0E47 <= point <= 0x0E4E


@cython.cfunc
def _is_full(
    lines: Lines, i: cython.Py_ssize_t, width: cython.Py_ssize_t, way: cython.int
) -> cython.bint:
    """Whether the following line's first word would not have fitted on this line.

    A script without spaces is cut anywhere, so one character more must not have fitted.
    """
    following: str = lines.texts[i + 1]
    size: cython.Py_ssize_t = _size(lines.texts[i], lines.indents[i], way)
    end: cython.Py_ssize_t = len(following)
    word: cython.Py_ssize_t = 0
    ascii_only: cython.bint = True
    if way == COLUMNS and _is_unspaced(following):
        while word < end and ord(following[word]) < 128 and following[word] != " ":
            word += 1
        sooner = SOONER if _is_wide(following[0]) else SOONER_NARROW
        return size + max(word, 2) + sooner > width
    columns: cython.Py_ssize_t = 0
    while word < end and following[word] != " ":
        if ord(following[word]) > 127:
            ascii_only = False
            columns += way == COLUMNS and _is_wide(following[word])
        word += 1
    if ascii_only or word < width // 3:
        return size + 1 + word + columns > width
    return size + 1 > width


@cython.cfunc
def _joint(
    lines: Lines,
    i: cython.Py_ssize_t,
    parts: list[str],
    width: cython.Py_ssize_t,
    way: cython.int,
    cased: cython.bint,
) -> str | None:
    """What joins line i to the text before it: a blank, nothing, or None where they stay apart.

    parts: that text's lines with what joins them.
    """
    texts: list[str] = lines.texts
    before: str = texts[i - 1]
    text: str = texts[i]
    following: str = ""
    last: str
    if len(text) > 1 and text[0] == "«" and text[1] == " ":
        last = parts[0] if len(parts) == 1 else "".join(parts[-PARTS:])
        if last.count("»") <= last.count("«"):
            # Here it opens, for nothing is open that it could close.
            return None if ends_sentence(last) else " "
    if _starts_closing(text) or _class(before[len(before) - 1]) & _OPENER:
        return ""
    if not (width and _is_full(lines, i - 1, width, way)):
        last = parts[0] if len(parts) == 1 else "".join(parts[-PARTS:])
        if _class(text[0]) & _SPEAKS or before[len(before) - 1] == ":" or ends_sentence(last):
            return None
        if i + 1 < len(texts) and not lines.gaps[i + 1]:
            following = texts[i + 1]
        if not _continues(last, text, following, cased) and not _ends_open(before):
            return None
    if width and way == COLUMNS and _begins_with_particle(text):
        # Text browsers cut Korean words anywhere.
        return ""
    if not _is_unspaced(text):
        return " "
    # Only words of Latin letters have a blank between them.
    last = before[len(before) - 1]
    return " " if _is_latin(last) and _is_latin(text[0]) else ""


@cython.cfunc
@cython.inline
def _is_latin(ch: cython.Py_UCS4) -> cython.bint:
    return ord(ch) < 128 and ch.isalpha()


@cython.cfunc
def _starts_closing(text: str) -> cython.bint:
    # Some languages open a quotation with the mark that others close it with (”Så”, »So«), and
    # some pages get it wrong; before a letter it opens.
    bits: cython.uint = _class(text[0])
    if not bits & (_CLOSES | _CLOSES_TOO) or text[0] == "…":
        return False
    if len(text) == 1:
        return bits & _CLOSES != 0
    if bits & _OPENS_TOO and text[1].isalnum():
        return False
    if text[0] == "." and len(text) > 2 and text[1] == "." and text[2] == ".":
        return False
    return bits & _CLOSES != 0 or text[1] == " "


@cython.cfunc
def _is_unspaced(text: str) -> cython.bint:
    return not text.isascii() and is_unspaced(text)


@cython.cfunc
def _begins_with_particle(text: str) -> cython.bint:
    """Whether the first word is one that Korean glues to the word before."""
    return len(text) > 1 and text[1] == " " and text[0] in GLUED


@cython.cfunc
def _is_wide_text(text: str) -> cython.bint:
    """Whether a character takes two columns, by the text's first letters."""
    return not text.isascii() and any(_is_wide(ch) for ch in text[:BEGINNING])


@cython.cfunc
def _continues(before: str, text: str, following: str, cased: cython.bint) -> cython.bint:
    """Whether the text goes on in the middle of the sentence before it."""
    goes_on: cython.bint = len(following) > 0 and _starts_closing(following)
    if _is_unspaced(text):
        # There particles go on with a sentence.
        if not _is_unspaced(before):
            return False
        if _class(text[0]) & _PARTICLE:
            return True
        goes_on = goes_on or (len(following) > 0 and _class(following[0]) & _PARTICLE != 0)
        return goes_on and not _has_words(text, LINK_WORDS + 1)
    if cased and text[0].islower():
        return _has_words(before, PIECE_WORDS) or _has_words(text, PIECE_WORDS)
    goes_on = goes_on or (cased and len(following) > 0 and following[0].islower())
    if before[len(before) - 1] == ",":
        return goes_on or _has_words(before, PIECE_WORDS)
    if not goes_on or _has_words(text, LINK_WORDS + 1):
        return False
    is_piece: cython.bint = cased and before[0].islower()
    return is_piece or _starts_closing(before) or _has_words(before, SURE_PIECE_WORDS)


@cython.cfunc
def _has_words(text: str, fewest: cython.Py_ssize_t) -> cython.bint:
    """Whether there are so many words, by the text's beginning where that is enough."""
    size: cython.Py_ssize_t = len(text)
    if size <= BEGINNING:
        return count_words(text) >= fewest
    return count_words(text[:BEGINNING]) >= fewest or count_words(text) >= fewest


def _verse_lines(texts: list[str], gaps: list[int]) -> bytes:
    """A one for each line of a stanza: short ones in a row, where blank lines part paragraphs."""
    verse = bytearray(len(texts))
    starts = [i for i, gap in enumerate(gaps) if gap or not i]
    if len(starts) < 2:
        return bytes(verse)
    for a, b in pairwise([*starts, len(texts)]):
        if b - a >= VERSE_LINES and longest(texts[a:b]) <= VERSE_CHARACTERS:
            verse[a:b] = b"\1" * (b - a)
    return bytes(verse)
