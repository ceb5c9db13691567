"""What is known of one host: which lines it prints on how many of its pages, and where."""

import re
import struct
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import blake2b
from typing import NamedTuple

DIGITS = re.compile(r"\d+")
# A line's key, on how many pages it stood, and its place.
ROW_BYTES = struct.calcsize("<QHB")
# No line has it: it stands for one that is not to be looked up.
NO_KEY = 0


class Place(IntEnum):
    """Where a line may be taken."""

    # Above and below the page's own sentences, and in a block of such lines between them.
    AROUND = 0
    ANYWHERE = 1


class Printed(NamedTuple):
    """A line of a site's template, and on how many of the pages that were counted it stood."""

    pages: int
    place: Place


@dataclass(frozen=True)
class Site:
    """One host's profile. pages: how many were counted, each with a body of its own."""

    pages: int = 0
    lines: dict[int, Printed] = field(default_factory=dict)

    def printed(self, key: str) -> Printed | None:
        """What is known of the line with this key (sluice.judge.facts); None: it is no template's.

        Where a line differs in its figures alone, it is known by the rest of it.
        """
        if found := self.lines.get(exact(key)):
            return found
        return self.lines.get(folded(key))

    def packed(self) -> bytes:
        """The lines as bytes: keys, pages and places, by key."""
        rows = sorted(self.lines.items())
        keys, printed = [key for key, _ in rows], [row for _, row in rows]
        size = len(rows)
        figures = (*(row.pages for row in printed), *(row.place for row in printed))
        return struct.pack(f"<{size}Q{size}H{size}B", *keys, *figures)


NO_SITE = Site()


def unpacked(pages: int, lines: bytes) -> Site:
    """The profile that `packed` has written. Raises struct.error for other bytes."""
    size = len(lines) // ROW_BYTES
    figures = struct.unpack(f"<{size}Q{size}H{size}B", lines)
    rows = zip(figures[size : 2 * size], map(Place, figures[2 * size :]), strict=True)
    return Site(pages, dict(zip(figures[:size], map(Printed._make, rows), strict=True)))


def exact(key: str) -> int:
    """The number of a line with all its letters and figures; NO_KEY where it has no letter."""
    return _number(b"=", key) if any(map(str.isalpha, key)) else NO_KEY


def folded(key: str) -> int:
    """The number of a line whatever its figures are; NO_KEY where it has none, or nothing else."""
    rest, figures = DIGITS.subn("0", key)
    if not figures or not any(map(str.isalpha, rest)):
        return NO_KEY
    return _number(b"0", rest)


def _number(way: bytes, text: str) -> int:
    digest = blake2b(way + text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "little") or 1
