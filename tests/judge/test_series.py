"""Lists of a series' parts beside one of them, in languages that count parts differently."""

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from tests.judge.test_whole_bodies import PROSE, TITLES, every_language
from tests.rows import every_row

# (language of the page, the parts of the series)
SERIES = [
    ("en", ("Part 1: Wood", "Part 2: Seat", "Part 3: Legs", "Part 4: Back")),
    ("de", ("Teil 1: Holz", "Teil 2: Sitz", "Teil 3: Beine")),
    ("fr", ("1re partie - Le bois", "2e partie - Le siège", "3e partie - Les pieds")),
    ("es", ("Parte 1. Madera", "Parte 2. Asiento", "Parte 3. Patas")),
    ("en", ("Часть 1: Дерево", "Часть 2: Сиденье", "Часть 3: Ножки")),
    ("en", ("第1回 木を選ぶ", "第2回 座面を彫る", "第3回 脚を削る")),
    ("en", ("الجزء 1: الخشب", "الجزء 2: المقعد", "الجزء 3: الأرجل")),
]


def kept(language: str, items: list[str], title: str = "") -> list[str]:
    listed = "".join(f"<li>{item}</li>" for item in items)
    told = "".join(f"<p>{text}</p>" for text in PROSE[language])
    title = title or TITLES[language]
    html = (
        f"<html lang={language}><head><title>{title}</title></head><body><main><article>"
        f"<h1>{title}</h1>{told}<ul>{listed}</ul></article></main></body></html>"
    )
    judgement = clean(Source(html, InputKind.HTML)).judgement
    return [block.text for _, block in judgement.kept()]


def linked(parts: tuple[str, ...], but: int = -1) -> list[str]:
    return [part if n == but else f"<a href='/s/{n}'>{part}</a>" for n, part in enumerate(parts)]


@every_row(("language", "parts"), SERIES)
def test_parts_of_a_series_go(language: str, parts: tuple[str, ...]) -> None:
    """Where all parts are links but one, this page is that one, and the list leads to others."""
    assert kept(language, linked(parts, 1)) == list(PROSE[language])


@every_row(("language", "parts"), [row for row in SERIES if row[0] != "fr"])
def test_part_of_the_title_tells_the_page(language: str, parts: tuple[str, ...]) -> None:
    """Where all are links, the headline says which part this page is."""
    title = f"{TITLES[language]}, {parts[1]}"
    assert kept(language, linked(parts), title) == list(PROSE[language])


@every_language
def test_lists_that_are_no_series_stay(language: str) -> None:
    """Steps without links, and a list of which none is this page, are the scorer's to judge."""
    for items in (["1. Saw it.", "2. Sand it.", "3. Oil it."], linked(("Room 1", "Bar", "Hall 3"))):
        judged = kept(language, items)
        assert judged[: len(PROSE[language])] == list(PROSE[language])
    steps = ["Part 1: saw the old wood in two.", "Part 2: sand it well.", "Part 3: oil it twice."]
    assert "Part 1: saw the old wood in two." in " ".join(kept(language, steps))
