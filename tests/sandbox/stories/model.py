"""What the shop keeps beside what Intercom knows: attributes, and orders as custom objects."""

from __future__ import annotations

from ..api import contact_id
from .shop import Shop

MARIA = contact_id(1)
ORDER = {"custom_object_type_identifier": "Order"}
ORDERS = "custom_object_instances_by_custom_object_type_identifier"


def an_attribute_of_contacts(shop: Shop) -> None:
    made = shop.run(
        "post_data_attributes",
        {"data": {"name": "pedals", "model": "contact", "data_type": "string"}},
    )
    listed = shop.run("get_data_attributes", {"model": "contact"}, shows="post_data_attributes")
    assert "pedals" in {each["name"] for each in listed["data"]}
    shop.run(
        "put_contacts_by_id", {"id": MARIA, "data": {"custom_attributes": {"pedals": "clipless"}}}
    )
    query = {"field": "custom_attributes.pedals", "operator": "=", "value": "clipless"}
    found = shop.run("post_contacts_search", {"data": {"query": query}}, shows="put_contacts_by_id")
    assert [each["id"] for each in found["data"]] == [MARIA]
    shop.run("put_data_attributes_by_id", {"id": made["id"], "data": {"description": "Kind"}})
    listed = shop.run("get_data_attributes", shows="put_data_attributes_by_id")
    assert "Kind" in {each["description"] for each in listed["data"]}


def an_attribute_of_conversations(shop: Shop) -> None:
    about = {
        "name": "Season",
        "data_type": "list",
        "options": [{"label": "Summer"}, {"label": "Winter"}],
    }
    id = shop.run("post_conversations_attributes", {"data": about})["id"]
    listed = shop.run("get_conversations_attributes", shows="post_conversations_attributes")
    assert id in {each["id"] for each in listed["data"]}
    looking = "get_conversations_attributes_by_id"
    changing = "put_conversations_attributes_by_id"
    shop.run(changing, {"id": id, "data": {"description": "When it is for"}})
    assert shop.run(looking, {"id": id}, shows=changing)["description"] == "When it is for"

    adding = "post_conversations_attributes_by_id_options"
    shop.run(adding, {"id": id, "data": {"label": "Spring"}})
    options = shop.run(looking, {"id": id}, shows=adding)["options"]
    assert [each["label"] for each in options] == ["Summer", "Winter", "Spring"]
    spring = {"id": id, "option_id": options[-1]["id"]}
    renaming = "put_conversations_attributes_by_id_options_by_option_id"
    shop.run(renaming, {**spring, "data": {"label": "Early spring"}})
    options = shop.run(looking, {"id": id}, shows=renaming)["options"]
    assert options[-1]["label"] == "Early spring"
    removing = "delete_conversations_attributes_by_id_options_by_option_id"
    shop.run(removing, spring)
    options = shop.run(looking, {"id": id}, shows=removing)["options"]
    kept = [each["label"] for each in options if not each["archived"]]
    assert kept == ["Summer", "Winter"]

    shop.run("delete_conversations_attributes_by_id", {"id": id})
    deleting = "delete_conversations_attributes_by_id"
    listed = shop.run("get_conversations_attributes", shows=deleting)
    assert id not in {each["id"] for each in listed["data"]}


def orders_of_a_rider(shop: Shop) -> None:
    order = {"external_id": "20500", "custom_attributes": {"order_number": "ORDER-20500"}}
    made = shop.run(f"post_{ORDERS}", {**ORDER, "data": order})
    by_key = {**ORDER, "external_id": "20500"}
    assert shop.run(f"get_{ORDERS}", by_key, shows=f"post_{ORDERS}") == made
    one = {**ORDER, "id": made["id"]}
    assert shop.run(f"get_{ORDERS}_by_id", one, shows=f"post_{ORDERS}") == made
    shop.run(
        "put_contacts_by_id",
        {"id": MARIA, "data": {"custom_attributes": {"order": [made["id"]]}}},
    )
    maria = shop.run("get_contacts_by_id", {"id": MARIA}, shows=f"post_{ORDERS}")
    instances = maria["custom_attributes"]["order"]["instances"]
    assert [each["id"] for each in instances] == [made["id"]]

    shop.run(f"delete_{ORDERS}_by_id", one)
    shop.refused(f"get_{ORDERS}", by_key, "not_found", shows=f"delete_{ORDERS}_by_id")
    shop.run(f"delete_{ORDERS}", {**ORDER, "external_id": "20398"})
    left = shop.run(f"get_{ORDERS}", ORDER, shows=f"delete_{ORDERS}")
    assert "20398" not in {each["external_id"] for each in left["data"]}


TOLD = (an_attribute_of_contacts, an_attribute_of_conversations, orders_of_a_rider)
