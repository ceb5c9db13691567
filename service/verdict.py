"""What kind of page this is as far as the blocks show, and what to know about the body."""

from service.blocks.words import count_words
from service.model import Document, Judgement, PageVerdict, Step

# A brief has two or three sentences.
BRIEF_WORDS = 60
MOST = 0.8


def page_verdict(document: Document, judgement: Judgement) -> PageVerdict:
    """article, brief or empty, with signals from a closed list (see openapi.yaml)."""
    kept = sum(count_words(block.text) for _, block in judgement.kept())
    removed = sum(count_words(block.text) for _, block, _ in judgement.removed())
    kind = "empty" if not kept else "brief" if kept <= BRIEF_WORDS else "article"
    restored = any(trail and trail[-1].step is Step.GUARD for trail in judgement.trails)
    signals = {
        "characters_replaced": document.replaced_characters > 0,
        "guard_stepped_in": restored,
        "most_words_removed": removed > MOST * (kept + removed),
        "no_prose": not kept,
    }
    return PageVerdict(kind, signals=tuple(name for name, present in signals.items() if present))
