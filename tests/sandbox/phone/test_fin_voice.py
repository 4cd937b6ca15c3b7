from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, contact_id

MARIA = contact_id(1)
MARIAS_PHONE = "+353871230001"


def register(api: Api, call_id: str = "ext-1", phone: str = MARIAS_PHONE) -> Any:
    return api.post("/fin_voice/register", {"phone_number": phone, "call_id": call_id})


def test_a_registered_call_goes_on_with_every_look(api: Api) -> None:
    made = register(api)
    assert (made["status"], made["intercom_call_id"]) == ("registered", None)
    ringing = api.get(f"/fin_voice/collect/{made['id']}")
    assert ringing["status"] == "in-progress"
    assert api.get(f"/calls/{ringing['intercom_call_id']}")["state"] == "in_progress"
    over = api.get("/fin_voice/external_id/ext-1")
    assert (over["status"], over["id"]) == ("resolved", made["id"])
    assert over["call_summary"] != ""
    assert api.get("/fin_voice/external_id/ext-1") == over


def test_it_goes_on_by_the_clock_too(api: Api, clock: Clock) -> None:
    made = register(api)
    clock.pass_(3600)
    assert api.get(f"/fin_voice/collect/{made['id']}")["status"] == "resolved"


def test_the_call_and_its_conversation_are_seen_elsewhere(api: Api) -> None:
    made = register(api)
    for _ in range(2):
        found = api.get(f"/fin_voice/collect/{made['id']}")
    conversation = api.get(f"/conversations/{found['intercom_conversation_id']}")
    assert conversation["source"]["type"] == "phone_call"
    assert conversation["ai_agent_participated"] is True
    assert conversation["contacts"]["contacts"][0]["id"] == MARIA
    searched = {"conversation_ids": [found["intercom_conversation_id"]]}
    (call,) = api.post("/calls/search", searched)["data"]
    assert (call["id"], call["state"]) == (found["intercom_call_id"], "completed")
    assert call["transcript"] == found["call_transcript"]
    assert call["fin_recording_url"] == call["recording_url"]
    assert api.send("GET", f"/calls/{call['id']}/recording").status == 302
    ids = [item["id"] for item in api.get(f"/fin_voice/conversation/{conversation['id']}")]
    assert ids == [made["id"]]


def test_a_strange_number_makes_a_lead(api: Api) -> None:
    register(api, phone="+353 87 999-0000")
    (lead,) = api.search("contacts", "phone", "=", "+353879990000")
    assert api.get(f"/contacts/{lead}")["role"] == "lead"


@pytest.mark.parametrize("written", ["%2B353871230001", "+353871230001", "%20353871230001"])
def test_a_number_finds_its_latest_call(api: Api, written: str) -> None:
    register(api)
    latest = register(api, "ext-2")
    assert api.get(f"/fin_voice/phone_number/{written}")["id"] == latest["id"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (None, 400, "parameter_missing"),
        ({"call_id": "x"}, 400, "parameter_missing"),
        ({"phone_number": MARIAS_PHONE}, 400, "parameter_missing"),
        ({"phone_number": "12", "call_id": "x"}, 400, "parameter_invalid"),
        ({"phone_number": 12, "call_id": "x"}, 400, "parameter_invalid"),
        ({"phone_number": MARIAS_PHONE, "call_id": "x", "source": "fax"}, 400, "parameter_invalid"),
        ({"phone_number": MARIAS_PHONE, "call_id": "x", "data": 7}, 400, "parameter_invalid"),
        ({"phone_number": MARIAS_PHONE, "call_id": "ext-1"}, 409, "conflict"),
    ],
)
def test_registering_refused(api: Api, body: Any, status: int, code: str) -> None:
    register(api)
    before = api.get("/calls")["total_count"]
    reply = api.send("POST", "/fin_voice/register", body)
    assert (reply.status, reply.code) == (status, code)
    assert api.get("/calls")["total_count"] == before


@pytest.mark.parametrize(
    "path", ["collect/801", "collect/x", "external_id/ext-1", "phone_number/%2B353871230001"]
)
def test_a_call_nobody_registered_is_not_found(api: Api, path: str) -> None:
    reply = api.send("GET", f"/fin_voice/{path}")
    assert (reply.status, reply.code) == (404, "not_found")
    assert api.get("/fin_voice/conversation/1001") == []
