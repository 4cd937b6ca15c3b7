"""A content editor's day: articles, what only teammates read, what Fin reads, and news."""

from __future__ import annotations

from typing import Any

from ..api import AIKO, NORA
from .shop import Shop

FEEDBACK, RIDERS = "304", 51


def an_article_goes_live(shop: Shop) -> None:
    made = shop.run(
        "post_articles",
        {"data": {"title": "Fit a bell", "body": "<p>Two screws.</p>", "author_id": int(AIKO)}},
    )
    id = made["id"]
    listed = shop.run("get_articles", {"per_page": 50}, shows="post_articles")
    assert id in {each["id"] for each in listed["data"]}
    shop.run("put_articles_by_id", {"id": id, "data": {"state": "published"}})
    shown = shop.run("get_articles_by_id", {"id": id}, shows="put_articles_by_id")
    assert shown["state"] == "published"
    found = shop.run("get_articles_search", {"phrase": "bell"}, shows="post_articles")
    assert [each["id"] for each in found["data"]["articles"]] == [id]

    shop.later(60)
    shop.run("put_articles_by_id_draft", {"id": id, "data": {"title": "Fit a loud bell"}})
    draft = shop.run("get_articles_by_id_draft", {"id": id}, shows="put_articles_by_id_draft")
    live = shop.run("get_articles_by_id", {"id": id}, shows="put_articles_by_id_draft")
    assert (draft["title"], live["title"]) == ("Fit a loud bell", "Fit a bell")
    shop.run("post_articles_by_id_draft_publish", {"id": id})
    live = shop.run("get_articles_by_id", {"id": id}, shows="post_articles_by_id_draft_publish")
    assert live["title"] == "Fit a loud bell"
    versions = shop.run(
        "get_articles_by_article_id_versions",
        {"article_id": id},
        shows=("post_articles_by_id_draft_publish", "put_articles_by_id_draft"),
    )
    newest = versions["data"][0]
    version = shop.run(
        "get_articles_by_article_id_versions_by_id",
        {"article_id": id, "id": newest["id"]},
        shows="put_articles_by_id_draft",
    )
    assert (version["title"], version["body"]) == (live["title"], live["body"])

    shop.run("delete_articles_by_id", {"id": id})
    shop.refused("get_articles_by_id", {"id": id}, "not_found", shows="delete_articles_by_id")


def teammates_have_their_own_articles(shop: Shop) -> None:
    folder = shop.run("post_folders", {"data": {"folder": {"name": "Fitting"}}})["id"]
    assert folder in {each["id"] for each in shop.run("get_folders", shows="post_folders")["data"]}
    shop.run("put_folders_by_id", {"id": folder, "data": {"folder": {"name": "Fitting room"}}})
    shown = shop.run("get_folders_by_id", {"id": folder}, shows="put_folders_by_id")
    assert shown["name"] == "Fitting room"

    how_to = {"title": "Measure an inseam", "author_id": int(AIKO), "owner_id": int(NORA)}
    id = shop.run("post_internal_articles", {"data": how_to})["id"]
    listed = shop.run("get_internal_articles", {"per_page": 50}, shows="post_internal_articles")
    assert id in {each["id"] for each in listed["data"]}
    change = {"body": "<p>Book against the wall.</p>", "folder_id": int(folder)}
    shop.run("put_internal_articles_by_id", {"id": id, "data": change})
    shown = shop.run("get_internal_articles_by_id", {"id": id}, shows="put_internal_articles_by_id")
    assert "Book against the wall." in shown["body"]
    found = shop.run(
        "get_internal_articles_search",
        {"folder_id": folder},
        shows="put_internal_articles_by_id",
    )
    assert [each["id"] for each in found["data"]["internal_articles"]] == [id]

    shop.run("delete_internal_articles_by_id", {"id": id})
    listed = shop.run(
        "get_internal_articles", {"per_page": 50}, shows="delete_internal_articles_by_id"
    )
    assert id not in {each["id"] for each in listed["data"]}
    shop.run("delete_folders_by_id", {"id": folder})
    shop.refused("get_folders_by_id", {"id": folder}, "not_found", shows="delete_folders_by_id")


def content_is_tagged(shop: Shop) -> None:
    """Articles, internal ones and snippets take tags, by which a search finds them."""
    for noun, id in (
        ("articles_by_article", "5001"),
        ("internal_articles_by_internal_article", "5501"),
        ("content_snippets_by_content_snippet", "5801"),
    ):
        owner = f"{noun.partition('_by_')[2]}_id"
        adding, removing = f"post_{noun}_id_tags", f"delete_{noun}_id_tags_by_id"
        shop.run(adding, {owner: id, "data": {"id": FEEDBACK}})
        found = shop.run("get_content_search", {"tag_ids": [FEEDBACK]}, shows=adding)
        assert [each["id"] for each in found["data"]] == [id]
        shop.run(removing, {owner: id, "id": FEEDBACK})
        found = shop.run("get_content_search", {"tag_ids": [FEEDBACK]}, shows=removing)
        assert found["data"] == []


