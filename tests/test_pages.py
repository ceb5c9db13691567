"""Golden pages: one folder a page, `<theme>--<slug>`, each a test of its own.

`page.txt`, `page.md` or `page.html` is what a crawler posts, `body.txt` the body that an editor
leaves of it, `answer.json` the metadata that must be exactly so and all that is removed, in order.
A removed text may be shortened to its beginning and `…`; "content_type" is the type that is
declared where it is not the file's own.
"""

import difflib
import json
from functools import cache
from pathlib import Path

import pytest

from sluice.model import Article, InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import BY_CODE
from sluice.render import Images, Output, body_of
from tests.spoken import words_of_html, words_of_markdown, words_of_text

FOLDERS = sorted(path for path in Path(__file__).with_name("pages").iterdir() if path.is_dir())
CONTENT_TYPES = {"page.txt": "text/plain", "page.md": "text/markdown", "page.html": "text/html"}
KINDS = {
    "text/plain": InputKind.TEXT,
    "text/markdown": InputKind.TEXT,
    "text/html": InputKind.HTML,
}

every_page = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cache
def cleaned(folder: Path) -> Article:
    """The article that the service makes of a golden page."""
    page = next(folder / name for name in CONTENT_TYPES if (folder / name).exists())
    declared = answer_of(folder).get("content_type", CONTENT_TYPES[page.name])
    return clean(Source(page.read_bytes(), KINDS[declared]))


def answer_of(folder: Path) -> dict:
    return json.loads((folder / "answer.json").read_text(encoding="utf-8"))


def body(article: Article, output: Output = Output.TEXT) -> str:
    return body_of(article.judgement, output)


def removed(article: Article) -> list[tuple[str, str]]:
    """All that went, with its reason; a line that was cut into sentences is one line again."""
    lines: list[tuple[str, str]] = []
    last = -1
    for index, block, verdict in article.judgement.removed():
        reason = verdict.reason.value
        if block.glued and index == last + 1 and lines[-1][0] == reason:
            lines[-1] = (reason, f"{lines[-1][1]} {block.text}")
        else:
            lines.append((reason, block.text))
        last = index
    return lines


def shortened(found: tuple[str, str], expected: list[tuple[str, str]]) -> tuple[str, str]:
    """A removal as the expected list writes it, where that gives only the beginning."""
    reason, text = found
    cut = (
        short
        for its_reason, short in expected
        if short.endswith("…") and its_reason == reason and text.startswith(short[:-1])
    )
    return reason, next(cut, text)


def assert_same(found: list[str], expected: list[str]) -> None:
    if found != expected:
        lines = difflib.unified_diff(expected, found, "expected", "found", lineterm="", n=1)
        pytest.fail("\n".join(lines), pytrace=False)


@every_page
def test_folder_is_complete(folder: Path) -> None:
    """A golden page has its page, its body, and an answer with reasons from the closed list."""
    names = {path.name for path in folder.iterdir()}
    assert "--" in folder.name
    assert {"body.txt", "answer.json"} < names
    assert len(names) == 3
    assert len(names & CONTENT_TYPES.keys()) == 1
    assert {reason for reason, _ in answer_of(folder)["removed"]} <= BY_CODE.keys()


@every_page
def test_page_is_cleaned_as_by_an_editor(folder: Path) -> None:
    """The body is right to the letter, then the metadata, then the list of all that is removed."""
    article, answer = cleaned(folder), answer_of(folder)
    wanted_body = (folder / "body.txt").read_text(encoding="utf-8").rstrip("\n")
    assert_same(body(article).split("\n"), wanted_body.split("\n"))
    fields = {field: getattr(article.metadata, field) for field in answer["metadata"]}
    assert_same(
        [f"{field}: {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items()],
        [
            f"{field}: {json.dumps(value, ensure_ascii=False)}"
            for field, value in answer["metadata"].items()
        ],
    )
    wanted = [(reason, text) for reason, text in answer["removed"]]
    found = [shortened(removal, wanted) for removal in removed(article)]
    assert_same(list(map(": ".join, found)), list(map(": ".join, wanted)))


@every_page
def test_short_article_is_called_no_other_type(folder: Path) -> None:
    """Pages of a few hundred words, in any language, are no forum and no shop by a mere chance."""
    article = cleaned(folder)
    if body(article):
        assert article.verdict.page in {"article", "brief", "paywall_stub"}


@every_page
def test_kept_and_removed_are_the_whole_page(folder: Path) -> None:
    """Every block is either kept or removed, and both lists follow the page's order."""
    judgement = cleaned(folder).judgement
    kept = [index for index, _ in judgement.kept()]
    gone = [index for index, _, _ in judgement.removed()]
    assert kept == sorted(kept)
    assert gone == sorted(gone)
    assert sorted(kept + gone) == list(range(len(judgement.page.blocks)))


@every_page
def test_each_output_has_the_same_words(folder: Path) -> None:
    """Markdown and HTML say what the text says, word for word."""
    article = cleaned(folder)
    expected = words_of_text(body(article))
    markdown, html = (
        body_of(article.judgement, output, images=Images.NONE)
        for output in (Output.MARKDOWN, Output.HTML)
    )
    assert words_of_markdown(markdown) == expected
    assert words_of_html(html) == expected


@every_page
def test_cleaning_again_changes_nothing(folder: Path) -> None:
    """The clean body of a text page, posted as a page, is its own body."""
    article = cleaned(folder)
    once = body(article)
    if article.document.kind is InputKind.TEXT and once:
        again = body(clean(Source(once, InputKind.TEXT)))
        assert_same(again.split("\n"), once.split("\n"))
