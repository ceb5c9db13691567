"""One record of a web archive as the page that was served."""

from typing import Literal

from fastwarc.warc import WarcRecord, WarcRecordType

from sluice.errors import Problem, Refused
from sluice.workers.job import Job

GZIP = b"\x1f\x8b"


def page_in(job: Job) -> Job:
    """The page in this record, as if it had been posted. Raises Refused, malformed-body."""
    try:
        return _page(job, "transfer")
    except OSError:
        pass
    try:
        # Some crawlers store a body without its chunks, and the header that announces them.
        return _page(job, "none")
    except OSError:
        detail = "The record's HTTP message cannot be read."
        raise Refused(Problem.MALFORMED_BODY, detail) from None


def _page(job: Job, decoding: Literal["transfer", "none"]) -> Job:
    record = WarcRecord.from_bytes(job.body)
    if record.record_type in (WarcRecordType.conversion, WarcRecordType.resource):
        return Job(record.reader.read(), "text/plain", "utf-8", query=job.query)
    record.parse_http(auto_decode=decoding, quirks_mode=True)
    body = record.reader.read()
    headers = record.http_headers
    coding = (headers.get("Content-Encoding") if headers else None) or ""
    if "gzip" in coding.lower() and not body.startswith(GZIP):
        coding = ""
    charset = (record.http_charset or "").strip("\"' ") or None
    return Job(body, (record.http_content_type or "").lower(), charset, coding, job.query)
