from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, contact_id

MARIA, LIAM, ELENA = contact_id(1), contact_id(2), contact_id(7)
ORDERS = "/custom_object_instances/Order"
DELIVERY, HELMET, FLEET = "21", "22", "23"


def test_upsert_by_external_id(api: Api, clock: Clock) -> None:
    made = api.post(
        ORDERS,
        {
            "external_id": 20500,
            "external_created_at": 1_759_000_000,
            "custom_attributes": {"order_number": "ORDER-20500", "total_amount": 99.99},
        },
    )
    assert made == {
        "id": "24",
        "type": "Order",
        "external_id": "20500",
        "external_created_at": 1_759_000_000,
        "external_updated_at": None,
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "custom_attributes": {"order_number": "ORDER-20500", "total_amount": 99.99},
    }
    clock.pass_(9)
    changed = api.post(
        ORDERS, {"external_id": "20500", "custom_attributes": {"total_amount": None, "paid": True}}
    )
    assert (changed["id"], changed["created_at"]) == (made["id"], made["created_at"])
    assert changed["updated_at"] == int(clock())
    assert changed["custom_attributes"] == {"order_number": "ORDER-20500", "paid": True}
    assert api.get(ORDERS, external_id="20500") == changed
    assert api.get(f"{ORDERS}/24") == changed
    assert api.get(f"{ORDERS}/20500") == changed
    assert api.get(ORDERS)["total_count"] == 4


def test_external_ids_differ_by_case(api: Api) -> None:
    first, second = (api.post(ORDERS, {"external_id": id})["id"] for id in ("aB", "Ab"))
    assert first != second
    assert api.get(ORDERS, external_id="Ab")["id"] == second


def test_the_list_has_pages(api: Api) -> None:
    first = api.get(ORDERS, per_page=2)
    assert [order["id"] for order in first["data"]] == [FLEET, HELMET]
    assert first["pages"]["next"].endswith("/custom_object_instances/Order?page=2&per_page=2")
    second = api.get(ORDERS, per_page=2, page=2)
    assert [order["id"] for order in second["data"]] == [DELIVERY]
    assert second["pages"]["next"] is None


@pytest.mark.parametrize(
    ("path", "filter_name"),
    [
        (f"/contacts/{MARIA}", "references_contact_id"),
        ("/conversations/1003", "references_conversation_id"),
    ],
)
def test_records_refer_to_instances(api: Api, path: str, filter_name: str) -> None:
    changed = api.put(path, {"custom_attributes": {"order": [DELIVERY, int(FLEET)], "note": "x"}})
    shown = changed["custom_attributes"]
    assert shown["note"] == "x"
    assert shown["order"]["type"] == "Order.list"
    assert [order["id"] for order in shown["order"]["instances"]] == [DELIVERY, FLEET]
    instance = api.get(f"{ORDERS}/{DELIVERY}")
    assert shown["order"]["instances"][0].items() <= instance.items()
    assert api.get(path)["custom_attributes"] == shown
    id = path.rpartition("/")[2]
    page = api.get(ORDERS, **{filter_name: id, "per_page": 1})
    assert f"?{filter_name}={id}&page=2&per_page=1" in page["pages"]["next"]
    found = api.get(ORDERS, **{filter_name: id})["data"]
    assert {order["id"] for order in found} == {DELIVERY, FLEET}
    api.post(ORDERS, {"external_id": "20417", "custom_attributes": {"shipped": False}})
    again = api.get(path)["custom_attributes"]["order"]["instances"][0]
    assert again["custom_attributes"]["shipped"] is False
    api.put(path, {"custom_attributes": {"note": "y"}})
    assert "order" in api.get(path)["custom_attributes"]
    api.put(path, {"custom_attributes": {"order": [FLEET]}})
    assert [o["id"] for o in api.get(path)["custom_attributes"]["order"]["instances"]] == [FLEET]
    api.put(path, {"custom_attributes": {"order": None}})
    assert api.get(path)["custom_attributes"].get("order") is None
    assert api.get(ORDERS, **{filter_name: id})["total_count"] == 0


