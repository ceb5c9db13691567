"""What processes that clean may use, and what they clean with: read where a program starts, once.

Nothing is read when this module is imported.
"""

import difflib
import os
import re
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import ByteSize, DirectoryPath, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sluice.pipeline import Cleaner
from sluice.site_profiles.file import BadFileError
from sluice.workers.cpus import granted_cpus

MIB = 1024 * 1024
PREFIX = "SLUICE_"
# What Kubernetes and Docker set where a service of this name stands beside a container, and where
# the clients among the examples look for one.
OTHERS = re.compile(r"SERVICE_(HOST|PORT(_.*)?)|PORT_\d+_(TCP|UDP)(_.*)?|NAME|ENV_.*|ADDRESS")
LINKED_PORT = ("PORT", ("tcp://", "udp://"))


class WorkerSettings(BaseSettings):
    """What cleaning takes; each field is read from the variable SLUICE_<NAME>."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, allow_inf_nan=False)

    # How much like a setting's name another has to look to be taken for it, misspelt. What is not
    # like any may be a setting of a program that stands beside this one.
    likeness: ClassVar[float] = 0.9

    engines: int = Field(
        default_factory=granted_cpus,
        ge=1,
        le=256,
        description="Cleaning processes; by default as many as the container is granted CPUs.",
    )
    page_seconds: float = Field(
        10,
        gt=0,
        le=3600,
        description="Deadline: a page that takes longer loses its engine, in seconds.",
    )
    engine_memory_bytes: ByteSize = Field(
        ByteSize(1024 * MIB),
        ge=256 * MIB,
        description="Most memory of one engine, in bytes; a page that needs more loses its engine.",
    )
    engine_pages: int = Field(
        5000, ge=1, description="Pages after which an engine retires, give or take a tenth."
    )
    max_body_bytes: ByteSize = Field(
        ByteSize(16 * MIB), ge=1024, description="Largest body, in bytes after decompression."
    )
    max_blocks: int = Field(
        100_000, ge=100, description="Most blocks (lines or paragraphs) of one page."
    )
    phrases: DirectoryPath | None = Field(
        None, description="Folder of further phrase tables, loaded and checked at start."
    )
    site_profiles: Path | None = Field(
        None,
        description="File of site profiles, by `python -m service learn`, checked at start: lines "
        "that a page's site prints on page after page go.",
    )

    def cleaner(self) -> Cleaner:
        """The Cleaner that these describe. Exits with a sentence that names the variable."""
        try:
            return Cleaner(self.phrases, self.site_profiles, None, self.max_blocks)
        except BadFileError as error:
            raise SystemExit(_refusal("site_profiles", self.site_profiles, error)) from None
        except (ValueError, OSError) as error:
            raise SystemExit(_refusal("phrases", self.phrases, error)) from None


Kind = TypeVar("Kind", bound=WorkerSettings)


def from_environment(kind: type[Kind]) -> Kind:
    """The settings of this environment. Exits with a sentence naming the variable that is bad."""
    _check_names(kind)
    try:
        return kind()  # type: ignore[call-arg]  # the environment gives them
    except ValidationError as error:
        bad = error.errors()[0]
        name = "_".join(map(str, bad["loc"]))
        raise SystemExit(f"sluice: SLUICE_{name.upper()}={bad['input']!r}: {bad['msg']}.") from None


def _check_names(kind: type[WorkerSettings]) -> None:
    """Exit for a variable that is meant for these settings and is none: it would have no effect."""
    known = [name.upper() for name in kind.model_fields]
    for variable, value in os.environ.items():
        prefix, name = variable[: len(PREFIX)].upper(), variable[len(PREFIX) :].upper()
        if prefix != PREFIX or name in known or _is_of_others(name, value):
            continue
        near = difflib.get_close_matches(name, known, 1, kind.likeness or 0.6)
        if near or not kind.likeness:
            hint = f"Did you mean {PREFIX}{near[0]}?" if near else "docs/settings.md lists all."
            raise SystemExit(f"sluice: {variable}: there is no such setting. {hint}")


def _is_of_others(name: str, value: str) -> bool:
    port, schemes = LINKED_PORT
    return OTHERS.fullmatch(name) is not None or (name == port and value.startswith(schemes))


def _refusal(name: str, value: object, error: Exception) -> str:
    return f"sluice: SLUICE_{name.upper()}={str(value)!r}: {error}."
