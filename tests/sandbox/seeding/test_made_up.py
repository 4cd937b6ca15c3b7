from __future__ import annotations

import time
from pathlib import Path

import pytest

from connector.sandbox import Sandbox

from ..api import Api, Clock

pytest.importorskip("faker")


def made_up(clock: Clock, random_seed: int) -> Sandbox:
    sandbox = Sandbox(now=clock)
    sandbox.populate(contacts=60, conversations=40, tickets=20, random_seed=random_seed)
    return sandbox


def test_the_same_seed_makes_the_same_bytes(clock: Clock) -> None:
    with made_up(clock, 7) as one, made_up(clock, 7) as same, made_up(clock, 8) as other:
        assert one.snapshot() == same.snapshot()
        assert one.snapshot() != other.snapshot()


def test_what_is_made_up_can_be_believed(clock: Clock) -> None:
    with made_up(clock, 7) as sandbox:
        api = Api(sandbox, clock)
        contacts = api.get("/contacts", per_page=150)
        assert contacts["total_count"] == 12 + 60
        people = [each for each in contacts["data"] if int(each["id"][-6:], 16) > 12]
        year = range(int(clock.now_s) - 365 * 86_400, int(clock.now_s) + 1)
        assert all(each["created_at"] in year for each in people)
        assert all(each["last_seen_at"] in year for each in people)
        assert {each["role"] for each in people} == {"user", "lead"}
        assert any(each["companies"]["data"] for each in people)
        assert any(each["tags"]["data"] for each in people)
        assert len({each["email"] for each in people}) == 60
        found = api.post(
            "/conversations/search",
            {
                "query": {"field": "created_at", "operator": ">", "value": year.start},
                "pagination": {"per_page": 150},
            },
        )
        assert found["total_count"] >= 40
        talks = found["conversations"][:40]
        assert {each["state"] for each in talks} == {"open", "closed", "snoozed"}
        assert all(each["updated_at"] <= clock.now_s for each in talks)
        one = api.get(f"/conversations/{talks[0]['id']}")
        times = [part["created_at"] for part in one["conversation_parts"]["conversation_parts"]]
        assert times == sorted(times)
        tickets = api.search("tickets", "created_at", ">", year.start)
        assert len(tickets) >= 20
        closed = api.search("tickets", "state", "=", "resolved")
        assert all(api.get(f"/tickets/{id}")["open"] is False for id in closed)


def test_more_can_be_made_up_later(clock: Clock) -> None:
    with made_up(clock, 7) as sandbox:
        sandbox.populate(contacts=60, random_seed=7)
        assert Api(sandbox, clock).get("/contacts")["total_count"] == 12 + 120


def test_progress_is_told(clock: Clock) -> None:
    told: list[tuple[int, int]] = []
    with Sandbox(now=clock) as sandbox:
        sandbox.populate(contacts=1_100, progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1_100), (1_000, 1_100), (1_100, 1_100)]


def test_ten_thousand_contacts_take_seconds(clock: Clock, tmp_path: Path) -> None:
    with Sandbox(tmp_path / "sandbox.sqlite3", now=clock) as sandbox:
        started = time.process_time()
        sandbox.populate(contacts=10_000)
        assert time.process_time() - started < 30
        assert Api(sandbox, clock).get("/contacts")["total_count"] == 10_012


def test_without_faker_the_message_says_what_to_install(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "faker", None)
    with Sandbox(now=clock) as sandbox:
        before = sandbox.snapshot()
        with pytest.raises(ImportError, match=r"intercom-connector\[sandbox\]"):
            sandbox.populate(contacts=1)
        assert sandbox.snapshot() == before
