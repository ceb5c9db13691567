"""What each tag means for the walk, as bits; and the tags by the parser's numbers for them.

The tables are those of tags.py. The walk asks for every element of a page, and numbers are cheaper
to ask a node for than names.
"""

from selectolax.lexbor import LexborHTMLParser

from sluice.blocks.tags import (
    BLOCKS,
    BREAKS,
    CELLS,
    LINE_BREAK,
    LISTS,
    PLAIN,
    PREFORMATTED,
    SILENT,
    TAKEN_OVER,
)
from sluice.model import BlockKind

ENDS_BLOCK = 1
IS_SILENT = 2
IS_PLAIN = 4
IS_CELL = 8
IS_PREFORMATTED = 16
IS_LIST = 32
IS_ROW = 64
IS_BREAK = 128
IS_LINK = 256
# Marks by their tag alone, and elements that never are.
IS_MARK = 512
NO_MARK = 1024
# Elements of a head that state something.
STATES = 2048
# What they hold is for browsers that cannot run or show what they are for.
NOSCRIPT = 4096
# Of these the marks inside are not told.
UNNAMED = 8192
# SVG and MathML, and what stands in them and is HTML again.
IS_FOREIGN = 16384
IS_HTML_AGAIN = 32768
# Before it begins, nothing is shown that a style sheet could hide.
IS_BODY = 131072
IS_FONT = 262144
# Without words of their own.
IS_EMPTY = 524288
IS_LABEL = 1048576
IS_RAISED = 2097152

ROLES = {
    ENDS_BLOCK: {*BLOCKS, *BREAKS},
    IS_SILENT: SILENT,
    IS_PLAIN: PLAIN,
    IS_CELL: CELLS,
    IS_PREFORMATTED: PREFORMATTED,
    IS_LIST: LISTS,
    IS_ROW: {"tr"},
    IS_BREAK: {LINE_BREAK},
    IS_LINK: {"a"},
    IS_MARK: {"h1", "time", "address"},
    NO_MARK: {"meta", "html", "body"},
    STATES: {"meta", "title", "link", "base", "script"},
    NOSCRIPT: {"noscript", "video", "audio", "canvas", "object"},
    UNNAMED: {"html", "body"},
    IS_BODY: {"body"},
    IS_FONT: {"font"},
    IS_LABEL: {"label"},
    IS_RAISED: {"sup"},
    IS_EMPTY: {"img", "input", "br", "wbr", "picture"},
    IS_FOREIGN: {"svg", "math"},
    IS_HTML_AGAIN: set("foreignObject desc title annotation-xml mi mo mn ms mtext".split()),
}
# Names that together say that an element is a picture's caption, whatever its tag.
CAPTIONED = tuple(
    frozenset(names.split())
    for names in (
        *("image caption", "img caption", "photo caption", "picture caption", "img desc"),
        *("didascalia", "bildunterschrift", "bildtext", "fotobijschrift", "pie foto"),
    )
)
CAPTION_WORDS = frozenset().union(*CAPTIONED)
ROLES_OF: dict[str, int] = {}
for _role, _names in ROLES.items():
    for _name in _names:
        ROLES_OF[_name] = ROLES_OF.get(_name, 0) | _role
# No text, comment or document has such a number; the parser's own tags are below NUMBERED.
TEXT = 2
FIRST_TAG = 6
NUMBERED = 256


# What the walk does at a tag: its name; its roles; the kind of the blocks inside, None where the
# elements around decide; a heading's level, else 0; and the name as the marks inside tell it.
Tag = tuple[str, int, BlockKind | None, int, frozenset[str]]


def are_caption(names: frozenset[str]) -> bool:
    """Whether the names say that an element is a picture's caption."""
    return not CAPTION_WORDS.isdisjoint(names) and any(own <= names for own in CAPTIONED)


def tag_of(name: str) -> Tag:
    """The tag of this name, looked up in the tables."""
    kind = None
    if name in CELLS:
        # What stands around a table's cell says nothing of what the cell holds.
        kind = BlockKind.PARAGRAPH
    elif name not in TAKEN_OVER:
        kind = BLOCKS.get(name)
    level = int(name[1:]) if name in BLOCKS and name[1:].isdigit() else 0
    return name, ROLES_OF.get(name, 0), kind, level, frozenset((f"<{name}>",))


def _numbered() -> list[Tag | None]:
    """The tags of tags.py and other common ones by their numbers."""
    table: list[Tag | None] = [None] * NUMBERED
    common = "span strong section time header footer s cite code q abbr del ins b path".split()
    parser = LexborHTMLParser("")
    for name in sorted({*common, *ROLES_OF}):
        # What SVG writes with capitals is looked up by name.
        if name.islower() and name.isalnum():
            node = parser.create_node(name)
            number: int = node.tag_id
            if node.tag == name and FIRST_TAG <= number < NUMBERED:
                table[number] = tag_of(name)
    return table


TAGS = _numbered()
