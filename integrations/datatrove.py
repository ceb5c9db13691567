"""An extractor for datatrove's pipelines: HTML or raw text in, the article's body out.

Between a reader and a writer: `[JsonlReader("crawl/"), Sluice(), JsonlWriter("clean/")]`.
"""

import contextlib

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints

from integrations.cleaning import TYPES, Cleaned, Cleaning, option
from sluice.formats.json_codec import decode_object
from sluice.workers.job import Job
from sluice.workers.page import PageWorker

# The options that a document's metadata give, by the names that datatrove's readers use.
NAMES = {"url": "url", "crawled_at": "date"}


class Sluice(BaseExtractor):  # type: ignore[misc]  # datatrove is published without types
    """Cleans each document's text; those without a body go no further.

    What the service says beside the body (metadata, verdict, removed, engine) is the document's
    metadata["sluice"]. Figures: documents by verdict and by the code of what kept them from being
    cleaned; blocks that went by their reasons.
    """

    name = "Sluice"

    def __init__(
        self,
        timeout: float = 10,
        kind: str = "html",
        removed: str = "summary",
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        """How the documents are cleaned.

        timeout: seconds that one page may take. kind: of the documents, "html" or "text".
        removed: how much of the removal report is kept, as in openapi.yaml. exclusion_writer:
        takes the documents that go no further, as they came, each with the problem's code or the
        verdict in metadata["filter_reason"] and the rest in metadata["sluice"].
        """
        super().__init__(timeout)
        self.kind = kind
        self.removed = removed
        self.exclusion_writer = exclusion_writer

    def extract(self, text: str) -> str:
        """The body alone, cleaned in this process, "" where there is none: for callers of your own.

        A pipeline calls run(), which holds a page to its deadline.
        """
        reply = PageWorker().perform(
            Job(text.encode("utf-8", "replace"), TYPES[self.kind], "utf-8")
        )
        return str(decode_object(reply.body)["body"]) if reply.problem is None else ""

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Datatrove's side: each document, cleaned, or to the exclusion writer.

        The interface's own loop is not used: it hands an extractor the text alone, and of a page
        that fails it keeps nothing.
        """
        cleaning = Cleaning(SLUICE_PAGE_SECONDS=str(self.timeout))
        excluded = self.exclusion_writer or contextlib.nullcontext()
        with contextlib.closing(cleaning), excluded as writer:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    cleaned = self._clean(cleaning, document)
                if self._keep(document, cleaned):
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped)
                if writer:
                    writer.write(document, rank)

    def _clean(self, cleaning: Cleaning, document: Document) -> Cleaned:
        told = {name: option(name, document.metadata.get(key)) for name, key in NAMES.items()}
        return cleaning.clean(document.text, self.kind, removed=self.removed, **told)

    def _keep(self, document: Document, cleaned: Cleaned) -> bool:
        """Write down what was found; whether there is a body. Without one the page stays."""
        if cleaned.answer is None:
            code = (cleaned.problem or {})["code"]
            document.metadata |= {"sluice": cleaned.problem, "filter_reason": code}
            self.stat_update(f"failed_{code}")
            return False
        answer = cleaned.answer
        body, verdict = answer.pop("body"), answer["verdict"]["page"]
        document.metadata["sluice"] = answer
        self.stat_update(f"verdict_{verdict}")
        for entry in answer["removed"]:
            # A summary has a row a reason, a full report one a block.
            if entry["reason"]:
                self.stat_update(f"removed_{entry['reason']}", value=entry.get("blocks", 1))
        if body:
            document.text = body
        else:
            document.metadata["filter_reason"] = verdict
        return bool(body)
