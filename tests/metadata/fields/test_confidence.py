"""How likely an answered field is right: the table, and what other sources have to do with it."""

import json
from typing import Any

import pytest

from sluice import Source, clean
from sluice.blocks import page_from
from sluice.metadata import TRUST, metadata_of
from sluice.metadata.fields.confidence import SUPPORT, TABLE, support
from sluice.model import Document, InputKind, Judgement, Metadata

TITLE = "Old mill opens again after eleven years"
PROSE = "<p>" + "The old mill on the river was opened again, after eleven years. " * 5 + "</p>"


def metadata(head: str, body: str = "") -> Metadata:
    """The metadata of an HTML page, every block of which is kept."""
    html = f"<html><head>{head}</head><body>{body}{PROSE}</body></html>"
    page = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    return metadata_of(Judgement(page, ((),) * len(page.blocks)), Source(b""))


def test_table_is_of_sources_and_shares() -> None:
    """Each measured field has shares for sources that it has, and none is certain or impossible."""
    assert list(TABLE) == ["title", "authors", "date_published", "language"]
    for field, by_source in TABLE.items():
        assert by_source.keys() - {"headline", "detector", "signature"} <= {
            *TRUST.get(field, ("json-ld", "meta tags", "head"))
        }
        for shares in by_source.values():
            assert tuple(shares) == SUPPORT
            assert all(0 < share <= 1 for share in shares.values())


# (field, answer, what other sources say, how they support it)
SUPPORTED: list[tuple[str, Any, list[Any], str]] = [
    ("title", TITLE, [], "alone"),
    ("title", TITLE, ["old mill opens again – after eleven years"], "agreed"),
    ("title", TITLE, [f"{TITLE} | The Gazette"], "agreed"),
    ("title", TITLE, [["Gazette", TITLE]], "agreed"),
    ("title", TITLE, ["Old mill"], "apart"),
    ("title", "Mill", ["Mill on the river opens again"], "apart"),
    ("title", "Старая мельница", ["СТАРАЯ МЕЛЬНИЦА"], "agreed"),
    ("title", "老磨坊重新开放", ["老磨坊重新开放 - 晚报"], "agreed"),
    ("authors", ("Ada Stone",), ["By ada stone"], "agreed"),
    ("authors", ("Ada Stone", "Jan Berg"), [[{"name": "Ada Stone"}]], "agreed"),
    ("authors", ("Ada Stone",), [{"name": "Jan Berg"}], "apart"),
    ("authors", ("Ada Stone",), [{"name": ["Ada Stone"]}], "apart"),
    ("authors", ("Ada Stone",), [7, None], "apart"),
    ("date_published", "2024-05-07", ["2024-05-07T10:00:00Z"], "agreed"),
    ("date_published", "2024-05-07T10:00:00+00:00", ["2024/05/07"], "agreed"),
    ("date_published", "2024-05-07", ["7 May 2024", "2024-05-08"], "apart"),
    ("language", "de", ["de-AT"], "agreed"),
    ("language", "de", ["en", {}], "apart"),
]


@pytest.mark.parametrize(("field", "answer", "others", "want"), SUPPORTED)
def test_support_of_other_sources(field: str, answer: Any, others: list[Any], want: str) -> None:
    """Others say the same, nothing, or something else; what makes no sense is something else."""
    answers = {"own": {field: answer}} | {f"other {n}": {field: o} for n, o in enumerate(others)}
    assert support(field, answer, "own", answers) == want


def test_confidence_of_a_page() -> None:
    """Fields have the share of their source; what others back has more than what they deny."""
    data = {"@type": "Article", "headline": TITLE, "author": {"name": "Ada Stone"}}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    backed = metadata(script, f"<h1>{TITLE}</h1>")
    denied = metadata('<meta property="og:title" content="Wheels of wood">', f"<h1>{TITLE}</h1>")
    assert backed.confidence["title"] == TABLE["title"]["headline"]["agreed"]
    assert backed.confidence["title"] > denied.confidence["title"]
    assert backed.confidence["authors"] == TABLE["authors"]["json-ld"]["alone"]
    assert backed.confidence.keys() <= backed.sources.keys()
    assert "date_published" not in backed.confidence


def test_what_the_caller_said_has_no_confidence() -> None:
    """The caller's own word is not measured."""
    found = clean(Source(b"<h1>Mill</h1>" + PROSE.encode(), language="sv")).metadata
    assert found.sources["language"] == "request"
    assert "language" not in found.confidence


def test_support_of_much_is_asked_in_time(within) -> None:
    """A megabyte for a title or a thousand authors cost next to nothing."""
    with within(5):
        support("title", TITLE, "own", {"other": {"title": "mill " * 300_000}})
        support("authors", ("Ada",), "own", {"other": {"authors": ["x" * 10_000] * 1_000}})
