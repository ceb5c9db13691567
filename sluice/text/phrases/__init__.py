"""Residue phrases as data, and one matcher for all of them.

Each table `<reason>.tsv` holds the phrases of one reason: language, place, weight, phrase, and a
line that the phrase takes. In a phrase `…` stands for up to 80 characters, `#` for a number, and
`*` after letters for the rest of the word. A new phrase is a new row.

A line is searched once for all phrases (Aho and Corasick 1975, "Efficient string matching"): the
longest fixed piece of each phrase is the needle, and only where it stands the whole phrase is
tried, on a line of bounded length. So the cost grows with the text, not with the tables.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from sluice.reasons import BY_CODE, Reason
from sluice.text.words import UNSPACED, count_words

HEADER = ["language", "place", "weight", "phrase", "takes"]
# Longer lines are prose. Residue at their end is looked for sentence by sentence.
LONGEST_LINE = 600
MOST_WORDS = {"line": 70, "start": 30, "part": 30, "end": 70}
# Who quotes an interface's words speaks of them.
QUOTES = ('"', "'", "“", "„", "«", "‘", "‚", "「", "『", "»", "”")
GAP, NUMBER, STEM = "…", "#", "*"
PATTERNS = {GAP: ".{0,80}?", NUMBER: r"\d[\d.,:' ]{0,12}", STEM: r"\w{0,20}"}
SPECIAL = re.compile("[…#*]")
# Quotation marks straight; the dot that case folding leaves on a Turkish capital I away.
FOLDED = str.maketrans("‘’‚‛“”„‟«»´`", "''''\"\"\"\"\"\"''", "\u0307")
ASCII_MARKS = "".join(c for c in map(chr, range(128)) if not c.isalnum())
FOLDABLE = re.compile(f"[{''.join(map(chr, FOLDED))}]")


class Weight(StrEnum):
    """How much a phrase says: enough alone, or only with a second sign."""

    SURE = "sure"
    HINT = "hint"


@dataclass(frozen=True)
class Phrase:
    """One row of a table."""

    family: Reason
    language: str
    place: str
    weight: Weight
    phrase: str
    takes: str

    @property
    def name(self) -> str:
        """The phrase as the last part of a rule's name."""
        return "-".join(self.phrase.split())

    @property
    def rule(self) -> str:
        """The rule's name in reports: family/phrase-with-dashes."""
        return f"{self.family}/{self.name}"

    @property
    def needle(self) -> str:
        """The longest piece of the phrase that stands in every line that it takes."""
        return max(SPECIAL.split(self.phrase), key=len).strip(" :")

    @property
    def _starts_in_word(self) -> bool:
        return self.phrase[0].isalnum() and not UNSPACED.match(self.phrase)

    @property
    def _ends_in_word(self) -> bool:
        return self.phrase[-1].isalnum() and not UNSPACED.match(self.phrase[-1])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase at its place in a normalised line."""
        pieces = re.split("([…#*])", self.phrase)
        body = "".join(PATTERNS.get(piece) or re.escape(piece) for piece in pieces)
        if body.endswith(":"):
            body = body[:-1] + "(?::|$)"
        left = r"(?<!\w)" if self._starts_in_word else ""
        right = r"(?!\w)" if self._ends_in_word else ""
        starts = "^" if self.place in ("line", "start") else left
        ends = "$" if self.place in ("line", "end") else right
        return re.compile(starts + body + ends)


class Matcher:
    """Finds the phrases that a line holds at their places."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """phrases: the rows of all tables; sure ones are reported before hints."""
        self._phrases = sorted(phrases, key=lambda phrase: phrase.weight is Weight.HINT)
        self._needles = AhoCorasick([phrase.needle for phrase in self._phrases])

    def may_hit(self, text: str) -> bool:
        """Whether a phrase's fixed piece stands anywhere in the text, however long."""
        return bool(self._needles.find_matches_as_indexes(normalise(text)))

    def hits(self, line: str) -> tuple[Phrase, ...]:
        """The phrases that take this line, the sure ones first."""
        if len(line) > LONGEST_LINE:
            return ()
        normal = normalise(line)
        found = self._needles.find_matches_as_indexes(normal, overlapping=True)
        if not found:
            return ()
        opening = line.lstrip(" -–—")
        quoted = opening.startswith(QUOTES) and opening[1:2].isalnum()
        words = count_words(normal)
        rows = sorted({row for row, _, _ in found})
        return tuple(
            phrase
            for phrase in (self._phrases[row] for row in rows)
            if words <= MOST_WORDS[phrase.place]
            and not (quoted and phrase.place in ("line", "start"))
            and phrase.pattern.search(normal)
        )


def normalise(line: str) -> str:
    """The line as phrases are written: case folded, straight quotes, no marks around it."""
    folded = line.casefold()
    straight = folded.translate(FOLDED) if FOLDABLE.search(folded) else folded
    text = " ".join(straight.split()).strip(ASCII_MARKS)
    first, last = 0, len(text)
    while first < last and not _counts(text[first]):
        first += 1
    while last > first and not _counts(text[last - 1]):
        last -= 1
    return text[first:last]


def _counts(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def load(folder: Path) -> tuple[Phrase, ...]:
    """All rows of the tables in a folder, in the order of files and lines.

    Raises ValueError, naming file and line, for a row that is not well formed.
    """
    rows: list[Phrase] = []
    for path in sorted(folder.glob("*.tsv")):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        table = [(n, line) for n, line in lines if line and not line.startswith("# ")]
        if not table or table[0][1].split("\t") != HEADER:
            raise ValueError(f"{path.name}: the first row must name the columns {HEADER}")
        rows += [_row(path, number, line) for number, line in table[1:]]
    return tuple(rows)


def _row(path: Path, number: int, line: str) -> Phrase:
    try:
        language, place, weight, phrase, takes = line.split("\t")
        if place not in MOST_WORDS:
            raise ValueError(f"the place {place!r} is none of {sorted(MOST_WORDS)}")
        row = Phrase(BY_CODE[path.stem], language, place, Weight(weight), phrase, takes)
        if not any(map(str.isalpha, row.needle)):
            raise ValueError("the phrase has no letter outside its gaps")
    except (ValueError, KeyError) as error:
        raise ValueError(f"{path.name}, line {number}: {error}") from error
    return row


def further(folder: Path) -> tuple[Phrase, ...]:
    """The rows of a folder of one's own, each tried on the line that it says it takes.

    Raises ValueError, with a sentence that names the file, or the phrase that is wrong; OSError
    where the folder cannot be read.
    """
    rows = load(folder)
    idle = [row.rule for row in rows if not Matcher([row]).hits(row.takes)]
    if idle:
        raise ValueError(f"{idle[0]} does not take the line that stands beside it")
    return rows


@cache
def own_phrases() -> tuple[Phrase, ...]:
    """The rows of the package's own tables, read once."""
    return load(Path(__file__).parent)


def matcher_of(folder: Path | None = None) -> Matcher:
    """Finds the package's own phrases, and those of a folder beside them; raises as `further`."""
    return Matcher((*own_phrases(), *(further(folder) if folder else ())))
