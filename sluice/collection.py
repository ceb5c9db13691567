"""Python's search for cyclic garbage, which has nothing to find while a page is cleaned."""

import gc
from types import TracebackType
from typing import Self


class HeldBack:
    """No search until the end of the block, if there was any before.

    A page is tens of thousands of tuples that live as long as it is cleaned, and Python looks
    through all of them again and again as they become more: a tenth of a common page's time, a
    third of a large one's. Threads that clean at a time leave it as the first of them found it.
    """

    def __enter__(self) -> Self:
        """Hold searches back."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let Python search again."""
        if self._was_enabled:
            gc.enable()
