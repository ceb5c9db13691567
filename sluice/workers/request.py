"""A posted page, its type and the options asked for, as a Source and Options."""

from sluice.errors import Problem, Refused
from sluice.formats.item import JSON
from sluice.formats.json_codec import decode_object
from sluice.formats.warc import RECORD
from sluice.formats.warc_record import page_in
from sluice.intake.inflate import inflate
from sluice.model import InputKind, Source
from sluice.options import Options, options_from
from sluice.workers.job import Job

KINDS = {
    "text/html": InputKind.HTML,
    "application/xhtml+xml": InputKind.HTML,
    "text/plain": InputKind.TEXT,
    "text/markdown": InputKind.TEXT,
    # What HTTP clients send when nobody told them what it is: the content decides.
    "": None,
    "application/octet-stream": None,
    "application/x-www-form-urlencoded": None,
}
PAGE_FIELDS = ("html", "text")
# Of a body, where nobody asks for another number.
MOST_BYTES = 16 * 1024 * 1024


def read_job(job: Job, most_bytes: int = MOST_BYTES) -> tuple[Source, Options]:
    """The posted page, and the options of query and JSON together; the query's word counts.

    most_bytes: of its body after decompression.

    Raises Refused: unsupported-encoding, malformed-body, body-too-large, unsupported-media-type,
    empty-body, malformed-json, invalid-option.
    """
    if job.media_type == RECORD:
        job = page_in(job)
    body = inflate(job.body, job.coding, most_bytes)
    asked = _once(job.query)
    if job.media_type == JSON:
        return _from_json(body, asked)
    if job.media_type not in KINDS:
        detail = "This Content-Type is not one of those known here."
        raise Refused(Problem.UNSUPPORTED_MEDIA_TYPE, detail)
    options = options_from(asked)
    return _source(body, KINDS[job.media_type], options, job.charset), options


def options_of(query: dict[str, list[str]]) -> Options:
    """The options that a query names. Raises Refused, invalid-option."""
    return options_from(_once(query))


def _once(query: dict[str, list[str]]) -> dict[str, str]:
    for name, values in query.items():
        if len(values) > 1:
            raise Refused(Problem.INVALID_OPTION, f"{name[:40]!r} is given more than once.")
    return {name: values[0] for name, values in query.items()}


def _from_json(body: bytes, asked: dict[str, str]) -> tuple[Source, Options]:
    fields = decode_object(body)
    page = {kind: text for kind in PAGE_FIELDS if (text := fields.pop(kind, None)) is not None}
    if not page and isinstance(fields.get("url"), str):
        raise Refused(Problem.URL_ALONE, 'It has a "url" and neither "html" nor "text".')
    if len(page) != 1 or not all(isinstance(text, str) for text in page.values()):
        raise Refused(Problem.MALFORMED_JSON, 'It needs one of "html" and "text", as a string.')
    options = options_from(fields | asked)
    ((kind, text),) = page.items()
    return _source(text, InputKind(kind), options, None), options


def _source(
    content: bytes | str, kind: InputKind | None, options: Options, charset: str | None
) -> Source:
    told = (options.url, options.language, options.crawled_at, options.comments)
    return Source(content, kind, charset, *told)
