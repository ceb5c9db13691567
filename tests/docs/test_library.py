"""The library as docs/library.md has it: each public name and example, with threads and forks."""

import doctest
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import sluice
from sluice import Cleaner, InputKind, Options, Source, to_dict

PAGE = Path(__file__).parents[2] / "docs" / "library.md"
TEXT = "The mill on the river was opened again on Monday, number {}. It had stood still for years."


def test_examples_say_what_they_do() -> None:
    """Each example of the page gives what stands below it."""
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 10) == (0, True)


def test_every_public_name_has_an_example() -> None:
    """All of them are imported by an example, and documented where they are at home."""
    examples = doctest.DocTestParser().get_examples(PAGE.read_text(encoding="utf-8"))
    imports = [one.source.partition("from sluice import ")[2] for one in examples]
    named = {name.strip() for names in imports if names for name in names.split(",")}
    # What clean gives is nobody's to make.
    assert named | {"Article"} == set(sluice.__all__)
    assert [name for name in sluice.__all__ if not getattr(sluice, name).__doc__] == []


def cleaned(cleaner: Cleaner, number: int) -> dict[str, object]:
    """The answer to one page of many."""
    kind = InputKind.HTML if number % 2 else InputKind.TEXT
    page = f"<p>{TEXT.format(number)}</p>" if number % 2 else TEXT.format(number)
    return to_dict(cleaner.clean(Source(page, kind)), Options(id=str(number)))


def test_threads_may_share_a_cleaner() -> None:
    """Eight at a time get what one alone gets."""
    cleaner = Cleaner()
    alone = [cleaned(cleaner, number) for number in range(80)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda number: cleaned(cleaner, number), range(80))) == alone


@pytest.mark.processes
def test_forked_process_goes_on_with_it() -> None:
    """A child cleans with what its parent has loaded, and says the same."""
    cleaner = Cleaner()
    alone = cleaned(cleaner, 1)
    pid = os.fork()
    if pid == 0:
        os._exit(0 if cleaned(cleaner, 1) == alone else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
