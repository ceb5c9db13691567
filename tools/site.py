"""What mkdocs.yml cannot say: pages from outside of docs/, the API reference, and no stray links.

`make site` builds the documentation. The pages are those of this tree as they are; a link to a file
that the site does not have (code, a table of phrases) becomes its words.
"""

import importlib.util
import posixpath
import re
from pathlib import Path
from types import ModuleType

import jinja2
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
# By their place in the tree, the pages that do not stand in docs/.
OUTSIDE = {
    "README.md": "index.md",
    "SECURITY.md": "SECURITY.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "CHANGELOG.md": "CHANGELOG.md",
}
REFERENCE = "api.md"
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
# What nobody opens: maps of the theme's code, stemmers for languages that no page is in.
LEFT_OUT = ("assets/javascripts/lunr", "sitemap.xml", "404.html")
STYLE = """.md-typeset .fields > div { border-top: .05rem solid; }
.md-typeset .kind, .md-typeset .limits { color: var(--md-default-fg-color--light); }
.md-typeset dt .kind { margin-left: .5rem; }
.md-typeset .operation { margin-top: 2.5rem; }
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what does not stand in docs/."""
    for source, target in OUTSIDE.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        text = text.replace('="docs/images/', '="images/')
        files.append(File.generated(config, target, content=text))
    files.append(File.generated(config, REFERENCE, content="# API reference\n"))
    files.append(File.generated(config, "site.css", content=STYLE))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links as the site has them."""
    here = page.file.src_uri
    source = {target: name for name, target in OUTSIDE.items()}.get(here, f"docs/{here}")
    return LINK.sub(lambda link: _relinked(link, source, here), markdown)


def _relinked(link: re.Match[str], source: str, here: str) -> str:
    words, target = link.groups()
    if "://" in target or target.startswith("#"):
        return link[0]
    path, hash_mark, anchor = target.partition("#")
    found = _place(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
    if found is None:
        return words
    there = posixpath.relpath(found, posixpath.dirname(here) or ".")
    return f"[{words}]({there}{hash_mark}{anchor})"


def _place(path: str) -> str | None:
    """Where on the site a file of the tree stands."""
    if path == "openapi.yaml":
        return REFERENCE
    if path in OUTSIDE:
        return OUTSIDE[path]
    inside = path.startswith("docs/")
    return path.removeprefix("docs/") if inside else None


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The reference, by the service's own template."""
    return _reference() if page.file.src_uri == REFERENCE else html


def _reference() -> str:
    module = _service_module("reference")
    document = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
    templates = jinja2.FileSystemLoader(ROOT / "service" / "web" / "templates")
    environment = jinja2.Environment(loader=templates, autoescape=True)
    return environment.get_template("operations.html").render(**module.Reference(document).parts())


def _service_module(name: str) -> ModuleType:
    """By its file: the service's package needs what is not installed here."""
    path = ROOT / "service" / "web" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def on_post_build(config: MkDocsConfig) -> None:
    """Leave out what no page asks for."""
    site = Path(config.site_dir)
    for path in [*site.rglob("*.map"), *site.rglob("*.gz")]:
        path.unlink()
    for path in [path for path in site.rglob("*") if path.is_file()]:
        if path.relative_to(site).as_posix().startswith(LEFT_OUT):
            path.unlink()
    for path in [path for path in site.rglob("*") if path.suffix in (".js", ".css")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(//|/\*)# sourceMappingURL=.*", "", text), encoding="utf-8")
