"""What Ray carries between the nodes, without a cluster: readings, blocks, and what is refused."""

from pathlib import Path

import pytest

pytest.importorskip("ray", reason="Ray is not installed: make integrations")

from deploy import blocks
from deploy.ray import bulk
from sluice.bulk.inputs import Input, input_of
from sluice.bulk.messages import Load
from sluice.pipeline import default_cleaner


def lines(path: Path, count: int, size: int = 10) -> Path:
    path.write_text(f'{{"text": "{"a" * size}"}}\n' * count, encoding="utf-8")
    return path


def job(inputs: list[Input], most_bytes: int = 32 << 20) -> blocks.Job:
    return blocks.Job(inputs, {}, most_bytes, {}, {})


def read(rows: dict[str, list[int]], paths: list[Path]) -> list[Load]:
    tables = bulk.read(rows, job([input_of(path) for path in paths]))
    return [load for each in tables for load in bulk.unpacked(each, Load)]


def test_blocks_are_small(tmp_path: Path) -> None:
    """A block holds a bounded number of pages and of bytes, and no page is lost between blocks."""
    many = lines(tmp_path / "many.ndjson", 2 * blocks.BLOCK_PAGES + 1)
    large = lines(tmp_path / "large.ndjson", 3, blocks.BLOCK_BYTES)
    found = read({"first": [0], "last": [2], "skip": [0]}, [many, large])
    assert [len(load.pages) for load in found] == [64, 64, 2, 1, 1]
    numbers = [(page.input, page.number) for load in found for page in load.pages]
    assert numbers == [*((0, n) for n in range(1, 130)), (1, 1), (1, 2), (1, 3)]


def test_reading_goes_on_where_it_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks of some size read each input once, from the input and page at which to begin."""
    monkeypatch.setattr(blocks, "READ_BYTES", 100)
    paths = [lines(tmp_path / f"{n}.ndjson", 6) for n in range(4)]
    inputs = [input_of(path) for path in paths]
    rows = blocks.readings(inputs, (1, 4))
    assert rows == [
        {"first": 1, "last": 2, "skip": 4},
        *({"first": n, "last": n + 1, "skip": 0} for n in (2, 3)),
    ]
    columns = {name: [row[name] for row in rows] for name in blocks.READING}
    numbers = [(page.input, page.number) for load in read(columns, paths) for page in load.pages]
    assert numbers == [(1, 5), (1, 6), *((i, n) for i in (2, 3) for n in range(1, 7))]


@pytest.mark.parametrize("change", ["other", "gone"])
def test_node_that_sees_other_inputs(tmp_path: Path, change: str) -> None:
    """Where a node has another file at the path, or none, the job ends instead of mixing them."""
    path = lines(tmp_path / "a.ndjson", 3)
    before = input_of(path)
    lines(path, 4) if change == "other" else path.unlink()
    with pytest.raises(ValueError, match="does not see it as the job does"):
        list(bulk.read({"first": [0], "last": [1], "skip": [0]}, job([before])))


def test_node_with_another_engine() -> None:
    """An actor does not start where its answers would be other bytes."""
    with pytest.raises(ValueError, match="Another engine"):
        bulk.Cleaner(default_cleaner().engine() | {"rules": "other"}, {})


def test_pages_are_no_larger_than_the_job_allows(tmp_path: Path) -> None:
    """The limit of one page is the job's on every node."""
    inputs = [input_of(lines(tmp_path / "a.ndjson", 1, 5_000))]
    (load,) = blocks.blocks(job(inputs, 2_000), {"first": 0, "last": 1, "skip": 0})
    assert [page.problem for page in load.pages] == ["BODY_TOO_LARGE"]
