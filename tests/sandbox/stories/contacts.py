"""People: from a first lead to an erased person."""

from __future__ import annotations

from ..api import NORA, contact_id
from .shop import Shop

VIP, WHOLESALE = "301", "302"
WORKSHOP_TEXTS = "92"


def a_lead_becomes_a_customer(shop: Shop) -> None:
    lead = shop.run(
        "post_contacts",
        {"data": {"role": "lead", "email": "ida.holm@example.com", "name": "Ida Holm"}},
    )["id"]
    query = {"field": "email", "operator": "=", "value": "ida.holm@example.com"}
    found = shop.run("post_contacts_search", {"data": {"query": query}}, shows="post_contacts")
    assert [each["id"] for each in found["data"]] == [lead]
    listed = shop.run("get_contacts", {"per_page": 150}, shows="post_contacts")
    assert lead in {each["id"] for each in listed["data"]}

    user = {"role": "user", "external_id": "u-2001", "phone": "+353871230099"}
    shop.later(60)
    shop.run("put_contacts_by_id", {"id": lead, "data": user})
    ida = shop.run("get_contacts_by_id", {"id": lead}, shows="put_contacts_by_id")
    assert (ida["role"], ida["external_id"], ida["phone"]) == tuple(user.values())
    same = shop.run(
        "get_contacts_find_by_external_id_by_external_id",
        {"external_id": "u-2001"},
        shows="put_contacts_by_id",
    )
    assert same == ida
    history = shop.run(
        "get_contacts_activities", {"per_page": 150}, shows=("post_contacts", "put_contacts_by_id")
    )
    events = [each["event_type"] for each in history["data"] if each["contact_id"] == lead]
    assert events == ["contact.created", "contact.role_updated"]


def a_customer_is_looked_after(shop: Shop) -> None:
    priya = contact_id(5)
    shop.run("post_contacts_by_contact_id_tags", {"contact_id": priya, "data": {"id": VIP}})
    adding = "post_contacts_by_contact_id_tags"
    tags = shop.run("get_contacts_by_contact_id_tags", {"contact_id": priya}, shows=adding)
    assert [each["id"] for each in tags["data"]] == [VIP]
    segments = shop.run("get_contacts_by_contact_id_segments", {"contact_id": priya}, shows=adding)
    (vip,) = segments["data"]
    counted = shop.run("get_segments", {"include_count": True}, shows=adding)
    assert [each["count"] for each in counted["segments"] if each["id"] == vip["id"]] == [3]
    shown = shop.run("get_segments_by_id", {"id": vip["id"]}, shows="get_segments")
    assert shown["name"] == vip["name"] == "VIP riders"
    shop.run("delete_contacts_by_contact_id_tags_by_id", {"contact_id": priya, "id": VIP})
    removing = "delete_contacts_by_contact_id_tags_by_id"
    tags = shop.run("get_contacts_by_contact_id_tags", {"contact_id": priya}, shows=removing)
    assert tags["data"] == []

    note = {"body": "Rides with the Sunday group.", "admin_id": NORA}
    made = shop.run("post_contacts_by_id_notes", {"id": priya, "data": note})
    notes = shop.run("get_contacts_by_id_notes", {"id": priya}, shows="post_contacts_by_id_notes")
    assert notes["data"] == [made]
    one = shop.run("get_notes_by_id", {"id": made["id"]}, shows="post_contacts_by_id_notes")
    assert one == made


def a_customer_chooses_what_to_get(shop: Shop) -> None:
    priya = contact_id(5)
    choosing = "post_contacts_by_contact_id_subscriptions"
    choice = {"id": WORKSHOP_TEXTS, "consent_type": "opt_in"}
    texts = shop.run(choosing, {"contact_id": priya, "data": choice})
    types = shop.run("get_subscription_types")
    assert texts in types["data"]
    chosen = shop.run(
        "get_contacts_by_contact_id_subscriptions",
        {"contact_id": priya},
        shows=(choosing, "get_subscription_types"),
    )
    assert chosen["data"] == [texts]
    shop.run(
        "delete_contacts_by_contact_id_subscriptions_by_id",
        {"contact_id": priya, "id": WORKSHOP_TEXTS},
    )
    left = shop.run(
        "get_contacts_by_contact_id_subscriptions",
        {"contact_id": priya},
        shows="delete_contacts_by_contact_id_subscriptions_by_id",
    )
    assert left["data"] == []


