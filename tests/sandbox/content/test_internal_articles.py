from __future__ import annotations

from typing import Any

import pytest

from ..api import AIKO, NORA, Api, Clock

REFUND, LOANER = "5501", "5502"


def new_article(**changes: Any) -> dict[str, Any]:
    return {"title": "Keys", "author_id": int(NORA), "owner_id": int(AIKO), **changes}


def test_create(api: Api, clock: Clock) -> None:
    made = api.post("/internal_articles", new_article(body="In the drawer."))
    assert made == {
        "id": "5503",
        "type": "internal_article",
        "title": "Keys",
        "body": "In the drawer.",
        "owner_id": int(AIKO),
        "author_id": int(NORA),
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "locale": "en",
        "folder_id": None,
        "audience_ids": [],
        "ai_chatbot_availability": False,
        "ai_copilot_availability": False,
        "ai_sales_agent_availability": False,
        "tags": {"type": "tag.list", "tags": []},
    }
    assert api.get("/internal_articles/5503") == made


def test_lists_are_last_changed_first(api: Api, clock: Clock) -> None:
    assert [doc["id"] for doc in api.get("/internal_articles")["data"]] == [LOANER, REFUND]
    clock.pass_(1)
    api.put(f"/internal_articles/{REFUND}", {"title": "Refunds"})
    page = api.get("/internal_articles", per_page=1)
    assert [doc["title"] for doc in page["data"]] == ["Refunds"]
    assert (page["total_count"], page["pages"]["next"]["page"]) == (2, 2)


def test_update_and_search_by_folder(api: Api, clock: Clock) -> None:
    before = api.get(f"/internal_articles/{REFUND}")
    clock.pass_(5)
    after = api.put(f"/internal_articles/{REFUND}", {"folder_id": "6", "owner_id": AIKO})
    assert after == {
        **before,
        "folder_id": 6,
        "owner_id": int(AIKO),
        "updated_at": int(clock()),
    }
    found = api.get("/internal_articles/search", folder_id=6)
    assert [doc["id"] for doc in found["data"]["internal_articles"]] == [REFUND, LOANER]
    assert (found["total_count"], found["pages"]["per_page"]) == (2, 10)
    assert api.get("/internal_articles/search", folder_id=7)["total_count"] == 1
    api.put(f"/internal_articles/{REFUND}", {"folder_id": None, "body": None})
    assert api.get("/internal_articles/search", folder_id=6)["total_count"] == 1
    assert api.get("/internal_articles/search", folder_id=8)["total_count"] == 0
    assert api.get("/internal_articles/search")["total_count"] == 2
    assert api.get(f"/internal_articles/{REFUND}")["body"] == ""


def test_markup_is_cleaned(api: Api) -> None:
    made = api.post("/internal_articles", new_article(body="<p>A</p><script>b()</script>"))
    assert made["body"] == "<p>A</p>"


def test_delete(api: Api) -> None:
    deleted = api.delete(f"/internal_articles/{LOANER}")
    assert deleted == {"id": LOANER, "object": "internal_article", "deleted": True}
    assert api.send("GET", f"/internal_articles/{LOANER}").status == 404
    assert api.get("/internal_articles/search", folder_id=6)["total_count"] == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"author_id": None}, "parameter_not_found"),
        ({"owner_id": None}, "parameter_not_found"),
        ({"title": None}, "parameter_not_found"),
        ({"title": ""}, "parameter_missing"),
        ({"author_id": 1}, "parameter_invalid"),
        ({"owner_id": "x"}, "parameter_invalid"),
        ({"body": 5}, "parameter_invalid"),
        ({"folder_id": True}, "parameter_invalid"),
        ({"folder_id": 9}, "parameter_invalid"),
    ],
)
def test_create_refuses(api: Api, changes: dict[str, Any], code: str) -> None:
    reply = api.send("POST", "/internal_articles", new_article(**changes))
    assert (reply.status, reply.code) == (400, code)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_unknown_articles(api: Api, method: str) -> None:
    reply = api.send(method, "/internal_articles/9", {"title": "x"} if method == "PUT" else None)
    assert (reply.status, reply.code) == (404, "not_found")


def test_a_folder_that_is_no_number_is_refused(api: Api) -> None:
    reply = api.send("GET", "/internal_articles/search", query={"folder_id": "x"})
    assert (reply.status, reply.code) == (400, "parameter_invalid")
