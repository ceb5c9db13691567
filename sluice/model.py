"""The nouns that travel, all frozen: Source, Document, Block, Page, Decision, Metadata, Article.

A Block holds values only. It can be written as a literal in a test, sent between processes and
printed; nothing here knows HTML, HTTP or a file. What a page has by the hundred is a named tuple,
which is made in a third of a frozen dataclass's time.
"""

import builtins
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from sluice.features.measured import Measures
from sluice.forms import Comments
from sluice.reasons import Reason


class InputKind(StrEnum):
    """What the posted bytes turned out to be."""

    HTML = "html"
    TEXT = "text"


class Shape(StrEnum):
    """What a text had been made into before it came, and what was undone.

    FRONT_MATTER: fields above the text. DUMP: a text browser's print of a page, its links numbered.
    WRAPPED: at a column.
    """

    FRONT_MATTER = "front_matter"
    WRITTEN_BREAKS = "written_breaks"
    ENTITIES = "entities"
    DUMP = "dump"
    SEPARATED = "separated"
    ONE_LINE = "one_line"
    MARKDOWN = "markdown"
    WRAPPED = "wrapped"


class BlockKind(StrEnum):
    """What a block is on the page; both inputs end in these."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    VERSE = "verse"
    TABLE_ROW = "table_row"
    CAPTION = "caption"


class Step(StrEnum):
    """Which step of the judging made a decision."""

    RULES = "rules"
    SCORER = "scorer"
    NEIGHBOURS = "neighbours"
    GUARD = "guard"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Source:
    """One page as a caller hands it over, with what the caller knows about it."""

    content: bytes | str
    kind: InputKind | None = None
    charset: str | None = None
    url: str | None = None
    language: str | None = None
    crawled_at: str | None = None
    comments: Comments = Comments.AUTO


@dataclass(frozen=True, slots=True)
class Document:
    """The page as text, and what is known of how it became text.

    utf8: the text's own bytes, where it was sent as these.
    """

    text: str
    kind: InputKind
    encoding: str
    encoding_from: str
    replaced_characters: int
    bytes: int
    utf8: builtins.bytes | None = None  # `bytes` is the number above


class Link(NamedTuple):
    """A link in a block: where its words start and end, counted in characters without blanks."""

    start: int
    end: int
    href: str


class Hidden(IntEnum):
    """Whether readers see an element, the greater the surer; a block has its elements' greatest."""

    NO = 0
    BY_STYLE = 1
    BY_ATTRIBUTE = 2


# By these names the lexicons of features and page types know what no class can say.
STATE_NAMES = {
    Hidden.NO: frozenset[str](),
    Hidden.BY_STYLE: frozenset(("hidden:",)),
    Hidden.BY_ATTRIBUTE: frozenset(("hidden:", "hidden:attribute")),
}
HOLDS_BLOCKS_NAME = frozenset(("holds:blocks",))
NO_NAMES: frozenset[str] = frozenset()


