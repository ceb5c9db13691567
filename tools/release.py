"""Makes a release: version, changelog, wheel and sources, list of parts, checksums.

    make release ARGS=0.2.0

Writes sluice/version.py and CHANGELOG.md, and in dist/ the wheel of this machine, the sources, an
SBOM (CycloneDX, of requirements.txt) and SHA256SUMS. Commits, tags and sends nothing. Ends with a
sentence where the version is none, or older, or where nothing has been noted since the last one.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click
from packaging.version import InvalidVersion, Version

from sluice.version import VERSION

ROOT = Path(__file__).parents[1]
UNRELEASED = "## [Unreleased]"
HEADING = re.compile(r"^## \[", re.M)
ENTRY = re.compile(r"^- \S", re.M)
SUMS = "SHA256SUMS"


@click.command(help=__doc__)
@click.argument("version")
@click.option("--sbom", default="cyclonedx-py", help="The program that lists the parts.")
def main(version: str, sbom: str) -> None:
    """Check first, write then."""
    try:
        wanted = newer(version, VERSION)
        changes = released(_read("CHANGELOG.md"), wanted, datetime.now(UTC).date())
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if not (program := shutil.which(sbom)):
        raise click.ClickException(f"{sbom} is not installed: it lists the parts.")
    (ROOT / "CHANGELOG.md").write_text(changes, encoding="utf-8")
    (ROOT / "sluice" / "version.py").write_text(
        _read("sluice/version.py").replace(f'"{VERSION}"', f'"{wanted}"'), encoding="utf-8"
    )
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir()
    build(dist)
    parts = dist / f"sluice-{wanted}.cdx.json"
    call = [program, "requirements", "requirements.txt", "--output-reproducible", "-o", parts]
    subprocess.run(call, cwd=ROOT, check=True)
    (dist / SUMS).write_text(checksums(dist), encoding="utf-8")
    click.echo((dist / SUMS).read_text(encoding="utf-8"), nl=False)


def newer(version: str, last: str) -> str:
    """The version as it is written. Raises ValueError, with a sentence."""
    try:
        wanted = Version(version)
    except InvalidVersion:
        raise ValueError(f"{version} is no version.") from None
    if wanted < Version(last) or len(wanted.release) != 3:
        raise ValueError(f"{version} is no version of three numbers from {last} on.")
    return str(wanted)


def released(changelog: str, version: str, day: date) -> str:
    """The changelog with what was unreleased under the version. Raises ValueError, in words."""
    if f"## [{version}]" in changelog:
        raise ValueError(f"CHANGELOG.md has {version} already.")
    before, found, after = changelog.partition(f"{UNRELEASED}\n")
    last = HEADING.search(after)
    if not found or not ENTRY.search(after[: last.start() if last else None]):
        raise ValueError("CHANGELOG.md has nothing under Unreleased.")
    return f"{before}{found}\n## [{version}] - {day.isoformat()}\n{after}"


def build(dist: Path) -> None:
    """The wheel, with what compiles it here, and the sources."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps"]
    subprocess.run([*pip, "--wheel-dir", dist, "."], cwd=ROOT, check=True)
    sources = [sys.executable, "setup.py", "--quiet", "sdist", "--dist-dir", dist]
    subprocess.run(sources, cwd=ROOT, check=True)


def checksums(dist: Path) -> str:
    """A line for each file, as sha256sum writes and checks them."""
    files = sorted(path for path in dist.iterdir() if path.name != SUMS)
    return "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
