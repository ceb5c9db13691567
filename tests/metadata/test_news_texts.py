"""Short news as text in fourteen languages: title, byline and day, however their lines say it."""

import csv
from pathlib import Path

import pytest

from sluice import Source, clean
from sluice.metadata.sources.judged_lines import parted_title
from sluice.model import InputKind
from sluice.text.name_edges import is_titled, named_within

NEWS = Path(__file__).parents[1] / "examples" / "news"


def rows() -> list[dict[str, str]]:
    with (NEWS / "news.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_news_of_fourteen_languages() -> None:
    """Title, authors, byline and day of a short text of news are those that its lines state."""
    faults = []
    for row in rows():
        article = clean(Source((NEWS / f"{row['language']}.txt").read_bytes()))
        found = article.metadata
        assert article.document.kind is InputKind.TEXT, row
        answered = {
            "title": found.title,
            "authors": "; ".join(found.authors),
            "byline": found.byline,
            "date": (found.date_published or "")[:10],
        }
        faults += [
            (row["language"], got, row[name]) for name, got in answered.items() if got != row[name]
        ]
    assert not faults


def test_each_text_has_its_row() -> None:
    """No text goes untested."""
    assert {path.stem for path in NEWS.glob("*.txt")} == {row["language"] for row in rows()}


# (a title, the text that it is of, the title and the authors where the line breaks)
PARTED = [
    ("I mulini di Ada Stone", "I mulini\ndi Ada Stone\n", ("I mulini", ("Ada Stone",))),
    (
        "Die Mühlen von Ada Stein",
        "Die Mühlen\r\n von Ada Stein \r\nEs",
        ("Die Mühlen", ("Ada Stein",)),
    ),
    ("Los molinos por Ana Ruiz", "Los molinos\npor Ana Ruiz\n", ("Los molinos", ("Ana Ruiz",))),
    ("Les moulins par Ada Roche", "Les moulins\npar Ada Roche\n", ("Les moulins", ("Ada Roche",))),
    ("De molens door Ada Steen", "De molens\ndoor Ada Steen\n", ("De molens", ("Ada Steen",))),
    ("Kvarnarna av Ada Sten", "Kvarnarna\nav Ada Sten\n", ("Kvarnarna", ("Ada Sten",))),
    ("Młyny przez Adę Kamień", "Młyny\nprzez Adę Kamień\n", ("Młyny", ("Adę Kamień",))),
    ("Kincir oleh Ada Batu", "Kincir\noleh Ada Batu\n", ("Kincir", ("Ada Batu",))),
    # One line, a line that goes on, and a place.
    ("La villa di Ada Stone", "La villa di Ada Stone\nApre oggi.\n", None),
    ("La villa di Ada Stone", "La villa\ndi Ada Stone apre oggi.\n", None),
    ("Il porto di lunedì", "Il porto\ndi lunedì\n", None),
]


@pytest.mark.parametrize(("title", "text", "want"), PARTED)
def test_title_and_byline_of_two_lines(
    title: str, text: str, want: tuple[str, tuple[str, ...]] | None
) -> None:
    """Where the line breaks before a byline in lower case the title ends."""
    for content in (text, text.encode()):
        found = parted_title(title, content)
        assert (found and (found["title"], found["authors"])) == (want or {})


# (a line, the reporter within it)
WITHIN = [
    ("2024年5月14日 18:42 来源：江湾晚报 记者 林晓岚", "林晓岚"),
    ("2024-05-14 作者：林晓岚 编辑：王敏", "林晓岚"),
    ("江湾晚报 记者/林晓岚", "林晓岚"),
    ("2024.05.14 취재: 한지우", "한지우"),
    ("2024年5月14日 記者：林曉嵐", "林曉嵐"),
    ("记者会见 林晓岚", ""),
    ("本报记者 两人到场采访了许多人", ""),
    ("2024年5月14日 来源：江湾晚报", ""),
    ("by Ada Stone", ""),
]


def test_reporter_within_a_line() -> None:
    """A line with a day and a paper may name its reporter between them."""
    assert not [
        (line, named_within(line), name) for line, name in WITHIN if named_within(line) != name
    ]


TITLED = [
    ("文・高梨美咲", True),
    ("文・写真", False),
    ("文・撮影", False),
    ("佐伯陽子記者", True),
    ("한지우 기자", True),
    ("林晓岚记者", True),
    ("新人記者", False),
    ("本報記者", False),
    ("記者会見", False),
    ("인턴 기자", False),
]


def test_reporter_alone_on_a_line() -> None:
    """A name glued to its title is a reporter's; a kind of reporter is nobody's name."""
    assert not [(line, want) for line, want in TITLED if is_titled(line) != want]
