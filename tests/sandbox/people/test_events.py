from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from ..api import Api, Clock, contact_id

MARIA, ELENA, WEI = contact_id(1), contact_id(7), contact_id(10)
NOW = 1_760_000_000
DAY_S = 86_400


def record(api: Api, name: str = "tuned-bike", at: int = NOW, **more: Any) -> None:
    body = {"event_name": name, "created_at": at, **({"user_id": "u-1001"} | more)}
    reply = api.send("POST", "/events", body)
    assert (reply.status, reply.data) == (202, None), reply.data


def listed(api: Api, **query: Any) -> list[dict[str, Any]]:
    asked = {"type": "user", "intercom_user_id": MARIA, **query}
    events: list[dict[str, Any]] = api.get("/events", **asked)["events"]
    return events


def counts(api: Api, id: str = MARIA) -> dict[str, int]:
    found = listed(api, intercom_user_id=id, summary="true")
    return {event["name"]: event["count"] for event in found}


def test_an_event_is_listed_and_makes_the_contact_seen(api: Api, clock: Clock) -> None:
    record(api, metadata={"bike": "Gravel Two"})
    answer = api.get("/events", type="user", email="maria.santos@example.com")
    event = answer["events"][0]
    assert event == {
        "type": "event",
        "id": event["id"],
        "created_at": NOW,
        "event_name": "tuned-bike",
        "intercom_user_id": MARIA,
        "user_id": "u-1001",
        "email": "maria.santos@example.com",
        "metadata": {"bike": "Gravel Two"},
    }
    assert answer["type"] == "event.summary"
    assert answer["pages"] == {}
    assert (answer["intercom_user_id"], answer["user_id"]) == (MARIA, "u-1001")
    assert api.get(f"/contacts/{MARIA}")["last_seen_at"] == NOW
    assert MARIA in api.search("contacts", "last_seen_at", ">", NOW - 2 * DAY_S)
    record(api, at=NOW - DAY_S)
    assert api.get(f"/contacts/{MARIA}")["last_seen_at"] == NOW


@pytest.mark.parametrize("key", ["id", "user_id", "email"])
def test_the_contact_is_named_in_three_ways(api: Api, key: str) -> None:
    value = {"id": MARIA, "user_id": "u-1001", "email": "maria.santos@example.com"}[key]
    body = {"event_name": "tuned-bike", "created_at": NOW, key: value}
    assert api.send("POST", "/events", body).status == 202
    assert len(listed(api)) == 1


def test_a_repeat_within_the_second_is_ignored(api: Api) -> None:
    for _ in range(2):
        record(api)
    record(api, at=NOW + 1)
    record(api, name="Tuned-Bike")
    record(api, id=WEI, user_id=None)
    assert counts(api) == {"tuned-bike": 2, "Tuned-Bike": 1}
    assert counts(api, WEI) == {"tuned-bike": 1}


def test_only_ninety_days_are_listed_but_all_are_counted(api: Api) -> None:
    record(api, at=NOW - 91 * DAY_S)
    record(api, at=NOW - 89 * DAY_S)
    assert [event["created_at"] for event in listed(api)] == [NOW - 89 * DAY_S]
    assert counts(api) == {"tuned-bike": 2}
    assert counts(api, ELENA) == {"placed-order": 1, "returned-order": 1}


def test_ten_keys_of_metadata_are_kept(api: Api) -> None:
    price = {"amount": 100, "currency": "eur"}
    link = {"url": "https://example.com", "value": "x"}
    more = {f"key_{number}": number for number in range(20)}
    record(api, metadata={"price": price, "link": link, **more})
    metadata = listed(api)[0]["metadata"]
    assert list(metadata) == ["price", "link", *list(more)[:8]]


