"""The content filter in real crawls of a site on this machine, without a browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest

from tests.poison import poisoned

pytestmark = pytest.mark.skipif(
    find_spec("crawl4ai") is None, reason="crawl4ai is not installed: make integrations"
)
ROOT = Path(__file__).parents[2]
SITE = ROOT / "examples" / "scrapy_project" / "site"
PAGES = ("mill.html", "ferry.html", "empty.html")
# The library is imported where it finds no home of the user's.
FILTER = """
from crawl4ai import DefaultMarkdownGenerator
from integrations.crawl4ai import SluiceFilter
told = []
with SluiceFilter(seconds=2, told=told.append) as content_filter:
    generator = DefaultMarkdownGenerator(content_filter)
    for page in ("poison: loop", "poison: die", "", "<p>The mill \\ud800 was opened again."):
        print(repr(generator.generate_markdown(page + chr(10)).fit_markdown))
print([found.problem and found.problem["code"] for found in told])
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    """The address of the made-up site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def run(home: Path, *call: str) -> str:
    quiet = {"CRAWL4_AI_BASE_DIRECTORY": str(home), "CRAWL4AI_NO_CLOUD_NOTICE": "1"}
    paths = {"PYTHONPATH": f"{ROOT}{os.pathsep}{poisoned(home)}"}
    done = subprocess.run(
        [sys.executable, *call],
        cwd=ROOT,
        env=os.environ | quiet | paths,
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_example_crawls(site: str, tmp_path: Path) -> None:
    """Two pages give their articles as fit_markdown, and an empty one says so."""
    told = run(tmp_path, "-m", "examples.crawl4ai_crawl", *(site + name for name in PAGES))
    assert f"{site}mill.html: Old mill opens\nThe mill on the river was opened again" in told
    assert "the café on the other bank" in told
    assert f"{site}empty.html: empty-body" in told
    assert "cookies" not in told
    assert "newsletter" not in told


def test_poison(tmp_path: Path) -> None:
    """A page that hangs or kills, an empty and a broken one give nothing or what they have."""
    rows = run(tmp_path, "-c", FILTER).splitlines()
    codes = ["page-too-costly", "page-crashed-engine", "empty-body", None]
    assert rows[-1] == repr(codes)
    assert [row.strip("'\\n") for row in rows[:3]] == ["", "", ""]
    assert "was opened again" in rows[3]
