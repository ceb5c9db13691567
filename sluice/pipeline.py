"""Read this first: the way of a page, from bytes to an article, as calls in order."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from sluice.blocks import page_from
from sluice.blocks.limits import MOST_BLOCKS
from sluice.collection import HeldBack
from sluice.digests import engine_digests
from sluice.intake import document_of
from sluice.judge import judge
from sluice.metadata import metadata_of
from sluice.model import Article, Source
from sluice.pagetype.verdict import page_verdict
from sluice.resources import Resources, default_resources
from sluice.second_opinion import SecondOpinion, agreement
from sluice.site_profiles.library import Library, site_of
from sluice.text.phrases import matcher_of
from sluice.version import VERSION


class Cleaner:
    """Cleans pages with the phrases, site profiles and weights that it was handed.

    It keeps nothing between pages but the profiles of the hosts that it has met. Threads may share
    one, and a process that is forked may go on with it. A page may take long: only workers have a
    deadline.
    """

    def __init__(
        self,
        phrases: Path | None = None,
        site_profiles: Path | None = None,
        resources: Resources | None = None,
        most_blocks: int = MOST_BLOCKS,
        second_opinion: SecondOpinion | None = agreement,
    ) -> None:
        """Load what it cleans with; without arguments that is what the package has.

        phrases: folder of further phrase tables. site_profiles: file of `sluice learn`.
        resources: weights and phrases, in place of the package's and of the folder's.
        most_blocks: lines or paragraphs of one page. second_opinion: what else is asked about HTML
        where the scorer is unsure, by default trafilatura; None for nobody. Raises ValueError, with
        a sentence, for a file that cannot be used.
        """
        own = resources or (Resources(matcher_of(phrases)) if phrases else default_resources())
        if second_opinion is not agreement:
            own = replace(own, second_opinion=second_opinion)
        self.resources = own
        self._profiles = Library(site_profiles) if site_profiles else None
        self._most_blocks = most_blocks
        self._digests = engine_digests(phrases)

    def clean(self, source: Source) -> Article:
        """Clean one page.

        Raises sluice.Refused for a page that is empty, is no text, or costs too much.
        """
        with HeldBack():
            document = document_of(source)
            page = page_from(document, self._most_blocks)
            judgement = judge(
                page, self.resources, site_of(self._profiles, source.url), source.comments
            )
            judgement, verdict = page_verdict(document, judgement, self.resources.page_types)
            metadata = metadata_of(judgement, source)
        return Article(document, judgement, metadata, verdict, self.engine())

    def engine(self) -> dict[str, str]:
        """What gives an answer: version, digests, and the site profiles where any are loaded."""
        profiles = {"site_profiles": self._profiles.current()} if self._profiles else {}
        return {"version": VERSION, **self._digests, **profiles}


@cache
def default_cleaner() -> Cleaner:
    """The one that cleans where nobody asks for another, loaded with the first page."""
    return Cleaner()


def clean(source: Source) -> Article:
    """Clean one page with what the package has; raises as Cleaner.clean does."""
    return default_cleaner().clean(source)
