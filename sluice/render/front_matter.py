"""The metadata above a body, as front matter in YAML that every reader of Markdown files knows."""

import json
import re

from sluice.model import Metadata

FIELDS = (
    *("title", "authors", "agency", "site_name", "date_published", "date_modified", "language"),
    *("description", "url", "image", "section", "tags", "license"),
)
# What JSON lets stand in a string and YAML (1.2, "Escaped Characters") does not, or folds.
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def front_matter_of(metadata: Metadata) -> str:
    """All that is known of the article, each on a line; with the lines around it."""
    lines = []
    for name in FIELDS:
        value = getattr(metadata, name)
        if isinstance(value, tuple) and value:
            lines.append(f"{name}: [{', '.join(map(_quoted, value))}]")
        elif value and isinstance(value, str):
            lines.append(f"{name}: {_quoted(value)}")
    return "\n".join(["---", *lines, "---"])


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return ESCAPED.sub(lambda mark: f"\\u{ord(mark[0]):04x}", quoted)
