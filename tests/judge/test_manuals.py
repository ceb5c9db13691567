"""What a page's own parts say of their lines: as whole pages are judged."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

PROSE = (
    "<p>The pump reads its settings once, when it starts, and it does not look at them again.</p>"
)
MORE = "<p>Change them in a file of your own, and the pump will find it beside its other files.</p>"
LAST = (
    "<p>Whoever changes the wrong file will be told so by the pump, in red and without mercy.</p>"
)
ROWS = "<tr><th>Step<th>Who</tr><tr><td>stop the wheel<td>Ada Stone</tr><tr><td>{}<td>Jan Berg</tr>"
# What it is, the page, a line, and whether it stays.
PAGES = [
    (
        "a name of the body says nothing of a heading",
        f"<body class=navigation-with-keyboard><div>{PROSE}<h2>The gate</h2>{MORE}</div>",
        "The gate",
        True,
    ),
    (
        "a name of what is around a menu does",
        f"<body><div class=navigation><h2>The gate</h2></div><div>{PROSE}{MORE}</div>",
        "The gate",
        False,
    ),
    (
        "a row that begins as a teaser does",
        f"<body><div>{PROSE}<table>{ROWS.format('watch the gauge')}</table>{MORE}</div>",
        "watch the gauge",
        True,
    ),
    (
        "a table's caption",
        f"<body><div>{PROSE}<table><caption>Final results</caption>{ROWS.format('wait')}</table>"
        f"{MORE}</div>",
        "Final results",
        True,
    ),
    (
        "code above the buttons of its toolbar",
        f"<body><div>{PROSE}<h2>The gate</h2><div class=code-toolbar><pre><code>let gate = await "
        "open({ width: 40 });</code></pre><div class=toolbar><div class=toolbar-item><span>"
        "JavaScript</span></div><div class=toolbar-item><button><span>Copy</span></button></div>"
        f"</div></div>{MORE}{LAST}</div>",
        "let gate = await",
        True,
    ),
    (
        "the link to nowhere that selects code",
        f"<body><div>{PROSE}{MORE}<p>Code: <a href=# onclick=all(this)>Alles markieren</a></p><pre>"
        f"speed = 40</pre>{LAST}</div>",
        "markieren",
        False,
    ),
    (
        "the name of the file that the code is of",
        f"<body><div>{PROSE}{MORE}<p><a href=/src/pump.ini>pump.ini</a></p><pre>speed = 40</pre>"
        f"{LAST}</div>",
        "speed = 40",
        True,
    ),
    (
        "a post that others have put into the article",
        f"<body><div>{PROSE}{MORE}<blockquote class=twitter-tweet><p>Endlich läuft sie!</p>&mdash; "
        f"Mühle (@muehle) <a href=//tweets.example/1>14. Mai 2024</a></blockquote>{LAST}</div>",
        "Endlich",
        False,
    ),
    (
        "a quotation",
        f"<body><div>{PROSE}{MORE}<blockquote><p>At last the pump runs, and it runs well!</p>"
        f"</blockquote>{LAST}</div>",
        "At last",
        True,
    ),
    (
        "a heading above steps",
        f"<body><div>{PROSE}{MORE}<h2>Start</h2><ol><li><p>Open the valve and wait.</p></li><li><p>"
        f"Start the pump, and look at the gauge.</p></li></ol>{LAST}</div>",
        "Start\n",
        True,
    ),
    (
        "the rows of a figure, and what stands beneath them",
        f"<body><div>{PROSE}<figure class=wp-block-table><table><tr><td>1870<td>1,200</tr><tr><td>"
        f"1913<td>310</tr></table><figcaption>Sacks of flour</figcaption></figure>"
        f"{MORE}{LAST}</div>",
        "Sacks of flour",
        True,
    ),
    (
        "a caption beneath an image beside a table",
        f"<body><div>{PROSE}<table>{ROWS.format('wait')}</table><figure><img src=/a.jpg>"
        f"<figcaption>The lower gate in June</figcaption></figure>{MORE}</div>",
        "The lower gate in June",
        False,
    ),
    (
        "a row that begins with a month",
        f"<body><div>{PROSE}{MORE}<table><tr><th>Month<th>Boats</tr><tr><td>April<td>31</tr><tr>"
        f"<td>May<td>204</tr></table>{LAST}</div>",
        "May",
        True,
    ),
    (
        "code that is a date",
        f"<body><div>{PROSE}{MORE}<pre>2024-05-03  42</pre>{LAST}</div>",
        "2024-05-03",
        True,
    ),
    (
        "who wrote a post, and when",
        f"<body><div><h1>The gate</h1><div class=topic-body><div class=crawler-post-meta>ada May 3,"
        f" 2024, 10:12am 1</div><div class=post>{PROSE}{MORE}</div></div><div class=topic-body><div"
        f" class=crawler-post-meta>jan May 4, 2024, 11:30am 2</div><div class=post>{LAST}{PROSE}"
        "</div></div></div>",
        "11:30am",
        False,
    ),
    (
        "a sentence that is called meta",
        f"<body><div><h1>The gate</h1><div class=post-meta>In 2024 we opened it twice.</div>{PROSE}"
        f"{MORE}</div>",
        "opened it twice",
        True,
    ),
    (
        "the summary of details",
        f"<body><div>{PROSE}<details><summary>The whole log</summary>{MORE}</details></div>",
        "The whole log",
        True,
    ),
    (
        "a heading that is worded as a field's label",
        f"<body><div><h1>wheel(1)</h1><h2>NAME</h2>{PROSE}{MORE}{LAST}</div>",
        "NAME",
        True,
    ),
    (
        "a field's label",
        f"<body><div>{PROSE}{MORE}{LAST}</div><form><h3>Name</h3><input><h3>Email</h3><input>"
        f"</form>",
        "Name",
        False,
    ),
    (
        "a list below a heading in an element of its own",
        f"<body><div>{PROSE}<div class=markdown-heading><h2>What is done</h2></div>"
        f"<ul><li>The wheel turns</li><li>The wheel stops</li></ul>{MORE}</div>",
        "The wheel stops",
        True,
    ),
]


@pytest.mark.parametrize(
    ("page", "line", "stays"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES]
)
def test_line_is_judged_by_its_part(page: str, line: str, stays: bool) -> None:
    """It stays with what it belongs to."""
    body = body_of(clean(Source(f"<html lang=en>{page}", InputKind.HTML)).judgement, Output.TEXT)
    assert (line in body) == stays
