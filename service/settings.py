"""Every limit and environment variable, read once; a bad value stops the start and is named."""

from typing import ClassVar

from pydantic import ByteSize, Field, FilePath

from sluice.workers.settings import MIB, WorkerSettings, from_environment

# A host, or an IPv6 address in brackets, and a port.
PORT = "[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"
BIND = rf"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):({PORT})$"
# Scheme, host and port, as browsers send them.
ORIGINS = r"^(\*|(https?://[A-Za-z0-9.:\[\]-]+[ ,]*)*)$"


class Settings(WorkerSettings):
    """The service's settings; each is read from the variable SLUICE_<NAME>."""

    # These are all there are: whatever else has their prefix is misspelt.
    likeness: ClassVar[float] = 0

    bind: str = Field("127.0.0.1:8080", pattern=BIND, description="Address and port to listen on.")
    edges: int = Field(2, ge=1, le=32, description="Processes that read requests and answer them.")
    wait_seconds: float = Field(
        5, ge=0, le=600, description="Longest wait for a free engine before 503, in seconds."
    )
    max_buffered_bytes: ByteSize = Field(
        ByteSize(256 * MIB),
        ge=1024,
        description="Most bytes of bodies that one edge holds at a time; more are answered 503.",
    )
    max_connections: int = Field(
        4096, ge=1, le=100_000, description="Most connections of one edge; more wait outside."
    )
    header_seconds: float = Field(
        10, gt=0, le=3600, description="Longest time for a request's head to arrive, in seconds."
    )
    body_seconds: float = Field(
        30, gt=0, le=3600, description="Longest time for a body to arrive, in seconds."
    )
    send_seconds: float = Field(
        30, gt=0, le=3600, description="Longest time for a client to take its answer, in seconds."
    )
    idle_seconds: float = Field(
        75, gt=0, le=3600, description="How long an idle connection is kept open, in seconds."
    )
    linger_seconds: float = Field(
        1,
        ge=0,
        le=600,
        description="After SIGTERM, how long new requests are still answered, in seconds.",
    )
    shutdown_seconds: int = Field(
        30,
        ge=1,
        le=3600,
        description="After SIGTERM, how long accepted requests may take, in seconds.",
    )
    token_file: FilePath | None = Field(
        None, description="File that holds the bearer token; without it no token is asked for."
    )
    cors_origins: str = Field(
        "",
        pattern=ORIGINS,
        description="Origins whose pages may ask from a browser, parted by commas, or *; by "
        "default none.",
    )


settings = from_environment(Settings)
