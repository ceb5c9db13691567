"""How the service is started: gunicorn reads this file from the folder it is started in."""

import os

from service.settings import settings

wsgi_app = "service.web:create_app()"
bind = settings.bind

# One page at a time in each process: lxml and trafilatura crash when threads share them.
worker_class = "sync"
workers = settings.workers

# Loaded once and then forked, so that the workers share the models' memory
# and a service that cannot start says so at once.
preload_app = True

# A worker that has not answered for so long is killed and replaced.
timeout = settings.timeout_seconds
graceful_timeout = 30

# The parsers grow slowly: workers retire, and not all at the same moment.
max_requests = 5000
max_requests_jitter = 500

# Heartbeats in memory: on a slow disk they stall, and gunicorn kills a healthy worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108

# It would write a socket under HOME, where a read-only container has nowhere to put it.
control_socket_disable = True

# The application logs one line a request itself.
accesslog = None
