"""Self-contained schemas from the catalog's files.

An action's file refers to shared parts as ``shared/NAME.json``; a bundle carries each of those,
and what they refer to in turn, under ``$defs``. Reads files through the function it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SHARED = "shared"


def bundle(schema: dict[str, Any], read_shared: Callable[[str], Any]) -> dict[str, Any]:
    """Return ``schema`` with every shared part it needs under ``$defs``.

    ``read_shared`` takes the name of a shared part and returns its parsed schema.
    """
    needed: list[str] = []
    bundled = _inward(schema, f"{SHARED}/", "", needed)
    definitions: dict[str, Any] = {}
    for name in needed:  # grows while the parts found so far are read
        definitions[name] = _inward(read_shared(name), "", f"#/$defs/{name}", needed)
    if definitions:
        bundled["$defs"] = {**bundled.get("$defs", {}), **definitions}
    return bundled  # type: ignore[no-any-return]


def _inward(schema: Any, prefix: str, own: str, needed: list[str]) -> Any:
    """Copy a schema with its references turned to ``#/$defs``; collects the names in ``needed``."""
    if isinstance(schema, list):
        return [_inward(item, prefix, own, needed) for item in schema]
    if not isinstance(schema, dict):
        return schema
    copied = {key: _inward(value, prefix, own, needed) for key, value in schema.items()}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        file, _, fragment = reference.partition("#")
        if file:
            name = file.removeprefix(prefix).removesuffix(".json")
            if name not in needed:
                needed.append(name)
            copied["$ref"] = f"#/$defs/{name}{fragment}"
        elif own:
            copied["$ref"] = f"{own}{fragment}"
    return copied
