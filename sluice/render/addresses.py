"""Links that can be followed from anywhere: relative addresses resolved against the page's own."""

from urllib.parse import urljoin

ABSOLUTE = ("http://", "https://")


def base_of(url: str | None, declared: str) -> str:
    """The address that a page's links start from; "" where nobody tells (RFC 3986, section 5).

    url: the page's own. declared: as its <base> has it.
    """
    base = absolute(url or "", declared) if declared else ""
    return base if base.startswith(ABSOLUTE) else url or ""


def absolute(base: str, address: str) -> str:
    """The address seen from base; as it stands where it is absolute already, or makes no sense."""
    try:
        found = urljoin(base, address)
    except ValueError:
        return address
    return found if found.startswith(ABSOLUTE) else address
