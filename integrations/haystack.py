"""A converter for Haystack: HTML files and streams in, documents that are articles out.

    pipeline.add_component("fetcher", LinkContentFetcher())
    pipeline.add_component("converter", SluiceConverter())
    pipeline.connect("fetcher.streams", "converter.sources")

A pipeline that was written down is loaded with `allowed_modules=["integrations.haystack"]`.
"""

import logging
from pathlib import Path
from typing import Any

from haystack import Document, component, default_to_dict
from haystack.components.converters.utils import get_bytestream_from_source, normalize_metadata
from haystack.dataclasses import ByteStream

from integrations.cleaning import Closing, described, option

logger = logging.getLogger(__name__)
# Where Haystack's own components say which page they have brought.
ADDRESS = "url"
Found = dict[str, list[Document]]


@component
class SluiceConverter(Closing):
    """Cleans each source; those without a body come out as `failed`, each with the reason.

    A document's meta has what the source and the caller said, title, description, language and
    day of publication, and in meta["sluice"] all that the service says beside the body. Pages are
    cleaned one by one, in a process of its own that ends with close(), or with the program.
    """

    def __init__(self, kind: str = "html", output: str = "markdown", seconds: float = 10) -> None:
        """How the sources are cleaned.

        kind: of the sources, "html" or "text". output: the bodies' form. seconds: that one page
        may take.
        """
        Closing.__init__(self, seconds)
        self._given = {"kind": kind, "output": output, "seconds": seconds}

    def to_dict(self) -> dict[str, Any]:
        """As pipelines are written down."""
        return default_to_dict(self, **self._given)

    @component.output_types(documents=list[Document], failed=list[Document])
    def run(
        self,
        sources: list[str | Path | ByteStream],
        meta: dict[str, Any] | list[dict[str, Any]] | None = None,
    ) -> Found:
        """The articles, in the order of their pages, and what could not be cleaned.

        sources: files, or streams with the bytes as they were served, whose charset is then found.
        meta: of all documents, or of each. A source that cannot be read is passed over and logged.
        """
        found: Found = {"documents": [], "failed": []}
        for source, told in zip(sources, normalize_metadata(meta, len(sources)), strict=True):
            try:
                stream = get_bytestream_from_source(source)
            except OSError as error:
                logger.warning("%s cannot be read: %s", source, error)
                continue
            document = self._document(stream.data, stream.meta | told)
            found["documents" if document.content else "failed"].append(document)
        return found

    def _document(self, content: bytes, known: dict[str, Any]) -> Document:
        url, output = option("url", known.get(ADDRESS)), str(self._given["output"])
        kind = str(self._given["kind"])
        found = self._cleaning.clean(content, kind, url=url, output=output, removed="summary")
        if found.answer is None:
            return Document(content="", meta=known | {"sluice": found.problem})
        body = found.answer.pop("body")
        return Document(content=body, meta=described(found.answer, known))
