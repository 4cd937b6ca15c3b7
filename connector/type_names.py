"""The types of a schema in few words, for people: ``id``, ``scalar or null``, ``list of object``.

Pure. Works on a self-contained schema (all ``$ref`` point into its own ``$defs``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from .json_values import json_type
from .variants import Schema, flattened_parts

MAX_DEPTH = 8
"""Deepest level that is looked at; recursive shapes stop there."""

_IDS = re.compile(r"(^|_)(ids?|identifier)$")
_TEXT_OR_NUMBER = frozenset({"string", "integer"})
_SCALARS = frozenset({"string", "number", "boolean"})
_LEGEND = {"id": "id: text or a whole number", "scalar": "scalar: text, number or boolean"}


def type_words(schema: Any, root: Schema, name: str = "") -> str:
    """Return the type of a schema in words; ``name`` is that of the field, which tells an id.

    >>> type_words({"type": ["array", "null"], "items": {"type": "string"}}, {})
    'null or list of string'
    >>> type_words({"type": ["string", "integer", "null"]}, {}, "owner_id")
    'id or null'
    """
    return _joined(_types(schema, root, name, 0), name) or "any"


def legend(types: Iterable[str]) -> str:
    """Explain the words in some types that are no types of JSON; empty where there is none.

    >>> legend(["string", "list of id"])
    'id: text or a whole number'
    """
    used = {word for each in types for word in re.findall(r"\w+", each)}
    return "; ".join(said for word, said in _LEGEND.items() if word in used)


def _joined(types: Iterable[str], name: str) -> str:
    """Join type names, lists last: what follows ``list of`` would read as its items."""
    names = dict.fromkeys(types)
    if names.keys() >= _SCALARS:
        names = _replaced(names, {*_SCALARS, "integer"}, "scalar")
    elif names.keys() >= _TEXT_OR_NUMBER and _IDS.search(name):
        names = _replaced(names, _TEXT_OR_NUMBER, "id")
    elif "number" in names:
        names.pop("integer", None)
    *most, last = sorted(names, key=lambda each: each.startswith("list of")) or [""]
    return f"{', '.join(most)} or {last}" if most else last


def _replaced(names: Iterable[str], those: Iterable[str], by: str) -> dict[str, None]:
    replaced = set(those)
    return dict.fromkeys(by if name in replaced else name for name in names)


def _types(schema: Any, root: Schema, name: str, depth: int) -> Iterator[str]:
    for part in flattened_parts(schema, root):
        stated = part.get("type", ())
        for each in [stated] if isinstance(stated, str) else stated:
            if each == "array" and part.get("items") and depth < MAX_DEPTH:
                inner = dict.fromkeys(_types(part["items"], root, name, depth + 1))
                if len(inner) > 1:
                    # Whether the null is one of the items could not be told from the words.
                    inner.pop("null", None)
                yield f"list of {_joined(inner, name)}" if inner else "list"
            else:
                yield "list" if each == "array" else str(each)
        if not stated and ("enum" in part or "const" in part):
            yield from (json_type(choice) for choice in part.get("enum", [part.get("const")]))
        if not stated and depth < MAX_DEPTH:
            for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
                yield from _types(branch, root, name, depth + 1)
