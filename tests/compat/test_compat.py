"""Programs written for trafilatura: they run, and what differs is said."""

import json
import warnings
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml.html import fromstring  # type: ignore[import-untyped]

from sluice import compat
from sluice.compat import arguments

FIRST = "The council has voted on Tuesday evening to keep the old bridge open for a year. "
LAST = "The costs are borne by the county, as the mayor said to the reporters."
PAGE = f"""<html lang="en"><head><title>Bridge stays open</title>
<meta name="author" content="Jane Doe; Li Wei"><meta name="description" content="A vote.">
<meta property="article:published_time" content="2024-05-06T10:00:00Z">
<meta property="article:tag" content="bridges"></head><body><article><h1>Bridge stays open</h1>
<p>{FIRST * 2}More is in <a href="/x">the report</a>, which is <b>long</b>.</p>
<h2>Costs &amp; more</h2>
<ul><li>The old bridge costs much.</li><li>The new bridge costs more.</li></ul>
<img src="/bridge.jpg" alt="The bridge">
<table><tr><th>Year</th><th>Costs</th></tr><tr><td>2023</td><td>17,500</td></tr>
<tr><td>2024</td><td>18,900</td></tr></table><p>{LAST}</p></article>
<div id="comments" class="comments-area"><h3>2 comments</h3><ol class="comment-list">
<li class="comment"><cite>Ann</cite> <time>May 7, 2024</time>
<p>I like that bridge.</p><a>Reply</a></li>
<li class="comment"><cite>Bob</cite> <time>May 8, 2024</time>
<p>So do I, very much.</p><a>Reply</a></li>
</ol></div></body></html>"""
URL = "https://example.org/a"


@pytest.fixture(autouse=True)
def _nothing_warned_of() -> Iterator[None]:
    arguments._warned.clear()
    yield
    arguments._warned.clear()


def found(**asked: Any) -> str:
    text = compat.extract(PAGE, url=URL, **asked)
    assert text is not None
    return text


def test_text_is_lines_without_marks() -> None:
    """As trafilatura's: a paragraph a line, no marks; the headline and comments are not in it."""
    lines = found().split("\n")
    assert lines[0].startswith(FIRST + FIRST)
    assert lines[0].endswith("the report, which is long.")
    assert lines[1:4] == [
        *("Costs & more", "- The old bridge costs much.", "- The new bridge costs more.")
    ]
    assert lines[-1] == LAST
    assert "I like that bridge." not in found(include_comments=True)


