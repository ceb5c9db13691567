"""The article that a page holds for programs alone: the articleBody of its JSON-LD."""

from dataclasses import replace

from sluice.blocks.from_html import page_from_html
from sluice.features.measures import measure
from sluice.metadata.sources.json_ld import body_of
from sluice.model import Block, Decision, Judgement, Page, Step
from sluice.pagetype.reading import Reading, reading_of
from sluice.reasons import Reason
from sluice.text.words import count_words

# A shorter one is a summary or a sample.
FEWEST_WORDS = 25
# What the page shows beside it is so much less: a notice, a spinner's word.
SHARE = 4
MOST_SHOWN = 60
# So many characters of its beginning tell whether the page shows it.
BEGINNING = 40
MOST_PARAGRAPHS = 2_000
KEPT = Decision(Step.PAGE, "page/json-ld-body")
BESIDE = Decision(Step.PAGE, "not_content/beside-json-ld-body", Reason.NOT_CONTENT)


def with_only_copy(reading: Reading) -> Reading:
    """The page with the article of its JSON-LD below it, where there is no other copy."""
    if reading.kept_words > MOST_SHOWN or not _may_hold(reading):
        return reading
    body = body_of(reading.declared)
    words = count_words(body)
    if words < max(FEWEST_WORDS, SHARE * reading.kept_words) or _is_shown(reading, body):
        return reading
    return _added(reading, _paragraphs(body))


def _may_hold(reading: Reading) -> bool:
    return any("articleBody" in script for script in reading.declared.json_ld)


def _is_shown(reading: Reading, body: str) -> bool:
    beginning = _letters(body[: 4 * BEGINNING])[:BEGINNING]
    return any(beginning in _letters(block.text[:2_000]) for block in reading.blocks)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _paragraphs(body: str) -> list[Block]:
    if "<" in body and ">" in body:
        texts = [block.text for block in page_from_html(body).blocks]
    else:
        texts = [" ".join(line.split()) for line in body.splitlines()]
    return [Block(text) for text in texts if text][:MOST_PARAGRAPHS]


def _added(reading: Reading, paragraphs: list[Block]) -> Reading:
    """The page with these blocks below its own, and none of its own kept."""
    old: Judgement = reading.judgement
    trails = list(old.trails)
    for i in reading.kept:
        trails[i] += (BESIDE,)
    page: Page = replace(old.page, blocks=(*old.page.blocks, *paragraphs))
    measures = measure([block.text for block in page.blocks])
    return reading_of(Judgement(page, (*trails, *[(KEPT,)] * len(paragraphs)), measures))
