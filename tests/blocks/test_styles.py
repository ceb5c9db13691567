"""Style sheets: which rules hide whom, and that no sheet costs more than its length."""

import time

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.blocks.styles import Sheet

# (the sheet, the tags, classes and ids that a rule may hide)
RULES = [
    (".a{display:none}", set(), {"a"}, set()),
    ("#a{display:none}", set(), set(), {"a"}),
    ("x-a{display:none}", {"x-a"}, set(), set()),
    ("p.a,.b .c,d>e,.f:hover,.g{visibility:hidden}", set(), {"a", "g"}, set()),
    (".a{color:red}.b{display:block}.c{opacity:.5}", set(), set(), set()),
    (".a{font-family:none;text-decoration:none;overflow:hidden}", set(), set(), set()),
    ("@media print{.a{display:none}}.b{opacity:0}", set(), {"b"}, set()),
    ("@media screen{.a{display:none}}", set(), {"a"}, set()),
    ("@media (max-width:9em){.a{display:none}}", set(), set(), set()),
    ("@supports (a:b){@media all{.a{display:none}}}", set(), {"a"}, set()),
    ("@layer x{.a{display:none}}", set(), {"a"}, set()),
    ("@import 'a';@charset 'b';.a{display:none}", set(), {"a"}, set()),
    ("@keyframes k{from{opacity:0}to{opacity:1}}", set(), set(), set()),
    ("/* .a{display:none} */.b{display:none}/*", set(), {"b"}, set()),
    ('.a{content:"}.b{display:none}"}.c{display:none}', set(), {"c"}, set()),
    (".a{&:hover{display:none}}.b{display:none}", set(), {"b"}, set()),
    ("body{display:none}html{opacity:0}", set(), set(), set()),
    (".a{display:none", set(), set(), set()),
    ("}}}.a{display:none}", set(), {"a"}, set()),
]


@pytest.mark.parametrize(("css", "tags", "classes", "ids"), RULES)
def test_rules_that_hide_are_found(css: str, tags: set, classes: set, ids: set) -> None:
    """Simple selectors of rules that hide are known, of no others."""
    sheet = Sheet(css)
    assert (sheet.tags, sheet.classes, sheet.ids) == (tags, classes, ids)


def hides(css: str, tag: str, own: set[str], asked: list[str]) -> bool:
    declared, is_shown = Sheet(css).declared(tag, frozenset(own), asked)
    return declared.get("display", "").startswith("none") and not is_shown


CASCADES = [
    (".a{display:none}", True),
    (".a{display:none}.a{display:block}", False),
    (".a{display:block}.a{display:none}", True),
    ("#i{display:none}.a{display:block}", True),
    (".a{display:none!important}.a{display:block}", True),
    ("p.a{display:none}.a{display:block}", True),
    (".a{display:none}.a.b{display:block}", False),
    (".a{display:none}div.a{display:block}", True),
    (".a{display:none}@media print{.a{display:block}}", True),
    (".a{display:none}@media(min-width:1px){.a{display:flex}}", False),
    (".a{display:none}.open .a{display:block}", False),
    (".a{display:none}.open .a{color:red}", True),
]


@pytest.mark.parametrize(("css", "hidden"), CASCADES)
def test_last_rule_of_most_force_counts(css: str, hidden: bool) -> None:
    """Of rules for one element the more special and then the later counts, important ones first."""
    assert hides(css, "p", {".a", "#i"}, [".a", "#i"]) is hidden


MANY = 1_000_000
HOSTILE = [
    "/*" * (MANY // 2),
    "/* */" * (MANY // 5),
    "{" * MANY,
    "}" * MANY,
    "@media screen{" * (MANY // 14),
    "@media screen{}" * (MANY // 15),
    ".a{display:none}" * (MANY // 16),
    "".join(f".a{n}{{display:none}}" for n in range(MANY // 24)),
    ".a," * (MANY // 3) + ".b{display:none}",
    ".a{" + "display:none;" * (MANY // 13) + "}",
    ".a{display:" * (MANY // 11),
    '"' * MANY,
    "\\" * MANY,
    ".a{display:none}" + ".a" * (MANY // 2),
    ".a{color:white}" + ".b{background:red}" * (MANY // 18),
]


@pytest.mark.parametrize("css", HOSTILE, ids=lambda css: css[:14])
def test_no_sheet_costs_more_than_its_length(css: str) -> None:
    """A megabyte of a sheet made to hurt is read in a second or two."""
    words = "".join(
        f"<p class='a a{n}' id=a style=color:white>A line of words.</p>" for n in range(300)
    )
    started = time.process_time()
    page_from_html(f"<head><style>{css}</style></head><body>{words}</body>")
    assert time.process_time() - started < 3
