from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock

GUIDES, WIKI = 32, 33
SIZING, WARRANTY, HOURS = "20", "21", "22"


def new_page(**changes: Any) -> dict[str, Any]:
    page = {"source_id": WIKI, "external_id": "tax", "title": "Tax", "html": "<p>VAT</p>"}
    return {**page, "locale": "en", "url": "https://wiki.wheelhouse.example.com/tax", **changes}


def new_source(**changes: Any) -> dict[str, Any]:
    return {"sync_behavior": "api", "url": "https://docs.example.com", **changes}


def test_sources_are_made_and_changed(api: Api, clock: Clock) -> None:
    made = api.post("/ai/content_import_sources", new_source())
    assert made == {
        "id": 34,
        "type": "content_import_source",
        "last_synced_at": int(clock()),
        "status": "active",
        "url": "https://docs.example.com",
        "sync_behavior": "api",
        "created_at": int(clock()),
        "updated_at": int(clock()),
    }
    now = clock.pass_(5)
    body = new_source(url="https://docs.example.org", status="deactivated")
    changed = api.put("/ai/content_import_sources/34", body)
    assert changed == {**made, **body, "updated_at": now}
    listed = api.get("/ai/content_import_sources")
    assert [source["id"] for source in listed["data"]] == [GUIDES, WIKI, 34]
    assert api.get("/ai/content_import_sources/34") == listed["data"][2] == changed


def test_a_crawled_source_may_be_crawled_otherwise(api: Api) -> None:
    url = api.get(f"/ai/content_import_sources/{GUIDES}")["url"]
    path = f"/ai/content_import_sources/{GUIDES}"
    assert api.put(path, {"sync_behavior": "manual", "url": url})["sync_behavior"] == "manual"
    changed = api.put(path, {"sync_behavior": "automated", "url": url})
    assert changed["sync_behavior"] == "automatic"


def test_deleting_a_source_deletes_its_pages(api: Api) -> None:
    reply = api.send("DELETE", f"/ai/content_import_sources/{WIKI}")
    assert (reply.status, reply.data) == (204, None)
    assert api.send("GET", f"/ai/content_import_sources/{WIKI}").status == 404
    assert api.send("GET", f"/ai/external_pages/{HOURS}").status == 404
    assert [page["id"] for page in api.get("/ai/external_pages")["data"]] == [SIZING]


def test_a_page_is_made_and_its_source_counts_as_synced(api: Api, clock: Clock) -> None:
    made = api.post("/ai/external_pages", new_page(ai_agent_availability=True))
    assert made == {
        **new_page(),
        "id": "23",
        "type": "external_page",
        "ai_agent_availability": True,
        "ai_copilot_availability": False,
        "ai_sales_agent_availability": False,
        "fin_availability": False,
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "last_ingested_at": int(clock()),
    }
    assert api.get("/ai/external_pages/23") == made
    assert api.get(f"/ai/content_import_sources/{WIKI}")["last_synced_at"] == int(clock())


def test_the_same_source_and_external_id_overwrite(api: Api, clock: Clock) -> None:
    old = api.get(f"/ai/external_pages/{WARRANTY}")
    html = "<html><body><h1>New</h1></body></html>"
    page = new_page(external_id="warranty", html=html)
    new = api.post("/ai/external_pages", page)
    assert (new["id"], new["html"]) == (WARRANTY, html)
    assert new["ai_agent_availability"] is True
    assert (new["created_at"], new["updated_at"]) == (old["created_at"], int(clock()))
    assert api.get("/ai/external_pages")["total_count"] == 3
    elsewhere = api.post("/ai/content_import_sources", new_source())["id"]
    other = api.post("/ai/external_pages", {**page, "source_id": elsewhere})
    assert other["id"] != WARRANTY


