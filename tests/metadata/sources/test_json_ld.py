"""JSON-LD as pages have it: in arrays and graphs, broken, and hostile."""

import json
from typing import Any

import pytest

from sluice.metadata import metadata_of
from sluice.metadata.sources import json_ld
from sluice.model import Declared, InputKind, Judgement, Metadata, Page, Source
from tests.rows import every_row

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Old mill opens again",
    "datePublished": "2024-05-01",
    "author": {"@type": "Person", "name": "Ada Stone"},
    "publisher": {"@type": "Organization", "name": "The Gazette"},
    "keywords": ["mills", "rivers"],
}
TEXT = json.dumps(ARTICLE)
SITE = {"@type": "WebSite", "name": "The Gazette", "url": "https://example.org/"}


def read(*scripts: str) -> dict[str, Any]:
    return json_ld.read(Declared(json_ld=scripts))


def metadata(node: Any) -> Metadata:
    page = Page(InputKind.HTML, (), Declared(json_ld=(json.dumps(node),)))
    return metadata_of(Judgement(page, ()), Source(b"", crawled_at="2024-06-01"))


def test_fields_of_an_article() -> None:
    """Each field of an article is there as the page gives it."""
    assert read(TEXT) == {
        "title": "Old mill opens again",
        "date_published": "2024-05-01",
        "authors": {"@type": "Person", "name": "Ada Stone"},
        "tags": ["mills", "rivers"],
        "site_name": "The Gazette",
        "persons": frozenset({"ada stone"}),
        "organizations": frozenset({"the gazette"}),
    }


# Scripts that hold the article in one form or another.
FORMS = {
    "an array": [json.dumps([SITE, ARTICLE])],
    "an array in an array": [json.dumps([[SITE], [ARTICLE]])],
    "a graph": [json.dumps({"@graph": [SITE, ARTICLE]})],
    "a graph of one": [json.dumps({"@graph": ARTICLE})],
    "a graph in a graph": [json.dumps({"@graph": [{"@graph": [ARTICLE]}]})],
    "the main entity": [json.dumps(SITE | {"mainEntity": ARTICLE})],
    "two scripts": [json.dumps(SITE), TEXT],
    "after a broken one": ["{", TEXT],
    "after an empty one": ["", TEXT],
    "a trailing semicolon": [TEXT + " ;\n"],
    "white space": [f"\n\t {TEXT} \n"],
    "a line break in a text": [TEXT[:-1] + ', "description": "one\n\ttwo\x00"}'],
    "several types": [json.dumps(ARTICLE | {"@type": ["Thing", "BlogPosting"]})],
    "a type's address": [json.dumps(ARTICLE | {"@type": "https://schema.org/NewsArticle"})],
    "another letter case": [json.dumps(ARTICLE | {"@type": "newsarticle"})],
    "CDATA": [f"//<![CDATA[\n{TEXT}\n//]]>"],
    "CDATA without slashes": [f"<![CDATA[{TEXT}]]>"],
    "CDATA in comments": [f"/*<![CDATA[*/{TEXT}/*]]>*/"],
    "an HTML comment": [f"<!--\n{TEXT}\n-->"],
}
MENDED = {
    "quotes as entities": TEXT.replace('"', "&quot;"),
    "a comma before a brace": TEXT[:-1] + ",}",
    "commas and blanks before brackets": TEXT.replace("]", " , ]")[:-1] + " ,\n}",
    "both": TEXT.replace("]", ",]").replace('"', "&quot;"),
}


@pytest.mark.parametrize("scripts", FORMS.values(), ids=FORMS)
def test_article_is_found_in_every_form(scripts: list[str]) -> None:
    """However a page wraps its article, the headline is found."""
    assert read(*scripts).get("title") == "Old mill opens again"


@pytest.mark.parametrize("script", MENDED.values(), ids=MENDED)
def test_script_that_is_nearly_json_is_mended(script: str) -> None:
    """Commas too many and quotes as entities take nothing away, and add nothing."""
    assert read(script) == read(TEXT)


