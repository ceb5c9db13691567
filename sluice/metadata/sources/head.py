"""What the page's head says outside its meta tags: title, canonical address, language."""

from typing import Any

from sluice.model import Declared


def read(declared: Declared) -> dict[str, Any]:
    """The title as it stands there, the canonical address and the declared language."""
    given = {
        "title": declared.title,
        "url": declared.canonical,
        "language": declared.language,
    }
    return {field: value for field, value in given.items() if value}
