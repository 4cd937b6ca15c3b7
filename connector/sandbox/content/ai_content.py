"""What Fin may answer from besides articles: import sources and their external pages.

Only sources with the sync behavior `api` take pages from callers; the pages of others come from
the seed and stay as they are. HTML of pages is kept to the letter, as nobody is shown it.
"""

from __future__ import annotations

from ..body import Body
from ..markup import words
from ..messages import Answer, Json, Refusal, invalid, missing, not_found
from ..paging import Page, numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes

routes = Routes()

STATUSES = ("active", "deactivated")
SYNC_BEHAVIORS = {
    "api": "api",
    "automated": "automatic",
    "automatic": "automatic",
    "manual": "manual",
}
"""What callers may send, and what it is called in answers."""

_AVAILABILITIES = ("ai_agent_availability", "ai_copilot_availability")
_SALES_AVAILABILITY = "ai_sales_agent_availability"


def _source_view(doc: Json) -> Json:
    return {
        "id": int(doc["id"]),
        "type": "content_import_source",
        "last_synced_at": doc["last_synced_at"],
        "status": doc["status"],
        "url": doc["url"],
        "sync_behavior": doc["sync_behavior"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


def _needed_source(records: Records, id: str) -> Json:
    source = records.get("content_import_sources", id)
    if source is None:
        raise not_found()
    return source


@routes.reads("GET /ai/content_import_sources")
def list_sources(call: Call) -> Json:
    """A page of all sources, oldest first."""
    page = _page_of(call, "content_import_sources", "seq")
    url = f"{call.base_url}/ai/content_import_sources"
    return _list(page, [_source_view(doc) for doc in page.docs], url)


@routes.writes("POST /ai/content_import_sources")
def create_source(call: Call) -> Json:
    """Add a source whose pages come through the API."""
    behavior = call.body.one_of("sync_behavior", ("api",))
    if behavior is None:
        raise missing("sync_behavior")
    source = {
        "sync_behavior": behavior,
        "url": call.body.needed_text("url"),
        "status": call.body.one_of("status", STATUSES, "active"),
        "last_synced_at": call.now,
        "created_at": call.now,
        "updated_at": call.now,
    }
    return _source_view(call.records.add("content_import_sources", source))


@routes.reads("GET /ai/content_import_sources/{id}")
def show_source(call: Call) -> Json:
    """One source."""
    return _source_view(_needed_source(call.records, call.path["id"]))


@routes.writes("PUT /ai/content_import_sources/{id}")
def update_source(call: Call) -> Json:
    """Change a source; `sync_behavior` and `url` are needed, changed or not."""
    source = _needed_source(call.records, call.path["id"])
    sent = call.body.one_of("sync_behavior", SYNC_BEHAVIORS)
    if sent is None:
        raise missing("sync_behavior")
    behavior = SYNC_BEHAVIORS[sent]
    by_api = source["sync_behavior"] == "api"
    if (behavior == "api") != by_api:
        raise invalid("sync_behavior cannot be changed to or from api", "sync_behavior")
    url = call.body.needed_text("url")
    if url != source["url"] and not by_api:
        raise invalid("The url of a source that is not of the API cannot be changed", "url")
    source["sync_behavior"], source["url"] = behavior, url
    source["status"] = call.body.one_of("status", STATUSES, source["status"])
    source["updated_at"] = call.now
    return _source_view(call.records.save("content_import_sources", source))


@routes.writes("DELETE /ai/content_import_sources/{id}")
def delete_source(call: Call) -> Answer:
    """Remove a source with all its pages."""
    source = _needed_source(call.records, call.path["id"])
    for page in call.records.all("external_pages", "source_id = ?", (int(source["id"]),)):
        _remove_page(call.records, page)
    call.records.remove("content_import_sources", source["id"])
    return Answer(None, 204)


def _page_view(doc: Json) -> Json:
    view: Json = {
        "id": doc["id"],
        "type": "external_page",
        "title": doc["title"],
        "html": doc["html"],
        "ai_agent_availability": doc["ai_agent_availability"],
        "ai_copilot_availability": doc["ai_copilot_availability"],
        "ai_sales_agent_availability": doc.get(_SALES_AVAILABILITY, False),
        "fin_availability": all(doc[name] for name in _AVAILABILITIES),
        "locale": "en",
        "source_id": doc["source_id"],
        "external_id": doc["external_id"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
        "last_ingested_at": doc["last_ingested_at"],
    }
    if "url" in doc:
        view["url"] = doc["url"]
    return view


def _needed_page(records: Records, id: str) -> Json:
    page = records.get("external_pages", id)
    if page is None:
        raise not_found()
    return page


@routes.reads("GET /ai/external_pages")
def list_pages(call: Call) -> Json:
    """A page of all external pages, newest first."""
    page = _page_of(call, "external_pages", "seq DESC")
    return _list(page, [_page_view(doc) for doc in page.docs], f"{call.base_url}/ai/external_pages")


@routes.writes("POST /ai/external_pages")
def upsert_page(call: Call) -> Json:
    """Add a page, or overwrite the one with the same source and external id."""
    records, body = call.records, call.body
    values = _read_page(call, body)
    external_id = body.needed_id("external_id")
    old = _page_named(records, values["source_id"], external_id)
    if old is not None:
        return _page_view(records.save("external_pages", {**old, **values}))
    start = {
        **dict.fromkeys(_AVAILABILITIES, False),
        "external_id": external_id,
        "created_at": call.now,
    }
    return _page_view(records.add("external_pages", {**start, **values}))


@routes.reads("GET /ai/external_pages/{id}")
def show_page(call: Call) -> Json:
    """One external page."""
    return _page_view(_needed_page(call.records, call.path["id"]))


@routes.writes("PUT /ai/external_pages/{id}")
def update_page(call: Call) -> Json:
    """Change a page made through the API; all but `external_id` is needed, changed or not."""
    records, body = call.records, call.body
    page = _needed_page(records, call.path["id"])
    _check_takes_pages(_needed_source(records, str(page["source_id"])))
    body.needed_text("url")
    changed = {**page, **_read_page(call, body)}
    changed["external_id"] = body.id("external_id") or page["external_id"]
    other = _page_named(records, changed["source_id"], changed["external_id"])
    if other is not None and other["id"] != page["id"]:
        raise Refusal(409, "conflict", "Another page of the source has this external_id")
    return _page_view(records.save("external_pages", changed))


@routes.writes("DELETE /ai/external_pages/{id}")
def delete_page(call: Call) -> Json:
    """Remove a page and show it, without its text."""
    page = _needed_page(call.records, call.path["id"])
    _remove_page(call.records, page)
    return _page_view({**page, "html": ""})


def _remove_page(records: Records, page: Json) -> None:
    records.unlink_all("external_page_tag", a=page["id"])
    records.remove("external_pages", page["id"])


def _read_page(call: Call, body: Body) -> Json:
    """The keys of a page a body sets; its source counts as synced now."""
    values: Json = {
        "title": body.needed_text("title"),
        "html": body.needed_text("html"),
        "updated_at": call.now,
        "last_ingested_at": call.now,
    }
    values["words"] = words(values["title"]) + words(values["html"])
    if body.one_of("locale", ("en",)) is None:
        raise missing("locale")
    if body.text("url") is not None:
        values["url"] = body.needed_text("url")
    # The older single switch sets both; the newer two win over it.
    both = body.flag("fin_availability")
    for name in _AVAILABILITIES:
        value = body.flag(name)
        if value is not None or both is not None:
            values[name] = both if value is None else value
    sales = body.flag(_SALES_AVAILABILITY)
    if sales is not None:
        values[_SALES_AVAILABILITY] = sales
    source_id = body.needed_whole("source_id")
    source = call.records.get("content_import_sources", str(source_id))
    if source is None:
        raise invalid("source_id must be the id of a content import source", "source_id")
    _check_takes_pages(source)
    call.records.save("content_import_sources", {**source, "last_synced_at": call.now})
    return {**values, "source_id": source_id}


def _check_takes_pages(source: Json) -> None:
    if source["sync_behavior"] != "api":
        raise invalid("The pages of this source cannot be changed through the API", "source_id")


def _page_named(records: Records, source_id: int, external_id: str) -> Json | None:
    return records.first(
        "external_pages", "source_id = ? AND external_id = ?", (source_id, external_id)
    )


def _page_of(call: Call, kind: str, order: str) -> Page:
    return numbered_page(
        call.records,
        kind,
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        order=order,
    )


def _list(page: Page, views: list[Json], url: str) -> Json:
    return {
        "type": "list",
        "data": views,
        "total_count": page.total,
        "pages": page.page_links(url),
    }
