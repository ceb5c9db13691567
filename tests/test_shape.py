"""The house style, measured: every file of both packages against the same few budgets.

What is over a budget is named, with its figure.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.util import resolve_name
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import pytest

from sluice import compiled

ROOT = Path(__file__).parents[1]
LIBRARY = sorted(path.relative_to(ROOT) for path in (ROOT / "sluice").rglob("*.py"))
SERVICE = sorted(path.relative_to(ROOT) for path in (ROOT / "service").rglob("*.py"))
PACKAGES = [*LIBRARY, *SERVICE]
# Compiled loops may be as long, and ask for as much, as their speed needs.
COMPILED = {path.relative_to(ROOT) for path in compiled.sources()}
# Beside the packages, under the same budgets.
BESIDE = sorted(
    path.relative_to(ROOT)
    for folder in ("deploy", "integrations", "examples")
    for path in (ROOT / folder).rglob("*.py")
)
EVERY_FILE = [*PACKAGES, *BESIDE]
TESTS = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py"))

# Files that are one fact a line and hold nothing to follow: their length is no burden.
TABLES = (
    "sluice/blocks/tags.py",  # what each tag means
    "sluice/text/phrases/[!_]*.py",  # the phrases of one family
)

# What copies the signature of another library has its parameters and its switches.
COPIES = {Path("sluice/compat/__init__.py")}

# Cleaner is handed all that it cleans with, each by its name.
TAKES_ALL = {Path("sluice/pipeline.py")}

FILE_BUDGET = 500
# One class of C variables that every step of the walk reads and writes: between two modules each of
# them would be a Python attribute.
LONGER = {"sluice/blocks/walk.py": 1_000}
# Read aloud from top to bottom, so it is held to a page: lines of code.
SHORT = {Path("sluice/pipeline.py"): 60}

# Where each third-party library may be imported: one file, or one folder for the framework; two
# for what is shown in a terminal.
# To change a library is then to change that place.
HOMES = {
    "ahocorasick_rs": (
        *("sluice/text/phrases/__init__.py", "sluice/metadata/sources/dated_lines.py"),
        "sluice/text/concepts.py",
    ),
    "brotli": "sluice/intake/inflate.py",
    "bs4": "sluice/intake/decode.py",
    "resiliparse": "sluice/intake/decode.py",
    "click": ("sluice/cli/", "sluice/bulk/command.py", "sluice/learn/command.py"),
    "cython": "sluice/",
    "fastwarc": ("sluice/formats/warc_record.py", "sluice/bulk/archive.py"),
    "flask": "service/web/",
    "lxml": "sluice/compat/__init__.py",
    "gevent": "service/web/worker.py",
    "gunicorn": "service/web/",
    "markdown_it": "sluice/blocks/marked_html.py",
    "msgspec": ("sluice/formats/", "sluice/options.py", "sluice/workers/", "sluice/bulk/"),
    "opentelemetry": "service/web/spans.py",
    "prometheus_client": "service/web/metrics.py",
    "numpy": "sluice/",
    "py3langid": "sluice/metadata/fields/language.py",
    "pydantic": ("sluice/workers/settings.py", "service/settings.py"),
    "pydantic_settings": ("sluice/workers/settings.py", "service/settings.py"),
    "pyarrow": "sluice/bulk/parquet.py",
    "rich": ("sluice/cli/", "sluice/bulk/", "sluice/learn/command.py"),
    "selectolax": "sluice/blocks/",
    "structlog": "service/log.py",
    "trafilatura": "sluice/second_opinion.py",
    "upath": "sluice/bulk/places.py",
    "werkzeug": "service/web/",
    "yaml": ("sluice/blocks/front_matter.py", "service/web/playground.py"),
    "zstandard": ("sluice/intake/inflate.py", "service/web/compression.py"),
}

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Measure = Callable[[Function], int]
BRANCHES = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith),
    *(ast.Try, ast.TryStar, ast.Match),
)


@cache
def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def docstring_lines(node: Function | ast.ClassDef | ast.Module) -> range:
    if ast.get_docstring(node) is None:
        return range(0)
    return range(node.body[0].lineno, node.body[0].end_lineno + 1)


# What is measured of a function. Each name ends the sentence "more than 3 …".


def lines(function: Function) -> int:
    return function.end_lineno - function.lineno + 1 - len(docstring_lines(function))


def parameters(function: Function) -> int:
    return len([arg for arg in all_arguments(function) if arg.arg not in {"self", "cls"}])


def switches(function: Function) -> int:
    arguments = function.args
    annotated = [arg for arg in all_arguments(function) if is_bool(arg.annotation)]
    defaults = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
    return max(len(annotated), len([value for value in defaults if is_switch(value)]))


def levels(node: ast.AST) -> int:
    """How deep branches stand in one another; a function inside is measured by itself."""
    inner = [child for child in ast.iter_child_nodes(node) if not isinstance(child, Function)]
    return max((levels(child) + opens_level(node, child) for child in inner), default=0)


def all_arguments(function: Function) -> list[ast.arg]:
    args = function.args
    named = [*args.posonlyargs, *args.args, *args.kwonlyargs]
    return [*named, *filter(None, (args.vararg, args.kwarg))]


def is_bool(annotation: ast.expr | None) -> bool:
    if annotation is None:
        return False
    return "bool" in {part.strip(" '\"") for part in ast.unparse(annotation).split("|")}


def is_switch(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, bool)


def opens_level(parent: ast.AST, child: ast.AST) -> bool:
    elif_of_parent = (
        isinstance(parent, ast.If)
        and parent.orelse == [child]
        and child.col_offset == parent.col_offset
    )
    return isinstance(child, BRANCHES) and not elif_of_parent


# What is measured of a file.


def code_lines(tree: ast.Module) -> int:
    """Lines that bear code: no blank ones, no comments, no docstrings."""
    documented = [node for node in ast.walk(tree) if isinstance(node, Function | ast.ClassDef)]
    docstrings = {line for node in [tree, *documented] for line in docstring_lines(node)}
    return len(set(bearing_lines(tree)) - docstrings)


def bearing_lines(tree: ast.Module) -> Iterator[int]:
    """Lines on which something starts or ends, and every line of a text that spans several."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            yield from range(node.lineno, node.end_lineno + 1)
        elif hasattr(node, "lineno"):
            yield from (node.lineno, node.end_lineno)


