"""Sluice beside other libraries on the same pages."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import mean, median, quantiles

from rich.progress import track
from rich.table import Table

from tools.measure.output import CONSOLE
from tools.measure.pages import Form, Pages
from tools.measure.runner import Contender, Cost, Runner

PEERS = ("trafilatura", "resiliparse", "lexbor")
# A text is compared with what others take for the HTML that it was made of.
HTML_OF = {Form.TEXT: Form.HTML, Form.SENTENCE_TEXT: Form.SENTENCE_HTML}


Series = tuple[Form, str]
Costs = dict[Series, list[Cost]]


def compare(pages: Pages) -> None:
    """Measure and print."""
    costs = _measured(pages)
    number = len(next(iter(costs.values())))
    table = Table("", "", "mean", "median", "p99", title=f"CPU a page, ms; {number} pages")
    for (form, name), found in costs.items():
        spent = [cost.milliseconds for cost in found]
        figures = (f"{figure:.2f}" for figure in (mean(spent), median(spent), _late(spent)))
        table.add_row(form, name, *figures)
    CONSOLE.print(table)
    CONSOLE.print(_ratios(costs))
    _refused(costs)


def _measured(pages: Pages) -> Costs:
    costs: Costs = defaultdict(list)
    with ExitStack() as stack:
        runners = {
            (form, c.name): stack.enter_context(Runner(c))
            for form in pages.files
            for c in _contenders(form)
        }
        for (form, _), runner in runners.items():
            runner.warm(pages.first[form.kind])
        for row in track(pages.rows(), "Pages", total=len(next(iter(pages.files.values())))):
            for (form, name), runner in runners.items():
                costs[form, name].append(runner.measure(row[form]))
    return costs


def _contenders(form: Form) -> Iterator[Contender]:
    yield Contender("sluice", form.kind)
    if form in HTML_OF:
        return
    for name in PEERS:
        contender = Contender(name)
        if contender.is_there:
            yield contender
        else:
            CONSOLE.print(f"{name} is not installed: left out.")


def _late(spent: list[float]) -> float:
    return quantiles(spent, n=100, method="inclusive")[98] if len(spent) > 1 else spent[0]


def _ratios(costs: Costs) -> Table:
    table = Table("Sluice, times", *PEERS, title="Ratio of the means (of the medians)")
    for form, name in costs:
        if name == "sluice":
            cells = (_ratio(costs, form, peer) for peer in PEERS)
            table.add_row(form, *cells)
    return table


def _ratio(costs: Costs, form: Form, peer: str) -> str:
    ours = [cost.milliseconds for cost in costs[form, "sluice"]]
    theirs = [cost.milliseconds for cost in costs.get((HTML_OF.get(form, form), peer), ())]
    if not theirs:
        return "left out"
    return f"{mean(ours) / mean(theirs):.2f} ({median(ours) / median(theirs):.2f})"


def _refused(costs: Costs) -> None:
    for (form, name), found in costs.items():
        refused = [cost.refused for cost in found if cost.refused]
        if refused:
            CONSOLE.print(f"{name}, {form}: {len(refused)} pages ended with {set(refused)}.")
