"""Links in bodies: absolute where the page's own address is told, the page's words where not."""

import pytest

from sluice.model import Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from sluice.render.addresses import absolute

PAGE = "https://gazette.example/harbour/2024/mill.html"
ADDRESSES = [
    (PAGE, "/archive", "https://gazette.example/archive"),
    (PAGE, "ferry.html", "https://gazette.example/harbour/2024/ferry.html"),
    (PAGE, "../2023/", "https://gazette.example/harbour/2023/"),
    (PAGE, "?page=2", "https://gazette.example/harbour/2024/mill.html?page=2"),
    (PAGE, "//cdn.example/plan.pdf", "https://cdn.example/plan.pdf"),
    (PAGE, "http://other.example/", "http://other.example/"),
    (PAGE, "mailto:desk@gazette.example", "mailto:desk@gazette.example"),
    # Bad input stays as it stands.
    (PAGE, "http://[half", "http://[half"),
    ("", "ferry.html", "ferry.html"),
    ("javascript:alert(1)", "ferry.html", "ferry.html"),
]


@pytest.mark.parametrize(("base", "address", "expected"), ADDRESSES)
def test_address_is_seen_from_the_page(base: str, address: str, expected: str) -> None:
    """RFC 3986 resolves a relative address, and nothing else is touched."""
    assert absolute(base, address) == expected


def written(head: str, output: Output, url: str | None) -> str:
    page = (
        f"<html><head>{head}</head><body><h1>The mill</h1><p>The mill on the river was opened again"
        ' on Monday, says <a href="ferry.html">the ferry company</a> in a long letter.</p>'
        "<p>Several hundred people came to see the wheel turn, and many stayed until evening.</p>"
    )
    return body_of(clean(Source(page)).judgement, output, url)


BASES = [
    ("", PAGE, "https://gazette.example/harbour/2024/ferry.html"),
    ("", None, "ferry.html"),
    ('<base href="https://other.example/a/">', PAGE, "https://other.example/a/ferry.html"),
    ('<base href="/a/">', PAGE, "https://gazette.example/a/ferry.html"),
    (
        '<base href="javascript:alert(1)//">',
        PAGE,
        "https://gazette.example/harbour/2024/ferry.html",
    ),
    ('<base href="http://[">', PAGE, "ferry.html"),
]


@pytest.mark.parametrize(("head", "url", "expected"), BASES)
def test_links_of_a_body_start_from_its_page(head: str, url: str | None, expected: str) -> None:
    """In Markdown and HTML a link leads where it leads on the page; <base> counts there too."""
    assert f"({expected})" in written(head, Output.MARKDOWN, url)
    assert f'href="{expected}"' in written(head, Output.HTML, url)


def test_text_is_the_same_with_and_without_an_address() -> None:
    """A body of text has no links."""
    assert written("", Output.TEXT, PAGE) == written("", Output.TEXT, None)
