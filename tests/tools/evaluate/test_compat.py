"""The comparison of two libraries' answers."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.evaluate import compat

pytestmark = pytest.mark.processes

PAGE = (
    "<html><head><title>The old mill turns again</title></head><body><article><p>"
    + "The old mill on the river turned again on Monday, after years of rest. " * 6
    + "</p></article></body></html>"
)


def test_answers_are_counted(tmp_path: Path) -> None:
    """Each field's answers are the same, differ, or are one's alone; texts by their words."""
    (tmp_path / "pages").mkdir()
    records = [{"id": name, "url": None, "type": None} for name in ("a", "b")]
    fields = dict.fromkeys(("body", "with", "without"))
    for record, html in zip(records, (PAGE, "<p></p>"), strict=True):
        packed = gzip.compress(html.encode())
        (tmp_path / "pages" / f"{record['id']}.html.gz").write_bytes(packed)
    rows = "\n".join(json.dumps(record | fields) for record in records)
    (tmp_path / "gold.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    done = CliRunner(env={"COLUMNS": "100"}).invoke(compat.compat, [str(tmp_path)])
    assert done.exit_code == 0, done.output
    rows_of = {
        line.split("│")[1].strip(): line.split("│")[2:-1]
        for line in done.output.split("\n")
        if "│" in line
    }
    counts = {name: [int(cell) for cell in cells] for name, cells in rows_of.items()}
    assert counts["text"] == [1, 0, 0, 0, 1]
    assert counts["title"] == [1, 0, 0, 0, 1]
    assert counts["language"] == [0, 0, 1, 0, 1]
    assert "F1 in the median: 1.000" in done.output
