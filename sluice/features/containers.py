"""What is known of a page's containers: named ones, runs of paragraphs, rows of like parts.

Extractors by hand-written rules look for a container by the names that publishers give to the body
of an article (Barbaresi 2021, "Trafilatura"), or for the element with most prose in its own
paragraphs (readability.js); threads of comments and lists of stories are rows of elements that
share a name (Liu et al. 2003, "Mining data records in web pages"). Here these are evidence among
other evidence.
"""

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.elements import Tree, free_prose, inside_each
from sluice.features.schema import LEVELS

# What an article is called, and what its body is called: a container with a name of each is rank 5.
STORY = frozenset("article post entry story news blog recipe text page single".split())
BODY = frozenset("body content copy main paragraphs inner detail details".split())
# Both in one word, as camel case leaves them.
STORY_BODY = frozenset(
    (
        *("articlebody", "articlecontent", "articlecopy", "articletext", "postbody", "postcontent"),
        *("posttext", "entrybody", "entrycontent", "entrytext", "storybody", "storycontent"),
        *("storytext", "newsbody", "newscontent", "newstext", "blogcontent", "bodycopy"),
        *("bodytext", "contentbody", "maintext", "pagecontent", "singlecontent", "textcontent"),
    )
)
MAIN = frozenset(("main", "primary", "maincontent", "contentmain"))
CONTENT = frozenset(("content", "contents", "contentarea"))
# What stands around an article, or between its paragraphs.
AWAY = frozenset(
    (
        *("comment", "comments", "commentlist", "reply", "replies", "respond", "disqus"),
        *("related", "recommend", "recommended", "recommendations", "popular", "trending"),
        *("latest", "more", "readmore", "teaser", "teasers", "carousel", "outbrain", "taboola"),
        *("share", "sharing", "social", "newsletter", "subscribe", "signup", "login", "print"),
        *("nav", "navigation", "menu", "breadcrumb", "breadcrumbs", "toolbar", "header", "footer"),
        *("sidebar", "aside", "widget", "widgets", "banner", "cookie", "popup", "modal"),
        *("next", "prev", "previous", "pagination", "pager", "tag", "tags", "meta", "byline"),
        *("author", "bio", "rating", "gallery", "caption", "credits", "copyright", "promo"),
        *("ad", "ads", "advert", "advertisement", "adsense", "sponsor", "sponsored"),
    )
)
RANKS = 5
# The named container holds at least so much of the page's prose, and so many of its words.
LEAST_SHARE = 0.15
LEAST_WORDS = 30
# Fewer elements with a hint in common are no row.
ROW = 3
NOWHERE = -2

_ROW_WORDS = cython.declare(cython.Py_ssize_t, schema.row("words"))
_ROW_IN_P = cython.declare(cython.Py_ssize_t, schema.row("in_p"))
_ROW_RANK = cython.declare(cython.Py_ssize_t, schema.row("own_rank"))
_ROW_NEAR = cython.declare(cython.Py_ssize_t, schema.row("paragraphs_near"))
_ROW_SHARE = cython.declare(cython.Py_ssize_t, schema.row("row_share"))

Ranks = NDArray[np.intp]
Sums = NDArray[np.float64]


# What one name says, as bits.
_STORY, _BODY, _STORY_BODY, _MAIN, _CONTENT, _AWAY = (1 << n for n in range(6))
_SAYS: dict[str, int] = {}
for _names, _bit in (
    *((STORY, _STORY), (BODY, _BODY), (STORY_BODY, _STORY_BODY)),
    *((MAIN, _MAIN), (CONTENT, _CONTENT), (AWAY, _AWAY)),
):
    for _name in _names:
        _SAYS[_name] = _SAYS.get(_name, 0) | _bit


def rank(says: int, tag: str) -> int:
    """How surely an element is named as the body of an article: 5 most, 0 not at all.

    says: what its names say, as bits of `_SAYS`.
    """
    if says & _STORY_BODY or (says & _STORY and says & _BODY):
        return RANKS
    if tag == "article":
        return 4
    if says & _MAIN and says & _CONTENT:
        return 3
    if tag == "main" or says & _MAIN:
        return 2
    return 1 if says & _CONTENT else 0


