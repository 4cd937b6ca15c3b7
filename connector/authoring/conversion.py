"""OpenAPI 3.0 and 3.1 schemas as JSON Schema 2020-12.

What a keyword means in OpenAPI is said in the words of JSON Schema: `nullable` becomes a null
type, boolean bounds become numbers, `oneOf` becomes `anyOf` (request shapes in real descriptions
overlap). Objects stay open: an API takes more than it documents. Where a reference ends up is
decided by the caller's `place`; nothing here reads files or knows of actions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .openapi import Document
from .schema_tree import (
    SCHEMA_KEYWORDS,
    SCHEMA_LIST_KEYWORDS,
    SCHEMA_MAP_KEYWORDS,
    WORD_KEYWORDS,
    Schema,
)

Place = Callable[[str], str | None]
"""Reference -> where the converted catalog keeps it, or None when it is to be copied in."""

_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_KEPT = (
    "const",
    "contentEncoding",
    "contentMediaType",
    "default",
    "dependentRequired",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maximum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minimum",
    "minItems",
    "minLength",
    "minProperties",
    "multipleOf",
    "pattern",
    "readOnly",
    "required",
    "type",
    "uniqueItems",
    "writeOnly",
    "deprecated",
)
_UNIX_FORMATS = ("date-time", "timestamp", "date_time", "datetime")


class Converter:
    """Converts the schemas of one document; words are taken over only when `texts` is set."""

    def __init__(self, document: Document, *, place: Place, texts: bool) -> None:
        self._document = document
        self._place = place
        self._texts = texts

    def convert(self, schema: Any) -> Schema:
        """The 2020-12 form of an OpenAPI schema; `True` and anything unreadable become `{}`."""
        if schema is False:
            return {"not": {}}
        if not isinstance(schema, dict):
            return {}
        if isinstance(schema.get("$ref"), str):
            return self._reference(schema)
        converted = self._keywords(schema)
        self._discriminate(schema, converted)
        converted = collapsed(_one_union(converted))
        return accepting_null(converted) if schema.get("nullable") is True else converted

    def target(self, reference: str) -> Schema:
        """The converted schema a reference points at."""
        return self.convert(self._document.target(reference))

    def _reference(self, schema: Schema) -> Schema:
        reference = schema["$ref"]
        siblings = {key: value for key, value in schema.items() if key != "$ref"}
        if self._document.dialect == "3.0":
            # 3.0 ignores what stands beside a reference, but authors mean these two.
            siblings = {
                key: value
                for key, value in siblings.items()
                if key in ("nullable", "description", "title")
            }
        nullable = siblings.pop("nullable", False) is True
        beside = self.convert(siblings) if siblings else {}
        place = self._place(reference)
        base = self.target(reference) if place is None else {"$ref": place}
        merged = merged_schemas(beside, base)
        if merged is None:
            merged = {**beside, "allOf": [base, *beside.get("allOf", [])]}
        if nullable and not self._accepts_null(reference):
            return accepting_null(merged)
        return merged

    def _accepts_null(self, reference: str) -> bool:
        target = self._document.resolved(self._document.target(reference))
        return isinstance(target, dict) and target.get("nullable") is True

    def _keywords(self, schema: Schema) -> Schema:
        converted: Schema = {}
        for keyword, value in schema.items():
            if keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, dict):
                converted[keyword] = {name: self.convert(part) for name, part in value.items()}
            elif keyword in SCHEMA_LIST_KEYWORDS and isinstance(value, list):
                if value:
                    converted[keyword] = [self.convert(branch) for branch in value]
            elif keyword in ("additionalProperties", "unevaluatedProperties"):
                # A closed branch of a union would also refuse the fields of its siblings.
                if isinstance(value, dict) and value:
                    converted[keyword] = self.convert(value)
            elif keyword in SCHEMA_KEYWORDS:
                converted[keyword] = self.convert(value)
            elif keyword in _KEPT:
                converted[keyword] = value
            elif self._texts and (keyword in WORD_KEYWORDS or keyword == "example"):
                _take_word(converted, keyword, value)
        self._repair(converted)
        return converted

    def _repair(self, schema: Schema) -> None:
        """Put right, in place, what 2020-12 would refuse or read differently."""
        types = schema.get("type")
        if types is not None:
            if not all(kind in _TYPES for kind in _types(schema)):
                self._document.warn(f"{self._document.name}: type {types!r} is unknown; ignored")
                del schema["type"]
        elif schema.get("properties"):
            schema["type"] = "object"
        if "integer" in _types(schema) and schema.get("format") in _UNIX_FORMATS:
            schema["format"] = "unix-time"
        for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if schema.get(bound) is True and limit in schema:
                schema[bound] = schema.pop(limit)
            elif isinstance(schema.get(bound), bool):
                del schema[bound]
        self._repair_required(schema)
        for keyword in ("enum", "readOnly", "writeOnly", "deprecated", "uniqueItems"):
            if schema.get(keyword) in ([], False):
                del schema[keyword]
        pattern = schema.get("pattern")
        if pattern is not None:
            try:
                re.compile(pattern)
            except (re.error, TypeError):
                self._document.warn(
                    f"{self._document.name}: pattern {pattern!r} cannot be read; ignored"
                )
                del schema["pattern"]

    def _repair_required(self, schema: Schema) -> None:
        required = schema.get("required")
        if required is None:
            return
        if not isinstance(required, list):
            self._document.warn(f"{self._document.name}: `required: {required}` is not a list")
            del schema["required"]
            return
        properties = schema.get("properties", {})
        # A read-only property is required of answers, not of requests.
        asked = [name for name in required if not properties.get(name, {}).get("readOnly")]
        schema["required"] = list(dict.fromkeys(asked))
        if not asked:
            del schema["required"]

    def _discriminate(self, schema: Schema, converted: Schema) -> None:
        """Say in each branch of a union which values of the discriminator select it."""
        discriminator = schema.get("discriminator")
        if not isinstance(discriminator, dict):
            return
        name, mapping = discriminator.get("propertyName"), discriminator.get("mapping") or {}
        for keyword in ("oneOf", "anyOf"):
            for index, branch in enumerate(schema.get(keyword) or []):
                reference = branch.get("$ref") if isinstance(branch, dict) else None
                values = [
                    value
                    for value, target in mapping.items()
                    if reference in (target, f"#/components/schemas/{target}")
                ]
                if name and values:
                    converted[keyword][index] = _selected_by(
                        converted[keyword][index], name, values
                    )


def _selected_by(branch: Schema, name: str, values: list[str]) -> Schema:
    properties = branch.get("properties", {})
    if name in properties:
        return {
            **branch,
            "properties": {**properties, name: {**properties[name], "enum": values}},
            "required": list(dict.fromkeys([*branch.get("required", []), name])),
        }
    return {
        "type": "object",
        "properties": {name: {"enum": values}},
        "required": [name],
        "allOf": [branch],
    }


def _take_word(converted: Schema, keyword: str, value: Any) -> None:
    if keyword == "example":
        converted.setdefault("examples", [value])
    elif keyword == "examples":
        if isinstance(value, list):
            converted["examples"] = value
    elif isinstance(value, str) and value.strip():
        converted[keyword] = " ".join(value.split())


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return types if isinstance(types, list) else [types]


def accepting_null(schema: Schema) -> Schema:
    """A copy of a schema that accepts null as well."""
    nullable = dict(schema)
    if nullable.get("const", 0) is not None and "const" in nullable:
        nullable["enum"] = [nullable.pop("const")]
    if None not in nullable.get("enum", [None]):
        nullable["enum"] = [*nullable["enum"], None]
    if {"$ref", "allOf", "not", "if"} & set(nullable) or not (
        {"type", "anyOf", "enum"} & set(nullable)
    ):
        if not set(schema) - set(WORD_KEYWORDS):
            return dict(schema)
        return {"anyOf": [dict(schema), {"type": "null"}]}
    if "anyOf" in nullable and {"type": "null"} not in nullable["anyOf"]:
        nullable["anyOf"] = [*nullable["anyOf"], {"type": "null"}]
    types = _types(nullable)
    if types and "null" not in types:
        nullable["type"] = [*types, "null"]
    return nullable


def without_null(schema: Schema) -> Schema:
    """A copy of a schema that no longer accepts null by its own type."""
    types = [kind for kind in _types(schema) if kind != "null"]
    branches = [branch for branch in schema.get("anyOf", []) if branch != {"type": "null"}]
    copy = dict(schema)
    if types:
        copy["type"] = types[0] if len(types) == 1 else types
    if branches:
        copy["anyOf"] = branches
    if isinstance(copy.get("enum"), list):
        copy["enum"] = [value for value in copy["enum"] if value is not None]
    return collapsed(copy)


def _one_union(schema: Schema) -> Schema:
    if "oneOf" not in schema:
        return schema
    copy = dict(schema)
    branches = copy.pop("oneOf")
    if "anyOf" in copy:
        copy["allOf"] = [*copy.get("allOf", []), {"anyOf": copy.pop("anyOf")}, {"anyOf": branches}]
    else:
        copy["anyOf"] = branches
    return copy


def collapsed(schema: Schema) -> Schema:
    """A copy in which compositions that compose nothing are gone.

    The branches of an `allOf`, and the only branch of an `anyOf`, move into the schema itself
    wherever no keyword would be lost by it; a union that is a branch of a union is taken apart.
    """
    result = dict(schema)
    if "anyOf" in result:
        result["anyOf"] = [inner for branch in result["anyOf"] for inner in _branches(branch)]
    if len(result.get("anyOf", [])) == 1:
        result = _absorbed(result, "anyOf")
    if "allOf" in result:
        result = _absorbed(result, "allOf")
    return result


def _branches(branch: Schema) -> list[Schema]:
    """The branches of a union inside a union, or the branch itself."""
    if "anyOf" in branch and not set(branch) - {"anyOf", *WORD_KEYWORDS}:
        inner: list[Schema] = branch["anyOf"]
        return inner
    return [branch]


def _absorbed(schema: Schema, keyword: str) -> Schema:
    result = {key: value for key, value in schema.items() if key != keyword}
    left: list[Schema] = []
    for branch in schema[keyword]:
        merged = merged_schemas(result, branch)
        if merged is None:
            left.append(branch)
        else:
            result = merged
    if left:
        result[keyword] = [*result.get(keyword, []), *left]
    return result


def _refers_beside_facts(one: Schema, other: Schema) -> bool:
    # A reference with facts beside it is legal, but easily misread; `allOf` cannot be.
    return "$ref" in one and bool(set(other) - set(WORD_KEYWORDS))


def merged_schemas(first: Schema, second: Schema) -> Schema | None:
    """One schema that means both, or None when a plain merge would lose something.

    The words of `first` win. `properties` must not contradict each other; `required` is united.
    """
    if _refers_beside_facts(first, second) or _refers_beside_facts(second, first):
        return None
    merged = dict(first)
    for keyword, value in second.items():
        if keyword not in merged or merged[keyword] == value:
            merged[keyword] = value
        elif keyword == "required":
            merged[keyword] = list(dict.fromkeys([*merged[keyword], *value]))
        elif keyword == "properties":
            mine = merged[keyword]
            if any(name in mine and mine[name] != part for name, part in value.items()):
                return None
            merged[keyword] = {**value, **mine}
        elif keyword not in WORD_KEYWORDS:
            return None
    if "additionalProperties" in merged and (
        set(first.get("properties", {})) != set(second.get("properties", {}))
    ):
        return None
    return merged
