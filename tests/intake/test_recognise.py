"""HTML, text or neither: the content decides, whatever the type says."""

import bz2
import gzip
import io
import struct
import zipfile

import pytest
import zstandard

from sluice.errors import Problem, Refused
from sluice.intake import document_of
from sluice.intake.recognise import recognise, refuse_binary
from sluice.model import InputKind, Source
from tests.rows import every_row

HTML, TEXT = InputKind.HTML, InputKind.TEXT
PROSE = "The old mill on the river was opened again on Monday."
ABOUT_TAGS = f"""{PROSE}

To make a word bold, write <b>bold</b>, and put a paragraph into <p> and </p>. A heading stands
in <h1>, a list in <ul> with its items in <li>. Where a < b and b > c, a tag may look like <a, b>.
"""
KINDS = [
    # What says it is HTML and is.
    ("<!DOCTYPE html><title>a</title>" + PROSE, None, HTML),
    ("\n\n <!-- made by hand -->\n<html><body>" + PROSE, TEXT, HTML),
    (
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
        TEXT,
        HTML,
    ),
    ("<HTML><BODY>" + PROSE, TEXT, HTML),
    # Fragments without an html tag.
    (f"<p>{PROSE}</p>", None, HTML),
    (f"<div class='story'><p>{PROSE}</div>", TEXT, HTML),
    (f"<h1>{PROSE}</h1>\n{PROSE}", None, HTML),
    (f"{PROSE} <br> {PROSE}", HTML, HTML),
    (f"{PROSE}\n" + f"<p>{PROSE}</p>\n" * 8, TEXT, HTML),
    # Text, whatever was declared.
    (PROSE, None, TEXT),
    (PROSE, HTML, TEXT),
    (f"{PROSE} 1 < 2, 3 > 2 & so on", HTML, TEXT),
    ("<3 " + PROSE, HTML, TEXT),
    ("<- " + PROSE, None, TEXT),
    (f"# Title\n\n{PROSE}", None, TEXT),
    ('{"text": "a"}', None, TEXT),
    # An article about HTML quotes tags and stays text.
    (ABOUT_TAGS, None, TEXT),
    (ABOUT_TAGS, TEXT, TEXT),
    (f"<p> begins a paragraph. {PROSE}", TEXT, TEXT),
]


@pytest.mark.parametrize(("content", "declared", "kind"), KINDS)
def test_content_decides(content: str, declared: InputKind | None, kind: InputKind) -> None:
    """A page's kind is what its content shows; the declared kind counts where that is open."""
    assert recognise(content, declared) is kind


def test_a_few_damaged_characters_are_forgiven() -> None:
    """A page with a stray control character is still a page."""
    assert document_of(Source((PROSE * 10 + "\x00\x01").encode())).kind is TEXT


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("page.html", PROSE)
    return file.getvalue()


BINARY = {
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + PROSE.encode(),
    "PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100),
    "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100),
    "GIF": b"GIF89a" + bytes(100),
    "WebP": b"RIFF" + struct.pack("<I", 100) + b"WEBPVP8 " + bytes(100),
    "ZIP": archive(),
    "gzip": gzip.compress(PROSE.encode()),
    "bzip2": bz2.compress(PROSE.encode()),
    "zstd": zstandard.compress(PROSE.encode()),
    "ELF": b"\x7fELF\x02\x01\x01" + bytes(100),
    "Ogg": b"OggS\x00\x02" + bytes(100),
    "MP3": b"ID3\x04\x00\x00" + bytes(100),
    "font": b"wOF2\x00\x01\x00\x00" + bytes(100),
    "UTF-16 without a mark": PROSE.encode("utf-16-le"),
    "UTF-32": PROSE.encode("utf-32"),
    "NULs": b"\x00" * 100,
    "random": bytes(i * i % 256 for i in range(5000)),
}


@every_row("kind", [None, HTML, TEXT])
@every_row("content", BINARY.values(), ids=BINARY)
def test_binary_is_refused(content: bytes, kind: InputKind | None) -> None:
    """What is no page is refused by name, also where it is declared to be one."""
    with pytest.raises(Refused) as refusal:
        document_of(Source(content, kind))
    assert refusal.value.problem is Problem.UNSUPPORTED_MEDIA_TYPE
    assert refusal.value.detail.startswith("The body is ")


@pytest.mark.parametrize("content", ["The mill\0 opened.", "\0\1\2" * 50 + PROSE, "\x07"])
def test_what_was_sent_as_characters_is_no_binary_data(content: str) -> None:
    """Characters that JSON spells out, or a program hands over, are text whatever they are."""
    assert document_of(Source(content)).text == content


@pytest.mark.parametrize(
    "start",
    [
        "ID3 is a container for metadata in MP3 files",
        "RIFF stands for Resource Interchange File Format",
        "GIF89a was published by CompuServe in 1989",
        "OggS is the capture pattern of every Ogg page",
        "wOFF is how a font file in the Web Open Font Format begins",
        "BZh is the magic number of bzip2",
        "PK is short for player killing",
        "7z is an archive format",
    ],
)
def test_article_about_a_format_is_an_article(start: str) -> None:
    """A text is not taken for a file because it starts with the letters of the file's format."""
    refuse_binary(f"{start}. {PROSE}".encode())
    assert document_of(Source(f"{start}. {PROSE}".encode())).kind is TEXT
