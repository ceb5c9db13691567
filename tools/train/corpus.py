"""Pages with their gold, as the development corpora lie on disk.

A corpus is a folder with gold.jsonl.gz, one JSON record a page (id, url, type, body, with,
without), and pages/<id>.html.gz. `body` is the article's text; where there is none, `with` and
`without` are snippets that must stay and must go. docs/training.md names the corpora.
"""

import gzip
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

FOLDS = 5
# Of these the pages are used and nothing of what others have said of them: their licences are
# copyleft, for research alone, or not stated.
BARE = (
    *("daniel-dev", "dragnet-dev", "cleaneval-dev", "l3s-dev", "crw-dev", "cnnews-dev"),
    *("hand-dev", "omnivore-dev", "plforums-dev"),
)
UNKNOWN = {"type": "", "body": "", "with": (), "without": ()}


@dataclass(frozen=True)
class GoldPage:
    """One page and what is known of it."""

    corpus: str
    id: str
    url: str
    type: str
    html: bytes
    body: str
    stays: tuple[str, ...]
    goes: tuple[str, ...]

    @property
    def fold(self) -> int:
        """Pages of one site are in one fold, so that no site is in training and in test."""
        return _fold(self.site)

    @property
    def site(self) -> str:
        """The registered domain, as far as its labels tell."""
        return _site(self.url, self.id)


def fold_of(record: dict) -> int:
    """The fold of one record's page."""
    return _fold(_site(record["url"] or "", record["id"]))


def _fold(site: str) -> int:
    return zlib.crc32(site.encode()) % FOLDS


def _site(url: str, own: str) -> str:
    # Where no address is known, the id is the site's name and a date.
    host = urlsplit(url).hostname or own.rstrip("_0123456789")
    labels = host.split(".")
    # "news.example.co.uk" and "example.co.uk" are one site, and so are a.example.com and b.
    short_ending = len(labels[-1]) == 2 and len(labels) > 2
    return ".".join(labels[-3 if short_ending else -2 :])


def records(folder: Path) -> list[dict[str, object]]:
    """The records of a corpus in the order of its file."""
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read(folder: Path, record: dict) -> GoldPage:
    """The page of one record; of BARE ones nothing but the page."""
    record = record | UNKNOWN if folder.name in BARE else record
    html = gzip.decompress((folder / "pages" / f"{record['id']}.html.gz").read_bytes())
    return GoldPage(
        folder.name,
        record["id"],
        record["url"] or "",
        record["type"] or "article",
        html,
        record["body"] or "",
        tuple(record["with"] or ()),
        tuple(record["without"] or ()),
    )
