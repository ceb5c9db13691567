"""A table as one test: all of its failing rows are told, and none is passed over."""

import pytest

from tests.rows import SHOWN, every_row


def test_every_row_is_tried() -> None:
    """All rows are tried, in order, with what the test asks for beside them."""
    tried = []

    @every_row(("left", "right"), [(1, 2), (3, 4)])
    def table(left: int, beside: str, right: int) -> None:
        tried.append((left, right, beside))

    table(beside="it")
    assert tried == [(1, 2, "it"), (3, 4, "it")]


def test_every_failing_row_is_told() -> None:
    """One row that fails hides no other; each is shown with its values, and pytest's own words."""

    @every_row("row", [1, 20, 3, 40])
    def table(row: int) -> None:
        assert {"row": row} == {"row": row % 10}, f"{row} is wrong"

    with pytest.raises(pytest.fail.Exception) as failed:
        table()
    told = str(failed.value)
    assert told.startswith("2 of 4 rows fail\n\n20\n")
    assert "\n\n40\n" in told
    assert "40 is wrong" in told
    assert "test_rows.py" in told
    assert "rows.py:" not in told.replace("test_rows.py:", "")


def test_error_and_failure_in_a_row_are_told() -> None:
    """An exception, or a failure that is raised by pytest itself, fails its row alone."""

    @every_row("row", ["raise", "fail", "pass"], ids=lambda row: f"row {row}")
    def table(row: str) -> None:
        if row == "raise":
            raise LookupError(row)
        if row == "fail":
            pytest.fail("not this one")

    with pytest.raises(pytest.fail.Exception, match=r"2 of 3 rows fail") as failed:
        table()
    assert "row raise\n" in str(failed.value)
    assert "LookupError" in str(failed.value)
    assert "not this one" in str(failed.value)


def test_known_failure_has_to_fail() -> None:
    """A row that is marked as failing may fail, and fails the table as soon as it does not."""
    fails = pytest.mark.xfail(strict=True, reason="a known failure")

    @every_row("row", [1, pytest.param(2, marks=fails), pytest.param(3, marks=fails, id="three")])
    def table(row: int) -> None:
        assert row != 2

    with pytest.raises(
        pytest.fail.Exception, match=r"^1 of 3 rows fail\n\nthree\nis no failure any"
    ):
        table()


def test_many_failures_stay_readable() -> None:
    """Of a table that fails as a whole the first rows are shown, and the others named."""

    @every_row("row", range(SHOWN + 5))
    def table(row: int) -> None:
        raise AssertionError("no")

    with pytest.raises(pytest.fail.Exception) as failed:
        table()
    assert str(failed.value).count("AssertionError: no") == SHOWN
    assert str(failed.value).endswith(f"and as well:\n{SHOWN}\n21\n22\n23\n24")


def test_tables_are_crossed() -> None:
    """Two tables above one test try each row of the one with each of the other."""
    tried = []

    @every_row("left", ["a", "b"], ids=["first", "second"])
    @every_row("right", [1, 2])
    def table(left: str, right: int) -> None:
        tried.append(f"{left}{right}")
        assert tried[-1] != "b1"

    with pytest.raises(pytest.fail.Exception, match=r"1 of 2 rows fail\n\nsecond\n(.*\n)*.*b1"):
        table()
    assert tried == ["a1", "a2", "b1", "b2"]


def test_names_are_as_many_as_rows() -> None:
    """Names that were given for other rows name none."""
    with pytest.raises(ValueError, match="2 rows, 1 names"):
        every_row("row", [1, 2], ids=["one"])


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([], ValueError),
        ([(1, 2, 3)], ValueError),
        ([pytest.param(1, 2, marks=pytest.mark.skip)], TypeError),
    ],
)
def test_table_that_would_try_nothing_is_refused(rows: list, error: type[Exception]) -> None:
    """A table without rows, a row of another length, and one to be skipped are found at once."""
    with pytest.raises(error):
        every_row(("left", "right"), rows)


def test_rows_share_nothing_that_they_could_spoil() -> None:
    """What pytest makes for each test alone would be one for all rows."""
    with pytest.raises(TypeError, match="tmp_path"):

        @every_row("row", [1])
        def table(row: int, tmp_path: object) -> None:
            """Never run."""


@every_row("row", [1, 2])
def test_pytest_sees_the_fixtures_only(row: int, request: pytest.FixtureRequest) -> None:
    """Rows are no fixtures, and a table is one test."""
    assert "row" not in request.fixturenames
    assert request.node.name == "test_pytest_sees_the_fixtures_only"
