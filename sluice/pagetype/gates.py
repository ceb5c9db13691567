"""Walls whose wording no table has, by what they speak of and by how the page is built.

A gate is a short page: it names two things that belong together (a page and that it is gone; a
browser and that it is checked), speaks to its reader, and has a form, a challenge's script or
buttons where an article has its paragraphs. Only pages with a few lines of their own are looked at.
A sentence of news names a day or quotes somebody; a page with such a one stands for itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sluice.model import BlockKind
from sluice.pagetype.gate_markup import built_of, named_gates
from sluice.pagetype.main_part import main_lines
from sluice.pagetype.phrases import said
from sluice.pagetype.reading import Reading
from sluice.reasons import PageKind, Reason
from sluice.text.concepts import Concept, named
from sluice.text.phrases import Weight
from sluice.text.words import count_words, ends_sentence, sentences

# So short is a gate: words kept, words of lines that no rule has named furniture, their number.
MOST_KEPT, MOST_WORDS, MOST_LINES = 110, 170, 40
# A longer sentence tells something.
LONGEST = 32
LONGEST_OFFER, LONGEST_PLEA = 22, 20
# A sentence of so many words may be all of a brief.
BRIEF_WORDS = 7
# A label says nothing of an article; a button is not longer.
LABEL_WORDS, LONGEST_LABEL = 4, 8
SURE, SAID, HINT = 3, 2, 1
ENOUGH = 3
# Words that may stand beside, for each point; where the page says nothing but is built so.
WORDS_A_POINT, MOST_OTHER = 5, 24

ERROR, CHALLENGE = PageKind.ERROR_PAGE, PageKind.BOT_CHALLENGE
LOGIN, CONSENT = PageKind.LOGIN_WALL, PageKind.CONSENT_WALL
SCRIPTS, PAID = PageKind.JAVASCRIPT_REQUIRED, PageKind.PAYWALL_STUB

# What stands beside a notice or below a beginning is content, however little it is.
MOST_BESIDE = {CONSENT: 7, PAID: 3}

W = Concept
# What a sentence that has a stem of each of these speaks for, and how much.
PAIRS: tuple[tuple[PageKind, int, frozenset[Concept]], ...] = tuple(
    (kind, points, frozenset(concepts))
    for kind, points, concepts in (
        (ERROR, SAID, (W.LAW, W.PLACE)),
        (ERROR, SAID, (W.LAW, W.DENIED)),
        (ERROR, SAID, (W.PLACE, W.DENIED)),
        (ERROR, SAID, (W.PAGE, W.GONE)),
        (ERROR, SAID, (W.DOMAIN, W.SOLD)),
        (ERROR, SURE, (W.PAGE, W.GONE, W.ASKED)),
        (ERROR, SAID, (W.BUILT,)),
        (ERROR, SAID, (W.PAGE, W.BARRED, W.DENIED)),
        (ERROR, SAID, (W.LATER,)),
        (CHALLENGE, SAID, (W.BROWSER, W.CHECKED)),
        (CHALLENGE, SAID, (W.HUMAN, W.PROVEN)),
        (CHALLENGE, SAID, (W.TRAFFIC, W.UNUSUAL)),
        (CHALLENGE, SAID, (W.GUARD, W.BARRED)),
        (CHALLENGE, SAID, (W.TYPED, W.PICTURE)),
        (CHALLENGE, SAID, (W.REDIRECTED,)),
        (CHALLENGE, HINT, (W.HUMAN,)),
        (CHALLENGE, SAID, (W.CAPTCHA,)),
        (CONSENT, SAID, (W.VENDORS, W.DEVICE, W.USED)),
        (CONSENT, SAID, (W.VENDORS, W.ADS, W.USED)),
        (CONSENT, SAID, (W.ADS, W.PAY)),
        (LOGIN, SAID, (W.ACCOUNT, W.ONWARD)),
        (LOGIN, HINT, (W.ACCOUNT,)),
        (SCRIPTS, SAID, (W.BLOCKER, W.ALLOWED)),
        (SCRIPTS, SAID, (W.BLOCKER,)),
        (SCRIPTS, HINT, (W.ALLOWED, W.PAGE)),
        (SCRIPTS, SURE, (W.SCRIPT, W.ENABLED)),
        (PAID, SAID, (W.UNLOCK, W.WHOLE)),
    )
)
ERROR_PAIRS = tuple(pair for kind, _, pair in PAIRS if kind is ERROR and len(pair) > 1)
DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
GROWN = re.compile(r"(?<!\d)(?:16|18|19|20|21)(?!\d)\+?")
MONEY = re.compile(r"[€£$¥₽₴₺₩₹]|\b(?:eur|usd|euros?|zł|kč|kr|ft|lei|pounds?|dollars?)\b", re.I)
# What the other sentences of a consent notice name.
CONSENTING = frozenset((W.USED, W.ADS, W.VENDORS, W.DEVICE))
FEWEST_CONSENTING = 3
COOKIES = re.compile(
    r"cookie|traceur|eväste|informasjonskaps|ciastecz|sütik|çerez|куки|クッキー|쿠키"
    r"|تعريف الارتباط",
    re.I,
)
# A line with the request's number, by which a support would find it.
NUMBERED = re.compile(r"(?<!\w)(?:id|nr|no|n°|№)\b.{0,24}?[:\s][\w-]*\d[\w-]{4,}", re.I)
STATUS = re.compile(
    r"(?<![\w.,])(?:40[0134]|410|429|451|50[0234])(?![\w.,]*\d)"
    # So much of something is no status.
    r"(?!\s?(?:[kcmd]?[glm]|gr|gm|cc|k?cal|grams?|grammes?|гр?|мл|м|км|k|%|[€£$¥₽₴₺₩₹°])(?!\w))"
    r"(?!\s?(?:克|毫升|公克|グラム|ミリ|円|元|人|그램|원))"
)
QUOTED = re.compile(r"[“«„「\"][^”»“」\"]{12,}[”»“」\"]")
# Buttons to log in by somebody else's account.
FOREIGN = re.compile(
    r"\b(?:google|apple|facebook|microsoft|twitter|github|linkedin|kakao|naver|vk)\b", re.I
)
PERSONAL = frozenset((Reason.BYLINE, Reason.COMMENTS, Reason.IMAGE_CAPTION))
STAMPED = Reason.DATE_STAMP
UNNAMED = (None, Reason.NOT_CONTENT)
# What stands in an element of these kinds is its own; a paywall's is often around the article.
IN_GATES = frozenset((CONSENT, LOGIN, SCRIPTS))
# Kinds that are said in the same breath.
FRIENDS: dict[PageKind, frozenset[PageKind]] = {
    **dict.fromkeys((ERROR, CHALLENGE, SCRIPTS), frozenset((ERROR, CHALLENGE, SCRIPTS))),
    LOGIN: frozenset((LOGIN, PAID)),
    PAID: frozenset((LOGIN, PAID)),
    CONSENT: frozenset((CONSENT, PAID)),
}


class Told(NamedTuple):
    """One sentence, and what it names.

    words: of a sentence that may be an article's; 0 for a label, for what a rule has named, and for
    what stands in a gate's element. heads: whether it heads the page.
    """

    text: str
    words: int
    heads: bool
    concepts: frozenset[Concept]

    @property
    def is_addressed(self) -> bool:
        """Whether it is spoken to the reader, or by those who put the gate up."""
        return W.ADDRESS in self.concepts


class Spoken(NamedTuple):
    """How much a sentence speaks for which kinds."""

    told: Told
    points: dict[PageKind, int]


@dataclass(frozen=True)
class Gate:
    """The kind of a gate, and whether its markup told it."""

    kind: PageKind
    by_markup: bool


def gate_of(reading: Reading, own: list[int]) -> Gate | None:
    """The gate that a short page is, or None."""
    if not own or len(own) > MOST_LINES or reading.kept_words > MOST_KEPT:
        return None
    if sum(reading.words[i] for i in own) > MOST_WORDS or is_signed(reading):
        return None
    told = list(_told(reading, own))
    if any(one.words and (is_news(one) or _is_long(one)) for one in told):
        return None
    built = built_of(reading, own)
    spoken = [Spoken(one, points_of(one)) for one in told]
    return _decided(spoken, built, reading)


def speaks(reading: Reading, i: int, kind: PageKind) -> bool:
    """Whether a block says what gates of this kind, or of its friends, say."""
    for sentence in sentences(reading.blocks[i].text):
        one = Told(sentence, count_words(sentence), heads=False, concepts=named(sentence))
        if not FRIENDS[kind].isdisjoint(points_of(one)):
            return True
    return False


def says_error(sentence: str) -> bool:
    """Whether a sentence alone says that something is not there; a number alone does not."""
    if any(kind is ERROR and phrase.weight is Weight.SURE for kind, phrase in said(sentence)):
        return True
    return any(pair <= named(sentence) for pair in ERROR_PAIRS)


def asks_consent(sentence: str) -> bool:
    """Whether a sentence is one of a notice about consent, in whatever words."""
    one = Told(sentence, count_words(sentence), heads=False, concepts=named(sentence))
    if CONSENT in points_of(one):
        return True
    return len(CONSENTING & one.concepts) + one.is_addressed > 1


def tells_news(sentence: str) -> bool:
    """Whether a sentence names a day, or quotes somebody."""
    return is_news(Told(sentence, count_words(sentence), heads=False, concepts=named(sentence)))


def is_signed(reading: Reading) -> bool:
    """Whether somebody has written what is kept, or others have answered it."""
    return bool(reading.kept) and not PERSONAL.isdisjoint(reading.reasons)


def _told(reading: Reading, own: list[int]) -> Iterator[Told]:
    """Each sentence once, the page's title first."""
    seen: set[str] = set()
    title = reading.declared.title
    for text, may_be_prose, heads in _texts(reading, own):
        for sentence in sentences(text):
            # The headline stands at the beginning of the page's title once more.
            if sentence not in seen and (not seen or not title.startswith(sentence)):
                seen.add(sentence)
                words = count_words(sentence) if may_be_prose else 0
                concepts = named(sentence)
                yield Told(sentence, words if words > LABEL_WORDS else 0, heads, concepts)


