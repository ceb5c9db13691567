"""A release is checked before anything is written."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sluice.version import VERSION
from tools import release

DAY = date(2026, 11, 30)
LOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Mills.\n\n## [0.1.0] - 2026-01-01\n\n- A.\n"


def test_changelog_gets_a_version() -> None:
    """What was unreleased stands under the version and its day; above it there is room for more."""
    text = release.released(LOG, "0.2.0", DAY)
    assert text.startswith(
        "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-30\n\n### Added\n\n- Mills.\n"
    )
    assert text.endswith(LOG.partition("- Mills.\n")[2])
    with pytest.raises(ValueError, match="nothing under Unreleased"):
        release.released(text, "0.3.0", DAY)


@pytest.mark.parametrize("text", ["", "# Changelog\n", LOG.replace("- Mills.\n", "")])
def test_nothing_to_release(text: str) -> None:
    """An empty section is no release, also where an older one has entries."""
    with pytest.raises(ValueError, match="nothing under Unreleased"):
        release.released(text, "0.2.0", DAY)


def test_version_is_released_once() -> None:
    """A version that the changelog has is refused."""
    with pytest.raises(ValueError, match=r"has 0\.1\.0 already"):
        release.released(LOG, "0.1.0", DAY)


@pytest.mark.parametrize("version", ["mill", "", "1.0", "0.1.8", "v", "0.2.0; rm -rf"])
def test_what_is_no_newer_version(version: str) -> None:
    """A version has three numbers and does not go back."""
    with pytest.raises(ValueError, match="is no version"):
        release.newer(version, "0.1.9")


def test_newer_versions() -> None:
    """The next in any of its numbers, a candidate for one, and the first of all."""
    found = [release.newer(each, "0.1.9") for each in ("0.1.10", "v0.2.0", "1.0.0rc1", "0.1.9")]
    assert found == ["0.1.10", "0.2.0", "1.0.0rc1", "0.1.9"]


def test_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    """The file is one that sha256sum checks, and does not name itself."""
    for name in ("b.whl", "a.tar.gz", release.SUMS):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / release.SUMS).write_text(release.checksums(tmp_path), encoding="utf-8")
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", release.SUMS],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "a.tar.gz: OK\nb.whl: OK\n"


def test_wrong_call_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the version or the program that lists the parts is missing, all files stay."""
    (tmp_path / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
    monkeypatch.setattr(release, "ROOT", tmp_path)
    higher = f"{int(VERSION.partition('.')[0]) + 1}.0.0"
    for call in (["0.0.1"], [higher, "--sbom", "no-such-program"]):
        assert CliRunner().invoke(release.main, call).exit_code == 1
    assert (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8") == LOG
    assert [path.name for path in tmp_path.iterdir()] == ["CHANGELOG.md"]
