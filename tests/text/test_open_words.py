"""Words that end no sentence are of no language that ends one with them."""

from sluice.text.open_words import BY_LANGUAGE, OPEN_WORDS

# What ends a sentence of one language, though another has the same word for something else.
ENDS = {
    "da": "dem den ham hende",
    "de": "an auf ab ein aus so das",
    "en": "do no we so am as van sin pro dal to for of in on with by",
    "it": "te me lui lei",
    "nl": "u ze dan op aan uit",
    "sv": "dem den honom henne",
}


def test_no_word_ends_a_sentence_of_another_language() -> None:
    """The words are asked of texts whose language nobody has told yet."""
    assert not OPEN_WORDS.intersection(*[{w for ws in ENDS.values() for w in ws.split()}])


def test_words_are_small_and_alone() -> None:
    """A line's last word is looked up as it stands."""
    for words in BY_LANGUAGE.values():
        assert words == words.lower()
        assert all(word.isalpha() or not word.isascii() for word in words.split())
