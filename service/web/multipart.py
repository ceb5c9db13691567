"""Pages that are uploaded as a form's file (RFC 7578): `curl -F file=@page.html`."""

from dataclasses import dataclass
from io import BytesIO

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.http import parse_options_header

from service.engine import Job
from sluice.errors import Problem, Refused

MEDIA_TYPE = "multipart/form-data"
# A form is a page and its options. Of what is no file so many bytes are enough for all of them.
MOST_PARTS = 40
MOST_FIELD_BYTES = 1 << 17


@dataclass(frozen=True)
class Form:
    """An uploaded page, and what stood beside it."""

    page: bytes
    media_type: str
    charset: str | None
    fields: dict[str, list[str]]

    def job(self, query: dict[str, list[str]]) -> Job:
        """The page as one that was posted alone. query: the options asked for."""
        return Job(self.page, self.media_type, self.charset, "", query)


def is_form() -> bool:
    """Whether this request's body says that it is a form."""
    return request.mimetype == MEDIA_TYPE


def form_of(body: bytes) -> Form:
    """The form that this request's body is.

    Raises Refused: malformed-form where it is none, or holds no file or several;
    unsupported-encoding where the form itself is compressed.
    """
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Refused(Problem.UNSUPPORTED_ENCODING, "A form is sent as it is, uncompressed.")
    _, parameters = parse_options_header(request.headers.get("Content-Type", ""))
    parser = MultiPartParser(_in_memory, MOST_FIELD_BYTES, max_form_parts=MOST_PARTS)
    try:
        boundary = parameters.get("boundary", "").encode("ascii")
        fields, files = parser.parse(BytesIO(body), boundary, len(body))
    except RequestEntityTooLarge:
        detail = f"It has more than {MOST_PARTS} parts, or a field that is too long."
        raise Refused(Problem.MALFORMED_FORM, detail) from None
    except ValueError:
        raise Refused(Problem.MALFORMED_FORM, "Its parts cannot be told apart.") from None
    uploaded = [file for _, held in files.lists() for file in held]
    if len(uploaded) != 1:
        detail = f"It holds {len(uploaded) or 'no'} files, and a page is one."
        raise Refused(Problem.MALFORMED_FORM, detail)
    media_type, own = parse_options_header(uploaded[0].content_type)
    page, told = uploaded[0].stream.read(), fields.to_dict(flat=False)
    return Form(page, media_type.lower(), own.get("charset"), told)


def _in_memory(
    total_content_length: int | None,
    content_type: str | None,
    filename: str | None,
    content_length: int | None = None,
) -> BytesIO:
    """Where a part is kept; the parser's own way is to write long ones to the disk."""
    return BytesIO()
