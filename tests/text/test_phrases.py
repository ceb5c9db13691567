"""The phrase tables, row by row, and the lines that they must leave."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from sluice.judge.facts import facts_of
from sluice.model import Block, Source
from sluice.pipeline import clean
from sluice.reasons import BY_CODE, Reason
from sluice.render import Output, body_of
from sluice.resources import default_resources
from sluice.text.folding import normal_lines
from sluice.text.phrases import (
    AT_ONCE,
    MOST_WORDS,
    Matcher,
    Phrase,
    Weight,
    load,
    matcher_of,
    own_phrases,
)
from tests.rows import every_row

TABLES = sorted((Path(__file__).parents[2] / "sluice/text/phrases").glob("*.tsv"))
NEAR_MISSES = Path(__file__).parents[1] / "examples" / "near_misses"
HEADER = "language\tplace\tweight\tphrase\ttakes\n"
# ISO 639-1 and 639-2 codes, with a region where it matters; "mul" is several languages (ISO 639-2).
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


def name_of(phrase: Phrase) -> str:
    return f"{phrase.language} {phrase.rule}"


MATCHER = matcher_of()
every_phrase = every_row("phrase", own_phrases(), ids=name_of)
every_table = every_row("table", TABLES, ids=lambda table: table.stem)


@every_phrase
def test_phrase_takes_its_line(phrase: Phrase) -> None:
    """Each row has a line that it takes, at its place."""
    assert phrase in MATCHER.hits(phrase.takes)


@every_table
def test_phrases_are_written_as_lines_are_read(table: Path) -> None:
    """Phrases are case folded, with straight quotes and single blanks."""
    phrases = [p.phrase for p in own_phrases() if p.family == table.stem]
    assert [p for p in phrases if p != " ".join(p.casefold().split())] == []
    assert [p for p in phrases if re.search("[‘’‚‛“”„‟«»´`]", p)] == []


@every_table
def test_columns_are_of_the_closed_lists(table: Path) -> None:
    """Language, place and weight are known."""
    phrases = [p for p in own_phrases() if p.family == table.stem]
    assert [p for p in phrases if not LANGUAGE.fullmatch(p.language)] == []
    assert [p for p in phrases if p.place not in MOST_WORDS or p.weight not in Weight] == []


@every_table
def test_table_has_no_duplicates(table: Path) -> None:
    """A phrase stands once at a place of a table, and is not both sure and a hint."""
    rows = [(p.place, p.phrase) for p in own_phrases() if p.family == table.stem]
    assert [row for row, count in Counter(rows).items() if count > 1] == []


@every_table
def test_table_is_named_by_a_reason(table: Path) -> None:
    """A table's file name is a reason of the closed list, and the table has rows."""
    assert table.stem in BY_CODE
    assert any(phrase.family == table.stem for phrase in own_phrases())


@every_table
def test_table_has_near_misses(table: Path) -> None:
    """Beside each table stand lines that it must leave."""
    assert [line for file, line in near_misses() if file == table.stem]


