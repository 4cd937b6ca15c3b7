"""The data file: its mode, what survives, and several users at once."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from connector.sandbox import DataFileError, Request, Sandbox, default_data_path
from connector.sandbox.records import Records
from connector.sandbox.store import Store, check_data_file
from connector.sandbox.tables import APPLICATION_ID, SCHEMA_VERSION

from .api import Api, Clock

WRITER = """
import json, sys
from connector.sandbox import Request, Sandbox
with Sandbox(sys.argv[1]) as sandbox:
    for number in range(20):
        body = json.dumps({"external_id": f"{sys.argv[2]}-{number}"}).encode()
        answer = sandbox.handle(
            Request("POST", "/contacts", (), {"authorization": "Bearer x"}, body)
        )
        assert answer.status == 200, answer.body
"""


def api_on(path: Path, clock: Clock) -> Api:
    return Api(Sandbox(path, now=clock), clock)


def test_what_is_written_survives(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "sandbox.sqlite3"
    first = api_on(path, clock)
    made = first.post("/contacts", {"email": "kept@example.com"})
    first.sandbox.close()
    second = api_on(path, clock)
    assert second.get(f"/contacts/{made['id']}") == made
    assert second.get("/contacts")["total_count"] == 13
    second.sandbox.close()


def test_the_file_is_private(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "folder" / "deeper" / "sandbox.sqlite3"
    before = os.umask(0)
    try:
        api = api_on(path, clock)
        api.post("/contacts", {"role": "lead"})
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert set(modes) == {path.name, f"{path.name}-wal", f"{path.name}-shm"}
    assert set(modes.values()) == {0o600}
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    api.sandbox.close()


def test_opening_an_existing_file_changes_nothing(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "sandbox.sqlite3"
    Sandbox(path).close()
    with sqlite3.connect(path) as connection:
        before = connection.execute("PRAGMA schema_version").fetchone()
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    connection.close()
    Sandbox(path).close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA schema_version").fetchone() == before
    connection.close()


def test_a_file_of_another_version_is_filled_anew(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "sandbox.sqlite3"
    Sandbox(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.execute("DELETE FROM contacts")
    connection.close()
    api = api_on(path, clock)
    assert api.get("/contacts")["total_count"] == 12
    api.sandbox.close()


def test_a_closed_sandbox_cannot_be_used(tmp_path: Path, clock: Clock) -> None:
    api = api_on(tmp_path / "sandbox.sqlite3", clock)
    api.sandbox.close()
    with pytest.raises(ValueError, match="closed"):
        api.get("/me")


@pytest.mark.parametrize("in_memory", [True, False])
def test_threads_lose_no_writes(tmp_path: Path, clock: Clock, in_memory: bool) -> None:
    sandbox = Sandbox(":memory:" if in_memory else tmp_path / "sandbox.sqlite3", now=clock)
    api = Api(sandbox, clock)

    def work(worker: int) -> list[str]:
        made = []
        for number in range(25):
            made.append(api.post("/contacts", {"external_id": f"{worker}-{number}"})["id"])
            note = {"type": "admin", "message_type": "note", "admin_id": "8140001", "body": "x"}
            api.post("/conversations/1001/reply", note)
            assert api.get("/contacts", per_page=1)["total_count"] > 12
        return made

    with ThreadPoolExecutor(8) as pool:
        ids = [id for made in pool.map(work, range(8)) for id in made]
    assert len(set(ids)) == 200
    assert api.get("/contacts")["total_count"] == 212
    assert api.get("/conversations/1001")["conversation_parts"]["total_count"] == 203
    statistics = api.get("/conversations/1001")["statistics"]
    assert statistics["count_conversation_parts"] == 203
    sandbox.close()


def test_one_of_many_equal_creations_wins(api: Api) -> None:
    def create(_: int) -> int:
        return api.send("POST", "/contacts", {"email": "race@example.com"}).status

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(create, range(16)))
    assert statuses == [200] + [409] * 15


def test_processes_share_a_file_from_its_first_moment(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "sandbox.sqlite3"
    root = Path(__file__).parents[2]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(number)],
            env={**os.environ, "PYTHONPATH": str(root)},
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    problems = [worker.communicate(timeout=50)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 4, problems
    api = api_on(path, clock)
    assert api.get("/contacts")["total_count"] == 12 + 80
    api.sandbox.close()


def test_equal_histories_give_equal_data(clock: Clock) -> None:
    def history() -> bytes:
        with Sandbox(now=clock) as sandbox:
            api = Api(sandbox, clock)
            api.post("/contacts", {"email": "a@example.com"})
            return json.dumps(api.get("/contacts")).encode()

    assert history() == history()


def test_default_data_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONNECTOR_SANDBOX_DATA", str(tmp_path / "mine.sqlite3"))
    assert default_data_path() == tmp_path / "mine.sqlite3"
    monkeypatch.delenv("CONNECTOR_SANDBOX_DATA")
    assert default_data_path().name == "sandbox.sqlite3"
    assert default_data_path().parent.name == "connector"


def test_a_wal_file_is_used(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.sqlite3"
    sandbox = Sandbox(path)
    request = Request("GET", "/me", (), {"authorization": "Bearer x"})
    assert sandbox.handle(request).status == 200
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    sandbox.close()


def database(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE contacts (name TEXT)", "INSERT INTO contacts VALUES ('kept')"),
        ("CREATE TABLE tags (name TEXT)", f"PRAGMA user_version = {SCHEMA_VERSION}"),
        ("CREATE VIEW v AS SELECT 1",),
        ("PRAGMA application_id = 7",),
        ("CREATE TABLE tags (name TEXT)", "PRAGMA application_id = 7"),
        ("PRAGMA journal_mode = WAL", "CREATE TABLE contacts (name TEXT)"),
    ],
)
def test_a_database_of_somebody_else_is_left_as_it_is(
    statements: tuple[str, ...], tmp_path: Path
) -> None:
    path = database(tmp_path / "theirs.sqlite3", *statements)
    before = path.read_bytes()
    for open_it in (Sandbox, check_data_file):
        with pytest.raises(DataFileError, match=r"theirs\.sqlite3 is a database that the sandbox"):
            open_it(path)
    assert path.read_bytes() == before


def test_a_database_that_became_somebody_elses_is_not_reset(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.sqlite3"
    sandbox = Sandbox(path)
    database(path, "PRAGMA application_id = 7")
    with pytest.raises(DataFileError, match="did not make"):
        sandbox.reset()
    sandbox.close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM contacts").fetchone()[0] > 0
    connection.close()


@pytest.mark.parametrize("content", [b"", None])
def test_an_empty_file_is_filled(content: bytes | None, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "sandbox.sqlite3"
    if content is None:
        database(path, "CREATE TABLE t (a)", "DROP TABLE t")
    else:
        path.write_bytes(content)
    api = api_on(path, clock)
    assert api.get("/contacts")["total_count"] == 12
    api.sandbox.reset()
    api.sandbox.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_text("name,email\n" * 50), "not a database"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 1000), "not a database"),
        (lambda path: path.write_bytes(b"x"), "not a database"),
        (lambda path: path.mkdir(), "it is a folder"),
        (lambda path: path.symlink_to("/dev/null"), "not a regular file"),
    ],
    ids=["text", "header", "byte", "folder", "device"],
)
def test_what_is_no_database_is_told(
    make: Callable[[Path], object], told: str, tmp_path: Path
) -> None:
    path = tmp_path / "data"
    make(path)
    for open_it in (Sandbox, check_data_file):
        with pytest.raises(DataFileError, match=told) as caught:
            open_it(path)
        assert str(path) in str(caught.value)
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFileError, match="Not a directory"):
        Sandbox(tmp_path / "file" / "deeper" / "sandbox.sqlite3")


def test_a_file_left_by_a_crash_is_used_again(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "sandbox.sqlite3"
    api = api_on(path, clock)
    made = api.post("/contacts", {"email": "kept@example.com"})
    copied = tmp_path / "copied ?#%.sqlite3"
    copied.write_bytes(path.read_bytes())
    wal = path.with_name(f"{path.name}-wal")
    copied.with_name(f"{copied.name}-wal").write_bytes(wal.read_bytes())
    api.sandbox.close()
    check_data_file(copied)
    again = api_on(copied, clock)
    assert again.get(f"/contacts/{made['id']}") == made
    again.sandbox.close()


def test_a_file_of_before_the_mark_is_ours_and_keeps_what_it_holds(
    tmp_path: Path, clock: Clock
) -> None:
    file = tmp_path / "sandbox.sqlite3"
    first = api_on(file, clock)
    made = first.post("/contacts", {"external_id": "rider-7"})
    first.sandbox.close()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA application_id = 0")
    connection.close()
    again = api_on(file, clock)
    assert again.get(f"/contacts/{made['id']}")["external_id"] == "rider-7"
    again.sandbox.close()


def test_a_transaction_that_cannot_be_kept_is_undone(tmp_path: Path, clock: Clock) -> None:
    store = Sandbox(tmp_path / "sandbox.sqlite3", now=clock)._store
    with store._connection() as connection:
        connection.execute("PRAGMA foreign_keys = ON")

    def add_orphan() -> None:
        with store.write() as records:
            records.add("tags", {"id": "7", "name": "Kept?"})
            run = records._connection.execute
            run("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
            run("CREATE TABLE child (id REFERENCES parent DEFERRABLE INITIALLY DEFERRED)")
            run("INSERT INTO child VALUES (1)")

    with pytest.raises(sqlite3.IntegrityError):
        add_orphan()
    with store.write() as records:
        assert records.get("tags", "7") is None
        records.add("tags", {"id": "8", "name": "Kept"})
    with store.read() as records:
        assert records.get("tags", "8") is not None
    store.close()


def test_a_transaction_that_sqlite_has_undone_by_itself_tells_why(clock: Clock) -> None:
    store = Sandbox(now=clock)._store

    def fail() -> None:
        with store.write() as records:
            records._connection.execute("ROLLBACK")
            raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
        fail()
    store.close()


def test_a_store_that_cannot_be_filled_is_closed(tmp_path: Path) -> None:
    def fill(records: Records) -> None:
        made.append(records._connection)
        raise ValueError("no such thing")

    for path in (None, tmp_path / "sandbox.sqlite3"):
        made: list[sqlite3.Connection] = []
        with pytest.raises(ValueError, match="no such thing"):
            Store(path, fill)
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            made[0].execute("SELECT 1")