def _texts(reading: Reading, own: list[int]) -> Iterator[tuple[str, bool, bool]]:
    yield reading.declared.title, False, True
    for n, i in enumerate(own):
        block = reading.blocks[i]
        in_gate = not IN_GATES.isdisjoint(named_gates(reading, i))
        heads = n == 0 or block.kind is BlockKind.HEADING
        yield block.text, reading.reasons[i] in UNNAMED and not in_gate, heads


def _is_long(one: Told) -> bool:
    """Whether it is so long that it tells something, and is none of a notice's sentences."""
    return one.words > LONGEST and not _is_legal(one)


def _is_legal(one: Told) -> bool:
    """Whether it says, to its reader, who would use and keep what for which ads."""
    concepts = len(CONSENTING & one.concepts) + bool(COOKIES.search(one.text))
    return one.is_addressed and concepts >= FEWEST_CONSENTING and not QUOTED.search(one.text)


def is_news(one: Told) -> bool:
    """Whether it names a day, or quotes somebody."""
    if W.WEEKDAYS in one.concepts or (W.MONTHS in one.concepts and DAY.search(one.text)):
        return True
    telling, quotes = QUOTED.subn(" ", one.text)
    return bool(quotes) and count_words(telling) > 1 and W.ADDRESS not in named(telling)


