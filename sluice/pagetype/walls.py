"""Whether a page is a wall, a challenge, an error or a shell in place of what was asked for.

Such a page says what its kind says, and next to nothing else. An article about cookies, captchas
or error messages says it too, with prose around it: what other prose there is decides.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sluice.model import BlockKind, InputKind
from sluice.pagetype.gate_markup import built_of
from sluice.pagetype.gates import (
    QUOTED,
    asks,
    asks_consent,
    beside_notice,
    gate_of,
    is_signed,
    speaks,
)
from sluice.pagetype.kinds import WALLS, Signal
from sluice.pagetype.listed_lines import listed_lines
from sluice.pagetype.main_part import in_gate, main_lines
from sluice.pagetype.missing import is_missing
from sluice.pagetype.own_text import is_enough, own_text
from sluice.pagetype.phrases import may_say_wall, said
from sluice.pagetype.reading import Reading
from sluice.reasons import PageKind, Reason
from sluice.text.concepts import Concept, named
from sluice.text.phrases import Weight
from sluice.text.words import count_words, ends_sentence, sentences

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
UNNAMED = (None, Reason.NOT_CONTENT)
CONSENT = PageKind.CONSENT_WALL
# A wall is short; a page with more blocks that could be its own words is none.
MOST_BLOCKS = 60
MOST_WORDS = 420
# A shorter line is a label: it is no sign of an article.
SENTENCE_WORDS = 5
# A notice's headline beside a text has no more.
LABEL_WORDS = 8
SURE, HINT, NAMED_POINTS = 3, 1, 1
FEWEST_POINTS = 3
# A sentence of so many words that names nothing of these is none of a consent notice's.
BRIEF_WORDS = 7
# The scorer doubts a line of news beside buttons more than one by itself; a wall's it rules out.
LIKELY_ENOUGH = 0.2
OF_CONSENT = re.compile(
    r"cookie|consent|consim|consens|privacy|privacidad|vie privée|tracking|traceur|personali[sz]"
    r"|publicit|pubblicit|einwillig|zustimm|datenschutz|werbung|werbefrei|personenbezogen|données"
    r"|datos personales|dados pessoais|dati personali|acept[ae]r|aceitar|accett[ai]|toestemming"
    r"|persoonsgegevens|zgod[ęy]\b|zgadza|prywatno|danych|samtyck|samtykk|integritet|evästei"
    r"|personuppgift|personopplysning|suostumu|souhlas|soukrom|osobní údaj|sütik|hozzájárul"
    r"|συγκατάθεσ|απορρήτ|куки|согласи[ея]|соглаша|згод[аиуі]\b|персональн|çerez|gizlili"
    r"|kişisel veri|クッキー|同意|プライバシー|隐私|隱私|쿠키|동의|개인정보"
    r"|تعريف الارتباط|موافق|الخصوصية|privasi|persetujuan|कुकी|सहमति|गोपनीयता",
    re.I,
)
# Words of other prose that a wall may have for each point that speaks for it, and at most.
WORDS_A_POINT = 6
MOST_OTHER_WORDS = 90
MOST_OTHER = 2
# A wall speaks to its reader, or is shorter than this; what of it says nothing of its kind is less.
FEWEST_TELLING, FEWEST_OTHER = 28, 12
# What was seen of made-up pages, made a little smaller for pages unlike them
# (docs/decisions/pagetype.md).
SURELY, FAIRLY = 0.98, 0.9
TELLING_POINTS, HALF = 5, 0.5
MISSING = (Signal.WALL_WORDS, Signal.WALL_TITLE, Signal.FEW_OTHER_WORDS)
SHELLS = ("root", "app", "__next", "__nuxt", "app-root", "main-app", "react-root", "svelte")
SHELL_WORDS = 12
SHELL_WITHIN = 200_000


Spoken = tuple[str, Reason | None, bool]


@dataclass(frozen=True)
class Wall:
    """A page that stands in place of another; score: how sure that is, 0-1.

    prose: blocks with a text of its own. Where there are any, it is a notice that stands beside it.
    notice: what is already known of that notice.
    """

    kind: PageKind
    score: float
    signals: tuple[Signal, ...]
    prose: tuple[int, ...] = ()
    notice: tuple[int, ...] = ()


def wall_of(reading: Reading) -> Wall | None:
    """The wall that the page is, or None."""
    if is_missing(reading):
        return Wall(PageKind.ERROR_PAGE, FAIRLY, MISSING)
    if reading.kept_words > MOST_WORDS:
        return None
    own = [i for i, reason in enumerate(reading.reasons) if reason not in FURNITURE]
    if len(own) > MOST_BLOCKS or sum(reading.words[i] for i in own) > MOST_WORDS:
        return None
    wall = _in_place(reading, own)
    return _beside(reading, own, wall) if wall else None


def _beside(reading: Reading, own: list[int], wall: Wall) -> Wall | None:
    """What the wall is where something else stands beside it: a notice, or nothing."""
    listed = listed_lines(reading, own, wall.kind)
    if wall.prose:
        return replace(wall, prose=tuple(sorted({*wall.prose, *listed})))
    text = own_text(reading, own)
    if text := text if is_enough(reading, text) else listed:
        return _beside_text(reading, wall, text)
    return None if _tells(reading, own, wall.kind) else _beside_lines(reading, wall)


def _beside_text(reading: Reading, wall: Wall, text: tuple[int, ...]) -> Wall | None:
    """The notice that it is beside a text; a paywall's is the end of one."""
    if wall.kind not in WALLS:
        return None
    kept = [i for i in reading.kept if not text[0] < i < text[-1] and i not in text]
    notice = tuple(i for i in kept if _is_told(reading, i) and speaks(reading, i, wall.kind))
    return replace(wall, signals=(), prose=text, notice=notice)


