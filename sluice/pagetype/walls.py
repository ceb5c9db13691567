"""Whether a page is a wall, a challenge, an error or a shell in place of what was asked for.

Such a page says what its kind says, and next to nothing else. An article about cookies, captchas
or error messages says it too, with prose around it: what other prose there is decides.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sluice.model import BlockKind, InputKind
from sluice.pagetype.kinds import WALLS, PageKind, Signal
from sluice.pagetype.phrases import may_say_wall, said
from sluice.pagetype.reading import Reading
from sluice.reasons import Reason
from sluice.text.phrases import Weight
from sluice.text.words import count_words, sentences

# Reasons of blocks that stand beside any page, a wall or not.
FURNITURE = frozenset(
    (
        *(Reason.NAVIGATION, Reason.FOOTER, Reason.SEPARATOR, Reason.TAGS, Reason.AUTHOR_BIO),
        *(Reason.SHARE_BAR, Reason.DUPLICATE, Reason.NEWSLETTER, Reason.APP_PROMPT),
        *(Reason.ADVERTISEMENT, Reason.COMMENT_FORM, Reason.TEASER, Reason.RELATED),
        *(Reason.MEDIA_PLAYER, Reason.IMAGE_CAPTION, Reason.EMBED, Reason.COMMENTS),
        *(Reason.DATE_STAMP, Reason.DONATION, Reason.SITE_TEMPLATE),
    )
)
# Of what the judge's own rules have named, the kind of page that it speaks for.
NAMED = {
    Reason.COOKIE_CONSENT: PageKind.CONSENT_WALL,
    Reason.LOGIN: PageKind.LOGIN_WALL,
    Reason.CMS_ERROR: PageKind.ERROR_PAGE,
}
# A wall is short; a page with more blocks that could be its own words is none.
MOST_BLOCKS = 60
MOST_WORDS = 420
# A shorter line is a label: it is no sign of an article.
SENTENCE_WORDS = 5
SURE, HINT, NAMED_POINTS = 3, 1, 1
FEWEST_POINTS = 3
# Words of other prose that a wall may have for each point that speaks for it, and at most.
WORDS_A_POINT = 6
MOST_OTHER_WORDS = 90
MOST_OTHER = 2
# What was seen of made-up pages, made a little smaller for pages unlike them (docs/decisions.md).
SURELY, FAIRLY = 0.98, 0.9
TELLING_POINTS, HALF = 5, 0.5
SHELLS = ("root", "app", "__next", "__nuxt", "app-root", "main-app", "react-root", "svelte")
SHELL_WORDS = 12
SHELL_WITHIN = 200_000


Spoken = tuple[str, Reason | None, bool]


@dataclass(frozen=True)
class Wall:
    """A page that stands in place of another; score: how sure that is, 0-1."""

    kind: PageKind
    score: float
    signals: tuple[Signal, ...]


def wall_of(reading: Reading) -> Wall | None:
    """The wall that the page is, or None."""
    if reading.kept_words > MOST_WORDS:
        return None
    own = [i for i, reason in enumerate(reading.reasons) if reason not in FURNITURE]
    if len(own) > MOST_BLOCKS or sum(reading.words[i] for i in own) > MOST_WORDS:
        return None
    return _spoken(reading, own) or _shell(reading, own)


def _spoken(reading: Reading, own: list[int]) -> Wall | None:
    if not _may_speak(reading, own):
        return None
    points: Counter[PageKind] = Counter()
    titles: Counter[PageKind] = Counter()
    own_words: Counter[PageKind] = Counter()
    other = 0
    for sentence, reason, heads in set(_sentences(reading, own)):
        found = _points(sentence, reason)
        points.update(found)
        titles.update(kind for kind in found if heads)
        own_words.update(dict.fromkeys(found, count_words(sentence)))
        if not found and reason in (None, Reason.NOT_CONTENT):
            words = count_words(sentence)
            other += words if words >= SENTENCE_WORDS else 0
    wall = _decided(points, titles, other)
    # Cookie notices stand beside every kind of page: one beside a sentence of news is a notice.
    consent = PageKind.CONSENT_WALL
    beside = wall and wall.kind is consent and other > MOST_OTHER * own_words[consent]
    return None if beside else wall


def _may_speak(reading: Reading, own: list[int]) -> bool:
    """Whether any sentence may speak for a kind: one look at all of them shows that most do not."""
    texts = [reading.declared.title, *(reading.blocks[i].text for i in own)]
    return any(reading.reasons[i] in NAMED for i in own) or may_say_wall(texts)


def _sentences(reading: Reading, own: list[int]) -> Iterator[Spoken]:
    """Each sentence, why its block went, and whether it heads the page."""
    yield reading.declared.title, Reason.TITLE, True
    for n, i in enumerate(own):
        block = reading.blocks[i]
        heads = n == 0 or block.kind is BlockKind.HEADING
        for sentence in sentences(block.text):
            yield sentence, reading.reasons[i], heads


def _points(sentence: str, reason: Reason | None) -> dict[PageKind, int]:
    """How much one sentence speaks for each kind: by its best phrase, else by its reason."""
    points: dict[PageKind, int] = {}
    for kind, phrase in said(sentence):
        if kind in WALLS:
            found = SURE if phrase.weight is Weight.SURE else HINT
            points[kind] = max(points.get(kind, 0), found)
    if not points and reason in NAMED:
        points[NAMED[reason]] = NAMED_POINTS
    return points


def _decided(points: Counter[PageKind], titles: Counter[PageKind], other: int) -> Wall | None:
    if not points:
        return None
    kind, most = max(points.items(), key=lambda item: (item[1], titles[item[0]]))
    if most < FEWEST_POINTS or other > min(MOST_OTHER_WORDS, WORDS_A_POINT * most):
        return None
    signals = [Signal.WALL_WORDS, Signal.FEW_OTHER_WORDS]
    if titles[kind]:
        signals.insert(1, Signal.WALL_TITLE)
    return Wall(kind, _score(most, other), tuple(signals))


def _score(points: int, other: int) -> float:
    """Surer the more speaks for it, less where nearly as much else stands there as a wall may."""
    spare = 1 - other / (WORDS_A_POINT * points)
    return SURELY if points >= TELLING_POINTS and spare >= HALF else FAIRLY


def _shell(reading: Reading, own: list[int]) -> Wall | None:
    """An element with a framework's name, hardly a word, and a script."""
    words = sum(reading.words[i] for i in own)
    if reading.page.kind is not InputKind.HTML or words > SHELL_WORDS:
        return None
    html = reading.page.html[:SHELL_WITHIN]
    if "<script" in html and any(f'id="{name}"' in html for name in SHELLS):
        return Wall(PageKind.JAVASCRIPT_REQUIRED, FAIRLY, (Signal.SCRIPT_SHELL,))
    return None