def near_misses() -> list[tuple[str, str]]:
    found = []
    for path in sorted(NEAR_MISSES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            found += [(path.stem, row["line"]) for row in rows]
    return found


PROSE = [
    "The old mill on the river was opened again on Monday, after it had stood still for years.",
    "Every stone that could be kept was kept, said Jan Berg, who led the work for four winters.",
    "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
    "It is not clear who will pay for the bridge; the county has promised half of the money.",
]


@every_row(("reason", "line"), near_misses())
def test_near_miss_stays_in_the_body(reason: str, line: str) -> None:
    """A line of an article that speaks like residue stays between the paragraphs around it."""
    page = "\n\n".join([*PROSE[:2], line, *PROSE[2:]])
    body = body_of(clean(Source(page.encode())).judgement, Output.TEXT)
    assert " ".join(line.split()) in " ".join(body.split())


TOLD = [
    "Read more slowly, says the teacher, and the island will seem larger.",
    "See also what lies behind the door, the guide advises.",
    "Читайте также между строк, советовал нам старый смотритель.",
    "Читайте також між рядками, радив нам старий доглядач.",
    "Leggi anche tra le righe, diceva il vecchio maestro.",
    "Lees ook tussen de regels, zei de oude meester altijd.",
    "Läs också mellan raderna, sade den gamle läraren.",
    "Czytaj też między wierszami, mówił stary nauczyciel.",
    "Lea también entre líneas, decía el viejo maestro.",
    "Leia também nas entrelinhas, dizia o velho mestre.",
    "Lire aussi entre les lignes, disait le vieux maître, voilà le métier.",
    "Lesen Sie auch zwischen den Zeilen, riet der alte Wärter.",
]


@every_row("line", TOLD)
def test_told_sentence_is_no_hint(line: str) -> None:
    """Who tells on in small letters, clause by clause, names no other story, at the end neither."""
    assert MATCHER.hits(line) == ()
    page = "\n\n".join([*PROSE, line])
    assert line in body_of(clean(Source(page.encode())).judgement, Output.TEXT)


def phrase(text: str, place: str = "line", weight: Weight = Weight.SURE) -> Phrase:
    return Phrase(Reason.TEASER, "en", place, weight, text, text)


# (a phrase, its place, a line, whether it takes the line)
PATTERNS = [
    ("read more", "line", "Read More", True),
    ("read more", "line", " [ READ  more … ] ", True),
    ("read more", "line", "» Read more", True),
    ("read more", "line", "»Read more«", False),
    ("read more", "line", "Read more books", False),
    ("read more", "line", "To read more", False),
    ("read more", "start", "Read more: the bridge", True),
    ("read more", "start", "Read mores", False),
    ("read more", "start", "To read more", False),
    ("read more", "end", "The bridge … Read more", True),
    ("read more", "end", "bread more", False),
    ("read more", "end", "Read more books", False),
    ("read more", "part", "You can read more here", True),
    ("read more", "part", "You can read mores here", False),
    ("read … more", "line", "Read a little more", True),
    ("read … more", "line", f"Read {'a ' * 45}more", False),
    ("read ~ more", "line", "Read a little more", True),
    ("read ~more~", "line", "Read more about the old mill", True),
    ("read ~more~", "line", "Read on, there is more", False),
    ("read ~more~", "line", "Read more, she says", False),
    ("read ~more~", "line", f"Read more {'a ' * 25}", False),
    ("# min read", "line", "5 min read", True),
    ("# min read", "line", "1,200 min read", True),
    ("# min read", "line", "five min read", False),
    ("minute* read", "line", "minutes read", True),
    ("minute* read", "line", "minute-long read", False),
    ("photo:", "start", "Photo: Ana Lund", True),
    ("photo:", "start", "Photo", True),
    ("photo:", "start", "[Photo] Ana Lund", True),
    ("photo:", "start", "【Photo】Ana Lund", True),
    ("photo:", "start", "Photo：Ana Lund", True),
    ("photo:", "start", "Photo) Ana Lund", False),
    ("photo …:", "start", "[Photo of the day] Ana Lund", True),
    ("photo:", "start", "Photo by Ana Lund", False),
    ("don't miss", "line", "Don’t miss", True),
    ("阅读更多", "part", "请阅读更多内容", True),
    ("아래 기사", "start", "아래 기사 보기", True),
    ("read (all) more", "line", "Read (all) more", True),
    ("a.b", "line", "axb", False),
]


@every_row(("text", "place", "line", "takes"), PATTERNS)
def test_pattern_of_a_phrase(text: str, place: str, line: str, takes: object) -> None:
    """A phrase takes whole words at its place, its gaps bounded, its marks taken literally."""
    assert bool(Matcher([phrase(text, place)]).hits(line)) is takes


def test_sure_phrases_come_first() -> None:
    """Of several phrases that take a line the sure ones are named before the hints."""
    hint, sure = phrase("read", "start", Weight.HINT), phrase("read more")
    assert Matcher([hint, sure]).hits("Read more") == (sure, hint)
    assert (
        facts_of(Block("Some words of no family at all"), default_resources().phrases).surely
        is None
    )


@pytest.mark.parametrize("place", MOST_WORDS)
def test_long_line_is_prose(place: str) -> None:
    """A line of more words than residue has is taken by no phrase."""
    line = "Read more " + "word " * 80 + "Read more"
    assert Matcher([phrase("read more … read more", place)]).hits(line) == ()
    assert Matcher([phrase("read more", place)]).hits(line) == ()
    assert Matcher([phrase("read more", place)]).hits("read more" + "!" * 700) == ()


def test_lines_of_a_large_page_are_found_where_they_stand() -> None:
    """A page with more lines than are searched at once has the hits of each line."""
    matcher = Matcher([phrase("read more", "line")])
    lines = ["Read more", "a mill", "By Ada Stone", "a mill", "Reporting by Ada Stone"]
    many = [lines[n % len(lines)] for n in range(2 * AT_ONCE + 7)]
    found = matcher.search(many)
    assert {n: own[0].phrase for n, own in found.hits.items()} == {
        n: "read more" for n, line in enumerate(many) if line == "Read more"
    }
    assert found.bylines == {n for n, line in enumerate(many) if line.startswith(("By", "Rep"))}
    assert found.credits == {n for n, line in enumerate(many) if line.startswith("Rep")}


NORMAL = [
    ("  Read   MORE … ", "read more"),
    ("“Don’t” — say", "don't\" - say".replace("-", "—")),
    ("İSTANBUL", "istanbul"),
    ("Straße", "strasse"),
    ("»Mehr«", "mehr"),
    ("मुख्य खबरें।", "मुख्य खबरें"),
    ("…", ""),
    ("", ""),
]


@pytest.mark.parametrize(("line", "normal"), NORMAL)
def test_normal_line(line: str, normal: str) -> None:
    """A line is case folded, its quotes straight, its ends without marks."""
    text, starts = normal_lines([line, "x", line])
    assert text == f"\n{normal}\nx\n{normal}\n"
    assert [text[start:].split("\n")[0] for start in starts] == [normal, "x", normal]


BROKEN = [
    ("teaser", "", "teaser.tsv: the first row must name the columns"),
    ("teaser", "a\tb\n", "teaser.tsv: the first row must name the columns"),
    ("teaser", HEADER + "en\tline\tsure\tread more\n", "teaser.tsv, line 2: "),
    ("teaser", HEADER + "en\tmiddle\tsure\ta b\ta b\n", "teaser.tsv, line 2: the place 'middle'"),
    ("teaser", HEADER + "en\tline\tperhaps\ta b\ta b\n", "teaser.tsv, line 2: 'perhaps'"),
    ("teaser", HEADER + "\n# a\nen\tline\tsure\t#…*\t1\n", "teaser.tsv, line 4: the phrase has no"),
    ("nonsense", HEADER + "en\tline\tsure\ta b\ta b\n", "nonsense.tsv, line 2: 'nonsense'"),
]


@pytest.mark.parametrize(("name", "table", "message"), BROKEN)
def test_broken_table_is_named(name: str, table: str, message: str, tmp_path: Path) -> None:
    """A table that is not well formed stops the start with its file and line."""
    (tmp_path / f"{name}.tsv").write_text(table, encoding="utf-8")
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        load(tmp_path)


def test_comments_and_blank_lines_are_no_rows(tmp_path: Path) -> None:
    """Lines that start with a hash and a blank, and empty ones, are for readers."""
    table = HEADER + "# a comment\n\nen\tline\tsure\t# min\t5 min\n"
    (tmp_path / "teaser.tsv").write_text(table, encoding="utf-8")
    assert [row.phrase for row in load(tmp_path)] == ["# min"]


@pytest.mark.parametrize(
    "line", ["read " * 120, "a" * 600, "(" * 600, "1" * 600, "read … more " * 50, "'" * 600]
)
def test_lines_are_searched_in_time(line: str, within) -> None:
    """No line, however odd, keeps the patterns busy."""
    with within(5):
        for _ in range(20):
            MATCHER.hits(line)