# What an argument adds to the text or takes from it; `~` before what must not stand there.
ASKED: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "links": ({"include_links": True}, ("[the report](https://example.org/x)", "## Costs")),
    "formatting": ({"include_formatting": True}, ("**long**", "## Costs & more", "~](")),
    "images": ({"include_images": True}, ("![The bridge](https://example.org/bridge.jpg)",)),
    "no tables": ({"include_tables": False}, ("~18,900", LAST)),
    "tables": ({}, ("18,900",)),
    "metadata": (
        {"with_metadata": True},
        ('---\ntitle: "Bridge stays open"\n', '"Jane Doe; Li Wei"', 'date: "2024-05-06"'),
    ),
    "markdown": (
        {"output_format": "markdown"},
        ("**long**", "| Year | Costs |", "## Costs & more", "~](", "~!["),
    ),
    "plain markdown": (
        {"output_format": "markdown", "include_formatting": False, "include_links": True},
        ("~**", "[the report](https://example.org/x)"),
    ),
    "html": (
        {"output_format": "html", "with_metadata": True},
        ('<meta name="author" content="Jane Doe; Li Wei">', "<strong>long</strong>", "~<a "),
    ),
    "the same language": ({"target_language": "en"}, (LAST,)),
    "record": ({"record_id": "7", "with_metadata": True}, ('id: "7"',)),
    "unwanted author": (
        {"author_blacklist": {"li wei"}, "with_metadata": True},
        ("~Li Wei", "~author"),
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_argument(name: str) -> None:
    """Each argument does what its name says in trafilatura."""
    asked, telling = ASKED[name]
    text = found(**asked)
    for part in telling:
        assert (part.removeprefix("~") in text) is not part.startswith("~"), part


def test_json_has_trafilaturas_names() -> None:
    """With metadata all of its fields; without them the text and the comments."""
    fields = json.loads(found(output_format="json", with_metadata=True))
    assert (fields["source"], fields["excerpt"], fields["tags"]) == (URL, "A vote.", "bridges")
    assert fields["text"] == found()
    assert "I like that bridge." in fields["comments"]
    assert json.loads(found(output_format="json")).keys() == {"text", "comments"}
    bare = json.loads(found(output_format="json", include_comments=False))
    assert bare["comments"] == ""


def test_xml_is_well_formed() -> None:
    """The elements have trafilatura's names, and a character that XML has not is left out."""
    hostile = PAGE.replace("of a year", "\x0b<b>&lt;x&gt;</b>\ufffe").replace("bridge.jpg", '"><x>')
    text = compat.extract(
        hostile,
        URL,
        output_format="xml",
        with_metadata=True,
        include_links=True,
        include_images=True,
    )
    root = ElementTree.fromstring(text or "")
    assert root.get("title") == "Bridge stays open"
    tags = {element.tag for element in root.iter()}
    assert tags >= {"doc", "main", "p", "head", "hi", "ref", "list", "item", "table", "row", "cell"}
    assert [cell.text for cell in root.iter("cell")] == [
        *("Year", "Costs", "2023", "17,500", "2024", "18,900")
    ]


def test_document() -> None:
    """A bare extraction gives a Document, or the same as a dictionary."""
    document = compat.bare_extraction(PAGE, URL)
    assert isinstance(document, compat.Document)
    assert (document.title, document.author) == ("Bridge stays open", "Jane Doe; Li Wei")
    assert (document.date, document.hostname) == ("2024-05-06", "example.org")
    as_dict = compat.bare_extraction(PAGE, URL, as_dict=True)
    assert isinstance(as_dict, dict)
    assert as_dict == document.as_dict()
    metadata = compat.extract_metadata(PAGE, URL)
    assert (metadata.title, metadata.text) == ("Bridge stays open", None)


class Response:
    """As HTTP clients hand it over."""

    data = PAGE.encode()


def test_page_in_every_form() -> None:
    """Bytes, text, a response and an element give the same article."""
    for form in (PAGE.encode(), Response(), fromstring(PAGE)):
        assert compat.extract(form) == compat.extract(PAGE)


def test_what_gives_nothing() -> None:
    """None, as trafilatura gives it: no page, no article, another language, an unwanted address."""
    for page in (None, b"", "  ", "\x00\x01\x02" * 400, "<html><body></body></html>"):
        assert compat.extract(page) is None
        assert compat.bare_extraction(page) is None
    asked: tuple[dict[str, Any], ...] = (*({"target_language": "de"}, {"url_blacklist": {URL}}),)
    for each in asked:
        assert compat.extract(PAGE, URL, **each) is None
    assert compat.extract(PAGE, only_with_metadata=True) is None
    assert compat.extract(PAGE, URL, only_with_metadata=True) is not None


def test_arguments_without_a_meaning_are_warned_of_once() -> None:
    """One that asks for something Sluice cannot do warns once; one that changes nothing never."""
    with pytest.warns(UserWarning, match="favor_recall has no meaning"):
        compat.extract(PAGE, favor_recall=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compat.extract(PAGE, favor_recall=True)
        compat.extract(PAGE, favor_precision=False, fast=True, no_fallback=True, deduplicate=False)


def test_wrong_calls_are_refused() -> None:
    """What trafilatura does not know is a TypeError with the nearest name; so is no page."""
    unknown: dict[str, Any] = {"favour_precision": True}
    with pytest.raises(TypeError, match="did you mean 'favor_precision'"):
        compat.extract(PAGE, **unknown)
    with pytest.raises(ValueError, match="txt, markdown, html, json, xml, python, not 'csv'"):
        compat.extract(PAGE, output_format="csv")
    with pytest.raises(TypeError, match="not int"):
        compat.extract(7)
    with pytest.raises(AttributeError, match="fetches nothing"):
        _ = compat.fetch_url
    with pytest.raises(AttributeError, match="has no baseline"):
        _ = compat.baseline
