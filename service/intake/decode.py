"""Bytes to text, by evidence.

The evidence is asked in this order: byte order mark, HTTP charset, the page's own declaration,
validity as UTF-8, a detector over the whole page. The first wins whose decoder reads the page, a
few damaged characters aside; the answer says how many were replaced.
"""

import codecs
import re
from collections.abc import Iterator

from bs4.dammit import UnicodeDammit
from charset_normalizer import from_bytes

from service.intake.charsets import decoder_for
from service.intake.composed import composed
from service.model import Source

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
# The detector reads only lines with bytes above ASCII, for the rest says nothing; enough of them
# decide, and reading 64 kB of them takes about 50 ms.
DETECTOR_BYTES = 65_536
# Repairing Windows-1252 quotes inside UTF-8 is a loop in Python over the bytes: 0.2 s for 1 MB.
REPAIR_BYTES = 1_048_576
REPLACEMENT = "\ufffd"
ABOVE_ASCII = re.compile("[^\x00-\x7f\ufffd]+")
# One character in twenty may be damaged, as in a text that was cut inside characters; a wrong
# decoder fails on every second one.
MOST_REPLACED = 0.05


def decode(source: Source) -> tuple[str, str, str, int]:
    """The text, its encoding's name, the evidence for it, and how many characters were replaced.

    The text is in Unicode's composed form (NFC), the form in which words are compared.
    """
    if isinstance(source.content, str):
        text = source.content.removeprefix("\ufeff")
        whole = text.encode("utf-8", "replace").decode("utf-8")
        return (
            composed(whole),
            "utf-8",
            "json",
            sum(map(_is_surrogate, text)) if whole != text else 0,
        )
    for evidence, decoder in _evidence(source.content, source):
        text, replaced = _read(source.content, decoder)
        if replaced <= MOST_REPLACED * _telling_characters(text):
            return composed(text), _name(decoder), evidence, replaced
    text, replaced = _read(source.content, "utf-8")
    return composed(text), "utf-8", "fallback", replaced


def _read(content: bytes, decoder: str) -> tuple[str, int]:
    """The text, and how many characters had to be replaced."""
    try:
        return content.decode(decoder).removeprefix("\ufeff"), 0
    except UnicodeDecodeError:
        pass
    if decoder == "utf-8" and len(content) <= REPAIR_BYTES:
        content = UnicodeDammit.detwingle(content)
    text = content.decode(decoder, "replace").removeprefix("\ufeff")
    own = content.count(REPLACEMENT.encode()) if decoder == "utf-8" else 0
    return text, text.count(REPLACEMENT) - own


def _telling_characters(text: str) -> int:
    """Characters above ASCII that were read: the ones that a wrong decoder would have broken."""
    return sum(map(len, ABOVE_ASCII.findall(text)))


def _evidence(content: bytes, source: Source) -> Iterator[tuple[str, str]]:
    for mark, decoder in BOMS:
        if content.startswith(mark):
            yield "byte order mark", decoder
    if in_header := decoder_for(source.charset):
        yield "http charset", in_header
    declared = DECLARED.search(content[:DECLARED_WITHIN])
    if declared and (in_page := decoder_for(declared[1].decode("ascii"))):
        # A page that declares UTF-16 in ASCII letters is not UTF-16 (HTML standard, "prescan").
        yield "page declaration", "utf-8" if in_page.startswith("utf-16") else in_page
    yield "utf-8 validity", "utf-8"
    if detected := _detected(content):
        yield "detector", detected


def _detected(content: bytes) -> str | None:
    telling = b"\n".join(line for line in content.split(b"\n") if not line.isascii())
    if not telling:
        return None
    step = max(1, len(telling) // DETECTOR_BYTES)
    chunk = DETECTOR_BYTES // 8
    spread = (
        telling
        if step == 1
        else b"".join(
            telling[i : i + chunk] for i in range(0, len(telling) - chunk, len(telling) // 8)
        )
    )
    best = from_bytes(spread).best()
    return decoder_for(best.encoding) if best else None


def _name(decoder: str) -> str:
    return codecs.lookup(decoder).name.replace("cp125", "windows-125")


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"
