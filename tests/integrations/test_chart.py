"""The Helm chart, by Helm's own engine: what it makes is what deploy/kubernetes has, and is valid.

`make integrations` runs these; without helm-python-sdk, which brings that engine, they are skipped.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

pytest.importorskip("helm_python", reason="Helm is not here: make integrations")

import helm_python
import kubernetes_validate

from service.settings import Settings

ROOT = Path(__file__).parents[2]
CHART = ROOT / "deploy" / "helm" / "sluice"
KUBERNETES = ROOT / "deploy" / "kubernetes"
# Of the Kubernetes that the documents are held to.
VERSION = "1.35"
# What a release of Helm's is known by, and what is not in deploy/kubernetes.
HELMS = {"app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "helm.sh/chart"}
Documents = dict[str, dict[str, Any]]

ALL = {
    "settings": {"SLUICE_SHUTDOWN_SECONDS": 60, "SLUICE_MAX_BODY_BYTES": 629145600},
    "token": {"secret": "mill", "key": "word"},
    "siteProfiles": {"claim": "river"},
    "autoscaling": {"enabled": False},
    "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}},
    "networkPolicy": {"from": [{"namespaceSelector": {"matchLabels": {"team": "crawl"}}}]},
    "image": {"pullPolicy": "Always", "pullSecrets": [{"name": "registry"}]},
    "nodeSelector": {"kubernetes.io/arch": "amd64"},
    "tolerations": [{"key": "spot", "operator": "Exists"}],
    "affinity": {"podAntiAffinity": {}},
}
NOTHING = {"networkPolicy": {"enabled": False}, "disruptionBudget": {"enabled": False}}


def made(values: dict[str, Any], name: str = "sluice") -> Documents:
    """What `helm template` writes, by kind."""
    with helm_python.Chart.load(CHART) as chart:
        texts = chart.render(values, name=name).values()
    found = [each for text in texts for each in yaml.safe_load_all(text) if each]
    return {each["kind"]: each for each in found}


def without_helm(value: Any) -> Any:
    """The same without the labels of Helm's releases."""
    if isinstance(value, dict):
        return {k: without_helm(v) for k, v in value.items() if k not in HELMS}
    return [without_helm(each) for each in value] if isinstance(value, list) else value


def labelled(document: dict[str, Any]) -> dict[str, Any]:
    """With the label that Helm's objects have and that some of ours do without."""
    name = {"app.kubernetes.io/name": "sluice"}
    metadata = document["metadata"] | {"labels": document["metadata"].get("labels", name)}
    return document | {"metadata": metadata}


def test_chart_is_what_kubernetes_has() -> None:
    """Without values of one's own a release is deploy/kubernetes, document by document."""
    plain: Documents = {
        each["kind"]: each
        for path in KUBERNETES.glob("*.yaml")
        for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    }
    (image,) = plain.pop("Kustomization")["images"]
    (container,) = plain["Deployment"]["spec"]["template"]["spec"]["containers"]
    container["image"] = f"{image['newName']}:{image['newTag']}"
    plain["Service"]["spec"]["type"] = "ClusterIP"  # Kubernetes' own choice
    found = made({})
    assert found.keys() == plain.keys()
    for kind, document in plain.items():
        assert without_helm(found[kind]) == labelled(document), kind


@pytest.mark.parametrize("values", [{}, ALL, ALL | NOTHING], ids=["as it is", "all", "less"])
def test_documents_are_valid(values: dict[str, Any]) -> None:
    """Each document is one by Kubernetes' own schemas, in which nothing is misspelt."""
    for kind, document in made(values).items():
        if kind != "ServiceMonitor":  # of the Prometheus Operator, which has schemas of its own
            kubernetes_validate.validate(document, VERSION, strict=True)


def test_helm_finds_no_fault() -> None:
    """`helm lint --strict` says nothing but that an icon would be nice."""
    told = helm_python.lint(CHART, strict=True)
    assert told["errors"] == []
    assert [each["error"] for each in told["messages"]] == ["icon is recommended"]


def test_values_reach_what_they_are_for() -> None:
    """Settings, the token and the profiles are mounted and named; what is off is not there."""
    found = made(ALL | NOTHING)
    assert found.keys() == {"Deployment", "Service", "ServiceMonitor"}
    spec = found["Deployment"]["spec"]
    assert spec["replicas"] == 2
    assert "annotations" not in spec["template"]["metadata"]
    pod = spec["template"]["spec"]
    assert pod["terminationGracePeriodSeconds"] == 70
    (container,) = pod["containers"]
    assert {each["name"]: each["value"] for each in container["env"]} == {
        "SLUICE_ENGINE_MEMORY_BYTES": "629145600",
        "SLUICE_MAX_BODY_BYTES": "629145600",
        "SLUICE_SHUTDOWN_SECONDS": "60",
        "SLUICE_TOKEN_FILE": "/token/word",
        "SLUICE_SITE_PROFILES": "/profiles/site-profiles.sqlite",
    }
    mounts = {each["name"]: each for each in container["volumeMounts"]}
    assert mounts.keys() == {each["name"] for each in pod["volumes"]}
    assert all(each["readOnly"] for each in mounts.values())
    labels = found["Service"]["metadata"]["labels"]
    assert found["ServiceMonitor"]["spec"]["selector"]["matchLabels"].items() <= labels.items()


def test_two_releases_do_not_meet() -> None:
    """Each release has names of its own, and its service finds its own pods only."""
    first, second = made({}, "sluice"), made({}, "crawl")
    for kind, document in first.items():
        assert document["metadata"]["name"] == "sluice"
        assert second[kind]["metadata"]["name"] == "crawl-sluice"
    selectors = [each["Service"]["spec"]["selector"] for each in (first, second)]
    pods = [
        each["Deployment"]["spec"]["template"]["metadata"]["labels"] for each in (first, second)
    ]
    assert selectors == pods
    assert selectors[0] != selectors[1]


WRONG = {
    "misspelt": ({"autoscalling": {"enabled": False}}, "autoscalling"),
    "misspelt below": ({"token": {"secrets": "mill"}}, "secrets"),
    "no setting": ({"settings": {"PORT": "80"}}, "PORT"),
    "half an engine": ({"settings": {"SLUICE_ENGINES": 1.5}}, "SLUICE_ENGINES"),
    "no number": ({"replicas": "many"}, "replicas"),
}


@pytest.mark.parametrize(("values", "named"), WRONG.values(), ids=WRONG)
def test_wrong_values_are_refused(values: dict[str, Any], named: str) -> None:
    """A value that means nothing stops the release, and is named."""
    with pytest.raises(helm_python.HelmValuesError, match=named):
        made(values)


def test_settings_are_the_services_own() -> None:
    """Each variable that the chart sets or names is one that the service reads."""
    texts = "".join(path.read_text(encoding="utf-8") for path in CHART.rglob("*.*"))
    names = set(re.findall(r"\bSLUICE_[A-Z_]+[A-Z]\b", texts)) - {"SLUICE_PORT"}
    assert names <= {f"SLUICE_{name.upper()}" for name in Settings.model_fields}


def test_every_value_has_its_form() -> None:
    """The schema names all values that there are, and no other."""
    schema = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
    values = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
    assert schema["properties"].keys() == {*values, "global"}
