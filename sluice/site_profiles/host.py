"""Which site a page is of: the host of its address."""

import contextlib
import re
from urllib.parse import urlsplit

# RFC 1035: no name in the DNS is longer.
LONGEST = 253
# Names, and the addresses that stand in their place.
NAME = re.compile(r"[a-z0-9_.:-]+")


def host_of(url: str | None) -> str | None:
    """The host in lower case, as the DNS writes it, without "www."; None where none is stated."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return normal(host)


def normal(host: str) -> str | None:
    """The name of a host in the one form that is learned and looked up, or None."""
    name = host.strip().lower().strip(".")
    if not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("idna").decode("ascii")
    name = name.removeprefix("www.")
    return name if len(name) <= LONGEST and NAME.fullmatch(name) else None