def test_the_next_page_is_an_address(api: Api) -> None:
    for number in range(5):
        record(api, at=NOW + number // 2)
        record(api, name="other", at=NOW + number // 2)
    query: dict[str, Any] = {"type": "user", "user_id": "u-1001", "per_page": 4}
    seen = []
    while True:
        page = api.get("/events", **query)
        seen += [(event["created_at"], event["event_name"]) for event in page["events"]]
        if "next" not in page["pages"]:
            break
        assert len(page["events"]) == 4
        target = urlsplit(page["pages"]["next"])
        assert (target.netloc, target.path) == ("api.intercom.io", "/events")
        query = dict(parse_qsl(target.query))
    assert seen == sorted(seen, reverse=True, key=lambda event: event[0])
    assert len(seen) == len(set(seen)) == 6


def test_the_next_page_is_where_the_caller_found_the_sandbox(api: Api) -> None:
    record(api)
    record(api, at=NOW + 1)
    headers = {"authorization": "Bearer x", "host": "127.0.0.1:4550"}
    query = {"type": "user", "user_id": "u-1001", "per_page": 1}
    page = api.send("GET", "/events", query=query, headers=headers).data
    assert page["pages"]["next"].startswith("http://127.0.0.1:4550/events?")


def test_summaries_add_to_the_counts(api: Api) -> None:
    record(api)
    summary = {"event_name": "tuned-bike", "count": 3, "first": NOW - DAY_S, "last": NOW}
    reply = api.send("POST", "/events/summaries", {"user_id": "u-1001", "event_summaries": summary})
    assert (reply.status, reply.data) == (200, None)
    assert listed(api, summary="true") == [
        {
            "name": "tuned-bike",
            "first": "2025-10-08T08:53:20.000+00:00",
            "last": "2025-10-09T08:53:20.000+00:00",
            "count": 4,
        }
    ]
    several = [{"event_name": name, "count": 1} for name in ("a", "tuned-bike")]
    api.post("/events/summaries", {"user_id": "u-1001", "event_summaries": several})
    assert counts(api) == {"tuned-bike": 5, "a": 1}
    assert len(listed(api)) == 1


def test_a_merge_takes_the_events_along(api: Api) -> None:
    record(api)
    record(api, user_id=None, id=WEI, at=NOW + 5)
    api.post("/contacts/merge", {"from": WEI, "into": MARIA})
    assert [event["created_at"] for event in listed(api)] == [NOW + 5, NOW]
    assert counts(api) == {"tuned-bike": 2}


def test_a_deleted_contact_takes_its_events_along(api: Api) -> None:
    record(api)
    api.delete(f"/contacts/{MARIA}")
    again = api.post("/contacts", {"external_id": "u-1001"})
    assert counts(api, again["id"]) == {}
    assert listed(api, intercom_user_id=again["id"]) == []


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"event_name": None}, 400, "parameter_missing"),
        ({"event_name": 5}, 400, "parameter_invalid"),
        ({"created_at": None}, 400, "parameter_missing"),
        ({"created_at": "yesterday"}, 400, "parameter_invalid"),
        ({"created_at": -1}, 400, "parameter_invalid"),
        ({"created_at": 10**15}, 400, "parameter_invalid"),
        ({"user_id": None}, 400, "parameter_missing"),
        ({"user_id": "nobody"}, 404, "not_found"),
        ({"user_id": []}, 400, "parameter_invalid"),
        ({"id": "nobody"}, 404, "not_found"),
        ({"metadata": "x"}, 400, "parameter_invalid"),
        ({"metadata": {"a": {"b": 1}}}, 400, "parameter_invalid"),
        ({"metadata": {"a": [1]}}, 400, "parameter_invalid"),
    ],
)
def test_create_refuses(api: Api, change: dict[str, Any], status: int, code: str) -> None:
    body = {"event_name": "e", "created_at": NOW, "user_id": "u-1001", **change}
    reply = api.send("POST", "/events", body)
    assert (reply.status, reply.code) == (status, code)
    assert counts(api) == {}


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({}, 400, "parameter_invalid"),
        ({"type": "lead", "user_id": "u-1001"}, 400, "parameter_invalid"),
        ({"type": "user"}, 400, "parameter_missing"),
        ({"type": "user", "user_id": "u-1001", "email": "a@example.com"}, 400, "parameter_invalid"),
        ({"type": "user", "user_id": "nobody"}, 404, "not_found"),
        ({"type": "user", "intercom_user_id": "nobody"}, 404, "not_found"),
        ({"type": "user", "user_id": "u-1001", "summary": "some"}, 400, "parameter_invalid"),
        ({"type": "user", "user_id": "u-1001", "per_page": 0}, 400, "parameter_invalid"),
        ({"type": "user", "user_id": "u-1001", "before": "x"}, 400, "client_error"),
    ],
)
def test_the_list_refuses(api: Api, query: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("GET", "/events", query=query)
    assert (reply.status, reply.code) == (status, code)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"user_id": None}, 400),
        ({"user_id": "nobody"}, 404),
        ({"event_summaries": None}, 400),
        ({"event_summaries": []}, 400),
        ({"event_summaries": "x"}, 400),
        ({"event_summaries": {"event_name": "e"}}, 400),
        ({"event_summaries": {"event_name": "e", "count": 0}}, 400),
        ({"event_summaries": {"event_name": "e", "count": 1, "first": 9, "last": 8}}, 400),
        ({"event_summaries": {"event_name": "e", "count": 1, "last": 10**15}}, 400),
    ],
)
def test_summaries_refuse(api: Api, change: dict[str, Any], status: int) -> None:
    body = {"user_id": "u-1001", "event_summaries": {"event_name": "e", "count": 1}, **change}
    assert api.send("POST", "/events/summaries", body).status == status
    assert counts(api) == {}
