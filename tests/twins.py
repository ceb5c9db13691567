"""Pages for comparing the library with itself: compiled, uncompiled, under a sanitizer.

`python -P tests/twins.py` cleans them all with the `sluice` that comes first in PYTHONPATH, and
writes one JSON line for each: its name, and its answer or what was raised. All the golden pages
are among them, and hostile ones of at most 50 kB: what is hopeless uncompiled is not tried here.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from sluice.answer import answer
from sluice.errors import Refused
from sluice.formats.json_codec import encode
from sluice.model import InputKind, Source
from sluice.options import Options
from sluice.pipeline import clean
from sluice.render import Output

GOLDEN = Path(__file__).with_name("pages")
KINDS = {".txt": InputKind.TEXT, ".md": InputKind.TEXT, ".html": InputKind.HTML}
MOST = 50_000
PROSE = "The mill on the river was opened again on Monday, and it turned all day long. "
# Of each a line of several kilobytes is made, and many short lines.
UNITS = [
    *("\u0301", "<", "&", "[", "(", "](", '"', "“", "**", "*a", "_a_", "`a", "\\", "\0", "\x1f"),
    *("> ", "# ", "</", "<!--", "<a ", "&amp;", "&#x41;", "&#0;", "a\u200b", "1", "1.", "A", "a,"),
    *("Anna ", "Anna and ", "Its. ", "…a ", "a'", "a-", "{{", "%A", "2024年", "a | ", " – ", "\t"),
    *("a\u3000", "\u202e", "قال ", "ก", "水", "水。", "😀", "a\u2028", "İ", "ß", "ﷺ", "by ", "\r"),
    *("1/1/2024 ", "read more ", "水磨在星期一重新开放。", "\U0010ffff", "\ufeff", "\ufffd", "ſ"),
    *("Reporting by ", "a in B ", "word " * 15 + "\n", "Share this\n\n", "https://a.example/b?c "),
]
# Not the same in UTF-8: a lone surrogate can only be handed over as text.
SURROGATES = ["\ud800", "a\udfff ", "\udc80\ud83d", "\ud83d\n\n"]
TAGS = "div b span blockquote table ul li td section font button form select dd pre h1 x-y".split()


def hostile() -> Iterator[tuple[str, Source]]:
    """Pages that were made to hurt, each with a name."""
    for unit in [*UNITS, *SURROGATES]:
        many = unit * (6_000 // len(unit))
        yield f"line of {unit!r}", Source(f"{PROSE}\n{many}\n{PROSE}", InputKind.TEXT)
        lines = "\n".join([PROSE, *[(unit * 20).strip("\n")] * 60, PROSE])
        yield f"lines of {unit!r}", Source(lines, InputKind.TEXT)
        yield f"HTML of {unit!r}", Source(f"<p>{PROSE}<p>{many}<p>{PROSE}", InputKind.HTML)
    for tag in TAGS:
        deep = f"<{tag}>" * 3_000 + PROSE
        yield f"nested {tag}", Source(f"<p>{PROSE}" + deep, InputKind.HTML)
        wide = f"<{tag} class=a{tag} id=b>{PROSE}</{tag}>" * 200
        yield f"many {tag}", Source(wide, InputKind.HTML)
        yield f"empty {tag}", Source(f"<p>{PROSE}" + f"<{tag}></{tag}>" * 3_000, InputKind.HTML)
    yield "10,000 blocks", Source("a\n\n" * 10_000, InputKind.TEXT)
    yield "10,000 paragraphs", Source("<p>a" * 10_000, InputKind.HTML)
    yield "nothing", Source(b"")
    yield "blanks", Source(" \n" * 20_000)
    yield "every byte", Source(bytes(range(1, 256)) * 100, InputKind.TEXT)
    yield "every byte in HTML", Source(b"<p>" + bytes(range(1, 256)) * 100, InputKind.HTML)
    planes = "".join(chr(c) for c in range(0x20, 0x11000, 7) if not 0xD800 <= c < 0xE000)
    yield "every script", Source(planes, InputKind.TEXT)
    yield "every script in HTML", Source(f"<p>{planes}</p>" + PROSE, InputKind.HTML)


def mixed() -> Iterator[tuple[str, Source]]:
    """Made-up pages of lines in any order, the same in each run."""
    dice = random.Random(7)
    for number in range(60):
        pieces = [PROSE * dice.randint(1, 4), *dice.sample(UNITS, 12), *dice.sample(TAGS, 3)]
        lines = [
            "".join(dice.choices(pieces, k=dice.randint(1, 5))) for _ in range(dice.randint(1, 60))
        ]
        yield f"mixed text {number}", Source("\n".join(lines)[:MOST], InputKind.TEXT)
        tags = dice.choices(TAGS, k=len(lines))
        html = "".join(f"<{tag}>{line}" for tag, line in zip(tags, lines, strict=True))
        yield f"mixed HTML {number}", Source(html[:MOST], InputKind.HTML)


def golden() -> Iterator[tuple[str, Source]]:
    """The golden pages, by their folders' names."""
    for path in sorted(GOLDEN.glob("*/page.*")):
        yield path.parent.name, Source(path.read_bytes(), KINDS[path.suffix])


def answered(source: Source) -> str:
    """The answer as the service gives it, or what was raised in its place."""
    options = Options(output=Output.MARKDOWN)
    try:
        return encode(answer(clean(source), options)).decode()
    except Refused as refused:
        return f"refused: {refused.problem.value.code} {refused.detail}"
    except Exception as error:  # a crash is to be the same crash, or this finds it
        return f"raised: {type(error).__name__} {error}"


def answers() -> Iterator[tuple[str, str]]:
    """Each page's name, and its answer."""
    for pages in (golden, hostile, mixed):
        for name, source in pages():
            yield name, answered(source)


def main() -> None:
    """Write one line for each page."""
    for name, text in answers():
        sys.stdout.write(json.dumps([name, text]) + "\n")


if __name__ == "__main__":
    main()
