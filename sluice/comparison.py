"""Two answers to one page: whether the body is another, and which rules made it so.

A rule is found by the reports: a line that only one of the answers lists as removed has left the
other's body, or come back to it, by that rule. What the bodies' lines differ by beyond that has no
rule; it is written otherwise (another form, other links).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

WRITTEN = "(written otherwise)"
REFUSED = "(refused)"
ONE_SIDE = "(on one side only)"
TAG = re.compile(r"<[^<>]*>|\]\([^()\s]*\)")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Line:
    """A line that one body has and the other has not, and the rule that made it so."""

    text: str
    rule: str


@dataclass(frozen=True)
class Change:
    """How the second answer to a page differs from the first in its body.

    gone: lines that only the first body has. back: lines that only the second has.
    """

    page: str
    gone: list[Line] = field(default_factory=list)
    back: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Answered:
    """What is compared of an answer. rest: everything else, the engine aside."""

    page: str
    problem: str
    body: str
    removed: list[tuple[str, str]]
    rest: str


def answered(page: str, fields: Mapping[str, Any]) -> Answered:
    """An answer of the service, of `sluice clean --json` or of a bulk run; or its refusal.

    Raises ValueError for what is none.
    """
    problem = fields.get("code") or fields.get("problem")
    if isinstance(problem, str):
        return Answered(page, problem, "", [], "")
    body, removed = fields.get("body"), fields.get("removed")
    if not isinstance(body, str) or not isinstance(removed, list):
        raise ValueError("it holds no body and no list of what was removed")
    taken = [(each["text"], each["rule"]) for each in removed if _is_taken(each)]
    kept = {name: fields.get(name) for name in ("metadata", "verdict", "removed")}
    return Answered(page, "", body, taken, repr(kept))


def changed(a: Answered, b: Answered) -> Change | None:
    """How the body of b differs from that of a; None where it does not."""
    if a.problem or b.problem:
        return _outcome(a, b) if a.problem != b.problem else None
    if a.body == b.body:
        return None
    before, after = Counter(text for text, _ in a.removed), Counter(text for text, _ in b.removed)
    gone = list(_lines(b.removed, after - before))
    back = list(_lines(a.removed, before - after))
    gone += [Line(text, WRITTEN) for text in _unexplained(a.body, b.body, gone)]
    back += [Line(text, WRITTEN) for text in _unexplained(b.body, a.body, back)]
    return Change(a.page, gone, back)


def on_one_side(page: str, side: str) -> Change:
    """A page that only one side has. side: its name."""
    return Change(page, [Line(f"only {side} has this page", ONE_SIDE)])


def _is_taken(entry: object) -> bool:
    """Whether it is a line of a report, and one that went: a page's report has those that stay."""
    if not isinstance(entry, dict) or entry.get("reason") is None:
        return False
    return isinstance(entry.get("text"), str) and isinstance(entry.get("rule"), str)


def _outcome(a: Answered, b: Answered) -> Change:
    if a.problem and b.problem:
        return Change(a.page, [Line(a.problem, REFUSED)], [Line(b.problem, REFUSED)])
    if b.problem:
        return Change(a.page, [Line(b.problem, REFUSED)])
    return Change(a.page, [], [Line(a.problem, REFUSED)])


def _lines(removed: list[tuple[str, str]], wanted: Counter[str]) -> Iterator[Line]:
    left = wanted.copy()
    for text, rule in removed:
        if left[text] > 0:
            left[text] -= 1
            yield Line(text, rule)


def _unexplained(body: str, other: str, explained: list[Line]) -> Iterator[str]:
    """The body's lines that the other has not, save those that a rule explains."""
    left = Counter(body.split("\n"))
    left.subtract(other.split("\n"))
    known = {_words(part) for line in explained for part in (line.text, *line.text.split("\n"))}
    for line, count in left.items():
        if count > 0 and line.strip() and _words(line) not in known:
            yield line


def _words(line: str) -> str:
    """A line's words, whatever form they stand in."""
    return " ".join(WORD.findall(TAG.sub(" ", line)))
