"""The data file: connections, transactions, the schema and its first filling.

A `Store` may be shared by threads, and a file by processes: readers never wait, writers take
turns. Every request is one transaction, kept whole or undone whole. The file may hold customers'
data, so it is made readable by its owner only.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .kinds import SCHEMA_VERSION, schema, table_names
from .records import Records

BUSY_TIMEOUT_MS = 20_000
"""How long a writer waits for another process to finish its own write."""

DATA_PATH_VARIABLE = "CONNECTOR_SANDBOX_DATA"


def default_data_path() -> Path:
    """Where the sandbox keeps its data when nobody says: the variable, else the user's folder."""
    named = os.environ.get(DATA_PATH_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("connector")) / "sandbox.sqlite3"


class Store:
    """One data file, or one database in memory when `path` is None.

    `fill` puts the first content into an empty file; it runs inside the transaction that makes
    the tables, so that no other process can see a half-filled file.
    """

    def __init__(self, path: Path | None, fill: Callable[[Records], None]) -> None:
        self.path = path
        self._fill = fill
        self._idle: list[sqlite3.Connection] = []
        self._inherited: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        # One connection is one database in memory, so its users take turns for reading too.
        self._turn = threading.RLock()
        self._owner = os.getpid()
        self._closed = False
        if path is not None:
            _make_private(path)
        self._prepare()

    @contextmanager
    def read(self) -> Iterator[Records]:
        """A consistent view of the data; nothing may be changed through it."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield Records(connection)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[Records]:
        """The data, alone with it; kept when the block ends, undone when it raises."""
        with self._turn, self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Records(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def reset(self) -> None:
        """Drop everything and fill the file anew."""
        with self._turn, self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._rebuild(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connections; the store cannot be used afterwards."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _prepare(self) -> None:
        with self._connection() as connection:
            if _version_of(connection) == SCHEMA_VERSION:
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                # Another process may have made the tables while this one waited for its turn.
                if _version_of(connection) != SCHEMA_VERSION:
                    self._rebuild(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _rebuild(self, connection: sqlite3.Connection) -> None:
        for table in table_names():
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in schema():
            connection.execute(statement)
        self._fill(Records(connection))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        if self.path is None:
            with self._turn:
                if not self._idle:
                    self._idle.append(self._open())
                yield self._idle[0]
            return
        connection = self._borrow()
        try:
            yield connection
        finally:
            with self._guard:
                keep = not self._closed and self._owner == os.getpid()
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()

    def _borrow(self) -> sqlite3.Connection:
        with self._guard:
            if self._owner != os.getpid():
                # A forked child must not use its parent's connections, nor close them: it keeps
                # them unused for as long as it lives.
                self._inherited += self._idle
                self._idle, self._owner = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return self._open()

    def _open(self) -> sqlite3.Connection:
        if self._closed:
            raise ValueError("the sandbox is closed")
        connection = sqlite3.connect(
            ":memory:" if self.path is None else str(self.path),
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_TIMEOUT_MS / 1000,
        )
        if self.path is not None:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        return connection


def _version_of(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _make_private(path: Path) -> None:
    """Create the file (0600) and the folder it needs (0700); leave what exists as it is."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite gives its -wal and -shm files the mode of the database itself.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
