"""JSON in and out."""

import codecs
import json
from typing import Any

import msgspec

from sluice.errors import Problem, Refused

encode = msgspec.json.Encoder().encode


def decode_object(body: bytes) -> dict[str, Any]:
    """The one JSON object that a body holds. Raises Refused: empty-body, malformed-json."""
    if not body.strip():
        raise Refused(Problem.EMPTY_BODY, "There is nothing but white space in it.")
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _with_lone_surrogates(body)


def _with_lone_surrogates(body: bytes) -> dict[str, Any]:
    """The object where only half of a character is wrong: clients that cut texts send such."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(Problem.MALFORMED_JSON, "It is not one valid JSON object.")
    return found
