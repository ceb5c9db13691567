"""The edge process: gunicorn's gevent worker, with an end to every wait and to every wait's waste.

A connection costs a greenlet and not a thread, so slow clients are cheap; the cleaning is done
elsewhere, so nothing here takes long.
"""

import contextlib
import signal
import time
import uuid
import warnings
from functools import partial
from typing import Any

import gevent
from gevent import monkey
from gevent.pool import Pool
from gevent.server import StreamServer
from gevent.socket import wait_read
from gunicorn.http import errors, get_parser
from gunicorn.workers import base
from gunicorn.workers.ggevent import GeventWorker

from service.engine import launch
from service.log import log
from service.settings import settings
from service.web import metrics, shutdown
from service.web.connection import Connection
from service.web.heartbeat import Heartbeat
from service.web.problems import MEDIA_TYPE, problem_document
from sluice.errors import Problem, place_of
from sluice.formats.json_codec import encode

TICK = 0.1
# A collector of traces that does not answer is not waited for.
SECONDS_AT_END = 2
# gunicorn's names for what a client got wrong, and ours.
WRONG: dict[type[Exception], Problem] = {
    errors.LimitRequestLine: Problem.URI_TOO_LONG,
    errors.LimitRequestHeaders: Problem.HEADERS_TOO_LARGE,
    TimeoutError: Problem.REQUEST_TIMEOUT,
}


base.WorkerTmp = Heartbeat


class EdgeWorker(GeventWorker):  # type: ignore[misc]  # published without types
    """Reads requests, hands them to the application, and leaves in peace."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As gunicorn calls it."""
        super().__init__(*args, **kwargs)
        self._idle: set[Connection] = set()

    def patch(self) -> None:
        """Make blocking calls switch, before the application is loaded."""
        with warnings.catch_warnings():
            # trafilatura brings urllib3, which took hold of ssl in the parent; of an edge only the
            # sending of traces over TLS goes through it, and may wait a handshake long.
            warnings.simplefilter("ignore", monkey.MonkeyPatchWarning)
            monkey.patch_all()
        super().patch()

    def init_signals(self) -> None:
        """From here on this process can be told to stop; what it was told before arrives now."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, shutdown.SIGNALS)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: unready from this moment on."""
        shutdown.begin()
        super().handle_exit(sig, frame)

    def run(self) -> None:
        """Serve until told to stop, then answer what has been accepted."""
        launch.current().forget_reading()
        metrics.counters.sit(self.age)
        servers = [self._server(sock) for sock in self.sockets]
        while self.alive:
            self._tick()
        until = time.monotonic() + settings.linger_seconds
        while time.monotonic() < until:
            self._tick()
        for server in servers:
            self._empty_backlog(server)
            server.close()
        self._wait_for_requests([server.pool for server in servers])
        with contextlib.suppress(gevent.Timeout), gevent.Timeout(SECONDS_AT_END):
            shutdown.end()

    def _server(self, sock: Any) -> StreamServer:
        sock.setblocking(1)
        pool = Pool(self.worker_connections)
        server = StreamServer(sock, handle=partial(self.handle, sock.getsockname()), spawn=pool)
        # One at a time, so that the edges share a burst.
        server.max_accept = 1
        server.start()
        return server

    def _tick(self) -> None:
        self.notify()
        gevent.sleep(TICK)

    def _empty_backlog(self, server: StreamServer) -> None:
        """Take in who has connected by now: to close the door on them would reset them."""
        server.stop_accepting()
        with contextlib.suppress(OSError):
            while accepted := server.do_read():
                server.do_handle(*accepted)

    def _wait_for_requests(self, pools: list[Pool]) -> None:
        until = time.monotonic() + settings.shutdown_seconds - settings.linger_seconds
        while any(map(len, pools)) and time.monotonic() < until:
            for connection in list(self._idle):
                self._idle.discard(connection)
                with contextlib.suppress(OSError):
                    # What has arrived is still read, and then there is no more.
                    connection.shutdown(0)
            self._tick()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """All requests of one connection. listener: the name of the socket that it came to."""
        connection = Connection(client, settings.send_seconds)
        try:
            self._converse(listener, connection, addr)
        except (StopIteration, errors.NoMoreData, ConnectionError):
            pass
        except Exception as error:
            self._refuse(connection, error)
        finally:
            self._idle.discard(connection)
            connection.close_gently()

    def _converse(self, listener: Any, connection: Connection, addr: Any) -> None:
        parser = get_parser(self.cfg, connection, addr)
        while True:
            self._await_request(parser, connection)
            connection.allow(settings.header_seconds)
            connection.request = None
            request = next(parser)
            connection.request = request
            connection.allow(settings.body_seconds)
            self.handle_request(listener, request, connection, addr)
            if shutdown.begun():
                return

    def _await_request(self, parser: Any, connection: Connection) -> None:
        """Wait for the first byte of a request; what was sent along with the last one counts."""
        connection.allow(settings.send_seconds)
        if parser.mesg is not None and not parser.finish_body(max_bytes=1 << 16):
            raise StopIteration
        ahead = parser.unreader.take_buffered()
        parser.unreader.unread(ahead)
        if ahead:
            return
        self._idle.add(connection)
        try:
            wait_read(connection.fileno(), settings.idle_seconds, StopIteration)
        finally:
            self._idle.discard(connection)

    def _refuse(self, connection: Connection, error: Exception) -> None:
        """Answer what never became a request for the application."""
        if connection.unsent:
            return
        if isinstance(error, errors.ParseException | TimeoutError):
            kind = next((p for e, p in WRONG.items() if isinstance(error, e)), Problem.BAD_REQUEST)
            _answer_early(connection, kind, None)
        else:
            _answer_early(connection, Problem.INTERNAL_ERROR, error)


def _answer_early(connection: Connection, problem: Problem, fault: Exception | None) -> None:
    """Send a problem document on a bare connection and note it; the connection is closed then."""
    kind, request_id = problem.value, uuid.uuid4().hex
    body = encode(problem_document(problem, kind.title) | {"request_id": request_id})
    head = (
        f"HTTP/1.1 {kind.status} {kind.code}\r\nContent-Type: {MEDIA_TYPE}\r\n"
        f"Content-Length: {len(body)}\r\nX-Request-ID: {request_id}\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )
    connection.hang_up()
    with contextlib.suppress(OSError):
        connection.sendall(head.encode("ascii") + body)
    metrics.early(kind.status)
    facts = {"request_id": request_id, "status": kind.status, "problem": kind.code}
    if fault is None:
        log.info("request", **facts)
    else:
        log.error("request", **facts, fault=place_of(fault))
