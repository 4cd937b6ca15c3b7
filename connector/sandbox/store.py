"""The data file: connections, transactions, the schema and its first filling.

A `Store` may be shared by threads, and a file by processes: readers never wait, writers take
turns. Every request is one transaction, kept whole or undone whole. The file may hold customers'
data, so it is made readable by its owner only. A file that somebody else made is left as it is.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .records import Records
from .search_lag import rewind, unwatch, watch
from .tables import APPLICATION_ID, SCHEMA_VERSION, schema, statistics, table_names

BUSY_TIMEOUT_MS = 20_000
"""How long a writer waits for another process to finish its own write."""

_IN_MEMORY = ":memory:"
_SQLITE_HEADER = b"SQLite format 3\0"

DATA_PATH_VARIABLE = "CONNECTOR_SANDBOX_DATA"


class DataFileError(Exception):
    """The data file cannot be used: it is a folder, no database, or somebody else's."""


def default_data_path() -> Path:
    """Where the sandbox keeps its data when nobody says: the variable, else the user's folder."""
    named = os.environ.get(DATA_PATH_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("connector")) / "sandbox.sqlite3"


class _Connection(sqlite3.Connection):
    """A connection that knows whether its writes are watched."""

    watched = False


def _unwatch(connection: _Connection) -> None:
    if connection.watched:
        unwatch(connection)
        connection.watched = False


