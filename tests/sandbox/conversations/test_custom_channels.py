from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, contact_id

MARIA = contact_id(1)
LEAD = {"type": "lead", "external_id": "tg-1", "name": "Ana"}
MARIA_THERE = {"type": "user", "external_id": "u-1001"}
YES = {"text": "Yes", "uuid": "a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb"}
OPERATIONS = ("new_conversation", "new_message", "quick_reply_selected", "attribute_collected")


def event(id: str, **changes: Any) -> dict[str, Any]:
    base = {"event_id": id, "external_conversation_id": "thread-1", "contact": LEAD}
    full = {"body": "Hi", "quick_reply_option_id": YES["uuid"]}
    return {**base, **full, "attribute": {"id": "order", "value": "20417"}, **changes}


def notify(api: Api, operation: str, body: Any) -> Any:
    return api.post(f"/custom_channel_events/notify_{operation}", body)


def begun(api: Api, **changes: Any) -> str:
    answer = notify(api, "new_conversation", event("begin", **changes))
    return str(answer["conversation_id"])


def parts(api: Api, id: str) -> list[Any]:
    found: list[Any] = api.get(f"/conversations/{id}")["conversation_parts"]["conversation_parts"]
    return found


def test_the_first_event_makes_the_conversation_and_the_contact(api: Api) -> None:
    answer = notify(api, "new_conversation", event("begin"))
    contact = api.get("/contacts/find_by_external_id/tg-1")
    assert answer == {
        "external_conversation_id": "thread-1",
        "conversation_id": answer["conversation_id"],
        "external_contact_id": "tg-1",
        "contact_id": contact["id"],
    }
    assert (contact["role"], contact["name"]) == ("lead", "Ana")
    conversation = api.get(f"/conversations/{answer['conversation_id']}")
    assert conversation["contacts"]["contacts"][0]["id"] == contact["id"]
    assert conversation["state"] == "open"


def test_a_contact_that_is_there_is_taken(api: Api) -> None:
    id = begun(api, contact=MARIA_THERE)
    assert id in api.search("conversations", "contact_ids", "=", MARIA)


def test_a_message_adds_to_the_thread(api: Api) -> None:
    id = begun(api)
    answer = notify(api, "new_message", event("e-1", body="Where is it?"))
    assert answer["conversation_id"] == id
    (part,) = parts(api, id)
    assert (part["body"], part["author"]["type"]) == ("<p>Where is it?</p>", "lead")
    assert api.get("/contacts/find_by_external_id/tg-1")["last_replied_at"] is not None


def test_a_chosen_option_is_said_with_its_text(api: Api) -> None:
    id = begun(api)
    offer = {"type": "admin", "message_type": "quick_reply", "admin_id": NORA, "body": "Is it?"}
    api.post(f"/conversations/{id}/reply", {**offer, "reply_options": [YES]})
    notify(api, "quick_reply_selected", event("e-1"))
    chosen = parts(api, id)[-1]
    assert chosen["body"] == "<p>Yes</p>"
    assert chosen["metadata"] == {"quick_reply_uuid": YES["uuid"]}


def test_a_collected_attribute_is_written_and_noted(api: Api) -> None:
    id = begun(api)
    notify(api, "attribute_collected", event("e-1"))
    notify(api, "attribute_collected", event("e-2", attribute={"id": "order", "value": "7"}))
    assert api.get(f"/conversations/{id}")["custom_attributes"] == {"order": "7"}
    assert [part["part_type"] for part in parts(api, id)] == [
        "conversation_attribute_updated_by_user"
    ] * 2
    assert parts(api, id)[-1]["event_details"] == {
        "attribute": {"name": "order"},
        "value": {"name": "7", "previous": "20417"},
    }


def test_an_event_counts_once(api: Api) -> None:
    id = begun(api)
    assert begun(api) == id
    first = notify(api, "new_message", event("e-1"))
    assert notify(api, "new_message", event("e-1")) == first
    assert len(parts(api, id)) == 1


def test_a_thread_whose_conversation_is_gone_can_begin_again(api: Api) -> None:
    id = begun(api)
    api.delete(f"/conversations/{id}")
    path = "/custom_channel_events/notify_new_message"
    assert api.send("POST", path, event("e-1")).status == 404
    again = notify(api, "new_conversation", event("begin-2"))
    assert again["conversation_id"] != id


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "changes",
    [
        {"event_id": None},
        {"event_id": {}},
        {"external_conversation_id": None},
        {"contact": None},
        {"contact": "tg-1"},
        {"contact": {"type": "lead"}},
        {"contact": {"external_id": "tg-1"}},
        {"contact": {"type": "robot", "external_id": "tg-1"}},
        {"contact": {"type": "user", "external_id": "new"}},
        {"contact": {"type": "user", "external_id": "n", "name": "N", "email": "none"}},
        {
            "contact": {
                "type": "user",
                "external_id": "new",
                "name": "Maria",
                "email": "maria.santos@example.com",
            }
        },
    ],
)
def test_events_without_a_contact_refused(
    api: Api, operation: str, changes: dict[str, Any]
) -> None:
    body = event("e-1", **changes)
    reply = api.send("POST", f"/custom_channel_events/notify_{operation}", body)
    assert (reply.status, reply.code) == (400, "data_invalid")


@pytest.mark.parametrize(
    ("operation", "changes", "status", "code"),
    [
        ("new_conversation", {"event_id": "e-2"}, 422, "data_invalid"),
        ("new_message", {"event_id": "begin"}, 422, "data_invalid"),
        ("new_message", {"body": None}, 400, "data_invalid"),
        ("new_message", {"external_conversation_id": "other"}, 404, "not_found"),
        ("new_message", {"contact": MARIA_THERE}, 422, "data_invalid"),
        ("quick_reply_selected", {}, 404, "not_found"),
        ("quick_reply_selected", {"quick_reply_option_id": None}, 400, "data_invalid"),
        ("attribute_collected", {"attribute": None}, 400, "data_invalid"),
        ("attribute_collected", {"attribute": {"id": "x"}}, 400, "data_invalid"),
        ("attribute_collected", {"attribute": {"id": "x", "value": 7}}, 400, "data_invalid"),
    ],
)
def test_events_refused(
    api: Api, operation: str, changes: dict[str, Any], status: int, code: str
) -> None:
    id = begun(api)
    body = event("e-1", **changes)
    reply = api.send("POST", f"/custom_channel_events/notify_{operation}", body)
    assert (reply.status, reply.code) == (status, code)
    assert parts(api, id) == []
