"""A result as rows, and rows as JSON Lines, CSV or a plain table. Pure; knows no terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .output import json_text

MAX_CELL = 40
"""Longest text in a cell of a table, characters."""

_LEADING = (
    *("id", "job_identifier", "name", "title", "label", "email", "subject", "role", "type"),
    *("state", "status", "category", "summary", "description", "value", "updated_at", "created_at"),
)

_TIMES = ("_at", "_since", "_until")
_YEAR_10000 = 253402300800


@dataclass(frozen=True)
class Rows:
    """The records of a result. ``total`` is how many there are in all, where the answer tells.

    ``is_list`` is false where the whole result is the only record.
    """

    records: tuple[Any, ...]
    is_list: bool
    total: int | None = None


def rows_of(data: Any, items: str | None) -> Rows:
    """Return the records of a result; ``items`` is the dotted place of the list, where known.

    Without it, an object without an id of its own that holds one list of objects is taken for a
    list.
    """
    if isinstance(data, list):
        return Rows(tuple(data), True)
    if not isinstance(data, Mapping):
        return Rows((data,), False)
    listed = _at(data, items) if items else None
    if not isinstance(listed, list):
        lists = [value for value in data.values() if _is_list_of_objects(value)]
        listed = lists[0] if len(lists) == 1 and "id" not in data else None
    if listed is None:
        return Rows((data,), False)
    total = data.get("total_count")
    return Rows(tuple(listed), True, total if isinstance(total, int) else None)


def _at(data: Any, place: str) -> Any:
    for part in place.split("."):
        data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def jsonl(rows: Rows) -> str:
    """Return each record as JSON on a line of its own."""
    return "".join(json_text(record, indent=None) + "\n" for record in rows.records)


def csv_text(rows: Rows) -> str:
    """Return the records as CSV: members of objects as dotted columns, lists as JSON."""
    flat = [flattened(record) for record in rows.records]
    columns = list(dict.fromkeys(name for record in flat for name in record))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return stream.getvalue()


def flattened(record: Any) -> dict[str, str]:
    """Return a record with dotted names and texts as values.

    >>> flattened({"id": "1", "company": {"name": "A"}, "tags": [1]})
    {'id': '1', 'company.name': 'A', 'tags': '[1]'}
    """
    flat: dict[str, str] = {}
    pending: list[tuple[str, Any]] = [("", record)]
    while pending:
        name, value = pending.pop()
        if isinstance(value, Mapping) and value:
            members = [(f"{name}.{key}" if name else key, value[key]) for key in value]
            pending.extend(reversed(members))
        elif isinstance(value, str) or value is None:
            flat[name or "value"] = value or ""
        else:
            flat[name or "value"] = json.dumps(value, ensure_ascii=False)
    return flat


@dataclass(frozen=True)
class Table:
    """Records cut down to the columns that tell most; all cells are short texts."""

    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    hidden: int

    def widths(self) -> list[int]:
        """Return the width of each column in characters."""
        columns = zip(self.columns, *self.lines, strict=True)
        return [max(map(len, column)) for column in columns]


def table(rows: Rows, width: int) -> Table:
    """Return the rows with the columns that fit ``width`` characters, most telling first.

    A column has at least one cell that holds something other than an object or a list.
    ``hidden`` counts the columns that were left out.
    """
    records = [
        record if isinstance(record, Mapping) else {"value": record} for record in rows.records
    ]
    names = list(dict.fromkeys(name for record in records for name in record))
    scalar = [name for name in names if any(_tells(record.get(name)) for record in records)]
    if len(records) > 1:
        scalar = [name for name in scalar if name != "type" or _differs(records, name)]
    ranked = sorted(scalar, key=lambda name: (_rank(name), scalar.index(name)))
    chosen: list[str] = []
    used = 0
    for name in ranked:
        cells = [name, *(cell(name, record.get(name)) for record in records)]
        needed = max(map(len, cells)) + 3
        if chosen and used + needed > width:
            break
        chosen.append(name)
        used += needed
    lines = tuple(tuple(cell(name, record.get(name)) for name in chosen) for record in records)
    return Table(tuple(chosen), lines, len(names) - len(chosen))


def _tells(value: Any) -> bool:
    return value is not None and value != "" and not isinstance(value, (Mapping, list))


def _differs(records: Sequence[Mapping[str, Any]], name: str) -> bool:
    return len({repr(record.get(name)) for record in records}) > 1


def _rank(name: str) -> int:
    return _LEADING.index(name) if name in _LEADING else len(_LEADING)


def cell(name: str, value: Any) -> str:
    """Return a value as one short line; a UNIX time, told by the column's name, as a date in UTC.

    >>> cell("created_at", 1767225600)
    '2026-01-01 00:00'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and name.endswith(_TIMES) and 0 < value < _YEAR_10000:
        return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    return shortened(str(value))


def shortened(text: str, most: int = MAX_CELL) -> str:
    """Return a text on one line of at most ``most`` printable characters."""
    line = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return line if len(line) <= most else line[: most - 1] + "…"


def plain_table(shown: Table) -> str:
    """Return a table as aligned text, without lines or colours."""
    widths = shown.widths()
    return "".join(_aligned(line, widths) for line in (shown.columns, *shown.lines))


def _aligned(cells: Iterable[str], widths: Sequence[int]) -> str:
    padded = (text.ljust(width) for text, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"
