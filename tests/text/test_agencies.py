"""Which names are organisations', and which one a byline names behind its people."""

import pytest

from sluice.text.agencies import agencies, is_organization, parted
from sluice.text.names import byline_agency
from tests.rows import every_row

# (a byline, the organisation in it)
BYLINES = [
    ("By Ada Stone and Jan Berg, Coastal Press", "Coastal Press"),
    ("By ADA STONE, COASTAL NEWS AGENCY", "COASTAL NEWS AGENCY"),
    ("By Ada Stone | Harbour Gazette", "Harbour Gazette"),
    ("By Ada Stone for Harbour News", "Harbour News"),
    ("By Ada Stone, Reuters", "Reuters"),
    ("By Ada Stone, Coastal Press Thursday, 14 March 2024", "Coastal Press"),
    ("Von Anna Müller, Küsten Nachrichtenagentur", "Küsten Nachrichtenagentur"),
    ("Par Zoé Lefèvre, Agence Littoral", "Agence Littoral"),
    ("Por Ana Ruiz, Agencia Costera", "Agencia Costera"),
    ("Di Anna Rossi, Agenzia Costa", "Agenzia Costa"),
    ("Por Rui Lopes, Agência Costeira", "Agência Costeira"),
    ("Av Åsa Öberg, Kustens Nyhetsbyrå", "Kustens Nyhetsbyrå"),
    ("Автор: Анна Иванова, Агентство Маяк", "Агентство Маяк"),
    ("Yazan: Ayşe Öztürk, Sahil Haber Ajansı", "Sahil Haber Ajansı"),
    ("作者：李华，海岸通讯社", "海岸通讯社"),
    ("By Ada Stone, Harbour", ""),
    ("By Ada Stone, Daily News reporter", ""),
    ("By Ada Stone and Jan Berg", ""),
    ("By Bill Press", ""),
    ("By Ada Stone, news@example.org", ""),
]


@every_row(("line", "expected"), BYLINES)
def test_agency_of_a_byline(line: str, expected: str) -> None:
    """What a byline names behind its people is their agency if a word says so."""
    assert byline_agency(line) == expected


@pytest.mark.parametrize(
    "name", ["Press", "press releases", "Ada Stone", "Daily News Editor", "News 24", "x" * 99, ""]
)
def test_no_organization(name: str) -> None:
    """A word alone, a trade and a person are no organisations."""
    assert not is_organization(name)


def test_organizations_beside_people() -> None:
    """Among declared authors an unknown organisation is an agency beside people only."""
    assert agencies(("Ada Stone", "Coastal Press")) == ("Coastal Press",)
    assert agencies(("Coastal Press",)) == ()
    assert agencies(("Ada Stone, Coastal Press",)) == ("Coastal Press",)
    assert agencies(("dpa",)) == ("dpa",)


def test_text_without_an_organization() -> None:
    """A text that names none stays whole, even one that begins with a comma."""
    assert parted("Ada Stone") == ("Ada Stone", "")
    assert parted(", Coastal Press") == (", Coastal Press", "")
