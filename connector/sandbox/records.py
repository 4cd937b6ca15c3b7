"""Records and links inside one transaction: the only module that writes row-level SQL.

Handlers get a `Records` and never see the connection. Documents go in and come out as dicts; null
keys are not stored. Ids come from counters in the file, so equal histories give equal ids.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .kinds import KINDS
from .messages import Json

Row = tuple[int, Json]
"""A record with its row number, which grows with every record added to the table."""


@dataclass(frozen=True, slots=True)
class Link:
    """`a` is tied to `b` since `at` (UNIX seconds), by an admin, a contact, or nobody known."""

    a: str
    b: str
    at: int
    by_type: str | None
    by_id: str | None


def _kept(doc: Json) -> Json:
    return {key: value for key, value in doc.items() if value is not None}


def _dump(doc: Json) -> str:
    return json.dumps(doc, ensure_ascii=False, separators=(",", ":"))


class Records:
    """The contents of a data file, as one transaction sees and changes them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the transaction that is undone by itself when it raises."""
        self._connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO attempt")
            raise
        finally:
            self._connection.execute("RELEASE attempt")

    # Records

    def get(self, kind: str, id: str) -> Json | None:
        """The document of one record, or None."""
        row = self._connection.execute(f"SELECT doc FROM {kind} WHERE id = ?", (id,)).fetchone()
        return None if row is None else json.loads(row[0])

    def first(self, kind: str, where: str, args: Sequence[Any] = ()) -> Json | None:
        """The oldest record that meets an SQL condition, or None."""
        rows = self.select(kind, where, args, limit=1)
        return rows[0][1] if rows else None

    def select(
        self,
        kind: str,
        where: str = "1",
        args: Sequence[Any] = (),
        order: str = "seq",
        limit: int = -1,
        offset: int = 0,
    ) -> list[Row]:
        """Records meeting an SQL condition on the table, which is aliased `t`."""
        sql = f"SELECT seq, doc FROM {kind} AS t WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
        found = self._connection.execute(sql, (*args, limit, offset))
        return [(seq, json.loads(doc)) for seq, doc in found]

    def all(self, kind: str, where: str = "1", args: Sequence[Any] = ()) -> list[Json]:
        """The documents meeting an SQL condition, oldest first."""
        return [doc for _, doc in self.select(kind, where, args)]

    def columns(
        self, kind: str, columns: Sequence[str], where: str = "1", args: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Some columns of the records meeting an SQL condition, oldest first."""
        sql = f"SELECT {', '.join(columns)} FROM {kind} AS t WHERE {where} ORDER BY seq"
        return self._connection.execute(sql, args).fetchall()

    def select_across(
        self,
        parts: Sequence[tuple[str, str, Sequence[Any]]],
        order: str,
        limit: int = -1,
        offset: int = 0,
    ) -> list[tuple[str, Json]]:
        """Records of several kinds in one order, as kinds with documents.

        `parts` are kinds, each with an SQL condition and its arguments; `order` may name `kind`,
        `seq` and `updated_at`, which each of the kinds has to have as a column.
        """
        sql = " UNION ALL ".join(
            f"SELECT '{kind}' AS kind, seq, updated_at, doc FROM {kind} AS t WHERE {where}"
            for kind, where, _ in parts
        )
        args = [arg for _, _, some in parts for arg in some]
        found = self._connection.execute(
            f"SELECT kind, doc FROM ({sql}) ORDER BY {order} LIMIT ? OFFSET ?",
            (*args, limit, offset),
        )
        return [(kind, json.loads(doc)) for kind, doc in found]

    def some(self, kind: str, ids: Iterable[str]) -> dict[str, Json]:
        """The records with these ids, by id; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        found = self._connection.execute(
            f"SELECT id, doc FROM {kind} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        return {id: json.loads(doc) for id, doc in found}

    def matching(self, kind: str, where: str, args: Sequence[Any], limit: int) -> list[int]:
        """The row numbers of at most so many records that meet an SQL condition, in no order."""
        sql = f"SELECT seq FROM {kind} AS t WHERE {where} LIMIT ?"
        return [seq for (seq,) in self._connection.execute(sql, (*args, limit))]

    def count(self, kind: str, where: str = "1", args: Sequence[Any] = ()) -> int:
        """How many records meet an SQL condition."""
        sql = f"SELECT count(*) FROM {kind} AS t WHERE {where}"
        number: int = self._connection.execute(sql, args).fetchone()[0]
        return number

    def count_by(self, kind: str, column: str, values: Sequence[str]) -> dict[str, int]:
        """How many records have each of these values in a column."""
        found = self._connection.execute(
            f"SELECT {column}, count(*) FROM {kind} "
            f"WHERE {column} IN (SELECT value FROM json_each(?)) GROUP BY {column}",
            (json.dumps(list(values)),),
        )
        return dict(found.fetchall())

    def value_of(self, kind: str, expression: str, id: str) -> Any:
        """The value of an SQL expression over one record that is there."""
        sql = f"SELECT {expression} FROM {kind} AS t WHERE id = ?"
        return self._connection.execute(sql, (id,)).fetchone()[0]

    def add(self, kind: str, doc: Json) -> Json:
        """Store a new record; without an `id` it gets the next one. Returns the stored document."""
        stored = _kept({"id": doc.get("id") or self.next_id(kind), **doc})
        self._connection.execute(
            f"INSERT INTO {kind} (id, doc) VALUES (?, ?)", (stored["id"], _dump(stored))
        )
        return stored

    def save(self, kind: str, doc: Json) -> Json:
        """Replace the record that has the document's id. Returns the stored document."""
        stored = _kept(doc)
        self._connection.execute(
            f"UPDATE {kind} SET doc = ? WHERE id = ?", (_dump(stored), stored["id"])
        )
        return stored

    def remove(self, kind: str, id: str) -> None:
        """Remove one record; its links stay."""
        self._connection.execute(f"DELETE FROM {kind} WHERE id = ?", (id,))

    def remove_where(self, kind: str, where: str, args: Sequence[Any]) -> None:
        """Remove the records that meet an SQL condition."""
        self._connection.execute(f"DELETE FROM {kind} WHERE {where}", args)

    # Ids

    def next_number(self, sequence: str, first: int = 1) -> int:
        """The next number of a counter, which starts at `first`."""
        row = self._connection.execute(
            "INSERT INTO sequences (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            (sequence, first),
        ).fetchone()
        number: int = row[0]
        return number

    def next_id(self, kind: str) -> str:
        """The next id of a kind, taken from its counter."""
        shape = KINDS[kind]
        number = self.next_number(shape.sequence or shape.table, shape.first_number)
        if shape.hex_prefix:
            return f"{shape.hex_prefix}{number:0{24 - len(shape.hex_prefix)}x}"
        return str(number)

    # Links

    def link(self, kind: str, a: str, b: str, at: int, by: tuple[str, str] | None = None) -> bool:
        """Tie two records together; False when they already were."""
        done = self._connection.execute(
            "INSERT OR IGNORE INTO links (kind, a, b, at, by_type, by_id) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (kind, a, b, at, *(by or (None, None))),
        )
        return done.rowcount > 0

    def unlink(self, kind: str, a: str, b: str) -> bool:
        """Undo a link; False when there was none."""
        done = self._connection.execute(
            "DELETE FROM links WHERE kind = ? AND a = ? AND b = ?", (kind, a, b)
        )
        return done.rowcount > 0

    def unlink_all(self, kind: str, *, a: str | None = None, b: str | None = None) -> None:
        """Undo every link of a kind from `a`, or to `b`."""
        column, value = ("a", a) if a is not None else ("b", b)
        self._connection.execute(
            f"DELETE FROM links WHERE kind = ? AND {column} = ?", (kind, value)
        )

    def move_links(self, kind: str, *, to: str, a: str | None = None, b: str | None = None) -> None:
        """Give the links of one record to another; links the other has already are dropped."""
        column, value = ("a", a) if a is not None else ("b", b)
        self._connection.execute(
            f"UPDATE OR IGNORE links SET {column} = ? WHERE kind = ? AND {column} = ?",
            (to, kind, value),
        )
        self.unlink_all(kind, a=a, b=b)

    def links(self, kind: str, a: Iterable[str]) -> dict[str, list[Link]]:
        """The links of each given record, oldest first; every id given is a key."""
        grouped: dict[str, list[Link]] = {id: [] for id in a}
        found = self._connection.execute(
            "SELECT a, b, at, by_type, by_id FROM links "
            "WHERE kind = ? AND a IN (SELECT value FROM json_each(?)) ORDER BY seq",
            (kind, json.dumps(list(grouped))),
        )
        for row in found:
            grouped[row[0]].append(Link(*row))
        return grouped

    def links_of(self, kind: str, a: str) -> list[Link]:
        """The links of one record, oldest first."""
        return self.links(kind, [a])[a]

    def count_links_to(self, kind: str, b: Iterable[str]) -> dict[str, int]:
        """How many records are tied to each of these."""
        found = self._connection.execute(
            "SELECT b, count(*) FROM links "
            "WHERE kind = ? AND b IN (SELECT value FROM json_each(?)) GROUP BY b",
            (kind, json.dumps(list(b))),
        )
        return dict(found.fetchall())
