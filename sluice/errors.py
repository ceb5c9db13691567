"""What can go wrong: one table of problem types, and the one exception that carries them.

The table feeds the HTTP answers (RFC 9457), the command line and the documentation. A sentence
here is safe to show to anybody: no path, no library's message, no page text.
"""

import traceback
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem. retryable: the same request may succeed later."""

    code: str
    status: int
    title: str
    remedy: str
    retryable: bool = False


class Problem(Enum):
    """Every problem that Sluice reports."""

    EMPTY_BODY = ProblemType(
        "empty-body", 400, "The request has no body.", "POST the page as the request's body."
    )
    MALFORMED_JSON = ProblemType(
        "malformed-json",
        400,
        "The body is not the JSON that is expected here.",
        'Send one object, {"html": "..."} or {"text": "..."}, in valid UTF-8.',
    )
    MALFORMED_BODY = ProblemType(
        "malformed-body",
        400,
        "The body does not decompress with the coding that its Content-Encoding names.",
        "Send the body as that coding's complete stream, or without Content-Encoding.",
    )
    INCOMPLETE_BODY = ProblemType(
        "incomplete-body",
        400,
        "The body ended before the length that was announced for it.",
        "Send the whole body; nothing of a part is cleaned.",
        retryable=True,
    )
    REQUEST_TIMEOUT = ProblemType(
        "request-timeout",
        408,
        "The request did not arrive in the time that one may take.",
        "Send it faster, or raise SLUICE_HEADER_SECONDS or SLUICE_BODY_SECONDS.",
        retryable=True,
    )
    UNAUTHORIZED = ProblemType(
        "unauthorized",
        401,
        "This service answers only who shows its token.",
        "Send Authorization: Bearer with the token that the service was given.",
    )
    OVERLOADED = ProblemType(
        "overloaded",
        503,
        "No engine is free to clean the page.",
        "Send the same request again after the seconds that Retry-After names.",
        retryable=True,
    )
    MALFORMED_FORM = ProblemType(
        "malformed-form",
        400,
        "The form does not hold one page.",
        "Upload one file in multipart/form-data, as curl -F file=@page.html does.",
    )
    URL_ALONE = ProblemType(
        "url-alone",
        422,
        "An address was sent, and not its page: nothing is ever fetched here.",
        "Fetch the page where your crawler runs, and send it with its address beside it.",
    )
    UNSUPPORTED_MEDIA_TYPE = ProblemType(
        "unsupported-media-type",
        415,
        "The body is neither HTML nor text.",
        "Send text/html, application/xhtml+xml, text/plain, text/markdown or application/json.",
    )
    UNSUPPORTED_ENCODING = ProblemType(
        "unsupported-encoding",
        415,
        "The Content-Encoding is not known here.",
        "Use gzip, deflate, br, zstd or identity.",
    )
    BODY_TOO_LARGE = ProblemType(
        "body-too-large",
        413,
        "The body is larger than this service accepts, counted after decompression.",
        "Send a smaller page, or raise SLUICE_MAX_BODY_BYTES.",
    )
    PAGE_TOO_COSTLY = ProblemType(
        "page-too-costly",
        422,
        "The page costs more to clean than one page may.",
        "Set the page aside: the same page will be refused again.",
    )
    PAGE_CRASHED_ENGINE = ProblemType(
        "page-crashed-engine",
        422,
        "The process that cleaned the page has died of it.",
        "Set the page aside: it has cost no other page its answer, and would do the same again.",
    )
    INVALID_OPTION = ProblemType(
        "invalid-option",
        422,
        "An option is unknown or has a value that is not allowed.",
        "See /openapi.yaml for the options and their values.",
    )
    NOT_FOUND = ProblemType(
        "not-found",
        404,
        "There is nothing at this address.",
        "See /openapi.yaml for the addresses.",
    )
    METHOD_NOT_ALLOWED = ProblemType(
        "method-not-allowed",
        405,
        "This address does not answer that method.",
        "Use a method that the Allow header names.",
    )
    BAD_REQUEST = ProblemType(
        "bad-request", 400, "The request is not well formed.", "See /openapi.yaml for requests."
    )
    URI_TOO_LONG = ProblemType(
        "uri-too-long", 414, "The address is too long.", "Send options as fields of a JSON body."
    )
    HEADERS_TOO_LARGE = ProblemType(
        "headers-too-large", 431, "The headers are too large.", "Send fewer or smaller headers."
    )
    INTERNAL_ERROR = ProblemType(
        "internal-error",
        500,
        "Something went wrong in the service.",
        "Report it with the X-Request-ID of this answer; the log has the cause under it.",
    )


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """A request or page that is refused, with a sentence that is safe to show."""

    def __init__(self, problem: Problem, detail: str) -> None:
        """problem: an entry of the table. detail: what was wrong this time, safe to show."""
        # Both, so that it can be sent from one process to another.
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


class Overloaded(Refused):
    """Nobody is free; the same request may be answered later."""

    def __init__(self, retry_seconds: int) -> None:
        """retry_seconds: after how many seconds to come again."""
        super().__init__(Problem.OVERLOADED, "Too many pages are waiting.")
        self.retry_seconds = retry_seconds

    def __reduce__(self) -> tuple[type, tuple[int]]:
        """As it was made: with the seconds alone."""
        return Overloaded, (self.retry_seconds,)


def place_of(error: BaseException) -> str:
    """What kind of fault it is and where it arose.

    Without the fault's own message: libraries quote in it what they choked on, and that is the
    page.
    """
    frames = traceback.extract_tb(error.__traceback__)
    way = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in frames[::-1])
    return f"{type(error).__name__}: {way}"
