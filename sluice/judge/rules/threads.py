"""The readers' thread below an HTML page's article, found as one unit: by its names and its place.

A thread is the elements of one parent that are named after comments, or a single one that holds
them all. What keeps it are forums and question pages, where the answers are the page, and pages
without an article before it.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from sluice.judge.facts import HIT
from sluice.judge.state import Finding, PageState, drop
from sluice.model import Elements, InputKind
from sluice.reasons import Reason

# A name that holds one of these is one for comments, in the languages that publishers name in.
STEMS = ("comment", "komment", "coment", "komentar")
NAMES = frozenset(
    (
        *("respond", "disqus", "livefyre", "dsq", "fyre", "idc", "intensedebate", "haloscan"),
        *("reacties", "commenti", "yorum", "yorumlar", "komentarze", "discussionthread"),
        *("trackbacks", "pingbacks", "pinglist", "lesermeinungen", "leserkommentare"),
        *("sxolia", "kommentit", "hozzaszolasok", "diskuse", "pinglun", "liuyan"),
    )
)
# These speak of other things than readers' comments.
OTHER = ("commentary", "commentator", "commentaries", "nocomment", "commentisfree")
# A forum or question page is known by a name on the way to its posts.
FORUM = frozenset(
    (
        *("forum", "forums", "topic", "topics", "ctopic", "question", "questions", "answer"),
        *("answers", "bbs", "phpbb", "vbulletin", "qna", "qa", "discussionboard", "messagecard"),
        *("lia", "viewtopic", "showthread", "nestedlisting", "comtr", "lemmy", "subtree"),
    )
)
FORUM_TYPES = ("DiscussionForumPosting", "QAPage")
ARTICLE = frozenset("post entry hentry blog article story news single".split())
LEAST_BEFORE = 25
LONG = 300


def thread(state: PageState) -> Iterator[Finding]:
    """The comments of readers below the article, unless the page is theirs."""
    elements = state.page.elements
    if state.page.kind is InputKind.TEXT or not elements.parents:
        return
    telling = _telling(elements)
    if not telling:
        return
    found = _Threads(state, telling)
    for first, last in found.spans():
        for i in range(first, last + 1):
            if state.reasons[i] is None:
                yield drop(i, Reason.COMMENTS, "thread")


def _telling(elements: Elements) -> frozenset[str]:
    words = frozenset[str]().union(*set(elements.names))
    return frozenset(
        [
            word
            for word in words
            if (
                "omment" in word or "oment" in word or word in NAMES
            )
            and (word in NAMES or any(stem in word for stem in STEMS))
            and not word.startswith(OTHER)
        ]
    )


class _Threads:
    def __init__(self, state: PageState, telling: frozenset[str]) -> None:
        self.state = state
        self.telling = telling
        elements = state.page.elements
        self.parents = elements.parents
        self.first, self.last = _ranges(state)
        facts = state.facts
        reasons = state.reasons
        self.prose = [0, *accumulate(
            f.words if f.is_prose and reasons[i] in (None, Reason.TITLE) else 0
            for i, f in enumerate(facts)
        )]
        said = [0] * len(facts)
        for i in state.all_signed(HIT):
            said[i] = any(h.family in (Reason.COMMENTS, Reason.COMMENT_FORM) for h in facts[i].hits)
        self.said = [0, *accumulate(said)]
        self.taken = 0

    def spans(self) -> Iterator[tuple[int, int]]:
        names, parents, first, last = self.state.page.elements.names, self.parents, self.first, self.last
        size = len(parents)
        groups: dict[int, list[int]] = {}
        for e in range(size):
            if names[e] and last[e] >= 0 and not self.telling.isdisjoint(names[e]):
                groups.setdefault(parents[e], []).append(e)
        closed = [False] * size
        decided: dict[int, int] = {}
        for e in range(size):
            parent = parents[e]
            if parent >= 0 and closed[parent]:
                closed[e] = True
                continue
            members = groups.get(parent)
            if members is None or names[e].isdisjoint(self.telling) or last[e] < 0:
                continue
            if parent not in decided:
                decided[parent] = self.decide(members)
            verdict = decided[parent]
            if verdict:
                closed[e] = True
            if verdict == 2:
                self.taken += self.prose[last[e] + 1] - self.prose[first[e]]
                yield first[e], last[e]

    def decide(self, members: Sequence[int]) -> int:
        """0: look inside, 1: posts that are the page, 2: a thread."""
        start = self.first[members[0]]
        before = self.prose[start] - self.taken
        many = sum(self.prose[self.last[e] + 1] > self.prose[self.first[e]] for e in members)
        if before < LEAST_BEFORE:
            return int(many >= 2)
        if self._is_forum(start, members):
            return 1
        return 2

    def _is_forum(self, start: int, members: Sequence[int]) -> bool:
        state = self.state
        elements = state.page.elements
        near = elements.names_around(members[0])
        opening = next((i for i in range(start) if self.prose[i + 1] - self.prose[i] >= 15), None)
        if opening is not None:
            near = near | elements.names_around(state.blocks[opening].element)
        if not near.isdisjoint(FORUM):
            return True
        return any(t in s for s in state.page.declared.json_ld for t in FORUM_TYPES)


def _ranges(state: PageState) -> tuple[list[int], list[int]]:
    """For each element the first and the last block in it; none: a last of -1."""
    parents = state.page.elements.parents
    size = len(parents)
    many = len(state.blocks)
    first, last = [many] * size, [-1] * size
    for i, block in enumerate(state.blocks):
        element = block.element
        if element >= 0:
            if first[element] > i:
                first[element] = i
            last[element] = i
    for element in range(size - 1, 0, -1):
        parent = parents[element]
        if parent >= 0:
            if first[element] < first[parent]:
                first[parent] = first[element]
            if last[element] > last[parent]:
                last[parent] = last[element]
    return first, last
