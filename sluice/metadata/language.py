"""The language of the cleaned body."""

import io
from types import SimpleNamespace

from py3langid import modelio
from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Under so many letters a guess is a guess ("Al furjan" was Chinese once: py3langid #17).
FEWEST_LETTERS = 50
# On 607 pages more characters name no other language and cost twice the time.
SAMPLE = 600
CERTAIN = 0.5

# It unpacks its model through a temporary file, for which a full or read-only disk has no room.
modelio.tempfile = SimpleNamespace(TemporaryFile=lambda **_: io.BytesIO())
_IDENTIFIER = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None where the text is too short to tell."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    code, certainty = _IDENTIFIER.classify(sample)
    return str(code) if certainty >= CERTAIN else None
