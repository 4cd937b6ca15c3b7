"""Actions as a person reads them on a terminal. Imports rich; see ``terminal``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..fields import BODY
from ..model import Action
from .example import example_command
from .expectations import show_expectations
from .outline import Line, field_line, outline, place_of_param
from .terminal import console

MAX_NAME_WIDTH = 44
"""Widest column of action names in a list, characters; longer names wrap."""

_EFFECT_STYLES = {"read": "green", "write": "yellow", "destroy": "red"}


def show_actions(actions: Sequence[Action], *, grouped: bool, total: int) -> None:
    """Print actions: under headings by group, or in the order given. ``total`` is all there are."""
    out = console()
    if grouped:
        for group, members in groupby(actions, key=lambda action: action.group):
            out.print(Text(group, style="bold underline"))
            out.print(Padding(_listed(list(members)), (0, 0, 1, 0)))
    else:
        for action in actions:
            out.print(
                Text.assemble(
                    _action_name(action), "  ", _effect(action), ("  " + action.group, "dim")
                )
            )
            out.print(Padding(Text(action.summary), (0, 0, 0, 4)))
    count = f"{len(actions)} action{'' if len(actions) == 1 else 's'}"
    left = f" of {total}; --limit {total} shows all" if total > len(actions) else ""
    out.print(Text(count + left, style="dim"))


def _listed(actions: Sequence[Action]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(max_width=MAX_NAME_WIDTH, overflow="fold")
    grid.add_column(width=max(map(len, _EFFECT_STYLES)))
    grid.add_column(overflow="fold")
    for action in actions:
        grid.add_row(_action_name(action), _effect(action), Text(action.summary))
    return grid


def _action_name(action: Action) -> Text:
    return Text(action.name, style="strike" if action.deprecated else "bold")


def _effect(action: Action) -> Text:
    return Text(action.effect, style=_EFFECT_STYLES[action.effect])


def show_action(action: Action, connection: str) -> None:
    """Print all there is to know about an action; the example runs it on ``connection``."""
    out = console()
    schema = action.schema
    out.print(Text.assemble((action.name, "bold"), ("  " + action.group, "dim")))
    if action.summary:
        out.print(Text(action.summary))
    if action.hint:
        out.print(Text(action.hint, style="italic"))
    out.print()
    out.print(Text.assemble((action.method, "bold cyan"), " ", action.path))
    out.print(_facts(action))
    properties = schema.get("properties", {})
    required = schema.get("required", ())
    lines = {
        name: field_line(name, member, schema, required=name in required)
        for name, member in properties.items()
    }
    if lines:
        _section(out, "Params", _params_grid(action, lines.values()))
    if BODY in properties and (below := outline(properties[BODY], schema)):
        _section(out, f"Fields of {BODY}", _fields_grid(below))
    show_expectations(out, action)
    out.print(Text("\nExample", style="bold underline"))
    # Left to the terminal to wrap, so that it can be copied as one line.
    out.print(Text(example_command(action, connection), style="green"), soft_wrap=True)


def _section(out: Console, title: str, content: Table) -> None:
    out.print()
    out.print(Group(Text(title, style="bold underline"), Padding(content, (0, 0, 0, 2))))


def _facts(action: Action) -> Text:
    parts: list[tuple[str, str]] = [(action.effect, _EFFECT_STYLES[action.effect])]
    parts.append(("idempotent" if action.idempotent else "not idempotent", ""))
    if action.irreversible:
        parts.append(("irreversible", "bold red"))
    if action.pages:
        parts.append((f"paged by {action.pages.replace('_', ' ')}", ""))
    parts.append((f"returns {'nothing' if action.returns == 'empty' else action.returns}", ""))
    if action.versions:
        first, last = action.versions[0], action.versions[-1]
        parts.append((f"in {first}" if first == last else f"in {first} to {last}", ""))
    if action.deprecated:
        parts.append(("deprecated", "bold red"))
    return Text(" · ").join(Text(words, style=style) for words, style in parts)


def _params_grid(action: Action, lines: Iterable[Line]) -> Table:
    grid = _grid()
    grid.add_column(style="dim")
    _add_last_columns(grid)
    for line in lines:
        place = place_of_param(action, line.name)
        grid.add_row(_name(line), place, Text(line.type), Text(line.notes, style="dim"))
    return grid


def _fields_grid(lines: Iterable[Line]) -> Table:
    grid = _grid()
    _add_last_columns(grid)
    for line in lines:
        grid.add_row(_name(line), Text(line.type), Text(line.notes, style="dim"))
    return grid


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, overflow="fold")
    return grid


def _add_last_columns(grid: Table) -> None:
    grid.add_column(max_width=28, style="cyan")
    grid.add_column(ratio=1)


def _name(line: Line) -> Text:
    indent = "  " * line.depth
    if line.kind == "variant":
        return Text.assemble(indent, ("▸ ", "magenta"), (line.name, "magenta"))
    return Text.assemble(indent, (line.name, "bold"), (" *" if line.required else "", "red"))
