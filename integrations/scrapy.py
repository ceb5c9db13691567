"""A Scrapy item pipeline: items that carry a page leave it with the article.

    ITEM_PIPELINES = {"integrations.scrapy.SluicePipeline": 300}

An item with a field `html` or `text` (a string, or the response's bytes, whose charset is then
found) and, best, `url` gets `article`: the service's answer; or `problem`: why there is none.
Other items pass as they are. An item class has to have these fields.

Pages are cleaned beside the crawler, in processes of their own that are held to the deadline and
the memory cap: nothing else has to run, and the reactor is free while a page is cleaned. A crawl
over many machines that shares one service calls it over HTTP instead: examples/client.py.
"""

import asyncio
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from integrations.cleaning import Cleaned, Cleaning

KINDS = ("html", "text")
OPTIONS = ("url", "language", "crawled_at")


class SluicePipeline:
    """Settings: SLUICE_PROCESSES (1), SLUICE_PAGE_SECONDS (10), SLUICE_REMOVED ("summary").

    Statistics: sluice/verdict/<page>, sluice/problem/<code>, and the blocks that went by their
    reasons, sluice/removed/<reason>.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making one. Raises NotConfigured for SLUICE_PROCESSES below 1."""
        return cls(crawler)

    def __init__(self, crawler: Crawler) -> None:
        """crawler: whose settings and statistics are used."""
        self._processes = crawler.settings.getint("SLUICE_PROCESSES", 1)
        if self._processes < 1:
            raise NotConfigured("SLUICE_PROCESSES is below 1")
        self._seconds = str(crawler.settings.getfloat("SLUICE_PAGE_SECONDS", 10))
        self._removed = crawler.settings.get("SLUICE_REMOVED", "summary")
        self._crawler = crawler
        self._idle: asyncio.Queue[Cleaning] = asyncio.Queue()

    async def open_spider(self) -> None:
        """Start the processes."""
        for _ in range(self._processes):
            cleaning = await asyncio.to_thread(Cleaning, SLUICE_PAGE_SECONDS=self._seconds)
            self._idle.put_nowait(cleaning)

    async def process_item(self, item: Any) -> Any:
        """The item, with its article or its problem."""
        fields = ItemAdapter(item)
        kind = next((kind for kind in KINDS if fields.get(kind) is not None), None)
        if kind is None:
            return item
        options = {name: fields.get(name) for name in OPTIONS} | {"removed": self._removed}
        cleaning = await self._idle.get()
        try:
            # A thread that waits for a process: the event loop goes on.
            found = await asyncio.to_thread(cleaning.clean, fields[kind], kind, **options)
        finally:
            self._idle.put_nowait(cleaning)
        self._write(fields, found)
        return item

    async def close_spider(self) -> None:
        """End the processes; all items have left by now."""
        for _ in range(self._processes):
            cleaning = await self._idle.get()
            await asyncio.to_thread(cleaning.close)

    def _write(self, fields: ItemAdapter, found: Cleaned) -> None:
        if found.answer is not None:
            fields["article"] = found.answer
            self._count(f"verdict/{found.answer['verdict']['page']}")
            for entry in found.answer["removed"]:
                # A summary has a row a reason, a full report one a block.
                if entry["reason"]:
                    self._count(f"removed/{entry['reason']}", entry.get("blocks", 1))
        elif found.problem is not None:
            fields["problem"] = found.problem
            self._count(f"problem/{found.problem['code']}")

    def _count(self, name: str, count: int = 1) -> None:
        if self._crawler.stats:
            self._crawler.stats.inc_value(f"sluice/{name}", count)
