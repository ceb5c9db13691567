"""A document transformer for LangChain: documents that are pages become articles.

    with SluiceTransformer() as transformer:
        articles = transformer.transform_documents(loader.load())

Between a loader that keeps the HTML (`AsyncHtmlLoader`, a crawler's own) and a splitter.
"""

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from integrations.cleaning import Closing, described, option

Failed = Callable[[Document], None]


class SluiceTransformer(BaseDocumentTransformer, Closing):
    """Cleans each document's text; those without a body are left out.

    Their metadata stay; metadata["sluice"] is what the service says beside the body (metadata,
    verdict, removed, engine). Threads may share one: pages are cleaned one by one, in a process of
    its own. The documents that came in are not changed.
    """

    def __init__(
        self,
        kind: str = "html",
        output: str = "markdown",
        seconds: float = 10,
        failed: Failed | None = None,
    ) -> None:
        """How the documents are cleaned.

        kind: of the documents, "html" or "text". output: the bodies' form. seconds: that one page
        may take. failed: told of each document that is left out; metadata["sluice"] says why.
        """
        Closing.__init__(self, seconds)
        self._kind = kind
        self._output = output
        self._failed = failed

    def transform_documents(self, documents: Sequence[Document], **_: Any) -> list[Document]:
        """The articles, in the order of their pages."""
        cleaned = map(self._transformed, documents)
        return [document for document in cleaned if document is not None]

    def _transformed(self, document: Document) -> Document | None:
        url = option("url", document.metadata.get("source"))
        found = self._cleaning.clean(
            document.page_content, self._kind, url=url, output=self._output, removed="summary"
        )
        body, metadata = "", document.metadata | {"sluice": found.problem}
        if found.answer is not None:
            body = found.answer.pop("body")
            metadata = described(found.answer, document.metadata)
        made = Document(page_content=body, metadata=metadata, id=document.id)
        if not body and self._failed:
            self._failed(made)
        return made if body else None
