"""Every module of the library has its test file: of its name, one that imports it, or one below."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "sluice").rglob("*.py")
    if path.name != "__init__.py" or "def " in path.read_text(encoding="utf-8")
)

# Parts of something that is tried as a whole: folders first, then modules.
TRIED_BY = {
    "sluice/bulk/": "bulk/test_bulk.py",
    "sluice/cli/": "cli/test_commands.py",
    "sluice/comparison.py": "cli/test_diff.py",
    "sluice/compat/": "compat/test_compat.py",
    "sluice/features/": "features/test_matrix.py",
    "sluice/judge/rules/": "judge/test_rules.py",
    "sluice/learn/": "learn/test_learn.py",
    "sluice/render/": "render/test_structure.py",
    "sluice/__main__.py": "test_cli.py",
    "sluice/blocks/declarations.py": "blocks/test_styles.py",
    "sluice/blocks/hiding.py": "test_hidden_text.py",
    "sluice/blocks/limits.py": "web/test_hostile.py",
    "sluice/blocks/line_breaks.py": "blocks/test_from_html.py",
    "sluice/blocks/roles.py": "blocks/test_from_html.py",
    "sluice/blocks/rows.py": "blocks/test_from_html.py",
    "sluice/blocks/sheet_scan.py": "blocks/test_styles.py",
    "sluice/formats/byte_stream.py": "formats/test_ndjson.py",
    "sluice/formats/warc_record.py": "formats/test_warc.py",
    "sluice/judge/context/quantities.py": "judge/test_ingredients.py",
    "sluice/judge/measured.py": "judge/test_ingredients.py",
    "sluice/judge/places.py": "judge/test_rules.py",
    "sluice/judge/scorer.py": "judge/test_force.py",
    "sluice/judge/spans.py": "judge/test_threads.py",
    "sluice/judge/unseen.py": "test_hidden_text.py",
    "sluice/judge/wording.py": "judge/test_rules.py",
    "sluice/metadata/sources/head.py": "metadata/test_metadata.py",
    "sluice/text/concepts.py": "pagetype/test_modern_walls.py",
    "sluice/pagetype/gate_markup.py": "pagetype/test_modern_walls.py",
    "sluice/pagetype/gates.py": "pagetype/test_modern_walls.py",
    "sluice/pagetype/paywall.py": "pagetype/test_walls.py",
    "sluice/pagetype/verdict.py": "pagetype/test_walls.py",
    "sluice/report.py": "web/test_clean.py",
    "sluice/text/calendars.py": "text/test_dates.py",
    "sluice/text/shingles.py": "test_second_opinion.py",
}


@cache
def imported() -> set[str]:
    """What the tests import by its name."""
    found = set()
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
    return found


def has_its_own(module: str) -> bool:
    """A file of its name, or one that imports it."""
    path = Path(module)
    name = path.parent.name if path.name == "__init__.py" else path.stem
    beside = ROOT / "tests" / path.parent.relative_to("sluice")
    dotted = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    return (beside / f"test_{name}.py").exists() or dotted in imported()


def test_every_module_has_its_test_file() -> None:
    """A module that no test knows by its name stands in the table above."""
    places = tuple(TRIED_BY)
    assert [m for m in MODULES if not has_its_own(m) and not m.startswith(places)] == []


def test_table_names_what_is_there() -> None:
    """No row outlives its module or its tests, nor stays when the module has tests of its own."""
    gone = [place for place in TRIED_BY if not (ROOT / place).exists()]
    untried = [tests for tests in TRIED_BY.values() if not (ROOT / "tests" / tests).exists()]
    needless = [place for place in TRIED_BY if place in MODULES and has_its_own(place)]
    assert (gone, untried, needless) == ([], [], [])
