"""The loops over all blocks of a page, held against their plain source."""

import importlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.judge import columns
from sluice.judge.facts import Facts, facts_of_blocks
from sluice.judge.sections import WORTHS
from sluice.model import Block, BlockKind
from sluice.resources import default_resources

TEXTS = st.lists(st.text(st.sampled_from("ab >/…©.,:\n\u0301é漢\ud800\U0001f600"), max_size=12))
BLOCKS = st.lists(st.builds(Block, st.text(max_size=60), st.sampled_from(BlockKind)), max_size=8)
WORTH = st.floats(-20, 60)


def plain() -> ModuleType:
    path = Path(columns.__file__).parent / "columns.py"
    spec = importlib.util.spec_from_file_location("plain_columns", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLAIN = plain()
# The package has the rule by this name.
title = importlib.import_module("sluice.judge.rules.title")


@pytest.mark.parametrize("mark", [">", "…", "/", "."])
@given(TEXTS)
def test_texts_that_hold_a_mark(mark: str, texts: list[str]) -> None:
    """Each text that holds the mark is found once, with and without a compiler."""
    wanted = [n for n, text in enumerate(texts) if mark in text]
    assert columns.holding(mark, texts, "\n".join(texts)) == wanted
    assert PLAIN.holding(mark, texts, "\n".join(texts)) == wanted


@given(BLOCKS)
def test_worths_are_the_same_uncompiled(blocks: list[Block]) -> None:
    """With and without a compiler blocks add the same to a run."""
    facts = facts_of_blocks(blocks, default_resources().phrases)
    assert columns.worths(blocks, facts, WORTHS) == PLAIN.worths(blocks, facts, WORTHS)


def test_fields_stand_where_the_loops_look() -> None:
    """The loops ask for fields by their places, which are those of the named tuples."""
    assert Facts._fields == columns.FACTS_FIELDS
    assert Block._fields == columns.BLOCK_FIELDS


@given(BLOCKS)
def test_titles_signs_are_the_same_uncompiled(blocks: list[Block]) -> None:
    """With and without a compiler the same lines may be titles, and as much speaks for them."""
    facts = facts_of_blocks(blocks, default_resources().phrases)
    places = range(len(blocks))
    lines = columns.title_lines(blocks, facts, places, title.LINES)
    assert lines == PLAIN.title_lines(blocks, facts, places, title.LINES)
    assert lines == [
        i
        for i in places
        if facts[i].words in title.TITLE_WORDS
        and not facts[i].is_stamp
        and blocks[i].kind in title.KINDS
        and not blocks[i].text.endswith(title.ENDS)
    ]
    signs = columns.title_signs(blocks, facts, places, title.SIGNS)
    assert signs == PLAIN.title_signs(blocks, facts, places, title.SIGNS)
    for i, (named, unnamed) in enumerate(signs):
        beside = [own for n, own in enumerate(facts) if abs(n - i) == 1]
        wanted = title.LENGTH * min(1.0, facts[i].words / title.FULL_LENGTH)
        wanted += title.BESIDE_STAMP * any(own.is_stamp for own in beside)
        wanted += title.HEADING * (blocks[i].kind is BlockKind.HEADING)
        assert unnamed == pytest.approx(wanted)
        assert named == pytest.approx(wanted - title.NAME_ALONE)


@given(st.lists(WORTH, max_size=12))
def test_densest_run_has_the_greatest_sum(worths: list[float]) -> None:
    """No other run of blocks is worth more, with and without a compiler."""
    left = range(len(worths))
    start, end = columns.densest(left, worths, (), 0.0)
    assert (start, end) == PLAIN.densest(left, worths, (), 0.0)
    runs = [sum(worths[a:b]) for a in left for b in range(a, len(worths) + 1)]
    assert sum(worths[start:end]) == pytest.approx(max(runs, default=0.0))


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 500)), max_size=10))
def test_best_f1_is_the_same_uncompiled(pairs: list[tuple[float, int]]) -> None:
    """With and without a compiler the best F1 is the same, to the last bit."""
    scores, words = [score for score, _ in pairs], [size for _, size in pairs]
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    found = columns.best_f1(scores, words, order)
    assert found == PLAIN.best_f1(scores, words, order)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ab"), *[st.booleans()] * 4)))
def test_sums_and_keys_are_the_same_uncompiled(given_facts: list) -> None:
    """Sums of words, and which blocks say the same, are the same with and without a compiler."""
    facts = [Facts(*own[:6], ()) for own in given_facts]
    all_of_them = range(len(facts))
    for module in (columns, PLAIN):
        prose = [n for n, own in enumerate(facts) if own.is_prose]
        assert module.prose_at(facts, all_of_them) == prose
        assert module.prose_in(facts, all_of_them) == sum(facts[n].words for n in prose)
        assert module.saying(facts, all_of_them, {"a"}) == [
            n for n, own in enumerate(facts) if own.key == "a"
        ]
        assert module.key_counts(facts, all_of_them, {"a"})["a"] == sum(
            own.key == "a" for own in facts
        )
