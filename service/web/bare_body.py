"""Answers that are the body alone, for whoever asks by Accept: metadata and verdict in headers."""

from urllib.parse import quote

from flask import Response, request

from sluice.formats.json_codec import decode_object
from sluice.render import Output

JSON = "application/json"
# The first is what a client gets that takes anything.
OUTPUTS = {
    JSON: None,
    "text/plain": Output.TEXT,
    "text/markdown": Output.MARKDOWN,
    "text/html": Output.HTML,
}
PREFIX = "X-Sluice-"
HEADERS = tuple(f"{PREFIX}{name}" for name in ("Title", "Language", "Verdict", "Score"))
# Printable ASCII stands as it is; all else, and the mark itself, is percent-encoded UTF-8.
AS_IT_IS = "".join(map(chr, range(0x20, 0x7F))).replace("%", "")
LONGEST = 500
# Should a browser come to show the body as a page: nothing in it is loaded or run but images.
POLICY = "sandbox; default-src 'none'; img-src http: https:"


def asked_for() -> Output | None:
    """The form in which this request wants the body alone; None where it wants the whole answer."""
    accepted = request.accept_mimetypes
    if not accepted:
        return None
    best = max(OUTPUTS, key=lambda kind: accepted[kind])
    return OUTPUTS[best] if accepted[best] else None


def body_alone(answer: bytes, output: Output) -> Response:
    """The body of an answer in JSON, with what is most asked of the rest."""
    fields = decode_object(answer)
    media_type = next(kind for kind, its in OUTPUTS.items() if its is output)
    response = Response(fields["body"].encode(), mimetype=media_type)
    told = (
        fields["metadata"]["title"],
        fields["metadata"]["language"],
        fields["verdict"]["page"],
        fields["verdict"]["score"],
    )
    for name, value in zip(HEADERS, told, strict=True):
        if value is not None:
            response.headers[name] = quote(str(value)[:LONGEST], safe=AS_IT_IS)
    if output is Output.HTML:
        response.headers["Content-Security-Policy"] = POLICY
    return response
