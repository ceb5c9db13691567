"""The figures as pictures for docs/."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt

Series = Mapping[str, Sequence[tuple[float, float]]]


def plot(path: Path, series: Series, axes: tuple[str, str], scale: str = "log") -> None:
    """Lines by name over one x; scale: of the y axis, the x axis is logarithmic."""
    figure, axis = plt.subplots(figsize=(7, 4.2), dpi=110)
    for name, points in series.items():
        axis.plot(*zip(*points, strict=True), marker="o", markersize=3.5, linewidth=1.4, label=name)
    axis.set_xscale("log")
    axis.set_yscale(scale)
    if scale == "linear":
        axis.set_ylim(bottom=0)
    places = sorted({x for points in series.values() for x, _ in points})
    if len(places) < 8:
        axis.set_xticks(places, [f"{x:,.0f}" for x in places], minor=False)
        axis.minorticks_off()
    axis.set_xlabel(axes[0])
    axis.set_ylabel(axes[1])
    axis.grid(visible=True, which="major", alpha=0.3)
    axis.legend(frameon=False, fontsize=8)
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)


def bars(path: Path, figures: Mapping[str, float], label: str) -> None:
    """One bar for each name."""
    figure, axis = plt.subplots(figsize=(7, 0.34 * len(figures) + 1.2), dpi=110)
    names = list(figures)[::-1]
    drawn = axis.barh(names, [figures[name] for name in names], color="#4a7ba6")
    axis.bar_label(drawn, fmt="%.1f", padding=3, fontsize=8)
    axis.set_xscale("log")
    axis.set_xlabel(label)
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)
