"""THE definition of the features: what the forests may ask of a block, in the order of the rows.

A matrix has one row a feature and one column a block. Text pages have the rows of TEXT; of an HTML
page the first forest reads those of FIRST, which begin with the same, and the second those of
SECOND, which begin with FIRST. To add a feature, add a row here at the end of its group and the
line that fills it where the group is filled; then grow the weights anew, for they carry the digest
of what they were grown for.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sluice.model import BlockKind
from sluice.reasons import Reason


class Needs(StrEnum):
    """What a feature is made of, besides the block's place."""

    TEXT = "text"
    MARKUP = "markup"
    LEXICON = "lexicon"
    TAKEN = "taken"
    FIRST_PASS = "first_pass"  # noqa: S105


class Script(StrEnum):
    """What a script must have for the feature to say something; training blanks it elsewhere."""

    ANY = ""
    CASE = "case"
    SPACES = "spaces"
    # The mean length of a word, which is a constant where two characters count as one.
    WORDS = "words"


@dataclass(frozen=True)
class Feature:
    """One row: its name, the group that is filled in one go, what it needs, what else to know."""

    name: str
    group: str
    needs: Needs
    script: Script = Script.ANY
    note: str = ""


# Neighbours one by one; means over so many blocks on both sides, and on one side.
STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
WINDOWS = (2, 5, 12, 30)
SIDES = (4, 12)
# For each window its mark, where it begins and ends, as seen from the block.
REACHES = (
    *((f"~{reach}", -reach, reach + 1) for reach in WINDOWS),
    *((f"<{reach}", -reach, 0) for reach in SIDES),
    *((f">{reach}", 1, reach + 1) for reach in SIDES),
)
# What rules and phrases say, in groups that mean the same for the scorer.
PHRASE_GROUPS: tuple[tuple[Reason, ...], ...] = (
    (Reason.COMMENTS, Reason.COMMENT_FORM),
    (Reason.RELATED, Reason.TEASER),
    (Reason.TITLE, Reason.BYLINE),
    (Reason.DATE_STAMP,),
    (Reason.NAVIGATION, Reason.LOGIN, Reason.MASTHEAD),
    (Reason.FOOTER, Reason.COOKIE_CONSENT, Reason.BROWSER_NOTICE),
    (Reason.NEWSLETTER, Reason.SUBSCRIPTION, Reason.DONATION, Reason.APP_PROMPT),
    (Reason.SHARE_BAR, Reason.TAGS),
    (Reason.IMAGE_CAPTION, Reason.MEDIA_PLAYER, Reason.EMBED),
    (Reason.ADVERTISEMENT, Reason.CMS_ERROR),
    (Reason.AUTHOR_BIO,),
    (Reason.SEPARATOR, Reason.DUPLICATE, Reason.HIDDEN),
)
ANCESTORS = (
    *("article", "main", "section", "aside", "nav", "header", "footer", "figure", "form"),
    *("table", "ul", "ol", "li", "blockquote", "p", "button", "noscript", "dl", "figcaption"),
)
KINDS = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.QUOTE, BlockKind.CODE, BlockKind.VERSE)
# So many elements around a block are looked at, from its own outwards; pages nest without end.
LEVELS = 24
# How far out the containers are whose prose is told: the block's own element is 0.
OUTWARD = (0, 1, 2, 3, 4, 6)
# The names of so many of the innermost elements are told one by one, and of so many together.
NAMED = 4
TOGETHER = (3, 6, LEVELS)
# The smallest element with so much of the page's prose is where its main content lies, and the one
# with so much of the prose that the first reading keeps.
MAIN_SHARES = (0.5, 0.8)
KEPT_SHARES = (0.5, 0.8, 0.95)

# Characters: counts a word, a character or a block; how the block starts and ends.
_CHARACTERS = (
    *("words", "characters", "stops", "stops_a_word", "commas_a_word", "capitalised", "small"),
    *("short", "long", "word_length", "digits", "uppers", "quotes", "bars", "brackets", "others"),
    *("ends", "ends_open", "ends_asking", "ends_broken", "starts_small", "starts_digit"),
    *("starts_mark", "address", "item", "row", "glued", "headline", "stamp", "prose"),
)
_PLACE = (
    *("at", "from_end", "part", "prose_before", "prose_words_before", "from_title", "times"),
    *("since_prose", "until_prose", "since_stamp", "since_taken", "since_comments"),
    *("since_related", "since_footer"),
)
_PAGE = ("page_blocks", "page_words", "page_prose", "page_long", "page_ends")
NEIGHBOURS = ("words", "ends", "capitalised", "overlap", "hit", "taken", "stamp", "stops", "digits")
AVERAGED = ("prose", "words", "ends", "overlap", "hit", "taken", "headline", "capitalised")
_SAID = ("odds", "odds_least", "odds_most", "odds_known")
_MARKUP = ("link_share", "depth", "level", "hidden", "hidden_for_all")
_TOLD = ("of_title", "has_title", "of_description", "has_description")
_CONTAINER = ("prose", "words", "purity", "linked", "blocks")
_NAMED = (
    *("own_rank", "away", "named_rank", "named_side", "named_before", "named_purity"),
    "named_paragraphs",
)
_PARAGRAPHS = ("paragraphs_near", "paragraphs_share", "paragraphs_side")
_IN_ROWS = (*("row_share", "row_size", "row_words", "row_nth", "page_row_size", "page_row_before"),)
_KEPT = ("words", "prose", "of_kept", "blocks")
_SIDE = ("apart", "below", "side")
_KEPT_PAGE = (
    *("page_kept_words", "page_kept_prose", "page_kept_of_prose", "page_unsure"),
    *("kept_before", "kept_after", "rank", "rank_share"),
)
_SCRIPTS = {
    **dict.fromkeys(("capitalised", "small", "uppers", "starts_small"), Script.CASE),
    **dict.fromkeys(("short", "long"), Script.SPACES),
    "word_length": Script.WORDS,
}
# These ask what rules have taken.
_TAKING = ("taken", "from_title", "since_taken", "prose_before", "prose_words_before")


