"""Small parts of an HTML page that their names tell from the article between which they stand."""

import re
from collections.abc import Iterator

from sluice.judge.spans import sums
from sluice.judge.state import Finding, PageState, drop
from sluice.model import Block, BlockKind
from sluice.reasons import Reason

# Words that stand together in an element's class, id or role, and what it is then. One word alone
# is the name of a part only where no article is called so.
TOGETHER = (
    (Reason.NEWSLETTER, "newsletter", "newsletters", "signup", "subscribe"),
    (Reason.AUTHOR_BIO, "about author", "author bio", "authorbio", "signature"),
    (Reason.DONATION, "donate", "donation"),
    (Reason.EMBED, "twitter tweet", "instagram media", "tiktok embed", "bluesky embed"),
    (Reason.MEDIA_PLAYER, "audio player", "article audio", "audioplayer", "tts"),
    (Reason.RELATED, "related post", "related posts", "related article", "related articles"),
    (Reason.RELATED, "related story", "related stories", "related content", "related inline"),
    (Reason.RELATED, "related card", "relatedposts", "relatedarticles", "recommended posts"),
    (Reason.RELATED, "recommended articles", "most read"),
    (Reason.RELATED, "recent posts", "latest posts", "popular posts", "yarpp", "taboola"),
    (Reason.RELATED, "outbrain", "mostread"),
    (Reason.TEASER, "next post", "next article", "next story", "up next", "read next", "readnext"),
    (Reason.TEASER, "also read", "also like", "inline promo"),
    (Reason.NAVIGATION, "post navigation", "nav post", "online list"),
)
# By one word each, which articles are seldom called by.
COMMON = frozenset("post posts article articles story content card author read inline".split())
BY_KEY: dict[str, list[tuple[frozenset[str], Reason]]] = {}
for _reason, *_rows in TOGETHER:
    for _words in map(str.split, _rows):
        _key = next(word for word in _words if word not in COMMON)
        BY_KEY.setdefault(_key, []).append((frozenset(_words), _reason))
KEYS = frozenset(BY_KEY)
# Longer parts, and those that hold nearly all of the page, are no parts.
MOST_WORDS = 150
LEAST_OUTSIDE = 30
# A manual names by it how a function is called, and by another word of what.
SIGNATURE = "signature"
OF_CODE = frozenset("method function constructor".split())
CODE = re.compile(
    r"(?:^|[^\w])[A-Za-z_$][\w.$]*(?:\(|<\w[^<>]*>|\[\w*\]|\[\]|::\w)|\)\s?(?:->|=>)"
    r"|^(?:(?:public|private|protected|static|final|abstract|export|async)\s+){0,4}"
    r"(?:class|interface|enum|struct|trait|def|func|fn|function|const|void)\s+[\w.$]+(?:\s|$|[:;{(<])",
    re.A,
)
# Beside so many other words of any kind a part so short is one even where the page has no prose.
SHORT, MANY = 40, 100


def named_part(state: PageState) -> Iterator[Finding]:
    """A small part that is named as a pitch, a portrait, a player or other articles."""
    elements = state.page.elements
    telling = [names for names in set(elements.names) if not KEYS.isdisjoint(names)]
    named = {names: reason for names in telling if (reason := _said(names))}
    if not named:
        return
    first, last = state.spans
    facts = state.facts
    words = sums([own.words for own in facts])
    prose = sums([own.words if own.is_prose else 0 for own in facts])
    past = 0
    for element, names in enumerate(elements.names):
        start, end = first[element], last[element] + 1
        if names not in named or start < past or element in state.posts:
            continue
        size = words[end] - words[start]
        outside = prose[-1] - prose[end] + prose[start]
        beside = outside >= LEAST_OUTSIDE or (size <= SHORT and words[-1] - size >= MANY)
        if size > MOST_WORDS or not beside or _has_title(state, start, end):
            continue
        past = end
        for i in range(start, end):
            block = state.blocks[i]
            if state.reasons[i] is None and not block.hidden and not _is_code(block, names):
                yield drop(i, named[names], "named-part")


def _said(names: frozenset[str]) -> Reason | None:
    """What the names together say that an element is."""
    # Few names are keys, and most of an element's are not.
    rows = (row for key in sorted(names & KEYS) for row in BY_KEY[key])
    return next((reason for words, reason in rows if words <= names), None)


def _is_code(block: Block, names: frozenset[str]) -> bool:
    """Whether a signature is that of a function, and nobody's name or motto."""
    if SIGNATURE not in names:
        return False
    is_called_so = not OF_CODE.isdisjoint(names) or block.kind is BlockKind.CODE
    return is_called_so or CODE.search(block.text) is not None


def _has_title(state: PageState, start: int, end: int) -> bool:
    blocks = state.blocks[start:end]
    return any(block.level == 1 and block.kind is BlockKind.HEADING for block in blocks)
