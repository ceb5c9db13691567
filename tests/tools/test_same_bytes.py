"""What is put through bulk, Ray and Spark, and how their folders are compared."""

import sys
from pathlib import Path

import pytest

from sluice.bulk.inputs import input_of
from sluice.bulk.reading import pages
from tools import same_bytes


def test_each_record_is_a_page(tmp_path: Path) -> None:
    """The archives hold as many pages as were asked for, each with an address of its own."""
    archives = same_bytes.make(tmp_path, 21)
    found = list(pages([input_of(Path(path)) for path in archives], {}, (0, 0)))
    assert {page.url for page in found} == {f"https://example.org/{n}" for n in range(21)}
    assert [page.problem for page in found] == [""] * 21
    bodies = [page.job.body for page in found if page.job]
    assert sum(b"Content-Type: text/html" in body for body in bodies) == 2
    assert len(set(bodies)) == 21
    assert max(map(len, bodies)) < 2_000


def test_folders_that_differ_in_a_byte(tmp_path: Path) -> None:
    """A part that is missing, longer or under another name is another folder."""
    whole = {"part-00001.ndjson": b"{}\n", "_journal.ndjson": b"{}\n"}
    others = [
        whole | {"part-00001.ndjson": b"[]\n"},
        whole | {"part-00002.ndjson": b""},
        {"part-00001.ndjson": b"{}\n"},
        {"part-00001.ndjso": b"n{}\n", "_journal.ndjson": b"{}\n"},
    ]
    found = []
    for n, files in enumerate([whole, dict(reversed(whole.items())), *others]):
        folder = tmp_path / f"{n}"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        found.append(same_bytes.digest(folder))
    assert found[0] == found[1]
    assert len(set(found)) == 1 + len(others)


@pytest.mark.processes
def test_what_one_took_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run is watched until it ends, how far it is is told, and its figures are those of it."""
    code = "import sys, time; sum(range(10**7)); time.sleep(0.3); sys.exit({})"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_bytes, "LOOK_SECONDS", 0.05)
        patch.setattr(same_bytes, "TOLD_AFTER", 2)
        figures = same_bytes.run([sys.executable, "-c", code.format(0)], "", tmp_path / "mill")
        with pytest.raises(SystemExit, match="failed"):
            same_bytes.run([sys.executable, "-c", code.format(3)], "", tmp_path / "river")
    assert "mill: 0 written, " in capsys.readouterr().out
    assert 0 < figures.cpu_minutes < figures.minutes < 5
    assert figures.memory > 1 << 20
