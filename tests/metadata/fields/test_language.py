"""The language of a body: the compiled model against the library whose tables it reads."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.metadata.fields import bayes, language
from sluice.metadata.fields.language import CERTAIN, CLOSE, FEWEST_LETTERS, SAMPLE, language_of

SENTENCES = [
    ("en", "The old mill on the river was opened again on Monday, after it had stood still."),
    (
        "de",
        "Die alte Mühle am Fluss wurde am Montag wieder eröffnet, nachdem sie lange stillstand.",
    ),
    ("fr", "Le vieux moulin a rouvert lundi, après onze années de silence au bord de la rivière."),
    (
        "es",
        "El viejo molino volvió a abrir el lunes, después de once años de silencio junto al río.",
    ),
    ("it", "Il vecchio mulino sul fiume è stato riaperto lunedì, dopo undici anni di silenzio."),
    (
        "nl",
        "De oude molen aan de rivier werd maandag weer geopend, nadat hij lang had stilgestaan.",
    ),
    (
        "pl",
        "Stary młyn nad rzeką został ponownie otwarty w poniedziałek po jedenastu latach ciszy.",
    ),
    ("ru", "Старая мельница на реке снова открылась в понедельник после долгого ремонта."),
    ("el", "Ο παλιός μύλος δίπλα στο ποτάμι άνοιξε ξανά τη Δευτέρα μετά από έντεκα χρόνια σιωπής."),
    ("ar", "أعيد فتح المطحنة القديمة على النهر يوم الاثنين بعد سنوات من التوقف الطويل."),
    ("hi", "नदी पर बनी पुरानी चक्की सोमवार को फिर से खोली गई, वह कई साल से बंद पड़ी थी।" * 2),
    (
        "ja",
        "川のそばの古い水車小屋が、十一年ぶりに月曜日に再び開かれました。村は喜んでいます。" * 2,
    ),
    ("zh", "河上的老磨坊在关闭十一年之后于星期一重新开放,村民们都来参观。水轮又转了起来。" * 2),
    ("tr", "Nehir kıyısındaki eski değirmen, on bir yıl sessiz kaldıktan sonra pazartesi açıldı."),
]
MIXED = st.lists(st.sampled_from([text for _, text in SENTENCES]), max_size=4).map("".join)


def by_the_library(text: str) -> str | None:
    if sum(map(str.isalpha, text[:SAMPLE])) < FEWEST_LETTERS:
        return None
    code, certainty = language._IDENTIFIER.classify(text[:SAMPLE])
    return str(code) if certainty >= CERTAIN else None


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_one_sentence_names_its_language(code: str, text: str) -> None:
    """One sentence is enough, whatever its case."""
    assert language_of(text) == code
    assert language_of(text.upper()) == by_the_library(text.upper())


@given(MIXED, st.integers(0, 200), st.integers(0, 700))
def test_any_piece_has_the_librarys_answer(text: str, start: int, size: int) -> None:
    """Pieces of one language or of several are answered as the library answers them."""
    piece = text[start : start + size]
    assert language_of(piece) == by_the_library(piece)


@given(st.text(min_size=60, max_size=200))
def test_any_characters_have_the_librarys_answer(text: str) -> None:
    """So are characters of any kind, lone surrogates among them."""
    assert language_of(text) == by_the_library(text)


def plain_twin() -> ModuleType:
    path = Path(bayes.__file__ or "").parent / "bayes.py"
    spec = spec_from_file_location("plain_bayes", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("text", [text for _, text in SENTENCES])
def test_probabilities_are_the_librarys(text: str) -> None:
    """Compiled or not, a probability differs from the library's by far less than a close call."""
    code, certainty = language._IDENTIFIER.classify(text)
    for module in (bayes, plain_twin()):
        model = module.Bayes(language._IDENTIFIER, language._SAME)
        best, probability = model.most_likely(language._encoded(text))
        assert language._CODES[best] == code
        assert abs(probability - certainty) < CLOSE / 10


def test_text_without_features_is_no_language() -> None:
    """What the model knows nothing of has no class, and the next text is not touched by it."""
    model = bayes.Bayes(language._IDENTIFIER, language._SAME)
    first = model.most_likely(SENTENCES[0][1].encode())
    assert model.most_likely(b"") == (-1, 0.0)
    assert model.most_likely(SENTENCES[0][1].encode()) == first
