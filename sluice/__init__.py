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
    from sluice.answer import answer as to_dict
    from sluice.errors import Problem, Refused
    from sluice.forms import Comments, Output
    from sluice.model import Article, InputKind, Source
    from sluice.options import Options
    from sluice.pipeline import Cleaner, clean

__version__ = VERSION
__all__ = [
    "Article",
    "Cleaner",
    "Comments",
    "InputKind",
    "Options",
    "Output",
    "Problem",
    "Refused",
    "Source",
    "clean",
    "to_dict",
]
# Where a name is at home, and what it is called there.
_HOMES = {
    "Article": ("sluice.model", "Article"),
    "Cleaner": ("sluice.pipeline", "Cleaner"),
    "Comments": ("sluice.forms", "Comments"),
    "InputKind": ("sluice.model", "InputKind"),
    "Options": ("sluice.options", "Options"),
    "Output": ("sluice.forms", "Output"),
    "Problem": ("sluice.errors", "Problem"),
    "Refused": ("sluice.errors", "Refused"),
    "Source": ("sluice.model", "Source"),
    "clean": ("sluice.pipeline", "clean"),
    # The module has the other name.
    "to_dict": ("sluice.answer", "answer"),
}


def __getattr__(name: str) -> Any:
    """A public name, from where it is at home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own = _HOMES[name]
    value = getattr(import_module(module), own)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
