"""How the service is started: gunicorn reads this file from the folder it is started in."""

import resource

from service.engine import launch
from service.log import log
from service.settings import settings
from service.web import shutdown
from sluice import compiled
from sluice.version import VERSION

wsgi_app = "service.web:serving_app()"
bind = settings.bind

# Edges: they read, limit and answer; the cleaning is done by engines in processes of their own.
worker_class = "service.web.worker.EdgeWorker"
workers = settings.edges
worker_connections = settings.max_connections

# Who connects while all edges are busy waits here, not in a retry of the client's kernel.
backlog = 2048

# An edge whose loop stands still for so long is killed and replaced.
timeout = 30
graceful_timeout = settings.shutdown_seconds + 2

# It would write a socket under HOME, where a read-only container has nowhere to put it.
control_socket_disable = True

# No proxy tells this service under which address it is mounted: such a header is as any other.
forwarder_headers = ""

# The application logs one line a request itself.
accesslog = None


def on_starting(_: object) -> None:
    """Start the engines, before anybody can connect."""
    _allow_connections()
    log.info("start", version=VERSION, code=compiled.code())
    shutdown.hold_signals_at_fork()
    launch.start()


def on_reload(_: object) -> None:
    """SIGHUP: other engines for the edges that are about to start; old ones finish their work."""
    launch.renew()


def _allow_connections() -> None:
    """As many open files as the limit may be raised to: each connection is one, each job two."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 3 * settings.max_connections + 256
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, limit), hard))
