"""Sluice: scraped pages in, clean articles and a report of everything removed out.

>>> from sluice import Source, clean
>>> article = clean(Source("The mill was opened again on Monday. It had stood still for years."))
>>> [block.text for _, block in article.judgement.kept()]
['The mill was opened again on Monday. It had stood still for years.']
"""

from sluice.errors import Problem, Refused
from sluice.model import Article, InputKind, Source
from sluice.pipeline import Cleaner, clean
from sluice.version import VERSION

__version__ = VERSION
__all__ = ["Article", "Cleaner", "InputKind", "Problem", "Refused", "Source", "clean"]
