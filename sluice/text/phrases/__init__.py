"""Residue phrases as data, and one matcher for all of them.

Each table `<reason>.tsv` holds the phrases of one reason: language, place, weight, phrase, and a
line that the phrase takes. In a phrase `…` stands for up to 80 characters, `~` for up to 40 without
a comma or another mark that parts clauses, `#` for a number, and `*` after letters for the rest of
the word. A new phrase is a new row.

All lines of a page are searched at once for all phrases (Aho and Corasick 1975, "Efficient string
matching"). The longest fixed piece of each phrase is its needle, with the line's border where the
place asks for one. Most phrases are all needle: where it stands, only the letters around it are
looked at. The others are tried with a regular expression, on a line of bounded length. So the cost
grows with the text, not with the tables.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from sluice.reasons import BY_CODE, Reason
from sluice.text.folding import normal_lines
from sluice.text.names import BYLINE_OPENINGS, CREDIT_SIGNS
from sluice.text.needles import Row, standing
from sluice.text.words import UNSPACED, count_words, ends_sentence

HEADER = ["language", "place", "weight", "phrase", "takes"]
# Longer lines are prose. Residue at their end is looked for sentence by sentence.
LONGEST_LINE = 600
MOST_WORDS = {"line": 70, "start": 30, "part": 30, "end": 70}
EVERY_PLACE = tuple(MOST_WORDS)
FEW_WORDS = min(MOST_WORDS.values())
# Families of labels that name another story.
MARKERS = (Reason.TEASER, Reason.RELATED)
LABEL_ENDS = ":：]】"
# Who quotes an interface's words speaks of them.
QUOTES = ('"', "'", "“", "„", "«", "‘", "‚", "「", "『", "»", "”")
GAP, WORDS, NUMBER, STEM = "…", "~", "#", "*"
PATTERNS = {
    GAP: ".{0,80}?",
    # What is told of a prompt has clauses; a prompt has one.
    WORDS: "[^,.;:!?…—–、。，；：！？،؛؟।]{0,40}?",
    NUMBER: r"\d[\d.,:' ]{0,12}",
    STEM: r"\w{0,20}",
}
SPECIAL = re.compile("[…~#*]")
# So much of a needle is searched: with more, the tables of states outgrow the machine's caches.
SEARCHED = 8
# So many lines are searched at once.
AT_ONCE = 1_000
# Stands before and behind each line.
BORDER = "\n"


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
    def starts_in_word(self) -> bool:
        """Whether no letter may stand before it."""
        return self.phrase[0].isalnum() and not UNSPACED.match(self.phrase)

    @property
    def ends_in_word(self) -> bool:
        """Whether no letter may follow it."""
        return self.phrase[-1].isalnum() and not UNSPACED.match(self.phrase[-1])

    @property
    def closings(self) -> str:
        """What may stand where the phrase ends with a colon: "Related story: …", "【関連】…"."""
        return LABEL_ENDS if self.family in MARKERS else ":"

    @cached_property
    def is_marker(self) -> bool:
        """Whether it hints that the rest of its line is another story's headline."""
        return self.place == "start" and self.weight is Weight.HINT and self.family in MARKERS

    @property
    def is_fixed(self) -> bool:
        """Whether it has neither gap nor number nor open word."""
        return not SPECIAL.search(self.phrase)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase at its place in a normalised line."""
        pieces = re.split("([…~#*])", self.phrase)
        body = "".join(PATTERNS.get(piece) or re.escape(piece) for piece in pieces)
        if body.endswith(":"):
            body = body[:-1] + f"(?:[{re.escape(self.closings)}]|$)"
        left = r"(?<!\w)" if self.starts_in_word else ""
        right = r"(?!\w)" if self.ends_in_word else ""
        starts = "^" if self.place in ("line", "start") else left
        ends = "$" if self.place in ("line", "end") else right
        return re.compile(starts + body + ends)


class Needle(NamedTuple):
    """A text that stands in each line, borders included, that the phrase takes.

    row: the phrase's place among all. decides: whether the phrase takes each line that holds the
    needle with no letter before it (where `left`) and none behind it (where `right`).
    """

    text: str
    row: int
    decides: bool = True
    left: bool = False
    right: bool = False


def needles_of(row: int, phrase: Phrase) -> Iterator[Needle]:
    """The needles of a phrase, two where a colon at its end may be missing."""
    at_start = BORDER if phrase.place in ("line", "start") else ""
    at_end = BORDER if phrase.place in ("line", "end") else ""
    if not phrase.is_fixed:
        yield Needle(_longest_piece(phrase.phrase, at_start, at_end), row, decides=False)
        return
    text, left = phrase.phrase, phrase.starts_in_word and not at_start
    if not text.endswith(":"):
        right = phrase.ends_in_word and not at_end
        yield Needle(at_start + text + at_end, row, left=left, right=right)
        return
    # No line ends with a colon, as lines are compared.
    yield Needle(at_start + text[:-1] + BORDER, row, left=left)
    for closing in "" if at_end else phrase.closings:
        yield Needle(at_start + text[:-1] + closing, row, left=left)


def _longest_piece(phrase: str, at_start: str, at_end: str) -> str:
    first, *others = SPECIAL.split(phrase)
    pieces = [at_start + first, *others]
    # Only what stands behind the last gap may lose its colon.
    pieces[-1] = pieces[-1].removesuffix(":") + at_end
    return max(pieces, key=len)


class Found(NamedTuple):
    """What one search has found: the places of the lines that are worth a look.

    hits: the phrases that take a line, the sure ones first. bylines, credits: lines that may name
    their authors, or an article's reporters, as sluice.text.names would tell; no others do.
    """

    hits: dict[int, tuple[Phrase, ...]]
    bylines: set[int]
    credits: set[int]


# The rows of what is looked for besides phrases.
BYLINE, CREDIT = -1, -2
NAMING = (
    *(Needle(BORDER + opening, BYLINE, right=True) for opening in BYLINE_OPENINGS),
    *(Needle(sign, CREDIT) for sign in CREDIT_SIGNS),
)


class Matcher:
    """Finds the phrases that lines hold at their places."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """phrases: the rows of all tables; sure ones are reported before hints."""
        self._phrases = sorted(phrases, key=lambda phrase: phrase.weight is Weight.HINT)
        rows = enumerate(self._phrases)
        needles = (needle for row, phrase in rows for needle in needles_of(row, phrase))
        by_start: defaultdict[str, list[Row]] = defaultdict(list)
        for needle in (*needles, *NAMING):
            by_start[needle.text[:SEARCHED]].append(needle[:])
        self._needles = list(by_start.values())
        self._automaton = AhoCorasick(list(by_start), implementation=Implementation.DFA)

    def hits(self, line: str) -> tuple[Phrase, ...]:
        """The phrases that take this line, the sure ones first."""
        return self.search([line]).hits.get(0, ())

    def search(self, lines: Sequence[str]) -> Found:
        """All lines, so many at once that their text stays in the machine's caches."""
        found = Found({}, set(), set())
        # A line that stands there often is taken by the same phrases.
        known: dict[str, tuple[Phrase, ...]] = {}
        for first in range(0, len(lines), AT_ONCE):
            some = lines[first : first + AT_ONCE] if len(lines) > AT_ONCE else lines
            self._search(some, first, found, known)
        return found

    def _search(
        self,
        lines: Sequence[str],
        first: int,
        found: Found,
        known: dict[str, tuple[Phrase, ...]],
    ) -> None:
        """Add what these lines hold. first: the place of the first among all."""
        # What is too long is blank there, so that places stay as they are.
        text, starts = normal_lines(lines, LONGEST_LINE)
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        for n, rows in standing(matches, self._needles, text, starts).items():
            if rows.pop(BYLINE, False):
                found.bylines.add(first + n)
            if rows.pop(CREDIT, False):
                found.credits.add(first + n)
            if rows:
                taken = known.get(lines[n])
                if taken is None:
                    normal = text[starts[n] : text.index(BORDER, starts[n])]
                    taken = known[lines[n]] = tuple(self._taken(rows, lines[n], normal))
                if taken:
                    found.hits[first + n] = taken

    def may_hit(self, texts: Sequence[str]) -> bool:
        """Whether a phrase may take one of these texts, however long, or a sentence of theirs."""
        text, _ = normal_lines(texts)
        return bool(self._pieces.find_matches_as_indexes(text))

    @cached_property
    def _pieces(self) -> AhoCorasick:
        """Of each phrase a piece that stands in each sentence that it takes."""
        return AhoCorasick([phrase.needle for phrase in self._phrases])

    def _taken(self, rows: Mapping[int, bool], line: str, normal: str) -> Iterator[Phrase]:
        """Of the rows whose needles stand in the line the phrases that take it."""
        places = _open_places(line, normal)
        for row in sorted(rows):
            phrase = self._phrases[row]
            fits = phrase.place in places and not (phrase.is_marker and _is_told(line, phrase))
            if fits and (rows[row] or phrase.pattern.search(normal)):
                yield phrase


def _is_told(line: str, marker: Phrase) -> bool:
    """Whether a sentence goes on behind the marker in small letters, in several clauses."""
    rest = line.lstrip(" -–—")[len(marker.phrase) :]
    goes_on = rest[:1] == " " and rest[1:2].islower() and "," in rest
    return goes_on and ends_sentence(line)


def _open_places(line: str, normal: str) -> Sequence[str]:
    """The places at which a phrase may stand in a line of this length, and so opened."""
    opening = line if line[:1].isalnum() else line.lstrip(" -–—")
    quoted = opening.startswith(QUOTES) and opening[1:2].isalnum()
    words = count_words(normal)
    if words <= FEW_WORDS and not quoted:
        return EVERY_PLACE
    return [
        place
        for place, most in MOST_WORDS.items()
        if words <= most and not (quoted and place in ("line", "start"))
    ]


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
