"""Pages made to hurt: each is answered within a bound, and no word of it is lost.

`pytest tests/web/test_hostile.py -rP` prints the seconds that each one took.
"""

import json
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

BOUND_SECONDS = 20
MB = 1_000_000
HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
PROSE = "The mill on the river was opened again on Monday, and it turned all day long. "
Page = tuple[str, Callable[[], str]]


def html(inside: str, head: str = "") -> str:
    return f"<!doctype html>{head}<body><p>{PROSE}</p>{inside}"


def line(unit: str, characters: int = MB) -> str:
    return unit * (characters // len(unit))


def between(unit: str) -> str:
    """So much of one thing on a line between two lines of prose."""
    return f"{PROSE}\n{line(unit, MB // 2)}\n{PROSE}"


def numbered(form: str, times: int = 30_000) -> str:
    return "".join(form.format(i) for i in range(times))


def each(make: Callable[[str], str], units: Iterable[str], kind: str) -> dict[str, Page]:
    """One page for each unit, named by it."""
    return {f"{unit[:30]!r} as {kind[5:9]}": (kind, lambda unit=unit: make(unit)) for unit in units}


NESTED = (
    "div b span blockquote table ul a p li td section font button form select dd custom-tag"
).split()
# Marks and letters of which a line of half a megabyte is made, and shorter ones for many lines.
MARKS = [
    *("\u0301", "<", "&", "[", "(", "[(", "](", '"', "“", "**", "*a", "**a ", " _a_", "`a", "\\"),
    *("> ", "# ", "</", "<!--", "<a ", "&amp;", "&#x41;", "a\u200b", "1", "1.", "1:1", "A", "a,"),
    *("Anna ", "a and ", "Anna and ", "Its. ", "…a ", "a'", "a-", "[a_b c]", "{{", "<%", "%A"),
    *("2024年", "a | ", " – ", "a\u3000", "\u202e", "قال ", "ก", "水", "水。", "😀", "a\u2028"),
    *("İ", "ﷺ", "by ", "(AP) - ", "A(A", "\t", "<![CDATA[", "<a", "<1", "1/1/2024 ", "a\r\n"),
]
LINES = [
    *("[" * 590, "**a" * 190, "_a" * 290, "[](" * 190, "Anna and " * 60, "By A" + "-a" * 60),
    *("By Anna " + "Anna and " * 15, "1." * 40, "A" * 60 + "(" + "A" * 500, "[a" * 290),
    *("[aa_a]" * 90 + "!", "[aaa" + " a" * 280, "{{" * 290, "…" * 590, "# a" + " #" * 280),
    *("Reporting by " + "A " * 280, "A  " * 190 + " contributed", "a | " * 145, "read more " * 11),
    *("水。" * 290, "reporter " * 60, "a in B " * 80, "A B" + " " * 300 + "c contributed to"),
]
PAGES: dict[str, Page] = {
    **{
        f"100,000 nested {tag} {end}": (
            HTML,
            lambda tag=tag, end=end: html(f"<{tag}>" * 100_000 + PROSE + f"</{tag}>" * end),
        )
        for tag in NESTED
        for end in (100_000, 0)
    },
    **each(between, MARKS, TEXT),
    **each(lambda unit: html(line(unit, MB // 2)), MARKS, HTML),
    **each(lambda unit: "\n".join([PROSE, *[unit] * (MB // 4 // len(unit))]), LINES, TEXT),
    **{
        f"1 MB of {unit!r}": (TEXT, lambda unit=unit: PROSE + line(unit))
        for unit in ("\u0301", "<", "&", "[", "(", '"', "**", "&amp;")
    },
    # Large pages.
    "10 MB line with blanks": (TEXT, lambda: line("mill river ", 10 * MB)),
    "10 MB line without blanks": (TEXT, lambda: line("mill", 10 * MB)),
    "3 MB line of sentences": (TEXT, lambda: line(PROSE, 3 * MB)),
    "9 MB Chinese line": (TEXT, lambda: line("水磨在星期一重新开放。", 3 * MB)),
    "10 MB of line ends": (TEXT, lambda: PROSE + "\n" * (10 * MB) + PROSE),
    "10 MB of blanks": (TEXT, lambda: PROSE + " " * (10 * MB) + PROSE),
    "3 MB of text in HTML": (HTML, lambda: html(line(PROSE, 3 * MB))),
    "30,000 lines": (TEXT, lambda: numbered("Line {} of the long list\n")),
    "30,000 paragraphs": (TEXT, lambda: numbered("The mill turned for the {}th time on it.\n\n")),
    "30,000 headlines": (TEXT, lambda: PROSE * 9 + numbered("\n\nMinister {} resigns")),
    "30,000 quotations": (TEXT, lambda: numbered("> quote {}\n")),
    "30,000 table rows": (HTML, lambda: html("<table>" + numbered("<tr><td>{}<td>mill"))),
    "30,000 table cells": (HTML, lambda: html("<table><tr>" + numbered("<td>{}"))),
    "30,000 list items": (HTML, lambda: html("<ul>" + numbered("<li><a href=/{0}>Line {0}</a>"))),
    "30,000 options": (HTML, lambda: html("<select>" + numbered("<option>{}"))),
    "30,000 h1": (HTML, lambda: html(numbered("<h1>Title {}</h1>"))),
    "hard-wrapped book": (TEXT, lambda: ("word " * 15 + "\n") * 60_000),
    "200,000 line breaks": (HTML, lambda: html("a<br>" * 100_000 + "<br>" * 100_000)),
    "line breaks in pre": (HTML, lambda: html("<pre>" + ("<br>" + "\n" * 999 + "x") * 300)),
    "blanks in pre": (HTML, lambda: html("<pre><br>" + " " * 200_000 + "x")),
    # Tag soup and what parsers do with it.
    "formatting across paragraphs": (HTML, lambda: html(numbered("<font size={}><p>a", 2_000))),
    "formatting closed late": (HTML, lambda: html("<b><p>" * 2_000 + "</b>" * 2_000)),
    "text between table rows": (HTML, lambda: html("<table>" + "<b>a<tr>" * 30_000)),
    "end tags without a start": (HTML, lambda: html("</div>" * 200_000 + "</p>" * 100_000)),
    "one word in 120,000 tags": (HTML, lambda: html("<b>a</b>" * 120_000)),
    "quotes in attributes": (HTML, lambda: html("<p a='>' b=\"<div>\">a" * 60_000)),
    "classes at every depth": (HTML, lambda: html(numbered("<div class='c{0} d{0}'>", 20_000))),
    "huge colspan": (HTML, lambda: html("<table><td colspan=999999999>a<td rowspan=99999999>b")),
    "1 MB attribute": (HTML, lambda: html(f"<p class='{'a ' * (MB // 2)}'>{PROSE}")),
    "1 MB style": (HTML, lambda: html(f"<p style='{'display :' * (MB // 9)}'>{PROSE}")),
    "300 kB of blanks in a style": (HTML, lambda: html(f"<p style='{' ' * 300_000}'>{PROSE}")),
    "100,000 attributes": (HTML, lambda: html(f"<p {numbered('a{}=1 ', 100_000)}>{PROSE}")),
    "1 MB doctype": (HTML, lambda: f"<!doctype html {'a' * MB}><p>{PROSE}"),
    "unclosed tag": (HTML, lambda: html(f"<p {'a' * MB}")),
    "unclosed comment": (HTML, lambda: f"<p>{PROSE}<!--{'-' * MB}"),
    "NUL in HTML": (HTML, lambda: html(f"<p>a\0b</p>{PROSE}")),
    # Heads.
    "title of bars": (HTML, lambda: html("", f"<title>{'| ' * 20_000}</title>")),
    "title of dashes": (HTML, lambda: html("", f"<title>{' - a' * 20_000}</title>")),
    "title of blanks": (HTML, lambda: html("", f"<title>{'&nbsp;' * 100_000}|</title>")),
    "many declared titles": (
        HTML,
        lambda: html("", f"<meta property=og:title content='{' - a' * 5_000}'>" * 20),
    ),
    "many declared authors": (
        HTML,
        lambda: html("", f"<meta name=author content='{' and ' * 190}'>" * 2_000),
    ),
    "blanks among authors": (
        HTML,
        lambda: html("", f"<meta name=author content='a{chr(160) * 900}b'>" * 500),
    ),
    "100,000 meta tags": (HTML, lambda: html("", numbered("<meta name=m{0} content={0}>"))),
    "charset that never comes": (HTML, lambda: html("", "<meta " + "charset " * 1_000)),
}
LD = "<script type=application/ld+json>{}</script>".format
GRAPH = '{"@graph":'
WRONG = """{"@type":["Article",1,null],"headline":{"name":[{}]},"datePublished":[1],
"author":[[["x"]]],"publisher":{"name":{"name":1}},"keywords":{"a":1},"url":{"@id":"http://["},
"image":[{"url":["http://a"]}]}"""
PAGES |= {
    f"JSON-LD {name}": (HTML, lambda script=script: html("", script))
    for name, script in {
        "nested 10,000 deep": LD("[" * 10_000 + "]" * 10_000),
        "graphs nested 10,000 deep": LD(GRAPH * 10_000 + "1" + "}" * 10_000),
        "nested 900 deep": LD(GRAPH * 900 + "1" + "}" * 900),
        "with 300,000 lists": LD("[" + ",".join(["[]"] * 300_000) + "]"),
        "in 50,000 scripts": LD("[1]") * 50_000,
        "with a long number": LD('{"@type":"Article","headline":' + "1" * 900_000 + "}"),
        "with the wrong types": LD(WRONG),
    }.items()
}
Within = Callable[[int], AbstractContextManager[None]]


def answer_to(client: FlaskClient, body: bytes, media_type: str) -> dict[str, object]:
    """The answer or the problem, within the bound; how long it took is printed."""
    start = time.process_time()
    response = client.post("/v1/clean", data=body, content_type=media_type)
    seconds = time.process_time() - start
    print(f"{seconds:.1f} s for {len(body) // 1000} kB")
    assert seconds < BOUND_SECONDS
    assert response.status_code in (200, 413, 415, 422), response.text[:500]
    return response.json


@pytest.mark.parametrize(("media_type", "make"), PAGES.values(), ids=PAGES)
def test_hostile_page(
    client: FlaskClient, within: Within, media_type: str, make: Callable[[], str]
) -> None:
    """A page that is made to hurt gets an answer in time, with every one of its words."""
    page = make()
    with within(3 * BOUND_SECONDS):
        answer = answer_to(client, page.encode(), media_type)
    if "body" in answer:
        texts = [answer["body"], *(entry["text"] for entry in answer["removed"])]
        assert sum(text.count("mill") for text in texts) == page.count("mill")


@pytest.mark.parametrize(
    ("media_type", "body", "code"),
    [
        (HTML, b"%PDF-1.7\n" + PROSE.encode(), "unsupported-media-type"),
        (HTML, b"\x89PNG\r\n\x1a\n" + bytes(1000), "unsupported-media-type"),
        (TEXT, b"\x00" * MB, "unsupported-media-type"),
        (TEXT, b"a\n" * (5 * MB), "page-too-costly"),
        (TEXT, b"Yes.\n" * (2 * MB), "page-too-costly"),
        (HTML, b"<p>a" * (3 * MB), "page-too-costly"),
        ("text/plain", b"a\n" * MB + b"\xe9t\xe9\n" * MB, "page-too-costly"),
    ],
    ids=["PDF", "PNG", "NULs", "letters", "short lines", "paragraphs", "lines in windows-1252"],
)
def test_hostile_page_is_refused(
    client: FlaskClient, within: Within, media_type: str, body: bytes, code: str
) -> None:
    """What is no page, or has more blocks than a page may have, is refused in time."""
    with within(3 * BOUND_SECONDS):
        assert answer_to(client, body, media_type)["code"] == code


@pytest.mark.parametrize("field", ["text", "html"])
@pytest.mark.parametrize("unit", ["\0", "\1\2", "mill\0\n"], ids=["NUL", "controls", "words"])
def test_hostile_characters_in_json(
    client: FlaskClient, within: Within, unit: str, field: str
) -> None:
    """Control characters that JSON spells out are a page like any other, and end in time."""
    body = json.dumps({field: PROSE + unit * 20_000}).encode()
    with within(3 * BOUND_SECONDS):
        answer = answer_to(client, body, "application/json")
    texts = [answer["body"], *(entry["text"] for entry in answer["removed"])]
    assert any("mill" in text for text in texts)


@pytest.mark.parametrize("make", [lambda: bytes(range(128, 256)) * 8_000, lambda: b"\xff\n" * MB])
def test_hostile_bytes(client: FlaskClient, within: Within, make: Callable[[], bytes]) -> None:
    """Bytes in no encoding at all are answered in time."""
    with within(3 * BOUND_SECONDS):
        answer_to(client, make(), "text/plain")
