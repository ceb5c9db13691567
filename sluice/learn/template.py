"""What recurs on a host's pages: lines that stand beside many different bodies.

Pages of one article are one page. A page without a sentence of its own says nothing about bodies,
and is not counted. Figures behind the thresholds are in docs/decisions/site_profiles.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sluice.judge.site_template import set_off
from sluice.learn.lines import PROSE, QUESTION, Lines
from sluice.site_profiles.profile import NO_KEY, NO_SITE, Place, Printed, Site

# A line on more of the pages is not what two pages of one article have in common.
COMMON = 0.5
# Pages that share so much of their own prose, in words, are one article.
SAME = 0.5


@dataclass(frozen=True)
class Thresholds:
    """How much is enough.

    bodies: different bodies of a host; around, sentences and anywhere: the share of them beside
    which a line must stand, a sentence, and a line that goes between an article's own; times: but
    never fewer; words: of a line that goes between an article's sentences.
    """

    bodies: int = 10
    around: float = 0.3
    sentences: float = 0.6
    anywhere: float = 0.8
    times: int = 5
    words: int = 5


USUAL = Thresholds()


def site_of(pages: Sequence[Lines], needed: Thresholds = USUAL) -> Site:
    """The profile of the host that these pages are of; an empty one where too few tell."""
    bodies = different(pages)
    if len(bodies) < needed.bodies:
        return NO_SITE
    counting = _Counting(bodies, needed)
    return Site(len(bodies), dict(counting.found()))


def different(pages: Sequence[Lines]) -> list[Lines]:
    """One page of each article: those with prose that no page before has for the most part."""
    counts = Counter(key for page in pages for key in _prose(page))
    common = {key for key, pages_with in counts.items() if pages_with > COMMON * len(pages)}
    chosen: list[Lines] = []
    sizes: list[int] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for page in pages:
        own = {key: words for key, words in _prose(page).items() if key not in common}
        shared: Counter[int] = Counter()
        for key, words in own.items():
            shared.update(dict.fromkeys(holders.get(key, ()), words))
        size = sum(own.values())
        is_new = all(words < SAME * min(size, sizes[n]) for n, words in shared.items())
        if own and is_new:
            for key in own:
                holders[key].append(len(chosen))
            chosen.append(page)
            sizes.append(size)
    return chosen


def _prose(page: Lines) -> dict[int, int]:
    """The keys of the page's sentences with their words."""
    rows = zip(page.exact, page.words, page.kinds, strict=True)
    return {key: words for key, words, kind in rows if kind & PROSE and key != NO_KEY}


def _folded_prose(page: Lines) -> set[int]:
    """The keys of the same sentences whatever their figures are."""
    return {key for key, kind in zip(page.folded, page.kinds, strict=True) if kind & PROSE}


class _Counting:
    """Beside how many bodies each line stands, and where."""

    def __init__(self, bodies: Sequence[Lines], needed: Thresholds) -> None:
        self._needed = needed
        self._around = max(needed.times, needed.around * len(bodies))
        self._sentences = max(needed.times, needed.sentences * len(bodies))
        self._anywhere = max(needed.times, needed.anywhere * len(bodies))
        self._all = Counter(key for page in bodies for key in {*page.exact, *page.folded})
        del self._all[NO_KEY]
        self._apart: Counter[int] = Counter()
        # Lines of a few words or a question are never taken between an article's sentences.
        self._tellable: set[int] = set()
        self._prose = {key for page in bodies for key in (*_prose(page), *_folded_prose(page))}
        for page in bodies:
            self._apart.update(self._set_off(page))

    def found(self) -> Iterator[tuple[int, Printed]]:
        """The lines of the template, by their keys."""
        for key, pages in self._all.items():
            between = pages - self._apart[key] >= self._needed.times
            if between and key in self._tellable and pages >= self._anywhere:
                yield key, Printed(pages, Place.ANYWHERE)
            elif self._apart[key] >= (self._sentences if key in self._prose else self._around):
                yield key, Printed(pages, Place.AROUND)

    def _set_off(self, page: Lines) -> set[int]:
        """The keys of lines that stand apart from the page's own sentences."""
        rows = list(zip(page.exact, page.folded, page.words, page.kinds, strict=True))
        recur = [
            max(self._all[exact], self._all[folded]) >= self._around for exact, folded, _, _ in rows
        ]
        own = [bool(row[3] & PROSE) and not often for row, often in zip(rows, recur, strict=True)]
        self._tellable |= {row[0] for row in rows if row[2] >= self._needed.words and _tells(row)}
        apart = set_off([1 if often else None for often in recur], own)
        places = zip(page.exact, page.folded, apart, strict=True)
        return {key for exact, folded, is_apart in places if is_apart for key in (exact, folded)}


def _tells(row: tuple[int, int, int, int]) -> bool:
    return row[0] != NO_KEY and not row[3] & QUESTION
