"""Who is answered as author where several sources name one."""

import pytest

from sluice.metadata.fields.authors import Site, alone_of, authors_of

TRUSTED = ("json-ld", "byline", "meta tags")
SITE = "Lakeside Times"
PROSE = "The old mill roasts coffee beside the river, and every store has it. " * 12
SITES = frozenset(("lakesidetimes", "lakesider"))
CASES = {
    "the first source": ({"json-ld": ["Ada Stone Hill"], "byline": ["Jan Berg"]}, "json-ld"),
    "the byline where JSON-LD names the site": (
        {"json-ld": ["Lakeside Times"], "byline": ["Jan Berg"]},
        "byline",
    ),
    "a full name before an account": ({"json-ld": ["jberg77x"], "byline": ["Jan Berg"]}, "byline"),
    "an account where there is nothing else": ({"json-ld": ["jbergx"]}, "json-ld"),
    "no site": ({"json-ld": ["Lakeside Times"], "meta tags": ["LAKESIDE TIMES"]}, None),
    "no host": ({"meta tags": ["Lakesider"]}, None),
    "nobody": ({}, None),
    "wrong types": ({"json-ld": [7, None, {"name": 3}], "byline": {"name": []}}, None),
}


@pytest.mark.parametrize("case", CASES)
def test_source_of_the_authors(case: str) -> None:
    """The first source that names a person who is not the site is believed."""
    named, expected = CASES[case]
    answers = {source: {"authors": names} for source, names in named.items()}
    found = authors_of(answers, TRUSTED, Site(SITES, SITE, lambda: PROSE))
    assert (found[1] if found else None) == expected


@pytest.mark.parametrize(
    ("organizations", "expected"),
    [
        (frozenset(), ("Ada Stone",)),
        # With too little prose nobody knows which of the two it is.
        (frozenset({"ada stone"}), None),
    ],
)
def test_site_of_a_person(organizations: frozenset[str], expected: object) -> None:
    """A site named after its author has an author where the page says that it is a person."""
    stated = {"authors": ["Ada Stone"], "persons": frozenset({"ada stone"})}
    answers = {"json-ld": stated | {"organizations": organizations}}
    found = authors_of(answers, TRUSTED, Site(SITES, "Ada Stone", str))
    assert (found[0] if found else None) == expected


# (the site's name and the author's, the prose, whether it is a person)
OWN_NAMES = [
    ("Ada Stonewell", PROSE, True),
    ("Ada Stonewell", "", False),
    ("Harbour Coffee", PROSE, False),
    ("Mill River", PROSE, False),
    ("Ada Stonewell Media", PROSE, False),
    ("The Stonewell", PROSE, False),
    ("Up On", PROSE, False),
]


@pytest.mark.parametrize(("name", "prose", "expected"), OWN_NAMES)
def test_site_in_a_byline(name: str, prose: str, expected: bool) -> None:
    """A byline makes a person of the site where the prose uses no word of its name as a word."""
    found = authors_of({"byline": {"authors": [name]}}, TRUSTED, Site(SITES, name, lambda: prose))
    assert bool(found) is expected


def test_host_of_a_person() -> None:
    """An author whose host has the same name is a person."""
    sites = frozenset({"adastone"})
    assert authors_of(
        {"byline": {"authors": ["Ada Stone"]}}, TRUSTED, Site(sites, "Mill Notes", str)
    )


BOTH = [
    ("Ada Stonewell", PROSE, True),
    ("Ada Stonewell", f"Ada Stonewell is a store. {PROSE}", False),
    ("STONEWELL Mills", PROSE, False),
    ("Harbour Coffee", PROSE, False),
]


@pytest.mark.parametrize(("name", "prose", "expected"), BOTH)
def test_person_whose_site_is_an_organization(name: str, prose: str, expected: bool) -> None:
    """A person is the author of what an organization of the same name publishes."""
    kinds = {kind: frozenset({name.casefold()}) for kind in ("persons", "organizations")}
    answers = {"json-ld": {"authors": [name]} | kinds}
    assert bool(authors_of(answers, TRUSTED, Site(SITES, name, lambda: prose))) is expected


ALONE = [
    (("Ada Stonewell",), PROSE, True),
    (("Ada Stonewell", "Jan Berghaus"), PROSE, True),
    ((), PROSE, False),
    (("Ada Stonewell",), "Short.", False),
    # A section, a place of the story, somebody in it, the paper, a desk.
    (("Coffee Store",), PROSE, False),
    (("Old Mill",), PROSE, False),
    (("Ada Stonewell",), f"{PROSE} Ada Stonewell came too.", False),
    (("Lakeside Times",), PROSE, False),
    (("Harbour Gazette",), PROSE, False),
    (("Night Newsroom",), PROSE, False),
]


@pytest.mark.parametrize(("names", "prose", "expected"), ALONE)
def test_names_that_nothing_calls_a_byline(
    names: tuple[str, ...], prose: str, expected: bool
) -> None:
    """Names beside a day are authors where the article has none of their words."""
    assert bool(alone_of(names, Site(SITES, SITE, lambda: prose))) is expected
