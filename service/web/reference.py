"""The API reference: openapi.yaml as a page, without a script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[1]
# It stands in the package where that was installed, and at the root of the tree.
INSTALLED = PACKAGE / "openapi.yaml"
OPENAPI = INSTALLED if INSTALLED.exists() else PACKAGE.parent / "openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")
COMBINED = {"oneOf": " or ", "anyOf": " or ", "allOf": " and "}
Node = dict[str, Any]


class Reference:
    """What the template asks of the document."""

    def __init__(self, document: Node) -> None:
        """document: openapi.yaml as it was read."""
        self.document = document
        self.schemas: dict[str, Node] = document["components"]["schemas"]

    def parts(self) -> Node:
        """Everything that the template names."""
        groups = [(tag, list(self.operations(tag["name"]))) for tag in self.document["tags"]]
        return {
            "info": self.document["info"],
            "groups": groups,
            "schemas": self.schemas,
            "resolved": self.resolved,
            "words": lambda schema: list(self.words(schema)),
            "fields": self.fields,
            "examples": lambda content: list(self.examples(content)),
        }

    def operations(self, tag: str) -> Iterator[tuple[str, str, Node]]:
        """The method, address and operation of each under this tag, in the document's order."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if tag in item.get(method, {}).get("tags", ()):
                    yield method.upper(), path, item[method]

    def resolved(self, node: Node) -> Node:
        """The node itself, or what its reference leads to."""
        while "$ref" in node:
            target: Node = self.document
            for name in node["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            node = target
        return node

    def words(self, schema: Node) -> Iterator[str]:
        """The schema's type as words; a word that is a schema's name stands for that schema."""
        if "$ref" in schema:
            yield schema["$ref"].rpartition("/")[2]
        elif "const" in schema:
            yield f"“{schema['const']}”"
        elif schema.get("type") == "array":
            yield "list of "
            yield from self.words(schema["items"])
        elif combined := COMBINED.keys() & schema.keys():
            yield from self._combined(schema, combined.pop())
        else:
            kinds = schema.get("type", "object")
            yield kinds if isinstance(kinds, str) else " or ".join(kinds)

    def _combined(self, schema: Node, how: str) -> Iterator[str]:
        for i, part in enumerate(schema[how]):
            if i:
                yield COMBINED[how]
            yield from self.words(part)

    def fields(self, schema: Node) -> dict[str, Node]:
        """An object's fields by name; none for a schema of another type."""
        found: dict[str, Node] = schema.get("properties", {})
        return found

    def examples(self, content: Node) -> Iterator[tuple[str, Any]]:
        """Each example of a body with its summary."""
        for example in map(self.resolved, content.get("examples", {}).values()):
            yield example.get("summary", ""), example["value"]
