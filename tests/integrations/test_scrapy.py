"""The item pipeline in real crawls of a site on this machine."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.poison import poisoned

pytestmark = pytest.mark.skipif(
    find_spec("scrapy") is None, reason="Scrapy is not installed: make integrations"
)
ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "scrapy_project"
PROSE = "<p>The mill on the river was opened again on Monday. It had stood still for years.</p>"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder that is served, and its address."""
    folder = tmp_path / "site"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def crawl(project: Path, site: str, *options: str, path: str = "") -> tuple[list[Any], str]:
    """The items of a crawl by their pages' names, and the log."""
    out = Path(os.devnull).parent / "stdout"
    call = [sys.executable, "-m", "scrapy", "crawl", "gazette", "-a", f"site={site}"]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{path}"}
    done = subprocess.run(
        [*call, "-O", f"{out}:jsonlines", *options],
        cwd=project,
        env=environment,
        capture_output=True,
        check=True,
        timeout=120,
        text=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_example_crawls(site: tuple[Path, str]) -> None:
    """The example's crawl brings home its stories as articles, and why there is none of a page."""
    folder, address = site
    for page in (PROJECT / "site").iterdir():
        (folder / page.name).write_bytes(page.read_bytes())
    rows, log = crawl(PROJECT, address)
    found = {row["url"].rpartition("/")[2]: row for row in rows}
    assert found.keys() == {"", "index.html", "mill.html", "ferry.html", "empty.html"}
    mill = found["mill.html"]["article"]
    assert mill["body"].startswith("The mill on the river was opened again on Monday")
    assert (mill["metadata"]["title"], mill["metadata"]["authors"]) == (
        *("Old mill opens", ["Ada Miller"]),
    )
    assert "the café on the other bank" in found["ferry.html"]["article"]["body"]
    assert found["empty.html"]["problem"]["code"] == "empty-body"
    assert "'sluice/problem/empty-body': 1" in log
    assert "'sluice/removed/cookie_consent': 1" in log
    assert "'sluice/removed/newsletter': 1" in log
    counted = sum(map(int, re.findall(r"'sluice/verdict/\w+': (\d+)", log)))
    assert counted == len(rows) - 1
    assert "WARNING" not in re.sub(r".*ScrapyDeprecationWarning: .*", "", log)


BEATS = '''
import asyncio, scrapy, time
from scrapy import signals

class Gazette(scrapy.Spider):
    """Asks for a page that hangs, and watches the event loop."""
    name = "gazette"
    longest = 0.0

    @classmethod
    def from_crawler(cls, crawler, site):
        spider = super().from_crawler(crawler, site=site)
        spider.start_urls = [site + "index.html"]
        crawler.signals.connect(spider.opened, signals.spider_opened)
        crawler.signals.connect(spider.closed_down, signals.spider_closed)
        return spider

    async def opened(self):
        self.task = asyncio.ensure_future(self.beat())

    async def beat(self):
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.05)
            self.longest = max(self.longest, time.monotonic() - before)

    def closed_down(self):
        self.task.cancel()
        print(f"longest pause {self.longest:.2f}", file=__import__("sys").stderr)

    def parse(self, response):
        for n, first in enumerate(("poison: loop", "", "poison: die", "")):
            text = first + "\\n" + response.css("p::text").get()
            yield {"text": text, "url": response.url, "n": n}
        yield {"other": "item", "n": 4}
'''


def test_crawler_is_not_held_up(tmp_path: Path, site: tuple[Path, str]) -> None:
    """While a page hangs the event loop goes on; it and one that kills are problems by name."""
    folder, address = site
    (folder / "index.html").write_text(PROSE, encoding="utf-8")
    project = tmp_path / "project"
    (project / "own").mkdir(parents=True)
    (project / "own" / "__init__.py").write_text(BEATS, encoding="utf-8")
    settings = {"SPIDER_MODULES": ["own"], "TELNETCONSOLE_ENABLED": False}
    settings |= {"ITEM_PIPELINES": {"integrations.scrapy.SluicePipeline": 300}}
    settings |= {"SLUICE_PAGE_SECONDS": 3}
    (project / "own" / "settings.py").write_text(
        "\n".join(f"{name} = {value!r}" for name, value in settings.items()), encoding="utf-8"
    )
    (project / "scrapy.cfg").write_text("[settings]\ndefault = own.settings\n", encoding="utf-8")
    rows, log = crawl(project, address, path=poisoned(tmp_path))
    found = {row["n"]: row for row in rows}
    codes = {n: row["problem"]["code"] for n, row in found.items() if "problem" in row}
    assert codes == {0: "page-too-costly", 2: "page-crashed-engine"}
    assert [found[n]["article"]["body"][:8] for n in (1, 3)] == ["The mill", "The mill"]
    assert found[4] == {"other": "item", "n": 4}
    pause = re.search(r"longest pause ([\d.]+)", log)
    assert pause
    assert float(pause[1]) < 1.5
