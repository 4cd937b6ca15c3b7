from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock

ORDERS, CARE, BRAKES = "151", "152", "153"


def test_sections_are_the_collections_inside_others(api: Api, clock: Clock) -> None:
    made = api.post("/help_center/sections", {"name": "Gears", "parent_id": int(CARE)})
    assert made == {
        "type": "section",
        "id": "155",
        "workspace_id": "whl0bk1e",
        "name": "Gears",
        "url": "https://help.wheelhouse.example.com/en/collections/155-gears",
        "icon": "book-bookmark",
        "order": 2,
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "parent_id": CARE,
    }
    assert api.get("/help_center/sections/155") == made
    assert api.get("/help_center/collections/155")["parent_id"] == CARE
    listed = api.get("/help_center/sections")
    assert [section["id"] for section in listed["data"]] == ["155", BRAKES]
    assert (listed["total_count"], listed["pages"]["per_page"]) == (2, 20)


def test_update_and_move(api: Api) -> None:
    content = {"fr": {"name": "Freins"}}
    changed = api.put(
        f"/help_center/sections/{BRAKES}",
        {"name": "Rim brakes", "parent_id": ORDERS, "translated_content": content},
    )
    assert (changed["name"], changed["parent_id"]) == ("Rim brakes", ORDERS)
    assert changed["translated_content"]["fr"]["name"] == "Freins"
    assert api.get(f"/help_center/sections/{BRAKES}") == changed


def test_delete_leaves_the_articles(api: Api) -> None:
    deleted = api.delete(f"/help_center/sections/{BRAKES}")
    assert deleted == {"id": BRAKES, "object": "section", "deleted": True}
    assert api.get("/help_center/sections")["total_count"] == 0
    assert api.get("/articles/5002")["parent_ids"] == []


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "", {"name": "N"}, 400, "parameter_not_found"),
        ("POST", "", {"parent_id": CARE}, 400, "parameter_not_found"),
        ("POST", "", {"name": "N", "parent_id": 9}, 400, "parameter_invalid"),
        ("PUT", f"/{BRAKES}", {"parent_id": None}, 400, "parameter_invalid"),
        ("PUT", f"/{BRAKES}", {"parent_id": BRAKES}, 400, "parameter_invalid"),
        ("PUT", f"/{CARE}", {"name": "N"}, 404, "not_found"),
        ("GET", f"/{CARE}", None, 404, "not_found"),
        ("GET", "/9", None, 404, "not_found"),
        ("DELETE", f"/{CARE}", None, 404, "not_found"),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, f"/help_center/sections{path}", body)
    assert (reply.status, reply.code) == (status, code)


def test_newer_versions_have_no_sections(api: Api) -> None:
    headers = {"authorization": "Bearer t", "intercom-version": "2.10"}
    reply = api.send("GET", "/help_center/sections", headers=headers)
    assert (reply.status, reply.code) == (400, "intercom_version_invalid")
    headers["intercom-version"] = "2.9"
    assert api.send("GET", "/help_center/sections", headers=headers).status == 200
