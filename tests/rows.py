"""A table of examples as one test, which tells of every row that fails.

What pytest keeps for each test costs more than most rows do, so that thousands of them are minutes.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

# Rows would find in them what an earlier row left there.
FOR_ONE_TEST = {"tmp_path", "monkeypatch", "capsys", "capfd", "caplog"}
SHOWN = 20

Test = Callable[..., None]


def every_row(
    names: str | tuple[str, ...], rows: Iterable[Any], ids: Callable[[Any], str] | None = None
) -> Callable[[Test], Test]:
    """Like pytest.mark.parametrize, for all rows at once; ids names a row where its values do not.

    Raises TypeError for a test that asks for what is made for one test only, and for a row with a
    mark: a known failure is a test of its own. An empty table raises ValueError.
    """
    wanted = (names,) if isinstance(names, str) else names
    table = [_values(row, wanted) for row in rows]
    if not table:
        raise ValueError("the table has no row")
    named = ids or (lambda row: ", ".join(map(repr, row if len(wanted) > 1 else (row,))))

    def decorate(test: Test) -> Test:
        asked = inspect.signature(test)
        fixtures = [p for name, p in asked.parameters.items() if name not in wanted]
        if left := FOR_ONE_TEST & {parameter.name for parameter in fixtures}:
            raise TypeError(f"{test.__name__}: rows would share {', '.join(sorted(left))}")

        @wraps(test)
        def whole(**given: Any) -> None:
            failed = []
            for values in table:
                if problem := _tried(test, dict(zip(wanted, values, strict=True)) | given):
                    failed.append((named(values if len(wanted) > 1 else values[0]), problem))
            if failed:
                pytest.fail(_told(failed, len(table)), pytrace=False)

        # It is what pytest reads the fixtures from.
        whole.__signature__ = asked.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return whole

    return decorate


def _values(row: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    if hasattr(row, "marks"):
        raise TypeError("a row with a mark has to be a test of its own")
    values = (row,) if len(names) == 1 else tuple(row)
    if len(values) != len(names):
        raise ValueError(f"{values!r} is no row of {', '.join(names)}")
    return values


def _tried(test: Test, values: dict[str, Any]) -> str:
    """What a row failed with, as pytest shows it, or nothing."""
    try:
        test(**values)
    except (Exception, pytest.fail.Exception):
        # Without the frame of this module.
        info = pytest.ExceptionInfo.from_current()
        info.traceback = info.traceback[1:]
        return str(info.getrepr(style="short"))
    return ""


def _told(failed: list[tuple[str, str]], rows: int) -> str:
    parts = [f"{name}\n{problem}" for name, problem in failed[:SHOWN]]
    if more := [name for name, _ in failed[SHOWN:]]:
        parts.append("\n".join(["and as well:", *more]))
    return "\n\n".join([f"{len(failed)} of {rows} rows fail", *parts])