def points_of(one: Told) -> dict[PageKind, int]:
    """How much a sentence speaks for each kind: by tables, by what it names, by its signs."""
    words = count_words(one.text)
    if words > LONGEST:
        return {CONSENT: SAID} if _is_legal(one) else {}
    found: dict[PageKind, int] = {}
    for kind, phrase in said(one.text):
        found[kind] = max(found.get(kind, 0), SURE if phrase.weight is Weight.SURE else HINT)
    for kind, points, concepts in PAIRS:
        if points > found.get(kind, 0) and concepts <= one.concepts:
            found[kind] = points
    if words > LONGEST_OFFER:
        found.pop(PAID, None)
    if W.FREE in one.concepts and found.get(LOGIN, 0) >= SAID:
        found[LOGIN] = max(found[LOGIN], found.pop(PAID, 0))
    for kind, points in (*_signs(one), *(_of_label(one) if words <= LONGEST_LABEL else ())):
        found[kind] = max(found.get(kind, 0), points)
    return found


def _signs(one: Told) -> Iterator[tuple[PageKind, int]]:
    """What a number says beside a word."""
    if NUMBERED.search(one.text):
        yield CHALLENGE, HINT
    if W.OF_AGE in one.concepts or (W.AGE in one.concepts and GROWN.search(one.text)):
        yield LOGIN, SAID
    if W.ADS in one.concepts and MONEY.search(one.text):
        yield CONSENT, SURE


def _of_label(one: Told) -> Iterator[tuple[PageKind, int]]:
    """What only a short line says."""
    if STATUS.search(one.text):
        yield ERROR, SAID
    if W.HOME in one.concepts:
        yield ERROR, HINT
    if W.WAIT in one.concepts:
        yield CHALLENGE, HINT
    if W.SOLD in one.concepts:
        yield ERROR, HINT
    if W.TRAFFIC in one.concepts and W.BARRED in one.concepts:
        yield CHALLENGE, SAID
    if FOREIGN.search(one.text) and one.words == 0:
        yield LOGIN, HINT
    if ("?" in one.text or "？" in one.text) and (
        W.OF_AGE in one.concepts or GROWN.search(one.text)
    ):
        yield LOGIN, SURE + HINT