class Store:
    """One data file, or one database in memory when `path` is None.

    A database in memory may begin as an `image` of one that is filled already.

    `fill` puts the first content into an empty file; it runs inside the transaction that makes
    the tables, so that no other process can see a half-filled file. Raises `DataFileError`.
    """

    def __init__(
        self, path: Path | None, fill: Callable[[Records], None], image: bytes | None = None
    ) -> None:
        self.path = path
        self._fill = fill
        self._idle: list[_Connection] = []
        self._inherited: list[_Connection] = []
        self._guard = threading.Lock()
        # One connection is one database in memory, so its users take turns for reading too.
        self._turn = threading.RLock()
        self._owner = os.getpid()
        self._closed = False
        try:
            self._begin(image)
        except BaseException:
            self.close()
            raise

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
    def write(self, now: Callable[[], float] | None = None) -> Iterator[Records]:
        """The data, alone with it; kept when the block ends, undone when it raises.

        With `now`, the clock that tells when the writing happens, `read_as_of` can look back to
        before it.
        """
        with self._changing() as connection:
            if now is not None:
                watch(connection, now)
                connection.watched = True
            else:
                _unwatch(connection)
            yield Records(connection)

    @contextmanager
    def read_as_of(self, at: float) -> Iterator[Records]:
        """What searches found at a time, as far as writes since then were noted.

        It takes its turn as a write does.
        """
        with self._turn, self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                rewind(connection, at)
                yield Records(connection)
            finally:
                connection.execute("ROLLBACK")

    def reset(self) -> None:
        """Drop everything and fill the file anew; raises `DataFileError` where it is not ours."""
        with self._changing() as connection:
            self._rebuild(connection)

    def image(self) -> bytes:
        """The whole data as it is now, as the bytes of a database file."""
        with self._connection() as connection:
            if self.path is None:
                return connection.serialize()
            with closing(sqlite3.connect(_IN_MEMORY)) as copy:
                connection.backup(copy)
                return _unlogged(copy.serialize())

    def load(self, image: bytes) -> None:
        """Put the data of an `image` in place of what is there.

        Raises ValueError for an image of another version's, `DataFileError` where the file is not
        ours.
        """
        with closing(sqlite3.connect(_IN_MEMORY)) as source:
            source.deserialize(image)
            if not _is_ready(source):
                raise ValueError("the snapshot is not of this version's sandbox")
            with self._turn, self._connection() as connection:
                # The tables below the triggers are about to be replaced.
                _unwatch(connection)
                if self.path is None:
                    # What a connection has prepared may crash on other data put below it.
                    fresh = self._open()
                    fresh.deserialize(image)
                    self._idle[0] = fresh
                    connection.close()
                    return
                _check_owned(connection, self.path)
                source.backup(connection)

    @contextmanager
    def _changing(self) -> Iterator[_Connection]:
        with self._turn, self._connection() as connection:
            watched = connection.watched
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite undoes some transactions by itself, such as one the disk has no room for.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                # The triggers of the watch are part of what was undone.
                connection.watched = watched
                raise

    def close(self) -> None:
        """Close the connections; the store cannot be used afterwards."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _begin(self, image: bytes | None) -> None:
        if self.path is None:
            if image is None:
                self._prepare()
            else:
                self.load(image)
            return
        try:
            check_data_file(self.path)
            _make_private(self.path)
            self._prepare()
        except OSError as error:
            raise DataFileError(
                f"{self.path} cannot be the sandbox's data: {error.strerror}"
            ) from error
        except sqlite3.DatabaseError as error:
            raise DataFileError(f"{self.path} cannot be the sandbox's data: {error}") from error

    def _prepare(self) -> None:
        with self._connection() as connection:
            if _is_ready(connection):
                return
        with self._changing() as connection:
            # Another process may have made the tables while this one waited for its turn.
            if not _is_ready(connection):
                self._rebuild(connection)

    def _rebuild(self, connection: _Connection) -> None:
        _check_owned(connection, self.path)
        _unwatch(connection)
        for table in table_names():
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in schema():
            connection.execute(statement)
        connection.execute("ANALYZE")
        connection.execute("DELETE FROM sqlite_stat1")
        connection.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", statistics())
        connection.execute("ANALYZE sqlite_master")
        self._fill(Records(connection))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def _connection(self) -> Iterator[_Connection]:
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

    def _borrow(self) -> _Connection:
        with self._guard:
            if self._owner != os.getpid():
                # A forked child must not use its parent's connections, nor close them: it keeps
                # them unused for as long as it lives.
                self._inherited += self._idle
                self._idle, self._owner = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return self._open()

    def _open(self) -> _Connection:
        if self._closed:
            raise ValueError("the sandbox is closed")
        connection = sqlite3.connect(
            _IN_MEMORY if self.path is None else str(self.path),
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_TIMEOUT_MS / 1000,
            factory=_Connection,
        )
        if self.path is not None:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        return connection


def check_data_file(path: Path) -> None:
    """Raise `DataFileError` where a file is there that the sandbox cannot use; makes nothing."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            kind = "a folder" if stat.S_ISDIR(state.st_mode) else "not a regular file"
            raise DataFileError(f"{path} cannot be the sandbox's data: it is {kind}")
        if state.st_size == 0:
            return
        # SQLite takes a file that is shorter than its header for an empty one, and fills it.
        with path.open("rb") as file:
            if file.read(len(_SQLITE_HEADER)) != _SQLITE_HEADER:
                raise DataFileError(f"{path} cannot be the sandbox's data: it is not a database")
        # Whoever closes a file last tidies it up, unless it was opened for reading only.
        address = f"{path.absolute().as_uri()}?mode=ro"
        wait_s = BUSY_TIMEOUT_MS / 1000
        with closing(sqlite3.connect(address, uri=True, timeout=wait_s)) as connection:
            _check_owned(connection, path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise DataFileError(f"{path} cannot be the sandbox's data: {error.strerror}") from error
    except sqlite3.DatabaseError as error:
        raise DataFileError(f"{path} cannot be the sandbox's data: {error}") from error


def _check_owned(connection: sqlite3.Connection, path: Path | None) -> None:
    """Raise `DataFileError` where the file holds anything that the sandbox did not make."""
    if not _is_ours(connection) and (_pragma(connection, "application_id") or _tables(connection)):
        raise DataFileError(
            f"{path} is a database that the sandbox did not make, and is left as it is; "
            "name another file"
        )


def _is_ours(connection: sqlite3.Connection) -> bool:
    mark = _pragma(connection, "application_id")
    # Files from before the mark was made have our tables, and no others.
    unmarked = not mark and {"sequences", "workspace"} <= _tables(connection) <= set(table_names())
    return mark == APPLICATION_ID or unmarked


def _unlogged(image: bytes) -> bytes:
    """An image whose header does not ask for a write-ahead log: memory has none."""
    return image[:18] + b"\x01\x01" + image[20:]


def _tables(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")
    return {row[0] for row in found}


def _is_ready(connection: sqlite3.Connection) -> bool:
    return _pragma(connection, "user_version") == SCHEMA_VERSION and _is_ours(connection)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _make_private(path: Path) -> None:
    """Create the file (0600) and the folders it needs (0700); leave what exists as it is."""
    missing = [folder for folder in path.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    # SQLite gives its -wal and -shm files the mode of the database itself.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
