"""Whether nothing is lost or made up on real pages: the words of every form, and every span.

    python -m tools.evaluate faithful CORPUS...

CORPUS is a folder with pages/<id>.html.gz. For each it prints on how many pages text, Markdown and
HTML have not the same words; on how many they have, formulas and notes aside, which stand elsewhere
or are written otherwise; and for how many blocks the slice of the page says what the block says,
says something else, or is not given.
"""

import gzip
import re
from collections import Counter
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from sluice import Article, InputKind, Refused, Source, clean
from sluice.render import Images, Output, body_of
from sluice.render.align import ink_of
from sluice.render.spans import spans_of
from tests.spoken import (
    NO_NUMBER,
    NUMBER,
    SET_IN,
    words_of_html,
    words_of_markdown,
    words_of_text,
)

COLUMNS = ("pages", "other words", "formulas, notes", "blocks", "right", "wrong", "no span")
TAG = re.compile(r"(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[A-Za-z!?][^>]*>")
MARK = re.compile(r"\[\^\w+\]")
MARK_IN_HTML = re.compile(r'<a href="#note-[^"]*">[^<]*</a>')
NOTES = re.compile(r"(?ms)^\[\^\w+\]: .*\Z")
FORMULA = re.compile(r"(?s)\$\$.+?\$\$|\$[^$\n]+\$")
# What stands for a formula, and the longest label of a note or of a link back from it.
DRAWN = "drawnformula"
LONGEST_LABEL = 3
DIGITS = re.compile(r"\d")


def is_same(article: Article) -> bool:
    """Whether all forms have the same words, without images and their captions."""
    text, markdown, html = (
        body_of(article.judgement, output, images=Images.NONE) for output in Output
    )
    return any(
        words_of_text(text, numbers)
        == words_of_markdown(markdown, numbers)
        == words_of_html(html, numbers)
        for numbers in (NUMBER, NO_NUMBER)
    )


def is_same_apart(article: Article) -> bool:
    """Whether all forms have the same words but for formulas, and for notes and their marks."""
    text, markdown, html = (
        body_of(article.judgement, output, images=Images.NONE) for output in Output
    )
    found = NOTES.search(markdown)
    noted = MARK.sub("", SET_IN.sub("", found[0].replace("]: ", "] "))) if found else ""
    body = MARK.sub("", NOTES.sub("", markdown))
    if words_of_markdown(body + noted) != words_of_html(MARK_IN_HTML.sub("", html)):
        return False
    notes = {*words_of_markdown(noted)}
    words = words_of_markdown(FORMULA.sub(f" {DRAWN} ", body), NO_NUMBER)
    said = words_of_text(text, NO_NUMBER)
    changes = SequenceMatcher(None, said, words, autojunk=False).get_opcodes()
    return all(
        what == "equal" or _is_apart(said[i:j], words[m:n], notes) for what, i, j, m, n in changes
    )


def _is_apart(gone: list[str], came: list[str], notes: set[str]) -> bool:
    """Whether a change is a formula, a label that was beside a word, or a note that was moved."""
    if DRAWN in came or DIGITS.sub("", "".join(gone)) == DIGITS.sub("", "".join(came)):
        return True
    return not came and all(word in notes or len(word) <= LONGEST_LABEL for word in gone)


def spans_by_outcome(article: Article) -> Counter[str]:
    """How many of the blocks have a span that is right, one that is wrong, and none."""
    found: Counter[str] = Counter()
    for block, spans in zip(article.judgement.page.blocks, spans_of(article), strict=True):
        found["blocks"] += 1
        if spans is None:
            found["no span"] += 1
            continue
        slices = [article.document.text[start:end] for start, end in spans]
        if article.document.kind is InputKind.HTML:
            slices = [unescape(TAG.sub("", part)) for part in slices]
        own = "".join(block.cells) if block.cells else block.text
        said = "".join(map(ink_of, slices))
        is_right = said == ink_of(own) or _bare(said) == _bare(own)
        found["right" if is_right else "wrong"] += 1
    return found


def _bare(text: str) -> str:
    """Without markup that a page shows as text, and without what parts a power from its base."""
    return ink_of(TAG.sub("", text)).replace("^", "")


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def faithful(corpora: tuple[Path, ...]) -> None:
    """Print a row for each corpus, and the names of pages that are not as they should be."""
    table: Any = Table("", *COLUMNS)
    console = Console()
    for folder in corpora:
        found: Counter[str] = Counter()
        for path in sorted((folder / "pages").glob("*.html.gz")):
            try:
                article = clean(Source(gzip.decompress(path.read_bytes()), InputKind.HTML))
            except Refused:
                continue
            own = spans_by_outcome(article)
            if not is_same(article):
                own["formulas, notes" if is_same_apart(article) else "other words"] += 1
            if own["other words"] or own["wrong"]:
                console.print(f"{folder.name}/{path.name}", dict(own))
            found += own + Counter(pages=1)
        table.add_row(folder.name, *(str(found[column]) for column in COLUMNS))
    console.print(table)
