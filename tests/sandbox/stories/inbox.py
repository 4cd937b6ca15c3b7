"""The inbox: what a day of conversations looks like."""

from __future__ import annotations

from ..api import AIKO, NORA, REPAIR, RESOLVED, TOMAS, contact_id
from .shop import Shop

MARIA, LIAM = contact_id(1), contact_id(2)
WARRANTY, FEEDBACK = "303", "304"


def a_lead_is_helped(shop: Shop) -> None:
    """A new lead writes, is answered, gets a ticket, and the ticket is resolved."""
    lead = shop.run("post_contacts", {"data": {"role": "lead", "name": "Kim"}})["id"]
    message = shop.run(
        "post_conversations",
        {"data": {"from": {"type": "lead", "id": lead}, "body": "My chain slips."}},
    )
    chat = message["conversation_id"]
    listed = shop.run("get_conversations", {"per_page": 150}, shows="post_conversations")
    assert chat in {each["id"] for each in listed["conversations"]}
    query = {"field": "contact_ids", "operator": "=", "value": lead}
    found = shop.run(
        "post_conversations_search", {"data": {"query": query}}, shows="post_conversations"
    )
    assert [each["id"] for each in found["conversations"]] == [chat]

    shop.later(60)
    answer = {"message_type": "comment", "type": "admin", "admin_id": TOMAS, "body": "On it."}
    shop.run("post_conversations_by_id_reply", {"id": chat, "data": answer})
    assigning = {"message_type": "assignment", "type": "admin", "admin_id": NORA}
    shop.run(
        "post_conversations_by_id_parts",
        {"id": chat, "data": {**assigning, "assignee_id": AIKO}},
    )
    shown = shop.run(
        "get_conversations_by_id",
        {"id": chat},
        shows=("post_conversations_by_id_reply", "post_conversations_by_id_parts"),
    )
    parts = shown["conversation_parts"]["conversation_parts"]
    assert [part["part_type"] for part in parts][:2] == ["comment", "assignment"]
    assert str(shown["admin_assignee_id"]) == AIKO

    ticket = shop.run(
        "post_conversations_by_id_convert",
        {
            "id": chat,
            "data": {"ticket_type_id": REPAIR, "attributes": {"_default_title_": "Slipping"}},
        },
    )
    shown = shop.run(
        "get_tickets_by_id", {"id": ticket["id"]}, shows="post_conversations_by_id_convert"
    )
    assert shown["ticket_attributes"]["_default_title_"] == "Slipping"
    done = {"ticket_state_id": RESOLVED, "open": False, "admin_id": int(AIKO)}
    shop.run("put_tickets_by_id", {"id": ticket["id"], "data": done})
    shown = shop.run("get_tickets_by_id", {"id": ticket["id"]}, shows="put_tickets_by_id")
    assert (shown["ticket_state"]["id"], shown["open"]) == (RESOLVED, False)


def a_conversation_is_kept_in_order(shop: Shop) -> None:
    """Titled, tagged, shared with another rider, then all of that is taken back."""
    chat = "1001"
    looking = "get_conversations_by_id"
    shop.run("put_conversations_by_id", {"id": chat, "data": {"title": "Squealing brakes"}})
    shown = shop.run(looking, {"id": chat}, shows="put_conversations_by_id")
    assert shown["title"] == "Squealing brakes"

    by_nora = {"admin_id": NORA}
    adding = "post_conversations_by_conversation_id_tags"
    shop.run(adding, {"conversation_id": chat, "data": {"id": FEEDBACK, **by_nora}})
    shown = shop.run(looking, {"id": chat}, shows=adding)
    assert {each["id"] for each in shown["tags"]["tags"]} == {WARRANTY, FEEDBACK}
    removing = "delete_conversations_by_conversation_id_tags_by_id"
    shop.run(removing, {"conversation_id": chat, "id": FEEDBACK, "data": by_nora})
    shown = shop.run(looking, {"id": chat}, shows=removing)
    assert {each["id"] for each in shown["tags"]["tags"]} == {WARRANTY}

    adding = "post_conversations_by_id_customers"
    shop.run(adding, {"id": chat, "data": {**by_nora, "customer": {"intercom_user_id": LIAM}}})
    query = {"field": "contact_ids", "operator": "=", "value": LIAM}
    found = shop.run("post_conversations_search", {"data": {"query": query}}, shows=adding)
    assert chat in {each["id"] for each in found["conversations"]}
    removing = "delete_conversations_by_conversation_id_customers_by_contact_id"
    shop.run(removing, {"conversation_id": chat, "contact_id": LIAM, "data": by_nora})
    found = shop.run("post_conversations_search", {"data": {"query": query}}, shows=removing)
    assert chat not in {each["id"] for each in found["conversations"]}


