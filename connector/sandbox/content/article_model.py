"""Articles as they are stored and shown. Nothing here answers a request.

A stored article has its default language at the top, other locales under `translations`, and the
words of all of them under `words`, ready to be searched. What it says in one language is the
business of `article_contents`, storing it that of `article_history`.
"""

from __future__ import annotations

from ..body import Body
from ..messages import Json, Refusal, invalid, not_found
from ..records import Records
from ..workspace.admins import workspace_id
from ..workspace.tags import tag_views
from .article_contents import contents_of, new_content, read_content, staged
from .folders import folder_in
from .help_centers import collection_in, default_help_center
from .targeting import AVAILABILITIES, audience_ids_in
from .translations import (
    DEFAULT_LOCALE,
    Sent,
    main_content,
    other_locales,
    slug,
    translated_view,
    translations_in,
)

PARENT_TYPES = ("collection", "section")


def needed_article(records: Records, id: str) -> Json:
    """The article with an id; 404 when there is none."""
    article = records.get("articles", id)
    if article is None:
        raise not_found()
    return article


def article_views(
    records: Records, docs: list[Json], *, statistics: bool = False, drafts: bool = False
) -> list[Json]:
    """Articles as the API shows them; lists leave the statistics out.

    With `drafts` they are shown as they will be once their drafts are published.
    """
    workspace = workspace_id(records)
    tags = tag_views(records, "article_tag", [doc["id"] for doc in docs])
    addresses = _addresses(records, docs)
    views = []
    for doc in docs:
        contents = {
            locale: _content_view(content, addresses[doc["id"]].format(locale=locale), drafts)
            for locale, content in contents_of(doc).items()
        }
        main = contents[DEFAULT_LOCALE]
        if len(contents) > 1:
            main = {key: value for key, value in main.items() if key != "audience_ids"}
        shown = {
            locale: {key: value for key, value in content.items() if value is not None}
            for locale, content in contents.items()
        }
        view: Json = {
            "id": doc["id"],
            "type": "article",
            "workspace_id": workspace,
            "parent_ids": [int(doc["parent_id"])] if doc.get("parent_id") else [],
            "tags": {"type": "tag.list", "tags": tags[doc["id"]]},
            **main,
            "folder_id": doc.get("folder_id"),
            **translated_view("article_translated_content", "article_content", shown),
        }
        if statistics:
            view["statistics"] = _statistics_view(doc.get("statistics", {}))
        views.append(view)
    return views


def article_view(records: Records, doc: Json, *, drafts: bool = False) -> Json:
    """One article with its statistics."""
    return article_views(records, [doc], statistics=True, drafts=drafts)[0]


def _content_view(content: Json, address: str, drafts: bool) -> Json:
    """What an article says in one language; `address` lacks its title, which is the live one."""
    draft = content.get("draft", {})
    shown = staged(content) if drafts else content
    return {
        "title": shown["title"],
        "description": shown.get("description", ""),
        "body": shown.get("body", ""),
        "author_id": shown["author_id"],
        "state": content["state"],
        "created_at": content["created_at"],
        "updated_at": draft["updated_at"] if drafts and draft else content["updated_at"],
        "has_unpublished_changes": bool(draft),
        "draft_updated_at": draft.get("updated_at"),
        "url": f"{address}-{slug(content['title'])}" if content["state"] == "published" else None,
        **{name: content[name] for name in AVAILABILITIES},
        "audience_ids": content["audience_ids"],
        "created_by_id": content["created_by_id"],
        "updated_by_id": content["updated_by_id"],
    }


def _addresses(records: Records, docs: list[Json]) -> dict[str, str]:
    """Where each article would stand, without locale and title, by the article's id."""
    parents = records.some("collections", (doc["parent_id"] for doc in docs if "parent_id" in doc))
    centers = {center["id"]: center["url"] for center in records.all("help_centers")}
    fallback = default_help_center(records)["url"]
    made = {}
    for doc in docs:
        parent = parents.get(doc.get("parent_id", ""))
        site = centers[str(parent["help_center_id"])] if parent else fallback
        made[doc["id"]] = f"{site}/{{locale}}/articles/{doc['id']}"
    return made


def _statistics_view(counted: Json) -> Json:
    return {
        "type": "article_statistics",
        "views": 0,
        "conversations": 0,
        "reactions": 0,
        "happy_reaction_percentage": 0,
        "neutral_reaction_percentage": 0,
        "sad_reaction_percentage": 0,
        **counted,
    }


def read_article(records: Records, body: Body, old: Json, now: int) -> Json:
    """An article with what a body sets; `old` is empty for a new one.

    Raises:
        Refusal: 400 `parameter_not_found` when a new article lacks its title or author, 400
            `parameter_invalid` for an unknown author, collection, state or locale, 404
            `parameter_invalid` for unknown audiences.
    """
    sent = translations_in(body)
    main = main_content(body, sent)
    start = old or new_content(records, now)
    article = {**start, **read_content(records, main, old, now)}
    for name in ("author_id", "title"):
        if article.get(name) is None:
            raise Refusal(
                400,
                "parameter_not_found",
                f"{name} must be in the main body or default locale translated_content object",
            )
    if main.has("parent_type") and main.text("parent_type") is not None:
        article["parent_type"] = main.one_of("parent_type", PARENT_TYPES)
    if main.has("parent_id"):
        parent = collection_in(records, main)
        article["parent_id"] = None if parent is None else parent["id"]
    if main.has("folder_id"):
        article["folder_id"] = folder_in(records, main)
    article["translations"] = _read_translations(records, sent, article, now)
    audience_ids = audience_ids_in(records, body)
    if audience_ids is not None:
        for content in contents_of(article).values():
            content["audience_ids"] = list(audience_ids)
    return {key: value for key, value in article.items() if value is not None}


def _read_translations(
    records: Records, sent: Sent, article: Json, now: int
) -> dict[str, Json] | None:
    made: dict[str, Json] = dict(article.get("translations") or {})
    for locale, content in other_locales(sent).items():
        if content is None:
            made.pop(locale, None)
            continue
        old = made.get(locale, {})
        start = old or {**new_content(records, now), "author_id": article["author_id"]}
        values = {**start, **read_content(records, content, old, now)}
        made[locale] = checked_translation(locale, values)
    return made or None


def checked_translation(locale: str, values: Json) -> Json:
    """A translation without its null keys; 400 `parameter_invalid` when it has no title."""
    if values.get("title") is None:
        raise invalid(f"The translation into {locale} needs a title", "translated_content")
    return {key: value for key, value in values.items() if value is not None}
