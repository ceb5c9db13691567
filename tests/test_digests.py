"""The digests say which engine gave an answer."""

import re
from pathlib import Path

import pytest

from sluice import digests
from sluice.digests import DECIDING, HERE, LEARNED, SCORER, engine_digests

FILES = {
    "judge/scorer.py": "1",
    "judge/context/keep.py": "9",
    "features/schema.py": "10",
    "features/text.npz": "11",
    "pagetype/pages.npz": "12",
    "judge/trafilatura_vote.py": "2",
    "judge/threshold.py": "3",
    "judge/rules/place.py": "4",
    "text/phrases/teaser.tsv": "5",
    "render/text.py": "6",
    "py.typed": "7",
    "cli.txt": "8",
}


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, **changed: str) -> dict[str, str]:
    """The digests of a small package, some of its files changed."""
    for name, text in (FILES | {k.replace("__", "/"): v for k, v in changed.items()}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(digests, "HERE", folder)
    return engine_digests.__wrapped__()


def test_digests_are_short_and_the_same_each_time() -> None:
    """Both digests are sixteen hexadecimal digits, and stay the same."""
    first = engine_digests()
    assert first.keys() == {"rules", "model"}
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in first.values())
    assert engine_digests.__wrapped__() == first


# (a file that changes, the digests that change with it)
CHANGES = [
    ("judge/rules/place.py", {"rules"}),
    ("text/phrases/teaser.tsv", {"rules"}),
    ("render/text.py", {"rules"}),
    ("judge/scorer.py", {"model"}),
    ("judge/threshold.py", {"model"}),
    ("features/schema.py", {"model"}),
    ("features/text.npz", {"model"}),
    ("pagetype/pages.npz", {"model"}),
    ("py.typed", set()),
    ("cli.txt", set()),
]


@pytest.mark.parametrize(("name", "expected"), CHANGES)
def test_digest_changes_with_what_decides(
    name: str, expected: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that decides answers changes its own digest, any other file changes none."""
    before = made(tmp_path, monkeypatch)
    after = made(tmp_path, monkeypatch, **{name: "changed"})
    assert {part for part in before if before[part] != after[part]} == expected


def test_moved_text_changes_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same texts in other files are another engine."""
    before = made(tmp_path, monkeypatch)
    swapped = {"render/text.py": "4", "judge/rules/place.py": "6"}
    assert made(tmp_path, monkeypatch, **swapped)["rules"] != before["rules"]


def test_version_of_a_deciding_library_is_part_of_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of a library that decides answers is another model."""
    before = made(tmp_path, monkeypatch)
    monkeypatch.setattr(digests, "version", lambda name: "0.0.0")
    after = engine_digests.__wrapped__()
    assert (after["rules"], after["model"] != before["model"]) == (before["rules"], True)


def test_files_and_libraries_named_exist() -> None:
    """Every file of the scorer is there, and every library is installed."""
    assert [pattern for pattern in (*SCORER, *LEARNED) if not [*HERE.glob(pattern)]] == []
    assert all(digests.version(name) for name in DECIDING)
