"""POST /v1/clean/batch: many pages in one request, answered while more are arriving."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from flask import Blueprint, Response, current_app, g

from service.settings import settings
from service.web import metrics
from service.web.batch_pipeline import Batch
from service.web.body import arriving
from service.web.connection import Connection, Nobody, connection, hang_up
from service.web.routes import job_of
from sluice.errors import Problem, Refused
from sluice.formats.item import Item
from sluice.formats.ndjson import line_items
from sluice.formats.warc import WARC, archive_items
from sluice.intake.inflate import inflated
from sluice.workers.job import Job
from sluice.workers.request import options_of

blueprint = Blueprint("batch", __name__)
NDJSON = "application/x-ndjson"
READERS = {NDJSON: line_items, "application/ndjson": line_items, WARC: archive_items}
OWN = ("id", "url")


@blueprint.post("/v1/clean/batch")
def clean_batch() -> Response:
    """Clean each page that is posted."""
    told = g._get_current_object()
    try:
        items = _items(job_of(b""), told)
    except BaseException:
        hang_up()
        raise
    batch = Batch(current_app.extensions["engine"], items, told)
    return Response(_to_the_end(batch, told, connection()), mimetype=NDJSON)


def _items(asked: Job, told: Any) -> Iterator[Item]:
    """The pages of this request. Raises Refused for what is wrong with all of them."""
    read = READERS.get(asked.media_type)
    if read is None:
        raise Refused(Problem.UNSUPPORTED_MEDIA_TYPE, f"A batch is {NDJSON} or {WARC}.")
    if any(name in asked.query for name in OWN):
        detail = "'id' and 'url' are each page's own: in a batch they stand beside the page."
        raise Refused(Problem.INVALID_OPTION, detail)
    options_of(asked.query)
    pieces = inflated(_counted(arriving(), told), asked.coding)
    first = next((piece for piece in pieces if piece), None)
    if first is None:
        raise Refused(Problem.EMPTY_BODY, "There is nothing in it.")
    return read(chain([first], pieces), settings.max_body_bytes, asked.query)


def _counted(pieces: Iterator[bytes], told: Any) -> Iterator[bytes]:
    told.bytes_in = 0
    for piece in pieces:
        told.bytes_in += len(piece)
        metrics.counters.add("sluice_received_bytes", len(piece))
        yield piece
    told.read_whole = True


def _to_the_end(batch: Batch, told: Any, client: Connection | Nobody) -> Iterator[bytes]:
    """The answers; when they are over, in whatever way, nobody waits for more of the request."""
    try:
        yield from batch.answers()
    except GeneratorExit:
        client.end_reading()
        raise
    finally:
        if not told.get("read_whole"):
            # What follows on this connection may still belong to the batch.
            client.hang_up()
