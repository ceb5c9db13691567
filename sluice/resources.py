"""What a Cleaner cleans with: the phrases that lines say, and the weights that were learned."""

from dataclasses import dataclass, field
from functools import cache

from sluice.features import weights
from sluice.features.weights import Weights
from sluice.pagetype.learned import PageModel, model
from sluice.second_opinion import SecondOpinion, agreement
from sluice.text.phrases import Matcher, matcher_of


@dataclass(frozen=True)
class Resources:
    """By default the package's own. Shared by all pages, and never changed by one.

    second_opinion: what else is asked about a page of HTML where the scorer is unsure; None for
    nobody, which costs 0.004 to 0.009 of F1 on sites unlike those of the training.
    """

    phrases: Matcher = field(default_factory=matcher_of)
    html: Weights = field(default_factory=weights.html)
    text: Weights = field(default_factory=weights.text)
    page_types: PageModel = field(default_factory=model)
    second_opinion: SecondOpinion | None = agreement


@cache
def default_resources() -> Resources:
    """The package's own, read once."""
    return Resources()
