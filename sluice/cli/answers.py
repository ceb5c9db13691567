"""Files of answers, read side by side: each page of one with the same page of the other."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sluice.comparison import Answered, answered

# What a bulk run writes into its folder: the answers, and the pages that it could not clean.
PARTS = ("part-*.ndjson", "_failures.ndjson")
Key = tuple[object, ...]
Pair = tuple[Answered | None, Answered | None]


class BadAnswersError(ValueError):
    """A file that holds no answers, with a sentence that names it."""


def pairs(a: Path, b: Path) -> Iterator[Pair]:
    """Each page's answers of both; None where one side has none.

    Pages are the same by `file` and `position`, else by `id`, else by their place in the file. Only
    those are held whose other half has not come yet: few, where both have one order.

    Raises BadAnswersError.
    """
    waiting: tuple[dict[Key, Answered], dict[Key, Answered]] = ({}, {})
    for both in zip_longest(_answers(a), _answers(b)):
        for side, found in enumerate(both):
            if found is None:
                continue
            key, answer = found
            other = waiting[1 - side].pop(key, None)
            if other is None:
                waiting[side][key] = answer
            else:
                yield (answer, other) if side == 0 else (other, answer)
    yield from ((answer, None) for answer in waiting[0].values())
    yield from ((None, answer) for answer in waiting[1].values())


def _answers(path: Path) -> Iterator[tuple[Key, Answered]]:
    seen: Counter[Key] = Counter()
    for number, (file, line) in enumerate(_lines(path), 1):
        try:
            fields = json.loads(line)
            if not isinstance(fields, dict):
                raise ValueError("it is no object")
            key, name = _named(fields, number)
            answer = answered(name, fields)
        except ValueError as error:
            no_json = isinstance(error, json.JSONDecodeError | UnicodeDecodeError)
            what = f"in line {number} {'it is no JSON' if no_json else error}"
            sentence = f"{file} is no file of answers (sluice clean --json): {what}."
            raise BadAnswersError(sentence) from None
        seen[key] += 1
        yield (*key, seen[key]), answer


def _lines(path: Path) -> Iterator[tuple[Path, bytes]]:
    files = [path]
    if path.is_dir():
        files = sorted(file for pattern in PARTS for file in path.glob(pattern))
        if not files:
            raise BadAnswersError(f"{path} holds no parts of a bulk run in NDJSON.")
    for file in files:
        with file.open("rb") as lines:
            yield from ((file, line) for line in lines if line.strip())


def _named(fields: dict[str, Any], number: int) -> tuple[Key, str]:
    """What tells a page from others, and what people call it."""
    file, position, name = fields.get("file"), fields.get("position"), fields.get("id")
    if isinstance(file, str):
        shown = fields.get("url") or (file if position in (None, 1) else f"{file}:{position}")
        return ("file", file, position), str(shown)
    if isinstance(name, str):
        return ("id", name), name
    return ("line", number), f"line {number}"
