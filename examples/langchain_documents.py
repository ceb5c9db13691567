"""LangChain documents that are pages, as a loader gives them, into chunks of articles.

    python -m examples.langchain_documents

Run it in this project's folder. Needs langchain-core.
"""

from langchain_core.documents import Document

from examples.pages import pages
from integrations.langchain import SluiceTransformer


def main() -> None:
    """Clean made-up pages, and say what became of them."""
    loaded = [Document(html, metadata={"source": url}) for url, html in pages().items()]
    failed: list[Document] = []
    with SluiceTransformer(failed=failed.append) as transformer:
        articles = transformer.transform_documents(loaded)
    for article in articles:
        print(f"{article.metadata['source']}: {article.metadata['title']}")
        print(f"  {article.page_content.splitlines()[0]}")
    for page in failed:
        told = page.metadata["sluice"]
        print(f"{page.metadata['source']}: {told.get('code') or told['verdict']['page']}")


if __name__ == "__main__":
    main()
