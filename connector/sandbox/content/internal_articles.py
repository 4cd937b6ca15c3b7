"""Internal articles: what only teammates read. They have one language and no state."""

from __future__ import annotations

import json

from ..body import Body
from ..markup import clean_html, words
from ..messages import Json, Refusal, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import token_admin
from ..workspace.tags import tag_views
from .authors import teammate_in
from .folders import folder_in, folders_below
from .targeting import AVAILABILITIES, audience_ids_in, switches_in
from .translations import DEFAULT_LOCALE

routes = Routes()

_NEWEST_FIRST = "updated_at DESC, seq DESC"


def _views(records: Records, docs: list[Json]) -> list[Json]:
    tags = tag_views(records, "internal_article_tag", [doc["id"] for doc in docs])
    return [
        {
            "id": doc["id"],
            "type": "internal_article",
            "title": doc["title"],
            "body": doc.get("body", ""),
            "owner_id": doc["owner_id"],
            "author_id": doc["author_id"],
            "created_at": doc["created_at"],
            "updated_at": doc["updated_at"],
            "locale": doc["locale"],
            "folder_id": doc.get("folder_id"),
            "audience_ids": doc["audience_ids"],
            **{name: doc[name] for name in AVAILABILITIES},
            "tags": {"type": "tag.list", "tags": tags[doc["id"]]},
        }
        for doc in docs
    ]


def _view(records: Records, doc: Json) -> Json:
    return _views(records, [doc])[0]


def _needed(records: Records, id: str) -> Json:
    article = records.get("internal_articles", id)
    if article is None:
        raise not_found()
    return article


@routes.reads("GET /internal_articles")
def list_internal_articles(call: Call) -> Json:
    """A page of all internal articles, last changed first."""
    page = numbered_page(
        call.records,
        "internal_articles",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 25),
        order=_NEWEST_FIRST,
    )
    return {
        "type": "list",
        "data": _views(call.records, page.docs),
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.reads("GET /internal_articles/search")
def search_internal_articles(call: Call) -> Json:
    """The internal articles in a folder and those inside it, last changed first.

    Without `folder_id` all of them.
    """
    folder_id = call.query.whole("folder_id")
    ids = [] if folder_id is None else folders_below(call.records, folder_id)
    page = numbered_page(
        call.records,
        "internal_articles",
        "1" if folder_id is None else "folder_id IN (SELECT value FROM json_each(?))",
        () if folder_id is None else (json.dumps(ids),),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 10),
        order=_NEWEST_FIRST,
    )
    return {
        "type": "list",
        "total_count": page.total,
        "data": {"internal_articles": _views(call.records, page.docs)},
        "pages": page.page_links(),
    }


@routes.writes("POST /internal_articles")
def create_internal_article(call: Call) -> Json:
    """Write an internal article; it needs a title, an author and an owner."""
    values = _read(call.records, call.body)
    if values.get("author_id") is None:
        raise Refusal(
            400,
            "parameter_not_found",
            "author_id must be in the main body or default locale translated_content object",
        )
    for name in ("title", "owner_id"):
        if values.get(name) is None:
            raise Refusal(400, "parameter_not_found", f"{name} is a required parameter", name)
    admin_id = int(token_admin(call.records)["id"])
    article = {
        **dict.fromkeys(AVAILABILITIES, False),
        "audience_ids": [],
        **values,
        "locale": DEFAULT_LOCALE,
        "created_at": call.now,
        "created_by_id": admin_id,
        "updated_at": call.now,
        "updated_by_id": admin_id,
    }
    return _view(call.records, call.records.add("internal_articles", _indexed(article)))


@routes.reads("GET /internal_articles/{id}")
def show_internal_article(call: Call) -> Json:
    """One internal article."""
    return _view(call.records, _needed(call.records, call.path["id"]))


@routes.writes("PUT /internal_articles/{id}")
def update_internal_article(call: Call) -> Json:
    """Set the given keys of an internal article."""
    article = _needed(call.records, call.path["id"])
    stamp = {"updated_at": call.now, "updated_by_id": int(token_admin(call.records)["id"])}
    changed = _indexed({**article, **_read(call.records, call.body), **stamp})
    return _view(call.records, call.records.save("internal_articles", changed))


@routes.writes("DELETE /internal_articles/{id}")
def delete_internal_article(call: Call) -> Json:
    """Remove an internal article for good."""
    article = _needed(call.records, call.path["id"])
    remove_internal_article(call.records, article)
    return {"id": article["id"], "object": "internal_article", "deleted": True}


def remove_internal_article(records: Records, article: Json) -> None:
    """Remove an internal article and take its tags off."""
    records.unlink_all("internal_article_tag", a=article["id"])
    records.remove("internal_articles", article["id"])


def _read(records: Records, body: Body) -> Json:
    values: Json = {}
    if body.text("title") is not None:
        values["title"] = body.needed_text("title")
    # Markdown is kept as the plain text it also is.
    text_key = "body" if body.has("body") else "body_markdown"
    if body.has(text_key):
        text = body.text(text_key)
        # Plain text stays plain here, unlike in public articles.
        values["body"] = text if text is None or "<" not in text else clean_html(text)
    for name in ("author_id", "owner_id"):
        teammate_id = teammate_in(records, body, name)
        if teammate_id is not None:
            values[name] = teammate_id
    if body.has("folder_id"):
        values["folder_id"] = folder_in(records, body)
    audience_ids = audience_ids_in(records, body)
    if audience_ids is not None:
        values["audience_ids"] = audience_ids
    return {**values, **switches_in(body)}


def _indexed(article: Json) -> Json:
    """The article with the words it is found by."""
    return {**article, "words": words(article["title"]) + words(article.get("body") or "")}
