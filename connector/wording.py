"""What schemas take and what values are, in a few words for people and models. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from .json_values import shown_key
from .variants import Schema, flattened_parts, variants_of

MAX_SHOWN = 60
"""Longest excerpt of a value in a message, characters."""

_TYPE_WORDS: Mapping[str, str] = {
    "object": "an object",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "an integer",
    "number": "a number",
    "null": "null",
}
_SINGLE = {"string", "number", "boolean"}

FORMAT_WORDS: Mapping[str, str] = {
    "unix-time": "a UNIX timestamp (seconds)",
    "date-time": "a time such as 2026-01-31T09:30:00Z",
    "email": "an e-mail address",
    "phone": "a phone number such as +353871234567",
    "uri": "a URL",
    "uuid": "a UUID",
}
"""What a format stands for. Patterns beside it decide; a format alone refuses nothing."""


def shown(value: Any) -> str:
    """Return a short excerpt of a value with its JSON type, fit for a message."""
    if isinstance(value, Enum):
        value = value.value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"an object with {', '.join(map(shown_key, list(value)[:6])) or 'nothing in it'}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}… ({len(str(value))} characters)"


def type_words(types: str | Iterable[str]) -> str:
    """Return JSON type names as words: ``["integer", "null"]`` → ``an integer or null``."""
    names = [types] if isinstance(types, str) else list(types)
    if set(names) - {"null"} == _SINGLE:
        return "a single value"
    return " or ".join(_TYPE_WORDS.get(name, name) for name in names)


def type_names(schema: Schema) -> list[str]:
    """Return the JSON types that a schema states, none where it states none."""
    stated = schema.get("type", ())
    return [stated] if isinstance(stated, str) else list(stated)


def value_words(schema: Schema) -> str | None:
    """Return what one level of a schema takes, by format, pattern or type; ``None``: anything.

    Text with a pattern beside numbers or truth values stands for those.
    """
    types = type_names(schema)
    plain = [name for name in types if name not in ("string", "null", "array", "object")]
    words = FORMAT_WORDS.get(str(schema.get("format")))
    if words:
        as_types = f" as {type_words(plain)}" if plain and "string" not in types else ""
        return f"{words}{as_types}"
    if "pattern" in schema and "string" in types and plain:
        return type_words(plain)
    if "pattern" in schema and "title" in schema:
        return str(schema["title"])
    return type_words(types) if types else None


def expected_words(schema: Any, root: Schema) -> str | None:
    """Return in a few words what a schema takes, ``None`` where it takes anything."""
    parts = flattened_parts(schema, root)
    for part in parts:
        if "enum" in part:
            return "one of " + ", ".join(shown(choice) for choice in part["enum"])
        if "const" in part:
            return repr(part["const"])
    for part in parts:
        if words := value_words(part):
            return words
        for keyword in ("anyOf", "oneOf"):
            if keyword in part:
                titles = [variant.title for variant in variants_of(part[keyword], root)]
                return "one of: " + "; ".join(title for title in titles if title)
    return None
