"""The readers' thread below an article in HTML, found as one unit by its names and its place.

A thread is what stands in the elements of one parent that are named after comments, or in the one
that holds them all. A name alone is not enough: an opinion piece is a comment too. What keeps a
thread are forums and question pages, where the answers are the page, and pages on which no article
stands before it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from sluice.forms import Comments
from sluice.judge.facts import HIT
from sluice.judge.rules.posts import are_page
from sluice.judge.spans import sums
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind
from sluice.reasons import Reason

# A name that holds one of these is one for comments, and so are these names of languages and of
# systems that others' pages embed.
STEMS = ("comment", "komment", "koment", "coment")
NAMES = frozenset(
    (
        *("respond", "trackbacks", "pingbacks", "pinglist", "lesermeinungen", "leserstimmen"),
        *("reactie", "reacties", "yorum", "yorumlar", "diskuse", "diskuze", "hozzaszolas"),
        *("hozzaszolasok", "sxolia", "sxolio", "ulasan", "talkback", "talkbacks"),
        *("pinglun", "liuyan", "binhluan", "tanggapan", "otzyvy", "obsuzhdenie"),
        *("disqus", "dsq", "livefyre", "fyre", "intensedebate", "idc", "haloscan", "pluck"),
        *("hypercomments", "cackle", "viafoura", "spotim", "openweb", "coral", "isso"),
    )
)
# Opinion pieces and those who write them, counters, and switches in a page's outermost classes.
OTHERS = ("commentary", "commentaries", "commentator", "commentisfree", "commentcount")
# Names of a whole thread; a name for one comment may also be that of a remark in the article.
WHOLE = (
    *("comments", "commentlist", "commentarea", "commentsection", "commentthread", "commentwrap"),
    *("commentaires", "commenti", "kommentare", "kommentit", "kommentek", "komentarze"),
    *("komentare", "komentari", "comentarios", "comentarii", "reacties", "yorumlar", "sxolia"),
    *("hozzaszolasok", "leserkommentare", "usercomments", "readercomments"),
    *("respond", "trackbacks", "pingbacks", "pinglist", "lesermeinungen", "disqus", "dsq"),
    *("livefyre", "fyre", "intensedebate", "idc", "hypercomments", "pinglun", "binhluan"),
)
# On the way to a forum's posts, or to a question's answers, stands one of these.
FORUM_NAMES = frozenset(
    (
        *("forum", "forums", "topic", "topics", "ctopic", "question", "questions", "answer"),
        *("answers", "qna", "qa", "bbs", "phpbb", "vbulletin", "viewtopic", "showthread"),
        *("discussionboard", "messagecard", "nestedlisting", "subtree", "comtr", "lemmy"),
    )
)
FORUM_TITLE = re.compile(
    r"\b(?:forums?|foren|foro|fórum|fóruns|foorumi|φόρουμ|форум\w*|q&a|message board"
    r"|discussions?|diskussion(?:en)?|discusión|discussão|discussione|dyskusja|diskuse"
    r"|обсуждени[ея]|diễn đàn)\b|论坛|論壇|讨论|討論|掲示板|知恵袋|포럼|토론|منتدى|منتديات",
    re.I,
)
FORUM_TYPES = ("DiscussionForumPosting", "QAPage")
FAMILIES = (Reason.COMMENTS, Reason.COMMENT_FORM)
# So many words of prose are an article, however short.
LEAST_BEFORE = 40
# The paragraph on whose way a forum's names are looked for.
OPENING_WORDS = 15
# What a thread's signs add up to, and what they must where nearly all prose would go.
ENOUGH, NEARLY_ALL = 3, 0.96
ROW, MOST = 3, 2
# The two lines above a thread are its heading and its counter.
ABOVE = 2


def thread(state: PageState) -> Iterator[Finding]:
    """The comments below an HTML page's article, unless the page is made of them."""
    told = names_of_comments(state.page.elements.words)
    for first, last in Layout(state, told).threads() if told else ():
        for i in range(first, last + 1):
            if state.reasons[i] is None:
                yield drop(i, _reason(state, i), "thread-below")


def _reason(state: PageState, i: int) -> Reason:
    """What the block is within the thread: its form, or a part of a comment."""
    hits = state.facts[i].hits
    named = hits[0].family if hits else state.places.reason(state.blocks[i])
    return Reason.COMMENT_FORM if named is Reason.COMMENT_FORM else Reason.COMMENTS


def names_of_comments(words: frozenset[str]) -> frozenset[str]:
    """Those of the elements' names that are names for comments."""
    # Most names hold neither, and are asked no more.
    stemmed = [word for word in words if "omment" in word or "oment" in word]
    found = [word for word in stemmed if any(stem in word for stem in STEMS)]
    return (words & NAMES).union(word for word in found if not word.startswith(OTHERS))


