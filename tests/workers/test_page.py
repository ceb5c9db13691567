"""What a process that cleans has done before its first page."""

from sluice.text import dates
from sluice.workers.page import PageWorker


def test_known_page_loads_what_the_first_page_would() -> None:
    """The names of days and months are there before processes are forked, and not read in each."""
    dates._known_words.cache_clear()
    assert PageWorker().cleans_known_page()
    assert dates._known_words.cache_info().currsize == 1