def test_pages_are_listed_newest_first_with_addresses(api: Api) -> None:
    first = api.get("/ai/external_pages", per_page=2)
    assert [page["id"] for page in first["data"]] == [HOURS, WARRANTY]
    assert first["pages"]["next"].endswith("/ai/external_pages?page=2&per_page=2")
    last = api.get("/ai/external_pages", per_page=2, page=2)
    assert ([page["id"] for page in last["data"]], last["pages"]["next"]) == ([SIZING], None)


def test_a_page_is_changed(api: Api) -> None:
    old = api.get(f"/ai/external_pages/{HOURS}")
    assert "url" not in old
    body = new_page(fin_availability=True)
    del body["external_id"]
    new = api.put(f"/ai/external_pages/{HOURS}", body)
    assert (new["title"], new["external_id"], new["url"]) == ("Tax", "hours", body["url"])
    assert new["ai_agent_availability"] is new["ai_copilot_availability"] is True
    assert api.get(f"/ai/external_pages/{HOURS}") == new


def test_a_deleted_page_is_shown_without_its_text(api: Api) -> None:
    page = api.get(f"/ai/external_pages/{WARRANTY}")
    assert api.delete(f"/ai/external_pages/{WARRANTY}") == {**page, "html": ""}
    assert api.send("GET", f"/ai/external_pages/{WARRANTY}").status == 404


_SOURCES, _PAGES = "/ai/content_import_sources", "/ai/external_pages"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", _SOURCES, {"url": "https://x.example.com"}, 400, "parameter_missing"),
        ("POST", _SOURCES, {"sync_behavior": "api"}, 400, "parameter_missing"),
        ("POST", _SOURCES, new_source(sync_behavior="manual"), 400, "parameter_invalid"),
        ("POST", _SOURCES, new_source(status="off"), 400, "parameter_invalid"),
        ("POST", _SOURCES, new_source(url=5), 400, "parameter_invalid"),
        ("PUT", f"{_SOURCES}/9", new_source(), 404, "not_found"),
        ("PUT", f"{_SOURCES}/{WIKI}", {"status": "active"}, 400, "parameter_missing"),
        ("PUT", f"{_SOURCES}/{WIKI}", new_source(sync_behavior="manual"), 400, "parameter_invalid"),
        ("PUT", f"{_SOURCES}/{GUIDES}", new_source(), 400, "parameter_invalid"),
        (
            "PUT",
            f"{_SOURCES}/{GUIDES}",
            new_source(sync_behavior="manual"),
            400,
            "parameter_invalid",
        ),
        ("GET", f"{_SOURCES}/x", None, 404, "not_found"),
        ("DELETE", f"{_SOURCES}/9", None, 404, "not_found"),
        ("POST", _PAGES, new_page(title=None), 400, "parameter_missing"),
        ("POST", _PAGES, new_page(html=""), 400, "parameter_missing"),
        ("POST", _PAGES, new_page(locale=None), 400, "parameter_missing"),
        ("POST", _PAGES, new_page(locale="fr"), 400, "parameter_invalid"),
        ("POST", _PAGES, new_page(source_id=None), 400, "parameter_missing"),
        ("POST", _PAGES, new_page(source_id=9), 400, "parameter_invalid"),
        ("POST", _PAGES, new_page(source_id="x"), 400, "parameter_invalid"),
        ("POST", _PAGES, new_page(source_id=GUIDES), 400, "parameter_invalid"),
        ("POST", _PAGES, new_page(external_id=None), 400, "parameter_missing"),
        ("POST", _PAGES, new_page(ai_agent_availability="yes"), 400, "parameter_invalid"),
        ("PUT", f"{_PAGES}/{SIZING}", new_page(), 400, "parameter_invalid"),
        ("PUT", f"{_PAGES}/{HOURS}", new_page(url=None), 400, "parameter_missing"),
        ("PUT", f"{_PAGES}/{HOURS}", new_page(external_id="warranty"), 409, "conflict"),
        ("PUT", f"{_PAGES}/9", new_page(), 404, "not_found"),
        ("GET", f"{_PAGES}/9", None, 404, "not_found"),
        ("DELETE", f"{_PAGES}/9", None, 404, "not_found"),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
