"""What is installed and what is shipped, without installing or building anything."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.rows import every_row
from tests.test_shape import HOMES

ROOT = Path(__file__).parents[1]
LOCKS = [
    *("requirements", "requirements-build", "requirements-dev", "requirements-bulk"),
    *("requirements-train", "requirements-integrations", "requirements-mutants"),
    *(
        "requirements-stores",
        "requirements-spark",
        "requirements-release",
        "requirements-site",
        "requirements-fuzz",
    ),
]
# What only an extra brings, by the lock file that pins it for the tests.
OF_EXTRAS = {"upath": ("universal-pathlib", "requirements-stores.txt")}
# What speaks with S3 wants an older one.
OTHER_IN_STORES = {"python-dateutil"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def wanted(source: str) -> set[str]:
    return {normal(name) for name in re.findall(r"^[a-z0-9][\w.-]*", text(source), re.M | re.I)}


def pins(lock: str) -> dict[str, set[str]]:
    """Package to its pinned versions: several where a marker splits them."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", text(lock), re.M):
        found.setdefault(normal(name), set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_all_that_is_wanted(lock: str) -> None:
    """Every package that a list of wishes names is pinned in its lock file."""
    assert wanted(f"{lock}.in") - pins(f"{lock}.txt").keys() == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_hashed_and_names_no_address(lock: str) -> None:
    """Every pin carries a hash, and where to fetch it from is left to whoever installs."""
    entries = re.split(r"\n(?=[a-z])", text(f"{lock}.txt"))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.search(r"://|--(extra-)?index-url|--find-links", text(f"{lock}.txt")) is None


def test_tests_run_on_the_versions_that_are_shipped() -> None:
    """Where two lock files name a package they pin the same versions."""
    shipped = pins("requirements.txt") | pins("requirements-bulk.txt")
    tested = pins("requirements-integrations.txt") | pins("requirements-dev.txt")
    assert {name: tested[name] for name in shipped.keys() & tested} == {
        name: shipped[name] for name in shipped.keys() & tested
    }


@pytest.mark.parametrize("lock", ["requirements-stores.txt", "requirements-spark.txt"])
def test_clusters_are_tried_on_the_versions_that_are_shipped(lock: str) -> None:
    """The lock files that stand by themselves pin what is shipped, but for what is named."""
    shipped, tried = pins("requirements.txt"), pins(lock)
    other = OTHER_IN_STORES if "stores" in lock else set()
    same = (shipped.keys() & tried.keys()) - other
    assert {name: tried[name] for name in same} == {name: shipped[name] for name in same}


def test_extras_bring_what_they_need() -> None:
    """What only an extra brings is named by setup.py, and pinned where it is tried."""
    for package, lock in OF_EXTRAS.values():
        assert package in text("setup.py")
        assert package in pins(lock)


@every_row("library", sorted(HOMES.keys() - OF_EXTRAS.keys()))
def test_imported_library_is_installed_with_the_service(library: str) -> None:
    """What the package may import comes with the service, not with the tests' tools alone."""
    distributions = {normal(name) for name in packages_distributions()[library]}
    locks = [f"requirements{name}.txt" for name in ("", "-bulk", "-build")]
    assert distributions & {name for lock in locks for name in pins(lock)}


def test_compiler_stays_out_of_the_image() -> None:
    """The stage that is shipped installs nothing: it copies what the first one made."""
    shipped = text("Dockerfile").rpartition("\nFROM ")[2]
    assert re.findall(r"^RUN", shipped, re.M) == []
    assert len(re.findall(r"^COPY --from=build ", shipped, re.M)) == 2


def test_isolated_build_takes_what_ours_takes() -> None:
    """`pip install` of the tree builds with what requirements-build.in asks for."""
    asked = tomllib.loads(text("pyproject.toml"))["build-system"]["requires"]
    ours = [line.partition("#")[0].strip() for line in text("requirements-build.in").splitlines()]
    assert sorted(asked) == sorted(line for line in ours if line and line[0] != "-")


@pytest.mark.parametrize("folder", ["sluice", "service"])
def test_wheel_takes_every_file(folder: str) -> None:
    """Whatever lies in a package is code, or is named among the files that a wheel takes along."""
    patterns = tomllib.loads(text("pyproject.toml"))["tool"]["setuptools"]["package-data"][folder]
    built = ("*.py", "*.pyc", "*.so", "*.c")
    left = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not any(path.match(pattern) for pattern in (*built, *patterns))
    ]
    assert left == []


def test_image_holds_what_it_copies() -> None:
    """What the Dockerfile copies from the tree is what .dockerignore lets through."""
    copies = re.findall(r"^COPY (?!--from)(.+) \S+$", text("Dockerfile"), re.M)
    admitted = re.findall(r"^!(.+)$", text(".dockerignore"), re.M)
    assert set(" ".join(copies).split()) == set(admitted)
    assert {"**/*.so", "**/*.c"} <= set(text(".dockerignore").split())
