from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock

ORDERS, CARE, BRAKES, TRADE = "151", "152", "153", "154"
HELP, TRADE_HELP = 71, 72


def test_help_centers(api: Api) -> None:
    listed = api.get("/help_center/help_centers")
    assert set(listed) == {"type", "data"}
    assert [center["id"] for center in listed["data"]] == [str(HELP), str(TRADE_HELP)]
    assert api.get(f"/help_center/help_centers/{HELP}") == listed["data"][0]
    assert listed["data"][0]["workspace_id"] == "whl0bk1e"


def test_help_centers_of_a_page(api: Api) -> None:
    for page, expected in ((1, [str(HELP)]), (2, [str(TRADE_HELP)]), (3, [])):
        listed = api.get("/help_center/help_centers", page=page, per_page=1)
        assert [center["id"] for center in listed["data"]] == expected
    assert api.get("/help_center/help_centers", page=2)["data"] == []


def test_collections_are_listed_last_changed_first(api: Api, clock: Clock) -> None:
    listed = api.get("/help_center/collections")
    assert [doc["id"] for doc in listed["data"]] == [TRADE, BRAKES, CARE, ORDERS]
    clock.pass_(1)
    api.put(f"/help_center/collections/{ORDERS}", {"description": "New"})
    page = api.get("/help_center/collections", per_page=3)
    assert [doc["id"] for doc in page["data"]] == [ORDERS, TRADE, BRAKES]
    assert page["pages"]["next"] == {"page": 2, "per_page": 3}
    rest = api.get("/help_center/collections", page=2, per_page=3)
    assert [doc["id"] for doc in rest["data"]] == [CARE]
    assert (rest["total_count"], rest["pages"]["next"]) == (4, None)


def test_create(api: Api, clock: Clock) -> None:
    made = api.post("/help_center/collections", {"name": "Wheels & tyres"})
    assert made == {
        "id": "155",
        "workspace_id": "whl0bk1e",
        "name": "Wheels & tyres",
        "url": "https://help.wheelhouse.example.com/en/collections/155-wheels-tyres",
        "order": 3,
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "description": "",
        "icon": "book-bookmark",
        "parent_id": None,
        "help_center_id": HELP,
    }
    assert api.get("/help_center/collections/155") == made


def test_a_collection_inside_another_is_in_its_help_center(api: Api) -> None:
    made = api.post("/help_center/collections", {"name": "Terms", "parent_id": TRADE})
    assert (made["help_center_id"], made["parent_id"], made["order"]) == (TRADE_HELP, TRADE, 1)


def test_names_in_other_languages(api: Api) -> None:
    made = api.post(
        "/help_center/collections",
        {"translated_content": {"en": {"name": "Wheels"}, "fr": {"name": "Roues"}}},
    )
    assert (made["name"], made["default_locale"]) == ("Wheels", "en")
    assert made["translated_content"] == {
        "type": "group_translated_content",
        "en": {"type": "group_content", "name": "Wheels", "description": ""},
        "fr": {"type": "group_content", "name": "Roues"},
    }
    path = f"/help_center/collections/{made['id']}"
    changed = api.put(path, {"translated_content": {"fr": {"description": "Et pneus"}}})
    assert changed["translated_content"]["fr"]["name"] == "Roues"
    assert changed["translated_content"]["fr"]["description"] == "Et pneus"
    assert "default_locale" not in api.put(path, {"translated_content": {"fr": None}})


def test_update_sets_only_what_is_sent(api: Api, clock: Clock) -> None:
    before = api.get(f"/help_center/collections/{CARE}")
    clock.pass_(5)
    after = api.put(f"/help_center/collections/{CARE}", {"name": "Care"})
    assert after == {
        **before,
        "name": "Care",
        "url": "https://help.wheelhouse.example.com/en/collections/152-care",
        "updated_at": int(clock()),
    }


def test_moving_takes_along_what_is_inside(api: Api) -> None:
    moved = api.put(f"/help_center/collections/{CARE}", {"parent_id": int(TRADE)})
    assert (moved["parent_id"], moved["help_center_id"]) == (TRADE, TRADE_HELP)
    assert api.get(f"/help_center/collections/{BRAKES}")["help_center_id"] == TRADE_HELP
    found = api.get("/articles/search", help_center_id=TRADE_HELP)["data"]["articles"]
    assert {article["id"] for article in found} == {"5002", "5003"}
    top = api.put(f"/help_center/collections/{BRAKES}", {"parent_id": None})
    assert (top["parent_id"], top["help_center_id"]) == (None, TRADE_HELP)


def test_deleting_removes_what_is_inside_but_no_article(api: Api) -> None:
    deleted = api.delete(f"/help_center/collections/{CARE}")
    assert deleted == {"id": CARE, "object": "collection", "deleted": True}
    assert api.send("GET", f"/help_center/collections/{CARE}").status == 404
    assert api.send("GET", f"/help_center/collections/{BRAKES}").status == 404
    assert api.get("/articles/5002")["parent_ids"] == []
    assert api.get("/help_center/collections")["total_count"] == 2


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/help_center/collections", {}, 400, "parameter_not_found"),
        ("POST", "/help_center/collections", {"name": " "}, 400, "parameter_not_found"),
        ("POST", "/help_center/collections", {"name": 5}, 400, "parameter_invalid"),
        (
            "POST",
            "/help_center/collections",
            {"name": "N", "parent_id": "9"},
            400,
            "parameter_invalid",
        ),
        (
            "POST",
            "/help_center/collections",
            {"name": "N", "help_center_id": 9},
            400,
            "parameter_invalid",
        ),
        (
            "POST",
            "/help_center/collections",
            {"name": "N", "parent_id": TRADE, "help_center_id": HELP},
            400,
            "parameter_invalid",
        ),
        (
            "POST",
            "/help_center/collections",
            {"name": "N", "translated_content": {"xx": {"name": "N"}}},
            400,
            "parameter_invalid",
        ),
        (
            "POST",
            "/help_center/collections",
            {"name": "N", "translated_content": {"fr": "N"}},
            400,
            "parameter_invalid",
        ),
        (
            "PUT",
            f"/help_center/collections/{CARE}",
            {"parent_id": BRAKES},
            400,
            "parameter_invalid",
        ),
        ("PUT", f"/help_center/collections/{CARE}", {"parent_id": CARE}, 400, "parameter_invalid"),
        ("PUT", f"/help_center/collections/{CARE}", {"name": ""}, 400, "parameter_missing"),
        ("PUT", "/help_center/collections/9", {"name": "N"}, 404, "not_found"),
        ("GET", "/help_center/collections/x", None, 404, "not_found"),
        ("DELETE", "/help_center/collections/9", None, 404, "not_found"),
        ("GET", "/help_center/help_centers/9", None, 404, "not_found"),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
