"""The made-up pages of tests/pagetype/pages: one page a row, one table a kind.

`half` is `known` where rules and phrases may be written by the row, and `apart` where it is for
measuring alone. `form` says whether the page is posted as text or as HTML. Lines are separated by
¶; a line that begins with `= ` must stay in the body, with `# ` and `## ` it is a heading, `[…]`
is a button, `noscript …` stands in a noscript element, and `shell x` is an empty element with that
id beside a script. `raw …` is markup as it stands, which a text page has not; `menu a|b` and
`foot …` stand at a page's head and foot.
"""

import csv
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sluice.model import InputKind, Source

FOLDER = Path(__file__).with_name("pages")
MARK = re.compile(r"^(?:= (?:- )?|#{1,2} |noscript |menu |foot |\[(?=.*\]$))")
WITHOUT_WORDS = ("shell ", "raw ")


@dataclass(frozen=True)
class MadePage:
    """One row."""

    kind: str
    half: str
    language: str
    form: str
    title: str
    lines: tuple[str, ...]

    @property
    def source(self) -> Source:
        """The page as a crawler posts it."""
        if self.form == "text":
            return Source("\n".join(map(plain, self.lines)), InputKind.TEXT)
        return Source(self._html(), InputKind.HTML)

    @property
    def stays(self) -> list[str]:
        """The lines that must stay in the body."""
        return [plain(line) for line in self.lines if line.startswith("= ")]

    @property
    def name(self) -> str:
        return f"{self.language} {self.title or self.lines[0]}"[:50]

    def _html(self) -> str:
        language = "en" if self.language == "mul" else self.language
        head = f'<html lang="{language}"><head><title>{escape(self.title)}</title></head>'
        return f"<!DOCTYPE html>{head}<body>{''.join(map(element, self.lines))}</body></html>"


def plain(line: str) -> str:
    """The line without its mark."""
    if line.startswith(WITHOUT_WORDS):
        return ""
    text = MARK.sub("", line).removesuffix("]")
    return text.replace("|", "\n") if line.startswith("menu ") else text


def element(line: str) -> str:
    """The line as an element."""
    if line.startswith("shell "):
        return f'<div id="{line[6:]}"></div><script src="/assets/main.js"></script>'
    if line.startswith("raw "):
        return line[4:]
    text = escape(plain(line))
    if line.startswith("menu "):
        items = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in text.split("\n"))
        return f"<nav><ul>{items}</ul></nav>"
    if line.startswith("foot "):
        return f"<footer><p>{text}</p></footer>"
    for mark, tag in (("# ", "h1"), ("## ", "h2"), ("= - ", "li"), ("[", "button")):
        if line.startswith(mark):
            return f"<{tag}>{text}</{tag}>"
    tag = "noscript" if line.startswith("noscript ") else "p"
    return f"<{tag}>{text}</{tag}>"


def rows() -> list[MadePage]:
    """All pages of all tables."""
    return [page for path in sorted(FOLDER.glob("*.tsv")) for page in _table(path)]


def modern(name: str) -> list[MadePage]:
    """A table of walls as they are worded today; `kinds` are those that a page may be called."""
    path = FOLDER.with_name("modern") / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        MadePage(
            row["kinds"], name, row["language"], row["form"], row["title"], split(row["lines"])
        )
        for row in table
    ]


def split(lines: str) -> tuple[str, ...]:
    """A row's lines."""
    return tuple(lines.split(" ¶ "))


def _table(path: Path) -> list[MadePage]:
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        MadePage(
            path.stem,
            row["half"],
            row["language"],
            row["form"],
            row["title"],
            split(row["lines"]),
        )
        for row in table
    ]
