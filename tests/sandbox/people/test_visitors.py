from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, contact_id, visitor_id, visitor_key

MARIA, WEI = contact_id(1), contact_id(10)
AMBER, TEAL, SAM = (visitor_id(number) for number in (1, 2, 3))
AMBER_KEY, TEAL_KEY, SAM_KEY = (visitor_key(number) for number in (1, 2, 3))


def is_gone(api: Api, key: str) -> bool:
    return api.send("GET", "/visitors", query={"user_id": key}).status == 404


@pytest.mark.parametrize("query", [{"user_id": TEAL_KEY}, {"id": TEAL}])
def test_show(api: Api, query: dict[str, str]) -> None:
    visitor = api.get("/visitors", **query)
    assert (visitor["type"], visitor["id"], visitor["user_id"]) == ("visitor", TEAL, TEAL_KEY)
    assert (visitor["pseudonym"], visitor["app_id"]) == ("Teal Pedal", "whl0bk1e")
    assert visitor["location_data"]["city_name"] == "Cork"
    assert visitor["custom_attributes"] == {"frame_size_cm": 56}


def test_update(api: Api, clock: Clock) -> None:
    changed = api.put(
        "/visitors",
        {"user_id": TEAL_KEY, "name": "Una", "custom_attributes": {"a": 1, "frame_size_cm": None}},
    )
    assert (changed["name"], changed["custom_attributes"]) == ("Una", {"a": 1})
    assert changed["updated_at"] == int(clock())
    assert api.get("/visitors", user_id=TEAL_KEY) == changed
    assert api.put("/visitors", {"id": TEAL})["name"] == "Una"


def test_a_visitor_becomes_a_user_with_the_new_identifiers(api: Api) -> None:
    made = api.post(
        "/visitors/convert",
        {
            "type": "user",
            "visitor": {"user_id": TEAL_KEY},
            "user": {"email": "una@example.com", "user_id": "u-2001"},
        },
    )
    assert (made["type"], made["role"], made["id"]) == ("contact", "user", TEAL)
    assert (made["email"], made["external_id"]) == ("una@example.com", "u-2001")
    assert made["custom_attributes"] == {"frame_size_cm": 56}
    assert made["location"]["city"] == "Cork"
    assert (made["created_at"], made["last_seen_at"]) == (1742688000, 1742947200)
    assert api.get(f"/contacts/{TEAL}") == made
    assert TEAL in api.search("contacts", "email", "=", "una@example.com")
    assert is_gone(api, TEAL_KEY)


def test_a_visitor_is_merged_into_the_user_there_is(api: Api) -> None:
    api.put("/visitors", {"id": TEAL, "name": "Una", "custom_attributes": {"newsletter": False}})
    before = api.get("/contacts")["total_count"]
    merged = api.post(
        "/visitors/convert",
        {"type": "user", "visitor": {"id": TEAL}, "user": {"email": "maria.santos@example.com"}},
    )
    assert (merged["id"], merged["name"]) == (MARIA, "Maria Santos")
    assert merged["custom_attributes"] == {"frame_size_cm": 54, "newsletter": True}
    assert merged["last_seen_at"] == 1742947200
    assert api.get(f"/contacts/{MARIA}") == merged
    assert api.get("/contacts")["total_count"] == before
    assert is_gone(api, TEAL_KEY)


@pytest.mark.parametrize("user", [{"email": "sam@example.com"}, {"email": "wei.zhang@example.com"}])
def test_a_visitor_becomes_a_lead_whose_address_others_may_have(
    api: Api, user: dict[str, str]
) -> None:
    body = {"type": "lead", "visitor": {"id": SAM}, "user": user}
    made = api.post("/visitors/convert", body)
    assert (made["id"], made["role"], made["name"]) == (SAM, "lead", "Sam")
    assert made["external_id"] == SAM_KEY
    assert api.get(f"/contacts/find_by_external_id/{SAM_KEY}") == made
    assert is_gone(api, SAM_KEY)


