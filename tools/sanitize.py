"""Runs hostile pages through the compiled modules under AddressSanitizer and UBSan.

`make sanitize` builds the modules into build/sanitize with checks of every access to memory and of
what C leaves undefined, cleans golden and hostile pages there, compares the answers with those of
the modules that are in use, and runs the tests of the modules themselves. The first fault ends it.
"""

import os
import shutil
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import click

from sluice import compiled

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "sanitize"
CHECKS = "-fsanitize=address,undefined"
BUILD = {
    "CFLAGS": f"{CHECKS} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1",
    "LDFLAGS": CHECKS,
}
RUN = {
    # Python's own allocator would hide from the sanitizer where an object ends.
    "PYTHONMALLOC": "malloc",
    "PYTHONDONTWRITEBYTECODE": "1",
    # Python does not free what it has at its end; Rust and C++ libraries mix allocators.
    "ASAN_OPTIONS": "detect_leaks=0:alloc_dealloc_mismatch=0:handle_abort=1",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
}
TWINS = [sys.executable, "-P", "tests/twins.py"]
PROPERTIES = "tests/test_properties.py"


@click.command(help=__doc__)
def main() -> None:
    """Build, run, compare; exits with 1 if anything was found."""
    sys.exit(checked())


def checked() -> int:
    """The exit status: 0 if nothing was found."""
    modules = compiled.sources()
    if not modules:
        print("No module is compiled: there is nothing to check.")
        return 0
    build()
    environment = os.environ | RUN | {"LD_PRELOAD": runtimes(), "PYTHONPATH": str(FOLDER)}
    own = subprocess.Popen(
        TWINS, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    )
    tried = subprocess.run(TWINS, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=False)
    expected, _ = own.communicate()
    if tried.returncode:
        print("A page ended the program: its end is above.")
        return 1
    if own.returncode or tried.stdout != expected:
        print(f"Answers differ: {first_difference(tried.stdout, expected)}")
        return 1
    if b'"raised: ' in expected:
        print("A page is neither answered nor refused.")
        return 1
    print(f"{len(expected.splitlines())} pages: nothing found, and the answers are the same.")
    paths = f"pythonpath={FOLDER.relative_to(ROOT)} ."
    tests = [*filter(Path.exists, map(test_of, modules)), ROOT / PROPERTIES]
    options = ["-q", "--numprocesses", "2", "-p", "no:cacheprovider", "-o", paths]
    words = [sys.executable, "-m", "pytest", *options, *tests]
    return subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode


def build() -> None:
    """A copy of the library in FOLDER, compiled with the checks; raises where that fails."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    without = shutil.ignore_patterns("*.so", "__pycache__")
    shutil.copytree(ROOT / "sluice", FOLDER / "sluice", ignore=without)
    where = ["--build-lib", str(FOLDER), "--build-temp", str(FOLDER / "objects")]
    words = [sys.executable, "setup.py", "-q", "build_ext", *where]
    subprocess.run(words, cwd=ROOT, env=os.environ | BUILD, check=True)
    if set(compiled.states(FOLDER / "sluice").values()) != {compiled.State.COMPILED}:
        raise SystemExit("sluice: the modules were not compiled, so they cannot be checked.")


def runtimes() -> str:
    """The sanitizers' libraries: they have to be there before Python is."""
    names = ("libasan.so", "libubsan.so")
    words = [["gcc", f"-print-file-name={name}"] for name in names]
    return ":".join(subprocess.check_output(each, text=True).strip() for each in words)


def test_of(module: Path) -> Path:
    """Where a module's own tests stand."""
    inside = module.relative_to(ROOT / "sluice")
    return ROOT / "tests" / inside.with_name(f"test_{inside.name}")


def first_difference(found: bytes, expected: bytes) -> str:
    """The first page whose two answers are not the same, by its line's beginning."""
    pairs = zip_longest(found.splitlines(), expected.splitlines(), fillvalue=b"nothing")
    return next((one.decode()[:200] for one, other in pairs if one != other), "no page at all")


if __name__ == "__main__":
    main()
