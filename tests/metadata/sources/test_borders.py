"""Where inline elements touch in a line: "Ada Stone" and "Published" in two of them."""

import pytest

from sluice.blocks import page_from
from sluice.metadata import metadata_of
from sluice.metadata.sources.borders import lines_of
from sluice.model import Document, InputKind, Judgement, Page, Source
from tests.rows import every_row

H1 = "<h1>Old mill opens again after eleven years</h1>"
PROSE = "<p>" + "The old mill on the river was opened again, after eleven years. " * 5 + "</p>"


def page(line: str, language: str = "en") -> Page:
    html = f'<html lang="{language}"><body>{H1}<div>{line}</div>{PROSE}</body></html>'
    return page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))


# (language, the line below the headline, its authors, its day)
TOUCHING = [
    ("en", "By <a href='/a'>Ada Stone</a><span>Published 7 May 2024</span>", "Ada Stone", True),
    ("en", "By <a href='/a'>Ada Stone</a><time>Tuesday, 7 May 2024</time>", "Ada Stone", True),
    ("en", "<i>By Ada Stone</i><!-- a day --><i>Posted 7 May 2024</i>", "Ada Stone", True),
    ("de", "<b>Von Ada Stein</b><b>Veröffentlicht am 7. Mai 2024</b>", "Ada Stein", True),
    ("fr", "<span>Par Zoé Morel</span><span>Publié le 7 mai 2024</span>", "Zoé Morel", True),
    ("fr", "<span>Par Zoé Morel</span><span>Le 7 mai 2024</span>", "Zoé Morel", True),
    ("fr", "<span>Par Zoé Morel</span><span>mardi 7 mai 2024</span>", "Zoé Morel", True),
    ("es", "<span>Por Ana Ruiz</span><span>martes, 7 de mayo de 2024</span>", "Ana Ruiz", True),
    ("es", "Por <a href='/a'>Ana Ruiz</a><span>Granada</span>", "Ana Ruiz", False),
    ("ru", "<b>Автор: Ада Камень</b><b>вторник, 7 мая 2024</b>", "Ада Камень", True),
    ("tr", "<b>Haber: Ada Taş</b><b>Oluşturulma Tarihi: 7 Mayıs 2024</b>", "Ada Taş", True),
    ("ar", "<b>كتب: أحمد علي</b><b>الثلاثاء 7 مايو 2024</b>", "أحمد علي", True),
    ("he", "<b>מאת: דנה לוי</b><b>יום שלישי 7 במאי 2024</b>", "דנה לוי", True),
    # Parts of one name, and what a drop cap or emphasis begins.
    ("en", "By Ada Mc<b>Stone</b>", "Ada McStone", False),
    ("en", "By A<small>DA</small> S<small>TONE</small>", "ADA STONE", False),
    ("en", "By Ada VanderMeer", "Ada VanderMeer", False),
    ("en", "By <i>A</i>da <i>S</i>tone", "Ada Stone", False),
]


@every_row(("language", "line", "author", "is_dated"), TOUCHING)
def test_name_ends_with_its_element(language: str, line: str, author: str, is_dated: bool) -> None:
    """The word that the next element begins with is none of the name, and the day is read."""
    found = page(line, language)
    read = metadata_of(Judgement(found, ((),) * len(found.blocks)), Source(b""))
    assert read.authors == (author,)
    assert read.date_published == ("2024-05-07" if is_dated else None)


@pytest.mark.parametrize(
    "line",
    [
        "By Ada StonePublished 7 May 2024",
        "By Ada <b>Stone</b> in 2024",
        "Read YouTube<b>rs</b> of 2024",
        "2024年<b>5月</b>7日 作者：李华",
    ],
)
def test_words_of_one_element_stay(line: str) -> None:
    """What the source has as one word, or parts within one, is one."""
    found = page(line)
    text = found.blocks[1].text
    assert lines_of(found, text) == [text]


def test_sentence_is_not_parted() -> None:
    """A longer line is a sentence, whatever its elements."""
    line = "<i>By Ada Stone</i><b>Published 2024</b>" + " and so on" * 20
    found = page(line)
    assert len(lines_of(found, found.blocks[1].text)) == 1


@pytest.mark.parametrize("word", ["aStone" * 9, "اب" * 20, "StonePublished"])
def test_odd_source_is_read_in_time(word: str, within) -> None:
    """A source of tags without end costs no time."""
    found = Page(InputKind.HTML, (), html=(word[:3] + "<a>" * 50) * 2_000 + "<" * 50_000)
    with within(2):
        lines_of(found, f"By {word} 2024")
