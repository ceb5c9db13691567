"""An engine's first word to the edge: which one it is, and the number of the page to come."""

import struct
from typing import NamedTuple

STARTED = struct.Struct("!HQ")


class Start(NamedTuple):
    """slot: the engine's row on the board. serial: of the page, in that row."""

    slot: int
    serial: int
