"""A thread of remarks that no name tells: each with its writer, its time and the same button below.

It is found by the buttons to reply, in HTML and in text. The page is left as it is where its own
text is one of the remarks, where it calls itself a forum, and where no article stands before them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sluice.forms import Comments
from sluice.judge.chosen import short_ones
from sluice.judge.facts import WORTH_A_LOOK
from sluice.judge.rules.posts import are_page
from sluice.judge.rules.threads import FAMILIES, FORUM_NAMES, FORUM_TITLE, LEAST_BEFORE, Layout
from sluice.judge.state import Finding, PageState, drop
from sluice.model import Block, BlockKind
from sluice.reasons import Reason
from sluice.text.names import is_name

# What the button says, by its letters.
REPLIES = tuple(
    """reply antworten répondre responder ответить відповісти 返信 回复 回覆 回應 답글 balas yanıtla
    cevapla odpowiedz rispondi svar beantwoorden reageer antwoord vastaa odpovědět válasz răspunde
    απάντηση رد जवाबदें trảlời ตอบกลับ""".split()
)
# Most lines have others, and are asked no more.
FIRST_LETTERS = frozenset(word[:2] for word in REPLIES)
LAST_LETTERS = frozenset(word[-2:] for word in REPLIES)
BUTTON_WORDS = 4
# What short lines of forums begin with, of their first and last posts and of their members; and
# what only forums and question pages have below a post.
FORUM_LINES = tuple(
    """originalpost lastpost lastreply latestreply firstpost joined membersince bestanswer newtopic
    letzterbeitrag ersterbeitrag registriertseit mitgliedseit neuesthema derniermessage
    dernièreréponse inscritle inscritdepuis nouveausujet últimomensaje últimarespuesta
    miembrodesde registrado últimamensagem membrodesde ultimomessaggio ultimarisposta iscritto
    последнеесообщение последнийответ зарегистрирован новаятема ostatnipost ostatniaodpowiedź
    dołączył nowytemat sonmesaj sonyanıt laatstebericht lidsinds senasteinlägg medlemsedan
    postterakhir 楼主 樓主 原帖 最后回复 最後回覆""".split()
)
FORUM_WORDS = 10
# What stands beside a member's name, in one block: how many posts, since when.
MEMBER = re.compile(
    r"^(?:posts|beiträge|messages|mensajes|mensagens|messaggi|сообщени[йя]|postów|posty|mesaj"
    r"|berichten|inlägg|帖子)\d|joined(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
MEMBER_WORDS = 30
QUOTES = frozenset(
    """quote quotethis zitieren zitat citer citar citarmensaje cita цитировать цитата cytuj alıntı
    alıntıla citeren citeer citera kutip 引用 引用返信 인용 answered improvethisanswer beantwortet
    antwortverbessern améliorerlaréponse mejoraestarespuesta melhoreestaresposta улучшитьответ
    この回答を改善する""".split()
)
FEWEST = 3
# A remark has few paragraphs, and few lines with its writer, its time and its buttons.
MOST_LINES, MOST_PARAGRAPHS = 8, 12
HEAD_WORDS, NAMED_WORDS, HANDLE_WORDS = 8, 5, 2
# The lines in which a page says that it is a forum.
FIRST_LINES = 6
# A menu in one line; what parts the steps of a path is another mark.
LINKED, BETWEEN_LINKS = 0.5, " | "


def replied(state: PageState) -> Iterator[Finding]:
    """The remarks below an article, by the buttons to reply to each."""
    buttons = _buttons(state)
    if len(buttons) < FEWEST or _calls_itself_forum(state, buttons[0]):
        return
    remarks = [pair for pair in pairwise(buttons) if _is_remark(state, *pair)]
    if len(remarks) < FEWEST - 1 or 2 * len(remarks) < len(buttons) - 1:
        return
    first = _first_line(state, buttons[0])
    if are_page(state, first):
        return
    last = _last_line(state, buttons)
    before = (i for i in range(first) if state.reasons[i] is None and state.facts[i].is_prose)
    if sum(state.facts[i].words for i in before) < LEAST_BEFORE:
        return
    for i in range(first, last + 1):
        if state.reasons[i] is None:
            yield drop(i, Reason.COMMENTS, "replies-below")


def _buttons(state: PageState) -> list[int]:
    """The positions of the button to reply that stands most often, alone or with others."""
    facts = state.facts
    short = short_ones(facts, state.left, BUTTON_WORDS)
    found = [
        i
        for i in short
        if ((own := facts[i].key)[:2] in FIRST_LETTERS and own.startswith(REPLIES))
        or (own[-2:] in LAST_LETTERS and own.endswith(REPLIES))
    ]
    if len(found) < FEWEST:
        return found
    said = Counter(facts[i].key for i in found).most_common(1)[0][0]
    return [i for i in found if facts[i].key == said]


def _is_remark(state: PageState, above: int, button: int) -> bool:
    """Whether between two buttons stand a writer or a time, and below that a remark's text."""
    lines = range(above + 1, button)
    if not 2 <= len(lines) <= MOST_LINES + MOST_PARAGRAPHS:
        return False
    head = next((i for i in lines if _is_stamp(state, i)), None)
    if head is None or head - above > MOST_LINES:
        return False
    if any(_is_top(state, i) for i in lines):
        return False
    return any(not _is_stamp(state, i) for i in range(head + 1, button))


