"""From what a caller sends to text: decompress, decode, recognise."""

from sluice.errors import Problem, Refused
from sluice.intake.decode import decode
from sluice.intake.recognise import recognise, refuse_binary, refuse_controls
from sluice.model import Document, Source


def document_of(source: Source) -> Document:
    """The source as text, with its kind and how it was decoded.

    Raises Refused: empty-body, unsupported-media-type.
    """
    content = source.content
    if not content or content.isspace():
        raise Refused(Problem.EMPTY_BODY, "There is nothing but white space in it.")
    if isinstance(content, bytes):
        refuse_binary(content)
    text, encoding, evidence, replaced, as_sent = decode(source)
    # Who sends characters, spelt out in JSON or from a program, means them.
    if isinstance(content, bytes):
        refuse_controls(text)
    kind = recognise(text, source.kind)
    utf8 = content if as_sent and isinstance(content, bytes) else None
    return Document(text, kind, encoding, evidence, replaced, _bytes(content), utf8)


def _bytes(content: bytes | str) -> int:
    if isinstance(content, bytes) or content.isascii():
        return len(content)
    return len(content.encode("utf-8", "replace"))
