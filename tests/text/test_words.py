"""Words and sentence ends, in many scripts."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.text.classes import CLOSING_MARKS, SENTENCE_MARKS
from sluice.text.words import (
    BETWEEN_SENTENCES,
    UNSPACED,
    WORD,
    between_sentences,
    count_words,
    ends_sentence,
    is_unspaced,
    sentences,
)
from tests.rows import every_row

END = re.compile(f"[{re.escape(SENTENCE_MARKS)}](?:\\s?[{re.escape(CLOSING_MARKS)}])*$")
# Of every kind of character some, and short forms.
PIECES = [
    *"aB1_z.!?。।؟\"'”)» \n\t(“水ก’-@éÉ²Ⅷßİ\0",
    *("\u00a0", "\u0e31", "\u0301", "\ud800", "\U0001d400", "\U0001f600"),
    *("Dr.", "Mrs.", " Prof. ", "vs.", "U.S. ", "It ended. ", "It did.” "),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | st.text(max_size=24)

COUNTS = [
    ("", 0),
    ("— * … !", 0),
    ("The old mill opened.", 4),
    ("Don’t say it's R2-D2", 5),
    ("1,200 visitors", 3),
    ("snake_case", 2),
    ("naïve café", 2),
    ("Die Mühle öffnet", 3),
    ("Старая мельница открылась", 3),
    ("أُعيد فتح المَطحنة", 3),
    ("पुरानी चक्की खोली गई", 4),
    ("পুরানো মিলটি আবার খোলা হয়েছে", 5),
    ("오래된 물레방아가 열렸다", 3),
    ("המטחנה הישנה נפתחה", 3),
    ("Το παλιό άνοιξε", 3),
    ("老磨坊重新开放", 4),
    ("古い水車", 2),
    ("โรงสีเก่า", 5),
    ("iPhone 手机 2024", 3),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    """Words are counted; where no blanks stand between them two characters count as one."""
    assert count_words(text) == count


ENDS = [
    *("It ended.", "Did it?", "It did!", "And so on…", "etc."),
    *("“It ended.”", '"It ended."', "(It ended.)", "„Es endete.“", "« C’est fini. »", "»Aus.«"),
    *(
        "*It ended.*",
        "它结束了。",
        "“它结束了。”",
        "「終わった。」",
        "終わった！",
        "终了？",
        "終わった｡",
    ),
    *("यह खत्म हुआ।", "انتهى؟", "یہ ختم ہوا۔", "Ավարտվեց։", "Всё кончено.", "Τέλος."),
]


@every_row("text", ENDS)
def test_sentence_ends(text: str) -> None:
    """A mark that ends a sentence ends it through quotes and brackets, in every script."""
    assert ends_sentence(text)


NO_ENDS = [
    "",
    " ",
    "It goes on",
    "It goes on,",
    "It goes on:",
    "他继续，",
    "وهكذا،",
    "1.5 million",
    "”",
]


@pytest.mark.parametrize("text", NO_ENDS)
def test_sentence_goes_on(text: str) -> None:
    """A line without such a mark at its end goes on."""
    assert not ends_sentence(text)


# The sentences of a line, which is put together from them.
SENTENCES = [
    ["It opened.", "Nobody came!", "Why?", "“We do not know,” she said."],
    ["She said: “It is open.”", "He left."],
    ["The U.S. officials and Dr. Ito came.", "They left."],
    ["It cost 1.5 million.", "Nobody paid."],
    ["It was built in 1984.", "This website uses cookies."],
    ["Die Mühle öffnet.", "Überall freut man sich."],
    ["¿Quién paga?", "¡Nadie!", "¿Por qué?"],
    ["Мельница открылась.", "Никто не пришёл."],
    ["Ο μύλος άνοιξε.", "Κανείς δεν ήρθε."],
    ["पुरानी चक्की खुली।", "कोई नहीं आया।"],
    ["کوئی نہیں آیا۔", "کیوں؟", "بارش تھی۔"],
    ["فتحت المطحنة القديمة.", "لم يأت أحد."],
    ["no capital follows this. so it is one sentence"],
    ["It opened"],
]


@pytest.mark.parametrize("parts", SENTENCES, ids=lambda parts: parts[0])
def test_sentences_of_a_line(parts: list[str]) -> None:
    """A line is cut after each sentence, and short forms end none."""
    assert sentences(" ".join(parts)) == parts


UNSPACED_SENTENCES = [
    ["老磨坊重新开放了。", "没有人来！", "为什么？", "因为下雨。"],
    ["水車が開いた。", "「誰も来なかった。」", "雨だった。"],
]


@pytest.mark.parametrize("parts", UNSPACED_SENTENCES, ids=lambda parts: parts[0])
def test_sentences_without_blanks(parts: list[str]) -> None:
    """Where no blank stands between sentences, they are cut all the same."""
    assert sentences("".join(parts)) == parts


def test_blank_line_has_no_sentences() -> None:
    """Nothing but blanks is no sentence."""
    assert sentences("  \n ") == []


SCRIPTS = [
    ("老磨坊重新开放", True),
    ("水車が5月に開いた", True),
    ("โรงสีเก่า", True),
    ("오래된 물레방아", False),
    ("The mill (磨坊) opened again", False),
    ("Mühle", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "expected"), SCRIPTS)
def test_script_without_blanks(text: str, expected: object) -> None:
    """A text is unspaced where a third of it is in a script without blanks between words."""
    assert is_unspaced(text) is expected


@given(TEXT)
def test_words_are_those_of_the_expression(text: str) -> None:
    """The loop counts what the expression finds."""
    spare = len(UNSPACED.findall(text))
    assert count_words(text) == len(WORD.findall(UNSPACED.sub(" ", text))) + -(-spare // 2)
    assert is_unspaced(text) is (spare * 3 > len(text))


@given(TEXT)
def test_sentences_are_cut_where_the_expression_cuts(text: str) -> None:
    """The loop finds the ends that the expressions find."""
    assert ends_sentence(text) is bool(END.search(text[-12:]))
    assert between_sentences(text) is bool(BETWEEN_SENTENCES.search(text))
    cuts = [0, *(match.end() for match in BETWEEN_SENTENCES.finditer(text)), len(text)]
    pieces = [text[start:end].strip() for start, end in pairwise(cuts)]
    assert sentences(text) == [piece for piece in pieces if piece]
