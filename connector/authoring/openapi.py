"""Read an OpenAPI 3.0 or 3.1 document and follow its local references.

The document is data from elsewhere: it is parsed with a safe loader, duplicate keys are refused,
and nothing outside the file is ever fetched. A reference that leads nowhere is reported, not fatal.
This module knows nothing of the catalog's own format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .errors import AuthoringError
from .schema_tree import at_pointer
from .structure import structural_faults

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_BaseLoader):  # type: ignore[misc]
    """YAML as JSON sees it: no duplicate keys, every key a string, `no` and dates strings too."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
        """Build a mapping at once; raises yaml.YAMLError where a key stands twice."""
        self.flatten_mapping(node)
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            name = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key)
            if name in mapping:
                line = key_node.start_mark.line + 1
                raise yaml.constructor.ConstructorError(
                    None, None, f"duplicate key {name!r} in line {line}", key_node.start_mark
                )
            mapping[name] = self.construct_object(value_node, deep=True)
        return mapping


_DIGITS = r"(?:0|[1-9][0-9]*)"
_EXPONENT = r"[eE][-+]?[0-9]+"
_FLOAT = rf"[-+]?(?:\.[0-9]+|{_DIGITS}\.[0-9]*)(?:{_EXPONENT})?|[-+]?{_DIGITS}{_EXPONENT}"

# The value types of YAML 1.2: a key such as `no` or a text such as 2024-01-31 is a string.
StrictLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", _FLOAT, "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("merge", r"<<", "<"),
):
    StrictLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), [*_first, ""]
    )
StrictLoader.add_constructor(
    "tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node)
)


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for name, value in pairs:
        if name in mapping:
            raise ValueError(f"duplicate key {name!r}")
        mapping[name] = value
    return mapping


def parse_text(text: str) -> Any:
    """One YAML or JSON text as plain data. Raises ValueError or yaml.YAMLError."""
    if text.lstrip().startswith(("{", "[")):
        try:
            return json.loads(text, object_pairs_hook=_unique_pairs)
        except json.JSONDecodeError:
            # A flow mapping is YAML too.
            return parse_yaml_documents(text)[0]
    documents = parse_yaml_documents(text)
    if len(documents) > 1:
        raise ValueError(f"one YAML document is expected, not {len(documents)}")
    return documents[0] if documents else None


def parse_yaml_documents(text: str) -> list[Any]:
    """The YAML documents of a text as plain data. Raises yaml.YAMLError."""
    return list(yaml.load_all(text, Loader=StrictLoader))


@dataclass(frozen=True)
class Document:
    """One parsed OpenAPI document.

    `dialect` is "3.0" or "3.1". `warnings` grows while references are followed; a warning says
    what was replaced by something more permissive.
    """

    name: str
    data: dict[str, Any]
    dialect: str
    warnings: list[str] = field(default_factory=list)

    def warn(self, message: str) -> None:
        """Note something the catalog could not take over; each message is kept once."""
        if message not in self.warnings:
            self.warnings.append(message)

    def target(self, reference: str) -> Any:
        """What a reference points at, not followed further.

        A reference that leads outside the file or nowhere yields `{}` and a warning.
        """
        if reference.startswith("#"):
            try:
                return at_pointer(self.data, _percent_decoded(reference[1:]))
            except (KeyError, ValueError):
                self.warn(f"{self.name}: {reference} leads nowhere; anything is accepted there")
                return {}
        self.warn(f"{self.name}: {reference} is outside the file; anything is accepted there")
        return {}

    def resolved(self, part: Any) -> Any:
        """A parameter, request body, response or path item, its references followed to the end."""
        seen: set[str] = set()
        while isinstance(part, dict) and isinstance(part.get("$ref"), str):
            reference = part["$ref"]
            if reference in seen:
                self.warn(f"{self.name}: {reference} refers to itself; anything is accepted there")
                return {}
            seen.add(reference)
            siblings = {key: value for key, value in part.items() if key != "$ref"}
            target = self.target(reference)
            part = {**target, **siblings} if isinstance(target, dict) else target
        return part

    def operations(self) -> Iterator[tuple[str, str, dict[str, Any], list[Any]]]:
        """Each operation as method (upper case), path, operation and the path's own parameters.

        Where the path has servers of its own and the operation has none, they are the operation's.
        """
        for path, unresolved in self.data.get("paths", {}).items():
            item = self.resolved(unresolved)
            if not path.startswith("/") or not isinstance(item, dict):
                continue
            for method in METHODS:
                operation = item.get(method)
                if isinstance(operation, dict):
                    if item.get("servers"):
                        operation = {"servers": item["servers"], **operation}
                    yield method.upper(), path, operation, item.get("parameters") or []


def _percent_decoded(fragment: str) -> str:
    return re.sub(r"%([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), fragment)


def load_document(path: Path) -> Document:
    """Read an OpenAPI 3.0 or 3.1 document, YAML or JSON.

    Raises AuthoringError when the file is not one, OSError when it cannot be read.
    """
    try:
        data = parse_text(path.read_text(encoding="utf-8-sig"))
    except (ValueError, yaml.YAMLError) as error:
        raise AuthoringError(f"{path.name} cannot be parsed", [str(error)]) from error
    except RecursionError as error:
        raise AuthoringError(f"{path.name} cannot be parsed", ["it is nested too deep"]) from error
    version = str(data.get("openapi", "")) if isinstance(data, dict) else ""
    found = re.match(r"3\.[0-9]+", version)
    if found is None or not isinstance(data.get("paths"), dict):
        raise AuthoringError(
            f"{path.name} is not an OpenAPI 3 document",
            [f"`openapi` is {version or 'missing'}; 3.0 and 3.1 with `paths` are understood"],
        )
    faults = structural_faults(data)
    if faults:
        raise AuthoringError(f"{path.name} is not well formed", faults)
    return Document(path.name, data, "3.0" if found[0] == "3.0" else "3.1")
