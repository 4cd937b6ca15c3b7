"""Searches that lag behind: the searched tables as they stood some seconds ago.

While writes are watched, triggers of the connection note in `earlier` what each changed row held
before. `rewind` puts those rows back, inside a transaction that its caller undoes afterwards.
Writes that were not watched are seen at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

_NOW = "sandbox_now"
_SEARCHED = {
    "contacts": ("seq", "id", "doc"),
    "conversations": ("seq", "id", "doc"),
    "tickets": ("seq", "id", "doc"),
    "links": ("seq", "kind", "a", "b", "at", "by_type", "by_id"),
}
"""The tables that searches read, with the columns that make a row; the first is its key."""

KEPT_S = 86_400
"""How long what a row held is kept at least, for a lag that grows meanwhile."""

EARLIER = (
    # `row` is the row before the change, as a JSON array; null where there was none.
    "CREATE TABLE earlier (seq INTEGER PRIMARY KEY, at REAL NOT NULL, name TEXT NOT NULL, "
    "key INTEGER NOT NULL, row TEXT)",
    "CREATE INDEX earlier_at ON earlier (at)",
)


def watch(connection: sqlite3.Connection, now: Callable[[], float]) -> None:
    """Note what this connection's writes replace from here on."""
    connection.create_function(_NOW, 0, now)
    for name, columns in _SEARCHED.items():
        key = columns[0]
        old = f"json_array({', '.join(f'OLD.{column}' for column in columns)})"
        for event, row, noted in (
            ("INSERT", "NEW", "NULL"),
            ("UPDATE", "OLD", old),
            ("DELETE", "OLD", old),
        ):
            connection.execute(
                f"CREATE TEMP TRIGGER IF NOT EXISTS earlier_{name}_{event} AFTER {event} "
                f"ON main.{name} BEGIN INSERT INTO earlier (at, name, key, row) "
                f"VALUES ({_NOW}(), '{name}', {row}.{key}, {noted}); END"
            )
    connection.execute("DELETE FROM earlier WHERE at < ?", (now() - KEPT_S,))


def unwatch(connection: sqlite3.Connection) -> None:
    """Note nothing any more."""
    for name in _SEARCHED:
        for event in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(f"DROP TRIGGER IF EXISTS temp.earlier_{name}_{event}")


def rewind(connection: sqlite3.Connection, to: float) -> None:
    """Undo what was written after a time (UNIX seconds). The caller rolls this back again."""
    unwatch(connection)
    changes = connection.execute(
        "SELECT name, key, row FROM earlier WHERE at > ? ORDER BY seq DESC", (to,)
    ).fetchall()
    for name, key, row in changes:
        columns = _SEARCHED[name]
        connection.execute(f"DELETE FROM {name} WHERE {columns[0]} = ?", (key,))
        if row is not None:
            marks = ", ".join("?" * len(columns))
            connection.execute(
                f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", json.loads(row)
            )
