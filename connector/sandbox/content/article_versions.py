"""The history of an article: each version of its texts, in one language each."""

from __future__ import annotations

from ..messages import Json, invalid, not_found
from ..paging import numbered_page, per_page_of
from ..routes import Call, Routes
from .article_contents import contents_of
from .article_model import needed_article
from .translations import LOCALES

routes = Routes()


def _item_view(doc: Json, article: Json) -> Json:
    content = contents_of(article).get(doc["locale"], {})
    live = content.get("live_version_id") == doc["id"]
    return {
        "type": "article_version",
        "id": doc["id"],
        "article_id": article["id"],
        "title": doc["title"],
        "description": doc.get("description", ""),
        "author_id": str(doc["author_id"]),
        "created_by_id": str(doc["created_by_id"]),
        "created_via": "api",
        "from_version_id": doc.get("from_version_id"),
        "state": "published" if live else "draft",
        "created_at": doc["created_at"],
    }


def _locale_in(call: Call) -> str | None:
    locale = call.query.text("locale")
    if locale is not None and locale not in LOCALES:
        raise invalid("Unknown locale", "locale")
    return locale


@routes.reads("GET /articles/{article_id}/versions")
def list_versions(call: Call) -> Json:
    """A page of an article's versions without their bodies, newest first."""
    article = needed_article(call.records, call.path["article_id"])
    locale = _locale_in(call)
    page = numbered_page(
        call.records,
        "article_versions",
        "article_id = ?" + ("" if locale is None else " AND locale = ?"),
        (article["id"],) if locale is None else (article["id"], locale),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 25),
        order="seq DESC",
    )
    return {
        "type": "list",
        "pages": page.page_links(),
        "total_count": page.total,
        "data": [_item_view(doc, article) for doc in page.docs],
    }


@routes.reads("GET /articles/{article_id}/versions/{id}")
def show_version(call: Call) -> Json:
    """One version whole; 404 when it is of another article, or not in the `locale` asked for."""
    article = needed_article(call.records, call.path["article_id"])
    locale = _locale_in(call)
    version = call.records.get("article_versions", call.path["id"])
    if version is None or version["article_id"] != article["id"]:
        raise not_found()
    if locale not in (None, version["locale"]):
        raise not_found()
    view = _item_view(version, article)
    return {**view, "body": version.get("body", ""), "updated_at": version["created_at"]}
