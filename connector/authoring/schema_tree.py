"""Walk and rebuild JSON Schemas knowing which keys hold schemas and which hold data.

A property that happens to be called `title` or `type` is a property, never a keyword: every other
module of this package looks at schemas through the functions here, so that none has to remember
it. Nothing here changes what it is given and nothing reads files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any]

SCHEMA_KEYWORDS = (
    "items",
    "additionalProperties",
    "not",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "unevaluatedProperties",
    "unevaluatedItems",
)
SCHEMA_LIST_KEYWORDS = ("allOf", "anyOf", "oneOf", "prefixItems")
SCHEMA_MAP_KEYWORDS = ("properties", "patternProperties", "dependentSchemas", "$defs")

WORD_KEYWORDS = ("title", "description", "examples")
"""Keywords that hold words for people; everything else in a schema is a fact."""

_KEYWORD_ORDER = (
    "$schema",
    "title",
    "description",
    "$ref",
    "type",
    "format",
    "enum",
    "const",
    "pattern",
    "default",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "allOf",
    "anyOf",
    "if",
    "then",
    "else",
)


def escape(token: str) -> str:
    """One JSON pointer token, escaped as RFC 6901 wants it."""
    return token.replace("~", "~0").replace("/", "~1")


def tokens(pointer: str) -> list[str]:
    """The unescaped tokens of a JSON pointer; `""` is the whole document.

    Raises ValueError when the pointer does not start with a slash.
    """
    if not pointer:
        return []
    if not pointer.startswith("/"):
        raise ValueError(f"a JSON pointer starts with '/': {pointer!r}")
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/")]


def at_pointer(document: Any, pointer: str) -> Any:
    """What stands at a JSON pointer. Raises KeyError naming the pointer when nothing does."""
    here = document
    for token in tokens(pointer):
        if isinstance(here, dict) and token in here:
            here = here[token]
        elif isinstance(here, list) and token.isdigit() and int(token) < len(here):
            here = here[int(token)]
        else:
            raise KeyError(pointer)
    return here


def children(schema: Schema) -> Iterator[tuple[str, Any]]:
    """The direct subschemas of a schema, each with its pointer relative to that schema."""
    for keyword, value in schema.items():
        if keyword in SCHEMA_KEYWORDS and isinstance(value, dict):
            yield f"/{keyword}", value
        elif keyword in SCHEMA_LIST_KEYWORDS and isinstance(value, list):
            for index, branch in enumerate(value):
                yield f"/{keyword}/{index}", branch
        elif keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, dict):
            for name, member in value.items():
                yield f"/{escape(keyword)}/{escape(name)}", member


def walk(schema: Any, pointer: str = "") -> Iterator[tuple[str, Schema]]:
    """A schema and every schema inside it, outermost first, each with its JSON pointer."""
    if isinstance(schema, dict):
        yield pointer, schema
        for step, child in children(schema):
            yield from walk(child, pointer + step)


def field_path(pointer: str) -> str:
    """The path of names that a pointer to a field stands for; empty where it leads to none.

    Lists and branches of unions have no step of their own.

    >>> field_path("/properties/to/anyOf/1/items/properties/id")
    'to.id'
    """
    steps = tokens(pointer)
    if len(steps) < 2 or steps[-2] != "properties":
        return ""
    names, index = [], 0
    while index < len(steps):
        if steps[index] == "properties":
            names.append(steps[index + 1])
            index += 1
        index += 1
    return ".".join(names)


def rebuild(schema: Any, change: Callable[[Schema], Schema]) -> Any:
    """A copy of a schema in which `change` was applied to every subschema, innermost first."""
    if not isinstance(schema, dict):
        return schema
    copy: Schema = {}
    for keyword, value in schema.items():
        if keyword in SCHEMA_KEYWORDS:
            copy[keyword] = rebuild(value, change)
        elif keyword in SCHEMA_LIST_KEYWORDS and isinstance(value, list):
            copy[keyword] = [rebuild(branch, change) for branch in value]
        elif keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, dict):
            copy[keyword] = {name: rebuild(member, change) for name, member in value.items()}
        else:
            copy[keyword] = value
    return change(copy)


def without_words(schema: Any) -> Any:
    """A copy of a schema that holds facts only."""

    def facts(level: Schema) -> Schema:
        return {key: value for key, value in level.items() if key not in WORD_KEYWORDS}

    return rebuild(schema, facts)


def arranged(schema: Any) -> Any:
    """A copy of a schema with its keywords in one fixed order; properties keep theirs."""

    def order(level: Schema) -> Schema:
        known = [key for key in _KEYWORD_ORDER if key in level]
        return {key: level[key] for key in (*known, *sorted(set(level) - set(known)))}

    return rebuild(schema, order)


def references(schema: Any) -> Iterator[str]:
    """Every `$ref` of a schema, in document order, repeats included."""
    for _, level in walk(schema):
        reference = level.get("$ref")
        if isinstance(reference, str):
            yield reference


def shared_name(reference: str) -> str:
    """The name of the shared part that a reference leads to."""
    return reference.removeprefix("shared/").removesuffix(".json")