def _decided(told: list[Spoken], built: Counter[PageKind], reading: Reading) -> Gate | None:
    points = Counter(built)
    for one in told:
        points.update(one.points)
    if not points:
        return None
    if any(one.told.is_addressed for one in told):
        points.update({kind for one in told for kind in one.points})
    kind, most = max(
        points.items(), key=lambda item: (item[1], built[item[0]], item[0] is CHALLENGE)
    )
    if not reading.kept:
        # Nothing is lost with it.
        return Gate(kind, bool(built[kind])) if most >= SAID else None
    needed = ENOUGH + (STAMPED in reading.reasons)
    if kind is LOGIN and not built[kind] and sum(kind in one.points for one in told) == 1:
        needed += HINT
    other = sum(_beside(one, kind) for one in told)
    is_gate = most >= needed and other <= _allowed(kind, most, told, built)
    return Gate(kind, bool(built[kind])) if is_gate else None


def _allowed(kind: PageKind, points: int, told: list[Spoken], built: Counter[PageKind]) -> int:
    """How many other words may stand beside: next to none of a form that no headline explains."""
    headed = any(one.told.heads and one.points.get(kind, 0) >= SAID for one in told)
    if kind is LOGIN and not headed:
        return LABEL_WORDS
    allowed = min(MOST_OTHER, WORDS_A_POINT * points)
    return allowed if built[kind] else min(allowed, MOST_BESIDE.get(kind, MOST_OTHER))


def _beside(one: Spoken, kind: PageKind) -> int:
    """The words of a sentence that says something else; half of them where it asks its reader."""
    if not FRIENDS[kind].isdisjoint(one.points):
        return 0
    is_short = one.told.is_addressed and one.told.words <= LONGEST_PLEA
    return one.told.words // 2 if is_short else one.told.words


class Beside(NamedTuple):
    """Blocks of a short text, and those of a notice beside it that asks for consent."""

    prose: tuple[int, ...]
    notice: tuple[int, ...]


def beside_notice(reading: Reading, own: list[int]) -> Beside | None:
    """The notice beside a short text, where there are both."""
    if not own or reading.kept_words > MOST_KEPT or len(own) > MOST_LINES:
        return None
    unnamed = [i for i in own if reading.reasons[i] in UNNAMED]
    # Where there are no buttons, it says whom it asks.
    needs = frozenset(() if any(asks(reading, i) for i in own) else (W.ADDRESS,))
    texts = {i: reading.blocks[i].text for i in unnamed if reading.words[i] > LABEL_WORDS}
    notice = tuple(i for i, text in texts.items() if _is_notice(text, needs))
    if not notice:
        return None
    prose = tuple(i for i in unnamed if i not in notice and _is_prose(reading, i))
    prose = prose or main_lines(reading, notice)
    # The scorer doubts a brief among buttons; where it has left some of it, it has left it all.
    prose = tuple(i for i in prose if reading.reasons[i] is None) or prose
    # A notice is put before the page or behind it; between its paragraphs it is quoted.
    notice = tuple(i for i in notice if not prose or not prose[0] < i < prose[-1])
    return Beside(prose, notice) if prose and notice else None


def asks(reading: Reading, i: int) -> bool:
    """Whether a block is a button of a consent notice."""
    text = reading.blocks[i].text
    return reading.reasons[i] is Reason.COOKIE_CONSENT or (
        reading.words[i] <= LABEL_WORDS and any(kind is CONSENT for kind, _ in said(text))
    )


def _is_notice(text: str, needs: frozenset[Concept]) -> bool:
    """Whether a block asks for consent, with what is needed beside, and says nothing else."""
    asks = False
    for sentence in sentences(text):
        one = Told(sentence, 0, heads=False, concepts=named(sentence))
        points = points_of(one).get(CONSENT, 0)
        if not points and not one.is_addressed and CONSENTING.isdisjoint(one.concepts):
            return False
        asks |= points >= SAID and needs <= one.concepts
    return asks


def _is_prose(reading: Reading, i: int) -> bool:
    """Whether a block tells something, to nobody in particular."""
    text = reading.blocks[i].text
    if reading.words[i] < BRIEF_WORDS or not ends_sentence(text):
        return False
    concepts = named(text)
    if W.ADDRESS in concepts or {W.ADS, W.USED} <= concepts:
        return False
    told = (Told(s, count_words(s), heads=False, concepts=named(s)) for s in sentences(text))
    return not all(CONSENT in points_of(one) for one in told)