def a_message_is_corrected_and_another_one_redacted(shop: Shop) -> None:
    chat = "1001"
    before = shop.run("get_conversations_by_id", {"id": chat})
    said = [part for part in before["conversation_parts"]["conversation_parts"] if part["body"]]
    editing = "put_conversations_by_conversation_id_conversation_parts_by_id"
    shop.run(
        editing,
        {
            "conversation_id": chat,
            "id": said[0]["id"],
            "data": {"seen": True, "admin_id": NORA, "experimental": True, "secret": "s"},
        },
    )
    shop.run("get_conversations_by_id", {"id": chat}, shows=editing)
    shop.run(
        "post_conversations_redact",
        {
            "data": {
                "type": "conversation_part",
                "conversation_id": chat,
                "conversation_part_id": said[1]["id"],
            }
        },
    )
    shown = shop.run("get_conversations_by_id", {"id": chat}, shows="post_conversations_redact")
    parts = {part["id"]: part for part in shown["conversation_parts"]["conversation_parts"]}
    assert parts[said[1]["id"]]["redacted"] is True


def the_team_looks_behind_a_conversation(shop: Shop) -> None:
    """Who handled it and what colleagues said of it; both agree with the conversation."""
    chat = shop.run("get_conversations_by_id", {"id": "1001"})
    handled = shop.run(
        "get_conversations_by_id_handling_events", {"id": "1001"}, shows="get_conversations_by_id"
    )
    assert {str(each["teammate"]["id"]) for each in handled["handling_events"]} == {
        str(chat["admin_assignee_id"])
    }
    aside = shop.run(
        "get_conversations_by_id_side_conversations",
        {"id": "1001"},
        shows="get_conversations_by_id",
    )
    assert len(aside["side_conversations"]) == 2


def two_conversations_about_one_thing(shop: Shop) -> None:
    """Merged into one; an old one is deleted for good."""
    shop.run(
        "post_conversations_by_id_merge",
        {"id": "1003", "data": {"merge_into_conversation_id": 1001}},
    )
    merging = "post_conversations_by_id_merge"
    shown = shop.run("get_conversations_by_id", {"id": "1003"}, shows=merging)
    assert shown["state"] == "closed"
    shop.run("delete_conversations_by_id", {"id": "1002"})
    shop.refused(
        "get_conversations_by_id", {"id": "1002"}, "not_found", shows="delete_conversations_by_id"
    )
    gone = shop.run("get_conversations_deleted", shows="delete_conversations_by_id")
    assert [each["id"] for each in gone["conversations"]] == ["1002"]


def rules_assign_a_conversation(shop: Shop) -> None:
    shop.run("post_conversations_by_id_run_assignment_rules", {"id": "1001"})
    running = "post_conversations_by_id_run_assignment_rules"
    shop.run("get_conversations_by_id", {"id": "1001"}, shows=running)


def a_teammate_writes_first(shop: Shop) -> None:
    """A message is no conversation until it is answered; one by WhatsApp tells how it went."""
    message = shop.run(
        "post_messages",
        {
            "data": {
                "message_type": "in_app",
                "body": "Your bike is ready.",
                "from": {"type": "admin", "id": int(AIKO)},
                "to": {"type": "user", "id": MARIA},
            }
        },
    )
    assert "conversation_id" not in message
    maria = shop.run("get_contacts_by_id", {"id": MARIA}, shows="post_messages")
    assert maria["last_contacted_at"] == shop.clock()
    answer = {
        "message_type": "comment",
        "type": "user",
        "intercom_user_id": MARIA,
        "body": "Great!",
    }
    opened = shop.run(
        "post_conversations_by_id_reply", {"id": "last", "data": answer}, shows="post_messages"
    )
    shown = shop.run(
        "get_conversations_by_id", {"id": opened["id"]}, shows="post_conversations_by_id_reply"
    )
    assert shown["source"]["body"] == "<p>Your bike is ready.</p>"

    sent = shop.run(
        "post_messages",
        {
            "data": {
                "message_type": "whatsapp",
                "template": "bike_ready",
                "locale": "en",
                "components": [],
                "from": {"type": "admin", "id": AIKO},
                "to": {"phone": "353871230001", "name": "Maria"},
            }
        },
    )
    shop.later(60)
    statuses = shop.run("get_messages_status", {"ruleset_id": sent["id"]}, shows="post_messages")
    (event,) = statuses["events"]
    status = shop.run(
        "get_messages_whatsapp_status",
        {"message_id": event["whatsapp_message_id"]},
        shows=("post_messages", "get_messages_status"),
    )
    assert status["status"] == event["status"] == "delivered"
    opened = shop.run("get_conversations_by_id", {"id": event["conversation_id"]})
    assert opened["source"]["delivered_as"] == "admin_initiated"


TOLD = (
    a_lead_is_helped,
    a_conversation_is_kept_in_order,
    a_message_is_corrected_and_another_one_redacted,
    the_team_looks_behind_a_conversation,
    two_conversations_about_one_thing,
    rules_assign_a_conversation,
    a_teammate_writes_first,
)
