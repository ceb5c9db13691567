"""HTML or text: what was posted, whatever its type says.

A lying or missing Content-Type is common among crawlers; the content decides. Bytes that are
neither (a PDF, a picture, an archive) are refused by name.
"""

import re

from sluice.errors import Problem, Refused
from sluice.intake.counting import controls
from sluice.model import InputKind

# First bytes that name a format (the WHATWG MIME Sniffing Standard's tables, and common formats).
PDF = b"%PDF-"
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
BINARY_WITHIN = 512
MAGIC = (
    (PDF, "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a RIFF file (WebP, WAVE or AVI)"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data without its Content-Encoding"),
    (b"\x28\xb5\x2f\xfd", "zstd data without its Content-Encoding"),
    (b"BZh", "bzip2 data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
FIRST_BYTES = frozenset(magic[:1] for magic, _ in MAGIC)
# Of control characters a few may be damage, one in a hundred is no text.
CONTROLS_SHARE = 0.01
SAMPLE = 65_536
# An article that quotes tags has fewer of them than any fragment of HTML.
CHARACTERS_A_TAG = 400
# A picture that stands in its address has none.
DATA = re.compile(r";base64,[A-Za-z0-9+/=]{100,}")
# What only HTML has. The text of an article about HTML also has tags, but does not start with one
# and does not close several paragraphs.
STARTS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
OPENS = re.compile(r"\s*<[a-z][a-z0-9]{0,10}[\s>/]", re.I)
ANY_TAG = re.compile(r"<[a-z!/]", re.I)
CLOSES = re.compile(r"</(?:p|div|h[1-6]|li|a|span|article|section|td|em|strong|b|i)\s*>", re.I)


def refuse_binary(content: bytes) -> None:
    """Raise Refused, unsupported-media-type, where the bytes are plainly no page."""
    if content[:1] not in FIRST_BYTES:
        return
    for magic, name in MAGIC:
        # An article may begin with the word GIF89a; what follows it tells them apart.
        if content.startswith(magic) and not (
            magic.isascii() and magic != PDF and not BINARY.search(content[:BINARY_WITHIN])
        ):
            raise Refused(Problem.UNSUPPORTED_MEDIA_TYPE, f"The body is {name}.")


def refuse_controls(text: str) -> None:
    """Raise Refused, unsupported-media-type, where what was decoded is no text at all."""
    sample = text[:SAMPLE]
    if controls(sample) > CONTROLS_SHARE * len(sample):
        raise Refused(Problem.UNSUPPORTED_MEDIA_TYPE, "The body is binary data.")


def recognise(text: str, declared: InputKind | None) -> InputKind:
    """HTML or text, by the content first and the declared kind where the content leaves it open."""
    sample = text[:SAMPLE]
    if STARTS_HTML.match(sample):
        return InputKind.HTML
    opens = OPENS.match(sample) is not None
    size = len(DATA.sub("", sample)) if ";base64," in sample else len(sample)
    fewest = 1 if opens else max(8, size / CHARACTERS_A_TAG)
    # Most texts have no tag at all.
    if sample.count("</") >= fewest and len(CLOSES.findall(sample)) >= fewest:
        return InputKind.HTML
    if opens and declared is not InputKind.TEXT:
        return InputKind.HTML
    if declared is InputKind.HTML and ANY_TAG.search(text):
        return InputKind.HTML
    return InputKind.TEXT
