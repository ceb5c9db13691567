"""What trafilatura is asked, by whom, and how threads and forked processes take turns."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import trafilatura

from sluice import Cleaner, Source, second_opinion
from sluice.blocks.from_html import page_from_html
from sluice.model import InputKind, Page
from sluice.second_opinion import agreement

PROSE = "The old mill on the river was opened again on Monday, after eleven years of silence."


def test_agreement_is_by_words() -> None:
    """What the opinion takes of a page has all its words there, a menu has none."""
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9))
    paragraphs = "".join(f"<p>{PROSE} It was told {n} times.</p>" for n in range(9))
    page = page_from_html(f"<html><body><nav>{menu}</nav><article>{paragraphs}</article></body>")
    found = agreement(page)
    assert found is not None
    assert found[-1] == 1.0
    assert found[0] == 0.0


@pytest.mark.parametrize("html", ["", "<p>" * 1_501, "x" * 300_001])
def test_no_opinion_of_what_it_would_not_bear(html: str) -> None:
    """Pages without words, with too many tags or too long are not given to it."""
    assert agreement(Page(InputKind.HTML, (), html=html)) is None


def test_cleaner_asks_whom_it_was_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """By default trafilatura, else what was handed over, or nobody; only where it is unsure."""
    monkeypatch.setattr("sluice.judge.trafilatura_vote.is_wanted", lambda *_: True)
    asked: list[Page] = []

    def own(page: Page) -> None:
        asked.append(page)

    page = Source(f"<html><body><p>{PROSE}</p><p>{PROSE[:40]}</p></body></html>")
    Cleaner(second_opinion=own).clean(page)
    assert len(asked) == 1
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: pytest.fail("asked"))
    Cleaner(second_opinion=None).clean(page)
    with pytest.raises(pytest.fail.Exception):
        Cleaner().clean(page)


def test_threads_ask_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen threads that all want an opinion never ask two at a time, and all get it."""
    inside, most = 0, 0
    real = trafilatura.extract

    def counted(*page: str, **how: bool) -> str | None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        found = real(*page, **how)
        inside -= 1
        return found

    monkeypatch.setattr(trafilatura, "extract", counted)
    paragraphs = "".join(f"<p>{PROSE} It was told {n} times.</p>" for n in range(9))
    page = page_from_html(f"<html><body><article>{paragraphs}</article></body></html>")
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: agreement(page), range(64)))
    assert most == 1
    assert set(found) == {(1.0,) * 9}


@pytest.mark.processes
def test_process_forked_in_the_middle_asks_for_itself() -> None:
    """A lock that another thread held as the process was forked is held by nobody in the child."""
    paragraphs = "".join(f"<p>{PROSE} It was told {n} times.</p>" for n in range(9))
    page = page_from_html(f"<html><body><article>{paragraphs}</article></body></html>")
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with second_opinion._asking.lock:
            held.set()
            done.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    pid = os.fork()
    if pid == 0:
        ended = threading.Timer(20, os._exit, (9,))
        ended.daemon = True
        ended.start()
        os._exit(0 if agreement(page) is not None else 1)
    _, status = os.waitpid(pid, 0)
    done.set()
    holder.join()
    assert os.waitstatus_to_exitcode(status) == 0
