"""What an action answers, refuses and needs ids for, as a person reads it. Imports rich."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from ..expectation import ExpectedError
from ..model import Action
from ..outline import field_line
from ..variants import Schema, flattened_parts, resolve
from .terminal import console, show_section
from .wrapping import Wrapped, joined

MAX_FIELDS = 32
"""Most fields of an answer that are shown; ``--json`` has them all."""

FEW_MORE = 3
"""So many more are shown all the same: to say that they are left out takes a line too."""

COMMON_TYPE = "type"
"""The field that most answers begin with, and that tells least."""

_OTHER_ANSWERS = {
    "empty": "Nothing.",
    "text": "Text.",
    "binary": "Bytes; `--to FILE` and conn.download write them to a file.",
    "redirect": "The address of a file, as text; `--to FILE` and conn.download fetch the file.",
}

MAX_INNER_FIELDS = 12
"""Most names that are shown of what such a field holds."""


def show_expectations(out: Console, action: Action) -> None:
    """Print the fields of a success, the errors to expect, and what gives the ids."""
    schema = action.returns_schema
    if schema is not None and (fields := _fields_grid(schema)):
        show_section(out, "Returns", fields)
    elif action.returns in _OTHER_ANSWERS:
        show_section(out, "Returns", Text(_OTHER_ANSWERS[action.returns]))
    own = [error for error in action.errors if not error.common]
    grid = _grid()
    for error in own:
        told = f"{error.status} {error.code or ''}".strip()
        grid.add_row(Text(told, style="bold"), Text(error.when, style="dim"))
    common = [joined(f"{each.status} {each.code}") for each in action.errors if each.common]
    lead = f"as all actions ({joined('connector describe --errors')} explains them):"
    as_all = Wrapped(Text(f"{lead} {', '.join(common)}", style="dim"), hang=2)
    if own and common:
        show_section(out, "Errors", Group(grid, as_all))
    elif action.errors:
        show_section(out, "Errors", grid if own else as_all)
    if action.ids_from:
        grid = _grid()
        for param, sources in action.ids_from.items():
            from_where = (f" from {', '.join(sources)}", "dim")
            copied = Text.assemble(action.id_fields[param], from_where)
            grid.add_row(Text(param, style="bold"), Wrapped(copied, hang=2))
        show_section(out, "Ids from", grid)


def show_common_errors(errors: Sequence[ExpectedError]) -> None:
    """Print the errors that any action may answer with."""
    grid = _grid()
    for error in errors:
        grid.add_row(Text(f"{error.status} {error.code or ''}".strip(), style="bold"), error.when)
    console().print(grid)


def _fields_grid(schema: Schema) -> Table | None:
    fields = dict(_top_fields(schema, schema))
    if not fields:
        return None
    most = MAX_FIELDS if len(fields) > MAX_FIELDS + FEW_MORE else len(fields)
    grid = _grid()
    for name in sorted(list(fields)[:most], key=lambda name: name == COMMON_TYPE):
        inner = list(dict(_top_fields(fields[name], schema)))
        shown = ", ".join(inner[:MAX_INNER_FIELDS])
        shown += ", …" if len(inner) > MAX_INNER_FIELDS else ""
        line = field_line("", fields[name], schema, required=False)
        told = Text(line.type, style="cyan")
        if shown:
            told = Text.assemble(told, (f": {shown}", "dim"))
        if line.limits:
            told = Text.assemble(told, (f"; {line.limits}", "dim"))
        grid.add_row(Text(name, style="bold"), Wrapped(told))
    if len(fields) > most:
        left = f"{len(fields) - most} more; --json shows all, below returns_schema"
        grid.add_row(Text("…"), Text(left, style="dim"))
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
