"""Shortcodes of WordPress and its builders that stand in the page as they were written.

They go; a caption between two of them goes as a caption, and the sentences between others stay.
"""

import re
from collections.abc import Iterator, Sequence

from sluice.judge.facts import RAW
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind
from sluice.reasons import Reason

# [name attribute="value"] with nothing else on the line.
TAG = r"\[/?[a-z][a-z0-9_-]{2,40}(?:\s[^\[\]]{0,400})?/?\]"
SHORTCODE = re.compile(rf"(?:{TAG}\s*)+", re.I)
SIGN = re.compile(r"\[/|[\w-]=[\"'“”„″&]|[a-z][_-][a-z]", re.I)
# At a line's end an author's own brackets may have a hyphen.
END_TAG = re.compile(TAG, re.I)
END_SIGN = re.compile(r"\[/|[\w-]=[\"'“”„″&]|\[[a-z]+_[a-z]", re.I)
CAPTION = re.compile(r"\[caption\s[^\[\]]{0,400}=[^\[\]]{0,400}\]", re.I)
CAPTION_END = "[/caption]"
CAPTION_LINES, CAPTION_WORDS, LONGEST_CAPTION = 4, 60, 800
# What has an address between its tags, or nothing.
MEDIA = re.compile(
    r"\[(embed|video|audio|youtube|vimeo|tweet|instagram|gallery|playlist|soundcloud|iframe)"
    r"(?:\s[^\[\]]{0,400})?\](?:\s*[^\s\[\]]{0,300}\s*\[/\1\])?",
    re.I,
)
PLACEHOLDER = re.compile(r"\{\{[^{}]{1,200}\}\}|<%[^%]{1,200}%>|%[A-Z_]{3,40}%")
MOST_TAGS = 12


def raw_shortcode(state: PageState) -> Iterator[Finding]:
    """A shortcode or template mark that the publishing system did not replace."""
    for i in state.signed(RAW):
        block = state.blocks[i]
        if block.kind is BlockKind.CODE:
            continue
        is_code = SHORTCODE.fullmatch(block.text) and SIGN.search(block.text)
        if is_code or PLACEHOLDER.fullmatch(block.text) or MEDIA.fullmatch(block.text):
            yield drop(i, Reason.CMS_ERROR, "raw-shortcode")


def captioned(state: PageState) -> Iterator[Finding]:
    """A picture's caption in a shortcode that was not replaced, on one line or over a few."""
    for i in state.signed(RAW):
        last = _end_of_caption(state, i)
        if last >= i and sum(own.words for own in state.facts[i : last + 1]) <= CAPTION_WORDS:
            yield from (drop(n, Reason.IMAGE_CAPTION, "shortcode") for n in range(i, last + 1))


def _end_of_caption(state: PageState, i: int) -> int:
    """Where the caption that begins here is closed; -1 where none begins or it has no words."""
    block = state.blocks[i]
    opening = CAPTION.match(block.text) if block.kind is not BlockKind.CODE else None
    if opening is None:
        return -1
    for n, below in enumerate(state.blocks[i : i + CAPTION_LINES], start=i):
        if below.text.endswith(CAPTION_END):
            return n
    return i if opening.end() < len(block.text) else -1


def tags_apart(text: str) -> Sequence[str]:
    """The shortcodes at a line's ends, each end's together, and the words between them."""
    if MEDIA.fullmatch(text):
        return [text]
    start = _past_caption(text) if CAPTION.match(text) else _past_tags(text)
    end = _before_tags(text, start)
    parts = (text[:start].strip(), text[start:end].strip(), text[end:].strip())
    return [part for part in parts if part] if parts[1] else [text]


def _past_caption(text: str) -> int:
    """Where the words begin behind a caption; one that is not closed is all of the line."""
    end = text.find(CAPTION_END, 0, LONGEST_CAPTION)
    return end + len(CAPTION_END) if end >= 0 else len(text)


def _past_tags(text: str) -> int:
    """Where the words begin behind shortcodes that tell themselves from an author's brackets."""
    at = 0
    for _ in range(MOST_TAGS):
        tag = END_TAG.match(text, at)
        if tag is None or not END_SIGN.search(tag[0]) or MEDIA.match(tag[0]):
            break
        at = tag.end()
        while at < len(text) and text[at].isspace():
            at += 1
    return at


def _before_tags(text: str, start: int) -> int:
    """Where the words end before the tags that close a shortcode."""
    end = len(text)
    for _ in range(MOST_TAGS):
        at = text.rfind("[/", start, end)
        tag = END_TAG.fullmatch(text, at, end) if at >= 0 else None
        if tag is None:
            break
        end = at
        while end > start and text[end - 1].isspace():
            end -= 1
    return end
