"""Words and sentence ends, in every script."""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

# Vowel signs and other combining marks belong to the word, though Python's \w leaves them out.
MARKS = "".join(c for c in map(chr, range(0x300, 0xABFF)) if category(c) in ("Mn", "Mc"))
WORD = re.compile(rf"[^\W_]+(?:(?:[{MARKS}]|['’](?=[^\W_]))[^\W_]*)*")
# The same where all characters are ASCII, several times faster.
ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")
# Han, Kana, Thai, Lao, Khmer and Burmese are written without spaces; two characters stand for a
# word (the mean word length of Chinese and Japanese newspaper text is between 1.6 and 2.4).
UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
CHARACTERS_A_WORD = 2
SENTENCE_MARKS = ".!?…。！？．｡।॥؟۔։።"
# Both of each pair: what closes a quotation in one language opens it in another.
CLOSING_MARKS = "\"'“”‘’«»‹›)]}」』）】〉》*_"
# French sets a blank before the mark that closes a quotation.
SENTENCE_END = re.compile(f"[{re.escape(SENTENCE_MARKS)}](?:\\s?[{re.escape(CLOSING_MARKS)}])*$")
# A full stop after one letter or a title ends no sentence: "U.S. officials", "Dr. Ito".
TITLES = (
    "Dr.",
    "Mr.",
    "Ms.",
    "Mrs.",
    "St.",
    "Prof.",
    "Sen.",
    "Gov.",
    "Gen.",
    "No.",
    "Nr.",
    "vs.",
    "Jr.",
)
# The mark comes first in each branch, so that a search leaps from mark to mark.
BETWEEN_SENTENCES = re.compile(
    "[.!?](?<=[^\\W_]{2}[.!?])"
    + "".join(rf"(?<!\b{re.escape(title)})" for title in TITLES)
    + f"[{re.escape(CLOSING_MARKS)}]*\\s+(?=[\"'“‘«¿¡(\\[]*[^\\Wa-z_])"
    f"|[。！？।॥؟۔][{re.escape(CLOSING_MARKS)}]*\\s*(?=\\S)"
)
# Rules and signals ask for the same lines' words again and again.
REMEMBERED = 8_192
# As many as stand on a page that is looked at several times; with fewer, each look would forget the
# first paragraphs before the next one asks for them.
PARAGRAPHS_REMEMBERED = 1_024


def words_of(text: str) -> list[str]:
    """The words; a run of characters of a script without spaces is one."""
    return ASCII_WORD.findall(text) if text.isascii() else WORD.findall(text)


@lru_cache(maxsize=REMEMBERED)
def count_words(text: str) -> int:
    """Words in the text; where a script has no spaces, two characters count as one word."""
    if text.isascii():
        return len(ASCII_WORD.findall(text))
    unspaced = len(UNSPACED.findall(text))
    if not unspaced:
        return len(WORD.findall(text))
    return len(WORD.findall(UNSPACED.sub(" ", text))) + -(-unspaced // CHARACTERS_A_WORD)


def ends_sentence(text: str) -> bool:
    """Whether the text's last mark, quotes and brackets aside, ends a sentence."""
    return bool(SENTENCE_END.search(text[-12:]))


def is_unspaced(text: str) -> bool:
    """Whether the text is in a script without spaces between words."""
    return not text.isascii() and len(UNSPACED.findall(text)) * 3 > len(text)


def sentences(text: str) -> list[str]:
    """The text cut after each sentence; nothing but blanks is lost."""
    cuts = [0, *(match.end() for match in BETWEEN_SENTENCES.finditer(text)), len(text)]
    pieces = [text[start:end].strip() for start, end in pairwise(cuts)]
    return [piece for piece in pieces if piece]
