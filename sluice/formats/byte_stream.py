"""Bytes that arrive in pieces, taken by line and by length."""

from collections.abc import Iterable


class Arriving:
    """A stream that is read once, from its start; it holds no more than one piece ahead."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """pieces: in order; empty ones are no end."""
        self._pieces = iter(pieces)
        self._held = b""
        self._at = 0

    def line(self, limit: int) -> bytes:
        """Up to and with the next line feed; less at the end. Raises ValueError past the limit."""
        found: list[bytes] = []
        length = 0
        while self._more():
            end = self._held.find(b"\n", self._at) + 1
            part = self._held[self._at : end or None]
            self._at += len(part)
            found.append(part)
            length += len(part)
            if length > limit:
                raise ValueError
            if end:
                break
        return b"".join(found)

    def take(self, count: int) -> bytes:
        """So many bytes. Raises EOFError when there are fewer."""
        found: list[bytes] = []
        while count:
            part = self._part(count)
            found.append(part)
            count -= len(part)
        return b"".join(found)

    def skip(self, count: int) -> None:
        """Read past so many bytes and hold none. Raises EOFError when there are fewer."""
        while count:
            count -= len(self._part(count))

    def _part(self, most: int) -> bytes:
        if not self._more():
            raise EOFError
        part = self._held[self._at : self._at + most]
        self._at += len(part)
        return part

    def _more(self) -> bool:
        """Whether there is a byte to take; waits for it."""
        while self._at == len(self._held):
            piece = next(self._pieces, None)
            if piece is None:
                return False
            self._held, self._at = piece, 0
        return True
