"""What the elements around a block say of it: by their tags, classes, ids and roles."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sluice.judge.spans import inherited, with_bits
from sluice.model import Block, Elements
from sluice.reasons import Reason

Spans = tuple[list[int], list[int]]

# Class, id and role tokens, the more telling first; what publishers call these parts of a page.
TOKENS = (
    (Reason.COOKIE_CONSENT, "cookie cookies consent gdpr onetrust"),
    (Reason.COMMENT_FORM, "respond"),
    (Reason.COMMENTS, "comment comments disqus commentlist"),
    (Reason.NEWSLETTER, "newsletter newsletters mailchimp"),
    (Reason.SHARE_BAR, "share sharing social socials"),
    (
        Reason.RELATED,
        "related recirc recommended recommendations trending popular mostread outbrain taboola",
    ),
    (Reason.ADVERTISEMENT, "ad ads advert advertisement sponsored promo"),
    (Reason.TAGS, "tags taglist keywords"),
    (Reason.AUTHOR_BIO, "authorbio bio"),
    (Reason.NAVIGATION, "menu navbar nav navigation breadcrumb breadcrumbs pagination pager"),
    (Reason.IMAGE_CAPTION, "caption credit"),
    (Reason.LOGIN, "login signin register"),
    (Reason.FOOTER, "footer colophon copyright"),
)
# What these are called is said of all of the page, and so of nothing in it.
WHOLE_PAGE = frozenset(("html", "body"))
TAGS = {"footer": Reason.FOOTER, "header": Reason.NAVIGATION, "figure": Reason.IMAGE_CAPTION}
# A bit for each reason, the more telling the lower, and for what single rules ask of names.
BYLINE, COMMENT, NAVIGATION, META, IN_NAV = (1 << len(TOKENS) + n for n in range(5))
OTHER_TOKENS = (
    (BYLINE, "byline author authors autor auteur"),
    # The date of a reader's comment is part of the comment.
    (COMMENT, "comment comments commentlist"),
    (NAVIGATION, "navigation"),
    (META, "meta"),
)
REASON_BITS = (1 << len(TOKENS)) - 1
BITS: dict[str, int] = {}
for _bit, _tokens in (*((1 << n, tokens) for n, (_, tokens) in enumerate(TOKENS)), *OTHER_TOKENS):
    for _token in _tokens.split():
        BITS[_token] = BITS.get(_token, 0) | _bit
KNOWN = frozenset(BITS)
BITS_OF_TAG = {"nav": IN_NAV}


# A post that is sent to readers by mail is called so itself; it is no box that asks for addresses.
POSTS, SENT = ("article", "main"), frozenset(("newsletter", "newsletters"))


def holding_most(elements: Elements, spans: Spans, prose: Sequence[int]) -> frozenset[int]:
    """The articles called newsletters that hold most of the page's prose.

    spans: for each element its first block and its last. prose: the words of each block's prose.
    """
    called = [n for n, names in enumerate(elements.names) if names and not SENT.isdisjoint(names)]
    posts = [n for n in called if elements.tags[n] in POSTS]
    if not posts:
        return frozenset()
    first, last = spans
    most = sum(prose) / 2
    return frozenset(n for n in posts if sum(prose[first[n] : last[n] + 1]) > most)


def without(elements: Elements, posts: Collection[int]) -> Elements:
    """The elements, of which these are called no newsletters."""
    if not posts:
        return elements
    names = tuple(own - SENT if n in posts else own for n, own in enumerate(elements.names))
    return replace(elements, names=names)


class Places:
    """For each element of a page what it and those around it say, worked out in one pass."""

    def __init__(self, elements: Elements) -> None:
        """elements: each after those around it. At the end stands what is around no element."""
        telling = {n: _bits_of(n) for n in set(elements.names) if not KNOWN.isdisjoint(n)}
        self._bits, self._tags = inherited(elements, telling, (BITS_OF_TAG, TAGS, WHOLE_PAGE))

    def says(self, block: Block, bit: int) -> bool:
        """Whether that is said of the block, by itself or by what is around it."""
        return bool(self._all_bits(block) & bit)

    def saying(self, bit: int, blocks: Sequence[Block]) -> list[int]:
        """The positions of the blocks of which that is said."""
        return with_bits(blocks, self._bits, bit, _bits_of)

    def reason(self, block: Block) -> Reason | None:
        """What the block is by the most telling of the names, else by the innermost tag."""
        bits = self._all_bits(block) & REASON_BITS
        # The lowest bit that is set.
        return TOKENS[(bits & -bits).bit_length() - 1][0] if bits else self._tags[block.element]

    def _all_bits(self, block: Block) -> int:
        bits = self._bits[block.element]
        return bits | _bits_of(block.own_names) if block.own_names else bits


def _bits_of(names: frozenset[str]) -> int:
    bits = 0
    for name in names & KNOWN:
        bits |= BITS[name]
    return bits
