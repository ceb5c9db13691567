"""Titles as readers see them: without the site's name that pages glue on."""

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from sluice.model import Declared

# Marks that pages put between an article's title and the site's name, blanks around them.
SEPARATOR = re.compile(r"\s+[|–—·•»«\\/:-]+\s+|\s*[|»]\s*")
# And between words of scripts without blanks: "…_晚报", "…-新闻网".
GLUED = re.compile(
    r"(?<=[\u3040-\u9fff\uac00-\ud7a3!?！？)）」』》”])[_－-]{1,2}(?=[\u3040-\u9fff\uac00-\ud7a3A-Z])"
)
# The same where the site's name is known: a colon or dash may then touch the word before it.
NEXT_TO_SITE = re.compile(r"\s+(?:[|–—·•»«\\/∙~]|-{1,2}|::?)\s+|\s*[|»]\s*|\s*[–—]\s+|:\s+")
# "X_Marsh News": between two words.
UNDERSCORE = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
# One of them, with or without blanks.
MARK = re.compile(r"[|–—·•»«\\/:-]")
# What stands in each match of the two. Most titles have none, and each blank is tried in vain.
SIGNS = re.compile(r"[|–—·•»«\\/∙~:-]")
LONGEST_TITLE = 1_000
MOST_SEPARATORS = 10
TITLE_FIELDS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
SITE_TAGS = ("og:site_name", "application-name", "twitter:site", "al:ios:app_name")
# Labels of host names that name no site.
PLAIN_LABELS = frozenset(("www", "co", "com", "org", "net", "ac", "gov", "edu"))
WORD = re.compile(r"\w+")
# What joiners shape: letters from Syriac to Khmer and Mongolian, emoji and their signs.
JOINED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufb50-\ufefc"
JOINED += "\u2640-\u2642\ufe0f\U0001f000-\U0001faff"
# Soft hyphens, zero-width marks, and the sign of a heading's own link; not the joiners without
# which Persian and Hindi words and some emoji are other ones.
UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2060\ufeff]"
    f"|(?<![{JOINED}])[\u200c\u200d]|[\u200c\u200d](?=\\s|$)|\\s*¶\\s*$"
)
FEWEST_LETTERS = 4
# Words of a site's name at the end of a title, at most; a longer end is part of the title.
LONGEST_SITE = 5
ROUNDS = 3


def declared_titles(declared: Declared) -> list[str]:
    """Every title that the head declares, each with and without what may be the site's name."""
    meta = dict(reversed(declared.meta))
    titles = [*(meta[name] for name in TITLE_FIELDS if meta.get(name)), declared.title]
    usable = (title for title in titles if 0 < len(title) <= LONGEST_TITLE)
    return [form for title in usable for form in (title, *_shorter(title))]


def without_site(title: str, site: str | None) -> str:
    """The title without the site's name before or after it."""
    if not site:
        return title
    # A pattern of a site's own is costly to make, and few titles still have the name.
    if not MARK.search(title) or _folded(site) not in _folded(title):
        return title.strip() or title
    name = re.escape(site)
    mark = rf"\s*{MARK.pattern}+\s*"
    bare = re.sub(f"{mark}{name}\\s*$|^\\s*{name}{mark}", "", title, flags=re.I).strip()
    return bare or title


def plain(title: str) -> str:
    """The title on one line, its entities read, without characters that nobody sees."""
    text = html.unescape(title[:LONGEST_TITLE])
    return " ".join((text if text.isascii() else UNSEEN.sub("", text)).split())


def sites_of(declared: Declared, site_name: Any, url: str | None) -> frozenset[str]:
    """The forms of the site's name that the head and the address know, as letters only."""
    if not (declared.meta or declared.canonical or site_name or url):
        return frozenset()
    meta = dict(reversed(declared.meta))
    names = [*(meta.get(tag, "") for tag in SITE_TAGS)]
    names += [site_name] if isinstance(site_name, str) else []
    # Some pages call their app by the article's title.
    title = meta.get("og:title", "")
    if len(title.split()) > LONGEST_SITE:
        names = [name for name in names if name != title]
    host = _host(url or declared.canonical or meta.get("og:url", ""))
    labels = [label for label in host.split(".")[:-1] if label not in PLAIN_LABELS]
    names += [host, host.removeprefix("www."), *(label for label in labels if len(label) > 2)]
    return frozenset(filter(None, map(letters_of, names)))


