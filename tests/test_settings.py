"""Settings come from the environment, once, and a bad one is named."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings
from sluice.workers import cpus as module
from sluice.workers.cpus import granted_cpus
from sluice.workers.settings import WorkerSettings, from_environment


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
    ("SLUICE_MAX_BODY_BYTES", "16 miles"),
    ("SLUICE_MAX_BODY_BYTES", "MiB"),
    ("SLUICE_MAX_BODY_BYTES", "-16MiB"),
    ("SLUICE_MAX_BODY_BYTES", "1KB"),
    ("SLUICE_ENGINE_MEMORY_BYTES", "255MiB"),
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


SIZES = {"16MiB": 16 << 20, "1.5 GiB": 3 << 29, "20MB": 20_000_000, "16777216": 16 << 20}


@pytest.mark.parametrize(("text", "size"), SIZES.items(), ids=SIZES)
def test_sizes(text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A size is bytes, or a number with its unit."""
    monkeypatch.setenv("SLUICE_MAX_BODY_BYTES", text)
    assert from_environment(Settings).max_body_bytes == size


MISSPELT = [
    (Settings, "SLUICE_PAGE_SECOND", "Did you mean SLUICE_PAGE_SECONDS?"),
    (Settings, "SLUICE_ENGINE", "Did you mean SLUICE_ENGINES?"),
    (Settings, "sluice_max_bodybytes", "Did you mean SLUICE_MAX_BODY_BYTES?"),
    (Settings, "SLUICE_WAIT_SECNODS", "Did you mean SLUICE_WAIT_SECONDS?"),
    (Settings, "SLUICE_COLOUR", "docs/settings.md lists all."),
    (Settings, "SLUICE_PORT", "docs/settings.md lists all."),
    (Settings, "SLUICE_", "docs/settings.md lists all."),
    (WorkerSettings, "SLUICE_PAGE_SECOND", "Did you mean SLUICE_PAGE_SECONDS?"),
]


@pytest.mark.parametrize(("kind", "name", "hint"), MISSPELT)
def test_misspelt_setting_stops_the_start(
    kind: type[WorkerSettings], name: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that no setting is read from is refused, with the one that was meant."""
    monkeypatch.setenv(name, "1")
    with pytest.raises(SystemExit) as stopped:
        from_environment(kind)
    message = str(stopped.value)
    assert message.startswith(f"sluice: {name}: there is no such setting. ")
    assert message.endswith(hint)


def test_what_others_set_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links between containers stop nothing, nor do the service's settings stop a bulk run."""
    links = {"SLUICE_SERVICE_HOST": "10.0.0.1", "SLUICE_SERVICE_PORT_HTTP": "80"}
    links |= {"SLUICE_PORT": "tcp://10.0.0.1:80", "SLUICE_PORT_80_TCP_ADDR": "10.0.0.1"}
    for name, value in links.items():
        monkeypatch.setenv(name, value)
    from_environment(Settings)
    for name in Settings.model_fields.keys() - WorkerSettings.model_fields.keys():
        monkeypatch.setenv(f"SLUICE_{name.upper()}", "1")
    from_environment(WorkerSettings)


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
