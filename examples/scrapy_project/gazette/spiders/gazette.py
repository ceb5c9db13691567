"""Follows every link of one site, and hands each page on as it came."""

from collections.abc import Iterator
from typing import Any

import scrapy
from scrapy.http import Response, TextResponse

from gazette.items import Story


class Gazette(scrapy.Spider):
    """scrapy crawl gazette -a site=http://127.0.0.1:8000/."""

    name = "gazette"

    def __init__(self, site: str = "http://127.0.0.1:8000/", **others: Any) -> None:
        """site: where to begin."""
        super().__init__(**others)
        self.start_urls = [site]

    def parse(self, response: Response) -> Iterator[Story | scrapy.Request]:
        """The page, and what it links to."""
        if not isinstance(response, TextResponse):
            return
        yield Story(url=response.url, html=response.body)
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse)
