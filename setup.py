"""Builds the compiled parts of the library; pyproject.toml has everything else.

A module that imports `cython` is compiled (Cython in pure Python mode): it is found by that line,
so that a new one needs no entry anywhere. Where there is no C compiler the same modules run as
they are, slower and with the same results.
"""

import re
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

HERE = Path(__file__).parent
IMPORTS_CYTHON = re.compile(r"^import cython$", re.M)
# Never -march=native nor -ffast-math: sums keep their order, so that all machines say the same.
FLAGS = ["-O3", "-ffp-contract=off"]
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


def compiled_modules() -> list[Path]:
    """The files of the library that are compiled."""
    files = sorted((HERE / "sluice").rglob("*.py"))
    return [path for path in files if IMPORTS_CYTHON.search(path.read_text(encoding="utf-8"))]


def extensions() -> list[Extension]:
    """Each compiled module as an extension; one that does not build is left as it is."""
    paths = [path.relative_to(HERE) for path in compiled_modules()]
    return [
        Extension(
            ".".join(path.with_suffix("").parts),
            [str(path)],
            extra_compile_args=FLAGS,
            optional=True,
        )
        for path in paths
    ]


setup(ext_modules=cythonize(extensions(), compiler_directives=DIRECTIVES, nthreads=2))
