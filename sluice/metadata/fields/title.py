"""The title among what h1, JSON-LD, meta tags and head call so: the one that most of them back.

Headlines that are read and headlines for search engines differ on many pages; on articles the h1
counts most, on pages of services, whose h1 is often a slogan, the head's title does.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from sluice.metadata.fields.site import LONGEST_BEHIND, is_line, words_of
from sluice.metadata.sources import headline_lines
from sluice.metadata.values import line
from sluice.model import BlockKind, Declared, Judgement, Page
from sluice.text.titles import (
    bare_title,
    is_site,
    next_to_site,
    parts,
    plain,
    title_ends,
    without_last_part,
)

# How much each source's word counts; figures in docs/decisions/metadata.md.
WITH_HEADLINE = {"headline": 2.3, "json-ld": 1.0, "meta tags": 1.0, "head": 0.8, "page": 0.6}
# An h1 with a byline and a day below it is no slogan, though the head repeats none of its words.
SIGNED = WITH_HEADLINE | {"headline": 3.0}
ELSEWHERE = {"headline": 0.3, "json-ld": 0.7, "meta tags": 0.8, "head": 0.8, "page": 0.6}
SECOND_H1 = 0.3
LOWER_HEADING = 1.6
# A headline in one of these is the site's name or a prompt's.
NO_PLACE = frozenset("logo brand <footer> <nav> <aside> modal popup dialog cookie consent".split())
MOST_H1 = 4
# A headline that is no h1 stands so near above the body.
ABOVE_BODY = 8
# An article has a paragraph among its first blocks.
OPENING_BLOCKS, PROSE = 3, 150
WORD = re.compile(r"\w+")
# How much of a source's weight a title has that is nearly the same, or has most of its words.
ALIKE_WITH_HEADLINE, ALIKE_ELSEWHERE = (0.8, 0.5), (0.1, 0.2)
LONG_ENOUGH = 12
# A line with as much is no menu's.
SHORTEST_LINE, MOST_LINES = 12, 3_000
# From here on scripts are without blanks or with fewer.
UNSPACED = "\u0e00"
# "Printed version: The mill opens": what stands before a line of the page.
COLON = ": "
# What may stand between a site's name and a title behind it.
ANY_MARK = ":|»·•_-–—"
BAR, SHORT_BEFORE = " | ", 3
# How much it counts that a title has the address's words, and the address the title's.
IN_ADDRESS = 0.8
LONGEST_SLUG = 300
# A headline has more words than these; what stands before it, as a section's name, may have fewer.
FEWEST_WORDS = 3
HEADLINED_TAGS = frozenset(
    ("article:published_time", "parsely-pub-date", "citation_title", "dc.date", "datepublished")
)
HEADLINED = re.compile(r"""["'](?:\w{0,20}Article|BlogPosting|Product(?:Group)?)["']""")

# One of these stands in each of them.
HEADLINED_WORDS = tuple(
    f"{word}{mark}"
    for word in ("Article", "BlogPosting", "Product", "ProductGroup")
    for mark in "\"'"
)


class Claim(NamedTuple):
    """A title, who claims it, its words, and how much that source counts."""

    title: str
    source: str
    words: str
    weight: float


def title_of(
    judgement: Judgement, stated: dict[str, dict[str, Any]], sites: frozenset[str]
) -> tuple[str, str] | None:
    """The title without the site's name, and the source that states it; None without any."""
    declared = judgement.page.declared
    if has_headline(declared):
        best = _elected(judgement, stated, sites, WITH_HEADLINE)
    else:
        best = _elected(judgement, stated, sites, ELSEWHERE)
        if best and best.source != "headline" and _is_signed(judgement.page, sites):
            best = _elected(judgement, stated, sites, SIGNED)
    return (best.title, best.source) if best else None


def _elected(
    judgement: Judgement,
    stated: dict[str, dict[str, Any]],
    sites: frozenset[str],
    weights: dict[str, float],
) -> Claim | None:
    page, declared = judgement.page, judgement.page.declared
    claims = list(_claims(declared, stated, sites, weights))
    has_h1 = any(claim.source == "headline" for claim in claims)
    is_plain = all(claim.source == "head" for claim in claims)
    if is_plain and (heading := heading_above(judgement)):
        claims.insert(0, Claim(heading, "headline", words_of(heading), LOWER_HEADING))
    if not claims:
        return None
    alike = ALIKE_ELSEWHERE if weights is ELSEWHERE else ALIKE_WITH_HEADLINE
    slug = _slug(declared)
    worths: dict[tuple[str, bool], float] = {}
    for claim in claims:
        # Most sources say the same words.
        told = (claim.words, claim.source == "headline")
        if told not in worths:
            worths[told] = _backing(claim, claims, alike) + _in_address(claim, slug)
    best = max(claims, key=lambda claim: worths[claim.words, claim.source == "headline"])
    best = _without_kicker(best, claims)
    best = _spaced(_without_bar(_without_tail(best, claims), claims), claims)
    return _not_of_site(best, page) if has_h1 else _shown(best, page, sites)


def _is_signed(page: Page, sites: frozenset[str]) -> bool:
    """Whether lines at the first h1 name an author and a day, as those at a slogan do not.

    Of a short h1, as a section's name, the lines may be another story's.
    """
    shown = headlines(page.declared, sites)[:1]
    if not shown or (len(words_of(shown[0]).split()) <= FEWEST_WORDS and shown[0] < UNSPACED):
        return False
    told = headline_lines.read(page, shown, page.declared.language)
    return "authors" in told and not told.keys().isdisjoint(("date_published", "date_modified"))


def has_headline(declared: Declared) -> bool:
    """Whether the page's head calls it an article or a product: its h1 is then no slogan."""
    named = any(
        name in HEADLINED_TAGS
        or (name == "og:type" and re.search("article|product", content.lower()))
        for name, content in declared.meta
    )
    return named or any(
        HEADLINED.search(script)
        for script in declared.json_ld
        if any(word in script for word in HEADLINED_WORDS)
    )


def _claims(
    declared: Declared,
    stated: dict[str, dict[str, Any]],
    sites: frozenset[str],
    weights: dict[str, float],
) -> Iterator[Claim]:
    prefixes = "|»" if weights is ELSEWHERE else ":|»-–—"
    for number, text in enumerate(headlines(declared, sites)):
        weight = weights["headline"] * (SECOND_H1 if number else 1)
        yield Claim(text, "headline", words_of(text), weight)
    for source in ("json-ld", "meta tags", "head", "page"):
        title = plain(line(stated.get(source, {}).get("title")) or "")
        short = bare_title(title, sites, prefixes)
        # The head's own title has the site's name, known or not.
        if short == title and (source == "head"):
            short = without_last_part(title)
        if short and words_of(short) and not is_site(short, sites):
            yield Claim(short, source, words_of(short), weights[source])


def headlines(declared: Declared, sites: frozenset[str]) -> list[str]:
    """The page's h1s that are neither the site's name nor in a place for other things."""
    texts = (
        plain(mark.text)
        for mark in declared.marks
        if mark.tag == "h1" and not NO_PLACE & (mark.around | mark.hints)
    )
    usable = (text for text in texts if words_of(text) and not is_site(text, sites))
    return list(dict.fromkeys(usable))[:MOST_H1]


def heading_above(judgement: Judgement) -> str | None:
    """The lower heading next above the body, where a page has no h1."""
    blocks = judgement.page.blocks
    beginning = judgement.body[:OPENING_BLOCKS]
    prose = next((place for place in beginning if len(blocks[place].text) >= PROSE), 0)
    for block in reversed(blocks[max(0, prose - ABOVE_BODY) : prose]):
        if block.kind is BlockKind.HEADING and not NO_PLACE & judgement.page.names(block):
            title = plain(block.text)
            return title if len(words_of(title).split()) > FEWEST_WORDS else None
    return None


def _without_kicker(best: Claim, claims: list[Claim]) -> Claim:
    """The title as another source has it without the words in front, as a section's name."""
    bare = [
        claim
        for claim in claims
        if len(claim.words.split()) > FEWEST_WORDS and best.words.endswith(" " + claim.words)
    ]
    # What most sources say in front is the title's own: "'Ends the debate': mill may open".
    whole = sum(claim.weight for claim in claims if claim.words == best.words)
    if whole - WITH_HEADLINE["headline"] > sum(claim.weight for claim in bare):
        return best
    return max(bare, key=lambda claim: claim.weight, default=best)


def _without_tail(best: Claim, claims: list[Claim]) -> Claim:
    """The h1 alone, where the title is the h1, a mark, and something about the site."""
    starts = {words_of(best.title[: mark.start()]) for mark in next_to_site(best.title)}
    heads = [claim for claim in claims if claim.source == "headline"]
    if best.source != "headline":
        # What a head adds to a whole headline is about the site too.
        starts |= {
            claim.words
            for claim in heads
            if len(claim.words.split()) > FEWEST_WORDS and best.words.startswith(claim.words + " ")
        }
    return next((claim for claim in heads if claim.words in starts), best)


def _without_bar(best: Claim, claims: list[Claim]) -> Claim:
    """The title up to its bar, where readers see no h1 with it: behind it stands something else.

    A short piece before it is a section's name or a name of a series, and stays.
    """
    title, bar, behind = best.title.partition(BAR)
    if not bar or len(title) * SHORT_BEFORE < len(behind):
        return best
    if any(claim.source == "headline" and claim.words == best.words for claim in claims):
        return best
    return best._replace(title=title.strip(), words=words_of(title))


def _not_of_site(best: Claim, page: Page) -> Claim:
    """What the head has before the h1, where it is a line below: the h1 is the site's name then.

    A kicker or a series stands above the headline, as a forum's or a sidebar's name does too.
    """
    title = plain(page.declared.title)
    before, behind = next(iter(title_ends(title)[1:]), ("", ""))[::-1]
    words = words_of(before)
    is_short = len(best.words.split()) <= FEWEST_WORDS < len(words.split())
    if words_of(behind) != best.words or not is_short:
        return best
    texts = (block.text for block in page.blocks[:MOST_LINES])
    near = [
        own
        for text in texts
        if (own := words_of(text[: len(title)])).startswith((words, best.words))
    ]
    is_above = bool(near) and near[0] == best.words
    if is_above and any(own.startswith(words) for own in near[1:]):
        return best._replace(title=before, words=words, source="head")
    return best


def _shown(best: Claim, page: Page, sites: frozenset[str]) -> Claim:
    """The part of the title that is a line of a page without an h1; the title where none is."""
    bare = bare_title(best.title, sites, ANY_MARK)
    forms = {
        words: part
        for part in dict.fromkeys((bare, *parts(best.title), best.title.partition(COLON)[2]))
        if len(words := words_of(part)) >= SHORTEST_LINE
        and (len(words.split()) > FEWEST_WORDS or words >= UNSPACED)
    }
    if not forms:
        return best
    longest = len(best.title) + LONGEST_BEHIND
    texts = (b.text for b in page.blocks[:MOST_LINES] if len(b.text) <= 2 * longest)
    lines = [words_of(line) for text in texts for line in text.split("\n")]
    shown = next((words for words in forms if _stands(words, lines)), None)
    if shown is None or _stands(best.words, lines):
        return best
    return best._replace(title=forms[shown].strip(), words=shown)


def _stands(words: str, lines: list[str]) -> bool:
    return any(is_line(words, line) for line in lines)


def _spaced(best: Claim, claims: list[Claim]) -> Claim:
    """The title as another source has it where an h1's lines ran into each other."""
    letters = best.words.replace(" ", "")
    same = [claim for claim in claims if claim.words.replace(" ", "") == letters]
    return max([best, *same], key=lambda claim: claim.words.count(" "))


def _backing(claim: Claim, claims: list[Claim], alike: tuple[float, float]) -> float:
    """The weight of all sources that call the page so, or nearly so."""
    by_source: dict[str, float] = {}
    for other in claims:
        backed = other.weight * _likeness(claim.words, other.words, alike)
        by_source[other.source] = max(by_source.get(other.source, 0), backed)
    total = sum(by_source.values())
    return total + _echo(claim, claims) if claim.source == "headline" else total


def _likeness(one: str, other: str, alike: tuple[float, float]) -> float:
    near, akin = alike
    if one == other:
        return 1
    short, long = sorted((one, other), key=len)
    is_long = len(short) > LONG_ENOUGH and len(short) > 0.6 * len(long)
    if is_long and (long.startswith(short) or long.endswith(short)):
        return near
    first, second = set(one.split()), set(other.split())
    return akin if len(first & second) >= 0.6 * len(first | second) else 0


def _slug(declared: Declared) -> frozenset[str]:
    """The words of the longest part of the page's own address; none of a single word."""
    own = declared.canonical or dict(reversed(declared.meta)).get("og:url", "")
    try:
        parts = urlsplit(own).path.split("/")
    except ValueError:
        return frozenset()
    longest = unquote(max(parts, key=len)).replace("_", " ")
    words = WORD.findall(longest.casefold()[:LONGEST_SLUG])
    return frozenset(word for word in words if not word.isdigit() and len(words) > 1)


def _in_address(claim: Claim, slug: frozenset[str]) -> float:
    """How many words a title and the page's address share, 0 to 1.6."""
    words = set(claim.words.split())
    same = len(words & slug)
    return IN_ADDRESS * (same / len(words) + same / len(slug)) if same else 0


def _echo(headline: Claim, claims: list[Claim]) -> float:
    """How many of an h1's words the head's titles repeat, -0.6 to 0.6: a slogan is said once."""
    words = set(headline.words.split())
    shares = [
        len(words & other) / min(len(words), len(other))
        for claim in claims
        if claim.source != "headline" and (other := set(claim.words.split()))
    ]
    return 1.2 * (max(shares) - 0.5) if shares else 0
