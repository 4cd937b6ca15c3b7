from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock

WORKSHOP, LOANERS = 6, 7


def test_create_and_list(api: Api, clock: Clock) -> None:
    made = api.post("/folders", {"folder": {"name": "Policies", "parent_folder_id": WORKSHOP}})
    assert made == {
        "id": 8,
        "name": "Policies",
        "description": None,
        "emoji": None,
        "parent_folder_id": WORKSHOP,
        "content_count": 0,
        "created_at": int(clock()),
        "updated_at": int(clock()),
    }
    assert api.get("/folders/8") == made
    listed = api.get("/folders", per_page=2)
    assert [folder["id"] for folder in listed["data"]] == [WORKSHOP, LOANERS]
    assert (listed["total_count"], listed["pages"]["next"]["page"]) == (3, 2)
    inside = api.get("/folders", parent_folder_id=WORKSHOP)
    assert [folder["id"] for folder in inside["data"]] == [LOANERS, 8]


def test_articles_of_both_sorts_count(api: Api) -> None:
    assert api.get(f"/folders/{LOANERS}")["content_count"] == 1
    body = {"title": "T", "author_id": int(NORA), "folder_id": LOANERS}
    made = api.post("/articles", body)
    assert api.get(f"/folders/{LOANERS}")["content_count"] == 2
    api.put(f"/articles/{made['id']}", {"folder_id": None})
    assert api.get(f"/folders/{LOANERS}")["content_count"] == 1


def test_update_and_move(api: Api, clock: Clock) -> None:
    now = clock.pass_(5)
    moved = api.put(f"/folders/{LOANERS}", {"folder": {"parent_folder_id": None}})
    assert (moved["parent_folder_id"], moved["name"]) == (None, "Loaner bikes")
    assert moved["updated_at"] == now
    assert api.get("/internal_articles/search", folder_id=WORKSHOP)["total_count"] == 0
    below = api.put(f"/folders/{WORKSHOP}", {"folder": {"parent_folder_id": LOANERS}})
    assert below["parent_folder_id"] == LOANERS


def test_only_empty_folders_are_deleted(api: Api) -> None:
    for folder in (WORKSHOP, LOANERS):
        reply = api.send("DELETE", f"/folders/{folder}")
        assert (reply.status, reply.code) == (422, "unprocessable_entity")
    api.delete("/internal_articles/5502")
    assert api.delete(f"/folders/{LOANERS}") == {"id": LOANERS, "object": "folder", "deleted": True}
    assert api.send("GET", f"/folders/{LOANERS}").status == 404
    assert api.delete(f"/folders/{WORKSHOP}")["deleted"] is True


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/folders", {}, 400, "parameter_missing"),
        ("POST", "/folders", {"folder": {}}, 400, "parameter_missing"),
        ("POST", "/folders", {"folder": "x"}, 400, "parameter_invalid"),
        ("POST", "/folders", {"folder": {"name": " "}}, 400, "parameter_missing"),
        ("POST", "/folders", {"folder": {"name": "N", "emoji": 1}}, 400, "parameter_invalid"),
        (
            "POST",
            "/folders",
            {"folder": {"name": "N", "parent_folder_id": 9}},
            400,
            "parameter_invalid",
        ),
        (
            "PUT",
            f"/folders/{WORKSHOP}",
            {"folder": {"parent_folder_id": LOANERS}},
            400,
            "parameter_invalid",
        ),
        ("PUT", "/folders/9", {"folder": {}}, 404, "not_found"),
        ("GET", "/folders/x", None, 404, "not_found"),
        ("DELETE", "/folders/9", None, 404, "not_found"),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
