"""Where each block of a page stands in another reading of the same page.

Both are compared by their ink, the characters that are no blanks: of white space each reading makes
its own. They are the same in nearly all places. One scan goes through both, and where they differ
it looks a little ahead: the other reading has what is no block (the second copy of a formula, a
heading's handle), a block has what stands elsewhere (the hidden part of a line goes before it).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

# Where a link of Markdown leads.
TARGET = re.compile(r"\]\((?:[^()]|\([^()]*+\)){0,2000}+\)[*_~]{0,3}")
# What no reading counts as a character: soft hyphen, zero-width space, byte order mark.
UNSEEN = {0xAD: None, 0x200B: None, 0xFEFF: None}
# So far ahead a block is looked for, and so many characters of it tell that it is the one.
NEAR = 4_000
TELLING = 12
BESIDE = 300
SURE = 60
# A block may hold so many characters in a row that the other reading lacks.
INSERTED = 400
# A stretch is found in the middle of a block by so many of its characters.
GRIP = 6
MOST_STRETCHES = 200
MOST_GAPS = 8
MOST_FAR = 200
# So many marks in a row may stand in one reading alone: emphasis, a heading's handle, a caret.
MARKS = 4

Stretch = tuple[int, int]


class Place(NamedTuple):
    """Where a text stands: stretches of ink, rising; and how much of it stands nowhere."""

    stretches: tuple[Stretch, ...] = ()
    missing: int = 0


def ink_of(text: str) -> str:
    """The text without blanks, and without characters that nobody sees."""
    ink = "".join(text.split())
    return ink if ink.isascii() else ink.translate(UNSEEN)


def seen(text: str) -> str:
    """The text without characters that nobody sees: a soft hyphen may stand within a word."""
    return text if text.isascii() else text.translate(UNSEEN)


class Aligner:
    """The scan. source: the ink of the other reading."""

    def __init__(self, source: str) -> None:
        """Start at the beginning of the source."""
        self._source = source
        self._at = 0
        # What was found ahead of the scan: where it starts, and where it ends.
        self._taken: dict[int, int] = {}
        # What it has stepped over, the oldest first.
        self._gaps: list[Stretch] = []
        # How often it may yet look through all of the source in vain.
        self._far = MOST_FAR

    def places(self, texts: Sequence[str], apart: Sequence[bool]) -> list[Place]:
        """For each text, in the page's order, where it stands.

        apart: whether it may stand within the text that follows it.
        """
        inks = [ink_of(text) for text in texts]
        found = []
        for n, ink in enumerate(inks):
            end = self._at + len(ink)
            if self._source.startswith(ink, self._at) and not self._taken:
                found.append(Place(((self._at, end),)))
                self._at = end
            else:
                search = self._searched_apart if apart[n] else self._searched
                found.append(search(ink, inks[n + 1 : n + 4]))
        return found

    def _searched(self, ink: str, following: Sequence[str]) -> Place:
        """Where a text stands that does not follow the one before it."""
        self._step_over()
        if self._source.startswith(ink, self._at) and not self._taken_within(len(ink)):
            return self._taking(self._at, ink)
        if (place := self._left_out(ink) or self._behind_marks(ink)) is not None:
            return place
        # All of it in one piece a little ahead is likelier than its beginning here.
        needle = _needle(ink, following, TELLING)
        at = self._source.find(needle, self._at, self._at + BESIDE + len(needle))
        if at >= 0 and len(needle) >= TELLING:
            return self._taking(at, ink)
        if (place := self._in_pieces(ink)) is not None:
            return place
        at = self._whole(ink, following)
        if at >= 0:
            return self._taking(at, ink)
        return self._left_behind(ink) or Place((), len(ink))

    def _searched_apart(self, ink: str, following: Sequence[str]) -> Place:
        """The same of a text that may stand within what follows it."""
        self._step_over()
        at = self._whole(ink, following)
        if following and self._source.startswith(following[0], self._at):
            # What it stands in begins here.
            at = self._source.find(ink, self._at + 1, self._at + NEAR)
        if at < 0:
            at = self._whole(ink, ())
        if at <= self._at:
            return self._searched(ink, following)
        self._taken[at] = at + len(ink)
        return Place(((at, at + len(ink)),))

    def _taking(self, at: int, ink: str) -> Place:
        if at > self._at:
            self._gaps = [*self._gaps[1 - MOST_GAPS :], (self._at, at)]
        self._at = at + len(ink)
        return Place(((at, self._at),))

    def _behind_marks(self, ink: str) -> Place | None:
        """The text, where nothing but marks and the target of a link stand before it."""
        source, at = self._source, self._at
        if source.startswith("](", at) and (target := TARGET.match(source, at)):
            at = target.end()
        for _ in range(MARKS + 1):
            if source.startswith(ink, at):
                return self._taking(at, ink)
            if _says(source[at : at + 1]):
                return None
            at += 1
        return None

    def _left_out(self, ink: str) -> Place | None:
        """The text, where it is the first that an earlier step ahead has left out."""
        for n, (start, end) in enumerate(self._gaps):
            if len(ink) <= end - start and self._source.startswith(ink, start):
                return self._from_gap(n, start, ink)
        return None

    def _left_behind(self, ink: str) -> Place | None:
        """The text, where it is anywhere in what was left out."""
        for n, (start, end) in enumerate(self._gaps):
            at = self._source.find(ink, start, end)
            if at >= 0:
                return self._from_gap(n, at, ink)
        return None

    def _from_gap(self, n: int, at: int, ink: str) -> Place:
        self._gaps[n] = (at + len(ink), self._gaps[n][1])
        return Place(((at, at + len(ink)),))

    def _step_over(self) -> None:
        while self._at in self._taken:
            self._at = self._taken.pop(self._at)
        if self._taken:
            self._taken = {start: end for start, end in self._taken.items() if start >= self._at}

    def _taken_within(self, size: int) -> bool:
        return any(self._at <= start < self._at + size for start in self._taken)

    def _whole(self, ink: str, following: Sequence[str]) -> int:
        """Where the whole text stands ahead; what follows it must be there too, if it is short."""
        needle = _needle(ink, following, TELLING)
        at = self._source.find(needle, self._at, self._at + NEAR)
        if at < 0 and self._far and len(needle := _needle(ink, following, SURE)) >= SURE:
            at = self._source.find(needle, self._at)
            self._far -= at < 0
        if at < 0 and len(ink) >= 2:
            at = self._source.find(ink, self._at, self._at + 2 * len(ink) + GRIP)
        return at

    def _in_pieces(self, ink: str) -> Place | None:
        """Where a text stands that begins here, part for part; None where it does not."""
        source, at, done = self._source, self._at, 0
        stretches: list[Stretch] = []
        missing = 0
        while done < len(ink) and len(stretches) < MOST_STRETCHES:
            until = min((start for start in self._taken if start >= at), default=len(source))
            size = _common(source[at : min(until, at + len(ink) - done)], ink, done)
            if size:
                stretches.append((at, at + size))
                at += size
                done += size
            elif not stretches and not missing and len(ink) < GRIP:
                return None
            if done == len(ink):
                break
            if at in self._taken:
                at = self._taken[at]
                continue
            ahead, skipped = self._resumed(ink, done, at)
            if ahead < 0:
                return (
                    None
                    if missing + len(ink) - done > len(ink) // 4
                    else self._given_up(stretches, at, missing + len(ink) - done)
                )
            missing += sum(map(str.isalnum, ink[done : done + skipped]))
            done += skipped
            at = ahead
        return self._given_up(stretches, at, missing + len(ink) - done)

    def _given_up(self, stretches: list[Stretch], at: int, missing: int) -> Place:
        self._at = at
        self._step_over()
        return Place(tuple(stretches), missing)

    def _resumed(self, ink: str, done: int, at: int) -> tuple[int, int]:
        """Where the two go on alike: the place in the source, and how much of the text is left out.

        (-1, 0) where nothing tells.
        """
        source = self._source
        if source.startswith("](", at) and (target := TARGET.match(source, at)):
            return target.end(), 0
        if (step := _over_marks(source[at : at + MARKS + 2], ink[done : done + MARKS + 2])) != (
            0,
            0,
        ):
            return at + step[0], step[1]
        grip = ink[done : done + GRIP]
        # Whichever of the two has the least between.
        behind = source.find(grip, at, at + NEAR) if len(grip) == GRIP else -1
        if behind < 0 and len(grip) < GRIP:
            behind = source.find(grip, at, at + INSERTED)
        most = min(INSERTED, len(ink) - done, behind - at if behind >= 0 else INSERTED)
        for skipped in range(1, most):
            part = ink[done + skipped : done + skipped + GRIP]
            if source.startswith(part, at):
                return at, skipped
        return behind, 0


def _needle(ink: str, following: Sequence[str], size: int) -> str:
    """A text with so much of what follows it that it is not taken for another."""
    needle = ink
    for more in following:
        if len(needle) >= size:
            break
        needle += more
    return needle[: max(len(ink), size)]


def _over_marks(source: str, ink: str) -> tuple[int, int]:
    """How many marks to leave out of the one or of the other so that both go on alike."""
    for count in range(1, MARKS + 1):
        if ink[:2] and source.startswith(ink[:2], count) and not _says(source[:count]):
            return count, 0
        if source[:2] and ink.startswith(source[:2], count) and not _says(ink[:count]):
            return 0, count
    return 0, 0


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _common(source: str, ink: str, done: int) -> int:
    """How many characters of both are the same from their beginnings on."""
    size = len(source)
    if ink.startswith(source, done):
        return size
    low, high = 0, size
    # Halved again and again: slices are compared in C.
    while low < high:
        middle = (low + high + 1) // 2
        if ink.startswith(source[:middle], done):
            low = middle
        else:
            high = middle - 1
    return low
