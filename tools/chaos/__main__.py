"""What the service does while everything around it fails, as a table.

Each trial starts a service of its own on this machine, does its harm, and says what was seen and
whether that is what is promised. The defaults take some minutes; --times takes ten times the
pages, clients and seconds with 10. Ends with 1 where a promise was not kept.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from tools.chaos import clients, harm, load
from tools.chaos.seen import Seen, Trial

TRIALS: dict[str, Trial] = {
    "overload": load.overload,
    "eight clients": load.eight_clients,
    "many pages": load.many_pages,
    "slow clients": clients.slow,
    "vanishing clients": clients.vanishing,
    "poison": harm.poison,
    "kill -9": harm.killed,
    "full disk": harm.full_disk,
    "nowhere to write": harm.nowhere_to_write,
    "clock": harm.jumping_clock,
    "memory": harm.little_memory,
}
HEAD = """# When everything around it fails

Written by `make chaos ARGS="{arguments}"` on {day:%Y-%m-%d}, on two cores that others used too:
times are those of that machine. Each row is a service of its own, and the command fails where what
is promised is not so. The same harms, at fixed costs and held to the clock, are tests under
[tests/serving](../tests/serving).

| what is done to it | what is promised | what was seen |
|---|---|---|
"""


@click.command(help=__doc__)
@click.argument("names", nargs=-1, metavar="[TRIAL]...", type=click.Choice([*TRIALS]))
@click.option("--times", default=1.0, show_default=True, help="So many times the defaults.")
@click.option("--write", "page", type=click.Path(path_type=Path), help="A page for the table.")
def main(names: tuple[str, ...], times: float, page: Path | None) -> None:
    """Run the trials, one by one."""
    found: list[Seen] = []
    for name in names or TRIALS:
        began = time.monotonic()
        seen = TRIALS[name](times)
        found.append(seen)
        kept = {True: "kept", False: "NOT KEPT", None: "not tried"}[seen.kept]
        print(f"{name}: {seen.figures} {kept} ({time.monotonic() - began:.0f} s)", flush=True)
    if page:
        head = HEAD.format(day=datetime.now(UTC), arguments=" ".join(sys.argv[1:]))
        page.write_text(head + "".join(map(_row, found)), encoding="utf-8")
    sys.exit(any(seen.kept is False for seen in found))


def _row(seen: Seen) -> str:
    mark = "" if seen.kept else "**Not kept.** " if seen.kept is False else "Not tried. "
    return f"| {seen.harm} | {seen.promise} | {mark}{seen.figures} |\n"


if __name__ == "__main__":
    main()
