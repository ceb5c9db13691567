"""Data, code and damage posted as text, and Markdown that only looks like them."""

import base64
import random

import pytest

from sluice.intake.not_text import is_no_text
from sluice.model import Document, InputKind

SITE = "https://www.lowermarsh-gazette.example/county/2024/05"
WORDS = "harbour council schools weather letters football theatre gardens bridges markets".split()
SLUGS = [f"{SITE}/{word}-and-everything-else-about-{word}/index.html" for word in WORDS]
PAIRS = list(zip(WORDS, SLUGS, strict=True))
BYTES = random.Random(7).randbytes(3_000)
BASE64 = base64.b64encode(BYTES).decode()
MINIFIED = (
    '!function(e,t){"use strict";var n=t.document;e.exports=function(t){for(var i=0;i<9;i++)r'
)
TABLE = "| " + " | ".join(f"[{w}]({a})" for w, a in PAIRS) + " |"

MARKDOWN = {
    "menu": "\n".join(f"* [{w}]({a})" for w, a in PAIRS),
    "menu of nested lists": "\n".join(
        f'{" " * (4 * (n % 3))}- [{w}](<{a}> "All about {w}")' for n, (w, a) in enumerate(PAIRS)
    ),
    "relative addresses": "\n".join(
        f"* [{w}](/county/2024/05/{w}-and-everything/?page={n})" for n, w in enumerate(WORDS)
    ),
    "references": "\n".join(f"- [{w}][{n}]" for n, w in enumerate(WORDS * 2))
    + "\n\n"
    + "\n".join(f"  [{n}]: {a}" for n, a in enumerate(SLUGS)),
    "images that are links": "\n\n".join(f"[![{w} of the day]({a}.jpg)]({a})" for w, a in PAIRS),
    "images in the page": f"![The {WORDS[0]}](data:image/png;base64,{BASE64})\n\nThe mill turns.",
    "layout table": f"{TABLE}\n|---|---|---|---|---|---|---|---|---|---|\n{TABLE}",
    "addresses in brackets": "\n".join(f"{w}: <{a}>" for w, a in PAIRS),
    "bare addresses": "\n".join(SLUGS),
    "addresses without a scheme": "\n".join(a.removeprefix("https://") for a in SLUGS),
    "escaped letters": "\n".join(f"* [{w}]({SITE}/{'%D0%BC%D0' * 12})" for w in WORDS),
    "brackets in addresses": "\n".join(f"* [{w}]({a}_({w}))" for w, a in PAIRS),
    "commands for scripts": "\n".join(f"[{w}](javascript:void(0)) [{w}](#{w})" for w in WORDS),
    "wrapped links": "\n".join(f"* [the\n{w}](\n{a})" for w, a in PAIRS),
    "Chinese menu": "\n".join(f"* [新闻]({a})" for a in SLUGS * 3),
    "bold menu": "\n".join(f"* **[{w}]({a})**" for w, a in PAIRS),
}
# A report: paragraphs, and tables of figures that are longer than they.
ROWS = "\n".join(f"2024-{n % 12 + 1:02}-01\t-{n}.{n}%\t+$1,{n:03}.00\t#{n}*" for n in range(90))
TOLD = {
    "en": "The price of flour rose again in the spring, as mills along the river stood still for "
    "want of water and bakers bought what was left on the other side of the border.",
    "de": "Der Preis des Mehls stieg im Frühjahr wieder, weil die Mühlen am Fluss aus Mangel an "
    "Wasser still standen und die Bäcker kauften, was jenseits der Grenze übrig war.",
    "ru": "Весной цена муки снова выросла, потому что мельницы на реке стояли без воды, а пекари "
    "покупали всё то, что ещё оставалось на другой стороне границы.",
    "hi": "वसंत में आटे का दाम फिर बढ़ गया क्योंकि नदी किनारे की चक्कियाँ पानी की कमी से बंद पड़ी थीं "
    "और नानबाई सीमा के उस पार से बचा हुआ सारा आटा ख़रीद कर ले आते थे।",
}
DATA = {
    "figures alone": ROWS,
    "figures below two paragraphs": f"{TOLD['en']}\n{TOLD['en']}\n{ROWS}",
    "strings that tell": "\n".join(f'{{"n":{n},"is":["{t}"]}},' for n, t in enumerate(TOLD)) * 20,
    "code below its licence": "\n".join(f"// {TOLD['en']}" for _ in range(4)) + MINIFIED * 60,
    "long calls": "\n".join(f"call{n}({'[{}],' * 60})." for n in range(40)),
    "base 64": BASE64,
    "base 64 in lines": "\n".join(BASE64[i : i + 76] for i in range(0, 3_000, 76)),
    "base 64 after an address": f"{SLUGS[0]}\n{BASE64}",
    "an image's data by itself": f"data:image/png;base64,{BASE64}",
    "hexadecimal": BYTES.hex(),
    "hexadecimal between links": f"[A]({SLUGS[0]})\n{BYTES.hex()}\n[B]({SLUGS[1]})",
    "minified code": MINIFIED * 20,
    "minified code with an address": f'var a="{SITE}",b="{SITE}";{MINIFIED * 20}',
    "minified code with calls by index": "a[0](e,t);b[n](r)||c[i](!0);" + MINIFIED * 20,
    "symbols in cells": "\n".join("@;#;%;&;*;!;~;+;=;<;>;^" for _ in range(40)),
    "symbols in a table": "\n".join("| @@ | %% | && | ** | !! | ~~ | ++ |" for _ in range(40)),
    "a line of stars": "The mill turns. " + "**" * 2_000,
    "JSON": '{"items":[{"id":1,"url":"/a/1","ok":true},{"id":2,"url":"/a/2","ok":false}]},' * 9,
    "JSON of addresses": "\n".join(f'{{"{w}":"{a}","n":[1,2]}},' for w, a in PAIRS[:4]),
    "damage": "\ufffd\ufffd\ufffd mill \ufffd\ufffd\ufffd\ufffd " * 20,
}


def is_data(text: str) -> bool:
    return is_no_text(Document(text, InputKind.TEXT, "utf-8", "default", 0, len(text)))


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_is_text(text: str) -> None:
    """Addresses and Markdown's own marks are no data, however many there are."""
    assert not is_data(text)


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_report_with_long_tables_is_text(told: str) -> None:
    """Three paragraphs make a text of what is mostly figures."""
    assert not is_data("\n\n".join([told, ROWS, told, told]))


@pytest.mark.parametrize("text", DATA.values(), ids=DATA)
def test_data_is_no_text(text: str) -> None:
    """Data and code stay what they are, also with an address or a link in them."""
    assert is_data(text)


@pytest.mark.parametrize("unit", ["[", "](", "[a](", "](a(b", "[1]: ", "a://", " - ", "|:-", "**"])
def test_marks_without_end_cost_little(unit: str, within) -> None:
    """Only the beginning is read, and no mark is looked at twice."""
    with within(5):
        is_data(unit * 100_000)