def test_a_lead_that_is_named_takes_the_visitor_in(api: Api) -> None:
    body = {"type": "user", "visitor": {"id": SAM}, "user": {"id": WEI}}
    merged = api.post("/visitors/convert", body)
    assert (merged["id"], merged["role"], merged["name"]) == (WEI, "user", "Wei Zhang")
    assert api.search("contacts", "role", "=", "lead") == {contact_id(11), contact_id(12)}


@pytest.mark.parametrize("id", [AMBER, AMBER.upper(), AMBER_KEY])
def test_a_conversation_makes_a_visitor_a_lead(api: Api, id: str) -> None:
    body = {"from": {"type": "contact", "id": id}, "body": "Are you open on Sunday?"}
    started = api.post("/conversations", body)
    conversation = api.get(f"/conversations/{started['conversation_id']}")
    assert conversation["source"]["author"]["type"] == "lead"
    assert [person["id"] for person in conversation["contacts"]["contacts"]] == [AMBER]
    lead = api.get(f"/contacts/{AMBER}")
    assert (lead["role"], lead["utm_source"]) == ("lead", "search")
    assert is_gone(api, AMBER_KEY)


@pytest.mark.parametrize(
    ("method", "body", "query", "status", "code"),
    [
        ("GET", None, {}, 400, "parameter_missing"),
        ("GET", None, {"user_id": "none"}, 404, "not_found"),
        ("PUT", {"name": "x"}, {}, 400, "parameter_missing"),
        ("PUT", {"user_id": "none", "name": "x"}, {}, 404, "not_found"),
        ("PUT", {"id": SAM, "name": 5}, {}, 400, "parameter_invalid"),
        ("PUT", {"id": SAM, "custom_attributes": []}, {}, 400, "parameter_invalid"),
        ("PUT", {"id": {}}, {}, 400, "parameter_invalid"),
    ],
)
def test_refusals(
    api: Api, method: str, body: Any, query: dict[str, str], status: int, code: str
) -> None:
    reply = api.send(method, "/visitors", body, query)
    assert (reply.status, reply.code) == (status, code)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"type": None}, 400, "parameter_missing"),
        ({"type": "admin"}, 400, "parameter_invalid"),
        ({"visitor": None}, 400, "parameter_missing"),
        ({"visitor": {}}, 400, "parameter_missing"),
        ({"visitor": "x"}, 400, "parameter_invalid"),
        ({"visitor": {"user_id": "none"}}, 404, "not_found"),
        ({"user": None}, 400, "parameter_missing"),
        ({"user": {}}, 400, "parameter_missing"),
        ({"user": {"id": "none"}}, 404, "not_found"),
        ({"user": {"email": "no address"}}, 400, "parameter_invalid"),
        ({"user": {"email": 5}}, 400, "parameter_invalid"),
    ],
)
def test_convert_refuses(api: Api, change: dict[str, Any], status: int, code: str) -> None:
    body = {"type": "user", "visitor": {"id": SAM}, "user": {"email": "x@example.com"}, **change}
    reply = api.send("POST", "/visitors/convert", body)
    assert (reply.status, reply.code) == (status, code)
    assert not is_gone(api, SAM_KEY)


def test_the_identifiers_of_an_archived_user_are_taken(api: Api) -> None:
    api.post(f"/contacts/{MARIA}/archive")
    for user in ({"user_id": "u-1001"}, {"email": "maria.santos@example.com"}):
        body = {"type": "user", "visitor": {"id": SAM}, "user": user}
        reply = api.send("POST", "/visitors/convert", body)
        assert (reply.status, reply.code) == (409, "conflict")
        assert reply.message.endswith(f"id={MARIA}")
    assert not is_gone(api, SAM_KEY)


def test_a_visitor_is_converted_once(api: Api) -> None:
    body = {"type": "user", "visitor": {"id": SAM}, "user": {"email": "x@example.com"}}
    api.post("/visitors/convert", body)
    reply = api.send("POST", "/visitors/convert", body)
    assert (reply.status, reply.code) == (404, "not_found")
