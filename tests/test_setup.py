"""setup.py: what it compiles, when, and what it does where there is no compiler."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sluice.compiled import State, binaries, states

pytestmark = pytest.mark.processes

ROOT = Path(__file__).parents[1]
MODULE = '''"""Adds."""

import cython


def total(values: cython.double[:]) -> cython.double:
    """The sum."""
    result: cython.double = 0.0
    i: cython.Py_ssize_t
    for i in range(values.shape[0]):
        result += values[i]
    return result
'''
SHARED = "sluice._cython_shared"  # what compiled modules have in common
TRIED = """
import array, sluice.adds
values = memoryview(array.array("d", [1, 2, 4]))
print(sluice.adds.__file__.endswith(".py"), sluice.adds.total(values))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree that setup.py can build, with one module to compile."""
    for name in ("setup.py", "requirements.in", "requirements-library.in", "requirements-bulk.in"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "sluice"\nversion = "0"\n'
        'dynamic = ["dependencies", "optional-dependencies"]\n'
        '[tool.setuptools]\npackages = ["sluice"]\n'
    )
    (tmp_path / "sluice").mkdir()
    shutil.copy(ROOT / "sluice" / "compiled.py", tmp_path / "sluice")
    (tmp_path / "sluice" / "__init__.py").touch()
    (tmp_path / "sluice" / "adds.py").write_text(MODULE)
    return tmp_path


def run(tree: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """This interpreter in the tree, with nothing of this one in its path."""
    own = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "CC"}}
    return subprocess.run(
        [sys.executable, *words],
        cwd=tree,
        env=own | env,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )


def build(tree: Path, **env: str) -> str:
    return run(tree, "setup.py", "-q", "build_ext", "--inplace", **env).stderr


def tried(tree: Path) -> str:
    return run(tree, "-c", TRIED).stdout.strip()


def test_module_is_built_once_and_again_when_it_changed(tree: Path) -> None:
    """A second build touches nothing, an edit is built, and what lost its source is removed."""
    assert build(tree) == ""
    assert tried(tree) == "False 7.0"
    source = tree / "sluice" / "adds.py"
    binary = binaries(tree / "sluice")[source]
    made = binary.stat().st_mtime_ns
    os.utime(source)
    build(tree)
    assert binary.stat().st_mtime_ns == made

    source.write_text(MODULE.replace("+= values", "+= 2 * values"))
    assert states(tree / "sluice") == {SHARED: State.COMPILED, "sluice.adds": State.STALE}
    build(tree)
    assert states(tree / "sluice") == {SHARED: State.COMPILED, "sluice.adds": State.COMPILED}
    assert tried(tree) == "False 14.0"

    source.unlink()
    build(tree)
    assert binaries(tree / "sluice") == {}


def test_wheel_takes_what_is_built_and_current(tree: Path) -> None:
    """It has the very file that was built in place."""
    build(tree)
    binary = binaries(tree / "sluice")[tree / "sluice" / "adds.py"]
    with binary.open("ab") as file:
        file.write(b"the very file")
    run(tree, "setup.py", "-q", "build_ext", "--build-lib", "wheel")
    assert (tree / "wheel" / binary.relative_to(tree)).read_bytes() == binary.read_bytes()


def test_without_a_compiler_it_runs_uncompiled(tree: Path) -> None:
    """One sentence says so, the old module goes, its source runs, and what is current stays."""
    build(tree)
    source = tree / "sluice" / "adds.py"
    source.write_text(MODULE.replace("+= values", "+= 2 * values"))
    said = build(tree, CC="no-such-compiler")
    assert said.count("\n") == 1
    assert "uncompiled" in said
    assert "apt install" in said
    assert states(tree / "sluice") == {SHARED: State.COMPILED, "sluice.adds": State.UNCOMPILED}
    assert tried(tree) == "True 14.0"


@pytest.mark.parametrize(("compiler", "expected"), [("", False), ("no-such-compiler", True)])
def test_cython_is_installed_where_it_is_imported(
    tree: Path, compiler: str, expected: object
) -> None:
    """A package that is compiled does not need Cython, and one that is not names it."""
    run(tree, "setup.py", "-q", "egg_info", **({"CC": compiler} if compiler else {}))
    needed = (tree / "sluice.egg-info" / "requires.txt").read_text()
    assert ("cython" in needed) is expected
    assert "numpy" in needed
    assert "flask" in needed.partition("[service]")[2]


def test_source_that_does_not_compile_fails(tree: Path) -> None:
    """Where there is a compiler, a module that it refuses is a mistake to be seen."""
    (tree / "sluice" / "adds.py").write_text(
        MODULE.replace("result: cython.double = 0.0", "result: cython.int = [1]")
    )
    with pytest.raises(subprocess.CalledProcessError):
        build(tree)
