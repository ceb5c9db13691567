"""Style sheets: which rules hide whom, and that no sheet costs more than its length."""

import time

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.blocks.styles import Sheet
from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from tests.pace import allowed

# (the sheet, the tags, classes and ids that a rule may hide)
RULES = [
    (".a{display:none}", set(), {"a"}, set()),
    ("#a{display:none}", set(), set(), {"a"}),
    ("x-a{display:none}", {"x-a"}, set(), set()),
    ("p.a,.b .c,d>e,.f:hover,.g{visibility:hidden}", set(), {"a", "c", "g"}, set()),
    (".a > p#b,.c .d:hover,.e + .f,.g *,.h .i[x]{display:none}", set(), set(), {"b"}),
    (".a .b.c{display:none}.d p{display:none}", set(), {"c"}, set()),
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


INSIDE = [
    (".box .note{display:none}", True),
    (".box > .note{display:none}", True),
    ("div .note{display:none}", True),
    ("div.box p.note{visibility:hidden}", True),
    (".outer .box > .note{display:none}", True),
    ("section > .box .note{display:none}", True),
    (".outer > .note{display:none}", False),
    (".other .note{display:none}", False),
    ("body .note{display:none}", False),
    ("html.js .note{display:none}", False),
    (".box .note{display:none}.note{display:block}", True),
    (".note{display:none}.box .note{display:block}", False),
    (".box .note{display:none}.box .note{display:block}", False),
    (".box .note{display:none}.box .note.open{display:block}", False),
    (".box .note{display:none}.box.open .note{display:block}", False),
    ("@media print{.box .note{display:none}}", False),
    (".a .b .c .box .note{display:none}", False),
]


@pytest.mark.parametrize(("css", "hidden"), INSIDE)
def test_rules_for_elements_inside_others(css: str, hidden: bool) -> None:
    """A rule for what stands inside another element holds there, and nowhere else."""
    prose = "<p>The mill on the river was opened again on Monday by those who mended it.</p>"
    note = "<p class=note>Nobody who reads this page can see the line that stands here.</p>"
    page = (
        f"<html class=js><head><style>{css}</style></head><body><section class=outer>{prose}"
        f"<div class=box>{note}</div>{prose}</section></body></html>"
    )
    assert hidden_lines(page, "Nobody") == [hidden]


def hidden_lines(page: str, start: str) -> list[bool]:
    """Of each line that starts so whether it went as hidden."""
    judgement = clean(Source(page, InputKind.HTML)).judgement
    found = [i for i, block in enumerate(judgement.page.blocks) if block.text.startswith(start)]
    return [judgement.reason(i) is Reason.HIDDEN for i in found]


def test_same_names_elsewhere_are_seen() -> None:
    """Of two elements that are called alike only the one inside the other is hidden."""
    line = "<p class=note>One of the two lines on this page that have the same words.</p>"
    page = (
        "<style>.box .note{display:none}</style><p>It was a long day at the mill, they said, and "
        "the wheel had turned since the morning without a sound that anybody could have heard.</p>"
        f"<div>{line}</div><div class=box>{line}</div>"
    )
    assert hidden_lines(page, "One of") == [False, True]


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
    ".a .a{display:none}" * (MANY // 19),
    "div " * (MANY // 5) + ".a{display:none}",
]


@pytest.mark.parametrize("css", HOSTILE, ids=lambda css: css[:14])
def test_no_sheet_costs_more_than_its_length(css: str) -> None:
    """A megabyte of a sheet made to hurt is read in a second or two."""
    words = "".join(
        f"<p class='a a{n}' id=a style=color:white>A line of words.</p>" for n in range(300)
    )
    started = time.process_time()
    page_from_html(f"<head><style>{css}</style></head><body>{words}</body>")
    assert time.process_time() - started < allowed(3)
