"""What a person sees on a terminal. With ``description``, all that imports rich.

Texts of the API are never read as rich's markup: what a customer wrote stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.json import JSON
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from .output import json_text
from .rows import Rows, rows_of, table


def console() -> Console:
    """Return a console on stdout."""
    return Console(highlight=False, markup=False, emoji=False)


def show_heading(out: Console, title: str, remark: str = "") -> None:
    """Print a heading below an empty line, beside it a ``remark``."""
    out.print()
    out.print(Text.assemble((title, "bold underline"), (f"  {remark}" if remark else "", "dim")))


def show_section(out: Console, title: str, content: RenderableType, remark: str = "") -> None:
    """Print a heading, beside it a ``remark``, and below it the content."""
    show_heading(out, title, remark)
    out.print(Padding(content, (0, 0, 0, 2)))


def show_json(value: Any) -> None:
    """Print a value as indented JSON in colour."""
    console().print(JSON(json_text(value)))


def show_result(data: Any, items: str | None) -> None:
    """Print a result: a list as a table, anything else as JSON."""
    rows = rows_of(data, items)
    if rows.is_list:
        show_table(rows)
    else:
        show_json(data)


def show_records(records: Sequence[Mapping[str, Any]], folded: Collection[str] = ()) -> None:
    """Print records with all columns that hold something; those in ``folded`` may wrap."""
    columns = [
        name for name in (records[0] if records else {}) if any(each[name] for each in records)
    ]
    grid = RichTable(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for name in columns:
        grid.add_column(Text(name), overflow="fold", no_wrap=name not in folded)
    for record in records:
        grid.add_row(*(Text(str(record[name] or "")) for name in columns))
    console().print(grid)


def show_table(rows: Rows) -> None:
    """Print rows with the columns that fit, and below how many there are."""
    out = console()
    shown = table(rows, out.width)
    if shown.columns:
        grid = RichTable(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
        for name in shown.columns:
            grid.add_column(Text(name), overflow="ellipsis", no_wrap=True)
        for line in shown.lines:
            grid.add_row(*map(Text, line))
        out.print(grid)
    out.print(Text(_caption(rows, shown.hidden), style="dim"))


def _caption(rows: Rows, hidden: int) -> str:
    count = len(rows.records)
    counted = str(count) if rows.total in (None, count) else f"{count} of {rows.total}"
    parts = [f"{counted} item{'' if counted == '1' else 's'}"]
    if hidden:
        parts.append(f"{hidden} more field{'' if hidden == 1 else 's'} with --format json")
    return " · ".join(parts)


def show_request(preview: Mapping[str, Any]) -> None:
    """Print a request that was not sent, as ``previews.preview`` describes it."""
    out = console()
    out.print(Text.assemble((preview["method"], "bold green"), " ", (preview["url"], "bold")))
    for name, value in preview["headers"].items():
        out.print(Text.assemble((f"{name}: ", "cyan"), value))
    if "body" in preview:
        out.print()
        body = preview["body"]
        out.print(Text(body) if isinstance(body, str) else JSON(json_text(body)))
