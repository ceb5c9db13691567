"""What is a site's template, and what only looks like it."""

from collections.abc import Sequence

import pytest

from sluice.judge.facts import key
from sluice.learn.lines import MOST_LINES, Lines, lines_of, unpacked
from sluice.learn.template import USUAL, different, site_of
from sluice.model import Source
from sluice.resources import default_resources
from sluice.site_profiles.profile import NO_KEY, Place, Printed, Site, exact

WORDS = "mill river wheel stone county bridge winter harbour miller baker weaver ferry".split()
MENU = ("Culture", "Harbour life", "Voices of Maltbury")
FOOT = ("House style", "The Gazette building, Maltbury")
PROMPT = "The Gazette is printed on paper from the river's own mill since the flood."
LEGAL = "Nothing on these pages may be set up in type again without a letter from the house."


def story(number: int) -> tuple[str, ...]:
    """Three paragraphs that no other number has."""
    return tuple(
        f"The {WORDS[number % 12]} of house {number} and its {WORDS[(number // 12) % 12]} were "
        f"seen on walk {n} by {number + 2} people, who told the {WORDS[(number + n) % 12]} of it."
        for n in range(3)
    )


def page(*lines: str) -> Lines:
    return lines_of(Source("\n\n".join(lines)), default_resources().phrases)


def around(number: int, *more: str) -> Lines:
    """One page of the site, with further lines between its paragraphs."""
    first, *rest = story(number)
    return page(*MENU, f"Story of house {number}", first, *more, *rest, *FOOT)


def known(site: Site, line: str) -> Printed | None:
    return site.lines.get(exact(key(line)))


def places(site: Site, lines: Sequence[str]) -> list[Place | None]:
    return [found.place if (found := known(site, line)) else None for line in lines]


def test_menu_and_footer_are_template() -> None:
    """Lines above and below the bodies of all pages are the site's, with their counts."""
    site = site_of([around(n) for n in range(20)])
    assert site.pages == 20
    assert [known(site, line) for line in (*MENU, *FOOT)] == [(20, Place.AROUND)] * 5
    assert places(site, story(3)) == [None] * 3


def test_prompt_between_paragraphs_is_template_anywhere() -> None:
    """A sentence that stands between the paragraphs of nearly every page is the site's."""
    site = site_of([around(n, PROMPT) for n in range(20)])
    assert known(site, PROMPT) == (20, Place.ANYWHERE)


# (what stands between the paragraphs, of how many pages of twenty)
NO_TEMPLATE = [
    ("a quoted sentence", PROMPT, 12),
    ("a subheading", "Background", 20),
    ("a recipe's heading in four words", "For the warm filling", 20),
    ("a question of every interview", "What is the last book that you have read to its end?", 20),
    ("bare figures", "1,304", 20),
]


@pytest.mark.parametrize(
    ("line", "pages"), [row[1:] for row in NO_TEMPLATE], ids=[row[0] for row in NO_TEMPLATE]
)
def test_what_recurs_in_bodies_stays(line: str, pages: int) -> None:
    """Lines that bodies have in common are not the template's."""
    site = site_of([around(n, *[line] * (n < pages)) for n in range(20)])
    assert known(site, line) is None
    assert known(site, MENU[0]) == (20, Place.AROUND)


def test_reporters_line_stays() -> None:
    """Who reported is never learned, though it be the same person every day."""
    line = "Ada Stone contributed to this report."
    site = site_of([page(*MENU, *story(n), line, *FOOT) for n in range(20)])
    assert known(site, line) is None


@pytest.mark.parametrize(("pages", "place"), [(5, None), (10, None), (20, Place.AROUND)])
def test_standfirst_of_a_series_stays(pages: int, place: Place | None) -> None:
    """A sentence above the body is a series' until most of the site's pages have it."""
    line = "In our series on rivers the Gazette visits people whose work few others see."
    made = [page(*MENU, *[line] * (n < pages), *story(n), *FOOT) for n in range(20)]
    assert places(site_of(made), [line]) == [place]


def test_counters_are_known_by_the_rest_of_their_line() -> None:
    """A counter around the body is template whatever it counts to; one between sentences is not."""
    made = [
        page(*MENU, f"{37 * n} readers like this", *story(n)[:2], f"Stop {n} of 20", story(n)[2])
        for n in range(20)
    ]
    site = site_of(made)
    assert site.printed(key("1,304 readers like this")) == (20, Place.AROUND)
    assert site.printed(key("Stop 31 of 20")) is None


@pytest.mark.parametrize(("addresses", "bodies"), [(10, 15), (30, 14)])
def test_one_article_at_many_addresses_is_one_page(addresses: int, bodies: int) -> None:
    """Copies of an article count once, or not at all where they are most of the sample."""
    copies = [page(*MENU, *story(0), f"Also: house {n}", *FOOT) for n in range(addresses)]
    made = [*copies, *(around(n) for n in range(1, 15))]
    site = site_of(made)
    assert site.pages == len(different(made)) == bodies
    assert places(site, story(0)) == [None] * 3
    assert places(site, MENU) == [Place.AROUND] * 3


def test_print_version_and_parts_are_the_article() -> None:
    """A version with fewer paragraphs, or with more around them, is the same article."""
    whole = story(0) + story(100)
    made = [page(*MENU, *whole), page(*whole), page(*MENU, *whole[:3], *FOOT), around(1)]
    assert len(different(made)) == 2


def test_pages_without_sentences_of_their_own_count_little() -> None:
    """Walls, errors and lists of links that a crawl has many of are one page at the most."""
    walls = [page(*MENU, PROMPT, LEGAL, *FOOT)] * 30
    lists = [page(*MENU, *(f"House {n} and {m}" for m in range(5)), *FOOT) for n in range(30)]
    assert site_of([*walls, *lists]).lines == {}
    site = site_of([*walls, *lists, *(around(n) for n in range(12))])
    assert site.pages in (12, 13)
    assert known(site, PROMPT) is None


@pytest.mark.parametrize("pages", [0, 1, USUAL.bodies - 1])
def test_few_pages_tell_nothing(pages: int) -> None:
    """A host with fewer different bodies than are needed has no profile."""
    assert site_of([around(n) for n in range(pages)]) == Site()


def test_profile_does_not_depend_on_the_order_of_lines() -> None:
    """The same pages give the same profile, byte for byte."""
    pages = [around(n, PROMPT) for n in range(20)]
    assert (
        site_of(pages).packed() == site_of(list(map(unpacked, map(Lines.packed, pages)))).packed()
    )


def test_long_page_is_read_at_both_ends() -> None:
    """Of a page with more lines than are read its ends are, and they are all that is held."""
    long = page(*MENU, *(f"Line {n} of the long list of houses." for n in range(9_000)), *FOOT)
    assert len(long.exact) == MOST_LINES
    assert (long.exact[0], long.exact[-1]) == (exact(key(MENU[0])), exact(key(FOOT[-1])))


def test_lines_of_a_page_come_back_from_their_bytes() -> None:
    """What goes from process to process and to the disk is what was read."""
    lines = page(*MENU, PROMPT, "What is it?", "1,304", *FOOT)
    assert unpacked(lines.packed()) == lines
    assert lines.exact[5] == NO_KEY
    assert unpacked(b"") == Lines((), (), (), ())


def test_hostile_host_costs_no_more_than_its_pages(within) -> None:
    """Many pages that share many sentences are told apart in seconds."""
    lines = [story(n)[0] for n in range(400)]
    made = [page(*lines[n % 7 : 400 - n % 11], *story(1_000 + n)) for n in range(60)]
    with within(30):
        assert len(different(made * 5)) < 60
