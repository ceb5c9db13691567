"""The language of the cleaned body."""

import io
import unicodedata
from types import SimpleNamespace

from py3langid import modelio
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sluice.metadata.fields.bayes import COMPILED, Bayes, letters

# Under so many letters a guess is a guess ("Al furjan" was Chinese once: py3langid #17).
FEWEST_LETTERS = 50
# On 607 pages more characters name no other language and cost twice the time.
SAMPLE = 600
CERTAIN = 0.5
# Nearer to CERTAIN than this the library itself is asked, which adds up in single precision; its
# probabilities differ from the compiled ones by a ten-thousandth at most.
CLOSE = 0.005

# It unpacks its model through a temporary file, for which a full or read-only disk has no room.
modelio.tempfile = SimpleNamespace(TemporaryFile=lambda **_: io.BytesIO())
_IDENTIFIER = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

_CODES: list[str] = _IDENTIFIER.nb_classes
_SAME = [(_CODES.index(code), i) for i, code in enumerate(_CODES) if _CODES.index(code) != i]
_MODEL = Bayes(_IDENTIFIER, _SAME) if COMPILED else None


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None where the text is too short to tell."""
    sample = text[:SAMPLE]
    if letters(sample, FEWEST_LETTERS) < FEWEST_LETTERS:
        return None
    if _MODEL is not None:
        best, certainty = _MODEL.most_likely(_encoded(sample))
        if abs(certainty - CERTAIN) > CLOSE:
            return _CODES[best] if certainty > CERTAIN else None
    code, certainty = _IDENTIFIER.classify(sample)
    return str(code) if certainty >= CERTAIN else None


def _encoded(text: str) -> bytes:
    """The bytes that the model knows: composed, and in small letters where all are capitals."""
    cased = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", cased).encode("utf-8", "surrogatepass")
