"""The author's portrait below an article, by the name in the line above it."""

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.rows import every_row

PROSE = (
    "The mill on the river was opened again on Monday, after it had stood still for eleven years.",
    "Every stone that could be kept was kept, said Jan Berg, who led the work for four winters.",
    "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
)
CARDS = (
    "<div class='more'><h3>Elsewhere</h3>"
    "<a href='/1'>Ferry runs at night</a><a href='/2'>Bridge shut</a></div>"
)
# The line above the article, its name, and the portrait below it.
PORTRAITS = [
    (
        "Von Ada Steiner",
        "Ada Steiner ist Redakteurin und schreibt seit 2009 über Flüsse und Häfen.",
    ),
    ("Par Inès Colin", "Inès Colin est journaliste depuis 2011 et vit à Corran avec deux chèvres."),
    ("Av Elin Strand", "Elin Strand är reporter och bevakar skolor och färjor i ytterskärgården."),
    ("di Rosa Valli", "Rosa Valli è nata a Corvara e racconta i paesi dei monti da vent'anni."),
    ("Автор: Ирина Котова", "Ирина Котова пишет о реках и мостах с 2010 года и живёт в Заречье."),
]


def body(head: str, last: str) -> str:
    prose = "".join(f"<p>{line}</p>" for line in (*PROSE, last))
    page = f"<h1>Old mill opens again</h1>{head}<article>{prose}</article>{CARDS}"
    return body_of(clean(Source(page, InputKind.HTML)).judgement, Output.TEXT)


@every_row(("line", "portrait"), PORTRAITS)
def test_portrait_goes(line: str, portrait: str) -> None:
    """It goes though other stories stand below it, and where a date is glued to the name's line."""
    for head in (f"<p>{line}</p>", f"<p class='post-author'>12.11.2024{line}</p>"):
        found = body(head, portrait)
        assert portrait not in found, head
        assert PROSE[2] in found


@every_row(("line", "portrait"), PORTRAITS)
def test_sentence_on_somebody_else_stays(line: str, portrait: str) -> None:
    """Near miss: whom a caption or the title names is not the author."""
    name = " ".join(portrait.split()[:2])
    for head in (f"<p class='caption'>Am Rad: {name}</p><p>By Jo Fern</p>", "<p>By Jo Fern</p>"):
        assert portrait in body(head, portrait), head


@every_row(("line", "portrait"), PORTRAITS)
def test_portrait_in_an_authors_element_goes(line: str, portrait: str) -> None:
    """A box called the author's goes, whatever stands below it; an article so called stays."""
    said = ("We went there in May and liked it a lot.", "It rained, and the shop was shut.")
    reviews = "".join(f"<h3>Good</h3><p>{text}</p><p>Helpful</p>" for text in said)
    prose = "".join(f"<p>{text}</p>" for text in PROSE)
    box = f"<div class='text__author'><img src='/a.jpg'><p>{portrait}</p></div>"
    page = f"<h1>Old mill opens again</h1><p>{line}</p><article>{prose}{box}</article>{reviews}"
    found = body_of(clean(Source(page, InputKind.HTML)).judgement, Output.TEXT)
    assert portrait not in found
    assert PROSE[2] in found
    whole = f"<h1>Old mill opens again</h1><p>{line}</p><article class='author-ada'>{prose}"
    whole += f"<p>{portrait}</p>{prose.replace('mill', 'weir').replace('stone', 'beam')}"
    whole += f"{prose.replace('mill', 'pump').replace('stone', 'bolt')}</article>"
    assert portrait in body_of(clean(Source(whole, InputKind.HTML)).judgement, Output.TEXT)
