"""Lines of a byline that begin in lower case stand alone; pieces of a sentence are put together."""

from sluice import Source, clean
from sluice.blocks.from_text import page_from_text
from sluice.model import InputKind
from tests.metadata.text_heads import DAY, NEWS
from tests.rows import every_row

# (the lines, the blocks of them)
APART = [
    "The kiln at Fernside is fired for one last time⏎Ida Marlow⏎reporter⏎2 June 2024",
    "The kiln at Fernside is fired for one last time⏎by⏎Ida Marlow⏎2 June 2024",
    "The kiln at Fernside is fired for one last time⏎by⏎Ida Marlow and Tom Reed⏎2 June 2024",
    "The kiln at Fernside is fired for one last time⏎by Ida Marlow⏎senior reporter⏎2 June 2024",
    "Der Ofen in Farnseite brennt zum letzten Mal⏎von⏎Ida Marlo⏎2. Juni 2024",
    "Le four de Fougeraie brûle pour la dernière fois⏎Ida Marlot⏎journaliste⏎2 juin 2024",
    "Le four de Fougeraie brûle pour la dernière fois⏎par⏎Ida Marlot⏎2 juin 2024",
    "La fornace di Felceto arde per l'ultima volta⏎di⏎Ida Marlotti⏎giornalista⏎2 giugno 2024",
    "El horno de Helechal arde por última vez⏎por⏎Ida Marlés⏎2 de junio de 2024",
    "Piec w Paprociach płonie po raz ostatni tej wiosny⏎Ida Marlowska⏎dziennikarka⏎2 czerwca",
    "Ugnen i Ormbunken brinner för sista gången⏎av⏎Ida Marling⏎reporter⏎2 juni 2024",
    "Печь в Папоротном топят в последний раз⏎Ида Марлова⏎корреспондент⏎2 июня 2024",
]
TOGETHER = [
    ("The kiln was built in nine weeks⏎by⏎Ida Marlow⏎and her two sons.", 1),
    ("The kiln was built in nine weeks⏎by⏎Ida Marlow⏎, who sold it later.", 1),
    ("The kiln was built in nine weeks⏎by Ida Marlow⏎and her two sons.", 1),
    ("The kiln that she built was sold by the⏎reporter⏎of the local paper.", 1),
    ("Der Ofen wurde in neun Wochen⏎von⏎Ida Marlo⏎und ihren Söhnen gebaut.", 1),
    ("Le four fut construit en neuf semaines⏎par⏎Ida Marlot⏎et ses deux fils.", 1),
    ("La fornace fu costruita in nove settimane⏎da⏎Ida Marlotti⏎e dai suoi figli.", 1),
    ("Печь построили за девять недель этой весной⏎для⏎Иды Марловой⏎и её сыновей.", 1),
]


@every_row("lines", APART)
def test_byline_of_several_lines(lines: str) -> None:
    """Each line of the byline is a block of its own."""
    texts = lines.split("⏎")
    page = page_from_text("\n".join(texts))
    assert [block.text for block in page.blocks] == texts
    assert not any(block.gap for block in page.blocks)


@every_row(("lines", "blocks"), TOGETHER)
def test_sentence_that_names_somebody(lines: str, blocks: int) -> None:
    """A link with a name in a sentence is no byline."""
    assert len(page_from_text(lines.replace("⏎", "\n")).blocks) == blocks


TRADES = {"en": "reporter", "fr": "journaliste", "cs": "redaktorka", "ru": "журналистка"}
MARKERS = {"en": "by", "de": "von", "fr": "par", "es": "por", "sv": "av"}


def _metadata(*lines: str) -> tuple[str | None, tuple[str, ...], str | None]:
    found = clean(Source("\n".join(lines).encode(), InputKind.TEXT, "utf-8")).metadata
    return found.title, found.authors, found.date_published


@every_row("language", list(TRADES))
def test_author_above_a_trade(language: str) -> None:
    """The name above a trade is the author's, and the headline ends before it."""
    news = NEWS[language]
    lines = (news.title, news.author, TRADES[language], news.day)
    assert _metadata(*news.menu, *lines, *news.prose) == (news.title, (news.author,), DAY)


@every_row("language", list(MARKERS))
def test_author_below_a_marker(language: str) -> None:
    """So is the name below a marker that has a line of its own."""
    news = NEWS[language]
    lines = (news.title, MARKERS[language], news.author, news.day)
    assert _metadata(*news.menu, *lines, *news.prose) == (news.title, (news.author,), DAY)
