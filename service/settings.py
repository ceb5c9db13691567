"""Every limit and environment variable, read once; a bad value stops the start and is named."""

import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")


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

    model_config = SettingsConfigDict(env_prefix="SLUICE_", frozen=True)

    bind: str = Field("127.0.0.1:8080", description="Address and port to listen on.")
    workers: int = Field(
        default_factory=granted_cpus,
        ge=1,
        le=256,
        description="Cleaning processes; by default as many as the container is granted CPUs.",
    )
    timeout_seconds: int = Field(
        30, ge=1, le=3600, description="A request that takes longer loses its process, in seconds."
    )
    max_body_bytes: int = Field(
        16 * 1024 * 1024,
        ge=1024,
        description="Largest body, counted in bytes after decompression.",
    )
    max_blocks: int = Field(
        100_000, ge=100, description="Most blocks (lines or paragraphs) of one page."
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
