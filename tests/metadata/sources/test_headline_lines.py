"""Whom the lines at a headline name, where several of them together say it."""

from sluice.metadata.sources.headline_lines import told_by
from tests.rows import every_row

# (the lines below a headline, the people whom they name)
CARDS = [
    (["Erik Lind", "Text", "Sara Berg", "Foto"], ["Erik Lind"]),
    (["Erik Lind", "Text", "Sara Berg", "Text"], ["Erik Lind", "Sara Berg"]),
    (["Erik Lind", "Text", "Mia Holt", "Text", "Sara Berg", "Bild"], ["Erik Lind", "Mia Holt"]),
    (["Ada Stone", "Words", "Jan Berg", "Pictures", "7 May 2024"], ["Ada Stone"]),
    (["Ada Lis", "Tekst", "Jan Nowak", "Zdjęcia"], ["Ada Lis"]),
    (["Matti Salo", "Teksti", "Anu Virta", "Kuvat"], ["Matti Salo"]),
    (["Ана Камень", "Текст", "Иван Петров", "Фото"], ["Ана Камень"]),
    # What somebody did above the name.
    (["Text", "Erik Lind", "Foto", "Sara Berg"], ["Erik Lind"]),
    (["Text:", "Erik Lind", "Foto:", "Sara Berg"], ["Erik Lind"]),
    (["Av", "Erik Lind", "Foto", "Sara Berg"], ["Erik Lind"]),
    # Nobody wrote, as far as the lines tell.
    (["Sara Berg", "Foto"], []),
    (["Sara Berg", "Foto", "7 May 2024"], []),
]


@every_row(("lines", "people"), CARDS)
def test_task_below_a_name(lines: list[str], people: list[str]) -> None:
    """What somebody did stands below the name in cards, and is no label of the next one."""
    assert told_by(lines, "en").get("authors", []) == people


JOINED = [
    (["By", "ADA STONE", "and", "JAN BERG"], ["ADA STONE", "JAN BERG"]),
    (["By Ada Stone", "& Jan Berg"], ["Ada Stone", "Jan Berg"]),
    (["Par Zoé Morel", "et", "Luc Petit", "7 mai 2024"], ["Zoé Morel", "Luc Petit"]),
    (["Von Ada Stein und", "Jan Berg"], ["Ada Stein", "Jan Berg"]),
    (["Автор: Ада Камень", "и Иван Петров"], ["Ада Камень", "Иван Петров"]),
    (["By Ada Stone", "and", "7 May 2024"], ["Ada Stone"]),
    (["By Ada Stone", "and", "News Desk"], ["Ada Stone"]),
    (["By Ada Stone", "And Then It Rained for Days"], ["Ada Stone"]),
    (["Old Mill", "and", "New Bridge"], []),
]


@every_row(("lines", "people"), JOINED)
def test_and_between_lines(lines: list[str], people: list[str]) -> None:
    """The last of several people stands behind an "and", wherever the lines break."""
    assert told_by(lines, "en").get("authors", []) == people
