"""Lines of an outline on a terminal: in columns where there is room, one below another where not.

Imports rich; see ``terminal``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..outline import Line
from .wrapping import Wrapped, joined

LEAST_WIDTH_FOR_COLUMNS = 96
"""Narrower terminals show what is said of a field below it, characters."""

MAX_NAME_WIDTH = 34
MAX_TYPE_WIDTH = 26
INDENT = 2

MAX_JOINED = 30
"""Longer limits than this may be broken into lines, characters."""


def field_list(
    lines: Sequence[Line], width: int, *, places: Mapping[str, str] | None = None
) -> RenderableType:
    """Return lines as they are shown in so many characters; ``places`` say where params go."""
    places = places or {}
    if width < LEAST_WIDTH_FOR_COLUMNS:
        return Group(*(_stacked(line, places) for line in lines))
    fields = [line for line in lines if not _is_remark(line)]
    widths = [_name(line).cell_len for line in fields]
    # A longer name gets a line of its own, and no column for its sake.
    names = max((width for width in widths if width <= MAX_NAME_WIDTH), default=0)
    types = min(MAX_TYPE_WIDTH, max((_type(line, places).cell_len for line in fields), default=0))
    shown: list[RenderableType] = []
    grid: Table | None = None
    for line in lines:
        if _is_remark(line):
            shown.append(_remark(line))
            grid = None
            continue
        fits = _name(line).cell_len <= names
        if not fits:
            shown.append(Text.assemble(_name(line), "  ", _type(line, places)))
            grid = None
        if grid is None:
            grid = _columns(names, types)
            shown.append(grid)
        first = (_name(line), _type(line, places)) if fits else (Text(), Text())
        grid.add_row(*first, Wrapped(_notes(line)))
    return Group(*shown)


def _stacked(line: Line, places: Mapping[str, str]) -> RenderableType:
    if _is_remark(line):
        return _remark(line)
    head = Text.assemble(_name(line), "  ", _type(line, places))
    notes = _notes(line)
    below = Padding(Wrapped(notes), (0, 0, 0, INDENT * line.depth + 2 * INDENT))
    return Group(head, below) if notes else head


def _columns(names: int, types: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=names, overflow="fold")
    grid.add_column(width=types, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    return grid


def _is_remark(line: Line) -> bool:
    """Whether a line is no field: it names a variant, or what is left out."""
    return line.kind == "variant" or line.name == "…"


def _remark(line: Line) -> RenderableType:
    mark = Text("… " if line.name == "…" else f"▸ {line.name}", style="magenta")
    between = "" if line.name == "…" or not line.limits else "  "
    said = Text.assemble(mark, between, (line.limits, "dim"))
    return Padding(Wrapped(said, hang=2 * INDENT), (0, 0, 0, INDENT * line.depth))


def _name(line: Line) -> Text:
    indent = " " * INDENT * line.depth
    return Text.assemble(indent, (line.name, "bold"), (" *" if line.required else "", "red"))


def _type(line: Line, places: Mapping[str, str]) -> Text:
    place = places.get(line.name, "")
    return Text.assemble((line.type, "cyan"), (f" in {place}" if place else "", "dim"))


def _notes(line: Line) -> Text:
    described = line.description
    if described and described[-1] not in ".!?…":
        described += "."
    limits = "; ".join(
        joined(limit) if len(limit) <= MAX_JOINED else limit for limit in line.limits.split("; ")
    )
    limits = limits[:1].upper() + limits[1:] + "." if limits else ""
    example = joined(f"E.g. {line.example}") if line.example else ""
    rest = " ".join(part for part in (limits, example) if part)
    return Text.assemble(described, " " if described and rest else "", (rest, "dim"))
