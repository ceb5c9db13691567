"""Bytes to text, by evidence.

The evidence is asked in this order: byte order mark, HTTP charset, the page's own declaration,
validity as UTF-8, a detector over the whole page; before a charset or declaration that says
otherwise comes that the bytes are UTF-8 to the last. The first wins whose decoder reads the page,
a few damaged characters aside; the answer says how many were replaced.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from resiliparse.parse.encoding import detect_encoding

from sluice.intake.charsets import decoder_for
from sluice.intake.composed import composed
from sluice.intake.counting import above_ascii, escaped, is_plainly_composed
from sluice.model import Source

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The HTML standard looks for a declaration in the first 1024 bytes; real pages put it later.
DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,9}=[\s\"']{0,9}([\w.:-]{2,40})", re.I
)
DECLARED_WITHIN = 8192
DECLARED_NAMES = (b"charset", b"encoding")
# A detector that sees a dozen letters guesses; browsers take such a page for windows-1252.
FEWEST_TELLING = 12
# A word or two of these are UTF-8 as well.
DOUBLE_BYTES = ("gb", "big5", "euc", "shift", "cp9", "iso2022", "hz", "johab")
FEWEST_BY_CHANCE = 6
WESTERN = "cp1252"
# Repairing Windows-1252 quotes inside UTF-8 is a loop in Python over the bytes: 0.2 s for 1 MB.
REPAIR_BYTES = 1_048_576
KOREAN = "cp949"
HANGUL = re.compile("[\uac00-\ud7a3]")
# The bytes of “ ” ‘ ’ • – — … € ™ in windows-1252, as Python escapes those that are no UTF-8.
SMART_BYTES = "".join(map(chr, (0xDC80, 0xDC85, *range(0xDC91, 0xDC98), 0xDC99)))
# With other bytes among them the page's own characters must outnumber them.
FEWEST_OWN = 4
REPLACEMENT = "\ufffd"
ASCII_BYTES = bytes(range(0x80))
# One character in twenty may be damaged, as in a text that was cut inside characters; a wrong
# decoder fails on every second one.
MOST_REPLACED = 0.05


class Decoded(NamedTuple):
    """The text in Unicode's composed form (NFC), the form in which words are compared.

    encoding, evidence: by which it was read, and what spoke for that. replaced: how many characters
    were damaged. as_sent: whether it is, encoded as UTF-8, what was sent to the last byte.
    """

    text: str
    encoding: str
    evidence: str
    replaced: int
    as_sent: bool = False


def decode(source: Source) -> Decoded:
    """The page as text."""
    if isinstance(source.content, str):
        text, replaced = _whole(source.content.removeprefix("\ufeff"))
        return Decoded(text, "utf-8", "json", replaced)
    for evidence, decoder in _evidence(source.content, source):
        text, replaced = _read(source.content, decoder)
        if not replaced:
            whole = composed(text)
            untouched = whole is text and not source.content.startswith(codecs.BOM_UTF8)
            as_sent = untouched and decoder == "utf-8"
            return Decoded(whole, _name(decoder), evidence, 0, as_sent)
        mixed = decoder == "utf-8" and _is_mixed(source.content)
        if mixed or replaced <= MOST_REPLACED * above_ascii(text):
            return _answer(source.content, decoder, evidence)
    return _answer(source.content, WESTERN, "fallback")


def _whole(text: str) -> tuple[str, int]:
    """A text that came as one, composed, and how many lone surrogates were replaced in it."""
    if text.isascii() or is_plainly_composed(text):
        return text, 0
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return composed(whole), sum(map(_is_surrogate, text)) if whole != text else 0


def _answer(content: bytes, decoder: str, evidence: str) -> Decoded:
    text, replaced = _read(content, decoder)
    if replaced and decoder == "utf-8" and len(content) <= REPAIR_BYTES:
        from bs4.dammit import UnicodeDammit  # noqa: PLC0415 - few pages are so broken

        text, replaced = _read(UnicodeDammit.detwingle(content), decoder)
    return Decoded(composed(text), _name(decoder), evidence, replaced)


def _read(content: bytes, decoder: str) -> tuple[str, int]:
    """The text, and how many characters had to be replaced."""
    try:
        return content.decode(decoder).removeprefix("\ufeff"), 0
    except UnicodeDecodeError:
        pass
    text = content.decode(decoder, "replace").removeprefix("\ufeff")
    own = content.count(REPLACEMENT.encode()) if decoder == "utf-8" else 0
    return text, text.count(REPLACEMENT) - own


def _is_mixed(content: bytes) -> bool:
    """Whether a UTF-8 page has windows-1252 in it: its quotes and dashes, or a few letters."""
    text = content[:REPAIR_BYTES].decode("utf-8", "surrogateescape")
    alien, smart, own = escaped(text, SMART_BYTES)
    return alien > 0 and own >= (1 if smart == alien else FEWEST_OWN * alien)


def _evidence(content: bytes, source: Source) -> Iterator[tuple[str, str]]:
    for mark, decoder in BOMS:
        if content.startswith(mark):
            yield "byte order mark", decoder
    for evidence, said in _said(content, source):
        # A server's default is no knowledge of the page, and a template's declaration little.
        if said != "utf-8" and _is_wholly_utf8(content, said):
            yield "utf-8 validity", "utf-8"
        yield evidence, said
    yield "utf-8 validity", "utf-8"
    if detected := _detected(content):
        yield "detector", detected


def _said(content: bytes, source: Source) -> Iterator[tuple[str, str]]:
    """The decoders that the header and the page name."""
    if in_header := decoder_for(source.charset):
        yield "http charset", in_header
    declared = _declared(content[:DECLARED_WITHIN])
    if declared and (in_page := decoder_for(declared[1].decode("ascii"))):
        # A page that declares UTF-16 in ASCII letters is not UTF-16 (HTML standard, "prescan").
        yield "page declaration", "utf-8" if in_page.startswith("utf-16") else in_page


def _is_wholly_utf8(content: bytes, other: str) -> bool:
    """Whether the bytes are UTF-8 that no text in the other encoding is by chance."""
    try:
        telling = above_ascii(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False
    return telling >= (FEWEST_BY_CHANCE if other.startswith(DOUBLE_BYTES) else 1)


def _declared(head: bytes) -> re.Match[bytes] | None:
    """The first declaration: none begins before the tag in which its name stands first."""
    small = head.lower()
    names = [at for at in map(small.find, DECLARED_NAMES) if at >= 0]
    return DECLARED.search(head, head.rfind(b">", 0, min(names)) + 1) if names else None


def _detected(content: bytes) -> str | None:
    if len(content.translate(None, ASCII_BYTES)) < FEWEST_TELLING:
        return WESTERN
    found = decoder_for(detect_encoding(content, max_len=len(content), html5_compatible=True))
    return KOREAN if found == "utf-8" and _is_korean(content) else found


def _is_korean(content: bytes) -> bool:
    """Whether it reads as Hangul: short Korean pages are what the detector gets wrong."""
    text, replaced = _read(content, KOREAN)
    return not replaced and 2 * len(HANGUL.findall(text)) > above_ascii(text)


def _name(decoder: str) -> str:
    return codecs.lookup(decoder).name.replace("cp125", "windows-125")


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"