def imported(tree: ast.Module, path: Path) -> Iterator[str]:
    """Every imported name, dotted and absolute: `from .model import Page` is sluice.model.Page."""
    package = ".".join(path.parent.parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def roots(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    return {name.split(".")[0] for name in imported(parse(path), path)}


def third_party(path: Path) -> set[str]:
    return roots(path) - sys.stdlib_module_names - {"sluice", "service"}


def is_one_sentence(docstring: str | None) -> bool:
    """Starts like a sentence, ends like one, and no other begins in between."""
    if not docstring or docstring[0].islower() or not docstring.endswith("."):
        return False
    pairs = pairwise(docstring.split())
    return not any(end.endswith((".", "!", "?")) and start[0].isupper() for end, start in pairs)


def granted(measure: Measure) -> set[Path]:
    """The files whose functions a budget does not bind."""
    by_measure = {
        lines: COMPILED,
        parameters: COMPILED | COPIES | TAKES_ALL,
        switches: COPIES,
        levels: COMPILED,  # they have a budget of their own
    }
    return by_measure.get(measure, set())


@pytest.mark.parametrize(
    ("measure", "budget"),
    [(lines, 40), (parameters, 4), (switches, 0), (levels, 3)],
    ids=["lines", "parameters", "switches", "levels"],
)
def test_functions_keep_their_budgets(measure: Measure, budget: int) -> None:
    """No function is longer, deeper or asks for more than the house style grants."""
    over = {
        f"{path}:{function.lineno} {function.name}": measure(function)
        for path in EVERY_FILE
        if path not in granted(measure)
        for function in functions(parse(path))
        if measure(function) > budget
    }
    assert not over, f"more than {budget} {measure.__name__}: {over}"


def test_compiled_loops_stay_readable() -> None:
    """A compiled loop may stand deeper than other code, for a call costs where it runs plain."""
    over = {
        f"{path}:{function.lineno} {function.name}": levels(function)
        for path in LIBRARY
        if path in COMPILED
        for function in functions(parse(path))
        if levels(function) > 5
    }
    assert not over, f"more than 5 levels: {over}"


@pytest.mark.parametrize("files", [LIBRARY, SERVICE], ids=["sluice", "service"])
def test_most_functions_are_small(files: list[Path]) -> None:
    """Half of all functions have at most eight lines, and nine in ten at most twenty."""
    plain = [path for path in files if path not in COMPILED]
    lengths = [lines(function) for path in plain for function in functions(parse(path))]
    assert median(lengths) <= 8, f"the median function has {median(lengths)} lines"
    ninth = quantiles(lengths, n=10, method="inclusive")[-1]
    assert ninth <= 20, f"one function in ten has more than {ninth} lines"


def test_files_keep_their_budgets() -> None:
    """A file that is no table of facts can be read in one sitting."""
    files = [path for path in EVERY_FILE if not any(path.match(table) for table in TABLES)]
    lengths = {path.as_posix(): len(text_of(path).splitlines()) for path in files}
    over = {name: n for name, n in lengths.items() if n > LONGER.get(name, FILE_BUDGET)}
    assert not over, f"more than {FILE_BUDGET} lines: {over}"


@pytest.mark.parametrize(("path", "budget"), SHORT.items(), ids=str)
def test_recipe_is_one_page(path: Path, budget: int) -> None:
    """What is read first fits a page: blank lines, comments and docstrings are free."""
    assert code_lines(parse(path)) <= budget


def test_names_say_what_is_inside() -> None:
    """No file or folder has a name that would fit anything."""
    silent = [path for path in EVERY_FILE if NAMES_THAT_SAY_NOTHING & {*path.parts, path.stem}]
    assert not silent, f"find the noun: {silent}"


def test_libraries_are_imported_in_their_homes_only() -> None:
    """Each third-party library is imported in the one place that HOMES gives it."""
    astray = {
        f"{path}: {library}": HOMES.get(library, "nowhere yet: give it a place in HOMES")
        for path in PACKAGES
        for library in third_party(path)
        if not path.as_posix().startswith(HOMES.get(library, "nowhere"))
    }
    assert not astray, f"imported where they do not belong: {astray}"


def test_library_knows_nothing_of_the_service() -> None:
    """The service imports the library, never the other way, nor what the service is made of."""
    served = {name for name, home in HOMES.items() if str(home).startswith("service")}
    astray = {
        path.as_posix(): sorted(foreign)
        for path in LIBRARY
        if (foreign := roots(path) & {"service", *served})
    }
    assert not astray, f"the library imports what is above it: {astray}"


def test_base_of_the_library_needs_no_extra() -> None:
    """What is imported with the package is what `pip install` of it brings, and no extra."""
    extra = {"fastwarc", "pyarrow", "pydantic", "pydantic_settings"}
    homes = ("sluice/bulk/", "sluice/learn/", "sluice/workers/", "sluice/formats/warc")
    astray = {
        path.as_posix(): sorted(third_party(path) & extra)
        for path in LIBRARY
        if third_party(path) & extra and not path.as_posix().startswith(homes)
    }
    assert not astray, f"the library's base imports what only an extra brings: {astray}"


def name_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports_at_start(path: Path, modules: dict[str, Path]) -> set[str]:
    """The library's modules that run when this one is imported, the packages around them too."""
    found = set()
    for node in parse(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sluice."):
            named = (f"{node.module}.{alias.name}" for alias in node.names)
            for module in (name if name in modules else node.module or "" for name in named):
                parts = module.split(".")
                found |= {".".join(parts[: n + 1]) for n in range(1, len(parts))}
    return {name for name in found if not f"{name_of(path)}.".startswith(f"{name}.")}


def test_no_imports_go_in_a_circle() -> None:
    """Each module of the library can be the first to be imported."""
    modules = {name_of(path): path for path in LIBRARY}
    graph = {name: imports_at_start(path, modules) for name, path in modules.items()}
    assert any(graph.values())
    TopologicalSorter(graph).prepare()


def test_model_stands_alone() -> None:
    """The nouns know nothing of the package but other values: names, and columns of measures."""
    path = Path("sluice/model.py")
    ours = {name for name in imported(parse(path), path) if name.split(".")[0] == "sluice"}
    values = {"sluice.reasons.Reason", "sluice.forms.Comments"}
    others = ours - values - {"sluice.features.measured.Measures"}
    assert not others, f"{path}: imports {others}"


def test_every_test_says_what_it_shows() -> None:
    """Each test opens with one plain sentence."""
    silent = [
        f"{path}:{test.lineno} {test.name}"
        for path in TESTS
        for test in functions(parse(path))
        if test.name.startswith("test_") and not is_one_sentence(ast.get_docstring(test))
    ]
    assert not silent, f"no single sentence opens {silent}"


# The measures themselves: (measure, a function, its figure).
FIGURES = [
    (lines, "def f():\n    return 1", 2),
    (lines, "def f():\n    '''Doc.\n\n    More.\n    '''\n    # why\n    return 1", 3),
    (lines, "@cache\ndef f():\n    return (\n        1\n    )", 4),
    (parameters, "def f(a, /, b, *c, d, **e): ...", 5),
    (parameters, "def f(self, a): ...", 1),
    (switches, "def f(a: bool, b: 'bool', c: bool | None = None): ...", 3),
    (switches, "def f(a=True, *, b, c=False): ...", 2),
    (switches, "def f(a: Callable[[str], bool], b: int = 1): ...", 0),
    (levels, "def f():\n    return [a for a in b if c]", 0),
    (levels, "def f():\n if a:\n  pass\n elif b:\n  pass\n elif c:\n  pass", 1),
    (levels, "def f():\n if a:\n  pass\n else:\n  if b:\n   pass", 2),
    (levels, "def f():\n for a in b:\n  with c:\n   try:\n    if d: pass\n   except e: pass", 4),
    (levels, "def f():\n try:\n  pass\n except e:\n  while a:\n   match b:\n    case 1: pass", 3),
    (levels, "def f():\n if a:\n  def g():\n   if b:\n    pass", 1),
]


@pytest.mark.parametrize(("measure", "source", "figure"), FIGURES)
def test_measure_of_a_function(measure: Measure, source: str, figure: int) -> None:
    """Each measure finds the figure that a reader would count."""
    assert measure(next(functions(ast.parse(source)))) == figure


@pytest.mark.parametrize(
    ("source", "figure"),
    [
        ("", 0),
        ("'''Doc.\n\nMore.\n'''\n\n# why\nA = 1  # and how\n", 1),
        ("class A:\n    '''Doc.'''\n\n    def f(self):\n        '''Doc.'''\n        pass\n", 3),
        ("A = (\n    # why\n    1,\n\n    2,\n)\n", 4),
        ("A = '''\none\n\ntwo\n'''\n", 5),
    ],
)
def test_measure_of_a_file(source: str, figure: int) -> None:
    """Blank lines, comments and docstrings are free, and code is not."""
    assert code_lines(ast.parse(source)) == figure


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import a.b, c", {"a.b", "c"}),
        ("from a import b", {"a.b"}),
        ("from . import b", {"service.web.b"}),
        ("from ..log import log", {"service.log.log"}),
        ("def f():\n    import a", {"a"}),
    ],
)
def test_imports_are_seen(source: str, names: set[str]) -> None:
    """An import is found in whatever form and place it is written."""
    assert set(imported(ast.parse(source), Path("service/web/routes.py"))) == names


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ("A date in a footer is not the article's date.", True),
        ("A sentence may go on\nin the next line.", True),
        (None, False),
        ("No stop at its end", False),
        ("lower case.", False),
        ("One sentence. And another.", False),
    ],
)
def test_one_sentence_is_recognised(docstring: str | None, expected: object) -> None:
    """A docstring passes when it is exactly one sentence."""
    assert is_one_sentence(docstring) is expected
