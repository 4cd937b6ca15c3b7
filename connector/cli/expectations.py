"""What an action answers, refuses and needs ids for, as a person reads it. Imports rich."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from ..model import Action
from ..outline import type_words
from ..variants import Schema, flattened_parts, resolve
from .terminal import show_section

MAX_FIELDS = 32
"""Most fields of an answer that are shown; ``--json`` has them all."""

MAX_INNER_FIELDS = 12
"""Most names that are shown of what such a field holds."""


def show_expectations(out: Console, action: Action) -> None:
    """Print the fields of a success, the errors to expect, and what gives the ids."""
    schema = action.returns_schema
    if schema is not None and (fields := _fields_grid(schema)):
        show_section(out, "Returns", fields)
    own = [error for error in action.errors if not error.common]
    grid = _grid()
    for error in own:
        told = f"{error.status} {error.code or ''}".strip()
        grid.add_row(Text(told, style="bold"), Text(error.when, style="dim"))
    common = [f"{each.status} {each.code}" for each in action.errors if each.common]
    as_all = Text(f"as all actions: {', '.join(common)}", style="dim")
    if own and common:
        show_section(out, "Errors", Group(grid, as_all))
    elif action.errors:
        show_section(out, "Errors", grid if own else as_all)
    if action.ids_from:
        grid = _grid()
        for param, sources in action.ids_from.items():
            grid.add_row(Text(param, style="bold"), Text(", ".join(sources), style="dim"))
        show_section(out, "Ids from", grid)


def _fields_grid(schema: Schema) -> Table | None:
    fields = dict(_top_fields(schema, schema))
    if not fields:
        return None
    grid = _grid()
    for name, member in list(fields.items())[:MAX_FIELDS]:
        inner = list(dict(_top_fields(member, schema)))
        shown = ", ".join(inner[:MAX_INNER_FIELDS])
        shown += ", …" if len(inner) > MAX_INNER_FIELDS else ""
        told = Text(type_words(member, schema), style="cyan")
        if shown:
            told = Text.assemble(told, (f": {shown}", "dim"))
        grid.add_row(Text(name, style="bold"), told)
    if len(fields) > MAX_FIELDS:
        grid.add_row(Text("…"), Text(f"{len(fields) - MAX_FIELDS} more", style="dim"))
    return grid


def _top_fields(schema: Any, root: Schema) -> Iterator[tuple[str, Any]]:
    """The fields of an object, or of the items of a list, whichever variant has them."""
    for part in flattened_parts(schema, root):
        properties: Mapping[str, Any] = part.get("properties", {})
        yield from properties.items()
        for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
            yield from _top_fields(branch, root)
        if "items" in part:
            yield from _top_fields(resolve(part["items"], root), root)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, overflow="fold")
    grid.add_column(ratio=1)
    return grid
