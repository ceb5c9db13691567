"""Web archives for tests, written by hand: what they hold is in sight, and so is what is wrong."""

import gzip

HTML = "<!doctype html><title>Mill</title><p>The mill on the river was opened again on Monday.</p>"
BODY = "The mill on the river was opened again on Monday."


def http(body: bytes | str = HTML, content_type: str = "text/html", *headers: str) -> bytes:
    rows = ["HTTP/1.1 200 OK", f"Content-Type: {content_type}", *headers]
    content = body.encode() if isinstance(body, str) else body
    return "\r\n".join(rows).encode() + b"\r\n\r\n" + content


def record(block: bytes, name: str = "1", kind: str = "response", **fields: str) -> bytes:
    types = {"response": "application/http; msgtype=response", "conversion": "text/plain"}
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Target-URI": f"https://example.org/{name}",
        "WARC-Date": "2024-11-12T10:00:00Z",
        "Content-Type": types.get(kind, "application/warc-fields"),
        "Content-Length": str(len(block)),
    }
    head |= {key.replace("_", "-"): value for key, value in fields.items()}
    rows = [f"{key}: {value}" for key, value in head.items()]
    return "\r\n".join(["WARC/1.0", *rows]).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def archive(*records: bytes) -> bytes:
    return b"".join(records)


def packed(*records: bytes) -> bytes:
    """Each record gzipped by itself, as crawlers do."""
    return b"".join(map(gzip.compress, records))