def _rows(names: Iterable[str], group: str, needs: Needs) -> list[Feature]:
    return [
        Feature(
            name, group, Needs.TAKEN if name in _TAKING else needs, _SCRIPTS.get(name, Script.ANY)
        )
        for name in names
    ]


def _near(rows: Iterable[Feature], names: Sequence[str]) -> list[Feature]:
    """The neighbours' figures one by one, -1 beyond the page."""
    of = {row.name: row for row in rows}
    return [
        replace(of[name], name=f"{name}@{step:+}", group="neighbours")
        for name in names
        for step in STEPS
    ]


def _means(rows: Iterable[Feature], names: Sequence[str]) -> list[Feature]:
    """Means over windows; what is beyond the page counts as nothing."""
    of = {row.name: row for row in rows}
    return [
        replace(of[name], name=f"{name}{mark}", group="windows")
        for name in names
        for mark, _, _ in REACHES
    ]


def _text() -> list[Feature]:
    says = [f"says_{group[0]}" for group in PHRASE_GROUPS]
    own = [
        *_rows(_CHARACTERS, "characters", Needs.TEXT),
        *_rows((*says, "hit", "taken"), "phrases", Needs.TEXT),
        *_rows(("overlap",), "overlap", Needs.TEXT),
        *_rows(_PLACE, "place", Needs.TEXT),
        *_rows(_PAGE, "page", Needs.TEXT),
    ]
    said = _rows(_SAID, "words", Needs.LEXICON)
    around = (*_near(own, NEIGHBOURS), *_means(own, AVERAGED))
    return [*own, *around, *said, *_near(said, ("odds",)), *_means(said, ("odds",))]


def _first() -> list[Feature]:
    markup = _rows((*_MARKUP, *(f"is_{kind}" for kind in KINDS)), "markup", Needs.MARKUP)
    ancestors = _rows((f"in_{tag}" for tag in ANCESTORS), "ancestors", Needs.MARKUP)
    around = (*_near(markup, ("link_share",)), *_means(markup, ("link_share",)))
    inside = (f"container{outward}_{name}" for outward in OUTWARD for name in _CONTAINER)
    body = _rows(("in_body",), "body", Needs.MARKUP)
    main = (f"main{share}_{name}" for share in MAIN_SHARES for name in _SIDE)
    hints = _rows(
        (
            *(f"hint{n}" for n in range(NAMED)),
            *(f"hint_{name}{n}" for n in TOGETHER for name in ("sum", "least", "most")),
        ),
        "names",
        Needs.LEXICON,
    )
    most = f"hint_sum{LEVELS}"
    return [
        *(*markup, *ancestors, *around),
        *_rows(inside, "containers", Needs.TAKEN),
        *_rows(main, "main", Needs.TAKEN),
        *_rows(_NAMED, "named", Needs.TAKEN),
        *_rows(_PARAGRAPHS, "paragraphs", Needs.TAKEN),
        *_rows(_IN_ROWS, "rows", Needs.TAKEN),
        *_rows(_TOLD, "told", Needs.MARKUP),
        *(*body, *_near(body, ("in_body",)), *_means(body, ("in_body",))),
        *(*hints, *_near(hints, (most, "hint_sum3")), *_means(hints, (most,))),
    ]


def _second() -> list[Feature]:
    needs = Needs.FIRST_PASS
    own = _rows(("first", "first_words"), "first", needs)
    kept = (f"{name}{mark}" for name in ("words_kept", "prose_kept") for mark, _, _ in REACHES)
    inside = (f"container{outward}_kept_{name}" for outward in OUTWARD for name in _KEPT)
    main = (f"kept{share}_{name}" for share in KEPT_SHARES for name in _SIDE)
    return [
        *_rows(("first",), "first", needs),
        *(*_near(own, ("first", "first_words")), *_means(own, ("first",))),
        *_rows(kept, "kept_windows", needs),
        *_rows(inside, "kept_containers", needs),
        *_rows(main, "kept_main", needs),
        *_rows(_KEPT_PAGE, "kept_page", needs),
    ]


TEXT: tuple[Feature, ...] = tuple(_text())
FIRST: tuple[Feature, ...] = (*TEXT, *_first())
SECOND: tuple[Feature, ...] = (*FIRST, *_second())
_PLACES = {feature.name: n for n, feature in enumerate(SECOND)}


def row(name: str) -> int:
    """The row of a feature in every matrix that has it. Raises KeyError for none."""
    return _PLACES[name]


def rows(names: Iterable[str]) -> list[int]:
    """The rows of these features."""
    return [_PLACES[name] for name in names]


def names(features: Iterable[Feature]) -> tuple[str, ...]:
    """The features' names, in their order."""
    return tuple(feature.name for feature in features)


def digest(features: Iterable[Feature]) -> str:
    """What weights carry of the features that they were grown for; notes have no say."""
    lines = (f"{f.name}\t{f.group}\t{f.needs}\t{f.script}\n" for f in features)
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
