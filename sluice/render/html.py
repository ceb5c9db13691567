"""The body as HTML: plain elements, every text escaped, and no attribute but a link's address.

Nothing of the page's markup is passed through, so there is nothing to sanitise.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from sluice.blocks.links import pieces
from sluice.model import Block, BlockKind, Judgement
from sluice.render.flow import flow, is_close

ELEMENTS = {
    BlockKind.PARAGRAPH: "<p>{}</p>",
    BlockKind.CAPTION: "<p>{}</p>",
    BlockKind.QUOTE: "<blockquote><p>{}</p></blockquote>",
    BlockKind.CODE: "<pre><code>{}</code></pre>",
}


def html_body(judgement: Judgement) -> str:
    """One element a block, lists and tables in their containers."""
    written: list[str] = []
    for kind, group in groupby(flow(judgement), key=lambda block: block.kind):
        written += CONTAINERS.get(kind, _each)(list(group))
    return "\n".join(written)


def _each(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            level = block.level or 2
            yield f"<h{level}>{_linked(block)}</h{level}>"
        else:
            yield ELEMENTS[block.kind].format(_linked(block))


def _linked(block: Block) -> str:
    return "".join(
        f'<a href="{escape(href)}">{escape(words)}</a>' if href else escape(words)
        for words, href in pieces(block.text, block.links)
    )


def _list(items: list[Block]) -> Iterator[str]:
    """Nested lists stand inside the item above them; no level is skipped."""
    levels = [1]
    for item in items[1:]:
        levels.append(min(item.level, levels[-1] + 1))
    yield "<ul>"
    for item, level, following in zip(items, levels, [*levels[1:], 1], strict=True):
        if following > level:
            yield f"<li>{_linked(item)}\n<ul>"
        else:
            yield f"<li>{_linked(item)}</li>" + "\n</ul></li>" * (level - following)
    yield "</ul>"


def _table(rows: list[Block]) -> Iterator[str]:
    yield "<table>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells) + "</tr>"
    yield "</table>"


def _stanzas(lines: list[Block]) -> Iterator[str]:
    stanza: list[Block] = []
    for line in lines:
        if stanza and not is_close(stanza[-1], line):
            yield _stanza(stanza)
            stanza = []
        stanza.append(line)
    yield _stanza(stanza)


def _stanza(lines: list[Block]) -> str:
    return "<p>" + "<br>".join(_linked(line).replace("\n", "<br>") for line in lines) + "</p>"


CONTAINERS = {BlockKind.LIST_ITEM: _list, BlockKind.TABLE_ROW: _table, BlockKind.VERSE: _stanzas}
