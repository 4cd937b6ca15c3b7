from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock

RETURNS, RETURNS_ES, BRAKES, WINTER = "9001", "9002", "9003", "9005"
"""Ids of what articles say in one language."""

ARTICLE = "article_content"


def run(api: Api, action: str, *items: tuple[str, str], **more: Any) -> None:
    content_ids = [{"type": type, "id": id} for type, id in items]
    body = {"action": action, "content_ids": content_ids, **more}
    reply = api.send("POST", "/content/bulk_actions", body)
    assert reply.status == 202, reply.data
    assert reply.data == {"type": "content_bulk_action", "status": "queued"}


def test_publish_and_unpublish_in_one_language(api: Api, clock: Clock) -> None:
    clock.pass_(5)
    before = api.get("/articles/5002")
    run(api, "publish", (ARTICLE, WINTER), (ARTICLE, BRAKES), (ARTICLE, "1"), ("article", "5004"))
    winter = api.get("/articles/5004")
    assert (winter["state"], winter["updated_at"]) == ("published", int(clock()))
    assert api.get("/articles/5002") == before
    run(api, "unpublish", (ARTICLE, RETURNS_ES))
    shown = api.get("/articles/5001")["translated_content"]
    assert (shown["es"]["state"], shown["en"]["state"]) == ("draft", "published")


def test_publishing_takes_the_draft_along(api: Api) -> None:
    api.put("/articles/5002/draft", {"title": "Quiet brakes"})
    run(api, "publish", (ARTICLE, BRAKES))
    article = api.get("/articles/5002")
    assert (article["title"], article["has_unpublished_changes"]) == ("Quiet brakes", False)
    assert api.get("/articles/5002/versions")["data"][0]["state"] == "published"


def test_delete(api: Api) -> None:
    run(
        api,
        "delete",
        (ARTICLE, RETURNS_ES),
        (ARTICLE, BRAKES),
        ("content_snippet", "5801"),
        ("internal_article", "5501"),
        ("external_content", "21"),
        ("file_source_content", "1"),
        ("content_snippet", "9"),
    )
    assert "translated_content" not in api.get("/articles/5001")
    assert api.send("GET", "/articles/5002").status == 404
    assert api.send("GET", "/content_snippets/5801").status == 404
    assert api.send("GET", "/internal_articles/5501").status == 404
    assert api.get("/ai/external_pages/21")["title"] == "Warranty terms"


def test_set_availability(api: Api) -> None:
    run(
        api,
        "set_availability",
        (ARTICLE, BRAKES),
        ("content_snippet", "5801"),
        ("internal_article", "5501"),
        ("external_content", "21"),
        availability={"ai_agent": False, "sales_agent": True},
    )
    for path in ("/articles/5002", "/content_snippets/5801", "/internal_articles/5501"):
        shown = api.get(path)
        assert shown["ai_chatbot_availability"] is False
        assert shown["ai_sales_agent_availability"] is True
    page = api.get("/ai/external_pages/21")
    assert (page["ai_agent_availability"], page["ai_copilot_availability"]) == (False, True)
    assert page["ai_sales_agent_availability"] is True
    assert "21" not in {
        result["id"] for result in api.get("/content/search", fin_service_state="on")["data"]
    }


def test_set_audience(api: Api) -> None:
    other = int(api.post("/audiences", {"name": "Leads"})["id"])
    items = ((ARTICLE, BRAKES), ("content_snippet", "5801"))
    run(api, "set_audience", *items, audience={"add_segment_ids": [61, other]})
    assert api.get("/articles/5002")["audience_ids"] == [61, other]
    run(api, "set_audience", *items, audience={"remove_segment_ids": [61]})
    assert api.get("/content_snippets/5801")["audience_ids"] == [other]
    sent = {"remove_all": True, "add_segment_ids": [61]}
    run(api, "set_audience", *items, audience=sent)
    assert api.get("/articles/5002")["audience_ids"] == [61]


def test_update_tags(api: Api) -> None:
    items = (("article", "5002"), ("external_content", "21"), (ARTICLE, BRAKES), ("article", "9"))
    run(api, "update_tags", *items, tags={"add_tag_ids": [303, 304]})
    run(api, "update_tags", *items, tags={"remove_tag_ids": [303]})
    assert [tag["id"] for tag in api.get("/articles/5002")["tags"]["tags"]] == ["304"]
    found = api.get("/content/search", tag_ids="304")["data"]
    assert {result["id"] for result in found} == {"5002", "21"}
    assert api.get("/content/search", tag_ids="303")["data"] == []


ONE = [{"type": ARTICLE, "id": BRAKES}]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"action": "publish"},
        {"action": "publish", "content_ids": []},
        {"action": "publish", "content_ids": ["9003"]},
        {"action": "publish", "content_ids": [{"type": "page", "id": "1"}]},
        {"action": "publish", "content_ids": [{"type": ARTICLE}]},
        {"action": "publish", "content_ids": [{"id": BRAKES}]},
        {"action": "publish", "content_ids": ONE * 1001},
        {"action": "archive", "content_ids": ONE},
        {"action": "set_availability", "content_ids": ONE},
        {"action": "set_availability", "content_ids": ONE, "availability": {"copilot": 1}},
        {"action": "set_audience", "content_ids": ONE},
        {"action": "set_audience", "content_ids": ONE, "audience": {}},
        {"action": "set_audience", "content_ids": ONE, "audience": {"add_segment_ids": [9]}},
        {"action": "set_audience", "content_ids": ONE, "audience": {"add_segment_ids": 61}},
        {"action": "update_tags", "content_ids": ONE},
        {"action": "update_tags", "content_ids": ONE, "tags": {"add_tag_ids": []}},
        {"action": "update_tags", "content_ids": ONE, "tags": {"remove_tag_ids": [9]}},
        {"action": "update_tags", "content_ids": ONE, "tags": {"add_tag_ids": ["vip"]}},
    ],
)
def test_refusals(api: Api, body: dict[str, Any]) -> None:
    reply = api.send("POST", "/content/bulk_actions", body)
    assert (reply.status, reply.code) == (422, "parameter_invalid")


def test_a_hundred_tags_at_most(api: Api) -> None:
    ids = [int(api.post("/tags", {"name": f"tag {number}"})["id"]) for number in range(101)]
    body = {"action": "update_tags", "content_ids": [{"type": "article", "id": "5001"}]}
    path = "/content/bulk_actions"
    assert api.send("POST", path, {**body, "tags": {"add_tag_ids": ids}}).status == 422
    assert api.send("POST", path, {**body, "tags": {"add_tag_ids": ids[:100]}}).status == 202
