from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock, contact_id

MARIA = contact_id(1)


def send(api: Api, *phones: str) -> Any:
    body = {
        "message_type": "whatsapp",
        "template": "bike_ready",
        "locale": "en",
        "components": [],
        "from": {"type": "admin", "id": NORA},
        "to": [{"phone": phone, "name": "Jo"} for phone in phones],
    }
    return api.post("/messages", body)


def test_a_message_is_sent_delivered_and_read(api: Api, clock: Clock) -> None:
    sent = send(api, "353871230001")
    at = int(clock())
    (event,) = api.get("/messages/status", ruleset_id=sent["id"])["events"]
    key = event["whatsapp_message_id"]
    assert event == {
        "id": f"{sent['id']}-0",
        "conversation_id": sent["conversation_id"],
        "status": "sent",
        "type": "broadcast_outbound",
        "created_at": at,
        "updated_at": at,
        "whatsapp_message_id": key,
        "template_name": "bike_ready",
    }
    clock.pass_(60)
    status = api.get("/messages/whatsapp/status", message_id=key)
    assert (status["status"], status["updated_at"]) == ("delivered", at + 5)
    assert (status["message_id"], status["conversation_id"]) == (key, sent["conversation_id"])
    reply = {"type": "user", "message_type": "comment", "intercom_user_id": MARIA, "body": "Hi"}
    api.post(f"/conversations/{sent['conversation_id']}/reply", reply)
    status = api.get("/messages/whatsapp/status", message_id=key)
    assert (status["status"], status["updated_at"]) == ("read", int(clock()))


def test_all_that_one_message_sent_is_paged(api: Api) -> None:
    sent = send(api, *(f"35387000000{number}" for number in range(5)))
    seen: list[str] = []
    query: dict[str, Any] = {"ruleset_id": sent["id"], "per_page": 2}
    while True:
        page = api.get("/messages/status", **query)
        assert (page["total_count"], page["pages"]["total_pages"]) == (5, 3)
        assert page["ruleset_id"] == sent["id"]
        seen += [event["whatsapp_message_id"] for event in page["events"]]
        if "next" not in page["pages"]:
            break
        query["starting_after"] = page["pages"]["next"]["starting_after"]
    assert len(set(seen)) == 5


def test_other_messages_have_no_status(api: Api) -> None:
    body = {
        "message_type": "in_app",
        "body": "Hi",
        "from": {"type": "admin", "id": NORA},
        "to": {"type": "user", "id": MARIA},
    }
    id = api.post("/messages", body)["id"]
    for ruleset_id in (id, "none"):
        assert api.get("/messages/status", ruleset_id=ruleset_id)["events"] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [("/messages/status", "ruleset_id"), ("/messages/whatsapp/status", "message_id")],
)
def test_what_is_asked_about_has_to_be_named(api: Api, path: str, name: str) -> None:
    reply = api.send("GET", path)
    assert (reply.status, reply.data["type"]) == (400, "error")
    assert reply.data["message"] == f"{name} is required"
    assert reply.data["request_id"] == reply.headers["X-Request-Id"]


@pytest.mark.parametrize("key", ["none", "wamid.19.0", "wamid.20.1", "wamid.20.x", "wamid.20.00"])
def test_unknown_messages(api: Api, key: str) -> None:
    assert send(api, "353871230001")["id"] == "20"
    reply = api.send("GET", "/messages/whatsapp/status", query={"message_id": key})
    assert (reply.status, reply.code) == (404, "whatsapp_message_not_found")


@pytest.mark.parametrize("query", [{"per_page": 0}, {"per_page": "x"}, {"starting_after": "x"}])
def test_pages_refused(api: Api, query: dict[str, Any]) -> None:
    reply = api.send("GET", "/messages/status", query={"ruleset_id": "20", **query})
    assert reply.status == 400
