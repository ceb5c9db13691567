"""The table of what the service does while everything around it fails."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.chaos import __main__ as chaos
from tools.chaos import harm
from tools.chaos.seen import Seen, late, statuses
from tools.measure.client import Outcome

QUIET = (200, b'{"body":"One."}\n{"body":"Two."}\n')


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (QUIET, "as on a quiet day"),
        (
            (200, b'{"body":"One."}\n{"code":"overloaded","retryable":true}\n'),
            "a line that says so",
        ),
        ((200, b'{"body":"One."}\n{"body":"Tw."}\n'), "other bytes"),
        ((422, b""), "422"),
        ((0, b""), "closed connection"),
    ],
)
def test_loss_is_told_from_a_wrong_answer(answer: tuple[int, bytes], expected: str) -> None:
    """An answer that is neither the one of a quiet day nor says what is missing is wrong."""
    assert harm._became(answer, QUIET) == expected


@pytest.mark.parametrize(
    ("kept", "code", "word"),
    [(True, 0, ""), (None, 0, "Not tried. "), (False, 1, "**Not kept.** ")],
)
def test_broken_promise_is_shown_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool | None, code: int, word: str
) -> None:
    """The table says what was not kept, and so does the command's end."""
    monkeypatch.setitem(chaos.TRIALS, "clock", lambda _: Seen("a clock", "all well", "Seen.", kept))
    page = tmp_path / "chaos.md"
    ended = CliRunner().invoke(chaos.main, ["clock", "--write", str(page)])
    assert ended.exit_code == code
    assert f"| a clock | all well | {word}Seen. |\n" in page.read_text(encoding="utf-8")


def test_outcomes_as_figures() -> None:
    """Statuses are counted, what got no answer too; of the seconds the late ones are told."""
    found = [Outcome(i, 200 if i else 0, "", b"", i / 100) for i in range(101)]
    assert statuses(found) == "1 x no answer, 100 x 200"
    assert 0.98 < late(found) <= 1.01
