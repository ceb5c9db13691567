"""From the start of a fresh interpreter to its first answer."""

from statistics import median

from rich.table import Table

from tools.measure.output import CONSOLE
from tools.measure.pages import Pages
from tools.measure.peers import PEERS
from tools.measure.runner import Contender, Cost, Runner

STARTS = 3


def measure(pages: Pages) -> None:
    """Measure and print: the median of three starts each."""
    table = Table("", "ms", "ms of CPU", "MB", title="Start to first answer, resident memory")
    kinds = [Contender("sluice", kind) for kind in dict.fromkeys(f.kind for f in pages.files)]
    for contender in (*kinds, *filter(lambda c: c.is_there, map(Contender, PEERS))):
        found = [_started(contender, pages) for _ in range(STARTS)]
        name = f"sluice, {contender.kind}" if contender in kinds else contender.name
        table.add_row(
            name,
            f"{1_000 * median(cost.seconds for cost in found):,.0f}",
            f"{median(cost.since_start for cost in found):,.0f}",
            f"{median(cost.resident for cost in found) / 1e6:,.0f}",
        )
    CONSOLE.print(table)


def _started(contender: Contender, pages: Pages) -> Cost:
    with Runner(contender) as runner:
        return runner.measure(pages.first[contender.kind][0])