def _is_stamp(state: PageState, i: int) -> bool:
    """Whether the line tells who wrote something, or when."""
    facts = state.facts[i]
    if facts.words > HEAD_WORDS:
        return False
    dated = facts.is_date or any(hit.family is Reason.DATE_STAMP for hit in facts.hits)
    if dated or facts.ends_sentence:
        return dated
    if facts.words <= HANDLE_WORDS and not facts.hits:
        return True
    # "Nora Hale, 2 hours ago", where both stand on one line.
    return bool(facts.signs & WORTH_A_LOOK) or is_name(state.blocks[i].text)


def _is_top(state: PageState, i: int) -> bool:
    block = state.blocks[i]
    return block.kind is BlockKind.HEADING and block.level == 1


def _first_line(state: PageState, button: int) -> int:
    """Where the first remark begins; below its button where its writer and time are not found."""
    at = button - 1
    least = max(0, button - MOST_LINES - MOST_PARAGRAPHS)
    while at >= least and not _is_stamp(state, at) and not _is_top(state, at):
        at -= 1
    if at < least or _is_top(state, at):
        return button
    # Above stand the name to the time, or the time to the name, and what counts the remarks.
    while at > least and _leads(state, at - 1):
        at -= 1
    return at


def _leads(state: PageState, i: int) -> bool:
    """Whether the line is a part of a remark's head, or counts the remarks above the first."""
    facts = state.facts[i]
    if facts.ends_sentence or facts.is_prose or state.reasons[i] is Reason.TITLE:
        return False
    named = any(hit.family in FAMILIES for hit in facts.hits)
    return named or (facts.words <= NAMED_WORDS and _is_stamp(state, i))


def _last_line(state: PageState, buttons: Sequence[int]) -> int:
    """Where the last remark ends: with the buttons that stand below the others too."""
    beside = {state.facts[i + 1].key for i in buttons[:-1]}
    last = buttons[-1]
    while last + 1 < len(state.facts) and state.facts[last + 1].key in beside:
        if _is_stamp(state, last + 1):
            break
        last += 1
    return last


def _is_menu(block: Block) -> bool:
    """Whether the line is a row of links, of which one may lead to the site's forum."""
    return block.link_share > LINKED and block.text.count(BETWEEN_LINKS) >= FEWEST


def is_forum(state: PageState, start: int) -> bool:
    """Whether the page is a forum by what it calls itself, or by what is like remarks from here."""
    return _calls_itself_forum(state, start) or are_page(state, start)


def _calls_itself_forum(state: PageState, button: int) -> bool:
    """Whether the page calls itself one, or is one by the names around its text or a button.

    Where the caller wants no comments, none is: replies go there too.
    """
    if state.comments is Comments.DROP:
        return False
    first = [block for block in state.blocks[:FIRST_LINES] if not _is_menu(block)]
    if any(FORUM_TITLE.search(block.text) for block in first):
        return True
    keys = [own.key for own in state.facts if own.words <= FORUM_WORDS]
    if not QUOTES.isdisjoint(keys) or any(key.startswith(FORUM_LINES) for key in keys):
        return True
    if any(MEMBER.search(own.key) for own in state.facts if own.words <= MEMBER_WORDS):
        return True
    around = state.page.elements.names_around(state.blocks[button].element)
    return not FORUM_NAMES.isdisjoint(around) or Layout(state, frozenset()).is_forum
