"""Whether the posts of a thread are the page: what stands above them is short, and one of them.

Forums that call themselves so are known by that. Of others it is told by the first post: it stands
in elements like the others', or it counts its votes as they do, or its writer answers below.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sluice.forms import Comments
from sluice.judge.state import Finding, PageState
from sluice.model import Decision, Step
from sluice.reasons import Reason

CLOCK = re.compile(r"\d{1,2}\s?[:.h時时]\s?\d{2}(?!\d)|\d\s?[ap]\.?m\b", re.I)
DAY = re.compile(r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2}\b|\b1[34]\d\d\b")
# "3 hours ago"; of a word between the number and the mark no more than is needed.
AGO = re.compile(
    r"\d\s?[^\W\d]{1,12}\.?\s(?:ago|geleden|sedan|siden|sitten|temu|fa|назад|тому|önce|lalu|trước"
    r"|atrás|zpět|πριν)"
    r"|\b(?:vor|hace|há|il y a|acum|před|πριν|قبل|منذ|לפני)\s(?:\w+\s)?\d"
    r"|\d\s?\w{1,6}?(?:前|전|पहले|ที่แล้ว|ที่ผ่านมา)",
    re.I,
)
# What readers have given a post.
VOTES = re.compile(
    r"\d\s?(?:points?|punkte?|puntos?|pontos?|punti|punten|poäng|punktów|пункт\w*|очк\w*|балл\w*"
    r"|puan|poin|(?:up)?votes?|vot[oi]s?)(?![^\W\d])|\d\s?(?:ポイント|分(?!\w*前)|점|赞)",
    re.I,
)
# By its length, for in some scripts words are not told apart.
WHEN_WORDS, HEAD_LENGTH = 14, 90
# No article is as short as a question, nor is a remark below it like it.
OPENING_WORDS, ASKED_WORDS = 250, 110
# The first post's head stands right above its text or below it.
BESIDE = 3
FEWEST, HANDLE = 2, re.compile(r"[a-z_][a-z0-9_.-]{3,}")
# A small word before a time is nobody.
SMALL = frozenset(
    "about almost answered asked edited less more over posted submitted hace etwa publicado".split()
)
# What a step has taken as nothing of the article's may be a post.
UNDECIDED = (None, Reason.COMMENTS, Reason.NOT_CONTENT)
POST, REMARK = "-post", "-comment"


def posts_kept(state: PageState) -> Iterator[Finding]:
    """The posts that the scorer has put out for their names, where they are the page."""
    around = (*state.taken_as(Reason.COMMENTS), *state.taken_as(Reason.COMMENT_FORM))
    if state.comments is not Comments.AUTO or len(around) < FEWEST or not state.scores:
        return
    told = [i for i in state.scores if _speaks(state, i)]
    gone = [i for i in told if state.reasons[i] is not None]
    if not gone or not state.page.elements.parents:
        return
    # What stands below the posts, or beside them, has a place of its own.
    called = Counter(_called(state, i) for i in gone).most_common(1)[0][0]
    posts = [i for i in told if _called(state, i) == called]
    if len(posts) >= FEWEST and any(are_page(state, start) for start in posts[:FEWEST]):
        for i in posts:
            if state.reasons[i] is not None:
                yield i, Decision(Step.NEIGHBOURS, "comments/posts-of-page")


def are_page(state: PageState, start: int) -> bool:
    """Whether what may be remarks from this block on are the page, with one above them."""
    if state.comments is Comments.DROP or not state.page.elements.parents:
        return False
    told = [i for i in range(len(state.facts)) if _speaks(state, i)]
    above = [i for i in told if i < start]
    words = _words(state, above)
    if not 0 < words <= OPENING_WORDS or 2 * (_words(state, told) - words) < words:
        return False
    heads = _heads(state)
    return _is_alike(state, above, heads, start) or (
        words <= ASKED_WORDS and (_is_posted(state) or _is_answered(state, heads, start))
    )


def _speaks(state: PageState, i: int) -> bool:
    """Whether the block is prose, or a sentence however short, that is not mostly a link."""
    facts = state.facts[i]
    if not (facts.is_prose or facts.ends_sentence) or facts.hits:
        return False
    return state.reasons[i] in UNDECIDED and state.blocks[i].link_share <= 0.5


def _words(state: PageState, positions: Iterable[int]) -> int:
    return sum(state.facts[i].words for i in positions)


def _heads(state: PageState) -> list[int]:
    """The short lines that say when something was written."""
    short = (i for i, block in enumerate(state.blocks) if len(block.text) <= HEAD_LENGTH)
    return [i for i in short if _says_when(state.blocks[i].text)]


def _says_when(text: str) -> bool:
    has_digit = any(map(str.isdigit, text))
    return has_digit and any(pattern.search(text) for pattern in (AGO, CLOCK, DAY))


def _is_alike(state: PageState, above: Sequence[int], heads: Sequence[int], start: int) -> bool:
    """Whether the text above and its head stand in elements called as those below are."""
    for head in heads:
        if head >= start:
            return False
        called = _called(state, head)
        texts = {_called(state, i) for i in above if abs(i - head) <= BESIDE}
        if isinstance(called[1], tuple):
            # Without a name on either, an article and remarks in plain paragraphs are alike too.
            texts = {text for text in texts if isinstance(text[1], frozenset)}
        alike = [i for i in heads if i >= start and _called(state, i) == called]
        if called[1] and len(alike) >= FEWEST and 2 * len(alike) >= sum(i >= start for i in heads):
            below = Counter(
                _called(state, i)
                for a, b in pairwise((*alike, alike[-1] + BESIDE + 1))
                for i in range(a - 1, min(b, len(state.facts)))
                if _speaks(state, i) and i >= start
            )
            if any(below[text] >= FEWEST for text in texts):
                return True
    return False


def _called(state: PageState, i: int) -> tuple[str, frozenset[str] | tuple[str, ...]]:
    """The tag and the names of the element around the block; where it has none, the way to it."""
    elements, element = state.page.elements, state.blocks[i].element
    if element < 0:
        return "", ()
    return elements.tags[element], elements.names[element] or elements.path(element)


def _is_posted(state: PageState) -> bool:
    """Whether elements of one system's own are called a post and its comments."""
    tags = {tag for tag in state.page.elements.tags if "-" in tag}
    return any(tag.removesuffix(POST) + REMARK in tags for tag in tags if tag.endswith(POST))


def _is_answered(state: PageState, heads: Sequence[int], start: int) -> bool:
    """Whether the head above counts votes as those below do, or its writer has one of those."""
    texts = [(i, state.blocks[i].text) for i in heads]
    told = [(i, text) for i, text in texts if AGO.search(text)]
    top = [text for i, text in told if i < start]
    below = [i for i, _ in told if i >= start]
    if not top or len(below) < FEWEST:
        return False
    if any(VOTES.search(text) for text in top):
        return True
    if sum(VOTES.search(state.blocks[i].text) is not None for i in below) >= FEWEST:
        return True
    writers = Counter(handle for i in below for handle in _handles(state, i))
    said = " ".join(top)
    return any(name in said and many < len(below) for name, many in writers.items())


def _handles(state: PageState, i: int) -> Iterator[str]:
    """The first word of a head that is a name as systems have it, not as people do."""
    lines = [state.blocks[n].text for n in (i - 1, i) if state.facts[n].words <= WHEN_WORDS]
    for line in lines:
        words = re.sub(r"\[\W\]|[^\w.\s-]", " ", line).split()
        if words and HANDLE.fullmatch(words[0]) and words[0] not in SMALL:
            yield words[0]
