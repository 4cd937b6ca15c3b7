"""OpenAPI 3.0 and 3.1 schemas as JSON Schema 2020-12.

What a keyword means in OpenAPI is said in the words of JSON Schema: `nullable` becomes a null
type, boolean bounds become numbers, `oneOf` becomes `anyOf` (request shapes in real descriptions
overlap). Objects stay open: an API takes more than it documents. Where a reference ends up is
decided by the caller's `place`; nothing here reads files or knows of actions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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
_LIMITS = tuple(
    f"{end}{counted}"
    for end in ("max", "min")
    for counted in ("Contains", "Items", "Length", "Properties")
)
_FLAGS = ("deprecated", "readOnly", "uniqueItems", "writeOnly")
_KEPT: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("const", "default", "required"), (object,)),
    **dict.fromkeys(("contentEncoding", "contentMediaType", "format", "pattern"), (str,)),
    **dict.fromkeys(("maximum", "minimum", "multipleOf"), (int, float)),
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), (int, float, bool)),
    **dict.fromkeys(_LIMITS, (int,)),
    **dict.fromkeys(_FLAGS, (bool,)),
    "dependentRequired": (dict,),
    "enum": (list,),
    "type": (str, list),
}
"""Keywords that are taken over as they are -> what their values may be."""
_CONDITIONS = ("if", "then", "else", "not")
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
        if self._texts:
            self._name_variants(schema, converted)
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
            if keyword == "$defs":
                # References into it are followed like any other; nothing is left to refer to it.
                continue
            if keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, dict):
                converted[keyword] = {name: self.convert(part) for name, part in value.items()}
            elif keyword in SCHEMA_LIST_KEYWORDS and isinstance(value, list):
                if value:
                    converted[keyword] = [self.convert(branch) for branch in value]
            elif keyword in ("additionalProperties", "unevaluatedProperties"):
                # A closed branch of a union would also refuse the fields of its siblings.
                if isinstance(value, dict) and value:
                    converted[keyword] = self.convert(value)
            elif keyword in _CONDITIONS:
                converted[keyword] = self._condition(value)
            elif keyword in SCHEMA_KEYWORDS:
                converted[keyword] = self.convert(value)
            elif keyword in _KEPT:
                if type(value) in _KEPT[keyword] or object in _KEPT[keyword]:
                    converted[keyword] = value
                else:
                    self._ignore(f"`{keyword}: {value}`")
            elif self._texts and (keyword in WORD_KEYWORDS or keyword == "example"):
                _take_word(converted, keyword, value)
        self._repair(converted)
        return converted

    def _condition(self, schema: Any) -> Schema:
        """A schema that asks or refuses something: a type that it does not state is not meant."""
        converted = self.convert(schema)
        if isinstance(schema, dict) and "type" not in schema and "$ref" not in schema:
            converted.pop("type", None)
        return converted

    def _repair(self, schema: Schema) -> None:
        """Put right, in place, what 2020-12 would refuse or read differently."""
        types = schema.get("type")
        if types is not None:
            kinds = _types(schema)
            if not kinds or not all(kind in _TYPES for kind in kinds):
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
        if "pattern" in schema and not _is_readable(schema["pattern"]):
            self._ignore(f"pattern {schema['pattern']!r}")
            del schema["pattern"]

    def _repair_required(self, schema: Schema) -> None:
        if "required" not in schema:
            return
        required = schema["required"]
        if not isinstance(required, list):
            self._document.warn(f"{self._document.name}: `required: {required}` is not a list")
            del schema["required"]
            return
        properties = schema.get("properties", {})
        # A read-only property is required of answers, not of requests.
        names = [name for name in required if isinstance(name, str)]
        asked = [name for name in names if not properties.get(name, {}).get("readOnly")]
        schema["required"] = list(dict.fromkeys(asked))
        if not asked:
            del schema["required"]

    def _ignore(self, what: str) -> None:
        self._document.warn(f"{self._document.name}: {what} cannot be read; ignored")

    def _discriminate(self, schema: Schema, converted: Schema) -> None:
        """Say in each branch of a union which values of the discriminator select it."""
        discriminator = schema.get("discriminator")
        if not isinstance(discriminator, dict):
            return
        name, mapping = discriminator.get("propertyName"), discriminator.get("mapping")
        named: dict[str, list[str]] = {}
        for value, target in mapping.items() if isinstance(mapping, dict) else ():
            named.setdefault(_component(str(target)), []).append(value)
        for keyword in ("oneOf", "anyOf"):
            branches = schema.get(keyword)
            for index, branch in enumerate(branches if isinstance(branches, list) else ()):
                reference = branch.get("$ref") if isinstance(branch, dict) else None
                if isinstance(name, str) and isinstance(reference, str):
                    place = converted[keyword]
                    values = named.get(_component(reference))
                    if values is None and not self._chooses(reference, name):
                        # Without a mapping the schema's own name is the value that selects it.
                        values = [reference.rpartition("/")[2]]
                    if values:
                        place[index] = _selected_by(place[index], name, values)

    def _chooses(self, reference: str, name: str) -> bool:
        """Whether a schema says by itself which values one of its properties takes."""
        parts = [self._document.resolved(self._document.target(reference))]
        for part in parts:
            if not isinstance(part, dict):
                continue
            properties = part.get("properties")
            member = properties.get(name) if isinstance(properties, dict) else None
            member = self._document.resolved(member)
            if isinstance(member, dict) and {"enum", "const"} & set(member):
                return True
            whole = part.get("allOf")
            for inner in map(self._document.resolved, whole if isinstance(whole, list) else ()):
                if inner not in parts:
                    parts.append(inner)
        return False

    def _name_variants(self, schema: Schema, converted: Schema) -> None:
        """Give each variant that has no title the name of its schema: errors tell it by that."""
        for keyword in ("oneOf", "anyOf"):
            branches = schema.get(keyword)
            if not isinstance(branches, list):
                continue
            named = [branch for branch in branches if branch != {"type": "null"}]
            for index, branch in enumerate(branches if len(named) > 1 else ()):
                reference = branch.get("$ref") if isinstance(branch, dict) else None
                if not isinstance(reference, str):
                    continue
                target = self._document.resolved(self._document.target(reference))
                title = target.get("title") if isinstance(target, dict) else None
                variant = converted[keyword][index]
                if "title" not in variant and not (title and "$ref" in variant):
                    name = str(title or reference.rpartition("/")[2])
                    converted[keyword][index] = {"title": name, **variant}


def _component(target: str) -> str:
    """The reference that a discriminator's mapping means: it may be a bare name."""
    return target if target.startswith("#") else f"#/components/schemas/{target}"


def _is_readable(pattern: str) -> bool:
    """Whether both validators can read a pattern: one accepts params, the other explains."""
    import jsonschema_rs

    try:
        re.compile(pattern)
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except (re.error, ValueError):
        return False
    return True


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
