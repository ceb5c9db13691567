"""A Haystack pipeline that indexes the articles of pages: converter, writer, document store.

    python -m examples.haystack_pipeline

Run it in this project's folder. Needs haystack-ai.
"""

from haystack import Pipeline
from haystack.components.writers import DocumentWriter
from haystack.dataclasses import ByteStream
from haystack.document_stores.in_memory import InMemoryDocumentStore

from examples.pages import pages
from integrations.haystack import SluiceConverter


def main() -> None:
    """Index made-up pages, and say what is in the store."""
    store = InMemoryDocumentStore()
    pipeline = Pipeline()
    with SluiceConverter() as converter:
        pipeline.add_component("converter", converter)
        pipeline.add_component("writer", DocumentWriter(store))
        pipeline.connect("converter.documents", "writer.documents")
        streams = [ByteStream(html.encode(), meta={"url": url}) for url, html in pages().items()]
        found = pipeline.run({"converter": {"sources": streams}})
    for document in store.filter_documents():
        print(f"{document.meta['url']}: {document.meta['title']}")
        print(f"  {(document.content or '').splitlines()[0]}")
    for document in found["converter"]["failed"]:
        told = document.meta["sluice"]
        print(f"{document.meta['url']}: {told.get('code') or told['verdict']['page']}")


if __name__ == "__main__":
    main()