class Layout:
    """Where the elements named after comments stand, and how much of what they hold.

    first, last: for each element its first and its last block; last is -1 where there is none.
    prose, and the others below: sums over the blocks before each position.
    """

    def __init__(self, state: PageState, told: frozenset[str]) -> None:
        """told: the names for comments that the page's elements have."""
        facts, reasons = state.facts, state.reasons
        self._state, self._told = state, told
        self.first, self.last = state.spans
        # Of each element those in it that have such a name.
        self._children: dict[int, list[int]] = {}
        self._are_posts: bool | None = None
        self.prose = sums(
            [
                own.words if own.is_prose and reason is None else 0
                for own, reason in zip(facts, reasons, strict=True)
            ]
        )

    def threads(self) -> Iterator[tuple[int, int]]:
        """The first and last block of each element that is a thread, or part of one."""
        parents = self._state.page.elements.parents
        rows = self._rows()
        closed = [False] * len(parents)
        decided: dict[int, bool | None] = {}
        gone = 0
        for element, parent in enumerate(parents):
            if parent >= 0 and closed[parent]:
                closed[element] = True
            elif element in rows:
                if parent not in decided:
                    decided[parent] = self._is_thread(rows[element], gone)
                closed[element] = decided[parent] is not None
                if decided[parent]:
                    gone += self._held(element)
                    yield self.first[element], self.last[element]

    def _rows(self) -> dict[int, list[int]]:
        """For each element with such a name those of its parent that have one, itself included."""
        elements, told = self._state.page.elements, self._told
        of_parent = self._children
        rows: dict[int, list[int]] = {}
        for element, names in enumerate(elements.names):
            if names and self.last[element] >= 0 and not told.isdisjoint(names):
                row = of_parent.setdefault(elements.parents[element], [])
                row.append(element)
                rows[element] = row
        return rows

    def _is_thread(self, row: Sequence[int], gone: int) -> bool | None:
        """Whether the row is a thread below an article; None where one may stand inside."""
        start = self.first[row[0]]
        before = self.prose[start] - gone
        if before < LEAST_BEFORE:
            # Posts without an article before them are the page.
            return False if sum(self._held(element) > 0 for element in row) > 1 else None
        if self._state.comments is not Comments.DROP and self._is_of_forum(row[0]):
            return False
        held = sum(map(self._held, row))
        enough = ENOUGH + (held > NEARLY_ALL * (before + held))
        return True if self._signs(row) >= enough else None

    def _is_of_forum(self, element: int) -> bool:
        if self.is_forum or not FORUM_NAMES.isdisjoint(self._names_around(element)):
            return True
        # The first thread answers for all: to ask is to look at all of the page.
        if self._are_posts is None:
            self._are_posts = are_page(self._state, self.first[element])
        return self._are_posts

    def _signs(self, row: Sequence[int]) -> int:
        """How much speaks for a thread: names, likeness, and lines that stand in threads."""
        start, end = self.first[row[0]], self.last[row[-1]] + 1
        if self._titles[end] > self._titles[start]:
            return 0
        names = self._state.page.elements.names
        whole = any(name.startswith(WHOLE) for element in row for name in names[element])
        said = self._said[end] - self._said[max(0, start - ABOVE)]
        stamps = self._stamps[end] - self._stamps[start]
        alike = max(len(row), *(len(self._children.get(element, ())) for element in row)) >= ROW
        return MOST * whole + alike + min(MOST, (said + 1) // 2) + min(MOST, stamps)

    @cached_property
    def _said(self) -> list[int]:
        """How many lines belong to threads or their forms."""
        said = [0] * len(self._state.facts)
        for i in self._state.all_signed(HIT):
            said[i] = any(hit.family in FAMILIES for hit in self._state.facts[i].hits)
        return sums(said)

    @cached_property
    def _stamps(self) -> list[int]:
        """How many lines are a date or a name."""
        return sums([own.is_stamp for own in self._state.facts])

    @cached_property
    def _titles(self) -> list[int]:
        """How many lines are headings of a page, and none of a thread."""
        blocks, facts = self._state.blocks, self._state.facts
        tops = [block.level == 1 and block.kind is BlockKind.HEADING for block in blocks]
        return sums(top and not own.hits for top, own in zip(tops, facts, strict=True))

    @cached_property
    def is_forum(self) -> bool:
        """Whether the page says of itself, or of where its text begins, that it is a forum."""
        declared = self._state.page.declared
        if FORUM_TITLE.search(declared.title):
            return True
        if any(kind in script for script in declared.json_ld for kind in FORUM_TYPES):
            return True
        pairs = zip(self.prose, self.prose[1:], strict=False)
        long = (i for i, (to, past) in enumerate(pairs) if past - to >= OPENING_WORDS)
        opening = next(long, None)
        if opening is None:
            return False
        around = self._names_around(self._state.blocks[opening].element)
        return not FORUM_NAMES.isdisjoint(around)

    def _names_around(self, element: int) -> frozenset[str]:
        return self._state.page.elements.names_around(element)

    def _held(self, element: int) -> int:
        """The words of prose in the element."""
        return self.prose[self.last[element] + 1] - self.prose[self.first[element]]
