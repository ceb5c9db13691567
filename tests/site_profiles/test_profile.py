"""What a profile knows of a line, and how it lies in bytes."""

import pytest

from sluice.judge.facts import key
from sluice.site_profiles.host import host_of, normal
from sluice.site_profiles.profile import (
    NO_KEY,
    ROW_BYTES,
    Place,
    Printed,
    Site,
    exact,
    folded,
    unpacked,
)

HOSTS = [
    ("https://example.org/a?b=c", "example.org"),
    ("https://www.Example.ORG./", "example.org"),
    ("http://user:secret@news.example.org:8080/", "news.example.org"),
    ("https://bücher.example/a", "xn--bcher-kva.example"),
    ("https://xn--bcher-kva.example/a", "xn--bcher-kva.example"),
    ("https://[2001:db8::1]/a", "2001:db8::1"),
    ("https://www./a", "www"),
    ("https:///a", None),
    ("http://[::1/a", None),
    ("http://\u2100.example/", None),
    (f"https://{'a' * 300}.example/", None),
    ("no address at all", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "host"), HOSTS)
def test_host_of_an_address(url: str | None, host: str | None) -> None:
    """A host has one form, and what states none has none."""
    assert host_of(url) == host


@pytest.mark.parametrize("name", [" ", "a b\n", "\x00", "." * 10, "ß" * 300])
def test_no_name_of_a_host(name: str) -> None:
    """What the DNS could not hold is either brought into its form or no host."""
    found = normal(name)
    assert found is None or found.isascii()


SAME = [
    ("Back to Culture", "BACK TO CULTURE »", True),
    ("12 comments", "12 comments", True),
    ("12 comments", "13 comments", False),
    ("Back to Culture", "Back to Science", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_exact_key(one: str, other: str, same: object) -> None:
    """Two lines are one where letters and figures are."""
    assert (exact(key(one)) == exact(key(other))) is same


FOLDED = [
    ("12 comments", "1,304 comments", True),
    ("Wednesday 3 March 2021", "Wednesday 17 March 2024", True),
    ("12 comments", "12 views", False),
]


@pytest.mark.parametrize(("one", "other", "same"), FOLDED)
def test_folded_key(one: str, other: str, same: object) -> None:
    """Two counters of one kind are one line whatever they count to."""
    assert (folded(key(one)) == folded(key(other))) is same


@pytest.mark.parametrize("line", ["", "***", "1,304", "12:30"])
def test_line_without_letters_is_no_templates(line: str) -> None:
    """Marks and bare figures are never learned: a table's cells would be."""
    assert exact(key(line)) == folded(key(line)) == NO_KEY


def test_line_without_figures_has_no_folded_key() -> None:
    """A line is known one way alone where both would say the same."""
    assert folded(key("Back to Culture")) == NO_KEY


def test_profile_comes_back_from_its_bytes() -> None:
    """What is packed is what is unpacked, by key and whatever order it was found in."""
    lines = {2**64 - 1: Printed(38, Place.ANYWHERE), 1: Printed(12, Place.AROUND)}
    site = Site(40, lines)
    assert unpacked(40, site.packed()) == site
    assert site.packed() == Site(40, dict(reversed(lines.items()))).packed()


def test_bytes_that_are_no_profile() -> None:
    """Bytes that name a place that there is not are no profile."""
    with pytest.raises(ValueError, match="255"):
        unpacked(40, b"\xff" * ROW_BYTES)


def test_figures_count_only_where_the_line_is_not_known_by_them() -> None:
    """The line itself is asked for before the line with any figures."""
    line, other = key("Edition 12"), key("Edition 13")
    known = {
        exact(line): Printed(9, Place.ANYWHERE),
        folded(line): Printed(10, Place.AROUND),
    }
    site = Site(10, known)
    assert site.printed(line) == (9, Place.ANYWHERE)
    assert site.printed(other) == (10, Place.AROUND)
    assert site.printed(key("Edition")) is None
