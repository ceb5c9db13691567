"""The documentation as a site: complete, of this tree alone, and shown in a browser."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.web.browser import CHROMIUM, browsing, opened
from tests.web.service_process import serving

ROOT = Path(__file__).parents[2]
MKDOCS = ROOT / ".venv-site" / "bin" / "mkdocs"
SITE = ROOT / "site"
MADE_OF = ["mkdocs.yml", "openapi.yaml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"]
MADE_OF += ["SECURITY.md", "docs", "tools/site.py", "service/web"]
LOADED = re.compile(r"<(?:script|img|source|iframe|video)\b[^>]* (?:src|srcset)=\"?([^\" >]+)")
STYLES = re.compile(r"<link [^>]*rel=\"?(?:stylesheet|preload|icon)\"?[^>]*href=\"?([^\" >]+)")

needs_mkdocs = pytest.mark.skipif(not MKDOCS.exists(), reason="needs make .venv-site/made")


def build(tree: Path, site: Path) -> subprocess.CompletedProcess[str]:
    call = [MKDOCS, "build", "--config-file", tree / "mkdocs.yml", "--site-dir", site]
    return subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this tree, built anew."""
    folder = tmp_path_factory.mktemp("site")
    built = build(ROOT, folder)
    assert built.returncode == 0, built.stderr
    return folder


@needs_mkdocs
@pytest.mark.processes
def test_every_page_is_on_the_site(site: Path) -> None:
    """Each page of docs/ is there, what stands beside it in the tree, and the reference."""
    pages = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    wanted = {*(page.with_suffix(".html") for page in pages), Path("api.html"), Path("index.html")}
    assert {path for path in wanted if not (site / path).exists()} == set()
    assert "Scraped pages in" in (site / "index.html").read_text(encoding="utf-8")
    assert "<code>/v1/clean</code>" in (site / "api.html").read_text(encoding="utf-8")


@needs_mkdocs
@pytest.mark.processes
def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """Scripts, styles, pictures and fonts of the site are the site's own."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for target in LOADED.findall(text) + STYLES.findall(text):
            assert (path.parent / target).exists(), f"{path.name} loads {target}"
    for path in site.rglob("*.css"):
        loaded = re.findall(r"url\(\"?'?([^)\"']{,40})|@import", path.read_text(encoding="utf-8"))
        assert {target for target in loaded if not target.startswith("data:")} == set()


@needs_mkdocs
@pytest.mark.processes
def test_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    """A page that links to a page or a heading that is not there is no part of a site."""
    for name in MADE_OF:
        source, target = ROOT / name, tmp_path / "tree" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target)
    page = tmp_path / "tree" / "docs" / "faq.md"
    for link in ("[gone](gone.md)", "[gone](outputs.md#gone)"):
        page.write_text(f"# Questions\n\n{link}\n", encoding="utf-8")
        built = build(tmp_path / "tree", tmp_path / "site")
        assert built.returncode != 0
        assert "gone" in built.stdout + built.stderr


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")
@pytest.mark.skipif(not SITE.exists(), reason="needs make site")
def test_site_works_under_its_policy() -> None:
    """Pages open and are searched in a browser; nothing is refused, and nothing asked elsewhere."""
    with (
        serving() as address,
        browsing() as browser,
        opened(browser, f"{address}/docs/", {"viewport": {"width": 1280, "height": 800}}) as page,
    ):
        # The site reads keys as they are let go, once its scripts have run: what is typed into it
        # earlier, or set in one go, is never searched for.
        page.wait_for_load_state("networkidle")
        page.locator(".md-search__input").first.press_sequentially("hidden text")
        page.wait_for_selector(".md-search-result__item", timeout=30_000)
        page.goto(f"{address}/docs/api.html")
        assert page.locator(".operation").count() > 5
