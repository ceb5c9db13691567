"""Whom the lines at a headline name, where several of them together say it."""

from sluice.blocks import page_from
from sluice.metadata.sources.headline_lines import alone, read, told_by
from sluice.model import Document, InputKind
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


BESIDE_DAY = [
    ("Ada Stone 7 May 2024", ("Ada Stone",)),
    ("Ada Stein, 7. Mai 2024, 10:15 Uhr", ("Ada Stein",)),
    ("Zoé Morel le 7 mai 2024", ("Zoé Morel",)),
    ("Jan Kot 7 maja 2024, 10:15", ("Jan Kot",)),
    ("Kovács Péter 2024. május 7. 10:05", ("Kovács Péter",)),
    ("07.05.2024 | Ада Камень", ("Ада Камень",)),
    ("7 May 2024 · Ada Stone", ("Ada Stone",)),
    ("Tuesday 7 May 2024", ()),
    ("Updated 7 May 2024", ()),
    ("Posted on Tuesday, 7 May 2024", ()),
    ("7 May 2024 | Ada Stone | 5 comments", ()),
    ("The mill opened 7 May 2024", ()),
]


@every_row(("line", "people"), BESIDE_DAY)
def test_name_and_day_on_one_line(line: str, people: tuple[str, ...]) -> None:
    """A line of a name and a day and nothing else names its author."""
    assert alone([line], "en") == people


REPORTED = [
    ("記者林曉嵐/臺南報導", ["林曉嵐"]),
    ("〔記者林曉嵐／臺南報導〕", ["林曉嵐"]),
    ("记者林晓岚/台南报道", ["林晓岚"]),
    ("記者会見/東京報道", []),
    ("記者團/臺南報導與攝影展", []),
]


@every_row(("line", "people"), REPORTED)
def test_reporter_and_place(line: str, people: list[str]) -> None:
    """A line that says who reports from where names the reporter."""
    assert told_by([line], "zh").get("authors", []) == people


QUESTION = "How do you keep chillies for a month?"
ASKED = (
    "I live on a small island and the market is open once a week, or once in two when it storms."
)
# (the head's lines, the blocks below the question, the day of the question)
ANSWERED = [
    ("Rina•12 May 2022", ["4 answers", "Tuti 13 May 2022"], "2022-05-12"),
    ("Rina•12 May 2022", ["Jawaban (4)", "Tuti 13 May 2022"], "2022-05-12"),
    ("Rina•12 May 2022", ["Ответы 4", "Tuti 13 May 2022"], "2022-05-12"),
    ("Rina•12 May 2022", ["4 Antworten", "Tuti 13 May 2022"], "2022-05-12"),
    ("Rina", ["13 May 2022", "4 answers"], "2022-05-13"),
]


@every_row(("above", "below", "day"), ANSWERED)
def test_day_of_an_answer(above: str, below: list[str], day: str) -> None:
    """What is dated below the count of the answers is no question's day."""
    lines = "".join(f"<p>{line}</p>" for line in below)
    assert _read(f"<p>{above}</p><h1>{QUESTION}</h1><p>{ASKED}</p>{lines}", QUESTION)[0] == day


@every_row("heading", ["Yazarın Diğer Yazıları", "Weitere Kolumnen", "Altre Storie", "Inne Teksty"])
def test_heading_below_the_prose(heading: str) -> None:
    """A heading of other stories names nobody, though it looks like a name."""
    page = f"<h1>{QUESTION}</h1><p>7 May 2024</p><p>{ASKED}</p><h3>{heading}</h3>"
    day, lines = _read(page, QUESTION)
    assert day == "2024-05-07"
    assert heading not in lines


def test_title_between_breaks() -> None:
    """Day, title and byline in one block are the lines at the headline."""
    page = f"<p>7 May 2024 | News<br><b>{QUESTION}</b><br>By Ada Stone</p><p>{ASKED}</p>"
    assert _read(page, QUESTION)[0] == "2024-05-07"


def _read(body: str, title: str) -> tuple[str, list[str]]:
    """The day at the headline, and the lines that were asked."""
    html = f"<html><body>{body}</body></html>"
    page = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    found = read(page, [title], "en")
    return found["date_published"], found["lines"]
