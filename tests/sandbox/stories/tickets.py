"""The workshop's tickets: their types, their lives, and one fault that many riders report."""

from __future__ import annotations

from ..api import AIKO, IN_PROGRESS, NORA, RECALL, REPAIR, contact_id
from .shop import Shop

MARIA = contact_id(1)
FEEDBACK = "304"
TITLE, TEXT = "_default_title_", "_default_description_"


def a_new_type_of_ticket(shop: Shop) -> None:
    made = shop.run("post_ticket_types", {"data": {"name": "Test ride", "category": "Customer"}})
    listed = shop.run("get_ticket_types", shows="post_ticket_types")
    assert "Test ride" in {each["name"] for each in listed["data"]}
    id = made["id"]
    shop.run("put_ticket_types_by_id", {"id": id, "data": {"name": "Long test ride"}})
    shown = shop.run("get_ticket_types_by_id", {"id": id}, shows="put_ticket_types_by_id")
    assert shown["name"] == "Long test ride"

    adding = "post_ticket_types_by_ticket_type_id_attributes"
    bike = {"name": "Bike", "description": "Which one", "data_type": "string"}
    attribute = shop.run(adding, {"ticket_type_id": id, "data": bike})
    shown = shop.run("get_ticket_types_by_id", {"id": id}, shows=adding)
    assert "Bike" in {each["name"] for each in shown["ticket_type_attributes"]["data"]}
    changing = "put_ticket_types_by_ticket_type_id_attributes_by_id"
    shop.run(
        changing,
        {"ticket_type_id": id, "id": attribute["id"], "data": {"description": "Model and size"}},
    )
    shown = shop.run("get_ticket_types_by_id", {"id": id}, shows=changing)
    texts = {each["description"] for each in shown["ticket_type_attributes"]["data"]}
    assert "Model and size" in texts

    ticket = {"ticket_type_id": id, "contacts": [{"id": MARIA}]}
    answer = shop.run(
        "post_tickets", {"data": {**ticket, "ticket_attributes": {TITLE: "Try it", "Bike": "G3"}}}
    )
    assert answer["ticket_attributes"]["Bike"] == "G3"


def a_ticket_from_first_to_last(shop: Shop) -> None:
    states = shop.run("get_ticket_states")
    ticket = shop.run(
        "post_tickets",
        {
            "data": {
                "ticket_type_id": REPAIR,
                "contacts": [{"id": MARIA}],
                "ticket_attributes": {TITLE: "Worn chain", TEXT: "It slips."},
            }
        },
    )
    id = ticket["id"]
    query = {"field": "contact_ids", "operator": "=", "value": MARIA}
    found = shop.run("post_tickets_search", {"data": {"query": query}}, shows="post_tickets")
    assert id in {each["id"] for each in found["tickets"]}
    begun = {"ticket_state_id": IN_PROGRESS, "assignee_id": AIKO, "admin_id": int(NORA)}
    shop.run("put_tickets_by_id", {"id": id, "data": begun})
    reply = {"message_type": "comment", "type": "admin", "admin_id": AIKO, "body": "New chain on."}
    part = shop.run("post_tickets_by_id_reply", {"id": id, "data": reply})
    shown = shop.run(
        "get_tickets_by_id",
        {"id": id},
        shows=("put_tickets_by_id", "post_tickets_by_id_reply", "get_ticket_states"),
    )
    assert part["id"] in {each["id"] for each in shown["ticket_parts"]["ticket_parts"]}
    (state,) = [each for each in states["data"] if each["id"] == IN_PROGRESS]
    assert shown["ticket_state"]["internal_label"] == state["internal_label"]

    by_nora = {"admin_id": NORA}
    adding = "post_tickets_by_ticket_id_tags"
    tag = {"ticket_id": id, "data": {"id": FEEDBACK, **by_nora}}
    shop.run(adding, tag)
    removing = "delete_tickets_by_ticket_id_tags_by_id"
    shop.run(removing, {"ticket_id": id, "id": FEEDBACK, "data": by_nora}, shows=adding)
    shop.later(60)
    again = shop.run(adding, tag, shows=removing)
    assert again["applied_at"] == shop.clock()

    shop.run("delete_tickets_by_id", {"id": id})
    shop.refused("get_tickets_by_id", {"id": id}, "not_found", shows="delete_tickets_by_id")


def a_ticket_changes_its_type(shop: Shop) -> None:
    other = shop.run("post_ticket_types", {"data": {"name": "Tune-up", "category": "Customer"}})
    shop.run(
        "post_tickets_by_ticket_id_change_type",
        {
            "ticket_id": "1010",
            "data": {"ticket_type_id": other["id"], "ticket_state_id": IN_PROGRESS},
        },
    )
    changing = "post_tickets_by_ticket_id_change_type"
    shown = shop.run("get_tickets_by_id", {"id": "1010"}, shows=changing)
    assert shown["ticket_type"]["name"] == "Tune-up"


def a_recall(shop: Shop) -> None:
    """Conversations about one fault hang on one ticket, and come off it."""
    tracker = shop.run(
        "post_tickets",
        {
            "data": {
                "ticket_type_id": RECALL,
                "contacts": [{"id": MARIA}],
                "ticket_attributes": {TITLE: "Cracked saddles"},
            }
        },
    )["id"]
    linking = "post_tickets_by_ticket_id_linked_conversations"
    shop.run(linking, {"ticket_id": tracker, "data": {"conversation_id": "1004"}})
    shown = shop.run("get_conversations_by_id", {"id": "1004"}, shows=linking)
    assert [each["id"] for each in shown["linked_objects"]["data"]] == [tracker]
    unlinking = "delete_tickets_by_ticket_id_linked_conversations_by_id"
    shop.run(unlinking, {"ticket_id": tracker, "id": "1004"})
    shown = shop.run("get_tickets_by_id", {"id": tracker}, shows=unlinking)
    assert shown["linked_objects"]["data"] == []


def a_ticket_made_in_the_background(shop: Shop) -> None:
    job = shop.run(
        "post_tickets_enqueue",
        {
            "data": {
                "ticket_type_id": REPAIR,
                "contacts": [{"id": MARIA}],
                "ticket_attributes": {TITLE: "Flat tyre"},
            }
        },
    )
    assert job["status"] == "pending"
    shop.later(30)
    done = shop.run("get_jobs_status_by_id", {"id": job["id"]}, shows="post_tickets_enqueue")
    assert done["status"] == "success"
    made = shop.run("get_tickets_by_id", {"id": done["resource_id"]}, shows="post_tickets_enqueue")
    assert made["ticket_attributes"][TITLE] == "Flat tyre"


TOLD = (
    a_new_type_of_ticket,
    a_ticket_from_first_to_last,
    a_ticket_changes_its_type,
    a_recall,
    a_ticket_made_in_the_background,
)
