"""The choices of blocks by their fields, with and without a compiler."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.judge import chosen
from sluice.judge.facts import facts_of_blocks
from sluice.model import NO_NAMES, Block, BlockKind, Hidden
from sluice.resources import default_resources


def plain() -> ModuleType:
    path = Path(chosen.__file__).parent / "chosen.py"
    spec = importlib.util.spec_from_file_location("plain_chosen", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEXTS = st.sampled_from(["Read more", "a?", "2 May 2024", "By Ada Stone", "", "a b c", "水。"])
BLOCKS = st.lists(
    st.builds(
        Block,
        TEXTS,
        st.sampled_from(BlockKind),
        hidden=st.sampled_from(Hidden),
        own_names=st.sampled_from([NO_NAMES, frozenset("a")]),
        link_share=st.sampled_from([0.0, 0.5]),
    ),
    max_size=9,
)
KINDS = (BlockKind.LIST_ITEM, BlockKind.CODE)


@pytest.mark.parametrize("module", [chosen, plain()])
@given(BLOCKS)
def test_blocks_are_chosen_by_their_fields(module: ModuleType, blocks: list[Block]) -> None:
    """Each choice is the one that a plain expression makes, in the same order."""
    facts = facts_of_blocks(blocks, default_resources().phrases)
    places = list(range(len(blocks)))[::-1]
    pairs = [(i, blocks[i], facts[i]) for i in places]
    assert module.texts_of(blocks) == [block.text for block in blocks]
    assert module.characters_of(blocks) == sum(len(block.text) for block in blocks)
    assert module.long_ones(blocks, 5, KINDS) == [
        n for n, block in enumerate(blocks) if len(block.text) >= 5 and block.kind in KINDS
    ]
    assert module.of_kinds(blocks, places, KINDS) == [i for i, b, _ in pairs if b.kind in KINDS]
    assert module.ending(blocks, places, ("?", "。")) == [
        i for i, block, _ in pairs if block.text.endswith(("?", "。"))
    ]
    assert module.short_ones(facts, places, 2) == [
        i for i, _, own in pairs if own.words <= 2 and not own.is_stamp
    ]
    assert module.told_of(blocks, facts, places) == [
        i
        for i, block, own in pairs
        if own.hits or block.hidden or block.own_names or block.link_share
    ]


LINES = st.lists(
    st.builds(
        Block,
        st.sampled_from(
            ["The mill wheel turns,", "and turns", "\n".join(["by night,", "by day."])]
        ),
        st.sampled_from([BlockKind.VERSE, BlockKind.VERSE, BlockKind.PARAGRAPH]),
        gap=st.sampled_from([0, 0, 1]),
    ),
    max_size=12,
)


def stanzas(blocks: list[Block], left: list[int]) -> set[int]:
    """The lines in groups that nothing parts, of three lines or more with a mark on each third."""
    groups: list[list[int]] = [[]]
    for n, i in enumerate(left):
        if blocks[i].kind is not BlockKind.VERSE:
            continue
        parted = n == 0 or blocks[left[n - 1]].kind is not BlockKind.VERSE or blocks[i].gap
        groups += [[i]] if parted else []
        groups[-1] += [] if parted else [i]
    whole = [g for g in groups if len(g) >= 3]
    marked = [g for g in whole if sum(blocks[i].text.endswith((",", ".")) for i in g) * 3 >= len(g)]
    return {i for g in marked for i in g} | {i for i in left if "\n" in blocks[i].text}


@pytest.mark.parametrize("module", [chosen, plain()])
@given(LINES, st.sets(st.integers(0, 11)))
def test_stanzas_are_groups_of_lines_with_marks(
    module: ModuleType, blocks: list[Block], gone: set[int]
) -> None:
    """What stands between lines parts them; what is gone does not."""
    kinds = [b._replace(kind=b.kind if "\n" not in b.text else BlockKind.VERSE) for b in blocks]
    left = [i for i in range(len(kinds)) if i not in gone]
    found = module.in_stanzas(kinds, left, BlockKind.VERSE, (",", "."), 3)
    assert set(found) == stanzas(kinds, left)