def test_a_contact_may_be_made_with_references(api: Api) -> None:
    body = {"email": "new@example.com", "custom_attributes": {"order": [FLEET]}}
    made = api.post("/contacts", body)
    listed = next(c for c in api.get("/contacts")["data"] if c["id"] == made["id"])
    assert listed["custom_attributes"]["order"]["instances"][0]["external_id"] == "20431"


@pytest.mark.parametrize("by_id", [True, False])
def test_delete_takes_the_instance_from_what_refers_to_it(api: Api, by_id: bool) -> None:
    assert "order" in api.get(f"/contacts/{ELENA}")["custom_attributes"]
    if by_id:
        answer = api.delete(f"{ORDERS}/{HELMET}")
    else:
        answer = api.ok("DELETE", ORDERS, external_id="20398")
    assert answer == {"id": HELMET, "object": "Order", "deleted": True}
    assert api.send("GET", f"{ORDERS}/{HELMET}").status == 404
    assert "order" not in api.get(f"/contacts/{ELENA}")["custom_attributes"]


def test_deleted_and_merged_records_refer_to_nothing(api: Api) -> None:
    api.put("/conversations/1003", {"custom_attributes": {"order": [DELIVERY]}})
    api.delete("/conversations/1003")
    assert api.get(ORDERS, references_conversation_id="1003")["total_count"] == 0
    api.delete(f"/contacts/{ELENA}")
    assert api.get(ORDERS, references_contact_id=ELENA)["total_count"] == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "query", "status", "code"),
    [
        ("POST", "/custom_object_instances/Bike", {"external_id": "1"}, {}, 404, "not_found"),
        ("POST", "/custom_object_instances/order", {"external_id": "1"}, {}, 404, "not_found"),
        ("POST", ORDERS, {}, {}, 400, "parameter_missing"),
        ("POST", ORDERS, {"external_id": []}, {}, 400, "parameter_invalid"),
        (
            "POST",
            ORDERS,
            {"external_id": "1", "external_created_at": "x"},
            {},
            400,
            "parameter_invalid",
        ),
        (
            "POST",
            ORDERS,
            {"external_id": "1", "custom_attributes": {"a": {"b": 1}}},
            {},
            400,
            "parameter_invalid",
        ),
        (
            "POST",
            ORDERS,
            {"external_id": "1", "custom_attributes": []},
            {},
            400,
            "parameter_invalid",
        ),
        ("GET", "/custom_object_instances/Bike", None, {}, 404, "not_found"),
        ("GET", "/custom_object_instances/Bike", None, {"external_id": "1"}, 404, "not_found"),
        ("GET", ORDERS, None, {"external_id": "1"}, 404, "not_found"),
        ("GET", ORDERS, None, {"per_page": "0"}, 400, "parameter_invalid"),
        ("GET", f"{ORDERS}/1", None, {}, 404, "not_found"),
        ("GET", "/custom_object_instances/Bike/21", None, {}, 404, "not_found"),
        ("DELETE", ORDERS, None, {}, 400, "parameter_missing"),
        ("DELETE", ORDERS, None, {"external_id": "1"}, 404, "not_found"),
        ("DELETE", f"{ORDERS}/20417", None, {}, 404, "not_found"),
        ("DELETE", "/custom_object_instances/Bike/21", None, {}, 404, "not_found"),
    ],
)
def test_refusals(
    api: Api, method: str, path: str, body: Any, query: dict[str, str], status: int, code: str
) -> None:
    reply = api.send(method, path, body, query)
    assert (reply.status, reply.code) == (status, code)
    assert api.get(ORDERS)["total_count"] == 3


@pytest.mark.parametrize("value", ["21", ["99"], [["21"]], {"id": "21"}, 21])
def test_references_have_to_be_ids_of_the_type(api: Api, value: Any) -> None:
    for path in (f"/contacts/{LIAM}", "/conversations/1003"):
        reply = api.send("PUT", path, {"custom_attributes": {"order": value}})
        assert (reply.status, reply.code) == (400, "parameter_invalid")
