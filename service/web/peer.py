"""The client's connection as a request sees it, where there is one: tests have none."""

from flask import request

from service.web.connection import Connection


class Nobody:
    """In place of a connection where there is none."""

    def hang_up(self) -> None:
        """There is nothing to close."""

    def has_left(self) -> bool:
        """Nobody who could leave."""
        return False

    def allow(self, seconds: float) -> None:
        """Nothing that could take long."""

    def end_reading(self) -> None:
        """Nothing that could be waited for."""


def connection() -> Connection | Nobody:
    """This request's own: it may be kept and asked when the request's context has gone."""
    found = request.environ.get("gunicorn.socket")
    return found if isinstance(found, Connection) else Nobody()


def hang_up() -> None:
    """Close the connection after this answer."""
    connection().hang_up()
