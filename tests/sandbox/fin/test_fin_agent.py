from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from ..api import Api, Clock, contact_id

MARIA = contact_id(1)
NEWCOMER = {"id": "web-7", "name": "Noah Weiss", "email": "noah@example.com"}


def turn(text: str = "Where is my order?", **changes: Any) -> dict[str, Any]:
    message = {"author": "user", "body": text, "timestamp": "2025-01-24T10:01:20.000Z"}
    return {"conversation_id": "ext-1", "message": message, "user": NEWCOMER, **changes}


def conversation_of(api: Api, external_id: str = "web-7") -> Any:
    contact = api.get(f"/contacts/find_by_external_id/{external_id}")
    (id,) = api.search("conversations", "contact_ids", "=", contact["id"])
    return api.get(f"/conversations/{id}")


def texts(conversation: Any) -> list[str]:
    return [part["body"] for part in conversation["conversation_parts"]["conversation_parts"]]


def events(api: Api, answer: Any) -> list[Any]:
    path = httpx.URL(answer["sse_subscription_url"]).raw_path.decode()
    reply = api.send("GET", path, headers={})
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/event-stream")
    lines = reply.data.decode().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data")]


def test_fin_thinks_and_its_answer_is_in_the_conversation(api: Api, clock: Clock) -> None:
    clock.now_s = 1_769_428_800
    answer = api.post("/fin/start", turn())
    assert (answer["status"], answer["user_id"]) == ("thinking", "web-7")
    assert answer["created_at_ms"] == "2026-01-26T12:00:00.000Z"
    assert "errors" not in answer
    conversation = conversation_of(api)
    assert conversation["source"]["body"] == "<p>Where is my order?</p>"
    assert conversation["source"]["author"]["email"] == "noah@example.com"
    assert conversation["ai_agent_participated"] is True
    contact = api.get("/contacts/find_by_external_id/web-7")
    assert contact["last_replied_at"] == int(clock())
    assert conversation["ai_agent"]["last_answer_type"] == "ai_answer"
    (part,) = conversation["conversation_parts"]["conversation_parts"]
    assert (part["author"]["type"], part["author"]["from_ai_agent"]) == ("bot", True)
    replied, updated = events(api, answer)
    assert (replied["event_name"], replied["message"]["body"]) == ("fin_replied", part["body"])
    assert updated["status"] == "awaiting_user_reply"


def test_a_reply_goes_on_in_the_same_conversation(api: Api) -> None:
    api.post("/fin/start", turn())
    answer = api.post("/fin/reply", turn("Number 20417"))
    assert answer["status"] == "thinking"
    conversation = conversation_of(api)
    assert texts(conversation)[1] == "<p>Number 20417</p>"
    assert len(texts(conversation)) == 3


def test_who_asks_for_a_person_is_handed_over(api: Api) -> None:
    api.post("/fin/start", turn())
    answer = api.post("/fin/reply", turn("Let me talk to a human, please"))
    assert events(api, answer)[-1]["status"] == "escalated"
    assert conversation_of(api)["ai_agent"]["resolution_state"] == "escalated"


def test_the_same_message_counts_once_for_five_minutes(api: Api, clock: Clock) -> None:
    api.post("/fin/start", turn())
    for _ in range(2):
        api.post("/fin/reply", turn("Number 20417"))
    assert len(texts(conversation_of(api))) == 3
    clock.pass_(301)
    api.post("/fin/reply", turn("Number 20417"))
    assert len(texts(conversation_of(api))) == 5


def test_starting_again_goes_on_and_after_a_deletion_begins_anew(api: Api) -> None:
    api.post("/fin/start", turn())
    api.post("/fin/start", turn("Hello again"))
    first = conversation_of(api)
    assert texts(first)[1] == "<p>Hello again</p>"
    api.delete(f"/conversations/{first['id']}")
    assert api.send("POST", "/fin/reply", turn()).code == "parameter_invalid"
    api.post("/fin/start", turn())
    assert conversation_of(api)["id"] != first["id"]


