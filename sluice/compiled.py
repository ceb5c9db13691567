"""Which modules run compiled, and whether each was compiled from the source that stands beside it.

A module that has the line `import cython` is compiled where there is a C compiler, and runs as it
is where there is none: slower, with the same answers. Python loads a compiled module without a
look at its source, so that after an edit, or in another branch, the old one would run on. Each
therefore carries the digest of its source. `python -m sluice.compiled` lists them.

setup.py reads this file before anything is installed: it imports the standard library alone.
"""

import hashlib
import re
import sys
from enum import StrEnum
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

PACKAGE = Path(__file__).parent
# What all compiled modules share of Cython's own code: it has no source here.
SHARED = "_cython_shared.py"
IMPORTS_CYTHON = re.compile(rb"^import cython\r?$", re.M)
# What setup.py writes into each compiled module: the digest of its source, and of how it was built.
MARK = "sluice-source:{source}:{recipe};"
MARKED = re.compile(rb"sluice-source:([0-9a-f]{64}):([0-9a-f]*);")


class State(StrEnum):
    """What Python runs of a module that can be compiled."""

    COMPILED = "compiled"
    UNCOMPILED = "uncompiled"
    STALE = "stale"  # it is compiled, and its source is another by now or is gone


def sources(package: Path = PACKAGE) -> list[Path]:
    """The files of the package that are compiled, and what stands for the code they share."""
    files = sorted(package.rglob("*.py"))
    found = [path for path in files if IMPORTS_CYTHON.search(path.read_bytes())]
    return [*found, package / SHARED] if found else []


def digest(source: Path, package: Path = PACKAGE) -> str:
    """SHA-256 of what a module is compiled from: its source, and all declarations it may use."""
    total = hashlib.sha256(b"" if source.name == SHARED else source.read_bytes())
    for path in sorted(package.rglob("*.pxd")):
        name = path.relative_to(package).as_posix().encode()
        total.update(b"\0" + name + b"\0" + path.read_bytes())
    return total.hexdigest()


def binaries(package: Path = PACKAGE) -> dict[Path, Path]:
    """The compiled files that this Python would load, each under the source that it stands for."""
    found: dict[Path, Path] = {}
    for suffix in reversed(EXTENSION_SUFFIXES):
        for path in package.rglob(f"*{suffix}"):
            stem = path.name.removesuffix(suffix)
            if "." not in stem:
                found[path.with_name(f"{stem}.py")] = path
    return found


def mark_of(binary: Path) -> tuple[str, str]:
    """The digests of its source and of how it was built; empty where it carries none."""
    found = MARKED.search(binary.read_bytes())
    return (found[1].decode(), found[2].decode()) if found else ("", "")


def states(package: Path = PACKAGE) -> dict[str, State]:
    """The state of each module that is compiled or could be, by its dotted name."""
    wanted, built = sources(package), binaries(package)
    found = dict.fromkeys(wanted, State.UNCOMPILED)
    for source, binary in built.items():
        current = source in found and mark_of(binary)[0] == digest(source, package)
        found[source] = State.COMPILED if current else State.STALE
    names = {path: path.relative_to(package.parent).with_suffix("") for path in found}
    return {".".join(names[path].parts): found[path] for path in sorted(found)}


@cache
def code() -> State:
    """What this program runs: compiled modules only, or any that is not, or any that is stale."""
    found = set(states().values())
    worst = (State.STALE, State.UNCOMPILED, State.COMPILED)
    return next((state for state in worst if state in found), State.UNCOMPILED)


def main() -> int:
    """Print the state of each module; 0 if there are any and all are compiled from their source."""
    found = states()
    for name, state in found.items():
        print(f"{name:40} {state}")
    if not found:
        print("No module is compiled: none has the line `import cython`.")
    return 0 if found and set(found.values()) == {State.COMPILED} else 1


if __name__ == "__main__":
    sys.exit(main())
