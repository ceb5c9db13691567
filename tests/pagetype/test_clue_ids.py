"""Words as numbers, by the compiled loop and by the expressions that it replaces."""

import re
import zlib

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sluice.features.lexicon import Lexicon
from sluice.pagetype.clue_ids import id_of, mark_names, mark_words, word_ids

WORD = re.compile(r"[^\W\d_]{2,}")
PAIR = re.compile("(?=([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff]{2}))")
# Letters of all lengths in UTF-8, numerals, what case folding makes longer, and no characters.
TELLING = "abZéßİıſ12²½٣Ⅷ _-'’日本テกข𠀀😀ДЖａ\ud800\x00"


def by_expressions(text: str) -> set[int]:
    folded = text.casefold()
    words = {*WORD.findall(folded), *PAIR.findall(folded)}
    return {zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words}


@given(st.text(st.sampled_from(TELLING), max_size=12) | st.text(max_size=40))
@example("")
@example("a")
@example("é1")
def test_ids_are_those_of_words_and_pairs(text: str) -> None:
    """Any text has the ids that regular expressions and zlib give its words."""
    assert word_ids([text]) == by_expressions(text)


def test_words_of_several_texts_are_apart() -> None:
    """A word ends where its text ends, and no text is no word."""
    assert word_ids(["mill", "river"]) == by_expressions("mill river")
    assert word_ids([]) == set()


@pytest.mark.parametrize("text", ["ab" * 500_000, "a b " * 100_000, "日" * 100_000])
def test_long_texts_are_read_to_their_end(text: str) -> None:
    """A word of a million letters is one, and a hundred thousand short ones are many."""
    assert word_ids([text + " mill"]) == by_expressions(text + " mill")


@given(st.lists(st.text(st.sampled_from(TELLING), max_size=12), max_size=4), st.data())
def test_marked_are_the_known_words(texts: list[str], data: st.DataObject) -> None:
    """Of a lexicon those places are marked whose words the texts have, whatever else it has."""
    own = set().union(*map(by_expressions, texts))
    keys = sorted(data.draw(st.sets(st.sampled_from([*own, 1, 99, 2**32 - 1]))))
    lexicon = Lexicon(np.array(keys, np.uint32), np.zeros((len(keys), 6), np.float32))
    marks = bytearray(len(keys))
    mark_words(texts, lexicon, marks)
    assert [key for key, is_marked in zip(keys, marks, strict=True) if is_marked] == [
        key for key in keys if key in own
    ]


@given(st.text(st.sampled_from(TELLING), max_size=12))
def test_name_has_the_id_of_its_letters(name: str) -> None:
    """A name is known as it is written, by the CRC-32 of its UTF-8."""
    ident = zlib.crc32(name.encode("utf-8", "surrogatepass"))
    assert id_of(name) == ident
    marks = bytearray(1)
    lexicon = Lexicon(np.array([ident], np.uint32), np.zeros((1, 6), np.float32))
    mark_names([[], ["another", name]], lexicon, marks)
    assert marks == b"\x01"
