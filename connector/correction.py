"""Params that would fit, where the faults leave no doubt about what was meant. Pure.

Only changes of form: a name spelled otherwise, a number sent as text, a field at the top that
belongs into ``data``. A value is never invented. The caller validates what comes back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .fields import BODY, known_fields
from .suggestions import nearest_names
from .variants import Schema, resolve

_INTEGER = re.compile(r"-?[0-9]{1,18}")


def corrected_params(schema: Schema, params: Any) -> dict[str, Any] | None:
    """Return a corrected copy of ``params``, or ``None`` where nothing could be corrected."""
    if not isinstance(params, Mapping):
        return None
    known = schema.get("properties", {})
    body_fields = known_fields(known[BODY], schema) if BODY in known else {}
    corrected: dict[str, Any] = {}
    body: dict[str, Any] = {}
    for name, value in params.items():
        target = name
        if name not in known:
            if name in body_fields:
                body[name] = value
                continue
            nearest = _only_near(name, [key for key in [*known, *body_fields] if key not in params])
            if nearest is None:
                return None
            if nearest not in known:
                body[nearest] = value
                continue
            target = nearest
        corrected[target] = value
    if body:
        existing = corrected.get(BODY, {})
        if not isinstance(existing, Mapping) or body.keys() & existing.keys():
            return None
        corrected[BODY] = {**existing, **body}
    result = {
        name: _corrected_value([known[name]], value, schema) for name, value in corrected.items()
    }
    return None if result == dict(params) and _same_types(result, params) else result


def _same_types(left: Any, right: Any) -> bool:
    return repr(left) == repr(right)


def _only_near(name: str, known: list[str]) -> str | None:
    nearest = nearest_names(name, known, limit=2)
    return nearest[0] if len(nearest) == 1 else None


def _corrected_value(schemas: list[Any], value: Any, root: Schema) -> Any:
    if isinstance(value, Mapping):
        fields: dict[str, list[Any]] = {}
        for schema in schemas:
            for name, members in known_fields(schema, root).items():
                fields.setdefault(name, []).extend(members)
        renamed = {}
        for name, member in value.items():
            target = name
            if fields and name not in fields:
                free = [key for key in fields if key not in value]
                target = _only_near(name, free) or name
            renamed[target] = (
                _corrected_value(fields[target], member, root) if target in fields else member
            )
        return renamed
    if isinstance(value, list):
        items = [part["items"] for part in (resolve(s, root) for s in schemas) if "items" in part]
        return [_corrected_value(items, member, root) for member in value] if items else value
    if isinstance(value, str):
        return _corrected_text(schemas, value, root)
    return value


def _corrected_text(schemas: list[Any], text: str, root: Schema) -> Any:
    types: set[str] = set()
    choices: list[Any] = []
    for schema in schemas:
        part = resolve(schema, root)
        stated = part.get("type", ())
        types.update([stated] if isinstance(stated, str) else stated)
        choices.extend(part.get("enum", ()))
        choices.extend([part["const"]] if "const" in part else [])
    if choices and text not in choices:
        same = [c for c in choices if isinstance(c, str) and c.lower() == text.strip().lower()]
        if len(set(same)) == 1:
            return same[0]
        near = nearest_names(text, [c for c in choices if isinstance(c, str)], limit=2)
        return near[0] if len(near) == 1 else text
    if "string" in types:
        return text
    if "integer" in types and _INTEGER.fullmatch(text.strip()):
        return int(text)
    if "boolean" in types and text.strip().lower() in ("true", "false"):
        return text.strip().lower() == "true"
    return text
