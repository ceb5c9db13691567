"""Which engine gave an answer: short digests of everything that decides it."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from service import __version__
from service.settings import settings
from service.sites.library import loaded

HERE = Path(__file__).parent
# The libraries whose versions change answers.
DECIDING = ("trafilatura", "selectolax", "py3langid", "babel", "numpy")
# Patterns, so that a new file is never left out. Who judges without a certain rule is the scorer.
SCORER = ("judge/*.py", "judge/learned/*.py", "judge/learned/*.npz", "verdict/*.npz")


def engine() -> dict[str, str]:
    """What gives an answer: version, digests, and the site profiles where any are loaded."""
    return {"version": __version__, **engine_digests(), **loaded()}


@cache
def engine_digests() -> dict[str, str]:
    """Of the code and tables that read, judge and render (rules), and of the scorer (model)."""
    scorer = [path for pattern in SCORER for path in HERE.glob(pattern)]
    code = [path for path in HERE.rglob("*.py") if "web" not in path.parts and path not in scorer]
    libraries = " ".join(f"{name}={version(name)}" for name in DECIDING)
    return {
        "rules": _digest([*code, *HERE.rglob("*.tsv")], _mounted(settings.phrases)),
        "model": _digest(scorer, libraries),
    }


def _mounted(folder: Path | None) -> str:
    """The tables that were added at start: they decide as the package's own do."""
    paths = sorted(folder.glob("*.tsv")) if folder else []
    return "".join(f"{path.name}\0{path.read_text(encoding='utf-8')}\0" for path in paths)


def _digest(paths: list[Path], more: str) -> str:
    digest = hashlib.sha256(more.encode())
    for path in sorted(paths):
        digest.update(
            path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return digest.hexdigest()[:16]