def _named_kinds(tree: Tree) -> tuple[Ranks, NDArray[np.uint8]]:
    """For each kind of element its rank, and whether it has a name of AWAY."""
    size: cython.Py_ssize_t = len(tree.known.tags)
    says: cython.int[::1] = np.array([_SAYS.get(name, 0) for name in tree.known.names], np.int32)
    own: cython.Py_ssize_t[::1] = tree.known.own
    starts: cython.Py_ssize_t[::1] = tree.known.own_starts
    found_ranks, found_away = np.zeros(max(1, size), np.intp), np.zeros(max(1, size), np.uint8)
    ranks: cython.Py_ssize_t[::1] = found_ranks
    away: cython.uchar[::1] = found_away
    of_kind: cython.int
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    for n in range(size):
        of_kind = 0
        for k in range(starts[n], starts[n + 1]):
            of_kind |= says[own[k]]
        tag = tree.known.tags[n]
        if of_kind or tag in ("article", "main"):
            ranks[n] = rank(of_kind, tag)
            away[n] = of_kind & _AWAY != 0
    return found_ranks, found_away


def containers(out: cython.float[:, ::1], tree: Tree) -> None:
    """Fill the rows of "named", "paragraphs" and "rows"."""
    size: cython.Py_ssize_t = out.shape[1]
    n: cython.Py_ssize_t
    # Prose, all words, and blocks of prose in paragraphs: by block, and by element.
    values = np.empty((3, size), dtype=np.float32)
    held: cython.float[:, ::1] = values
    free_prose(out, values[0])
    for n in range(size):
        held[1, n] = out[_ROW_WORDS, n]
        held[2, n] = held[0, n] > 0 and out[_ROW_IN_P, n] != 0
    inside = inside_each(tree.at, values, len(tree))
    whole = max(1.0, float(values[0].sum()))
    _named(out, tree, values, (inside, whole))
    _paragraphs(out, tree, values, whole)
    _rows(out, tree, values, (inside, whole))


def _named(
    out: cython.float[:, ::1], tree: Tree, values: cython.float[:, ::1], known: tuple
) -> None:
    """Where a block stands from the container that is named as the article's.

    own_rank: the highest rank of an element around the block. away: levels out to the nearest
    element with a name of AWAY, LEVELS for none. Of the chosen container: named_rank, or 0;
    named_side: -1 before it, 0 inside, 1 after it; named_before: the share of its prose that stands
    before the block; named_purity: prose / its words; named_paragraphs: its blocks of prose in <p>.
    """
    at: cython.Py_ssize_t[:, ::1] = tree.at
    inside: cython.double[:, ::1] = known[0]
    by_kind, is_away = _named_kinds(tree)
    ranks: cython.Py_ssize_t[::1] = by_kind
    away: cython.uchar[::1] = is_away
    kinds: cython.Py_ssize_t[::1] = tree.kinds
    chosen: cython.Py_ssize_t = _chosen(by_kind, tree, known)
    size: cython.Py_ssize_t = out.shape[1]
    n: cython.Py_ssize_t
    level: cython.Py_ssize_t
    element: cython.Py_ssize_t
    highest: cython.Py_ssize_t
    nearest: cython.Py_ssize_t
    row: cython.Py_ssize_t = _ROW_RANK
    prose: cython.double = 0
    before: cython.double = 0
    purity: cython.float = -1
    paragraphs: cython.float = -1
    for n in range(size):
        highest = 0
        nearest = LEVELS
        for level in range(at.shape[1]):
            element = at[n, level]
            if element < 0:
                break
            highest = max(highest, ranks[kinds[element]])
            if nearest == LEVELS and away[kinds[element]]:
                nearest = level
        out[row, n] = highest
        out[row + 1, n] = nearest
    if chosen >= 0:
        prose = max(1.0, inside[0, chosen])
        purity = inside[0, chosen] / max(1.0, inside[1, chosen])
        paragraphs = inside[2, chosen]
    _side(out, row + 3, at, chosen)
    for n in range(size):
        out[row + 2, n] = ranks[kinds[chosen]] if chosen >= 0 else 0
        out[row + 4, n] = before / prose if chosen >= 0 else -1
        out[row + 5, n] = purity
        out[row + 6, n] = paragraphs
        if chosen >= 0 and _stands_in(at, n, chosen):
            before += values[0, n]


def _chosen(ranks: Ranks, tree: Tree, known: tuple[Sums, float]) -> int:
    """The first element of the highest rank with enough prose in it, or -1."""
    inside, whole = known
    if not len(tree):
        return -1
    least = max(LEAST_WORDS, LEAST_SHARE * whole)
    found = np.where(inside[0, :-1] >= least, ranks[tree.kinds], 0)
    best = int(found.argmax())
    return best if found[best] else -1


