from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock

LIST = [{"value": "1-10"}, {"value": "11-50"}]
NEW = {"name": "Saddle height", "model": "contact", "data_type": "integer"}


def named(api: Api, name: str, **query: Any) -> dict[str, Any] | None:
    found = [each for each in api.get("/data_attributes", **query)["data"] if each["name"] == name]
    return found[0] if found else None


def test_made_attributes_are_listed(api: Api, clock: Clock) -> None:
    made = api.post("/data_attributes", {**NEW, "description": "In mm", "messenger_writable": True})
    assert made == {
        "type": "data_attribute",
        "id": 9004,
        "model": "contact",
        "name": "Saddle height",
        "full_name": "custom_attributes.Saddle height",
        "label": "Saddle height",
        "description": "In mm",
        "data_type": "integer",
        "api_writable": True,
        "ui_writable": False,
        "messenger_writable": True,
        "custom": True,
        "archived": False,
        "admin_id": NORA,
        "created_at": int(clock()),
        "updated_at": int(clock()),
    }
    assert named(api, "Saddle height") == made
    assert named(api, "Saddle height", model="company") is None


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("string", "string"),
        ("float", "float"),
        ("boolean", "boolean"),
        ("date", "date"),
        ("datetime", "date"),
    ],
)
def test_data_types(api: Api, asked: str, shown: str) -> None:
    api.post("/data_attributes", {**NEW, "data_type": asked})
    made = named(api, "Saddle height")
    assert made is not None
    assert (made["data_type"], "options" in made) == (shown, False)


def test_lists_have_options(api: Api) -> None:
    api.post("/data_attributes", {**NEW, "data_type": "options", "options": LIST})
    made = named(api, "Saddle height")
    assert made is not None
    assert (made["data_type"], made["options"]) == ("string", ["1-10", "11-50"])
    api.put(f"/data_attributes/{made['id']}", {"options": [{"value": "a"}, {"value": "b"}]})
    changed = named(api, "Saddle height")
    assert changed is not None
    assert changed["options"] == ["a", "b"]


@pytest.mark.parametrize(
    "change",
    [
        {"model": "bike"},
        {"model": None},
        {"model": ["contact"]},
        {"data_type": "mithril"},
        {"data_type": None},
        {"data_type": {}},
        {"name": "!nv@l!d n@me"},
        {"name": "newsletter"},
        {"name": "NEWSLETTER"},
        {"name": "fleet_size"},
        {"name": "email"},
        {"name": 5},
        {"data_type": "options"},
        {"data_type": "options", "options": {"value": "1-10"}},
        {"data_type": "options", "options": LIST[:1]},
        {"data_type": "options", "options": [*LIST[:1], *LIST[:1]]},
        {"data_type": "options", "options": [{"value": 1}, {"value": 2}]},
        {"data_type": "options", "options": [[], []]},
        {"description": 5},
        {"messenger_writable": "yes"},
    ],
)
def test_create_refuses(api: Api, change: dict[str, Any]) -> None:
    reply = api.send("POST", "/data_attributes", {**NEW, **change})
    assert (reply.status, reply.code) == (400, "parameter_invalid")
    assert named(api, "Saddle height") is None


def test_a_name_is_needed(api: Api) -> None:
    for name in (None, " "):
        reply = api.send("POST", "/data_attributes", {**NEW, "name": name})
        assert (reply.status, reply.code) == (400, "parameter_missing")


def test_both_models_share_their_names(api: Api) -> None:
    api.post("/data_attributes", {**NEW, "model": "company"})
    reply = api.send("POST", "/data_attributes", NEW)
    assert (reply.status, reply.code) == (400, "parameter_invalid")
    assert "company data" in reply.message
    assert "people data" in reply.message


def test_archived_attributes_are_hidden_and_come_back(api: Api, clock: Clock) -> None:
    clock.pass_(10)
    archived = api.put("/data_attributes/9002", {"archived": True, "description": "Old"})
    assert (archived["archived"], archived["updated_at"]) == (True, int(clock()))
    assert named(api, "newsletter") is None
    assert named(api, "newsletter", include_archived="true") == archived
    taken = api.send("POST", "/data_attributes", {**NEW, "name": "newsletter"})
    assert taken.status == 400
    assert api.put("/data_attributes/9002", {"archived": False})["description"] == "Old"
    assert named(api, "newsletter") is not None


@pytest.mark.parametrize(
    ("id", "body", "status", "code"),
    [
        ("9999", {"archived": True}, 404, "field_not_found"),
        ("none", {"archived": True}, 404, "field_not_found"),
        ("1", {"description": "x"}, 404, "field_not_found"),
        ("9001", {"archived": True}, 422, "data_invalid"),
        ("9001", {"archived": "yes"}, 400, "parameter_invalid"),
        ("9001", {"options": LIST}, 400, "parameter_invalid"),
        ("9001", {"description": []}, 400, "parameter_invalid"),
    ],
)
def test_update_refuses(api: Api, id: str, body: Any, status: int, code: str) -> None:
    before = api.get("/data_attributes", include_archived="true")
    reply = api.send("PUT", f"/data_attributes/{id}", body)
    assert (reply.status, reply.code) == (status, code)
    assert api.get("/data_attributes", include_archived="true") == before


@pytest.mark.parametrize("options", [{"value": "1-10"}, LIST[:1], "1-10"])
def test_options_have_to_be_a_list_of_two(api: Api, options: Any) -> None:
    made = api.post("/data_attributes", {**NEW, "data_type": "options", "options": LIST})
    reply = api.send("PUT", f"/data_attributes/{made['id']}", {"options": options})
    assert (reply.status, reply.code) == (400, "parameter_invalid")
