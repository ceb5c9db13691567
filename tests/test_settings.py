"""Settings come from the environment, once, and a bad one is named."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings
from sluice.workers import cpus as module
from sluice.workers.cpus import granted_cpus
from sluice.workers.settings import from_environment


def test_defaults_are_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any variable the service binds to this machine alone and has a limit for all."""
    for field in Settings.model_fields:
        monkeypatch.delenv(f"SLUICE_{field.upper()}", raising=False)
    found = from_environment(Settings)
    assert found.bind.startswith("127.0.0.1:")
    assert found.engines == granted_cpus() >= 1
    assert found.max_body_bytes >= 1024
    assert found.max_blocks >= 100


def test_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the service's name overrules the default."""
    monkeypatch.setenv("SLUICE_ENGINES", "3")
    monkeypatch.setenv("SLUICE_MAX_BLOCKS", "500")
    assert (from_environment(Settings).engines, from_environment(Settings).max_blocks) == (3, 500)


BAD = [
    ("SLUICE_ENGINES", "0"),
    ("SLUICE_ENGINES", "many"),
    ("SLUICE_ENGINES", "257"),
    ("SLUICE_ENGINES", ""),
    ("SLUICE_EDGES", "0"),
    ("SLUICE_PAGE_SECONDS", "-1"),
    ("SLUICE_PAGE_SECONDS", "0"),
    ("SLUICE_PAGE_SECONDS", "nan"),
    ("SLUICE_PAGE_SECONDS", "inf"),
    ("SLUICE_ENGINE_MEMORY_BYTES", "1000"),
    ("SLUICE_WAIT_SECONDS", "-1"),
    ("SLUICE_HEADER_SECONDS", "soon"),
    ("SLUICE_BIND", "8080"),
    ("SLUICE_BIND", "127.0.0.1:eighty"),
    ("SLUICE_BIND", "127.0.0.1:65536"),
    ("SLUICE_PHRASES", "/nowhere/at/all"),
    ("SLUICE_TOKEN_FILE", "/nowhere/at/all"),
    ("SLUICE_MAX_BODY_BYTES", "1000"),
    ("SLUICE_MAX_BLOCKS", "10"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_value_stops_the_start(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad value ends the start with one sentence that names the variable and the value."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        from_environment(Settings)
    message = str(stopped.value)
    assert message.startswith(f"sluice: {name}={value!r}: ")
    assert message.endswith(".")
    assert "\n" not in message


def test_settings_do_not_change() -> None:
    """Settings that were read stay as they are."""
    with pytest.raises(ValidationError):
        Settings().engines = 5


def test_every_setting_is_described() -> None:
    """Each setting says what it is for."""
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


# (the cgroup's file, processors of the machine, processors granted)
QUOTAS = [
    ("200000 100000", 8, 2),
    ("150000 100000", 8, 2),
    ("50000 100000", 8, 1),
    ("10000 100000", 8, 1),
    ("1600000 100000", 8, 8),
    ("max 100000", 8, 8),
    ("nonsense", 8, 8),
    ("", 4, 4),
    (None, 4, 4),
]


@pytest.mark.parametrize(("quota", "cpus", "granted"), QUOTAS)
def test_granted_processors(
    quota: str | None, cpus: int, granted: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cgroup's quota bounds the processors, and where there is none all may be used."""
    file = tmp_path / "cpu.max"
    if quota is not None:
        file.write_text(quota, encoding="ascii")
    monkeypatch.setattr(module, "CGROUP_QUOTA", file)
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda _: set(range(cpus)), raising=False)
    assert granted_cpus() == granted