@cython.cfunc
def _stands_in(
    at: cython.Py_ssize_t[:, ::1], n: cython.Py_ssize_t, element: cython.Py_ssize_t
) -> cython.bint:
    level: cython.Py_ssize_t
    for level in range(at.shape[1]):
        if at[n, level] == element:
            return True
        if at[n, level] < 0:
            return False
    return False


@cython.cfunc
def _side(
    out: cython.float[:, ::1],
    row: cython.Py_ssize_t,
    at: cython.Py_ssize_t[:, ::1],
    element: cython.Py_ssize_t,
) -> None:
    """-1 before the first block in the element, 1 after the last, 0 between; -2 without any."""
    first: cython.Py_ssize_t = -1
    last: cython.Py_ssize_t = -1
    n: cython.Py_ssize_t
    for n in range(out.shape[1]):
        if element >= 0 and _stands_in(at, n, element):
            last = n
            if first < 0:
                first = n
    for n in range(out.shape[1]):
        if first < 0:
            out[row, n] = NOWHERE
        else:
            out[row, n] = -1 if n < first else 1 if n > last else 0


def _paragraphs(
    out: cython.float[:, ::1], tree: Tree, values: cython.float[:, ::1], whole: cython.double
) -> None:
    """Where a block stands from the element with most prose in paragraphs of its own.

    An element's own paragraphs are blocks in a <p> whose second element outwards it is.
    paragraphs_near: those of the block's second element / the most that one has; paragraphs_share:
    the most / the page's prose; paragraphs_side: as named_side.
    """
    at: cython.Py_ssize_t[:, ::1] = tree.at
    own: cython.double[::1] = np.zeros(len(tree) + 1)
    size: cython.Py_ssize_t = out.shape[1]
    n: cython.Py_ssize_t
    most: cython.double = 0
    best: cython.Py_ssize_t = -1
    for n in range(size):
        if at[n, 1] >= 0 and values[2, n] != 0:
            own[at[n, 1]] += values[0, n]
    for n in range(len(tree)):
        if own[n] > most:
            most = own[n]
            best = n
    for n in range(size):
        out[_ROW_NEAR, n] = own[at[n, 1]] / max(1.0, most) if at[n, 1] >= 0 else 0
        out[_ROW_NEAR + 1, n] = most / whole
    _side(out, _ROW_NEAR + 2, at, best)


def _rows(
    out: cython.float[:, ::1], tree: Tree, values: cython.float[:, ::1], known: tuple
) -> None:
    """What is known of the row in which a block stands, of several the one with most prose.

    row_share: its prose / the page's; row_size: its members; row_words: its words / its members;
    row_nth: how many members stand before the block's; all -1 outside of rows. page_row_size,
    page_row_before: of the page's row with most prose its members, and which share of the page's
    prose stands before it; 0 without a row.
    """
    at: cython.Py_ssize_t[:, ::1] = tree.at
    whole: cython.double = known[1]
    size: cython.Py_ssize_t = out.shape[1]
    none: cython.Py_ssize_t = len(tree)
    figures = np.full((none + 1, 4), -1.0)
    of: cython.double[:, ::1] = figures
    count: cython.Py_ssize_t
    first: cython.Py_ssize_t
    count, first = _all_rows(tree, known, figures)
    n: cython.Py_ssize_t
    level: cython.Py_ssize_t
    k: cython.Py_ssize_t
    best: cython.Py_ssize_t
    before: cython.double = 0
    is_before: cython.bint = count > 0
    for n in range(size):
        if is_before:
            if _stands_in(at, n, first):
                is_before = False
            else:
                before += values[0, n]
    for n in range(size):
        best = at[n, 0] if at[n, 0] >= 0 else none
        for level in range(1, at.shape[1]):
            if best == none or at[n, level] < 0:
                break
            if of[at[n, level], 0] > of[best, 0]:
                best = at[n, level]
        for k in range(4):
            out[_ROW_SHARE + k, n] = of[best, k]
        out[_ROW_SHARE + 4, n] = count
        out[_ROW_SHARE + 5, n] = before / whole


