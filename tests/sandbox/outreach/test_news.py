from __future__ import annotations

from typing import Any

import pytest

from ..api import AIKO, NORA, Api, Clock

RIDERS, TRADE = 51, 52
GRAVEL, PRICES = "29", "30"


def new_item(**changes: Any) -> dict[str, Any]:
    return {"title": "Sale", "sender_id": int(NORA), **changes}


def live_on(api: Api, feed: int) -> list[str]:
    return [item["id"] for item in api.get(f"/news/newsfeeds/{feed}/items")["data"]]


def test_newsfeeds(api: Api) -> None:
    feeds = api.get("/news/newsfeeds")
    assert [feed["name"] for feed in feeds["data"]] == ["Riders", "Trade customers"]
    assert api.get(f"/news/newsfeeds/{TRADE}") == feeds["data"][1]
    assert (feeds["total_count"], feeds["pages"]["per_page"]) == (2, 10)


def test_create_a_draft(api: Api, clock: Clock) -> None:
    made = api.post("/news/news_items", new_item(newsfeed_assignments=[{"newsfeed_id": RIDERS}]))
    assert made == {
        "id": "31",
        "type": "news-item",
        "workspace_id": "whl0bk1e",
        "title": "Sale",
        "body": "",
        "sender_id": int(NORA),
        "state": "draft",
        "labels": [],
        "cover_image_url": None,
        "reactions": [],
        "deliver_silently": False,
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "newsfeed_assignments": [{"newsfeed_id": RIDERS}],
    }
    assert api.get("/news/news_items/31") == made
    assert live_on(api, RIDERS) == [GRAVEL]


def test_create_a_live_item(api: Api) -> None:
    sent = new_item(
        state="live",
        body="<p>Ten percent off</p>",
        labels=["Product", "Update", "New"],
        reactions=["b", "a", None],
        deliver_silently=True,
        newsfeed_assignments=[{"newsfeed_id": RIDERS, "published_at": 1_664_638_214}],
    )
    made = api.post("/news/news_items", sent)
    assert made["labels"] == ["New", "Product", "Update"]
    assert made["reactions"] == ["b", "a", None]
    assert (made["body"], made["deliver_silently"]) == (sent["body"], True)
    assert made["newsfeed_assignments"] == sent["newsfeed_assignments"]
    assert live_on(api, RIDERS) == [made["id"], GRAVEL]
    assert live_on(api, TRADE) == []


def test_a_draft_goes_live_and_back(api: Api, clock: Clock) -> None:
    clock.pass_(5)
    path = f"/news/news_items/{PRICES}"
    live = api.put(path, {"title": "Prices", "sender_id": int(AIKO), "state": "live"})
    assert live["newsfeed_assignments"] == [{"newsfeed_id": TRADE, "published_at": int(clock())}]
    assert (live["title"], live["updated_at"]) == ("Prices", int(clock()))
    assert api.get(f"/news/newsfeeds/{TRADE}/items")["data"] == [live]
    api.put(path, new_item(state="draft"))
    assert live_on(api, TRADE) == []


def test_an_update_keeps_what_is_not_sent(api: Api) -> None:
    before = api.get(f"/news/news_items/{GRAVEL}")
    after = api.put(f"/news/news_items/{GRAVEL}", new_item(title="Gravel Three"))
    assert {key for key in after if after[key] != before[key]} == {"title", "updated_at"}
    sent = [{"newsfeed_id": TRADE, "published_at": 1_700_000_000}]
    moved = api.put(f"/news/news_items/{GRAVEL}", new_item(newsfeed_assignments=sent))
    assert moved["newsfeed_assignments"] == sent
    assert (live_on(api, RIDERS), live_on(api, TRADE)) == ([], [GRAVEL])


def test_a_draft_keeps_no_time_of_publishing(api: Api) -> None:
    sent = [{"newsfeed_id": TRADE, "published_at": 1_700_000_000}]
    item = api.post("/news/news_items", new_item(newsfeed_assignments=sent))
    assert item["newsfeed_assignments"] == [{"newsfeed_id": TRADE}]


def test_items_are_listed_in_numbered_pages(api: Api) -> None:
    first = api.get("/news/news_items", per_page=1)
    second = api.get("/news/news_items", per_page=1, page=2)
    assert [item["id"] for item in first["data"] + second["data"]] == [GRAVEL, PRICES]
    assert first["pages"]["next"] == {"page": 2, "per_page": 1}
    assert (second["pages"]["next"], second["total_count"]) == (None, 2)


def test_delete(api: Api) -> None:
    deleted = api.delete(f"/news/news_items/{GRAVEL}")
    assert deleted == {"id": GRAVEL, "object": "news-item", "deleted": True}
    assert api.send("GET", f"/news/news_items/{GRAVEL}").status == 404
    assert live_on(api, RIDERS) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": None}, "parameter_missing"),
        ({"sender_id": None}, "parameter_missing"),
        ({"sender_id": 1}, "parameter_invalid"),
        ({"state": "published"}, "parameter_invalid"),
        ({"labels": "New"}, "parameter_invalid"),
        ({"reactions": [1]}, "parameter_invalid"),
        ({"reactions": {"a": 1}}, "parameter_invalid"),
        ({"deliver_silently": "no"}, "parameter_invalid"),
        ({"newsfeed_assignments": [{}]}, "parameter_missing"),
        ({"newsfeed_assignments": [{"newsfeed_id": 9}]}, "parameter_invalid"),
        ({"newsfeed_assignments": [RIDERS]}, "parameter_invalid"),
        (
            {"newsfeed_assignments": [{"newsfeed_id": RIDERS, "published_at": 2_000_000_000}]},
            "parameter_invalid",
        ),
    ],
)
def test_create_refuses(api: Api, changes: dict[str, Any], code: str) -> None:
    reply = api.send("POST", "/news/news_items", new_item(**changes))
    assert (reply.status, reply.code) == (400, code)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/news/news_items/9"),
        ("PUT", "/news/news_items/9"),
        ("DELETE", "/news/news_items/9"),
        ("GET", "/news/newsfeeds/9"),
        ("GET", "/news/newsfeeds/x/items"),
    ],
)
def test_unknown_items_and_feeds(api: Api, method: str, path: str) -> None:
    reply = api.send(method, path, new_item() if method == "PUT" else None)
    assert (reply.status, reply.code) == (404, "not_found")
