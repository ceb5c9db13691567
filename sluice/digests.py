"""Which engine gave an answer: short digests of everything that decides it."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
# The libraries whose versions change answers.
DECIDING = ("trafilatura", "selectolax", "py3langid", "numpy")
# What decides by what was learned; the rest of the code, and the tables, are rules.
SCORER = (
    "judge/scorer.py",
    "judge/threshold.py",
    "judge/trafilatura_vote.py",
    "judge/context/*.py",
)
LEARNED = ("features/*.py", "features/*.npz", "pagetype/*.npz")


@cache
def engine_digests(phrases: Path | None = None) -> dict[str, str]:
    """Of the code and tables that read, judge and render (rules), and of the scorer (model).

    phrases: the folder of tables that were handed in beside the package's own.
    """
    scorer = [path for pattern in (*SCORER, *LEARNED) for path in HERE.glob(pattern)]
    code = [path for path in HERE.rglob("*.py") if path not in scorer]
    libraries = " ".join(f"{name}={version(name)}" for name in DECIDING)
    return {
        "rules": _digest([*code, *HERE.rglob("*.tsv")], _handed_in(phrases)),
        "model": _digest(scorer, libraries),
    }


def _handed_in(folder: Path | None) -> str:
    """The tables that were added: they decide as the package's own do."""
    paths = sorted(folder.glob("*.tsv")) if folder else []
    return "".join(f"{path.name}\0{path.read_text(encoding='utf-8')}\0" for path in paths)


def _digest(paths: list[Path], more: str) -> str:
    digest = hashlib.sha256(more.encode())
    for path in sorted(paths):
        digest.update(
            path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return digest.hexdigest()[:16]
