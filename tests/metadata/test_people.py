"""Who is answered of a page's declared and shown people: persons, organisations, citations."""

import json

import pytest

from sluice.blocks import page_from
from sluice.metadata import metadata_of
from sluice.model import Document, InputKind, Judgement, Metadata, Source

TITLE = "Old mill opens again after eleven years"
PROSE = "<p>" + "The old mill on the river was opened again, after eleven years. " * 5 + "</p>"


def metadata(head: str, body: str = "") -> Metadata:
    """The metadata of an HTML page, every block of which is kept."""
    html = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{body}{PROSE}</body></html>"
    page = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    return metadata_of(Judgement(page, ((),) * len(page.blocks)), Source(b""))


def ld(*authors: object) -> str:
    """A head whose JSON-LD names these authors."""
    node = {"@type": "NewsArticle", "headline": TITLE, "author": list(authors)}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def person(**fields: str) -> dict[str, str]:
    return {"@type": "Person", **fields}


# (JSON-LD's authors, the answered ones, the answered agency)
DECLARED = {
    "names stated apart": ([person(givenName="Ada", familyName="Stone")], ("Ada Stone",), None),
    "a name in the middle": (
        [person(givenName="Ada", additionalName="M.", familyName="Stone")],
        ("Ada M. Stone",),
        None,
    ),
    "the whole name first": ([person(name="Ada Stone", familyName="S")], ("Ada Stone",), None),
    "parts that are no texts": ([{"@type": "Person", "givenName": 7, "familyName": []}], (), None),
    "an organisation beside a person": (
        [person(name="Ada Stone"), person(name="Coastal Press")],
        ("Ada Stone",),
        "Coastal Press",
    ),
    "an organisation behind people": (
        [person(name="Ada Stone and Jan Berg, Coastal Press")],
        ("Ada Stone", "Jan Berg"),
        "Coastal Press",
    ),
    "a news agency alone": ([person(name="Coastal News Agency")], (), "Coastal News Agency"),
    "a German one": (
        [person(name="Küsten Nachrichtenagentur")],
        (),
        "Küsten Nachrichtenagentur",
    ),
    "a Spanish one": ([person(name="Agencia de Noticias Costa")], (), "Agencia de Noticias Costa"),
    "a Chinese one": ([person(name="海岸通讯社")], (), "海岸通讯社"),
    "a person called so": ([person(name="Bill Press")], ("Bill Press",), None),
    "a script for an address": ([person(url="javascript:void(0)")], (), None),
    "an address of mail": ([person(name="mailto:ada@example.org")], (), None),
    "a month behind a name": ([person(name="Ada Stone March")], ("Ada Stone",), None),
    "a Korean reporter": ([person(name="한서윤 기자")], ("한서윤",), None),
}


@pytest.mark.parametrize("case", DECLARED)
def test_people_of_json_ld(case: str) -> None:
    """Persons are authors by their whole names; organisations beside them are agencies."""
    authors, people, agency = DECLARED[case]
    found = metadata(ld(*authors))
    assert (found.authors, found.agency) == (people, agency)


CITED = "".join(
    f'<meta name="citation_author" content="{name}">' for name in ("Stone, Ada", "Berg, Jan")
)


def test_citation_before_one_marked_element() -> None:
    """All whom a journal wants cited are its authors, and not the one whom it marks up."""
    found = metadata(CITED, '<p class="author">Ada Stone</p>')
    assert found.authors == ("Ada Stone", "Jan Berg")
    assert found.sources["authors"] == "citation tags"


def test_person_at_the_headline_of_an_organisation() -> None:
    """A page that declares itself its author, and names a person at its headline, is that one's."""
    found = metadata(ld({"@type": "Person", "name": "Harbour News"}), "<p>By Ada Stone</p>")
    assert found.authors == ("Ada Stone",)


def test_organisation_alone() -> None:
    """An organisation that nobody stands beside stays the author."""
    assert metadata(ld(person(name="Harbour News"))).authors == ("Harbour News",)


def organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


# (what JSON-LD calls an organisation, what stands below the headline, the authors)
ORGANIZATIONS = {
    "English": ("Coastal Group", "<p>By Ada Stone</p>", ("Ada Stone",)),
    "German, capitals": (
        "KÜSTENBLICK ONLINE",
        "<p>Von <a href='/a'>Ada Stein</a> und <a href='/b'>Jan Berg</a>, Kiel</p>",
        ("Ada Stein", "Jan Berg"),
    ),
    "Italian": ("Redazione Costa", "<p>di Anna Rossi</p>", ("Anna Rossi",)),
    "Spanish, in an element": (
        "La Costa Nueva",
        "<p class='autor'><a>Ana Ruiz</a> y <a>Juan Peña</a></p>",
        ("Ana Ruiz", "Juan Peña"),
    ),
    "Russian": ("Береговой Вестник", "<p>Автор: Ада Камень</p>", ("Ада Камень",)),
    "a name like a person's": ("Jan Berg", "<p>By Ada Stone</p>", ("Ada Stone",)),
    "itself at the headline": ("Coastal Group", "<p>By Coastal Group</p>", ("Coastal Group",)),
    "another at the headline": ("Harbour Coast", "<p>By Coastal Group</p>", ("Harbour Coast",)),
}


@pytest.mark.parametrize("case", ORGANIZATIONS)
def test_people_before_a_declared_organization(case: str) -> None:
    """Whom the page names as its author wrote what a firm declares as its own."""
    name, body, authors = ORGANIZATIONS[case]
    assert metadata(ld(organization(name)), body).authors == authors
    both = ld(organization(name)) + f'<meta name="author" content="{name}">'
    assert metadata(both, body).authors == authors


def test_person_beside_a_declared_organization() -> None:
    """A person whom JSON-LD names beside a firm stays the author."""
    found = metadata(
        ld(person(name="Ada Stone"), organization("Coastal Group")), "<p>By Jan Berg</p>"
    )
    assert found.authors == ("Ada Stone",)


def test_person_and_organization_of_one_name() -> None:
    """Whom JSON-LD calls both is a person."""
    head = ld(person(name="Ada Stone")) + ld(organization("Ada Stone"))
    assert metadata(head, "<p>By Jan Berg</p>").authors == ("Ada Stone",)
