"""compose.yaml and the Kubernetes files say what the hardening is, and fit the service."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import Settings

ROOT = Path(__file__).parents[1]
KUBERNETES = ROOT / "deploy" / "kubernetes"
DOCUMENTS: dict[str, dict[str, Any]] = {
    document["kind"]: document
    for path in sorted(KUBERNETES.glob("*.yaml"))
    for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))
}
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["sluice"]
POD = DOCUMENTS["Deployment"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]


def test_compose_is_hardened() -> None:
    """Read-only, no capabilities, no new privileges, bounded processes and memory, not root."""
    assert COMPOSE["read_only"] is True
    assert COMPOSE["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in COMPOSE["security_opt"]
    assert int(COMPOSE["user"].partition(":")[0]) > 10000
    assert COMPOSE["pids_limit"] > 0
    assert COMPOSE["mem_limit"]
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["ports"])


def test_pod_is_hardened() -> None:
    """The pod is allowed what the service needs: CPU, memory, and to be asked."""
    assert POD["securityContext"]["runAsNonRoot"] is True
    assert POD["automountServiceAccountToken"] is False
    assert CONTAINER["securityContext"] == {
        "readOnlyRootFilesystem": True,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
    }
    assert CONTAINER["resources"]["limits"].keys() == {"cpu", "memory"}
    assert DOCUMENTS["NetworkPolicy"]["spec"]["egress"] == []
    assert "Egress" in DOCUMENTS["NetworkPolicy"]["spec"]["policyTypes"]


def test_no_foreign_variables_reach_the_settings() -> None:
    """A Service of this name would set SLUICE_PORT and others in the pod."""
    assert POD["enableServiceLinks"] is False


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_probes_ask_what_is_there(probe: str) -> None:
    """Liveness asks whether the process answers, the others whether it can clean."""
    path = "/livez" if probe == "livenessProbe" else "/readyz"
    assert CONTAINER[probe]["httpGet"]["path"] == path


def test_there_is_time_to_stop() -> None:
    """Whoever stops the service waits longer than the service waits for its requests."""
    seconds = Settings.model_fields["shutdown_seconds"].default
    assert int(COMPOSE["stop_grace_period"].removesuffix("s")) > seconds
    assert POD["terminationGracePeriodSeconds"] > seconds


def test_variables_are_the_services_own() -> None:
    """Every variable that the files set is one that the service reads."""
    names = {*COMPOSE["environment"], *(entry["name"] for entry in CONTAINER["env"])}
    assert names <= {f"SLUICE_{name.upper()}" for name in Settings.model_fields}


def test_all_find_one_another() -> None:
    """Selectors of service, budget and policy are the labels of the pod."""
    labels = DOCUMENTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert DOCUMENTS["Service"]["spec"]["selector"] == labels
    assert DOCUMENTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert DOCUMENTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    target = DOCUMENTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"]
    assert target == DOCUMENTS["Deployment"]["metadata"]["name"]


def test_every_file_is_listed() -> None:
    """The list in kustomization.yaml names all files beside it."""
    files = {path.name for path in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(DOCUMENTS["Kustomization"]["resources"]) == files
