from __future__ import annotations

from typing import Any

import pytest

from ..api import AIKO, NORA, SUPPORT_TEAM, TOMAS, Api, Clock, company_id, contact_id

MARIA, LIAM, OTTO, WEI = contact_id(1), contact_id(2), contact_id(4), contact_id(10)
OPEN, CLOSED, SNOOZED = "1001", "1002", "1003"


def last_part(conversation: dict[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = conversation["conversation_parts"]["conversation_parts"][-1]
    return part


def admin_reply(**changes: Any) -> dict[str, Any]:
    reply = {"message_type": "comment", "type": "admin", "admin_id": TOMAS, "body": "Hi"}
    return {**reply, **changes}


def contact_reply(contact: str, **changes: Any) -> dict[str, Any]:
    reply = {"message_type": "comment", "type": "user", "intercom_user_id": contact, "body": "Hi"}
    return {**reply, **changes}


def test_create_answers_with_the_message(api: Api, clock: Clock) -> None:
    message = api.post(
        "/conversations", {"from": {"type": "user", "id": MARIA}, "body": "Hello there"}
    )
    assert message["type"] == "user_message"
    assert message["message_type"] == "inapp"
    assert message["created_at"] == int(clock())
    conversation = api.get(f"/conversations/{message['conversation_id']}")
    assert (conversation["state"], conversation["open"]) == ("open", True)
    assert conversation["waiting_since"] == int(clock())
    assert conversation["source"]["id"] == message["id"]
    assert conversation["source"]["body"] == "<p>Hello there</p>"
    assert conversation["source"]["author"]["email"] == "maria.santos@example.com"
    assert conversation["conversation_parts"]["total_count"] == 0


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"body": "x"}, 400, "parameter_missing"),
        ({"from": {"type": "user", "id": MARIA}}, 400, "parameter_missing"),
        ({"from": {"type": "admin", "id": NORA}, "body": "x"}, 400, "parameter_invalid"),
        ({"from": {"type": "user", "id": "0" * 24}, "body": "x"}, 404, "not_found"),
    ],
)
def test_create_refuses(api: Api, body: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", "/conversations", body)
    assert (reply.status, reply.code) == (status, code)


def test_the_list_leaves_parts_out(api: Api) -> None:
    page = api.get("/conversations", per_page=4)
    assert page["type"] == "conversation.list"
    assert page["total_count"] == 9
    assert [item["id"] for item in page["conversations"]] == ["1009", "1008", "1007", "1006"]
    assert all("conversation_parts" not in item for item in page["conversations"])


def test_a_contacts_reply_reopens(api: Api, clock: Clock) -> None:
    replied = api.post(f"/conversations/{CLOSED}/reply", contact_reply(OTTO))
    assert (replied["state"], replied["open"], replied["read"]) == ("open", True, False)
    assert replied["waiting_since"] == int(clock())
    assert replied["statistics"] is None
    assert last_part(replied)["part_type"] == "open"
    assert last_part(replied)["body"] == "<p>Hi</p>"
    assert last_part(replied)["author"]["type"] == "user"
    again = api.post(f"/conversations/{CLOSED}/reply", contact_reply(OTTO))
    assert last_part(again)["part_type"] == "comment"


@pytest.mark.parametrize(
    ("changes", "part_type", "waits"),
    [
        ({}, "comment", False),
        ({"message_type": "note"}, "note", True),
        (
            {
                "message_type": "quick_reply",
                "body": None,
                "reply_options": [{"text": "Yes", "uuid": "a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb"}],
            },
            "quick_reply",
            True,
        ),
        ({"attachment_urls": ["https://example.com/photo.jpg"], "body": None}, "comment", False),
    ],
)
def test_an_admins_reply_keeps_the_state(
    api: Api, changes: dict[str, Any], part_type: str, waits: bool
) -> None:
    replied = api.post(f"/conversations/{OPEN}/reply", admin_reply(**changes))
    assert replied["state"] == "open"
    assert (replied["waiting_since"] is not None) is waits
    part = last_part(replied)
    assert part["part_type"] == part_type
    assert part["author"]["id"] == TOMAS
    if "reply_options" in changes:
        assert part["metadata"] == {"quick_reply_options": changes["reply_options"]}
    if "attachment_urls" in changes:
        assert part["attachments"][0]["name"] == "photo.jpg"


@pytest.mark.parametrize(
    "keys",
    [{"intercom_user_id": MARIA}, {"user_id": "u-1001"}, {"email": "maria.santos@example.com"}],
)
def test_a_contact_is_named_in_three_ways_and_answers_the_last(
    api: Api, keys: dict[str, str]
) -> None:
    body = {"message_type": "comment", "type": "user", "body": "Hello again", **keys}
    replied = api.post("/conversations/last/reply", body)
    assert replied["id"] == OPEN
    assert last_part(replied)["author"]["id"] == MARIA


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("9/reply", admin_reply(), 404, "not_found"),
        (f"{OPEN}/reply", admin_reply(admin_id="1"), 404, "admin_not_found"),
        (f"{OPEN}/reply", admin_reply(admin_id=None), 400, "parameter_missing"),
        (f"{OPEN}/reply", admin_reply(body=None), 400, "parameter_missing"),
        (f"{OPEN}/reply", admin_reply(type=None), 400, "parameter_missing"),
        (f"{OPEN}/reply", admin_reply(message_type="shout"), 400, "parameter_invalid"),
        (f"{OPEN}/reply", admin_reply(message_type="quick_reply"), 400, "parameter_missing"),
        (f"{OPEN}/reply", admin_reply(attachment_urls=["x"] * 11), 400, "parameter_invalid"),
        (f"{OPEN}/reply", contact_reply(LIAM), 404, "not_found"),
        (f"{OPEN}/reply", contact_reply(MARIA, message_type="note"), 400, "parameter_invalid"),
        ("last/reply", contact_reply(contact_id(12)), 404, "not_found"),
    ],
)
def test_replies_refused(api: Api, path: str, body: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", f"/conversations/{path}", body)
    assert (reply.status, reply.code) == (status, code)


def test_close_snooze_and_open(api: Api, clock: Clock) -> None:
    path = f"/conversations/{OPEN}/parts"
    until = int(clock()) + 3600
    closed = api.post(
        path, {"message_type": "close", "type": "admin", "admin_id": NORA, "body": "Goodbye"}
    )
    assert (closed["state"], closed["open"], closed["waiting_since"]) == ("closed", False, None)
    assert (last_part(closed)["part_type"], last_part(closed)["body"]) == (
        "close",
        "<p>Goodbye</p>",
    )
    snoozed = api.post(path, {"message_type": "snoozed", "admin_id": NORA, "snoozed_until": until})
    assert (snoozed["state"], snoozed["open"], snoozed["snoozed_until"]) == ("snoozed", True, until)
    opened = api.post(path, {"message_type": "open", "admin_id": int(NORA)})
    assert (opened["state"], opened["open"], opened["read"]) == ("open", True, True)
    assert opened["snoozed_until"] is None
    statistics = api.get(f"/conversations/{OPEN}")["statistics"]
    assert statistics["last_closed_by_id"] == NORA
    assert statistics["last_close_at"] == int(clock())


@pytest.mark.parametrize(
    ("conversation", "part_type"), [(OPEN, "assignment"), (CLOSED, "assign_and_reopen")]
)
def test_assignment(api: Api, conversation: str, part_type: str) -> None:
    body = {"message_type": "assignment", "type": "admin", "admin_id": NORA}
    path = f"/conversations/{conversation}/parts"
    assigned = api.post(path, {**body, "assignee_id": AIKO})
    assert (assigned["state"], assigned["admin_assignee_id"]) == ("open", int(AIKO))
    assert last_part(assigned)["part_type"] == part_type
    assert last_part(assigned)["assigned_to"] == {"type": "admin", "id": AIKO}
    to_team = api.post(path, {**body, "type": "team", "assignee_id": SUPPORT_TEAM})
    assert to_team["team_assignee_id"] == int(SUPPORT_TEAM)
    assert to_team["admin_assignee_id"] == int(AIKO)
    nobody = api.post(path, {**body, "assignee_id": 0})
    assert (nobody["admin_assignee_id"], nobody["team_assignee_id"]) == (None, int(SUPPORT_TEAM))


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "parameter_missing"),
        ({"message_type": "explode"}, 400, "parameter_invalid"),
        ({"message_type": "close"}, 400, "parameter_missing"),
        ({"message_type": "close", "admin_id": "1"}, 404, "admin_not_found"),
        ({"message_type": "snoozed", "admin_id": NORA}, 400, "parameter_missing"),
        (
            {"message_type": "snoozed", "admin_id": NORA, "snoozed_until": 1},
            400,
            "parameter_invalid",
        ),
        (
            {"message_type": "assignment", "admin_id": NORA, "assignee_id": "5"},
            404,
            "assignee_not_found",
        ),
    ],
)
def test_changes_refused(api: Api, body: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", f"/conversations/{OPEN}/parts", body)
    assert (reply.status, reply.code) == (status, code)


def test_update_sets_title_attributes_and_company(api: Api) -> None:
    body = {"title": "Brakes", "read": True, "company_id": company_id(4)}
    changed = api.put(f"/conversations/{OPEN}", {**body, "custom_attributes": {"priority": "High"}})
    assert (changed["title"], changed["read"]) == ("Brakes", True)
    assert changed["custom_attributes"] == {"priority": "High"}
    assert changed["company"]["id"] == company_id(4)
    assert api.put(f"/conversations/{OPEN}", {"title": None})["title"] is None


def test_plain_text_on_demand(api: Api) -> None:
    shown = api.get(f"/conversations/{OPEN}", display_as="plaintext")
    assert not shown["source"]["body"].startswith("<")
    assert "<p>" not in str(shown["conversation_parts"])


def test_customers_come_and_go(api: Api) -> None:
    path = f"/conversations/{OPEN}/customers"

    def people(conversation: Any) -> list[str]:
        return [contact["id"] for contact in conversation["contacts"]["contacts"]]

    added = api.post(path, {"admin_id": NORA, "customer": {"user_id": "u-1002"}})
    assert people(added) == [MARIA, LIAM]
    stranger = {"admin_id": NORA, "customer": {"email": "stranger@example.com"}}
    lead = people(api.post(path, stranger))[-1]
    assert api.get(f"/contacts/{lead}")["role"] == "lead"
    for gone in (lead, LIAM):
        left = api.delete(f"{path}/{gone}", {"admin_id": NORA})
    assert people(left) == [MARIA]
    reply = api.send("DELETE", f"{path}/{MARIA}", {"admin_id": NORA})
    assert (reply.status, reply.code) == (422, "parameter_invalid")
    assert api.send("DELETE", f"{path}/{WEI}", {"admin_id": NORA}).status == 404


def test_redacting_a_part_and_the_source(api: Api) -> None:
    conversation = api.get(f"/conversations/{OPEN}")
    part = last_part(conversation)
    redacted = api.post(
        "/conversations/redact",
        {
            "type": "conversation_part",
            "conversation_id": OPEN,
            "conversation_part_id": part["id"],
        },
    )
    assert last_part(redacted)["redacted"] is True
    assert "deleted" in last_part(redacted)["body"]
    assert last_part(redacted)["part_type"] == part["part_type"]
    source = {
        "type": "source",
        "conversation_id": OPEN,
        "source_id": conversation["source"]["id"],
    }
    assert api.post("/conversations/redact", source)["source"]["redacted"] is True
    assert api.search("conversations", "source.body", "=", "brakes") == set()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"type": "conversation_part", "conversation_part_id": "1"}, 404,
         "conversation_part_or_message_not_found"),
        ({"type": "conversation_part", "conversation_part_id": "20001"}, 400,
         "conversation_part_not_redactable"),
        ({"type": "source", "source_id": "1"}, 404, "conversation_part_or_message_not_found"),
        ({"type": "everything"}, 400, "parameter_invalid"),
        ({}, 400, "parameter_missing"),
    ],
)  # fmt: skip
def test_redaction_refused(api: Api, body: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", "/conversations/redact", {"conversation_id": OPEN, **body})
    assert (reply.status, reply.code) == (status, code)


def test_only_the_newest_500_parts_are_shown(api: Api) -> None:
    for number in range(502):
        api.post(f"/conversations/{OPEN}/reply", admin_reply(body=f"Message {number}"))
    parts = api.get(f"/conversations/{OPEN}")["conversation_parts"]
    assert len(parts["conversation_parts"]) == 500
    assert parts["total_count"] == 505
    assert parts["conversation_parts"][-1]["body"] == "<p>Message 501</p>"


def test_delete_is_for_good(api: Api) -> None:
    deleted = api.delete(f"/conversations/{OPEN}")
    assert deleted == {"id": OPEN, "object": "conversation", "deleted": True}
    assert api.send("GET", f"/conversations/{OPEN}").status == 404
    assert api.search("conversations", "contact_ids", "=", MARIA) == set()


def test_there_are_no_rules_to_assign_by(api: Api) -> None:
    before = api.get("/conversations/1001")
    after = api.post("/conversations/1001/run_assignment_rules")
    assert after["admin_assignee_id"] == before["admin_assignee_id"]
    part = after["conversation_parts"]["conversation_parts"][-1]
    assert (part["part_type"], part["author"]["type"]) == ("default_assignment", "bot")
    assert api.send("POST", "/conversations/9999/run_assignment_rules").status == 404
