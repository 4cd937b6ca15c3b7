"""One spelling of each path for all documents of an API.

Two descriptions of the same operation may name its placeholders differently. An operation is the
same when method and path are the same with the names erased; the first document that has it says
how they are spelled, and with that what the action is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .openapi import Document

Key = tuple[str, str]
"""Method, and path with its placeholders' names erased."""

_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


def operation_key(method: str, path: str) -> Key:
    """What makes two operations the same one.

    >>> operation_key("GET", "/contacts/{contact_id}") == operation_key("GET", "/contacts/{id}")
    True
    """
    return method, _PLACEHOLDER.sub("{}", path)


def spelled_paths(documents: Iterable[Document]) -> dict[Key, str]:
    """The path of each operation, as the first document that has it spells it."""
    paths: dict[Key, str] = {}
    for document in documents:
        for method, path, _, _ in document.operations():
            paths.setdefault(operation_key(method, path), path)
    return paths


def respelled(document: Document, paths: dict[Key, str]) -> Document:
    """A copy of a document with its placeholders named as `paths` has them."""
    items: dict[str, Any] = {}
    for method, path, operation, own in document.operations():
        wanted = paths.get(operation_key(method, path), path)
        names = dict(zip(_PLACEHOLDER.findall(path), _PLACEHOLDER.findall(wanted), strict=True))
        if wanted != path:
            declared = [*own, *(operation.get("parameters") or [])]
            operation = {
                **operation,
                "parameters": [_renamed(document.resolved(each), names) for each in declared],
            }
        elif own:
            items.setdefault(wanted, {})["parameters"] = own
        if method.lower() in items.get(wanted, {}):
            document.warn(
                f"{document.name}: {method} {path} is {method} {wanted} once more; the first counts"
            )
            continue
        items.setdefault(wanted, {})[method.lower()] = operation
    data = {**document.data, "paths": items}
    return Document(document.name, data, document.dialect, document.warnings)


def _renamed(parameter: Any, names: dict[str, str]) -> Any:
    if not isinstance(parameter, dict) or parameter.get("name") not in names:
        return parameter
    if parameter.get("in") not in ("path", "query"):
        return parameter
    return {**parameter, "name": names[parameter["name"]], "in": "path"}
