"""Every limit and environment variable, read once; a bad value stops the start and is named."""

import os
from pathlib import Path

from pydantic import DirectoryPath, Field, FilePath, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")
MIB = 1024 * 1024
# A host, or an IPv6 address in brackets, and a port.
PORT = "[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"
BIND = rf"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):({PORT})$"


def granted_cpus() -> int:
    """CPUs that this process may use: the cgroup's quota (v2), else the scheduler's set."""
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = CGROUP_QUOTA.read_text(encoding="ascii").split()
        return max(1, min(cpus, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return cpus


class Settings(BaseSettings):
    """The service's settings; each is read from the variable SLUICE_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="SLUICE_", frozen=True, allow_inf_nan=False)

    bind: str = Field("127.0.0.1:8080", pattern=BIND, description="Address and port to listen on.")
    engines: int = Field(
        default_factory=granted_cpus,
        ge=1,
        le=256,
        description="Cleaning processes; by default as many as the container is granted CPUs.",
    )
    edges: int = Field(2, ge=1, le=32, description="Processes that read requests and answer them.")
    page_seconds: float = Field(
        10,
        gt=0,
        le=3600,
        description="Deadline: a page that takes longer loses its engine, in seconds.",
    )
    engine_memory_bytes: int = Field(
        1024 * MIB,
        ge=256 * MIB,
        description="Most memory of one engine, in bytes; a page that needs more loses its engine.",
    )
    engine_pages: int = Field(
        5000, ge=1, description="Pages after which an engine retires, give or take a tenth."
    )
    wait_seconds: float = Field(
        1, ge=0, le=600, description="Longest wait for a free engine before 503, in seconds."
    )
    max_body_bytes: int = Field(
        16 * MIB, ge=1024, description="Largest body, in bytes after decompression."
    )
    max_blocks: int = Field(
        100_000, ge=100, description="Most blocks (lines or paragraphs) of one page."
    )
    max_buffered_bytes: int = Field(
        256 * MIB,
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
    phrases: DirectoryPath | None = Field(
        None, description="Folder of further phrase tables, loaded and checked at start."
    )
    site_profiles: Path | None = Field(
        None,
        description="File of site profiles, by `python -m service learn`, checked at start: lines "
        "that a page's site prints on page after page go.",
    )
    token_file: FilePath | None = Field(
        None, description="File that holds the bearer token; without it no token is asked for."
    )


def load_settings() -> Settings:
    """The settings of this environment. Exits with a sentence naming the variable that is bad."""
    try:
        return Settings()  # type: ignore[call-arg]  # the environment gives them
    except ValidationError as error:
        bad = error.errors()[0]
        name = f"SLUICE_{'_'.join(map(str, bad['loc'])).upper()}"
        raise SystemExit(f"sluice: {name}={bad['input']!r}: {bad['msg']}.") from None


settings = load_settings()
