from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from connector.sandbox import DataFileError, Sandbox, Snapshot

from .api import Api, Clock


@pytest.fixture(params=["memory", "file"])
def api(request: pytest.FixtureRequest, clock: Clock, tmp_path: Path) -> Iterator[Api]:
    data = ":memory:" if request.param == "memory" else tmp_path / "sandbox.sqlite3"
    with Sandbox(data, now=clock) as sandbox:
        yield Api(sandbox, clock)


def test_a_snapshot_brings_everything_back(api: Api) -> None:
    before = {path: api.get(path) for path in ("/contacts", "/tags", "/conversations")}
    state = api.sandbox.snapshot()
    first = api.post("/contacts", {"email": "new@example.com"})
    api.delete("/tags/303")
    api.sandbox.restore(state)
    assert {path: api.get(path) for path in before} == before
    assert api.send("GET", f"/contacts/{first['id']}").status == 404
    assert api.post("/contacts", {"email": "new@example.com"}) == first
    api.sandbox.restore(pickle.loads(pickle.dumps(state)))
    assert api.get("/contacts") == before["/contacts"]


def test_what_a_block_does_can_be_undone(api: Api) -> None:
    before = api.get("/tags")

    def change_and_fail() -> None:
        with api.sandbox.unchanged() as same:
            assert same is api.sandbox
            api.post("/tags", {"name": "Short-lived"})
            assert api.get("/tags") != before
            raise LookupError

    with pytest.raises(LookupError):
        change_and_fail()
    assert api.get("/tags") == before


def test_a_snapshot_of_one_sandbox_fits_another(api: Api, tmp_path: Path) -> None:
    made = api.post("/contacts", {"email": "new@example.com"})
    for data in (":memory:", tmp_path / "other.sqlite3"):
        with Sandbox(data, now=api.clock) as other:
            other.restore(api.sandbox.snapshot())
            theirs = Api(other, api.clock)
            assert theirs.get(f"/contacts/{made['id']}") == made
            theirs.post("/tags", {"name": "Theirs"})
    assert "Theirs" not in [tag["name"] for tag in api.get("/tags")["data"]]


def test_others_on_the_file_see_a_restored_state(clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "sandbox.sqlite3"
    with Sandbox(path, now=clock) as one, Sandbox(path, now=clock) as other:
        state = one.snapshot()
        made = Api(other, clock).post("/tags", {"name": "Theirs"})
        one.restore(state)
        assert Api(other, clock).send("GET", f"/tags/{made['id']}").status == 404
        assert Api(other, clock).post("/tags", {"name": "Again"})["id"] == made["id"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_no_snapshot_of_ours_is_refused(api: Api) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(ValueError, match="not of this version's"):
        api.sandbox.restore(Snapshot(connection.serialize()))
    connection.close()
    assert api.get("/me")["name"] == "Nora Quinn"


def test_a_file_that_became_somebody_elses_is_not_overwritten(clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "sandbox.sqlite3"
    with Sandbox(path, now=clock) as sandbox:
        state = sandbox.snapshot()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA application_id = 7")
        connection.close()
        with pytest.raises(DataFileError, match="did not make"):
            sandbox.restore(state)
