"""What an article says in one language, and the draft that may wait on top of it.

An article's default language is the article itself, the others are under `translations`. Content
that is published may have a `draft`: the texts that are to replace its own. Content that was never
published is a draft as a whole and has none. Nothing here answers a request or stores anything.
"""

from __future__ import annotations

import re

from ..body import Body
from ..markup import clean_html
from ..messages import Json
from ..records import Records
from ..workspace.admins import token_admin
from .authors import teammate_in
from .targeting import AVAILABILITIES, audience_ids_in, switches_in
from .translations import DEFAULT_LOCALE

STATES = ("published", "draft")
TEXTS = ("title", "description", "body", "author_id")
"""What drafts and versions hold; all else about content takes effect at once."""

_BARE_PARAGRAPH = re.compile(r"<p>", re.IGNORECASE)


def article_html(text: str) -> str:
    """The text of an article as the API keeps it.

    >>> article_html("Oil the chain.")
    '<p class="no-margin">Oil the chain.</p>'
    """
    return _BARE_PARAGRAPH.sub('<p class="no-margin">', clean_html(text))


def contents_of(article: Json) -> dict[str, Json]:
    """What an article says, by locale, the default one first."""
    return {DEFAULT_LOCALE: article, **(article.get("translations") or {})}


def with_content(article: Json, locale: str, content: Json | None) -> Json:
    """The article with what it says in one locale replaced; None takes a translation away."""
    if locale == DEFAULT_LOCALE and content is not None:
        return {**content, "translations": article.get("translations")}
    translations = {**(article.get("translations") or {}), locale: content}
    kept = {key: value for key, value in translations.items() if value is not None}
    return {**article, "translations": kept or None}


def new_content(records: Records, now: int) -> Json:
    """The keys that content begins with."""
    return {
        **dict.fromkeys(AVAILABILITIES, True),
        "audience_ids": [],
        "state": "draft",
        "created_at": now,
        "created_by_id": int(token_admin(records)["id"]),
    }


def read_texts(records: Records, body: Body) -> Json:
    """The texts that a body sets."""
    made: Json = {}
    if body.text("title") is not None:
        made["title"] = body.needed_text("title")
    if body.has("description"):
        made["description"] = body.text("description") or ""
    # Markdown is kept as the plain text it also is.
    text_key = "body" if body.has("body") else "body_markdown"
    if body.has(text_key):
        made["body"] = article_html(body.text(text_key) or "")
    author_id = teammate_in(records, body, "author_id")
    if author_id is not None:
        made["author_id"] = author_id
    return made


def read_content(records: Records, body: Body, old: Json, now: int) -> Json:
    """The keys of content that a body changes.

    Where a draft waits, texts go into it, unless the body says what state the content is to be
    in: then the draft takes effect with them.
    """
    texts, stamp = read_texts(records, body), _stamp(records, now)
    state, audience_ids = body.one_of("state", STATES), audience_ids_in(records, body)
    direct = switches_in(body)
    if audience_ids is not None:
        direct["audience_ids"] = audience_ids
    if "draft" in old and state is None:
        live = {**direct, **stamp} if direct or not texts else {}
        return {**live, "draft": {**old["draft"], **texts, **stamp}} if texts else live
    if state is not None:
        direct["state"] = state
    return {**direct, **stamp, **draft_texts(old), **texts, "draft": None}


def stage(records: Records, body: Body, content: Json, now: int) -> Json:
    """Content with the texts of a body waiting on top of it; at once where it is a draft itself."""
    texts, stamp = read_texts(records, body), _stamp(records, now)
    if not texts:
        return content
    if content["state"] != "published":
        return {**content, **texts, **stamp}
    return {**content, "draft": {**content.get("draft", {}), **texts, **stamp}}


def published(records: Records, content: Json, now: int) -> Json:
    """Content live, with what waited on top of it."""
    if content["state"] == "published" and "draft" not in content:
        return content
    return _settled(records, content, "published", now)


def unpublished(records: Records, content: Json, now: int) -> Json:
    """Content taken down, with what waited on top of it."""
    return content if content["state"] == "draft" else _settled(records, content, "draft", now)


def _settled(records: Records, content: Json, state: str, now: int) -> Json:
    made = {**staged(content), **_stamp(records, now), "state": state}
    return {key: value for key, value in made.items() if key != "draft"}


def staged(content: Json) -> Json:
    """Content as it will be once its draft is published."""
    return {**content, **draft_texts(content)}


def draft_texts(content: Json) -> Json:
    """The texts that wait on top of content; none without a draft."""
    draft = content.get("draft", {})
    return {name: draft[name] for name in TEXTS if name in draft}


def pending_locales(article: Json) -> list[str]:
    """The locales in which a published article has something that is not live yet."""
    contents = contents_of(article)
    if not is_published(article):
        return []
    return [
        locale
        for locale, content in contents.items()
        if "draft" in content or content["state"] != "published"
    ]


def is_published(article: Json) -> bool:
    """Whether an article is live in any language."""
    return any(content["state"] == "published" for content in contents_of(article).values())


def _stamp(records: Records, now: int) -> Json:
    return {"updated_at": now, "updated_by_id": int(token_admin(records)["id"])}
