"""Declared values: what has the wrong type or no sense is silent."""

from typing import Any

import pytest

from sluice.metadata import values
from tests.rows import every_row

STRANGE: list[Any] = [
    *(None, True, False, 0, 1, -1.5, float("nan"), 10**400, "", "   ", [], {}, (), [[]], [{}]),
    *([None], [[["a"]]], {"name": None}, {"name": {}}, {"name": []}, {"name": [None]}, {"name": 7}),
    *({"@id": 3}, {"name": {"name": "a"}}, [{"name": {"url": []}}], {"a": "b"}, b"bytes"),
]
READERS = [
    values.line,
    values.lines,
    values.tags,
    values.language,
    lambda value: values.address(value, None),
    lambda value: values.address(value, "https://example.org/"),
    lambda value: values.moment(value, None),
]


@every_row("value", STRANGE, ids=lambda value: repr(value)[:30])
@every_row("read", READERS)
def test_nonsense_is_silent(read: Any, value: Any) -> None:
    """A value of a type that nobody foresaw gives nothing and breaks nothing."""
    assert not read(value)


LINES = [
    ("a", "a"),
    ("  a \n\t b ", "a b"),
    (["a", "b"], "a"),
    ([None, 3, "b"], "b"),
    ({"name": "a", "url": "b"}, "a"),
    ({"url": "b"}, "b"),
    ({"@id": "c"}, "c"),
    ([{"name": "a"}, {"name": "b"}], "a"),
    ({"name": ["a", "b"]}, "a"),
    ("x" * 1_000, "x" * 1_000),
    ("x" * 1_001, None),
    ("x" * 1_000_000, None),
]


@pytest.mark.parametrize(("value", "expected"), LINES)
def test_line(value: Any, expected: str | None) -> None:
    """One line comes from a text, a list's first text or an object's name, up to a length."""
    assert values.line(value) == expected


def test_lines_are_few_and_distinct() -> None:
    """Ten thousand authors are cut to a bounded number, and none stands there twice."""
    many = [{"@type": "Person", "name": f"Author {n}"} for n in range(10_000)]
    assert values.lines(many) == tuple(f"Author {n}" for n in range(values.MOST_ITEMS))
    assert values.lines(["a", " a ", {"name": "a"}, "b"]) == ("a", "b")


TAGS = [
    ("a, b;c|d", ("a", "b", "c", "d")),
    ("a", ("a",)),
    (["a, b", "b", "c"], ("a", "b", "c")),
    (",;|", ()),
    ([{"name": "a b"}], ("a b",)),
    (", ".join(map(str, range(99))), tuple(map(str, range(values.MOST_ITEMS)))),
]


@pytest.mark.parametrize(("value", "expected"), TAGS)
def test_tags(value: Any, expected: tuple[str, ...]) -> None:
    """Keywords come as a list or as one text with marks between them."""
    assert values.tags(value) == expected


BASE = "https://example.org/news/mill"
ADDRESSES = [
    ("https://example.org/a", None, "https://example.org/a"),
    ("http://example.org/a?b=c#d", BASE, "http://example.org/a?b=c#d"),
    ("/a.jpg", BASE, "https://example.org/a.jpg"),
    ("a.jpg", BASE, "https://example.org/news/a.jpg"),
    ("//cdn.example.org/a.jpg", BASE, "https://cdn.example.org/a.jpg"),
    ({"@type": "ImageObject", "url": "/a.jpg"}, BASE, "https://example.org/a.jpg"),
    ([{"url": "/a.jpg"}, {"url": "/b.jpg"}], BASE, "https://example.org/a.jpg"),
    ({"@id": BASE}, None, BASE),
    ("/a.jpg", None, None),
    ("//cdn.example.org/a.jpg", None, None),
    ("javascript:alert(1)", BASE, None),
    ("JavaScript:alert(1)", None, None),
    (" javascript:alert(1)", BASE, None),
    ("data:text/html,<b>", BASE, None),
    ("file:///etc/passwd", BASE, None),
    ("mailto:ada@example.org", BASE, None),
    ("http://", None, None),
    ("https:///a", None, None),
    ("http://[", BASE, None),
    ("http://[::1", None, None),
    ("/a", "not an address", None),
    ("/a", "http://[", None),
    ("https://example.org/" + "a" * 5_000, None, None),
]


@every_row(("value", "base", "expected"), ADDRESSES)
def test_address(value: Any, base: str | None, expected: str | None) -> None:
    """An address is absolute, of the web, and resolved against the page's own."""
    assert values.address(value, base) == expected


CRAWLED = "2024-06-01T12:00:00Z"
MOMENTS = [
    ("2024-05-01", CRAWLED, "2024-05-01"),
    ("20240501", CRAWLED, "2024-05-01"),
    (" 2024-05-01 ", CRAWLED, "2024-05-01"),
    ("2024-05-01T10:45:00Z", CRAWLED, "2024-05-01T10:45:00+00:00"),
    ("2024-05-01T10:45:00+02:00", CRAWLED, "2024-05-01T10:45:00+02:00"),
    ("2024-05-01 10:45", CRAWLED, "2024-05-01T10:45:00"),
    (["2024-05-01", "2024-05-02"], CRAWLED, "2024-05-01"),
    ("2024-06-01", CRAWLED, "2024-06-01"),
    ("2024-06-02", CRAWLED, "2024-06-02"),
    ("2024-06-03", CRAWLED, None),
    ("2024-06-02", "2024-06-01", "2024-06-02"),
    ("2024-06-03", "2024-06-01", None),
    ("2999-01-01", None, None),
    ("2999-01-01", "nonsense", None),
    ("2024-05-01", "nonsense", "2024-05-01"),
    ("1990-01-01", CRAWLED, "1990-01-01"),
    ("1989-12-31", CRAWLED, None),
    ("1970-01-01T00:00:00Z", CRAWLED, None),
    ("0001-01-01", CRAWLED, None),
    ("9999-12-31", CRAWLED, None),
    ("9999-12-31", "9999-12-31", "9999-12-31"),
    ("2024-02-30", CRAWLED, None),
    ("2024-13-01", CRAWLED, None),
    ("yesterday", CRAWLED, None),
    ("1714557600", CRAWLED, None),
    (1714557600, CRAWLED, None),
    ("2024", CRAWLED, None),
    ("May 1, 2024", CRAWLED, "2024-05-01"),
    ({"@value": "2024-05-01"}, CRAWLED, None),
]


@every_row(("value", "crawled_at", "expected"), MOMENTS)
def test_moment(value: Any, crawled_at: str | None, expected: str | None) -> None:
    """A declared date is in ISO 8601, not before the web and not after the crawl."""
    assert values.moment(value, crawled_at) == expected


LANGUAGES = [
    *(("en", "en"), ("EN-us", "en"), ("de_AT", "de"), ("zh-Hans-CN", "zh"), ("fil", "fil")),
    *((["en"], "en"), ({"name": "en"}, "en"), ("English", None), ("e", None), ("en-", None)),
    *(("en, de", None), ("en-US.UTF-8", None), ("x" * 500, None)),
]


@pytest.mark.parametrize(("value", "expected"), LANGUAGES)
def test_language(value: Any, expected: str | None) -> None:
    """The code of a language or locale is its language, and a language's name is none."""
    assert values.language(value) == expected
