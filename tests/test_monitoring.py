"""The alert rules and the board in deploy/ ask for what /metrics has, and Prometheus loads them."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from service.engine.scoreboard import Cause, Scoreboard
from service.web import metrics
from sluice.pagetype.kinds import GATES
from sluice.reasons import PageKind

ROOT = Path(__file__).parents[1]
RULES = ROOT / "deploy" / "prometheus"
BOARD = json.loads((ROOT / "deploy" / "grafana" / "sluice.json").read_text(encoding="utf-8"))
GROUPS = yaml.safe_load((RULES / "alerts.yaml").read_text(encoding="utf-8"))["groups"]
ALL_RULES = [rule for group in GROUPS for rule in group["rules"]]
TARGETS = [target for panel in BOARD["panels"] for target in panel["targets"]]
EXPRESSIONS = [each["expr"] for each in [*ALL_RULES, *TARGETS]]
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
pytestmark = pytest.mark.processes
needs_prometheus = pytest.mark.skipif(
    not shutil.which("promtool", path=PATH) or not shutil.which("prometheus", path=PATH),
    reason="there is no Prometheus here (on Debian and Ubuntu: apt install prometheus)",
)


def figures() -> bytes:
    """What a service answers at /metrics."""
    return metrics.text(Scoreboard(1))


def test_what_is_asked_for_is_there() -> None:
    """Each figure in a rule or a panel is one of the service's, or a rule's own."""
    text = figures().decode()
    names = set(re.findall(r"^# TYPE (\S+) ", text, re.M)) | {"sluice_pages_total"}
    names |= {f"{name}_bucket" for name in metrics.HISTOGRAMS}
    names |= {rule["record"] for rule in ALL_RULES if "record" in rule}
    asked = {name for expr in EXPRESSIONS for name in re.findall(r"\bsluice[_:][a-z0-9_:]+", expr)}
    assert asked - names == set()


def test_walls_are_all_walls() -> None:
    """The rule that counts walls names each kind of page that is one, but for data and damage."""
    (rule,) = [rule for rule in ALL_RULES if rule.get("record") == "sluice:walls_share:1h"]
    named = re.search(r'verdict=~"([^"]+)"', rule["expr"])
    assert named
    assert set(named[1].split("|")) == {kind.value for kind in GATES} - {PageKind.NOT_TEXT}


def test_causes_are_those_of_engines() -> None:
    """The rule about engines that die leaves out those that retire, and no other."""
    (rule,) = [rule for rule in ALL_RULES if rule.get("alert") == "SluiceEnginesDying"]
    named = re.search(r'cause=~"([^"]+)"', rule["expr"])
    assert named
    assert {cause.name.lower() for cause in Cause} - set(named[1].split("|")) == {"retired"}


def test_each_alert_says_what_to_do() -> None:
    """Whoever is woken reads what is wrong and where to begin."""
    alerts = [rule for rule in ALL_RULES if "alert" in rule]
    assert len(alerts) > 4
    assert all(rule["annotations"].keys() == {"summary", "action"} for rule in alerts)


def test_each_alert_is_set_off_by_a_test() -> None:
    """An alert that nobody has seen go off may be one that cannot."""
    tests = [
        test["alertname"]
        for path in RULES.glob("*_test.yaml")
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]
        for test in case["alert_rule_test"]
        if test["exp_alerts"]
    ]
    assert set(tests) == {rule["alert"] for rule in ALL_RULES if "alert" in rule}


def promtool(*arguments: str, folder: Path = RULES) -> subprocess.CompletedProcess[str]:
    call = [str(shutil.which("promtool", path=PATH)), *arguments]
    return subprocess.run(
        call, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


@needs_prometheus
def test_alerts_go_off_when_they_should() -> None:
    """Prometheus' own tests of the rules pass."""
    done = promtool("test", "rules", "alerts_test.yaml", "shares_test.yaml")
    assert done.returncode == 0, done.stderr + done.stdout


@needs_prometheus
def test_broken_rule_is_noticed(tmp_path: Path) -> None:
    """The tests above can fail: a threshold that is moved is found."""
    for path in RULES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"> 0.01\n", b"> 0.05\n"))
    done = promtool("test", "rules", "alerts_test.yaml", folder=tmp_path)
    assert "SluiceEnginesDying" in done.stderr + done.stdout
    assert done.returncode == 1


class Service(BaseHTTPRequestHandler):
    """Answers as a service does whose figures are those of this process."""

    def do_GET(self) -> None:
        body = figures()
        self.send_response(200)
        self.send_header("Content-Type", metrics.CONTENT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def prometheus(tmp_path: Path) -> Iterator[str]:
    """The address of a Prometheus that has the rules and asks a service."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        address = f"127.0.0.1:{found.getsockname()[1]}"
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        target = {"targets": [f"127.0.0.1:{server.server_port}"]}
        config = {
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [str(RULES / "alerts.yaml")],
            "scrape_configs": [{"job_name": "sluice", "static_configs": [target]}],
        }
        (tmp_path / "prometheus.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        call = [str(shutil.which("prometheus", path=PATH)), "--config.file=prometheus.yaml"]
        call += [f"--web.listen-address={address}", "--storage.tsdb.path=data"]
        log = (tmp_path / "log").open("wb")
        with log, subprocess.Popen(call, cwd=tmp_path, stdout=log, stderr=log) as process:
            yield f"http://{address}/api/v1/"
            process.terminate()
        server.shutdown()


def asked(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)["data"]


@needs_prometheus
def test_prometheus_loads_rules_and_board(prometheus: str) -> None:
    """Prometheus finds the service and all rules well, and answers each panel's question."""
    until = time.monotonic() + 60
    health: set[str] = set()
    while health != {"ok"} and time.monotonic() < until:
        time.sleep(0.2)
        with suppress(OSError):
            groups = asked(f"{prometheus}rules")["groups"]
            health = {rule["health"] for group in groups for rule in group["rules"]}
    assert health == {"ok"}
    while not asked(f"{prometheus}query?query=sluice_engines_ready")["result"]:
        assert time.monotonic() < until
        time.sleep(0.2)
    for target in TARGETS:
        expr = target["expr"].replace("$__rate_interval", "5m").replace("$instance", ".*")
        found = asked(f"{prometheus}query?query={urllib.parse.quote(expr)}")
        assert found["resultType"] == "vector", expr
