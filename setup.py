"""Builds the compiled parts of the library and says what it needs; pyproject.toml has the rest.

A module that has the line `import cython` is compiled (Cython in pure Python mode): it is found by
that line, so that a new one needs no entry anywhere. Where there is no C compiler the same modules
run as they are, and Cython is installed with them for what `import cython` then means.

    python setup.py build_ext --inplace     build what is not current, beside its source
"""

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
BUILD = Path("build")
# Never -march=native nor -ffast-math: sums keep their order, so that all machines say the same.
FLAGS = ["-O3", "-g0", "-ffp-contract=off"]
DIRECTIVES = {
    "language_level": 3,
    "embedsignature": True,
    "annotation_typing": True,
    "binding": True,
    "boundscheck": True,
    "wraparound": False,
    "initializedcheck": False,
    "cdivision": True,
}
JOBS = 2
STORES = ["universal-pathlib>=0.3"]
# What the service reads from the root of the tree, and where it stands once installed.
FROM_THE_ROOT = {"openapi.yaml": "openapi.yaml", "gunicorn.conf.py": "gunicorn_conf.py"}
UNCOMPILED = (
    "sluice: there is no C compiler here that finds Python.h, so the library runs uncompiled, "
    "several times slower and with the same answers "
    "(on Debian and Ubuntu: apt install gcc libc6-dev python3-dev)."
)


def described() -> ModuleType:
    """sluice/compiled.py, by its file: the package itself needs libraries that may not be here."""
    spec = importlib.util.spec_from_file_location("compiled", HERE / "sluice" / "compiled.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


compiled = described()
SOURCES = {
    ".".join(path.relative_to(HERE).with_suffix("").parts): path for path in compiled.sources()
}
SHARED = f"sluice.{Path(compiled.SHARED).stem}"


def compiler() -> str:
    """The first C compiler that makes something of Python.h, or nothing."""
    named = os.environ.get("CC")
    usual = (sysconfig.get_config_var("CC"), "cc", "gcc", "clang")
    for command in [named] if named else filter(None, usual):
        with tempfile.TemporaryDirectory() as folder:
            probe = Path(folder, "probe.c")
            probe.write_text("#include <Python.h>\n", encoding="ascii")
            words = [*shlex.split(command), "-I", sysconfig.get_path("include"), "-c", str(probe)]
            try:
                subprocess.run(words, cwd=folder, capture_output=True, check=True)
            except (OSError, subprocess.CalledProcessError):
                continue
        return command
    return ""


def wishes(name: str) -> list[str]:
    """The packages that a list of requirements names itself."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    found = (line.partition("#")[0].strip() for line in lines)
    return [line for line in found if line and not line.startswith("-")]


def recipe() -> str:
    """What decides a compiled module beside its source: this file, Cython, and what CFLAGS add."""
    parts = (Path(__file__).read_text("utf-8"), version("cython"), os.environ.get("CFLAGS", ""))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def is_current(source: Path, binary: Path) -> bool:
    """Whether the binary was made of this source, as it would be made now."""
    wanted = (compiled.digest(source), recipe()) if source in SOURCES.values() else None
    return bool(compiled.mark_of(binary) == wanted)


def remove_what_is_not_current() -> None:
    """Python prefers a compiled module to its source: one that is old must not stay beside it."""
    for source, binary in compiled.binaries().items():
        if not is_current(source, binary):
            binary.unlink()


class BuildExtensions(build_ext):
    """From annotated Python over C to modules that carry their source's digest."""

    def run(self) -> None:
        """Build in place, or for a wheel, what is not there; what is there is current."""
        if self.inplace:
            remove_what_is_not_current()
        there = {s: b for s, b in compiled.binaries().items() if is_current(s, b)}
        if not self.inplace:
            for extension in self.extensions:
                if binary := there.get(SOURCES[extension.name]):
                    target = Path(self.get_ext_fullpath(extension.name))
                    target.parent.mkdir(parents=True, exist_ok=True)
                    self.copy_file(str(binary), str(target))
        self.extensions = [e for e in self.extensions if SOURCES[e.name] not in there]
        if SOURCES and not self.distribution.ext_modules:
            print(UNCOMPILED, file=sys.stderr)
        if self.extensions:
            self.parallel = self.parallel or JOBS
            self.force = True
            self._write_c()
            super().run()

    def _write_c(self) -> None:
        from Cython.Build import cythonize  # noqa: PLC0415 - slow, and rarely needed

        folder = BUILD / "c" / "sluice"
        folder.mkdir(parents=True, exist_ok=True)
        shared = str((folder / compiled.SHARED).with_suffix(".c"))
        made = cythonize(
            [Extension(e.name, e.sources) for e in self.extensions if e.name != SHARED],
            compiler_directives=DIRECTIVES,
            shared_utility_qualified_name=SHARED,
            build_dir=str(BUILD / "c"),
            nthreads=JOBS,
            force=True,
            quiet=True,
        )
        sources = {extension.name: extension.sources for extension in made}
        for extension in self.extensions:
            if extension.name == SHARED:
                words = [sys.executable, "-m", "cython", f"--generate-shared={shared}"]
                subprocess.run(words, check=True)
            extension.sources = sources.get(extension.name, [shared])
            extension.extra_compile_args += ["-include", str(self._marked(extension.name))]

    def _marked(self, name: str) -> Path:
        """A header by which a compiled module carries what it was compiled from."""
        mark = compiled.MARK.format(source=compiled.digest(SOURCES[name]), recipe=recipe())
        header = BUILD / "c" / f"{name}.h"
        text = f'__attribute__((used)) static const char sluice_source[] = "{mark}";\n'
        header.write_text(text, encoding="ascii")
        return header


class BuildPython(build_py):
    """The packages as they are, with what the service reads from the root of the tree."""

    def run(self) -> None:
        """Build anew: what an older tree left in build/ must not get into a wheel."""
        if not self.editable_mode:
            shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()
        if not self.editable_mode:
            for name, inside in FROM_THE_ROOT.items():
                self.copy_file(name, str(Path(self.build_lib, "service", inside)))


def extensions() -> list[Extension]:
    """All compiled modules, or none where nothing can be compiled."""
    found = compiler() if SOURCES else ""
    if not found:
        return []
    os.environ["CC"] = found
    # With a sanitizer's checks in it -O3 takes a minute a module, and finds no more.
    checked = "-fsanitize" in os.environ.get("CFLAGS", "")
    flags = ["-O1", "-ffp-contract=off"] if checked else FLAGS
    return [
        Extension(name, [str(path.relative_to(HERE))], extra_compile_args=[*flags])
        for name, path in SOURCES.items()
    ]


def main() -> None:
    """Hand everything to setuptools."""
    os.chdir(HERE)
    modules = extensions()
    library, bulk = wishes("requirements-library.in"), wishes("requirements-bulk.in")
    setup(
        ext_modules=modules,
        cmdclass={"build_ext": BuildExtensions, "build_py": BuildPython},
        install_requires=library + ([] if modules or not SOURCES else ["cython>=3.1"]),
        extras_require={
            "service": wishes("requirements.in"),
            "bulk": bulk,
            "ray": [*bulk, "ray[data]"],
            "s3": [*bulk, *STORES, "s3fs"],
            "gs": [*bulk, *STORES, "gcsfs"],
        },
    )


if __name__ == "__main__":
    main()
