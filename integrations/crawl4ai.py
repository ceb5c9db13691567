"""A content filter for crawl4ai: its `fit_markdown` and `fit_html` are then the article.

    generator = DefaultMarkdownGenerator(content_filter=SluiceFilter(), content_source="raw_html")
    config = CrawlerRunConfig(markdown_generator=generator)

Of `raw_html` Sluice sees the page as it was served; crawl4ai's `cleaned_html` has lost what tells
an article from what stands around it.
"""

from collections.abc import Callable

from crawl4ai.content_filter_strategy import RelevantContentFilter

from integrations.cleaning import Cleaned, Closing

Told = Callable[[Cleaned], None]


class SluiceFilter(RelevantContentFilter, Closing):  # type: ignore[misc]  # published without types
    """Gives the article's HTML, or nothing where there is none.

    Crawls may share one: pages are cleaned one by one, in a process of its own that ends with
    close(), or with the program.
    """

    def __init__(self, seconds: float = 10, told: Told | None = None) -> None:
        """seconds: that one page may take. told: of each page's answer, or its problem."""
        RelevantContentFilter.__init__(self)
        Closing.__init__(self, seconds)
        self._told = told

    def filter_content(self, html: str) -> list[str]:
        """Crawl4ai's side: the page in, the pieces that stay out."""
        found = self._cleaning.clean(html, "html", output="html", removed="summary")
        if self._told:
            self._told(found)
        body = found.answer["body"] if found.answer else ""
        return [body] if body else []
