"""What lint rules look at: a catalog as plain data, as models, and the places in its schemas.

Nothing here judges anything and nothing reads files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from .catalog_files import CatalogFiles
from .format import Entry, Header, Overlay
from .schema_tree import Schema, shared_name

Fault = tuple[str | None, str, str]
"""(action, file, message)"""


@dataclass(frozen=True)
class Linted:
    """What the rules look at: the catalog, the text of `actions.yaml` and the overlay, if any."""

    catalog: CatalogFiles
    text: str
    overlay: Overlay | None = None

    @cached_property
    def valid_entries(self) -> dict[str, Entry]:
        """Entries that keep the format, as models."""
        models = {}
        for name, entry in self.catalog.entries.items():
            try:
                models[name] = Entry.model_validate(entry)
            except ValidationError:
                continue  # the rule `format` reports it
        return models

    @cached_property
    def header(self) -> Header | None:
        """The header as a model, or None when it does not keep the format."""
        try:
            return Header.model_validate(self.catalog.header)
        except ValidationError:
            return None

    def has_param(self, action: str, path: str, *, writable: bool = False) -> bool:
        """Whether an action's schema describes a place in its params, given as a dotted path.

        Digits lead into lists, unless the place shall be `writable`: then every step before the
        last is an object that can be made where there is none.
        """
        here: list[Schema] = [
            {"properties": self.catalog.schemas.get(action, {}).get("properties", {})}
        ]
        for step in path.split("."):
            here = [
                inner
                for schema in here
                for part in self._parts(schema)
                for inner in _step(part, step, into_lists=not writable)
            ]
        return bool(here)

    def has_field(self, action: str, path: str, *, items: str | None = None) -> bool:
        """Whether what is known of an action's answer describes a place in it.

        Lists need no step of their own, but may have an index. ``items`` is the place of the list
        or object from which the path starts, the answer itself by default. What nothing is known
        of has every field.
        """
        parts = self.catalog.return_parts
        here: list[Schema] = [self.catalog.returns.get(action, {}).get("schema") or {}]
        for step in (items.split(".") if items else []) + path.split("."):
            outer = [part for schema in here for part in self._parts(schema, parts)]
            known = [each for part in outer for each in self._parts(part.get("items", {}), parts)]
            known += outer
            if not any("properties" in part for part in known):
                return bool(outer) and all(_may_have_fields(part) for part in outer)
            if not step.isdecimal():
                here = [inner for part in known for inner in _step(part, step, into_lists=False)]
        return bool(here)

    def lists_in(self, action: str) -> list[str]:
        """The fields at the top of an action's answer that hold lists."""
        parts = self.catalog.return_parts
        answer: Schema = self.catalog.returns.get(action, {}).get("schema") or {}
        return [
            name
            for part in self._parts(answer, parts)
            for name, member in part.get("properties", {}).items()
            if any("items" in each for each in self._parts(member, parts))
        ]

    def _parts(self, schema: Schema, shared: Mapping[str, Schema] | None = None) -> list[Schema]:
        """A schema and all it is composed of, references followed."""
        shared = self.catalog.shared if shared is None else shared
        parts = [schema]
        for part in parts:
            for keyword in ("anyOf", "allOf", "oneOf"):
                parts += part.get(keyword, [])
            target = shared.get(shared_name(part.get("$ref", "")))
            if target is not None and target not in parts:
                parts.append(target)
        return parts


def _may_have_fields(schema: Schema) -> bool:
    """Whether a schema leaves room for an object or a list."""
    types = schema.get("type", "object")
    return bool({"object", "array"} & ({types} if isinstance(types, str) else set(types)))


def _step(schema: Schema, step: str, *, into_lists: bool) -> list[Schema]:
    found = schema.get("properties", {}).get(step)
    if isinstance(found, dict):
        return [found]
    if into_lists and step.isdecimal():
        items: Any = schema.get("items")
        return [items] if isinstance(items, dict) else []
    others: Any = schema.get("additionalProperties")
    return [others] if isinstance(others, dict) else []
