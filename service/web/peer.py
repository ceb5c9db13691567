"""The client's connection as a request sees it, where there is one: tests have none."""

from flask import request

from service.web.connection import Connection


def hang_up() -> None:
    """Close the connection after this answer."""
    connection = _connection()
    if connection is not None:
        connection.hang_up()


def has_left() -> bool:
    """Whether the client has gone and will not read the answer."""
    connection = _connection()
    return connection is not None and connection.has_left()


def _connection() -> Connection | None:
    found = request.environ.get("gunicorn.socket")
    return found if isinstance(found, Connection) else None
