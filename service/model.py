"""The nouns that travel, all frozen: Source, Document, Block, Page, Verdict, Metadata, Article.

A Block holds values only. It can be written as a literal in a test, sent between processes and
printed; nothing here knows HTML, HTTP or a file. What a page has by the hundred is a named tuple,
which is made in a third of a frozen dataclass's time.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from service.reasons import Reason


class InputKind(StrEnum):
    """What the posted bytes turned out to be."""

    HTML = "html"
    TEXT = "text"


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
    """Which step of the judging gave a verdict."""

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


@dataclass(frozen=True, slots=True)
class Document:
    """The page as text, and what is known of how it became text."""

    text: str
    kind: InputKind
    encoding: str
    encoding_from: str
    replaced_characters: int
    bytes: int


class Link(NamedTuple):
    """A link in a block: where its words start and end, counted in characters without blanks."""

    start: int
    end: int
    href: str


class Element(NamedTuple):
    """One element around a block: its number on the page, and its own class, id and role tokens."""

    number: int
    hints: frozenset[str] = frozenset()


class Block(NamedTuple):
    """One line or paragraph of the page, in values.

    level: 1-6 for headings, nesting depth from 1 for list items. cells: a table row's cells.
    path: tag names from the outermost to the block's own. hints: class, id and role tokens along
    that path, lower case. elements: the elements along that path, outermost first.
    link_share: characters inside links / characters, 0-1. links: those that lead somewhere.
    gap: blank lines before the block in a text page. glued: the block continues the line of the
    block before it (a line that was cut into sentences). seamless: no blank stood between the two.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    cells: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    hints: frozenset[str] = frozenset()
    link_share: float = 0.0
    elements: tuple[Element, ...] = ()
    links: tuple[Link, ...] = ()
    gap: int = 1
    glued: bool = False
    seamless: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
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
    """What an HTML page declares about itself, marks in its order; empty for a text page.

    base: the address that its relative ones start from, as <base> has it.
    """

    title: str = ""
    language: str = ""
    canonical: str = ""
    base: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The page as one sequence of blocks.

    html: the markup of an HTML page, for those who read what no block holds: the second opinion,
    what scripts say of the article, and whether a page is a script's empty shell.
    """

    kind: InputKind
    blocks: tuple[Block, ...]
    declared: Declared = Declared()
    html: str = field(default="", repr=False)


class Verdict(NamedTuple):
    """One step's word on one block. No reason means: keep.

    score: the step's probability that the block is content, 0-1; None where a rule is certain.
    pages: of a line that its site repeats, on how many pages of how many that were counted.
    """

    step: Step
    rule: str
    reason: Reason | None = None
    score: float | None = None
    pages: tuple[int, int] | None = None


Trail = tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A page, and each block's trail of verdicts; the last verdict of a trail counts."""

    page: Page
    trails: tuple[Trail, ...]

    def kept(self) -> list[tuple[int, Block]]:
        """The blocks of the body with their positions, in the page's order."""
        return [(i, b) for i, b in enumerate(self.page.blocks) if self.reason(i) is None]

    def removed(self) -> list[tuple[int, Block, Verdict]]:
        """The blocks that went, each with the verdict that counted, in the page's order."""
        found = [
            (i, b, self.trails[i][-1]) for i, b in enumerate(self.page.blocks) if self.trails[i]
        ]
        return [(i, b, verdict) for i, b, verdict in found if verdict.reason is not None]

    def reason(self, index: int) -> Reason | None:
        """Why the block at this position went, or None if it stays."""
        trail = self.trails[index]
        return trail[-1].reason if trail else None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about its article. None or () where it says nothing.

    sources: for each field that was answered, which source answered.
    """

    title: str | None = None
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


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """What kind of page this is: a code of service.reasons.PageKind, and what it rests on.

    score: the calibrated probability, 0-1, that the answer is right; None for an unscored page.
    truncated: whether the text stops before its end, at a paywall or a "continue reading".
    """

    page: str
    score: float | None = None
    signals: tuple[str, ...] = ()
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The answer: what came in, what stays and goes, and what it is about."""

    document: Document
    judgement: Judgement
    metadata: Metadata
    verdict: PageVerdict
