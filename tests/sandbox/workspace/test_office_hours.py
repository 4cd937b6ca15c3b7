"""Schedules and their exceptions."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock

ALWAYS = {
    "name": "Always",
    "time_zone_name": "America/New_York",
    "time_intervals": [
        {"start_minute": 4320, "end_minute": 10080},
        {"start_minute": 0, "end_minute": 4320, "day_of_week": 6},
    ],
}
SCHEDULES = "/office_hours_schedules"
DAYS = f"{SCHEDULES}/123/office_hours_exceptions"
MORNING = [{"start_minute": 540, "end_minute": 780}]
BOXING_DAY = {
    "exception_date": "2025-12-26",
    "exception_type": "custom_hours",
    "time_intervals": MORNING,
}


def test_a_schedule_comes_and_goes(api: Api) -> None:
    reply = api.send("POST", SCHEDULES, ALWAYS)
    assert reply.status == 201
    made = reply.data
    assert made["twenty_four_seven"] is True
    assert [each["day_of_week"] for each in made["time_intervals"]] == [3, 0]
    assert api.get(f"{SCHEDULES}/{made['id']}") == made
    assert [each["name"] for each in api.get(SCHEDULES)["data"]] == ["Shop hours", "Always"]
    gone = api.delete(f"{SCHEDULES}/{made['id']}")
    assert gone == {"id": made["id"], "object": "office_hours_schedule", "deleted": True}
    assert len(api.get(SCHEDULES)["data"]) == 1
    assert api.send("GET", f"{SCHEDULES}/{made['id']}").status == 404


def test_an_update_changes_what_it_names(api: Api, clock: Clock) -> None:
    before = api.get(f"{SCHEDULES}/123")
    clock.pass_(60)
    hours = [{"start_minute": 480, "end_minute": 1080}]
    after = api.put(f"{SCHEDULES}/123", {"time_intervals": hours})
    assert after == api.get(f"{SCHEDULES}/123")
    assert after["time_intervals"] == [{**hours[0], "day_of_week": 0}]
    assert (after["name"], after["time_zone_name"]) == ("Shop hours", "Europe/Dublin")
    assert (after["created_at"], after["updated_at"]) == (before["created_at"], 1_760_000_060)


def test_exceptions_of_the_seed(api: Api) -> None:
    christmas, eve = api.get(DAYS)["data"]
    assert (christmas["exception_type"], christmas["time_intervals"]) == ("closed", None)
    assert christmas["recurring_annually"] is True
    assert eve["time_intervals"] == [{**MORNING[0], "day_of_week": 2}]
    assert api.get(f"{DAYS}/{eve['id']}") == eve


def test_an_exception_comes_changes_and_goes(api: Api) -> None:
    reply = api.send("POST", DAYS, BOXING_DAY)
    assert reply.status == 201
    path = f"{DAYS}/{reply.data['id']}"
    assert reply.data["office_hours_schedule_id"] == "123"
    assert (reply.data["name"], reply.data["recurring_annually"]) == (None, False)
    moved = api.put(path, {"exception_date": "2025-12-27", "name": "Sale"})
    assert moved["time_intervals"] == [{**MORNING[0], "day_of_week": 5}]
    closed = api.put(path, {"exception_type": "closed"})
    assert closed["time_intervals"] is None
    assert api.get(path) == closed
    assert len(api.get(DAYS)["data"]) == 3
    assert api.delete(path)["object"] == "office_hours_exception"
    assert len(api.get(DAYS)["data"]) == 2


def test_exceptions_go_with_their_schedule(api: Api) -> None:
    other = api.post(SCHEDULES, ALWAYS)["id"]
    assert api.get(f"{SCHEDULES}/{other}/office_hours_exceptions")["data"] == []
    assert api.send("GET", f"{SCHEDULES}/{other}/office_hours_exceptions/456").status == 404
    api.delete(f"{SCHEDULES}/123")
    for method, path in (("GET", DAYS), ("GET", f"{DAYS}/456"), ("DELETE", f"{DAYS}/456")):
        reply = api.send(method, path)
        assert (reply.status, reply.code, reply.message) == (404, "not_found", "Object not found")


def interval(start: Any, end: Any) -> dict[str, Any]:
    return {"time_intervals": [{"start_minute": start, "end_minute": end}]}


@pytest.mark.parametrize(
    "change",
    [
        {"name": None}, {"name": ""}, {"name": 7},
        {"time_zone_name": None}, {"time_zone_name": "Mars/Olympus"}, {"time_zone_name": []},
        {"time_intervals": None}, {"time_intervals": "always"}, {"time_intervals": [1]},
        {"time_intervals": [{}]}, interval(0, None), interval("x", 15), interval(60, 60),
        interval(-15, 60), interval(0, 10095), interval(0, 50), interval(10, 60), interval(60, 45),
    ],
)  # fmt: skip
def test_refused_schedules(api: Api, change: Any) -> None:
    before = api.get(SCHEDULES)
    for method, path, body in (
        ("POST", SCHEDULES, {**ALWAYS, **change}),
        ("PUT", f"{SCHEDULES}/123", change),
    ):
        reply = api.send(method, path, body)
        assert (reply.status, reply.code) == (422, "data_invalid")
    assert api.get(SCHEDULES) == before


@pytest.mark.parametrize(
    "change",
    [
        {"exception_date": "Christmas"}, {"exception_date": "20251226"},
        {"exception_date": "2025-W01-1"}, {"exception_date": "2025-02-30"}, {"exception_date": 7},
        {"exception_date": "2025-12-25"}, {"exception_type": "open"}, {"name": []},
        {"recurring_annually": "yes"}, {"time_intervals": []}, {"time_intervals": None},
        {"exception_type": "closed", "time_intervals": MORNING}, interval(0, 1441),
    ],
)  # fmt: skip
def test_refused_exceptions(api: Api, change: Any) -> None:
    made = api.post(DAYS, BOXING_DAY)
    before = api.get(DAYS)
    body = {**BOXING_DAY, "exception_date": "2025-12-28", **change}
    for method, path, sent in (("POST", DAYS, body), ("PUT", f"{DAYS}/{made['id']}", change)):
        reply = api.send(method, path, sent)
        assert (reply.status, reply.code) == (422, "data_invalid")
    assert api.get(DAYS) == before


@pytest.mark.parametrize("missing", ["exception_date", "exception_type", "time_intervals"])
def test_what_an_exception_needs(api: Api, missing: str) -> None:
    body = {name: value for name, value in BOXING_DAY.items() if name != missing}
    assert api.send("POST", DAYS, body).status == 422
