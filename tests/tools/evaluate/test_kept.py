"""What is counted as an article's links, images and tables, and as kept."""

from tools.evaluate.kept import counts, expected_of

URL = "https://gazette.example/a/b.html"
FIRST = "The mill on the river was opened again on Monday."
LAST = "It had stood still for eleven years, said the miller."
PAGE = """<body><nav><ul><li><a href=/x>The mill on the river and other stories</a></ul></nav>
<p>The mill on the <a href="../river">river</a> was opened again on Monday. <a href="#n">1</a></p>
<img src="/w.jpg"><img src="/dot.gif" width=1>
<p>It had stood still for eleven years, said the <a href="javascript:x()">miller</a>.</p>
<img src="/advert.jpg">
<table><tr><th>Year<th>Visitors<tr><td>2023<td>12000<tr><td>2024<td>15000</table>
<table><tr><td>Weather<td>Sport<tr><td>Rain<td>Lost</table>"""
BODY = f"{FIRST} 1\n\n{LAST}\n\nYear | Visitors\n\n2023 | 12000\n\n2024 | 15000"


def test_what_is_the_articles_is_expected() -> None:
    """Not a menu's, not what runs code, not a dot, and not what stands below the article."""
    found = expected_of(PAGE, BODY, URL)
    assert found.links == {"https://gazette.example/river"}
    assert [set(image) for image in found.images] == [{"https://gazette.example/w.jpg"}]
    assert found.tables == (("yearvisitors", "202312000", "202415000"),)


def test_what_the_markdown_has_is_kept() -> None:
    """By address, absolute or not; a table by most of its rows, in a table."""
    expected = expected_of(PAGE, BODY, URL)
    kept = (
        "[river](../river) ![The wheel](/w.jpg)\n\n| Year | Visitors |\n| --- | --- |\n"
        "| 2023 | 12000 |\n"
    )
    lost = "![river](../river) [w](/w.jpg) Year Visitors 2023 12000\n\n| Year | Visitors |\n"
    assert dict(counts(expected, kept, URL)) == {"links": 1, "images": 1, "tables": 1}
    assert dict(counts(expected, lost, URL)) == {"links": 0, "images": 0, "tables": 0}
