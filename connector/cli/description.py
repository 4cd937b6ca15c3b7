"""Actions as a person reads them on a terminal. Imports rich; see ``terminal``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..catalog import Catalog
from ..fields import BODY
from ..model import Action
from ..outline import field_line, outline, place_of_param
from ..related import related_actions
from .expectations import show_expectations
from .field_list import field_list
from .terminal import console, show_heading, show_section

MAX_NAME_WIDTH = 44
"""Widest column of action names in a list, characters; longer names wrap."""

MAX_WIDTH = 120
"""Longer lines than this are hard to read, characters."""

SPOKEN = "en"
"""The language whose ways of asking are shown, where the catalog has them in several."""

MAX_ALIASES = 5

_EFFECT_STYLES = {"read": "green", "write": "yellow", "destroy": "red"}
_EXAMPLES = {
    "command": ("Command line", ""),
    "python": ("Python", "conn = connector.connect(NAME)"),
    "curl": ("curl", ""),
}


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


def show_action(action: Action, catalog: Catalog, examples: Mapping[str, str]) -> None:
    """Print all there is to know about an action; ``examples`` are texts by their form."""
    out = console()
    out.width = min(out.width, MAX_WIDTH)
    out.print(Text.assemble((action.name, "bold"), ("  " + action.group, "dim")))
    if action.summary:
        out.print(Text(action.summary))
    if action.hint:
        out.print(Text(action.hint, style="italic"))
    if asked := _asked(action):
        out.print(Text(f"People ask: {', '.join(asked)}, …", style="dim"))
    out.print()
    out.print(Text.assemble((action.method, "bold cyan"), " ", action.path))
    out.print(_facts(action))
    _show_params(out, action)
    show_expectations(out, action)
    if related := related_actions(catalog, action):
        rows = [(each.name, each.why, catalog[each.name].summary) for each in related]
        show_section(out, "Related", _related(rows))
    for form, text in examples.items():
        title, remark = _EXAMPLES[form]
        show_heading(out, title, remark)
        # Left to the terminal to wrap, so that it can be copied.
        out.print(Text(text, style="green"), soft_wrap=True)


def _asked(action: Action) -> tuple[str, ...]:
    spoken = action.aliases.get(SPOKEN) or next(iter(action.aliases.values()), ())
    return spoken[:MAX_ALIASES]


def _show_params(out: Console, action: Action) -> None:
    schema = action.schema
    properties = schema.get("properties", {})
    required = schema.get("required", ())
    lines = [
        field_line(name, member, schema, required=name in required)
        for name, member in properties.items()
    ]
    below = outline(properties[BODY], schema) if BODY in properties else []
    remark = "* required" if any(line.required for line in (*lines, *below)) else ""
    width = out.width - 2
    if lines:
        places = {line.name: place_of_param(action, line.name) for line in lines}
        show_section(out, "Params", field_list(lines, width, places=places), remark)
    if below:
        show_section(out, f"Fields of {BODY}", field_list(below, width))


def _related(rows: Iterable[tuple[str, str, str]]) -> RenderableType:
    return Group(
        *(
            Group(
                Text.assemble((name, "bold"), (f"  {why}", "magenta")),
                Padding(Text(summary, style="dim"), (0, 0, 0, 4)),
            )
            for name, why, summary in rows
        )
    )


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
