"""A table of examples as one test, which tells of every row that fails.

What pytest keeps for each test costs more than most rows do, so that thousands of them are minutes.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NamedTuple

import pytest

# Rows would find in them what an earlier row left there.
FOR_ONE_TEST = {"tmp_path", "monkeypatch", "capsys", "capfd", "caplog"}
SHOWN = 20

Test = Callable[..., None]
Ids = Callable[[Any], str] | Iterable[str] | None


class Row(NamedTuple):
    """One call of the test."""

    name: str
    values: dict[str, Any]
    fails: bool  # is known to


def every_row(
    names: str | tuple[str, ...], rows: Iterable[Any], ids: Ids = None
) -> Callable[[Test], Test]:
    """Like pytest.mark.parametrize, for all rows at once; ids are the rows' names, or make them.

    A row that is marked as a known failure has to fail. Several tables may stand above one test:
    each row of the one is then tried with each of the other. Raises TypeError for a test that asks
    for what is made for one test only and for any other mark, ValueError for a table without rows
    and for rows or names of another number.
    """
    table = _table((names,) if isinstance(names, str) else names, list(rows), ids)

    def decorate(test: Test) -> Test:
        asked = inspect.signature(test)
        fixtures = [p for name, p in asked.parameters.items() if name not in table[0].values]
        if left := FOR_ONE_TEST & {parameter.name for parameter in fixtures}:
            raise TypeError(f"{test.__name__}: rows would share {', '.join(sorted(left))}")

        @wraps(test)
        def whole(**given: Any) -> None:
            tried = [(row.name, _tried(test, row, given)) for row in table]
            if failed := [(name, problem) for name, problem in tried if problem]:
                pytest.fail(_told(failed, len(table)), pytrace=False)

        # It is what pytest reads the fixtures from.
        whole.__signature__ = asked.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return whole

    return decorate


def _table(names: tuple[str, ...], rows: list[Any], ids: Ids) -> list[Row]:
    given = list(ids) if ids is not None and not callable(ids) else None
    if not rows or (given is not None and len(given) != len(rows)):
        raise ValueError(f"{len(rows)} rows, {len(given or rows)} names")
    table = [_row(names, row, ids if callable(ids) else None) for row in rows]
    if given is None:
        return table
    return [row._replace(name=name) for row, name in zip(table, given, strict=True)]


def _row(names: tuple[str, ...], row: Any, named: Callable[[Any], str] | None) -> Row:
    """The row, which may be what pytest.param makes of it."""
    marks = {mark.name for mark in getattr(row, "marks", ())}
    if marks - {"xfail"}:
        raise TypeError(f"a row with the mark {marks} has to be a test of its own")
    if hasattr(row, "marks"):
        values = tuple(row.values)
    else:
        values = (row,) if len(names) == 1 else tuple(row)
    if len(values) != len(names):
        raise ValueError(f"{values!r} is no row of {', '.join(names)}")
    if named is not None:
        name = named(values if len(values) > 1 else values[0])
    else:
        name = getattr(row, "id", None) or ", ".join(map(repr, values))
    return Row(name, dict(zip(names, values, strict=True)), bool(marks))


def _tried(test: Test, row: Row, given: dict[str, Any]) -> str:
    """What a row failed with, as pytest shows it, or nothing."""
    try:
        test(**given, **row.values)
    except (Exception, pytest.fail.Exception):
        # Without the frame of this module.
        info = pytest.ExceptionInfo.from_current()
        info.traceback = info.traceback[1:]
        return "" if row.fails else str(info.getrepr(style="short"))
    return "is no failure any more" if row.fails else ""


def _told(failed: list[tuple[str, str]], rows: int) -> str:
    parts = [f"{name}\n{problem}" for name, problem in failed[:SHOWN]]
    if more := [name for name, _ in failed[SHOWN:]]:
        parts.append("\n".join(["and as well:", *more]))
    return "\n\n".join([f"{len(failed)} of {rows} rows fail", *parts])
