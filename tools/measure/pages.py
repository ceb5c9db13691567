"""The pages that are measured: files, or made up; as HTML, as text, and as one sentence."""

import gzip
import random
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import click
from bs4 import BeautifulSoup

from tools import made_up as making

PAGES = 40
BYTES = {"text": 20_000, "html": 100_000}
SENTENCE = re.compile(r".{30,}?[.!?。！？।؟]")
LONGEST_SENTENCE = 300
SMALLEST = b"<title>The mill</title><p>The old mill on the river turns again, all day long.</p>"


class Kind(StrEnum):
    """What a file holds."""

    HTML = "html"
    TEXT = "text"


class Form(StrEnum):
    """What is made of a page."""

    HTML = "HTML"
    TEXT = "text"
    SENTENCE_HTML = "one sentence, HTML"
    SENTENCE_TEXT = "one sentence, text"

    @property
    def kind(self) -> Kind:
        """As what it is posted."""
        return Kind.HTML if self in (Form.HTML, Form.SENTENCE_HTML) else Kind.TEXT


Found = tuple[Kind, bytes]


class Pages:
    """By form the pages' files; a text page has no HTML."""

    def __init__(self, folder: Path, pages: Sequence[Found] | Iterator[Found]) -> None:
        """Write them into the folder, from which the contenders read them."""
        self.folder = folder
        self.files: dict[Form, list[Path]] = {form: [] for form in Form}
        for kind, content in pages:
            for form, made in _forms(kind, content).items():
                self.files[form].append(self._write(made))
        # What is loaded with the first page is no page's cost.
        large = making.html_page(BYTES["html"], -1), making.text_page(BYTES["text"], -1)
        self.first = {
            kind: [self._write(content), self._write(SMALLEST)]
            for kind, content in zip(Kind, large, strict=True)
        }
        self.files = {form: files for form, files in self.files.items() if files}

    def _write(self, content: bytes) -> Path:
        path = self.folder / str(len(list(self.folder.iterdir())))
        path.write_bytes(content)
        return path

    def rows(self) -> Iterator[dict[Form, Path]]:
        """Page by page its forms."""
        for files in zip(*self.files.values(), strict=True):
            yield dict(zip(self.files, files, strict=True))


def read(paths: Sequence[Path], sample: int, kind: Kind | None) -> list[Found]:
    """The files, and of folders so many by chance, the same in every run.

    Pages of one kind only are taken, that of the first, so that each has the same forms.
    """
    found = []
    for path in paths:
        files = sorted(p for p in path.rglob("*.*") if p.is_file()) if path.is_dir() else [path]
        for file in random.Random(sample).sample(files, min(sample, len(files))):
            content = file.read_bytes()
            found.append((kind or _kind(file), _plain(file, content)))
    if not found:
        raise click.ClickException(f"There is no page in {', '.join(map(str, paths))}.")
    return [page for page in found if page[0] is found[0][0]]


def _plain(file: Path, content: bytes) -> bytes:
    return gzip.decompress(content) if file.suffix == ".gz" else content


def _kind(file: Path) -> Kind:
    return Kind.HTML if {".html", ".htm", ".xhtml"} & set(file.suffixes) else Kind.TEXT


def made_up(count: int, kind: Kind | None) -> Iterator[Found]:
    """Pages of residue, headlines and prose in invented words; HTML ones give all the forms."""
    chosen = kind or Kind.HTML
    make = making.text_page if chosen is Kind.TEXT else making.html_page
    return ((chosen, make(BYTES[chosen], number)) for number in range(count))


def _forms(kind: Kind, content: bytes) -> dict[Form, bytes]:
    if kind is Kind.TEXT:
        text = content.decode("utf-8", "replace")
        return {Form.TEXT: content, Form.SENTENCE_TEXT: sentence(text).encode()}
    text = BeautifulSoup(content, "lxml").get_text("\n", strip=True)
    one = sentence(text)
    return {
        Form.HTML: content,
        Form.TEXT: text.encode("utf-8", "replace"),
        Form.SENTENCE_HTML: f"<!doctype html><title>{one}</title><p>{one}</p>".encode(),
        Form.SENTENCE_TEXT: one.encode(),
    }


def sentence(text: str) -> str:
    """The first sentence of the longest line."""
    line = max(text.split("\n"), key=len).strip() or "Nothing."
    found = SENTENCE.match(line)
    return (found[0] if found else line)[:LONGEST_SENTENCE].encode("utf-8", "replace").decode()
