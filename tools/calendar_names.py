"""Writes the names of months and weekdays from the Unicode CLDR, as Babel has it.

    python -m tools.calendar_names

To be run for another version of Babel; a test compares the table with the version installed.
"""

from collections.abc import Iterator

import click
from babel import Locale

from sluice.text.calendar_names import LANGUAGES, MONTH, SHORT_WEEKDAY, TABLE, WEEKDAY

CONTEXTS = ("format", "stand-alone")
HEAD = "of\tlanguage\tnumber\tname"


@click.command(help=__doc__)
def write() -> None:
    """Write the table."""
    TABLE.write_text("\n".join((HEAD, *rows(), "")), encoding="utf-8")
    click.echo(f"{TABLE.name}: {len(list(rows()))} names")


def rows() -> Iterator[str]:
    """The table's lines below its head, each once."""
    yield from dict.fromkeys(_months())
    yield from dict.fromkeys(_weekdays())


def _months() -> Iterator[str]:
    for code in LANGUAGES:
        for context in CONTEXTS:
            for width in ("wide", "abbreviated"):
                yield from _named(MONTH, code, Locale.parse(code).months[context][width])


def _weekdays() -> Iterator[str]:
    for code in LANGUAGES:
        for context in CONTEXTS:
            for kind, width in ((WEEKDAY, "wide"), (SHORT_WEEKDAY, "abbreviated")):
                yield from _named(kind, code, Locale.parse(code).days[context][width])


def _named(kind: str, code: str, names: dict[int, str]) -> Iterator[str]:
    """A row a name; months that a language only numbers ("1월") are read as numbers."""
    language = code.split("_", maxsplit=1)[0]
    for number, name in names.items():
        if not name[:1].isdecimal():
            yield "\t".join((kind, language, str(number), name.rstrip(".")))


if __name__ == "__main__":
    write()