def _is_told(reading: Reading, i: int) -> bool:
    """Whether a block is a label, or spoken to the reader."""
    return reading.words[i] <= LABEL_WORDS or Concept.ADDRESS in named(reading.blocks[i].text)


def _beside_lines(reading: Reading, wall: Wall) -> Wall | None:
    """What it is where short lines stand below a headline and none of them says what it says."""
    every = range(len(reading.blocks))
    saying = tuple(i for i in every if speaks(reading, i, wall.kind))
    lines = main_lines(reading, saying)
    if not lines:
        return wall
    if wall.kind is not CONSENT:
        return None
    kept = tuple(i for i in lines if reading.reasons[i] is None)
    return replace(wall, signals=(), prose=kept or lines, notice=in_gate(reading, CONSENT))


def _in_place(reading: Reading, own: list[int]) -> Wall | None:
    """The wall by what is said and by how the page is built."""
    wall = _spoken(reading, own) or _shell(reading, own)
    if wall and wall.kind is not CONSENT:
        return wall
    gate = _gate(reading, own)
    if gate and (gate.kind is PageKind.BOT_CHALLENGE or (not wall and gate.kind is not CONSENT)):
        # Challenges ask for cookies too.
        return gate
    beside = None if wall else beside_notice(reading, own)
    return Wall(CONSENT, FAIRLY, (), *beside) if beside else wall or gate


def _tells(reading: Reading, own: list[int], kind: PageKind) -> bool:
    """Whether what is kept is told to nobody in particular, at length or by somebody named."""
    spoken = [s for i in reading.kept for s in sentences(reading.blocks[i].text)]
    if not spoken or any(Concept.ADDRESS in named(sentence) for sentence in spoken):
        return False
    if built_of(reading, own)[kind] or any(asks(reading, i) for i in own):
        return False
    if is_signed(reading):
        return any(count_words(s) >= BRIEF_WORDS and ends_sentence(s) for s in spoken)
    other = (count_words(s) for s in spoken if QUOTED.search(s) or not _says(s, kind))
    return reading.kept_words >= FEWEST_TELLING and sum(other) >= FEWEST_OTHER


