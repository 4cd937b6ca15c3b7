"""Searches that lag: what they find is what was there some seconds ago."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from connector.sandbox import Sandbox

from .api import NORA, REPAIR, Api, Clock, contact_id

LAG_S = 30


@pytest.fixture(params=["memory", "file"])
def api(request: pytest.FixtureRequest, clock: Clock, tmp_path: Path) -> Iterator[Api]:
    data = ":memory:" if request.param == "memory" else tmp_path / "sandbox.sqlite3"
    with Sandbox(data, now=clock, search_lag_s=LAG_S) as sandbox:
        yield Api(sandbox, clock)


def test_what_was_there_is_found_at_once(api: Api) -> None:
    assert api.search("contacts", "name", "=", "Maria Santos") == {contact_id(1)}


def test_a_new_contact_is_found_later_but_read_at_once(api: Api, clock: Clock) -> None:
    made = api.post("/contacts", {"email": "new@example.com"})
    assert api.get(f"/contacts/{made['id']}") == made
    assert made["id"] in [each["id"] for each in api.get("/contacts", per_page=50)["data"]]
    assert api.search("contacts", "email", "=", "new@example.com") == set()
    clock.pass_(LAG_S - 1)
    assert api.search("contacts", "email", "=", "new@example.com") == set()
    clock.pass_(1)
    assert api.search("contacts", "email", "=", "new@example.com") == {made["id"]}


def test_a_change_is_found_later_and_the_old_value_until_then(api: Api, clock: Clock) -> None:
    api.put(f"/contacts/{contact_id(1)}", {"name": "Maria Lopes"})
    clock.pass_(10)
    api.put(f"/contacts/{contact_id(1)}", {"name": "Maria Dias"})

    def found() -> list[bool]:
        names = ("Santos", "Lopes", "Dias")
        return [bool(api.search("contacts", "name", "$", name)) for name in names]

    assert found() == [True, False, False]
    clock.pass_(LAG_S - 10)
    assert found() == [False, True, False]
    clock.pass_(10)
    assert found() == [False, False, True]
    assert api.get(f"/contacts/{contact_id(1)}")["name"] == "Maria Dias"


def test_a_deletion_is_noticed_later(api: Api, clock: Clock) -> None:
    api.delete(f"/contacts/{contact_id(2)}")
    assert api.send("GET", f"/contacts/{contact_id(2)}").status == 404
    assert api.search("contacts", "id", "=", contact_id(2)) == {contact_id(2)}
    clock.pass_(LAG_S)
    assert api.search("contacts", "id", "=", contact_id(2)) == set()


def test_tags_lag_too(api: Api, clock: Clock) -> None:
    tag = api.post("/tags", {"name": "Late"})["id"]
    api.post(f"/contacts/{contact_id(1)}/tags", {"id": tag})
    assert api.search("contacts", "tag_id", "=", tag) == set()
    clock.pass_(LAG_S)
    assert api.search("contacts", "tag_id", "=", tag) == {contact_id(1)}
    api.delete(f"/contacts/{contact_id(1)}/tags/{tag}")
    assert api.search("contacts", "tag_id", "=", tag) == {contact_id(1)}
    clock.pass_(LAG_S)
    assert api.search("contacts", "tag_id", "=", tag) == set()


@pytest.mark.parametrize("noun", ["conversations", "tickets"])
def test_conversations_and_tickets_lag(api: Api, clock: Clock, noun: str) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "conversations": {"from": {"type": "user", "id": contact_id(1)}, "body": "Late"},
        "tickets": {
            "ticket_type_id": REPAIR,
            "contacts": [{"id": contact_id(1)}],
            "ticket_attributes": {"_default_title_": "Late"},
        },
    }
    before = api.search(noun, "created_at", ">", 0)
    made = api.post(f"/{noun}", bodies[noun])
    id = made.get("conversation_id") or made["id"]
    assert api.get(f"/{noun}/{id}")["id"] == id
    assert api.search(noun, "created_at", ">", 0) == before
    clock.pass_(LAG_S)
    assert api.search(noun, "created_at", ">", 0) == before | {id}


def test_the_lag_may_be_set_at_any_time(api: Api) -> None:
    made = api.post("/contacts", {"email": "new@example.com"})
    api.sandbox.search_lag_s = 0
    assert api.search("contacts", "email", "=", "new@example.com") == {made["id"]}
    again = api.post("/contacts", {"email": "again@example.com"})
    api.sandbox.search_lag_s = LAG_S
    assert api.search("contacts", "email", "=", "again@example.com") == {again["id"]}


def test_what_is_seeded_or_restored_is_found_at_once(api: Api) -> None:
    api.sandbox.seed({"contacts": ["seeded@example.com"]})
    assert len(api.search("contacts", "email", "=", "seeded@example.com")) == 1
    api.post("/contacts", {"email": "late@example.com"})
    state = api.sandbox.snapshot()
    api.sandbox.reset()
    assert api.search("contacts", "email", "=", "seeded@example.com") == set()
    api.put(f"/contacts/{contact_id(1)}", {"owner_id": int(NORA)})
    api.sandbox.restore(state)
    assert api.search("contacts", "owner_id", "=", int(NORA)) == api.search(
        "contacts", "owner_id", "IN", [int(NORA)]
    )
    assert len(api.search("contacts", "email", "=", "seeded@example.com")) == 1


def test_a_refused_write_does_not_bring_the_watch_back(api: Api, clock: Clock) -> None:
    api.post("/contacts", {"email": "watched@example.com"})
    api.sandbox.search_lag_s = 0
    assert api.send("POST", "/contacts", {"email": "watched@example.com"}).status == 409
    made = api.post("/contacts", {"email": "unwatched@example.com"})
    api.sandbox.search_lag_s = LAG_S
    assert api.search("contacts", "email", "=", "unwatched@example.com") == {made["id"]}
