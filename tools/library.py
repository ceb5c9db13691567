"""The few names through which tools call the library, wherever a commit has them.

A tool that compares two commits runs the code of both. This module imports nothing else of the
project, so that it can be loaded beside any of them.
"""

import importlib
from typing import Any

# From the newest place to the oldest.
PLACES = {
    "clean": ("sluice.pipeline", "sluice", "service.pipeline"),
    "Source": ("sluice.model", "sluice", "service.model"),
    "InputKind": ("sluice.model", "sluice", "service.model"),
    "Refused": ("sluice.errors", "sluice", "service.errors"),
    "Output": ("sluice.render", "sluice", "service.render"),
    "answer": (
        *("sluice.answer", "service.api.answer", "service.api.response"),
        *("sluice.wire.answer", "service.wire.answer"),
    ),
    "Options": (
        *("sluice.options", "service.api.options"),
        *("sluice.wire.options", "service.wire.options"),
    ),
    "Removed": (
        *("sluice.options", "service.api.options"),
        *("sluice.wire.options", "service.wire.options"),
    ),
}


def named(name: str) -> Any:
    """What goes by this name in the commit that is in the path.

    Raises LookupError where none of its places has it.
    """
    for place in PLACES[name]:
        try:
            return getattr(importlib.import_module(place), name)
        except (ModuleNotFoundError, AttributeError):
            continue
    raise LookupError(f"no {name} in {', '.join(PLACES[name])}")
