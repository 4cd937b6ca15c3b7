"""Messages: from teammates to contacts, and from contacts."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, TOMAS, Api, Clock, contact_id, visitor_id, visitor_key

MARIA, LIAM, ELENA, WEI = contact_id(1), contact_id(2), contact_id(7), contact_id(10)
TO_MARIA = {"type": "user", "id": MARIA}
IN_APP = {
    "message_type": "in_app",
    "body": "Your bike is ready",
    "from": {"type": "admin", "id": int(NORA)},
    "to": TO_MARIA,
}
EMAIL = {**IN_APP, "message_type": "email", "subject": "Ready", "template": "plain"}
NOW_TOO = {"create_conversation_without_contact_reply": True}


def talks(api: Api, id: str) -> set[str]:
    return api.search("conversations", "contact_ids", "=", id)


def answers(contact_id: str) -> dict[str, str]:
    said = {"type": "user", "message_type": "comment", "body": "Thanks!"}
    return {**said, "intercom_user_id": contact_id}


@pytest.mark.parametrize(
    ("body", "shown", "subject"),
    [
        (IN_APP, "inapp", None),
        ({**IN_APP, "message_type": "inapp"}, "inapp", None),
        ({**IN_APP, "message_type": "conversation"}, "inapp", None),
        (EMAIL, "email", "Ready"),
        ({**IN_APP, "message_type": "sms"}, "sms", None),
    ],
)
def test_a_message_is_no_conversation_yet(
    api: Api, clock: Clock, body: dict[str, Any], shown: str, subject: str | None
) -> None:
    before = talks(api, MARIA)
    sent = api.post("/messages", body)
    assert (sent["type"], sent["message_type"]) == ("admin_message", shown)
    assert (sent["body"], sent.get("subject")) == ("Your bike is ready", subject)
    assert (sent["owner"]["id"], sent["created_at"]) == (NORA, int(clock()))
    assert "conversation_id" not in sent
    assert talks(api, MARIA) == before
    assert api.get(f"/contacts/{MARIA}")["last_contacted_at"] == int(clock())


def test_it_becomes_one_when_the_contact_answers(api: Api, clock: Clock) -> None:
    before = talks(api, MARIA)
    sent = api.post("/messages", EMAIL)
    clock.pass_(60)
    conversation = api.post("/conversations/last/reply", answers(MARIA))
    assert talks(api, MARIA) == {*before, conversation["id"]}
    shown = api.get(f"/conversations/{conversation['id']}")
    assert shown["source"] == {
        "type": "email",
        "id": sent["id"],
        "delivered_as": "admin_initiated",
        "subject": "Ready",
        "body": "<p>Your bike is ready</p>",
        "author": {key: sent["owner"][key] for key in ("type", "id", "name", "email")},
        "attachments": [],
        "url": None,
        "redacted": False,
    }
    assert shown["created_at"] == sent["created_at"]
    assert shown["waiting_since"] == int(clock())
    assert shown["first_contact_reply"]["created_at"] == int(clock())
    assert [part["body"] for part in shown["conversation_parts"]["conversation_parts"]] == [
        "<p>Thanks!</p>"
    ]
    assert api.search("conversations", "source.id", "=", sent["id"]) == {conversation["id"]}
    again = api.post("/conversations/last/reply", answers(MARIA))
    assert again["id"] == conversation["id"]


def test_the_latest_is_answered_be_it_a_message_or_a_conversation(api: Api, clock: Clock) -> None:
    api.post("/messages", IN_APP)
    clock.pass_(60)
    started = {"from": {"type": "user", "id": MARIA}, "body": "Another thing"}
    newest = api.post("/conversations", started)["conversation_id"]
    assert api.post("/conversations/last/reply", answers(MARIA))["id"] == newest


def test_a_teammates_reply_does_not_open_it(api: Api) -> None:
    before = talks(api, MARIA)
    api.post("/messages", IN_APP)
    reply = {"type": "admin", "message_type": "comment", "admin_id": TOMAS, "body": "Hi"}
    api.post("/conversations/last/reply", {**reply, "intercom_user_id": MARIA})
    assert talks(api, MARIA) == before


def test_it_may_be_one_at_once(api: Api) -> None:
    sent = api.post("/messages", {**IN_APP, **NOW_TOO})
    shown = api.get(f"/conversations/{sent['conversation_id']}")
    assert (shown["state"], shown["open"], shown["waiting_since"]) == ("open", True, None)
    assert shown["first_contact_reply"] is None
    assert shown["conversation_parts"]["total_count"] == 0
    assert "first_contact_reply_at" not in shown["statistics"]
    assert sent["conversation_id"] in talks(api, MARIA)
    later = api.post("/conversations/last/reply", answers(MARIA))
    assert later["id"] == sent["conversation_id"]
    assert later["first_contact_reply"] is not None


def test_several_recipients_share_the_conversation(api: Api) -> None:
    body = {
        **IN_APP,
        **NOW_TOO,
        "to": [TO_MARIA, {"type": "lead", "id": WEI}],
        "cc": {"type": "user", "id": LIAM},
        "bcc": [{"type": "user", "user_id": "u-1007"}, TO_MARIA],
    }
    sent = api.post("/messages", body)
    people = api.get(f"/conversations/{sent['conversation_id']}")["contacts"]["contacts"]
    assert [person["id"] for person in people] == [MARIA, WEI, LIAM, ELENA]


def test_recipients_deleted_since_are_left_out(api: Api) -> None:
    api.post("/messages", {**IN_APP, "to": [{"id": WEI}, TO_MARIA, {"id": LIAM}]})
    api.delete(f"/contacts/{LIAM}")
    api.post("/contacts/merge", {"from": WEI, "into": ELENA})
    opened = api.post("/conversations/last/reply", answers(ELENA))
    assert {person["id"] for person in opened["contacts"]["contacts"]} == {ELENA, MARIA}


def test_whatsapp_goes_to_a_number(api: Api) -> None:
    body = {
        "message_type": "whatsapp",
        "template": "bike_ready",
        "locale": "en",
        "components": [{"type": "BODY", "parameters": [{"type": "text", "text": "Maria"}]}],
        "from": {"type": "admin", "id": NORA},
        "to": {"phone": "353871230001", "name": "Maria"},
        **NOW_TOO,
    }
    sent = api.post("/messages", body)
    assert (sent["message_type"], sent["body"]) == ("whatsapp", "Maria")
    assert api.get(f"/conversations/{sent['conversation_id']}")["source"]["type"] == "whatsapp"
    assert sent["conversation_id"] in talks(api, MARIA)
    api.post("/messages", {**body, "to": {"phone": 353870000000, "name": "Jo"}, "components": []})
    (lead,) = api.search("contacts", "phone", "=", "+353870000000")
    assert api.get(f"/contacts/{lead}")["name"] == "Jo"


def test_the_token_s_admin_sends_when_nobody_is_named(api: Api) -> None:
    unnamed = {key: value for key, value in IN_APP.items() if key != "from"}
    assert api.post("/messages", unnamed)["owner"]["id"] == api.get("/me")["id"]


def test_a_time_may_be_given(api: Api) -> None:
    sent = api.post("/messages", {**IN_APP, **NOW_TOO, "created_at": 1_759_000_000})
    assert sent["created_at"] == 1_759_000_000
    assert api.get(f"/conversations/{sent['conversation_id']}")["created_at"] == 1_759_000_000


@pytest.mark.parametrize(
    ("sender", "id", "author"),
    [
        ({"type": "user", "id": MARIA}, MARIA, "user"),
        ({"type": "lead", "id": WEI}, WEI, "lead"),
        ({"type": "contact", "id": visitor_id(3)}, visitor_id(3), "lead"),
    ],
)
def test_a_contacts_message_starts_a_conversation(
    api: Api, clock: Clock, sender: dict[str, str], id: str, author: str
) -> None:
    sent = api.post(
        "/messages", {"from": sender, "body": "heyy", "referer": "https://example.com/bikes"}
    )
    assert sent == {
        "type": "user_message",
        "id": sent["id"],
        "created_at": int(clock()),
        "body": "heyy",
        "message_type": "inapp",
        "conversation_id": sent["conversation_id"],
    }
    source = api.get(f"/conversations/{sent['conversation_id']}")["source"]
    assert (source["id"], source["author"]["id"]) == (sent["id"], id)
    assert (source["author"]["type"], source["url"]) == (author, "https://example.com/bikes")
    assert talks(api, id) >= {sent["conversation_id"]}
    assert api.get(f"/contacts/{id}")["last_replied_at"] == int(clock())


def test_the_visitor_is_a_lead_then(api: Api) -> None:
    sender = {"type": "contact", "id": visitor_id(3)}
    api.post("/messages", {"from": sender, "body": "heyy"})
    assert api.send("GET", "/visitors", query={"user_id": visitor_key(3)}).status == 404
    assert visitor_id(3) in api.search("contacts", "role", "=", "lead")


WHATSAPP = {**IN_APP, "message_type": "whatsapp", "template": "t", "components": []}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "parameter_missing"),
        ({**IN_APP, "message_type": None}, 400, "parameter_missing"),
        ({**IN_APP, "message_type": "fax"}, 400, "parameter_invalid"),
        ({**IN_APP, "body": None}, 400, "parameter_invalid"),
        ({**IN_APP, "body": 5}, 400, "parameter_invalid"),
        ({**EMAIL, "body": None}, 400, "parameter_invalid"),
        ({**EMAIL, "subject": None}, 422, "parameter_not_found"),
        ({**EMAIL, "subject": " "}, 422, "parameter_not_found"),
        ({**EMAIL, "template": "fancy"}, 400, "parameter_invalid"),
        (
            {**IN_APP, "message_type": "sms", "body": "See https://x.example.com"},
            400,
            "parameter_invalid",
        ),
        ({**WHATSAPP, "template": None}, 400, "parameter_missing"),
        ({**WHATSAPP, "components": None}, 400, "parameter_missing"),
        ({**WHATSAPP, "components": [{"parameters": "x"}]}, 400, "parameter_invalid"),
        ({**IN_APP, "from": {"type": "admin", "id": 1}}, 404, "admin_not_found"),
        ({**IN_APP, "from": {"type": "admin"}}, 400, "parameter_missing"),
        ({**IN_APP, "from": {"id": NORA}}, 400, "parameter_missing"),
        ({**IN_APP, "from": {"type": "bot", "id": NORA}}, 400, "parameter_invalid"),
        ({**IN_APP, "from": NORA}, 400, "parameter_invalid"),
        ({**IN_APP, "to": None}, 400, "parameter_missing"),
        ({**IN_APP, "to": []}, 400, "parameter_missing"),
        ({**IN_APP, "to": MARIA}, 400, "parameter_invalid"),
        ({**IN_APP, "to": [MARIA]}, 400, "parameter_invalid"),
        ({**IN_APP, "to": {}}, 400, "parameter_invalid"),
        ({**IN_APP, "to": {"type": "admin", "id": NORA}}, 400, "parameter_invalid"),
        ({**IN_APP, "to": {"type": "user", "id": "0" * 24}}, 404, "not_found"),
        ({**IN_APP, "to": {"type": "user", "user_id": "none"}}, 404, "not_found"),
        ({**IN_APP, "cc": {"type": "user", "id": "none"}}, 404, "not_found"),
        ({**IN_APP, "created_at": "now"}, 400, "parameter_invalid"),
        ({**IN_APP, "create_conversation_without_contact_reply": 1}, 400, "parameter_invalid"),
        ({"from": {"type": "user", "id": "none"}, "body": "x"}, 404, "not_found"),
        ({"from": {"type": "user", "id": MARIA}}, 400, "parameter_invalid"),
        ({"from": {"type": "user"}, "body": "x"}, 400, "parameter_missing"),
    ],
)
def test_refusals(api: Api, body: dict[str, Any], status: int, code: str) -> None:
    before = api.get("/conversations")["total_count"]
    reply = api.send("POST", "/messages", body)
    assert (reply.status, reply.code) == (status, code)
    assert api.get("/conversations")["total_count"] == before


def test_archived_contacts_are_not_messaged(api: Api) -> None:
    api.post(f"/contacts/{MARIA}/archive")
    assert api.send("POST", "/messages", IN_APP).status == 404
