"""The compiled modules: each is that of its source, and answers as its source does."""

import json
import os
import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from sluice import compiled
from sluice.compiled import MARK, State, digest, states
from tests.twins import answers

ROOT = Path(__file__).parents[1]
SUFFIX = EXTENSION_SUFFIXES[0]


def built(source: Path, mark: str | None = None) -> Path:
    """A file as a compiled module's, that carries this mark or that of the source as it is."""
    binary = source.with_name(source.stem + SUFFIX)
    current = MARK.format(source=digest(source, source.parents[1]), recipe="1f")
    binary.write_bytes(b"\x7fELF\0" + (mark or current).encode() + b"\0")
    return binary


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with two modules that are compiled, and one that is not."""
    folder = tmp_path / "sluice"
    (folder / "text").mkdir(parents=True)
    for name in ("one", "two"):
        (folder / "text" / f"{name}.py").write_text(f'"""{name}."""\n\nimport cython\n')
    (folder / "text" / "plain.py").write_text('"""Speaks of import cython."""\n')
    return folder


def test_no_compiled_module_is_stale() -> None:
    """Nothing runs compiled that was compiled from another source: build again with make."""
    stale = [name for name, state in states().items() if state is State.STALE]
    assert not stale, "python setup.py build_ext --inplace"


def test_module_that_can_be_compiled_is_known_by_a_line(package: Path) -> None:
    """What imports cython is listed, compiled or not, and nothing else is."""
    built(package / "text" / "one.py")
    assert states(package) == {
        "sluice.text.one": State.COMPILED,
        "sluice.text.two": State.UNCOMPILED,
        "sluice._cython_shared": State.UNCOMPILED,
    }


@pytest.mark.parametrize("change", ["edited", "declared", "gone", "plain", "unmarked"])
def test_stale_module_is_noticed(package: Path, change: str) -> None:
    """A compiled module is stale when its source, or a declaration, is another than it was."""
    source = package / "text" / "one.py"
    built(source, "no mark" if change == "unmarked" else None)
    if change == "edited":
        source.write_text(source.read_text() + "# why\n")
    elif change == "declared":
        (package / "two.pxd").write_text("cdef int f()\n")
    elif change == "gone":
        source.unlink()
    elif change == "plain":
        source.write_text('"""one."""\n')
    assert states(package)["sluice.text.one"] is State.STALE


def test_module_of_another_python_is_not_loaded(package: Path) -> None:
    """What another version of Python would load is no matter here."""
    binary = built(package / "text" / "one.py", "no mark")
    binary.rename(binary.with_name("one.cpython-27-x86_64-linux-gnu.so"))
    assert states(package)["sluice.text.one"] is State.UNCOMPILED


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], State.UNCOMPILED),
        ([State.COMPILED], State.COMPILED),
        ([State.COMPILED, State.UNCOMPILED], State.UNCOMPILED),
        ([State.UNCOMPILED, State.COMPILED, State.STALE], State.STALE),
    ],
)
def test_the_whole_is_called_after_its_worst(
    monkeypatch: pytest.MonkeyPatch, found: list[State], expected: State
) -> None:
    """One module that is not compiled makes the program uncompiled, a stale one makes it stale."""
    monkeypatch.setattr(compiled, "states", lambda: dict(enumerate(found)))
    assert compiled.code.__wrapped__() is expected


@pytest.mark.parametrize(
    ("found", "code"),
    [({}, 1), ({"sluice.a": State.COMPILED}, 0), ({"sluice.a": State.UNCOMPILED}, 1)],
)
def test_list_fails_unless_all_is_compiled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], found: dict, code: int
) -> None:
    """`python -m sluice.compiled` lists the modules, and ends with 1 where one is not compiled."""
    monkeypatch.setattr(compiled, "states", lambda: found)
    assert compiled.main() == code
    out = capsys.readouterr().out
    assert all(f"{name} " in out and str(state) in out for name, state in found.items())
    assert out


@pytest.mark.processes
def test_uncompiled_gives_the_same_answers(tmp_path: Path) -> None:
    """Golden and hostile pages have the same answers where no module is compiled, to the byte."""
    if State.COMPILED not in states().values():
        pytest.skip("nothing is compiled")
    without = shutil.ignore_patterns("*.so", "__pycache__")
    shutil.copytree(ROOT / "sluice", tmp_path / "sluice", ignore=without)
    done = subprocess.run(
        [sys.executable, "-P", ROOT / "tests" / "twins.py"],
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    plain = dict(map(json.loads, done.stdout.splitlines()))
    here = dict(answers())
    assert here.keys() == plain.keys()
    assert [name for name in here if here[name] != plain[name]] == []
    assert {name: text for name, text in here.items() if text.startswith("raised: ")} == {}
