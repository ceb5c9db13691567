"""The house style, measured: every file of the package against the same few budgets.

A file over a budget fails as a test of its own, and names the function and the figure.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from importlib.util import resolve_name
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
SERVICE = sorted(path.relative_to(ROOT) for path in (ROOT / "service").rglob("*.py"))
# Beside the package, under the same budgets.
BESIDE = sorted(
    path.relative_to(ROOT)
    for folder in ("deploy", "integrations", "examples")
    for path in (ROOT / folder).rglob("*.py")
)
TESTS = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py"))

# Files that are one fact a line and hold nothing to follow: their length is no burden.
TABLES = (
    "sluice/blocks/tags.py",  # what each tag means
    "sluice/text/phrases/[!_]*.py",  # the phrases of one family
)

FILE_BUDGET = 250
# Read aloud from top to bottom, so they are held to a page.
SHORTER = {"sluice/pipeline.py": 60}

# Where each third-party library may be imported: one file, or one folder for the framework; two
# for what is shown in a terminal.
# To change a library is then to change that place.
HOMES = {
    "ahocorasick_rs": "sluice/text/phrases/__init__.py",
    "babel": "sluice/text/dates.py",
    "brotli": "sluice/intake/inflate.py",
    "bs4": "sluice/intake/decode.py",
    "resiliparse": "sluice/intake/decode.py",
    "click": ("sluice/cli.py", "sluice/bulk/command.py", "sluice/learn/command.py"),
    "fastwarc": "sluice/formats/warc_record.py",
    "flask": "service/web/",
    "gevent": "service/web/worker.py",
    "gunicorn": "service/web/",
    "msgspec": "service/wire/",
    "opentelemetry": "service/web/spans.py",
    "prometheus_client": "service/web/metrics.py",
    "numpy": ("sluice/features/", "sluice/pagetype/"),
    "py3langid": "sluice/metadata/language.py",
    "pydantic": "service/settings.py",
    "pydantic_settings": "service/settings.py",
    "pyarrow": "sluice/bulk/parquet.py",
    "rich": ("sluice/cli.py", "sluice/bulk/", "sluice/learn/command.py"),
    "selectolax": "sluice/blocks/",
    "structlog": "service/log.py",
    "trafilatura": "sluice/judge/trafilatura_vote.py",
    "werkzeug": "service/web/",
    "yaml": "service/web/reference.py",
    "zstandard": "sluice/intake/inflate.py",
}

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith),
    *(ast.Try, ast.TryStar, ast.Match),
)


def parse(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


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


def third_party(path: Path) -> set[str]:
    libraries = {name.split(".")[0] for name in imported(parse(path), path)}
    return libraries - sys.stdlib_module_names - {"service"}


def is_one_sentence(docstring: str | None) -> bool:
    """Starts like a sentence, ends like one, and no other begins in between."""
    if not docstring or docstring[0].islower() or not docstring.endswith("."):
        return False
    pairs = pairwise(docstring.split())
    return not any(end.endswith((".", "!", "?")) and start[0].isupper() for end, start in pairs)


every_file = pytest.mark.parametrize("path", [*SERVICE, *BESIDE], ids=str)


@pytest.mark.parametrize(
    ("measure", "budget"),
    [(lines, 40), (parameters, 4), (switches, 0), (levels, 3)],
    ids=["lines", "parameters", "switches", "levels"],
)
@every_file
def test_function_keeps_its_budget(
    path: Path, measure: Callable[[Function], int], budget: int
) -> None:
    """No function is longer, deeper or asks for more than the house style grants."""
    over = {
        f"{function.name} (line {function.lineno})": measure(function)
        for function in functions(parse(path))
        if measure(function) > budget
    }
    assert not over, f"{path}: more than {budget} {measure.__name__}: {over}"


def test_most_functions_are_small() -> None:
    """Half of all functions have at most eight lines, and nine in ten at most twenty."""
    lengths = [lines(function) for path in SERVICE for function in functions(parse(path))]
    assert median(lengths) <= 8, f"the median function has {median(lengths)} lines"
    ninth = quantiles(lengths, n=10, method="inclusive")[-1]
    assert ninth <= 20, f"one function in ten has more than {ninth} lines"


@every_file
def test_file_keeps_its_budget(path: Path) -> None:
    """A file that is no table of facts can be read in one sitting."""
    if any(path.match(table) for table in TABLES):
        return
    budget = SHORTER.get(path.as_posix(), FILE_BUDGET)
    length = code_lines(parse(path))
    assert length <= budget, f"{path}: {length} lines of code, {budget} are granted"


@every_file
def test_name_says_what_is_inside(path: Path) -> None:
    """No file or folder has a name that would fit anything."""
    assert not NAMES_THAT_SAY_NOTHING & {*path.parts, path.stem}, f"{path}: find the noun"


@pytest.mark.parametrize("path", SERVICE, ids=str)
def test_library_is_imported_in_its_home_only(path: Path) -> None:
    """Each third-party library is imported in the one place that HOMES gives it."""
    astray = {
        library: HOMES.get(library, "nowhere yet: give it a place in HOMES")
        for library in third_party(path)
        if not path.as_posix().startswith(HOMES.get(library, "nowhere"))
    }
    assert not astray, f"{path}: imports what belongs elsewhere: {astray}"


def test_model_stands_alone() -> None:
    """The nouns know nothing of the package but the closed list of reasons."""
    path = Path("sluice/model.py")
    ours = {name for name in imported(parse(path), path) if name.split(".")[0] == "service"}
    others = {name for name in ours if name.split(".")[1] != "reasons"}
    assert not others, f"{path}: imports {others}"


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_every_test_says_what_it_shows(path: Path) -> None:
    """Each test opens with one plain sentence."""
    tests = [function for function in functions(parse(path)) if function.name.startswith("test_")]
    silent = [test.name for test in tests if not is_one_sentence(ast.get_docstring(test))]
    assert not silent, f"{path}: no single sentence opens {silent}"


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
def test_measure_of_a_function(
    measure: Callable[[Function], int], source: str, figure: int
) -> None:
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
        ("from ..model import Page", {"sluice.model.Page"}),
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