def _says(sentence: str, kind: PageKind) -> bool:
    """Whether a sentence is one of a wall of this kind."""
    return kind in _points(sentence, None) or (kind is CONSENT and asks_consent(sentence))


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
        if not found and reason in UNNAMED:
            words = count_words(sentence)
            other += words if words >= SENTENCE_WORDS else 0
    wall = _decided(points, titles, other)
    if wall and wall.kind is not CONSENT:
        return wall
    # Cookie notices stand beside every kind of page: one beside a sentence of news is a notice.
    most_other = min(MOST_OTHER_WORDS, MOST_OTHER * own_words[CONSENT])
    if points[CONSENT] < FEWEST_POINTS or other > most_other:
        return None
    prose = tuple(i for i in own if _is_prose(reading, i))
    return Wall(CONSENT, FAIRLY, (), prose) if prose else wall


def _is_prose(reading: Reading, position: int) -> bool:
    """Whether a block is a text of its own: none of its sentences is one of a consent notice."""
    text, trail = reading.blocks[position].text, reading.judgement.trails[position]
    reason = reading.reasons[position]
    is_likely = reason is None or (
        reason is Reason.NOT_CONTENT and (trail[-1].score or 0) >= LIKELY_ENOUGH
    )
    if not is_likely or not ends_sentence(text) or OF_CONSENT.search(text):
        return False
    is_silent = not any(_points(sentence, None) for sentence in sentences(text))
    return is_silent and reading.words[position] >= BRIEF_WORDS


def notice_of(reading: Reading, wall: Wall) -> tuple[int, ...]:
    """What a notice beside a text of its own says, where no rule has named it yet."""
    unnamed = (i for i, reason in enumerate(reading.reasons) if reason in UNNAMED)
    spoken = ((i, sentences(reading.blocks[i].text)) for i in unnamed if i not in wall.prose)
    saying = {i for i, found in spoken if any(CONSENT in _points(s, None) for s in found)}
    notice = _not_in_text(reading, saying | set(wall.notice), wall.prose)
    return tuple(sorted(notice | _in_element_of(reading, notice, wall.prose)))


def _not_in_text(reading: Reading, notice: set[int], prose: tuple[int, ...]) -> set[int]:
    """The notice without what stands in the text's own element, where there is one elsewhere."""
    parents, blocks = reading.page.elements.parents, reading.blocks
    held = {parents[e] for i in prose if (e := blocks[i].element) >= 0}
    asking = (i for i, reason in enumerate(reading.reasons) if reason is Reason.COOKIE_CONSENT)
    apart = (
        {i for i in (*notice, *asking) if parents[blocks[i].element] not in held} if held else ()
    )
    return notice & set(apart) if apart else notice


def _in_element_of(reading: Reading, notice: set[int], prose: tuple[int, ...]) -> set[int]:
    """What is kept of the elements that hold the notice and nothing of the text."""
    elements, blocks = reading.page.elements, reading.blocks
    holders = {elements.parents[e] for i in notice if (e := blocks[i].element) >= 0}
    holders -= {e for i in prose for e in elements.lineage(blocks[i].element)}
    around = ((i, elements.lineage(blocks[i].element)) for i in reading.kept)
    return {i for i, lineage in around if i not in prose and not holders.isdisjoint(lineage)}


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


def _gate(reading: Reading, own: list[int]) -> Wall | None:
    """What no table has the words of."""
    gate = gate_of(reading, own)
    if not gate:
        return None
    signals = (
        Signal.WALL_MARKUP if gate.by_markup else Signal.WALL_WORDS,
        Signal.FEW_OTHER_WORDS,
    )
    return Wall(gate.kind, FAIRLY, signals)


def _shell(reading: Reading, own: list[int]) -> Wall | None:
    """An element with a framework's name, hardly a word, and a script."""
    words = sum(reading.words[i] for i in own)
    if reading.page.kind is not InputKind.HTML or words > SHELL_WORDS:
        return None
    html = reading.page.html[:SHELL_WITHIN]
    if "<script" in html and any(f'id="{name}"' in html for name in SHELLS):
        return Wall(PageKind.JAVASCRIPT_REQUIRED, FAIRLY, (Signal.SCRIPT_SHELL,))
    return None
