# Two stages: the first installs what requirements.txt pins and compiles the library, the second
# carries nothing but the result.

FROM python:3.11-slim-bookworm AS build
RUN apt-get update -qq \
    && apt-get install -qq -y --no-install-recommends gcc libc6-dev >/dev/null
# The venv has no pip of its own: nothing is installed after the build.
RUN python -m venv --without-pip /venv && python -m venv /tools
COPY requirements.txt requirements-build.txt /build/
RUN python -m pip --python /venv/bin/python install --quiet --no-cache-dir --disable-pip-version-check \
        --no-compile --only-binary :all: --require-hashes --requirement /build/requirements.txt \
    && /tools/bin/pip install --quiet --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes --requirement /build/requirements-build.txt
WORKDIR /app
COPY LICENSE gunicorn.conf.py openapi.yaml ./
WORKDIR /build
COPY LICENSE README.md gunicorn.conf.py openapi.yaml pyproject.toml setup.py ./
COPY requirements-library.in requirements.in requirements-bulk.in ./
COPY sluice ./sluice
COPY service ./service
# An image that is not compiled is not made.
RUN /tools/bin/pip wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps --wheel-dir /wheels . \
    && python -m pip --python /venv/bin/python install --quiet --no-cache-dir --disable-pip-version-check \
        --no-compile --no-deps --no-index /wheels/*.whl \
    && cd / && /venv/bin/python -B -m sluice.compiled
# The documentation, which the service shows at /docs/: pages and their theme, 2.4 MB.
COPY requirements-site.txt mkdocs.yml CHANGELOG.md CONTRIBUTING.md SECURITY.md ./
COPY tools/site.py ./tools/
COPY docs ./docs
RUN python -m venv /site \
    && /site/bin/pip install --quiet --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes --requirement requirements-site.txt \
    && /site/bin/mkdocs build --site-dir "$(echo /venv/lib/python3*/site-packages/service)/site"
# Bytecode is compiled here because the running container cannot write any, and is never checked against
# its source because neither changes. Modes are set because the checkout's umask may have been strict.
# The libraries' own tests stay out: nobody runs them there.
RUN find /venv/lib -type d -name tests -prune -exec rm -rf {} + \
    && python -m compileall -q -j 0 --invalidation-mode unchecked-hash /venv/lib \
    && chmod -R a=rX /app /venv/lib/python3*/site-packages/sluice /venv/lib/python3*/site-packages/service

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Sluice" \
      org.opencontainers.image.description="Scraped pages in, clean article text out, with a reason for every line removed" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.documentation="/app/openapi.yaml" \
      org.opencontainers.image.base.name="docker.io/library/python:3.11-slim-bookworm"
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SLUICE_BIND=0.0.0.0:8080
# A number, so that an orchestrator can see that it is not root; group 0 owns nothing that is writable.
USER 10001:0
EXPOSE 8080
# gunicorn is PID 1: it handles its signals, and takes in orphans.
STOPSIGNAL SIGTERM
# http.client and not urllib: a proxy named in the environment must not be asked about 127.0.0.1.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; port = os.environ['SLUICE_BIND'].rpartition(':')[2]; c = http.client.HTTPConnection('127.0.0.1', int(port), timeout=4); c.request('GET', '/readyz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["gunicorn"]