def next_to_site(title: str) -> Iterator[re.Match[str]]:
    """The marks that may stand next to a site's name that is known."""
    return NEXT_TO_SITE.finditer(title) if SIGNS.search(title) else iter(())


def title_ends(title: str) -> list[tuple[str, str]]:
    """Each end of the title up to a mark, where a site's name may stand, and the rest of it."""
    marks = _ends_marks(title)
    if not marks:
        return []
    first, last = marks[0], marks[-1]
    before = (title[: first.start()].strip(), title[first.end() :].strip())
    return [before, (title[last.end() :].strip(), title[: last.start()].strip())]


def _ends_marks(title: str) -> list[re.Match[str]]:
    marks = list(islice(next_to_site(title), MOST_SEPARATORS))
    return marks or list(islice(UNDERSCORE.finditer(title), MOST_SEPARATORS))


def _separators(title: str) -> Iterator[re.Match[str]]:
    return SEPARATOR.finditer(title) if SIGNS.search(title) else iter(())


def _glued(title: str) -> Iterator[re.Match[str]]:
    return iter(()) if title.isascii() else islice(GLUED.finditer(title), MOST_SEPARATORS)


def is_site(text: str, sites: frozenset[str]) -> bool:
    """Whether a piece of a title is the site's name, or a longer or shorter form of it."""
    letters = letters_of(text)
    return bool(letters) and any(
        letters == site or _is_form(*sorted((letters, site), key=len)) for site in sites
    )


def sites_named(site: str | None) -> frozenset[str]:
    """The form of one name, as sites_of gives those of a page."""
    return frozenset(filter(None, (letters_of(site or ""),)))


def is_named_like(text: str, sites: frozenset[str]) -> bool:
    """Whether a text is the site's name, letter by letter."""
    return letters_of(text) in sites


def bare_title(title: str, sites: frozenset[str], prefix_marks: str) -> str:
    """The title without the site's name at its ends; before it, with one of these marks only."""
    for _ in range(ROUNDS):
        marks = _ends_marks(title)
        if not marks:
            return title
        first, last = marks[0], marks[-1]
        if is_site(title[last.end() :], sites):
            title = title[: last.start()].strip() or title
        elif first.group().strip() in prefix_marks and is_site(title[: first.start()], sites):
            title = title[first.end() :].strip() or title
        else:
            return title
    return title


def without_last_part(title: str) -> str:
    """A head's title without its last part, where that is short enough for a site's name."""
    # A hyphen without blanks may stand between two halves of a title.
    glued = (mark for mark in _glued(title) if "_" in mark.group())
    marks = list(islice(_separators(title), MOST_SEPARATORS)) or list(glued)
    if not marks:
        return title
    before, after = title[: marks[-1].start()].strip(), title[marks[-1].end() :]
    is_short = len(after.split()) <= LONGEST_SITE and len(after) <= len(before)
    return before if is_short and before else title


def _is_form(short: str, long: str) -> bool:
    return len(short) >= FEWEST_LETTERS and len(short) > len(long) / 2 and long.startswith(short)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _folded(text: str) -> str:
    """Equal for all texts that `re.I` takes for one another: it has one i for "iİı"."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def letters_of(text: str) -> str:
    """The text's letters and figures, folded."""
    return "".join(WORD.findall(text.casefold()))


def parts(title: str) -> list[str]:
    """The title between its marks, and what stands before and after each; the longest first."""
    found = [*islice(_separators(title), MOST_SEPARATORS), *_glued(title)]
    marks = sorted(found, key=lambda mark: mark.start())
    starts, ends = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(title)]
    between = (title[start:end] for start, end in zip(starts, ends, strict=True))
    beside = (part for mark in marks for part in (title[: mark.start()], title[mark.end() :]))
    return sorted({*between, *beside}, key=len, reverse=True) if marks else []


def _shorter(title: str) -> Iterator[str]:
    for mark in islice(_separators(title), MOST_SEPARATORS):
        yield title[: mark.start()]
        yield title[mark.end() :]
