"""The addresses that stand in for other services, asked by those services' own clients."""

import base64
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.web.service_process import serving
from tests.web.test_firecrawl import BODY, HTML, URL

pytestmark = pytest.mark.filterwarnings("ignore")  # theirs, and none of ours to mend


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        find_spec(name) is None, reason=f"{name} is not installed: make integrations"
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page in a file."""
    path = tmp_path / "page.html"
    path.write_text(HTML, encoding="utf-8")
    return path


@pytest.fixture
def firecrawl(address: str) -> Any:
    """Firecrawl's own client."""
    from firecrawl import Firecrawl  # noqa: PLC0415 - it may not be installed

    return Firecrawl(api_key="fc-none", api_url=address)


@needs("firecrawl")
def test_firecrawl_parses_a_file(firecrawl: Any, page: Path) -> None:
    """A file is parsed, and its Markdown, HTML, links and metadata are the client's objects."""
    from firecrawl.v2.types import ParseOptions  # noqa: PLC0415

    document = firecrawl.parse(
        str(page), options=ParseOptions(formats=["markdown", "html", "links"])
    )
    assert document.markdown.startswith(BODY)
    assert document.html.startswith(f"<p>{BODY}")
    assert "https://b.example/" in document.links
    assert document.metadata.title == "Old mill opens"
    assert document.metadata.language == "en"
    assert document.metadata.og_site_name == "Gazette"
    assert document.warning is None


@needs("firecrawl")
def test_firecrawl_scrapes_a_pushed_page(firecrawl: Any) -> None:
    """The client's scrape takes a page as a data: address."""
    data = "data:text/html;charset=utf-8;base64," + base64.b64encode(HTML.encode()).decode()
    document = firecrawl.scrape(data, formats=["markdown"])
    assert document.markdown.startswith(BODY)
    assert document.metadata.status_code == 200


@needs("firecrawl")
def test_firecrawl_is_told_that_nothing_is_fetched(firecrawl: Any) -> None:
    """An address alone is the client's own error, with the sentence that says why."""
    with pytest.raises(Exception, match="nothing is ever fetched") as refused:
        firecrawl.scrape(URL)
    assert getattr(refused.value, "code", None) == "url-alone"


@pytest.fixture
def tika(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The older of Tika's clients, kept from starting a server of its own."""
    monkeypatch.setenv("TIKA_CLIENT_ONLY", "True")
    import tika.tika  # noqa: PLC0415 - it may not be installed
    from tika import parser  # noqa: PLC0415

    monkeypatch.setattr(tika.tika, "TikaClientOnly", True)
    return parser


@needs("tika")
def test_tika_parses(tika: Any, address: str, page: Path) -> None:
    """The client's parser has text and metadata, from a file and from memory."""
    for parsed in (tika.from_file(str(page), address), tika.from_buffer(HTML, address)):
        assert parsed["status"] == 200
        assert parsed["content"].startswith(BODY)
        assert parsed["metadata"]["dc:title"] == "Old mill opens"
    assert tika.from_file(str(page), address, service="text")["content"].startswith(BODY)
    assert tika.from_file(str(page), address, service="meta")["metadata"]["language"] == "en"
    assert tika.from_buffer(HTML, address, xmlContent=True)["content"].startswith("<html")


@needs("tika_client")
def test_tika_client_reads(address: str, page: Path) -> None:
    """The newer client has text and HTML, from a file and from memory, compressed or not."""
    from tika_client import TikaClient  # noqa: PLC0415

    long = HTML.replace("</article>", f"<p>{BODY} And again, they say.</p></article>" * 50)
    for compress in (False, True):
        with TikaClient(tika_url=address, compress=compress) as client:
            for found in (
                client.tika.as_text.from_file(page),
                client.tika.as_text.from_buffer(long),
                client.tika.as_html.from_buffer(HTML, "text/html"),
                client.rmeta.as_text.from_file(page)[0],
            ):
                assert BODY in found.content
                assert found.title == "Old mill opens"
                assert found.parsers == ["sluice"]
                assert found.type.startswith("text/html")
            assert client.tika.as_html.from_file(page).content.startswith("<html")
