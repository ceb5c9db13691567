"""What others make of openapi.yaml: a Python client, TypeScript's types, and a linter."""

import importlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from sluice.errors import Problem
from tests.web.service_process import serving

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
OPENAPI = ROOT / "openapi.yaml"
# make integrations puts them there, where there is npm.
PROGRAMS = Path(sys.prefix) / "node_modules"
BODY = "The mill on the river was opened again on Monday."
PAGE = f"<h1>Old mill opens</h1><p>{BODY}</p>"

python_client = pytest.mark.skipif(
    find_spec("openapi_python_client") is None,
    reason="openapi-python-client is not installed: make integrations",
)
with_node = pytest.mark.skipif(
    not (PROGRAMS / ".bin").is_dir(), reason="there was no npm here: make integrations"
)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The client that openapi-python-client makes of the contract, which it has to take whole."""
    folder = tmp_path_factory.mktemp("client")
    run = subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"),
            *("--path", OPENAPI, "--output-path", folder / "made_of_openapi"),
            *("--config", EXAMPLES / "openapi-python-client.yaml"),
        ],
        # It lays out what it makes with ruff, which stands beside it.
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "WARNING" not in said.upper(), said
    sys.path.insert(0, str(folder))
    return importlib.import_module("made_of_openapi")


@pytest.fixture(scope="module")
def client(generated: ModuleType) -> Iterator[object]:
    with serving() as address, generated.Client(base_url=address) as made_client:
        yield made_client


def made(name: str) -> ModuleType:
    return importlib.import_module(f"made_of_openapi.{name}")


@python_client
def test_every_operation_is_in_the_client(generated: ModuleType) -> None:
    """Each operation of the contract is a module of the client, batch and problems included."""
    folder = Path(generated.__file__ or "").parent / "api"
    modules = {path.stem for path in folder.glob("*/*.py")} - {"__init__"}
    document = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))
    operations = [
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
        if "operationId" in operation
    ]
    assert {name.replace("_", "") for name in modules} == {name.lower() for name in operations}
    # Each refusal of a page is one of its answers, and has the codes that it may have.
    codes = made("models.clean_response_422_code").CleanResponse422Code
    assert {str(code) for code in codes} == {
        problem.value.code for problem in Problem if problem.value.status == 422
    }


@python_client
def test_client_cleans(client: object) -> None:
    """A page goes as JSON and as bytes, and its answer comes back as the client's own objects."""
    clean, models, types = made("api.cleaning.clean"), made("models"), made("types")
    output = models.Output.MARKDOWN
    for body in (models.JsonPage(html=PAGE), types.File(payload=io.BytesIO(PAGE.encode()))):
        answer = clean.sync(client=client, body=body, output=output)
        assert (answer.body, answer.metadata.title) == (BODY, "Old mill opens")


@python_client
def test_client_reads_problems(client: object) -> None:
    """A refusal is an object of the client too, by the status that it has."""
    clean, models = made("api.cleaning.clean"), made("models")
    refused = clean.sync(client=client, body=models.JsonPage(html=PAGE, url="ftp://example.org"))
    assert isinstance(refused, models.CleanResponse422)
    assert refused.code == "invalid-option"
    told = made("api.reference.problem").sync("invalid-option", client=client)
    assert told.remedy == refused.remedy


@python_client
def test_client_sends_a_batch(client: object) -> None:
    """A batch is bytes both ways, and each line of the answer one of the client's objects."""
    batch, models, types = made("api.cleaning.clean_batch"), made("models"), made("types")
    lines = json.dumps({"id": "1", "html": PAGE}) + "\n{\n"
    said = batch.sync(client=client, body=types.File(payload=io.BytesIO(lines.encode())))
    answer, problem = map(json.loads, said.splitlines())
    assert models.Answer.from_dict(answer).body == BODY
    refused = models.BatchProblem.from_dict(problem)
    assert (refused.code, refused.position) == ("malformed-json", 2)