class Veil(NamedTuple):
    """An element, or a stretch of text, that the page hides from readers by a trick.

    parent: the veil around it, counted from 1 in the page's order; 0 for none. around: the position
    of the element around it. name, classes: its id and its class attribute. manner: the same for
    all that are hidden alike. sure: whether it is hidden whatever stands beside it.
    """

    trick: str
    parent: int = 0
    around: int = -1
    name: str = ""
    classes: str = ""
    manner: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements around the blocks of an HTML page, in its order; parallel by position.

    parents: the position of the element around each, -1 for the outermost. tags: their names.
    names: each one's own class, id, role and like tokens, lower case. hidden: each one's own state.
    hidden_around_blocks: the hidden ones with block elements inside, however deep. veils: what a
    trick hides, whose places from 1 blocks have.
    """

    parents: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    names: tuple[frozenset[str], ...] = ()
    hidden: tuple[Hidden, ...] = ()
    hidden_around_blocks: frozenset[int] = frozenset()
    veils: tuple[Veil, ...] = ()
    _paths: dict[int, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    _around: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _words: list[frozenset[str]] = field(default_factory=list, compare=False, repr=False)

    @property
    def words(self) -> frozenset[str]:
        """All names of all elements: what is not among them need not be looked for."""
        if not self._words:
            self._words.append(frozenset[str]().union(*set(self.names)))
        return self._words[0]

    def lineage(self, element: int) -> list[int]:
        """The elements from this one outwards, itself first; none for -1."""
        found = []
        while element >= 0:
            found.append(element)
            element = self.parents[element]
        return found

    def path(self, element: int) -> tuple[str, ...]:
        """The tags from the outermost to this element's own; none for -1."""
        if element < 0:
            return ()
        path = self._paths.get(element)
        if path is None:
            path = self._paths[element] = (*self._path_around(element), self.tags[element])
        return path

    def _path_around(self, element: int) -> tuple[str, ...]:
        """The path of the element around this one, which its other children will ask for too."""
        around = self.parents[element]
        path = self._paths.get(around)
        if path is None:
            path = tuple([self.tags[i] for i in reversed(self.lineage(around))])
            self._paths[around] = path
        return path

    def names_around(self, element: int) -> frozenset[str]:
        """The names of this element and of all around it; none for -1."""
        if element < 0:
            return NO_NAMES
        names = self._around.get(element)
        if names is None:
            own, around = self.names[element], self._all_names(self.parents[element])
            names = self._around[element] = around | own if own else around
        return names

    def _all_names(self, element: int) -> frozenset[str]:
        names = self._around.get(element)
        if names is None:
            names = NO_NAMES.union(*[self.names[i] for i in self.lineage(element)])
            self._around[element] = names
        return names

    def lexicon_names(self, element: int) -> frozenset[str]:
        """This element's own names, with those by which the lexicons know how it is hidden."""
        hidden = self.hidden[element]
        if not hidden:
            return self.names[element]
        names = self.names[element] | STATE_NAMES[hidden]
        return names | HOLDS_BLOCKS_NAME if element in self.hidden_around_blocks else names


