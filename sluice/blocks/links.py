"""Links within a block's text, told by characters without blanks, which no step changes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from urllib.parse import quote

from sluice.model import Link

# What a reader can follow; "javascript:" and "data:" run code, a fragment stays on the page.
FOLLOWED = re.compile(r"(?:https?|mailto):|[/.?]|[^#:/?]{1,200}(?:$|[/?#])", re.I)
LONGEST = 2_000
# What the URL standard takes out of an address, and what nobody means between a scheme and a host.
TAKEN_OUT = re.compile(r"[\t\n\r]")
BEHIND_SCHEME = re.compile(r"^(https?:/*|mailto:)\s+", re.I)
BLANK = re.compile(r"\s")
# Most addresses start with one of these.
PLAINLY_FOLLOWED = frozenset("/.?")


def ink(text: str) -> int:
    """How many characters of the text are no blanks."""
    return len("".join(text.split()))


def address(href: str | None) -> str:
    """The address as the URL standard reads it, blanks encoded; empty where it leads nowhere."""
    bare = (href or "").strip()
    if len(bare.split(maxsplit=1)) > 1:
        bare = BEHIND_SCHEME.sub(r"\1", TAKEN_OUT.sub("", bare))
        bare = BLANK.sub(_encoded, bare)
    if bare[:1] in PLAINLY_FOLLOWED and len(bare) <= LONGEST:
        return bare
    return bare if len(bare) <= LONGEST and FOLLOWED.match(bare) else ""


def _encoded(blank: re.Match[str]) -> str:
    return quote(blank[0])


def of_parts(links: Sequence[Link], texts: Sequence[str]) -> Iterator[tuple[Link, ...]]:
    """The links of each text, where `links` are those of all texts in a row."""
    ends = list(accumulate(map(ink, texts)))
    starts = [0, *ends[:-1]]
    found: list[list[Link]] = [[] for _ in texts]
    for link in links:
        # Each link is laid on the texts that it touches, so that many of both cost no product.
        for n in range(bisect_right(ends, link.start), bisect_left(starts, link.end)):
            start = max(link.start, starts[n])
            end = min(link.end, ends[n])
            found[n].append(Link(start - starts[n], end - starts[n], link.href))
    return map(tuple, found)


def moved(links: Sequence[Link], by: int) -> Iterator[Link]:
    """The same links, further on in a longer text."""
    return (Link(link.start + by, link.end + by, link.href) for link in links)


def pieces(text: str, links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """The text cut at its links: (words, address), the address empty outside of links."""
    places = [i for i, character in enumerate(text) if not character.isspace()] if links else []
    done = 0
    for link in links:
        if done < len(text) and link.start < link.end <= len(places):
            start, end = places[link.start], places[link.end - 1] + 1
            if start >= done:
                yield text[done:start], ""
                yield text[start:end], link.href
                done = end
    yield text[done:], ""
