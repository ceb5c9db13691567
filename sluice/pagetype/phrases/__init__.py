"""What walls, errors and paywalls say, as data: one table `<page kind>.tsv` each.

The columns and the marks in a phrase are those of the judge's tables (sluice/text/phrases): one
row a phrase, with a line that it takes. `sure` is a phrase that pages of this kind alone say at
their place; `hint` one that other pages have too, in a menu or at their foot.
"""

from collections.abc import Sequence
from pathlib import Path

from sluice.pagetype.kinds import GATES, KINDS_BY_CODE, WALLS
from sluice.reasons import PageKind
from sluice.text.phrases import HEADER, MOST_WORDS, Matcher, Phrase, Weight

KINDS = GATES


def load(folder: Path) -> dict[PageKind, tuple[Phrase, ...]]:
    """The rows of each table in a folder, by the kind that names it.

    Raises ValueError, naming file and line, for a row that is not well formed.
    """
    found = {}
    for path in sorted(folder.glob("*.tsv")):
        kind = KINDS_BY_CODE[path.stem]
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        if head.split("\t") != HEADER:
            raise ValueError(f"{path.name}: the first row must name the columns {HEADER}")
        found[kind] = tuple(_row(path, kind, n, row) for n, row in enumerate(rows, start=2))
    return found


def _row(path: Path, kind: PageKind, number: int, line: str) -> Phrase:
    try:
        language, place, weight, phrase, takes = line.split("\t")
        if place not in MOST_WORDS:
            raise ValueError(f"the place {place!r} is none of {sorted(MOST_WORDS)}")
        return Phrase(KINDS[kind], language, place, Weight(weight), phrase, takes)
    except ValueError as error:
        raise ValueError(f"{path.name}, line {number}: {error}") from error


TABLES = load(Path(__file__).parent)
_KIND_OF = {id(phrase): kind for kind, rows in TABLES.items() for phrase in rows}
_MATCHER = Matcher(phrase for rows in TABLES.values() for phrase in rows)
_WALL = Matcher(phrase for kind, rows in TABLES.items() if kind in WALLS for phrase in rows)
_PAYWALL = {
    weight: Matcher(row for row in TABLES[PageKind.PAYWALL_STUB] if row.weight is weight)
    for weight in Weight
}

Said = tuple[tuple[PageKind, Phrase], ...]


def said(sentence: str) -> Said:
    """The phrases that take this sentence, each with the kind of page that says it."""
    return tuple((_KIND_OF[id(phrase)], phrase) for phrase in _MATCHER.hits(sentence))


def saying_paywall(texts: Sequence[str], weight: Weight) -> list[int]:
    """The places of the texts that a paywall's phrase of this weight takes, in order."""
    return sorted(_PAYWALL[weight].search(texts).hits)


def may_say_wall(texts: Sequence[str]) -> bool:
    """Whether a wall's phrase may take one of these texts, or a sentence of theirs.

    One look at all of them shows for most pages that none does; it is never wrongly no.
    """
    return _WALL.may_hit(texts)
