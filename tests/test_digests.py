"""The digests say which engine gave an answer."""

import re
from pathlib import Path

import pytest

from service import digests
from service.digests import DECIDING, HERE, SCORER, engine_digests

FILES = {
    "judge/scorer.py": "1",
    "judge/company.py": "9",
    "judge/learned/signals.py": "10",
    "judge/learned/text.npz": "11",
    "verdict/pages.npz": "12",
    "judge/opinion.py": "2",
    "judge/guard.py": "3",
    "judge/border.py": "13",
    "judge/shingles.py": "14",
    "judge/rules/place.py": "4",
    "judge/phrases/teaser.tsv": "5",
    "render/text.py": "6",
    "web/routes.py": "7",
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
    ("judge/phrases/teaser.tsv", {"rules"}),
    ("render/text.py", {"rules"}),
    ("judge/scorer.py", {"model"}),
    ("judge/guard.py", {"model"}),
    ("judge/border.py", {"model"}),
    ("judge/shingles.py", {"model"}),
    ("judge/new_today.py", {"model"}),
    ("judge/learned/signals.py", {"model"}),
    ("judge/learned/text.npz", {"model"}),
    ("verdict/pages.npz", {"model"}),
    ("web/routes.py", set()),
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
    """Every pattern of the scorer's files finds some, and every library is installed."""
    assert [pattern for pattern in SCORER if not list(HERE.glob(pattern))] == []
    assert all(digests.version(name) for name in DECIDING)