def tags_come_and_go(shop: Shop) -> None:
    maria = contact_id(1)
    tag = shop.run("post_tags", {"data": {"name": "Gravel", "users": [{"id": maria}]}})
    listed = shop.run("get_tags", shows="post_tags")
    assert "Gravel" in {each["name"] for each in listed["data"]}
    shown = shop.run("get_tags_by_id", {"id": tag["id"]}, shows="post_tags")
    assert shown["name"] == "Gravel"
    whose = shop.run("get_contacts_by_contact_id_tags", {"contact_id": maria}, shows="post_tags")
    assert tag["id"] in {each["id"] for each in whose["data"]}
    shop.run("delete_tags_by_id", {"id": tag["id"]})
    listed = shop.run("get_tags", shows="delete_tags_by_id")
    assert "Gravel" not in {each["name"] for each in listed["data"]}
    shop.refused("get_tags_by_id", {"id": tag["id"]}, "not_found", shows="delete_tags_by_id")


def two_records_of_one_person_become_one(shop: Shop) -> None:
    lead, user = contact_id(10), contact_id(2)
    shop.run("post_contacts_by_contact_id_tags", {"contact_id": lead, "data": {"id": WHOLESALE}})
    pair = {"from": lead, "into": user, "skip_duplicate_validation": True}
    preview = shop.run(
        "post_contacts_merge_preview", {"data": pair}, shows="post_contacts_by_contact_id_tags"
    )
    assert preview["allowed"] is True
    assert preview["summary"]["reassignments"]["tags"] == {"from": 1, "into": 1}
    shop.run("post_contacts_merge", {"data": pair})
    tags = shop.run(
        "get_contacts_by_contact_id_tags", {"contact_id": user}, shows="post_contacts_merge"
    )
    assert WHOLESALE in {each["id"] for each in tags["data"]}
    history = shop.run(
        "get_contacts_by_id_merge_history", {"id": user}, shows="post_contacts_merge"
    )
    assert [each["source_contact_id"] for each in history["data"]] == [lead]


def a_customer_leaves(shop: Shop) -> None:
    """Archived, brought back, blocked; another one asks to be erased."""
    hana, elena = contact_id(3), contact_id(7)
    everybody = {"field": "external_id", "operator": "=", "value": "u-1003"}
    shop.run("post_contacts_by_id_archive", {"id": hana})
    found = shop.run(
        "post_contacts_search",
        {"data": {"query": everybody}},
        shows="post_contacts_by_id_archive",
    )
    assert found["data"] == []
    shop.run("post_contacts_by_id_unarchive", {"id": hana})
    found = shop.run(
        "post_contacts_search",
        {"data": {"query": everybody}},
        shows="post_contacts_by_id_unarchive",
    )
    assert [each["id"] for each in found["data"]] == [hana]
    shop.run("post_contacts_by_id_block", {"id": hana})
    talks = {"field": "contact_ids", "operator": "=", "value": hana}
    found = shop.run(
        "post_conversations_search", {"data": {"query": talks}}, shows="post_contacts_by_id_block"
    )
    assert found["conversations"] == []

    assert shop.run("get_contacts_by_id", {"id": elena})["email"] == "elena.petrova@example.com"
    shop.run("delete_contacts_by_id", {"id": elena})
    shop.refused("get_contacts_by_id", {"id": elena}, "not_found", shows="delete_contacts_by_id")
    talk = shop.run("get_conversations_by_id", {"id": "1006"}, shows="delete_contacts_by_id")
    (left,) = talk["contacts"]["contacts"]
    assert (left["id"], left["external_id"]) == (elena, None)
    history = shop.run("get_contacts_activities", {"per_page": 150}, shows="delete_contacts_by_id")
    assert history["data"][-1]["event_type"] == "contact.deleted"
    assert history["data"][-1]["contact_id"] == elena


TOLD = (
    a_lead_becomes_a_customer,
    a_customer_is_looked_after,
    a_customer_chooses_what_to_get,
    tags_come_and_go,
    two_records_of_one_person_become_one,
    a_customer_leaves,
)
