"""From what a caller sends to text: decompress, decode, recognise."""

from sluice.errors import Problem, Refused
from sluice.intake.decode import decode
from sluice.intake.recognise import recognise, refuse_binary
from sluice.model import Document, Source


def document_of(source: Source) -> Document:
    """The source as text, with its kind and how it was decoded.

    Raises Refused: empty-body, unsupported-media-type.
    """
    content = source.content
    if not content.strip():
        raise Refused(Problem.EMPTY_BODY, "There is nothing but white space in it.")
    if isinstance(content, bytes):
        refuse_binary(content)
    text, encoding, evidence, replaced = decode(source)
    size = len(content) if isinstance(content, bytes) else len(content.encode("utf-8", "replace"))
    return Document(text, recognise(text, source.kind), encoding, evidence, replaced, size)
