"""Where a teaser ends in a text that stood on one line, and what of it is prose."""

import pytest

from sluice.judge.teasers import teasers_apart
from sluice.model import Block, InputKind, Page, Shape
from sluice.text.phrases import matcher_of

# A label and its headline, without a full stop, and the sentences of the article behind them.
SPOKEN = {
    "en": (
        "Related: Ferry line to close in spring",
        '"Nobody ever asked us," said the captain. Then he left.',
    ),
    "de": (
        "Lesen Sie auch: Fähre stellt Betrieb ein",
        "„Wir wurden nie gefragt“, sagte der Kapitän. Dann ging er.",
    ),
    "fr": (
        "À lire aussi : Le bac ferme au printemps",
        "« Personne ne nous a demandé », dit le capitaine. Il part.",
    ),
    "sv": (
        "Läs också: Så länge går färjan – rederiets råd",
        "– Ingen har frågat oss, säger kaptenen. Sedan gick han.",
    ),
    "pt": (
        "Leia também: Balsa para na primavera",
        "— Ninguém nos perguntou — disse o capitão. Ele saiu.",
    ),
    "ru": (
        "Читайте также: Где закроют паромы",
        "«Нас никто не спросил. Никогда», — сказал капитан. Он ушёл.",
    ),
    "hi": (
        "यह भी पढ़ें: नाव का किराया बढ़ेगा",
        '"हमसे किसी ने नहीं पूछा," कप्तान ने बताया। फिर वह चला गया।',
    ),
    "ar": (
        "اقرأ أيضا: العبارات تتوقف في الربيع",
        '"لم يسألنا أحد من قبل"، يقول القبطان. ثم ذهب.',
    ),
    "zh": ("相关阅读：渡轮夜间增开班次", "“每一块石头我们都留下了。”陈建国说。"),
    "ja": (
        "関連記事：夜間の渡し船が増便",
        "「石はすべて残しました。だれも頼みませんでした」と棟梁は語った。",
    ),
    "ko": (
        "관련 기사: 나룻배 밤에도 다닌다",
        '"돌은 하나도 버리지 않았습니다," 목수는 말했다. 마을은 조용하다.',
    ),
}
TOLD = {
    "en": (
        'Read more: Why "Hamlet" still matters',
        "The council said on Monday that the theatre would be closed until June.",
    ),
    "sv": (
        "Läs också: Så länge går färjan",
        "Regionen beslutar i april om färjan ska tas bort ur budgeten för gott.",
    ),
    "pl": ("Czytaj też: Prom stanie na wiosnę.", "Kto za to zapłaci?"),
    "zh": ("相关阅读：渡轮夜间增开班次", "河边的老水车停了十一年之后，星期一又重新转动起来。"),
}
WHOLE = (
    "Related: Ferry line to close in spring",
    "Lesen Sie auch: Minister: „Wir haben kein Geld“",
    "Läs också: Så länge går färjan – Rederiets råd",
    "Читайте также: Как пережить зиму?",
    "Read more about the harbour in our long guide.",
    'He said: "Read also what stands below." Nobody did.',
)


def parts(text: str, *shape: Shape) -> list[str]:
    page = Page(InputKind.TEXT, (Block(text), Block("Harbour News")), shape=shape)
    return list(teasers_apart(page, matcher_of()).get(0, [text]))


@pytest.mark.parametrize(
    ("teaser", "prose"),
    [
        *(pytest.param(*rows, id=f"spoken {name}") for name, rows in SPOKEN.items()),
        *(pytest.param(*rows, id=f"told {name}") for name, rows in TOLD.items()),
    ],
)
def test_teaser_is_its_headline(teaser: str, prose: str) -> None:
    """What stands behind the headline on the same line is a block of its own."""
    text = f"{teaser} {prose}"
    assert parts(text, Shape.ONE_LINE) == [teaser, prose]
    assert parts(text) == [text]


@pytest.mark.parametrize("text", WHOLE)
def test_headline_stays_whole(text: str) -> None:
    """A headline is not cut at its own quotation or dash."""
    assert parts(text, Shape.ONE_LINE) == [text]


def test_prose_before_a_teaser_is_apart_too() -> None:
    """The label is looked for in every sentence."""
    told = "The ferry stopped. It was late."
    teaser = "Read also: Harbour to be dredged"
    said = "“We were never asked,” said the captain."
    assert parts(f"{told} {teaser} {said}", Shape.ONE_LINE) == [told, teaser, said]
