from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock

RETURNS, BRAKES, WINTER = "5001", "5002", "5004"


def versions(api: Api, id: str, **query: Any) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = api.get(f"/articles/{id}/versions", **query)["data"]
    return listed


def test_a_version_is_kept_whenever_texts_change(api: Api, clock: Clock) -> None:
    first = versions(api, WINTER)[0]
    assert (first["state"], first["from_version_id"]) == ("draft", None)
    clock.pass_(5)
    api.put(f"/articles/{WINTER}", {"title": "Winter storage", "state": "published"})
    api.put(f"/articles/{WINTER}", {"folder_id": 6, "title": "Winter storage"})
    assert versions(api, WINTER) == [
        {
            "type": "article_version",
            "id": "306",
            "article_id": WINTER,
            "title": "Winter storage",
            "description": "Dry, cool and off the ground.",
            "author_id": "8140003",
            "created_by_id": NORA,
            "created_via": "api",
            "from_version_id": first["id"],
            "state": "published",
            "created_at": int(clock()),
        },
        first,
    ]


def test_a_version_has_the_texts_of_its_time(api: Api) -> None:
    old = api.get(f"/articles/{BRAKES}")
    id = versions(api, BRAKES)[0]["id"]
    api.put(f"/articles/{BRAKES}", {"body": "New", "title": "New"})
    shown = api.get(f"/articles/{BRAKES}/versions/{id}")
    assert (shown["title"], shown["body"], shown["state"]) == (old["title"], old["body"], "draft")
    assert shown["updated_at"] == shown["created_at"] == old["created_at"]


def test_a_draft_is_a_version_that_goes_live_when_published(api: Api) -> None:
    api.put(f"/articles/{BRAKES}/draft", {"title": "Quiet brakes"})
    assert [each["state"] for each in versions(api, BRAKES)] == ["draft", "published"]
    api.post(f"/articles/{BRAKES}/draft/publish")
    assert [each["state"] for each in versions(api, BRAKES)] == ["published", "draft"]
    api.put(f"/articles/{BRAKES}", {"state": "draft"})
    assert [each["state"] for each in versions(api, BRAKES)] == ["draft", "draft"]


def test_each_language_has_its_own(api: Api) -> None:
    content = {"es": {"body": "Nuevo"}}
    api.put(f"/articles/{RETURNS}", {"translated_content": content})
    assert [each["id"] for each in versions(api, RETURNS)] == ["306", "302", "301"]
    spanish = versions(api, RETURNS, locale="es")
    assert [each["from_version_id"] for each in spanish] == ["302", None]
    assert versions(api, RETURNS, locale="de") == []
    path = f"/articles/{RETURNS}/versions/306"
    assert api.get(path, locale="es") == api.get(path)
    assert api.send("GET", path, query={"locale": "en"}).status == 404
    api.put(f"/articles/{RETURNS}", {"translated_content": {"es": None}})
    assert [each["id"] for each in versions(api, RETURNS)] == ["301"]


def test_they_come_in_pages_and_go_with_the_article(api: Api) -> None:
    page = api.get(f"/articles/{RETURNS}/versions", per_page=1)
    assert (page["total_count"], page["pages"]["next"]) == (2, {"page": 2, "per_page": 1})
    assert versions(api, RETURNS, per_page=1, page=2)[0]["id"] == "301"
    api.delete(f"/articles/{RETURNS}")
    assert api.send("GET", f"/articles/{RETURNS}/versions").status == 404
    assert api.send("GET", f"/articles/{BRAKES}/versions/301").status == 404


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/articles/9/versions", 404, "not_found"),
        (f"/articles/{RETURNS}/versions?locale=klingon", 400, "parameter_invalid"),
        (f"/articles/{RETURNS}/versions?page=x", 400, "parameter_invalid"),
        (f"/articles/{RETURNS}/versions/9", 404, "not_found"),
        (f"/articles/{RETURNS}/versions/303", 404, "not_found"),
        (f"/articles/{RETURNS}/versions/301?locale=xx", 400, "parameter_invalid"),
    ],
)
def test_refusals(api: Api, path: str, status: int, code: str) -> None:
    reply = api.send("GET", path)
    assert (reply.status, reply.code) == (status, code)
