"""What is put through bulk, Ray and Spark, and how their folders are compared."""

import gzip
from pathlib import Path

from sluice.bulk.inputs import input_of
from sluice.bulk.reading import pages
from tools import same_bytes


def test_each_record_is_a_page(tmp_path: Path) -> None:
    """The archives hold as many pages as were asked for, each with an address of its own."""
    archives = same_bytes.make(tmp_path, 21)
    found = list(pages([input_of(Path(path)) for path in archives], {}, (0, 0)))
    assert {page.url for page in found} == {f"https://example.org/{n}" for n in range(21)}
    assert [page.problem for page in found] == [""] * 21
    texts = {gzip.decompress(Path(path).read_bytes()).count(b"text/plain") for path in archives}
    assert texts == {1}


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
