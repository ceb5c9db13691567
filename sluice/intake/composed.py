"""Unicode's composed form (NFC), in time that grows with the text and not with its square."""

import re
import unicodedata

from sluice.intake.counting import has_flood, is_plainly_composed

# Composing sorts each run of combining marks, in time that grows with the square of its length. No
# language needs more than 30 in a row (UAX #15, "Stream-Safe Text Format"); longer runs stay as
# they are. Python's \\w leaves marks out, so a run of other signs may be passed over too: no loss.
LONG = 31
FLOOD = re.compile(rf"([^\w\s\x00-\x7f]{{{LONG},}})")


def composed(text: str) -> str:
    """The text in NFC, floods of combining marks left alone."""
    # Nearly every page is composed already, and that is seen in a fraction of the time.
    if text.isascii() or is_plainly_composed(text):
        return text
    if not has_flood(text, LONG):
        # Nothing is composed with a line feed, and few lines need to be.
        lines = text.split("\n")
        return "\n".join([line if is_plainly_composed(line) else _nfc(line) for line in lines])
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(piece if FLOOD.fullmatch(piece) else _nfc(piece) for piece in FLOOD.split(text))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