def a_snippet_for_an_audience(shop: Shop) -> None:
    audience = shop.run("post_audiences", {"data": {"name": "Commuters"}})["id"]
    listed = shop.run("get_audiences", shows="post_audiences")
    assert "Commuters" in {each["name"] for each in listed["data"]}
    shop.run("put_audiences_by_id", {"id": audience, "data": {"name": "Daily commuters"}})
    shown = shop.run("get_audiences_by_id", {"id": audience}, shows="put_audiences_by_id")
    assert shown["name"] == "Daily commuters"

    snippet = {
        "title": "Lights",
        "body_markdown": "On after six.\n",
        "audience_ids": [int(audience)],
    }
    id = shop.run("post_content_snippets", {"data": snippet})["id"]
    listed = shop.run("get_content_snippets", shows="post_content_snippets")
    assert id in {each["id"] for each in listed["data"]}
    shop.run("put_content_snippets_by_id", {"id": id, "data": {"title": "Lights on"}})
    shown = shop.run("get_content_snippets_by_id", {"id": id}, shows="put_content_snippets_by_id")
    assert (shown["title"], shown["audience_ids"]) == ("Lights on", [int(audience)])

    shop.run("delete_audiences_by_id", {"id": audience})
    shown = shop.run("get_content_snippets_by_id", {"id": id}, shows="delete_audiences_by_id")
    assert shown["audience_ids"] == []
    shop.run("delete_content_snippets_by_id", {"id": id})
    shop.refused(
        "get_content_snippets_by_id",
        {"id": id},
        "not_found",
        shows="delete_content_snippets_by_id",
    )


def many_pieces_at_once(shop: Shop) -> None:
    """One action for the content of a search."""
    drafts = {"content_types": ["article"], "states": ["draft"]}
    found = shop.run("get_content_search", drafts)
    items = [
        {"type": "article_content", "id": content["id"]}
        for article in found["data"]
        for content in article["contents"]
    ]
    publishing = "post_content_bulk_actions"
    shop.run(publishing, {"data": {"action": "publish", "content_ids": items}})
    left = shop.run("get_content_search", drafts, shows=publishing)
    assert (found["total_count"], left["total_count"]) == (1, 0)
    article = shop.run("get_articles_by_id", {"id": found["data"][0]["id"]}, shows=publishing)
    assert article["state"] == "published"


def fin_reads_the_manuals(shop: Shop) -> None:
    """A source of pages for Fin, and pages of it, come and go."""
    address: dict[str, Any] = {"sync_behavior": "api", "url": "https://manuals.example.com"}
    source = shop.run("post_ai_content_import_sources", {"data": address})["id"]
    listed = shop.run("get_ai_content_import_sources", shows="post_ai_content_import_sources")
    assert source in {each["id"] for each in listed["data"]}
    moved = {**address, "status": "deactivated"}
    shop.run("put_ai_content_import_sources_by_id", {"id": source, "data": moved})
    shown = shop.run(
        "get_ai_content_import_sources_by_id",
        {"id": source},
        shows="put_ai_content_import_sources_by_id",
    )
    assert shown["status"] == "deactivated"

    page = {"title": "Gears", "html": "<p>Eleven.</p>", "locale": "en", "source_id": source}
    address = {"external_id": "gears", "url": "https://manuals.example.com/gears"}
    id = shop.run("post_ai_external_pages", {"data": {**page, **address}})["id"]
    listed = shop.run("get_ai_external_pages", {"per_page": 50}, shows="post_ai_external_pages")
    assert id in {each["id"] for each in listed["data"]}
    changed = {**page, "html": "<p>Twelve.</p>", "url": address["url"]}
    shop.run("put_ai_external_pages_by_id", {"id": id, "data": changed})
    shown = shop.run("get_ai_external_pages_by_id", {"id": id}, shows="put_ai_external_pages_by_id")
    assert "Twelve." in shown["html"]

    shop.run("delete_ai_external_pages_by_id", {"id": id})
    listed = shop.run(
        "get_ai_external_pages", {"per_page": 50}, shows="delete_ai_external_pages_by_id"
    )
    assert id not in {each["id"] for each in listed["data"]}
    shop.run("delete_ai_content_import_sources_by_id", {"id": source})
    listed = shop.run(
        "get_ai_content_import_sources", shows="delete_ai_content_import_sources_by_id"
    )
    assert source not in {each["id"] for each in listed["data"]}


def news_goes_out(shop: Shop) -> None:
    feeds = shop.run("get_news_newsfeeds")
    item = {"title": "Night ride", "sender_id": int(NORA)}
    assigned = {**item, "newsfeed_assignments": [{"newsfeed_id": RIDERS}]}
    id = shop.run("post_news_news_items", {"data": assigned})["id"]
    listed = shop.run("get_news_news_items", shows="post_news_news_items")
    assert id in {each["id"] for each in listed["data"]}
    shop.run("put_news_news_items_by_id", {"id": id, "data": {**item, "state": "live"}})
    on_feed = shop.run(
        "get_news_newsfeeds_by_id_items", {"id": RIDERS}, shows="put_news_news_items_by_id"
    )
    assert id in {each["id"] for each in on_feed["data"]}
    shown = shop.run("get_news_news_items_by_id", {"id": id}, shows="put_news_news_items_by_id")
    assert shown["state"] == "live"
    feed = shop.run("get_news_newsfeeds_by_id", {"id": RIDERS}, shows="get_news_newsfeeds")
    assert feed in feeds["data"]
    shop.run("delete_news_news_items_by_id", {"id": id})
    on_feed = shop.run(
        "get_news_newsfeeds_by_id_items", {"id": RIDERS}, shows="delete_news_news_items_by_id"
    )
    assert id not in {each["id"] for each in on_feed["data"]}


TOLD = (
    an_article_goes_live,
    teammates_have_their_own_articles,
    content_is_tagged,
    a_snippet_for_an_audience,
    many_pieces_at_once,
    fin_reads_the_manuals,
    news_goes_out,
)
