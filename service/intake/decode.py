"""Bytes to text, by evidence.

The evidence is asked in this order: byte order mark, HTTP charset, the page's own declaration,
validity as UTF-8, a detector over the whole page. The first whose decoder reads every byte wins. If
none does, the first that was declared wins, and the answer says how many characters it replaced.
"""

import codecs
import re
from collections.abc import Iterator

from bs4.dammit import UnicodeDammit
from charset_normalizer import from_bytes

from service.intake.charsets import decoder_for
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


def decode(source: Source) -> tuple[str, str, str, int]:
    """The text, its encoding's name, the evidence for it, and how many characters were replaced."""
    if isinstance(source.content, str):
        text = source.content.removeprefix("\ufeff")
        clean = text.encode("utf-8", "replace").decode("utf-8")
        return clean, "utf-8", "json", sum(map(_is_surrogate, text)) if clean != text else 0
    first_declared = None
    for evidence, decoder in _evidence(source.content, source):
        try:
            return _named(source.content.decode(decoder), decoder, evidence, 0)
        except UnicodeDecodeError:
            first_declared = first_declared or (evidence, decoder)
    return _with_replacements(source.content, *(first_declared or ("fallback", "utf-8")))


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


def _with_replacements(content: bytes, evidence: str, decoder: str) -> tuple[str, str, str, int]:
    if decoder == "utf-8" and len(content) <= REPAIR_BYTES:
        content = UnicodeDammit.detwingle(content)
    text = content.decode(decoder, "replace")
    before = content.count(REPLACEMENT.encode()) if decoder == "utf-8" else 0
    return _named(text, decoder, evidence, text.count(REPLACEMENT) - before)


def _named(text: str, decoder: str, evidence: str, replaced: int) -> tuple[str, str, str, int]:
    name = codecs.lookup(decoder).name.replace("cp125", "windows-125")
    return text.removeprefix("\ufeff"), name, evidence, replaced


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"