class Block(NamedTuple):
    """One line or paragraph of the page, in values.

    level: 1-6 for headings, nesting depth from 1 for list items. cells: a table row's cells.
    element: the innermost one around it, a position in the page's elements; -1 on text pages.
    hidden: whether readers see it. own_names: of the hidden part of a line, which is a block of its
    own and stands where the line stands, the names of the element that hides it.
    link_share: characters inside links / characters, 0-1. links: those that lead somewhere.
    gap: blank lines before the block in a text page. glued: the block continues the line of the
    block before it (a line that was cut into sentences). seamless: no blank stood between the two.
    veil: the innermost trick that hides it, by its place in the page's veils from 1; 0 for none.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    cells: tuple[str, ...] = ()
    element: int = -1
    hidden: Hidden = Hidden.NO
    own_names: frozenset[str] = frozenset()
    link_share: float = 0.0
    links: tuple[Link, ...] = ()
    gap: int = 1
    glued: bool = False
    seamless: bool = False
    veil: int = 0


class Mark(NamedTuple):
    """An element of an HTML page that may state a fact about the article.

    names: the words of its itemprop, property and rel attributes. hints: those of class and id.
    around: the same of the elements around it, their tags as "<aside>". text: its visible lines.
    value: its datetime, content, title or href attribute.
    """

    tag: str
    text: str = ""
    value: str = ""
    names: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page declares about itself, marks in its order; a text page by its front matter alone.

    base: the address that its relative ones start from, as <base> has it. fields: those of the
    front matter, by the names that the answer has for them.
    """

    title: str = ""
    language: str = ""
    canonical: str = ""
    base: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    fields: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The page as one sequence of blocks.

    html: the page as it was parsed, for whom blocks do not suffice: trafilatura's vote, walls, and
    what scripts hold of the metadata; empty for a text page. elements: of a text page its veils.
    shape: what a text page had been made into; empty where it came as lines.
    """

    kind: InputKind
    blocks: tuple[Block, ...]
    declared: Declared = Declared()
    html: str = field(default="", repr=False)
    elements: Elements = Elements()
    shape: tuple[Shape, ...] = ()

    def path(self, block: Block) -> tuple[str, ...]:
        """The tags around a block from the outermost to its own; none on a text page."""
        return self.elements.path(block.element)

    def names(self, block: Block) -> frozenset[str]:
        """The class, id, role and like tokens of a block and of all that is around it."""
        names = self.elements.names_around(block.element)
        return names | block.own_names if block.own_names else names

    def lexicon_names(self, block: Block) -> frozenset[str]:
        """The same, with those by which the lexicons know how it is hidden."""
        if not block.hidden:
            return self.names(block)
        names = self.names(block) | STATE_NAMES[block.hidden]
        holds = not self.elements.hidden_around_blocks.isdisjoint(
            self.elements.lineage(block.element)
        )
        return names | HOLDS_BLOCKS_NAME if holds else names


class Decision(NamedTuple):
    """One step's word on one block. No reason means: keep.

    score: the step's probability that the block is content, 0-1; None where a rule is certain.
    pages: of a line that its site repeats, on how many pages of how many that were counted.
    """

    step: Step
    rule: str
    reason: Reason | None = None
    score: float | None = None
    pages: tuple[int, int] | None = None


Trail = tuple[Decision, ...]


@dataclass(frozen=True)
class Judgement:
    """A page, and each block's trail of decisions; the last of a trail counts.

    measures: what the judge knows of the blocks' characters; None where nobody has measured them.
    """

    page: Page
    trails: tuple[Trail, ...]
    measures: Measures | None = field(default=None, compare=False, repr=False)

    @property
    def words(self) -> Sequence[int]:
        """How many words each block has; nothing where nobody has measured them."""
        return self.measures.words if self.measures else ()

    @cached_property
    def reasons(self) -> tuple[Reason | None, ...]:
        """For each block why it went, or None if it stays."""
        return tuple([trail[-1].reason if trail else None for trail in self.trails])

    @cached_property
    def body(self) -> tuple[int, ...]:
        """The positions of the blocks that stay."""
        return tuple([i for i, reason in enumerate(self.reasons) if reason is None])

    def kept(self) -> list[tuple[int, Block]]:
        """The blocks of the body with their positions, in the page's order."""
        blocks = self.page.blocks
        return [(i, blocks[i]) for i in self.body]

    def removed(self) -> list[tuple[int, Block, Decision]]:
        """The blocks that went, each with the decision that counted, in the page's order."""
        blocks, trails = self.page.blocks, self.trails
        return [
            (i, blocks[i], trails[i][-1])
            for i, reason in enumerate(self.reasons)
            if reason is not None
        ]

    def reason(self, index: int) -> Reason | None:
        """Why the block at this position went, or None if it stays."""
        return self.reasons[index]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about its article. None or () where it says nothing.

    byline: the line that names them, as it stands. sources: for each field that was answered, which
    source answered. confidence: how likely a field is right, 0-1, where that has been measured.
    """

    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None
    site_name: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    language: str | None = None
    description: str | None = None
    url: str | None = None
    image: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    license: str | None = None
    sources: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """What kind of page this is: a code of sluice.reasons.PageKind, and what it rests on.

    score: the calibrated probability, 0-1, that the answer is right; None for an unscored page.
    truncated: whether the text stops before its end, at a paywall or a "continue reading".
    """

    page: str
    score: float | None = None
    signals: tuple[str, ...] = ()
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The answer: what came in, what stays and goes, and what it is about.

    engine: what gave it, as Cleaner.engine says.
    """

    document: Document
    judgement: Judgement
    metadata: Metadata
    verdict: PageVerdict
    engine: dict[str, str] = field(default_factory=dict)
