"""Where the headline of a teaser ends, in a text that stood on one line.

"Read also: Ferry line to close “We were never asked,” said the captain." A headline has no full
stop, so that the sentence after it is taken for its rest. It ends where speech is opened, or where
the words make a break likeliest; where neither is known, what follows the label stays.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from sluice.blocks import gaps
from sluice.judge.facts import COLONS
from sluice.judge.labels import LEAD_ON
from sluice.model import BlockKind, InputKind, Page, Shape
from sluice.text.phrases import Matcher, Phrase, Weight
from sluice.text.words import ends_sentence, is_unspaced, sentences

WORD = re.compile(r"\S+")
# So long may a headline be; and so short is one of Chinese or Japanese, which has no blanks.
MOST_WORDS, MOST_CHARACTERS, FEWEST_WORDS, FEWEST_WIDE = 20, 160, 2, 8
LABEL_CHARACTERS = 60
# So likely must a break be where the headline shall end, and so many words must stand behind it.
LIKELY, FEWEST_BEHIND, PARTICLE = 0.15, 3, 3
DASHES = ("-", "–", "—", "―")
CLOSED_BY = {"«": "»", "»": "«", "“": "”", "”": "”", '"': '"', "„": "“”", "「": "」", "『": "』"}
CLOSED_BY |= {"‘": "’", "'": "'"}
# At the end of what is said stands a mark, within the quotation or behind it.
SAID = re.compile(r"[,.!?…،؟。！？।，、:]|\s*[—–-]\s")
WIDE_SPEECH = re.compile(r"[「『][^」』]{10,}")


def teasers_apart(page: Page, matcher: Matcher) -> dict[int, Sequence[str]]:
    """The parts of each block in which a teaser stands before or behind other sentences."""
    # A short text stays on its line.
    if page.kind is not InputKind.TEXT or (Shape.ONE_LINE not in page.shape and page.blocks[1:]):
        return {}
    cut = {
        n: sentences(block.text)
        for n, block in enumerate(page.blocks)
        if block.kind is BlockKind.PARAGRAPH
    }
    hits = matcher.search([sentence for own in cut.values() for sentence in own]).hits
    found: dict[int, Sequence[str]] = {}
    at = 0
    for n, own in cut.items():
        labels = [_label(hits.get(at + k, ())) for k in range(len(own))]
        at += len(own)
        if any(labels):
            parts = _parts(page.blocks[n].text, own, labels)
            if len(parts) > 1:
                found[n] = parts
    return found


def _label(hits: Sequence[Phrase]) -> Phrase | None:
    sure = (hit for hit in hits if hit.weight is Weight.SURE and hit.place == "start")
    return next((hit for hit in sure if hit.family in LEAD_ON), None)


def _parts(text: str, own: Sequence[str], labels: Sequence[Phrase | None]) -> list[str]:
    cuts, end = [0], 0
    for sentence, label in zip(own, labels, strict=True):
        start = text.index(sentence, end)
        end = start + len(sentence)
        if label:
            cuts += (start, start + _size(sentence, label))
    cuts = sorted({*cuts, len(text)})
    parts = (text[a:b].strip() for a, b in pairwise(cuts))
    return [part for part in parts if part]


def _size(sentence: str, label: Phrase) -> int:
    """How many characters of a sentence are the label and its headline."""
    start = _behind(sentence, label)
    words = list(WORD.finditer(sentence, start))
    closed = ends_sentence(sentence) and not sentence.endswith(("?", "!", "؟", "？", "！"))
    end = len(sentence)
    if closed and words:
        end = _opened(sentence, words) or _likeliest(sentence, words) or end
    is_short = len(WORD.findall(sentence[start:end])) <= MOST_WORDS
    return end if is_short and end - start <= MOST_CHARACTERS else start or end


def _behind(sentence: str, label: Phrase) -> int:
    """Where the label ends."""
    colons = [at for sign in COLONS if 0 <= (at := sentence.find(sign)) < LABEL_CHARACTERS]
    if colons:
        return min(colons) + 1
    size = len(label.phrase.split())
    words = list(WORD.finditer(sentence))
    is_plain = not any(sign in label.phrase for sign in "…~#*|")
    return words[size - 1].end() if is_plain and len(words) > size else 0


def _opened(sentence: str, words: Sequence[re.Match[str]]) -> int:
    """Where speech is opened after a headline; 0 where none is."""
    for n in range(1 if is_unspaced(words[0][0]) else FEWEST_WORDS, len(words)):
        word, at = words[n][0], words[n].start()
        said = word[1:] or (words[n + 1][0] if n + 1 < len(words) else "")
        if words[n - 1][0].endswith(COLONS) or not _begins(said):
            continue
        if word in DASHES or (word[0] in CLOSED_BY and _is_said(sentence[at:])):
            return at
    wide = WIDE_SPEECH.search(sentence, words[0].start() + FEWEST_WIDE)
    return wide.start() if wide else 0


def _begins(word: str) -> bool:
    """Whether a sentence may begin with this word."""
    letter = next((sign for sign in word if sign.isalnum()), "")
    return bool(letter) and not letter.islower()


def _is_said(quotation: str) -> bool:
    """Whether it is speech, not the name of a book: it has marks at its end, or has none yet."""
    ends = [at for sign in CLOSED_BY[quotation[0]] if (at := quotation.find(sign, 1)) > 0]
    if not ends:
        return True
    end = min(ends)
    return bool(SAID.match(quotation, end - 1) or SAID.match(quotation, end + 1))


def _likeliest(sentence: str, words: Sequence[re.Match[str]]) -> int:
    """Where the words make it likeliest that a line ended; 0 where none is likely."""
    found = gaps.probabilities([word[0] for word in words], gaps.weights())
    unspaced = is_unspaced(words[0][0])
    may = range(1, len(words)) if unspaced else range(FEWEST_WORDS, len(words) - FEWEST_BEHIND)
    able = [n for n in may if _may_end(words[n - 1][0], words[n][0])]
    best = max(able, key=lambda n: found[n - 1], default=0)
    return words[best].start() if best and found[best - 1] >= LIKELY else 0


def _may_end(before: str, after: str) -> bool:
    is_particle = len(before) <= PARTICLE and before.islower()
    return _begins(after) and not is_particle and not before.endswith((",", "،", "、"))
