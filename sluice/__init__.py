"""Sluice: scraped pages in, clean articles and a report of everything removed out.

>>> from sluice import Source, clean
>>> article = clean(Source("The mill was opened again on Monday. It had stood still for years."))
>>> [block.text for _, block in article.judgement.kept()]
['The mill was opened again on Monday. It had stood still for years.']

What cleans is loaded when one of these names is first asked for, so that the command starts at
once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sluice.version import VERSION

if TYPE_CHECKING:
    from sluice.errors import Problem, Refused
    from sluice.model import Article, InputKind, Source
    from sluice.pipeline import Cleaner, clean

__version__ = VERSION
__all__ = ["Article", "Cleaner", "InputKind", "Problem", "Refused", "Source", "clean"]
_HOMES = {
    "Article": "sluice.model",
    "Cleaner": "sluice.pipeline",
    "InputKind": "sluice.model",
    "Problem": "sluice.errors",
    "Refused": "sluice.errors",
    "Source": "sluice.model",
    "clean": "sluice.pipeline",
}


def __getattr__(name: str) -> Any:
    """A public name, from where it is at home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
