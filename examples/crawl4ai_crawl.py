"""A crawl with crawl4ai whose fit_markdown is the article.

    python -m examples.crawl4ai_crawl http://127.0.0.1:8000/mill.html ...

Run it in this project's folder. Needs crawl4ai. Pages are fetched without a browser here; with
AsyncWebCrawler's own strategy they are rendered first, and the rest is the same.
"""

import asyncio
import sys

from crawl4ai import AsyncWebCrawler, CacheMode, CrawlerRunConfig, DefaultMarkdownGenerator
from crawl4ai.async_crawler_strategy import AsyncHTTPCrawlerStrategy

from integrations.cleaning import Cleaned
from integrations.crawl4ai import SluiceFilter


async def main(addresses: list[str]) -> None:
    """Crawl the pages, and show their articles."""
    told: list[Cleaned] = []
    with SluiceFilter(told=told.append) as content_filter:
        generator = DefaultMarkdownGenerator(content_filter, content_source="raw_html")
        config = CrawlerRunConfig(
            markdown_generator=generator, cache_mode=CacheMode.BYPASS, verbose=False
        )
        async with AsyncWebCrawler(AsyncHTTPCrawlerStrategy(), verbose=False) as crawler:
            for address in addresses:
                result = await crawler.arun(address, config)
                answer, problem = told[-1]
                facts = answer or problem or {}
                print(f"{address}: {facts.get('code') or facts['metadata']['title']}")
                print(result.markdown.fit_markdown.strip())


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
