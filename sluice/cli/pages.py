"""Which files are pages, and what they are called."""

from collections.abc import Iterable, Iterator
from pathlib import Path

# As a page of which kind a file is read; the kinds are those of sluice.InputKind.
KINDS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
}
STDIN = Path("-")


def pages_of(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Every page with its name: files as they are named, those of a folder by their way in it.

    The name is what two runs over one folder have in common, wherever the folder stands.
    """
    for path in paths:
        if not path.is_dir():
            yield str(path), path
            continue
        for page in sorted(path.rglob("*")):
            if page.suffix.lower() in KINDS and page.is_file():
                yield str(page.relative_to(path)), page
