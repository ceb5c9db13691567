"""Sluice: scraped pages in, clean articles and a report of everything removed out.

>>> from sluice import Source, clean
>>> article = clean(Source("The mill was opened again on Monday.\\n\\nThis website uses cookies."))
>>> [block.text for _, block in article.judgement.kept()]
['The mill was opened again on Monday.']
"""

from sluice.errors import Problem, Refused
from sluice.model import Article, InputKind, Source
from sluice.pipeline import Cleaner, clean
from sluice.version import VERSION as __version__

__all__ = [
    "Article",
    "Cleaner",
    "InputKind",
    "Problem",
    "Refused",
    "Source",
    "__version__",
    "clean",
]
