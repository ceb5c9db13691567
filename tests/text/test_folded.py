"""The compiled passes over words and lines, held against their plain sources and expressions."""

import importlib.util
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.text import date_words, dates, folding, runs, telling
from sluice.text.names import contributor_names, is_byline
from sluice.text.phrases import Matcher
from sluice.text.words import words_of

TEXTS = st.lists(
    st.text(
        st.sampled_from("ab Iİıſß'’`„»-_.:\n\t\u0301\u0307\u0488กั漢字かな한국é\U00010400\ud800")
    )
    | st.text(max_size=20),
    max_size=4,
)


def plain(name: str) -> ModuleType:
    path = Path(folding.__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"plain_{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLAIN = {name: plain(name) for name in ("date_words", "folding", "runs", "telling")}


@given(TEXTS)
def test_lines_are_folded_the_same_uncompiled(texts: list[str]) -> None:
    """With and without a compiler lines are folded to the same, each between line feeds."""
    text, starts = folding.normal_lines(texts)
    assert (text, starts) == PLAIN["folding"].normal_lines(texts)
    assert text.count("\n") == len(texts) + 1
    assert all(text[start - 1] == "\n" for start in starts)


@given(TEXTS, st.integers(0, 5))
def test_longer_lines_are_left_out(texts: list[str], longest: int) -> None:
    """Of a line with more characters nothing is written, and the others stay where they are."""
    short = [text if len(text) <= longest else "" for text in texts]
    for module in (folding, PLAIN["folding"]):
        assert module.normal_lines(texts, longest) == module.normal_lines(short)


@given(TEXTS, st.sampled_from([1, 2, 6]))
def test_runs_are_those_of_the_words(texts: list[str], size: int) -> None:
    """A text has as many runs as its words have, and equal runs have equal numbers."""
    found, starts = runs.runs_of(texts, size)
    same, places = PLAIN["runs"].runs_of(texts, size)
    assert (found.tolist(), starts.tolist()) == (same.tolist(), places.tolist())
    words = [words_of(text.casefold()) for text in texts]
    expected = [run for own in words for run in zip(*(own[n:] for n in range(size)), strict=False)]
    assert len(expected) == len(found)
    assert len(set(zip(expected, found.tolist(), strict=True))) == len(set(expected))
    assert len(set(found.tolist())) == len(set(expected))


@given(TEXTS)
def test_telling_words_are_the_same_uncompiled(texts: list[str]) -> None:
    """With and without a compiler a text has the same telling words, each text its own."""
    found, starts = telling.telling_words(texts)
    same, places = PLAIN["telling"].telling_words(texts)
    assert (found.tolist(), starts.tolist()) == (same.tolist(), places.tolist())
    parts = [found[start:end].tolist() for start, end in pairwise(starts.tolist())]
    assert parts == [telling.telling_words([text])[0].tolist() for text in texts]


TELLING = [
    ("The millers", "millers", 1),
    ("The mill", "mills", 0),
    ("ministers", "minister", 1),
    ("정부는", "정부가", 1),
    ("漢字", "a漢字b", 1),
    ("a b c", "a b c", 0),
]


@pytest.mark.parametrize(("one", "other", "shared"), TELLING)
def test_telling_words_are_shared(one: str, other: str, shared: int) -> None:
    """Six letters, two Korean syllables or a pair of characters make the same word."""
    words = [set(telling.telling_words([text])[0].tolist()) for text in (one, other)]
    assert len(words[0] & words[1]) == shared


PARTS = st.sampled_from(
    [
        *("12", "2024", "9:12", "9.12pm", "10h30", "2024-01-01t10:00", "T10:00", "10:00z", "a.m."),
        *(
            "-0500",
            "12/5/2024",
            "2024年5月3日",
            "１２",
            "May",
            "mai",
            "lunes",
            "thứ",
            "tháng",
            "năm",
        ),
        *("updated", "at", "pm", "pmest", "z", "t", "-", ".", ",", "|", " ", " ", "İ", "ı", "발행"),
    ]
)


@given(st.lists(PARTS, max_size=7).map("".join) | st.lists(PARTS, max_size=7).map(" ".join))
def test_no_date_line_is_passed_over(line: str) -> None:
    """The cheap look at a line's words never says no to a date."""
    text = dates._plain(line)
    rest = dates.CLOCK.sub(" ", dates.NUMERIC.sub(" ", text))
    tokens = dates.TOKEN.findall(rest)
    if dates.CJK_DATE.search(text):
        is_date = bool(dates.CJK_REST.fullmatch(text))
    else:
        is_date = dates._is_dated(text, tokens) and all(map(dates._belongs, tokens))
    is_date = is_date and bool(dates.FIGURE.search(line)) and len(line) <= dates.LONGEST
    assert dates.is_date_line(line) is is_date


MARKERS = ("by", "BY", "Written by", "PROPOS RECUEILLIS PAR", "Dİ", "dı", "作者", "Von", "text af")
VERBS = ("contributed to", "CONTRIBUTED REPORTING", "contrıbuted to", "trug zu", "trugen  zu bei")
NAMED = st.tuples(
    st.sampled_from(["", " ", "- ", "(", "\t"]),
    st.sampled_from([*MARKERS, "Reporting by", "Ada Stone", "Additional writing by"]),
    st.sampled_from([" ", ": ", "：", "  ", ""]),
    st.sampled_from(["Ada Stone", "Ada Stone and Jan Berg", "the mill"]),
    st.sampled_from([" ", "\u00a0", ""]),
    st.sampled_from([*VERBS, "", "in Paris"]),
).map("".join)


@given(st.lists(NAMED, max_size=4))
def test_no_line_of_names_is_passed_over(lines: list[str]) -> None:
    """Each byline and each reporters' line is among those that the search finds worth a look."""
    found = Matcher([]).search(lines)
    assert {n for n, line in enumerate(lines) if is_byline(line)} <= found.bylines
    assert {n for n, line in enumerate(lines) if contributor_names(line)} <= found.credits


@given(TEXTS)
def test_shares_of_telling_words(texts: list[str]) -> None:
    """A line's share of words that others have is that of sets, with and without a compiler."""
    found = telling.telling_words(texts)
    words = [found[0][a:b].tolist() for a, b in pairwise(found[1].tolist())]
    lines, prose = range(len(texts))[::2], range(len(texts))[1::2]
    vocabulary = {word for n in prose for word in words[n]}
    wanted = [
        sum(word in vocabulary for word in words[n]) / len(words[n]) if words[n] else 0.0
        for n in lines
    ]
    assert telling.shares_among(found, lines, prose) == wanted
    assert PLAIN["telling"].shares_among(found, lines, prose) == wanted


LINES = st.lists(st.lists(st.sampled_from("ab"), max_size=9).map(" ".join), max_size=6)


@given(LINES, st.sampled_from([0.5, 0.8, 1.0]))
def test_texts_whose_runs_stand_in_others(texts: list[str], share: float) -> None:
    """Shared runs are those of sets, with and without a compiler, and what is taken counts less."""
    words = [text.split() for text in texts]
    sets = [set(pairwise(own)) for own in words]
    counts = Counter(run for own in sets for run in own)
    shared = [sum(counts[run] > 1 for run in own) for own in sets]
    pairs = list(enumerate(zip(sets, shared, strict=True)))
    everywhere = range(len(texts))
    for module in (runs, PLAIN["runs"]):
        found = module.Runs(texts, 2)
        assert found.doubled(share) == [
            n for n, (own, many) in pairs if own and many >= share * len(own)
        ]
        counted = found.counts(everywhere)
        assert [found.shared(n, counted) for n in everywhere] == [
            (len(o), m) for _, (o, m) in pairs
        ]
        if texts:
            found.take(0, counted)
            assert counted.tolist() == found.counts(everywhere[1:]).tolist()


@given(st.text(st.sampled_from("ab3٣ -.،，、（（\t\u3000İ_年é")) | st.text(max_size=20))
def test_words_of_dates_are_those_of_the_expression(line: str) -> None:
    """All words are asked that are no figures, case folded, until one is none of them."""
    words = [word.casefold() for word in dates.TOKEN.findall(line) if not word.isdecimal()]
    for module in (date_words, PLAIN["date_words"]):
        asked: list[str] = []
        assert module.all_words(line, frozenset(), lambda word, to=asked: to.append(word) or True)
        assert asked == words
        assert module.all_words(line, frozenset(words), asked.remove)
        assert module.all_words(line, frozenset("a"), lambda _: False) is (set(words) <= {"a"})
