"""Drafts of published articles: staged, looked at, published."""

from __future__ import annotations

from ..messages import Json, Refusal, not_found
from ..routes import Call, Routes
from .article_contents import (
    contents_of,
    is_published,
    new_content,
    pending_locales,
    published,
    stage,
    with_content,
)
from .article_history import store_article
from .article_model import article_view, checked_translation, needed_article
from .translations import DEFAULT_LOCALE, main_content, other_locales, translations_in

routes = Routes()


@routes.reads("GET /articles/{id}/draft")
def show_draft(call: Call) -> Json:
    """An article as it will be; 404 when nothing waits to be published."""
    article = needed_article(call.records, call.path["id"])
    if not pending_locales(article):
        raise not_found()
    return article_view(call.records, article, drafts=True)


@routes.writes("PUT /articles/{id}/draft")
def stage_draft(call: Call) -> Json:
    """Let texts wait on top of a published article; what is no text is passed over."""
    records, now = call.records, call.now
    old = needed_article(records, call.path["id"])
    if not is_published(old):
        message = "Article must be published before a draft can be staged"
        raise Refusal(422, "parameter_invalid", message)
    sent = translations_in(call.body)
    article = stage(records, main_content(call.body, sent), old, now)
    for locale, body in other_locales(sent).items():
        if body is not None:
            start = {**new_content(records, now), "author_id": article["author_id"]}
            content = stage(records, body, contents_of(old).get(locale, start), now)
            article = with_content(article, locale, checked_translation(locale, content))
    stored = store_article(records, article, old, now)
    return article_view(records, stored, drafts=True)


@routes.writes("POST /articles/{id}/draft/publish")
def publish_draft(call: Call) -> Json:
    """Make what waits live; an article in several languages needs the `locales` to be named."""
    records, now = call.records, call.now
    old = needed_article(records, call.path["id"])
    locales, pending = call.body.texts("locales"), pending_locales(old)
    if not pending:
        raise Refusal(422, "parameter_invalid", "Article has no draft to publish")
    if not locales and len(contents_of(old)) > 1:
        message = "locales must be specified to publish a draft on a multilingual workspace"
        raise Refusal(422, "parameter_not_found", message)
    unchanged = [locale for locale in locales if locale not in pending]
    if unchanged:
        message = "Cannot publish a draft for locale(s) without pending changes: "
        raise Refusal(422, "parameter_invalid", message + ", ".join(unchanged))
    article = old
    for locale in locales or [DEFAULT_LOCALE]:
        content = published(records, contents_of(article)[locale], now)
        article = with_content(article, locale, content)
    return article_view(records, store_article(records, article, old, now))
