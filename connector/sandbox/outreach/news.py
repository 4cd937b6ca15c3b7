"""News items and the newsfeeds they are published on. Nobody makes a newsfeed by API."""

from __future__ import annotations

from ..body import Body
from ..content.authors import teammate_in
from ..markup import clean_html
from ..messages import Json, invalid, missing, not_found
from ..paging import Page, numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import workspace_id

routes = Routes()

STATES = ("draft", "live")

_ON_FEED = (
    "state = 'live' AND EXISTS (SELECT 1 FROM json_each(t.doc, '$.newsfeed_assignments') "
    "WHERE json_extract(value, '$.newsfeed_id') = ?)"
)


def _item_view(doc: Json, workspace: str) -> Json:
    return {
        "id": doc["id"],
        "type": "news-item",
        "workspace_id": workspace,
        "title": doc["title"],
        "body": doc.get("body", ""),
        "sender_id": doc["sender_id"],
        "state": doc["state"],
        "labels": doc["labels"],
        "cover_image_url": doc.get("cover_image_url"),
        "reactions": doc["reactions"],
        "deliver_silently": doc["deliver_silently"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
        "newsfeed_assignments": doc["newsfeed_assignments"],
    }


def _feed_view(doc: Json) -> Json:
    return {
        "id": doc["id"],
        "type": "newsfeed",
        "name": doc["name"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


def _needed(records: Records, kind: str, id: str) -> Json:
    found = records.get(kind, id)
    if found is None:
        raise not_found()
    return found


def _list(page: Page, views: list[Json]) -> Json:
    return {
        "type": "list",
        "pages": page.page_links(),
        "data": views,
        "total_count": page.total,
    }


@routes.reads("GET /news/news_items")
def list_news_items(call: Call) -> Json:
    """A page of all news items, drafts too, oldest first."""
    page = numbered_page(
        call.records,
        "news_items",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 10),
        order="seq",
    )
    workspace = workspace_id(call.records)
    return _list(page, [_item_view(doc, workspace) for doc in page.docs])


@routes.writes("POST /news/news_items")
def create_news_item(call: Call) -> Json:
    """Write a news item; it is a draft unless it says otherwise."""
    start: Json = {
        "state": "draft",
        "labels": [],
        "reactions": [],
        "deliver_silently": False,
        "newsfeed_assignments": [],
        "created_at": call.now,
    }
    item = call.records.add("news_items", _read(call, start))
    return _item_view(item, workspace_id(call.records))


@routes.reads("GET /news/news_items/{id}")
def show_news_item(call: Call) -> Json:
    """One news item."""
    item = _needed(call.records, "news_items", call.path["id"])
    return _item_view(item, workspace_id(call.records))


@routes.writes("PUT /news/news_items/{id}")
def update_news_item(call: Call) -> Json:
    """Set the given keys of a news item; its title and sender are needed, changed or not."""
    old = _needed(call.records, "news_items", call.path["id"])
    item = call.records.save("news_items", _read(call, old))
    return _item_view(item, workspace_id(call.records))


@routes.writes("DELETE /news/news_items/{id}")
def delete_news_item(call: Call) -> Json:
    """Remove a news item for good."""
    item = _needed(call.records, "news_items", call.path["id"])
    call.records.remove("news_items", item["id"])
    return {"id": item["id"], "object": "news-item", "deleted": True}


@routes.reads("GET /news/newsfeeds")
def list_newsfeeds(call: Call) -> Json:
    """A page of all newsfeeds, oldest first."""
    page = numbered_page(
        call.records,
        "newsfeeds",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 10),
        order="seq",
    )
    return _list(page, [_feed_view(doc) for doc in page.docs])


@routes.reads("GET /news/newsfeeds/{id}")
def show_newsfeed(call: Call) -> Json:
    """One newsfeed."""
    return _feed_view(_needed(call.records, "newsfeeds", call.path["id"]))


@routes.reads("GET /news/newsfeeds/{id}/items")
def list_live_items(call: Call) -> Json:
    """A page of the items live on one newsfeed, newest first."""
    feed = _needed(call.records, "newsfeeds", call.path["id"])
    page = numbered_page(
        call.records,
        "news_items",
        _ON_FEED,
        (int(feed["id"]),),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 20),
        order="seq DESC",
    )
    workspace = workspace_id(call.records)
    return _list(page, [_item_view(doc, workspace) for doc in page.docs])


def _read(call: Call, old: Json) -> Json:
    """A news item with what a body sets."""
    records, body = call.records, call.body
    item = {**old, "title": body.needed_text("title"), "updated_at": call.now}
    item["sender_id"] = teammate_in(records, body, "sender_id")
    if item["sender_id"] is None:
        raise missing("sender_id")
    if body.has("body"):
        text = body.text("body")
        item["body"] = None if text is None else clean_html(text)
    item["state"] = body.one_of("state", STATES, old["state"])
    if body.flag("deliver_silently") is not None:
        item["deliver_silently"] = body.flag("deliver_silently")
    if body.has("labels"):
        item["labels"] = sorted(body.texts("labels"))
    if body.has("reactions"):
        item["reactions"] = _reactions_of(body)
    if body.has("newsfeed_assignments"):
        item["newsfeed_assignments"] = _assignments_of(call, live=item["state"] == "live")
    if item["state"] == "live":
        item["newsfeed_assignments"] = [
            {"published_at": call.now, **given} for given in item["newsfeed_assignments"]
        ]
    return item


def _reactions_of(body: Body) -> list[str | None]:
    """Emoji in the order they were sent; null stands for an empty place."""
    sent = body.values.get("reactions") or []
    if not isinstance(sent, list) or not all(
        each is None or isinstance(each, str) for each in sent
    ):
        raise invalid("reactions must be a list of strings", "reactions")
    return sent


def _assignments_of(call: Call, *, live: bool) -> list[Json]:
    """The newsfeeds a body names, each once.

    The time of publishing is kept for live items only; what goes live without one is published
    now.
    """
    made: dict[int, Json] = {}
    for sent in call.body.objects("newsfeed_assignments") or []:
        feed_id = sent.needed_whole("newsfeed_id")
        if call.records.get("newsfeeds", str(feed_id)) is None:
            raise invalid("newsfeed_id must be the id of a newsfeed", "newsfeed_id")
        published_at = sent.whole("published_at")
        if published_at is not None and published_at > call.now:
            raise invalid("published_at cannot be in the future", "published_at")
        made[feed_id] = {"newsfeed_id": feed_id}
        if live and published_at is not None:
            made[feed_id]["published_at"] = published_at
    return list(made.values())
