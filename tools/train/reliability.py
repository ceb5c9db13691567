"""What is known of judged pages, and how far a page model's words can be trusted.

Reliability: pages of one band of the score, and how good their bodies are. Risk and coverage: the
mean loss of the best-scored pages, over how many of all pages they are.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

from sluice.pagetype.learned import TYPES
from sluice.pagetype.words import Clues
from tools.train.corpus import FOLDS

# WCXB's collections are listings of goods, and listings to us.
SAME = {"collection": "listing"}
RIGHT = 0.92
BANDS = ((0.95, 1.01), (0.9, 0.95), (0.8, 0.9), (0.65, 0.8), (0.5, 0.65), (0.25, 0.5), (0, 0.25))


@dataclass(frozen=True)
class JudgedPage:
    """A page as the judge left it. f1: of its body, None where no body is known.

    peer_f1 and peer_length: of trafilatura's body, for the risk-coverage curve; HTML alone.
    """

    corpus: str
    form: str
    fold: int
    site: str
    type: str
    figures: dict[str, float]
    clues: Clues
    f1: float | None = None
    peer_f1: float | None = None
    peer_length: int = 0

    @property
    def kind(self) -> int:
        """The type's place in TYPES."""
        return [str(kind) for kind in TYPES].index(SAME.get(self.type, self.type))

    @property
    def weight(self) -> float:
        """Pages whose type nobody has labelled count less; nearly all of them are articles."""
        own = 1.0 if self.corpus == "wcxb-dev" else 0.2
        return own if self.form == "html" else own / 2


@dataclass(frozen=True)
class Tried:
    """What a model says of a page whose site it has not seen; log_odds: of a right body."""

    page: JudgedPage
    kind: int
    log_odds: float


def scale_of(trials: Sequence[Tried], without: int = -1) -> tuple[float, float]:
    """Slope and offset that make the log-odds fit the pages: a logistic function (Platt 1999)."""
    chosen = [t for t in trials if t.page.f1 is not None and t.page.fold != without]
    odds = np.array([[t.log_odds, 1.0] for t in chosen])
    right = np.array([(t.page.f1 or 0) >= RIGHT for t in chosen], dtype=float)
    at = np.array([1.0, 0.0])
    for _ in range(50):
        said = 1 / (1 + np.exp(-odds @ at))
        curve = (odds * (said * (1 - said))[:, None]).T @ odds
        at = at + np.linalg.solve(curve, odds.T @ (right - said))
    return float(at[0]), float(at[1])


def report(trials: Sequence[Tried]) -> dict[str, object]:
    """Confusion of types, reliability of scores and risk-coverage, by form of page."""
    scales = {fold: scale_of(trials, fold) for fold in range(FOLDS)}
    return {
        form: _of_form([t for t in trials if t.page.form == form], scales)
        for form in sorted({t.page.form for t in trials})
    }


def _of_form(trials: list[Tried], scales: dict[int, tuple[float, float]]) -> dict[str, object]:
    labelled = [t for t in trials if t.page.corpus == "wcxb-dev"]
    scored = [(_scaled(t, scales), t.page) for t in trials if t.page.f1 is not None]
    peers = [(float(p.peer_length), p.peer_f1) for _, p in scored if p.peer_f1 is not None]
    found: dict[str, object] = {
        "accuracy": round(mean(t.kind == t.page.kind for t in labelled), 4),
        "confusion": _confusion(labelled),
        "other_corpora": _other(trials),
        "reliability": _reliability([(score, page.f1 or 0.0) for score, page in scored]),
        "risk": round(risk([(score, page.f1 or 0.0) for score, page in scored]), 4),
    }
    if peers:
        found["risk_of_trafilatura_by_length"] = round(risk(peers), 4)
    return found


def _scaled(trial: Tried, scales: dict[int, tuple[float, float]]) -> float:
    slope, offset = scales[trial.page.fold]
    return float(1 / (1 + np.exp(-(slope * trial.log_odds + offset))))


def _confusion(trials: Sequence[Tried]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter] = defaultdict(Counter)
    for trial in trials:
        table[trial.page.type][str(TYPES[trial.kind])] += 1
    return {kind: dict(row) for kind, row in sorted(table.items())}


def _other(trials: Sequence[Tried]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter] = defaultdict(Counter)
    for trial in trials:
        if trial.page.corpus != "wcxb-dev":
            table[trial.page.corpus][str(TYPES[trial.kind])] += 1
    return {corpus: dict(row) for corpus, row in sorted(table.items())}


def _reliability(scored: Sequence[tuple[float, float]]) -> dict[str, dict[str, float]]:
    """By band of the score: pages, their mean F1, and the share whose body is right."""
    bands = {f"{low}-{min(high, 1)}": (low, high) for low, high in BANDS}
    bands |= {">=0.9": (0.9, 1.01), "<0.5": (0, 0.5)}
    found = {}
    for name, (low, high) in bands.items():
        inside = [f1 for score, f1 in scored if low <= score < high]
        if inside:
            right = mean(f1 >= RIGHT for f1 in inside)
            figures = {"pages": len(inside), "f1": mean(inside), "right": right}
            found[name] = {key: round(value, 3) for key, value in figures.items()}
    return found


def risk(scored: Sequence[tuple[float, float]]) -> float:
    """The area under the risk-coverage curve: the mean loss of the best-scored 1, 2, … pages."""
    losses = np.array([1 - f1 for _, f1 in sorted(scored, key=lambda pair: -pair[0])])
    return float(np.mean(np.cumsum(losses) / np.arange(1, len(losses) + 1)))