def _all_rows(tree: Tree, known: tuple, figures: cython.double[:, ::1]) -> tuple:
    """Fill in share, size, words and place of each element in a row; the best row's size and start.

    Elements with one parent and a name in common are a row. Of several rows around an element it is
    the longest; of two as long the one with more prose, and then the one whose name sorts last. The
    best row of the page has most prose; of rows with as much it is the one that is met first.
    """
    inside: cython.double[:, ::1] = known[0]
    whole: cython.double = known[1]
    kinds: cython.Py_ssize_t[::1] = tree.kinds
    names: list = tree.known.names
    numbers: cython.Py_ssize_t[::1] = tree.known.own
    starts: cython.Py_ssize_t[::1] = tree.known.own_starts
    in_order, ends = _children(tree)
    children: cython.Py_ssize_t[::1] = in_order
    end: cython.Py_ssize_t[::1] = ends
    # Of the names among the children of one parent: members, prose, words, and members so far.
    size: cython.Py_ssize_t[::1] = np.zeros(len(names), dtype=np.intp)
    prose: cython.double[::1] = np.zeros(len(names))
    words: cython.double[::1] = np.zeros(len(names))
    sofar: cython.Py_ssize_t[::1] = np.zeros(len(names), dtype=np.intp)
    parent: cython.Py_ssize_t
    first: cython.Py_ssize_t = 0
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    element: cython.Py_ssize_t
    number: cython.Py_ssize_t
    longest: cython.Py_ssize_t
    place: cython.Py_ssize_t
    most: cython.double = 0
    best_size: cython.Py_ssize_t = 0
    best_name: cython.Py_ssize_t = -1
    best_parent: cython.Py_ssize_t = -1
    best_met: cython.Py_ssize_t = -1
    best_first: cython.Py_ssize_t = -1
    for parent in range(len(end)):
        if end[parent] - first < ROW:
            first = end[parent]
            continue
        for n in range(first, end[parent]):
            element = children[n]
            for k in range(starts[kinds[element]], starts[kinds[element] + 1]):
                number = numbers[k]
                size[number] += 1
                prose[number] += inside[0, element]
                words[number] += inside[1, element]
        for n in range(first, end[parent]):
            element = children[n]
            longest = -1
            place = 0
            for k in range(starts[kinds[element]], starts[kinds[element] + 1]):
                number = numbers[k]
                if size[number] < ROW:
                    continue
                if longest < 0 or _is_longer(size, prose, names, number, longest):
                    longest = number
                    place = sofar[number]
                sofar[number] += 1
            if longest < 0:
                continue
            figures[element, 0] = prose[longest] / whole
            figures[element, 1] = size[longest]
            figures[element, 2] = words[longest] / size[longest]
            figures[element, 3] = place
            if prose[longest] > most or (prose[longest] == most and 0 <= element < best_met):
                most = prose[longest]
                best_size = size[longest]
                best_name = longest
                best_parent = parent
                best_met = element
        if best_parent == parent:
            for n in range(end[parent] - 1, first - 1, -1):
                element = children[n]
                for k in range(starts[kinds[element]], starts[kinds[element] + 1]):
                    if numbers[k] == best_name:
                        best_first = element
        for n in range(first, end[parent]):
            element = children[n]
            for k in range(starts[kinds[element]], starts[kinds[element] + 1]):
                number = numbers[k]
                size[number] = 0
                sofar[number] = 0
                prose[number] = 0
                words[number] = 0
        first = end[parent]
    return best_size, best_first


@cython.cfunc
def _is_longer(
    size: cython.Py_ssize_t[::1],
    prose: cython.double[::1],
    names: list,
    one: cython.Py_ssize_t,
    other: cython.Py_ssize_t,
) -> cython.bint:
    if size[one] != size[other]:
        return size[one] > size[other]
    if prose[one] != prose[other]:
        return prose[one] > prose[other]
    return names[one] > names[other]


def _children(tree: Tree) -> tuple:
    """The elements around blocks by the element around them, and where those of each end."""
    at: cython.Py_ssize_t[:, ::1] = tree.at
    parents: cython.Py_ssize_t[::1] = np.full(len(tree), -1, dtype=np.intp)
    ends: cython.Py_ssize_t[::1] = np.zeros(len(tree) + 1, dtype=np.intp)
    n: cython.Py_ssize_t
    level: cython.Py_ssize_t
    many: cython.Py_ssize_t = 0
    for n in range(at.shape[0]):
        for level in range(at.shape[1] - 1):
            if at[n, level + 1] < 0:
                break
            parents[at[n, level]] = at[n, level + 1]
    for n in range(len(parents)):
        if parents[n] >= 0:
            ends[parents[n] + 1] += 1
            many += 1
    for n in range(len(parents)):
        ends[n + 1] += ends[n]
    # An end starts as the place of the first child, and moves on with each.
    children: cython.Py_ssize_t[::1] = np.empty(many, dtype=np.intp)
    for n in range(len(parents)):
        if parents[n] >= 0:
            children[ends[parents[n]]] = n
            ends[parents[n]] += 1
    return np.asarray(children), np.asarray(ends)[: len(tree)]
