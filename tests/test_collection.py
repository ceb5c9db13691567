"""Searches for cyclic garbage are held back while a page is cleaned, which leaves none."""

import gc
from collections.abc import Iterator

import pytest

from sluice import Source, clean
from sluice.collection import HeldBack
from sluice.errors import Refused
from sluice.model import InputKind

PROSE = "The mill on the river was opened again on Monday, and it turned all day long. "
PAGES = (
    Source(f"Menu\nNews\n\nThe mill turns again\n\n{PROSE * 5}\n\n{PROSE * 4}", InputKind.TEXT),
    Source(f"<title>The mill</title><nav><a href=/>Start</a></nav><p>{PROSE * 5}<p>{PROSE}"),
)


@pytest.fixture(autouse=True)
def _enabled() -> Iterator[None]:
    """Searches are made before and after each test."""
    assert gc.isenabled()
    yield
    gc.enable()


@pytest.mark.parametrize("page", PAGES)
def test_page_leaves_no_cycle(page: Source) -> None:
    """What a page was cleaned with is freed at once: no search would find any of it."""
    clean(page)
    gc.collect()
    with HeldBack():
        assert not gc.isenabled()
        clean(page)
        assert gc.collect() == 0


def test_searches_go_on_after_a_page_and_after_a_refusal() -> None:
    """Whatever becomes of the page."""
    clean(PAGES[0])
    assert gc.isenabled()
    with pytest.raises(Refused):
        clean(Source(b"%PDF-1.4"))
    assert gc.isenabled()


def test_who_has_no_searches_gets_none() -> None:
    """A process that does without them does so after a page."""
    gc.disable()
    clean(PAGES[0])
    assert not gc.isenabled()