NOTHING = {
    "nothing": [],
    "an empty script": [""],
    "no JSON": ["var a = 1"],
    "half of it": [TEXT[: len(TEXT) // 2]],
    "null": ["null"],
    "a number": ["1e999"],
    "a text": ['"NewsArticle"'],
    "no article": [json.dumps(SITE)],
    "no type": ['{"headline": "a"}'],
    "a type that is no text": ['{"@type": 7, "headline": "a"}'],
    "types that are no texts": ['{"@type": [{}, null], "headline": "a"}'],
    "an empty article": ['{"@type": "Article"}'],
    "too long": [TEXT[:-1] + f', "articleBody": "{"a" * 1_000_000}"}}'],
    "nested lists": ["[" * 10_000 + "]" * 10_000],
    "nested objects": ['{"@graph":' * 10_000 + "1" + "}" * 10_000],
    "never closed": ["[" * 100_000],
}


@pytest.mark.parametrize("scripts", NOTHING.values(), ids=NOTHING)
def test_nothing_is_found(scripts: list[str], within) -> None:
    """A script without an article, or of no sense, is silent, and costs no time."""
    with within(5):
        assert read(*scripts) == {}


def test_graph_of_many_nodes_is_read_in_time(within) -> None:
    """A graph of a hundred thousand nodes is read as far as is reasonable."""
    with within(5):
        assert read(json.dumps({"@graph": [{"a": 1}] * 100_000})) == {}


# (what replaces the article's own values, fields of the answer)
STRANGE = [
    ({"headline": ["a", "b"]}, {"title": "a"}),
    ({"headline": 7}, {"title": None}),
    ({"headline": {"@value": "a"}}, {"title": None}),
    ({"headline": "x" * 900_000}, {"title": None}),
    ({"headline": "", "name": "a"}, {"title": "a"}),
    ({"author": "Ada Stone"}, {"authors": ("Ada Stone",)}),
    ({"author": ["Ada Stone", {"name": "Jan Berg"}]}, {"authors": ("Ada Stone", "Jan Berg")}),
    ({"author": {"name": ["Ada Stone"]}}, {"authors": ("Ada Stone",)}),
    (
        {"author": [{"@type": "Person", "name": "The Gazette"}], "articleBody": "a"},
        {"authors": ()},
    ),
    ({"author": [[{"name": "Ada Stone"}]]}, {"authors": ()}),
    ({"author": 7}, {"authors": ()}),
    ({"author": {"name": "The Gazette"}}, {"authors": ()}),
    ({"author": {"url": "https://example.org/ada"}}, {"authors": ()}),
    ({"datePublished": 20240501}, {"date_published": None}),
    ({"datePublished": ["2024-05-01"]}, {"date_published": "2024-05-01"}),
    ({"datePublished": "2024-07-01"}, {"date_published": None}),
    ({"publisher": "The Gazette"}, {"title": "Old mill opens again"}),
    ({"publisher": ["a"]}, {"site_name": None}),
    ({"publisher": {"name": 7}}, {"site_name": None}),
    ({"image": {"url": "javascript:alert(1)"}}, {"image": None}),
    ({"image": [{"url": "https://example.org/a.jpg"}]}, {"image": "https://example.org/a.jpg"}),
    ({"url": "javascript:alert(1)"}, {"url": None}),
    ({"mainEntityOfPage": {"@id": "https://example.org/a"}}, {"url": "https://example.org/a"}),
    ({"keywords": "a, b"}, {"tags": ("a", "b")}),
    ({"keywords": 7}, {"tags": ()}),
    ({"inLanguage": {"name": "en"}}, {"language": "en"}),
    ({"license": {"@id": "https://example.org/by"}}, {"license": "https://example.org/by"}),
]


@every_row(("values", "expected"), STRANGE)
def test_strange_value_voids_nothing_else(values: dict[str, Any], expected: dict[str, Any]) -> None:
    """A value of the wrong type is silent, and the fields beside it still answer."""
    found = metadata(ARTICLE | values)
    assert {field: getattr(found, field) for field in expected} == expected
    untouched = "tags" if "keywords" not in values else "title"
    assert getattr(found, untouched)


def test_ten_thousand_authors_are_cut() -> None:
    """A list of ten thousand authors gives a bounded number of them."""
    names = [{"name": f"Ada {chr(65 + n % 26)}stone"} for n in range(10_000)]
    assert 1 < len(metadata(ARTICLE | {"author": names}).authors) <= 50


def test_persons_in_a_list_are_persons() -> None:
    """Each author of a list is as much of a person as one alone."""
    author = {"@type": "Person", "name": "Ada Stone"}
    for authors in (author, [author], [author, {"@type": "Person", "name": "Jan Berg"}]):
        assert "ada stone" in read(json.dumps(ARTICLE | {"author": authors}))["persons"]
