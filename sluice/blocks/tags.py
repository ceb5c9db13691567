"""What each HTML tag means for the walk. A new tag is a new row.

Roles: a tag not named here is inline, its text joins the text around it.
The HTML standard's section on rendering (html.spec.whatwg.org, "Flow content") says which tags are
blocks in a browser.
"""

from sluice.model import BlockKind

# Start and end a block of this kind.
BLOCKS = {
    "p": BlockKind.PARAGRAPH,
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING,
    "h6": BlockKind.HEADING,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.PARAGRAPH,
    "dd": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "listing": BlockKind.CODE,
    "xmp": BlockKind.CODE,
    "tr": BlockKind.PARAGRAPH,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
}
# Inside a list item or a quotation a paragraph is part of that.
TAKEN_OVER = frozenset(("p", "dt", "dd", "tr"))
# End a block and start another; what they hold is a paragraph, or of the kind around them.
BREAKS = frozenset(
    """address article aside audio body button canvas center details dialog dir div dl fieldset
    figure footer form frameset header hgroup hr html legend main menu nav object ol
    optgroup option plaintext search section select summary table tbody td textarea tfoot th
    thead ul video""".split()
)
# A break inside a line.
LINE_BREAK = "br"
# A cell of a table row.
CELLS = frozenset(("td", "th"))
# The text of these is for programs, not for readers.
SILENT = frozenset(
    """area base datalist embed head iframe link map meta noframes param script source
    style svg template title track rt rp rtc annotation annotation-xml""".split()
)
# Their attributes say nothing of the block around them, and reading attributes is what the walk
# spends most time on.
PLAIN = frozenset("a b br em font i img input picture small strong sub sup u wbr".split())
# White space counts as it stands.
PREFORMATTED = frozenset(("pre", "listing", "xmp", "textarea", "plaintext"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))