def test_attributes_are_set_and_unknown_ones_are_told(api: Api) -> None:
    user = {"id": "u-1001", "attributes": {"frame_size_cm": 58, "shoe_size": 42}}
    metadata = {
        "attributes": {"issue_type": "Delivery", "mood": "bad"},
        "history": [{"author": "agent", "body": "Welcome"}],
    }
    answer = api.post("/fin/start", turn(user=user, conversation_metadata=metadata))
    assert answer["errors"] == {
        "user": {"attributes": {"shoe_size": "User attribute 'shoe_size' does not exist"}},
        "conversation": {"attributes": {"mood": "Conversation attribute 'mood' does not exist"}},
    }
    attributes = api.get(f"/contacts/{MARIA}")["custom_attributes"]
    assert (attributes["frame_size_cm"], "shoe_size" in attributes) == (58, False)
    found = api.search("conversations", "contact_ids", "=", MARIA)
    newest = api.get(f"/conversations/{max(found, key=int)}")
    assert newest["custom_attributes"] == {"issue_type": "Delivery"}


def test_a_user_is_known_by_address_and_files_are_kept(api: Api) -> None:
    user = {"id": "another", "email": "maria.santos@example.com"}
    attachments = [
        {"type": "url", "url": "https://example.com/a.png"},
        {"type": "file", "name": "b.txt", "content_type": "text/plain", "data": "aGk="},
    ]
    api.post("/fin/start", turn(user=user, attachments=attachments))
    newest = max(api.search("conversations", "contact_ids", "=", MARIA), key=int)
    kept = api.get(f"/conversations/{newest}")["source"]["attachments"]
    assert [item["name"] for item in kept] == ["a.png", "b.txt"]


@pytest.mark.parametrize("path", ["/fin/start", "/fin/reply"])
@pytest.mark.parametrize(
    "changes",
    [
        {"conversation_id": None},
        {"conversation_id": ["x"]},
        {"message": None},
        {"message": "Hi"},
        {"message": {"body": "Hi"}},
        {"message": {"author": "user"}},
        {"message": {"author": "nobody", "body": "Hi"}},
        {"message": {"author": "user", "body": "Hi", "timestamp": "yesterday"}},
        {"user": None},
        {"user": {"name": "No id"}},
        {"user": {"id": "x", "email": "none"}},
        {"user": {"id": "x", "attributes": {str(number): 1 for number in range(11)}}},
        {"attachments": [{"type": "url", "url": "https://example.com"}] * 11},
        {"attachments": [{"url": "https://example.com"}]},
        {"attachments": [{"type": "file", "name": "x"}]},
        {"conversation_metadata": {"history": [{"author": "user", "body": "x"}] * 11}},
    ],
)
def test_turns_refused(api: Api, path: str, changes: dict[str, Any]) -> None:
    if path == "/fin/reply":
        changes = changes if "conversation_metadata" not in changes else {"user": 1}
        api.post("/fin/start", turn())
    reply = api.send("POST", path, turn("And this?", **changes))
    assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_a_reply_needs_a_start(api: Api) -> None:
    reply = api.send("POST", "/fin/reply", turn())
    assert (reply.status, reply.code) == (400, "parameter_invalid")
    assert api.send("GET", "/contacts/find_by_external_id/web-7").status == 404


def test_the_address_of_the_events_is_signed_and_short_lived(api: Api, clock: Clock) -> None:
    answer = api.post("/fin/start", turn(conversation_id="a/b ä?"))
    assert len(events(api, answer)) == 2
    path = httpx.URL(answer["sse_subscription_url"]).raw_path.decode()
    assert api.send("GET", path.partition("?")[0], headers={}).status == 403
    clock.pass_(180)
    assert api.send("GET", path, headers={}).status == 403