def node(*words: object) -> subprocess.CompletedProcess[str]:
    """Run one of the programs."""
    name, *rest = map(str, words)
    return subprocess.run(
        [PROGRAMS / ".bin" / name, *rest],
        # The linter would ask for its own newer version, and tell that it is used.
        env=os.environ | {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@with_node
def test_linter_finds_no_error() -> None:
    """Redocly takes the contract; what it warns of is that some addresses refuse nothing."""
    done = node("redocly", "lint", OPENAPI, "--format", "json")
    found = json.loads(done.stdout)["problems"]
    assert [each for each in found if each["severity"] == "error"] == []
    assert {each["ruleId"] for each in found} <= {
        "operation-4xx-response",
        "no-required-schema-properties-undefined",
    }
    assert done.returncode == 0


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the contract's types, as openapi-typescript makes them, and the client."""
    folder = tmp_path_factory.mktemp("types")
    done = node("openapi-typescript", OPENAPI, "-o", folder / "openapi.d.ts")
    assert done.returncode == 0, done.stderr
    for name in ("client.mjs", "client.d.mts"):
        (folder / name).write_text((EXAMPLES / name).read_text("utf-8"), encoding="utf-8")
    return folder


def compiled(*words: object) -> str:
    """What the compiler objects to."""
    types = ("--types", "node", "--typeRoots", PROGRAMS / "@types")
    told = ("--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", *types)
    done = node("tsc", *told, *words)
    return done.stdout + done.stderr


HEAD = """
import type { components, operations } from "./openapi.d.ts";
import * as client from "./client.mjs";
type Schemas = components["schemas"];
// What the service answers can be read by the client's types, and each field has one.
type Read<Contract, Ours> = Contract extends Ours
  ? keyof Contract extends keyof Ours ? (keyof Ours extends keyof Contract ? true : never) : never
  : never;
// What the client's types let send is taken by the service, and all that it takes can be sent.
type Sent<Contract, Ours> = Ours extends Contract
  ? keyof Contract extends keyof Ours ? true : never
  : never;
type Query = NonNullable<operations["clean"]["parameters"]["query"]>;
"""
SAME = """
export const answer: Read<Schemas["Answer"], client.Answer> = true;
export const metadata: Read<Schemas["Metadata"], client.Metadata> = true;
export const verdict: Read<Schemas["Verdict"], client.Answer["verdict"]> = true;
export const input: Read<Schemas["Input"], client.Answer["input"]> = true;
export const engine: Read<Schemas["Engine"], client.Answer["engine"]> = true;
export const line: Schemas["BatchProblem"] extends client.Problem ? true : never = true;
export const problem: Schemas["Problem"] extends client.Problem ? true : never = true;
export const options: Sent<Query, client.Options> = true;
export const page: client.JsonPage extends Schemas["JsonPage"] ? true : never = true;
"""


@with_node
def test_types_are_those_of_the_contract(checked: Path) -> None:
    """What the service sends fits the client's types, and what these let send fits the service."""
    source = checked / "same.mts"
    source.write_text(HEAD + SAME, encoding="utf-8")
    assert compiled(source) == ""


MISTAKES = [
    'const a: Read<Omit<Schemas["Answer"], "body">, client.Answer> = true;',
    'const a: Read<Schemas["Answer"], Omit<client.Answer, "body">> = true;',
    'const a: Read<Schemas["Answer"], client.Answer & { body: number }> = true;',
    "const a: Sent<Query, client.Options & { output: number }> = true;",
    'const a: Sent<Query, Omit<client.Options, "url">> = true;',
    'await new client.Sluice().clean("a", { output: "pdf" });',
    'await new client.Sluice().clean("a", { ouput: "html" });',
    "await new client.Sluice({ attempts: '3' });",
    'const b: number = (await new client.Sluice().clean("a")).body;',
    'for await (const a of new client.Sluice().batch([{ html: "a", text: 5 }])) a;',
]


@pytest.fixture(scope="module")
def objections(checked: Path) -> str:
    """What the compiler says of all mistakes, each in a file of its own."""
    files = [checked / f"mistake-{i}.mts" for i in range(len(MISTAKES))]
    for file, mistake in zip(files, MISTAKES, strict=True):
        file.write_text(HEAD + mistake, encoding="utf-8")
    return compiled(*files)


@with_node
@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=MISTAKES)
def test_mistake_is_found(objections: str, number: int) -> None:
    """Where the types differ, or a call is wrong, the compiler says so."""
    assert re.search(rf"mistake-{number}\.mts\(\d+,\d+\): error TS", objections)


@with_node
def test_client_is_well_typed(checked: Path) -> None:
    """The client's own code holds against its comments' types."""
    assert compiled("--allowJs", "--checkJs", checked / "client.mjs") == ""
