"""The plan for many pages, computed from the table of inputs in docs/scaling.md.

    python -m tools.plan [--set pages=5e6 --set cores=64]

With --write the page's own plan is written anew; `make docs` does so.
"""

import math
import re
from pathlib import Path
from typing import NamedTuple

import click

PAGE = Path(__file__).parents[1] / "docs" / "scaling.md"
INPUTS = re.compile(r"<!-- inputs -->\n(.*?)<!-- /inputs -->", re.S)
DERIVED = re.compile(r"(<!-- derived -->\n).*?(<!-- /derived -->)", re.S)
ROW = re.compile(r"^\| `(\w+)` \| ([\d.e+]+) \|", re.M)
Values = dict[str, float]


class Line(NamedTuple):
    """One derived figure. formula: of inputs and of figures before it; shown, and computed."""

    name: str
    title: str
    formula: str
    form: str = "{:,.0f}"


PLAN = (
    Line(
        "core_rate",
        "pages a core cleans in a second",
        "1000 / page_ms",
        "{:.1f}",
    ),
    Line(
        "container_rate",
        "pages a second of a container with 4 cores",
        "4 * core_rate * used",
    ),
    Line(
        "container_mib",
        "MiB for it, with one engine at its cap",
        "4 * engine_mib + cap_mib",
    ),
    Line(
        "machine_days",
        "days of one machine with node_cores cores (bulk)",
        "pages * page_ms / used / node_cores / 86_400_000",
        "{:,.1f}",
    ),
    Line(
        "core_hours",
        "core hours",
        "pages * page_ms / used / 3_600_000",
    ),
    Line(
        "hours",
        "hours on the cluster",
        "core_hours / cores",
        "{:,.1f}",
    ),
    Line(
        "cpu_usd",
        "USD for the cores",
        "core_hours * core_usd",
    ),
    Line(
        "nodes",
        "nodes",
        "ceil(cores / node_cores)",
    ),
    Line(
        "node_gib",
        "GiB of memory a node, a tenth of its actors at their caps",
        "node_cores * (actor_mib + cap_mib / 10) / 1024",
    ),
    Line(
        "job_rate",
        "pages a second that one job can carry",
        "1000 / max(driver_ms, reader_ms)",
    ),
    Line(
        "job_cores",
        "cores that one job can keep at work",
        "floor(job_rate * page_ms / 1000 / used)",
    ),
    Line(
        "jobs",
        "jobs side by side, each with its share of the inputs",
        "ceil(cores / job_cores)",
    ),
    Line(
        "in_tb",
        "TB of inputs",
        "pages * in_kb / 1e9",
        "{:,.1f}",
    ),
    Line(
        "out_tb",
        "TB of results",
        "pages * out_kb / 1e9",
        "{:,.1f}",
    ),
    Line(
        "store_usd",
        "USD a month to keep both",
        "(in_tb + out_tb) * 1000 * gb_usd",
    ),
    Line(
        "net_mb",
        "MB a second into each node",
        "pages * raw_kb / (hours * 3600) / nodes / 1000",
        "{:,.1f}",
    ),
    Line(
        "costly_hours",
        "core hours until deadlines (in _failures.ndjson afterwards)",
        "pages * costly / 1e6 * page_seconds / 3600",
    ),
    Line(
        "lost",
        "nodes lost on the way",
        "nodes * hours * lost_nodes",
        "{:,.1f}",
    ),
    Line(
        "again_hours",
        "core hours of work done again for them, at most",
        "lost * node_cores * block_pages * blocks_ahead * page_ms / 3_600_000",
        "{:,.1f}",
    ),
    Line(
        "total_usd",
        "USD in all, results and inputs kept for a month",
        "cpu_usd + (costly_hours + again_hours) * core_usd + store_usd",
    ),
)
FUNCTIONS = {"ceil": math.ceil, "floor": math.floor, "max": max}


def inputs(page: str) -> Values:
    """The table of inputs. Raises ValueError when there is none, or one of its values is zero."""
    table = INPUTS.search(page)
    values = {name: float(value) for name, value in ROW.findall(table[1])} if table else {}
    if not values or not all(values.values()):
        raise ValueError("There is no table of inputs, or a value in it is zero.")
    return values


def computed(values: Values) -> Values:
    """The inputs and all that follows from them."""
    found = dict(values)
    for line in PLAN:
        found[line.name] = eval(line.formula, {"__builtins__": FUNCTIONS}, found)
    return found


def table(values: Values) -> str:
    """The plan as a table, each figure with its arithmetic."""
    found = computed(values)
    rows = ["| figure | | is | arithmetic |", "|---|---|---|---|"]
    rows += [
        f"| `{line.name}` | {line.title} | {line.form.format(found[line.name])} "
        f"| `{line.formula}` |"
        for line in PLAN
    ]
    return "\n".join(rows) + "\n"


def renewed(page: str) -> str:
    """The page with the plan that its inputs give."""
    return DERIVED.sub(lambda found: found[1] + table(inputs(page)) + found[2], page)


def _given(pairs: tuple[str, ...], known: Values) -> Values:
    found = dict(pair.partition("=")[::2] for pair in pairs)
    if strange := found.keys() - known.keys():
        raise click.UsageError(f"No such input: {', '.join(sorted(strange))}.")
    try:
        return {name: float(value) for name, value in found.items()}
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@click.command(help=__doc__)
@click.option("--set", "pairs", multiple=True, metavar="INPUT=VALUE", help="Instead of the page's.")
@click.option("--write", is_flag=True, help="Write the page's plan anew.")
def main(pairs: tuple[str, ...], write: bool) -> None:  # noqa: FBT001 - click's form
    """Show the plan, or write it."""
    page = PAGE.read_text(encoding="utf-8")
    known = inputs(page)
    if write:
        PAGE.write_text(renewed(page), encoding="utf-8")
    else:
        click.echo(table(known | _given(pairs, known)), nl=False)


if __name__ == "__main__":
    main()
