"""The SQL of an empty data file: a table for each kind of record, links, counters, statistics."""

from __future__ import annotations

from .kinds import KINDS
from .search_lag import EARLIER

APPLICATION_ID = 0x49436E53
"""Written to `PRAGMA application_id`: "ICnS". A filled file with another is not the sandbox's."""

SCHEMA_VERSION = 2
"""Written to `PRAGMA user_version`; a file with another number is emptied and seeded anew."""

LINKS = (
    # `a` has or belongs to `b`; kind is '<a's noun>_<b's noun>'.
    "CREATE TABLE links (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, a TEXT NOT NULL, "
    "b TEXT NOT NULL, at INTEGER NOT NULL, by_type TEXT, by_id TEXT)",
    "CREATE UNIQUE INDEX links_forward ON links (kind, a, b)",
    "CREATE INDEX links_backward ON links (kind, b, a)",
)

SEQUENCES = (
    "CREATE TABLE sequences (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
)


def schema() -> list[str]:
    """Every statement that makes an empty data file ready."""
    made = [*LINKS, *SEQUENCES, *EARLIER]
    for kind in KINDS.values():
        made.extend(kind.statements())
    return made


_COARSE = frozenset(
    ("role", "state", "open", "owner_id", "admin_assignee_id", "team_assignee_id", "ticket_type_id")
)
"""Columns in which many records of a kind have the same value."""

_ROWS = 100_000


def statistics() -> list[tuple[str, str, str]]:
    """What SQLite is to believe about the searched tables: rows of its `sqlite_stat1`.

    Left to itself it takes `archived` for a column that tells records apart, and goes through an
    index that leads to every row. These are fixed, so that equal searches take equal ways.
    """
    made = [
        ("links", "links_forward", "200000 20000 3 1"),
        ("links", "links_backward", "200000 20000 50 1"),
    ]
    for kind in KINDS.values():
        searched = [index for index in kind.indexes if index.startswith("archived, ")]
        if not searched:
            continue
        made.append((kind.table, f"sqlite_autoindex_{kind.table}_1", f"{_ROWS} 1"))
        for index in searched:
            numbers, alike = [_ROWS, _ROWS], _ROWS
            for column in index.split(", ")[1:]:
                alike = alike // 4 if column in _COARSE else 2
                numbers.append(alike)
            name = f"{kind.table}_{index.replace(', ', '_')}"
            made.append((kind.table, name, " ".join(map(str, numbers))))
    return made


def table_names() -> list[str]:
    """Every table of a data file."""
    return [*KINDS, "links", "sequences", "earlier"]
