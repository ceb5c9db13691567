"""Where the tables go: to the terminal, and from there into a page of the documentation."""

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

CONSOLE = Console(record=True, width=110)
HEAD = """# What a page costs

Written by `{call}`
on {day:%Y-%m-%d}, on two cores of a shared machine. Read the ratios: milliseconds differ between
machines and runs. Every page was cleaned once, in a fresh process.

```
{tables}
```
"""


def write(path: Path, call: str) -> None:
    """Write all that was printed as a page of the documentation. call: the command as typed."""
    tables = "\n".join(line.rstrip() for line in CONSOLE.export_text().splitlines())
    path.write_text(HEAD.format(call=call, day=datetime.now(UTC), tables=tables), encoding="utf-8")
