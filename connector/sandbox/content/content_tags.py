"""Tags on articles, internal articles and content snippets."""

from __future__ import annotations

from ..messages import Json, not_found
from ..routes import Call, Routes
from ..workspace.admins import needed_admin, token_admin
from ..workspace.tags import attach_tag, detach_tag

routes = Routes()


def _tag(call: Call, noun: str) -> Json:
    """Put a tag on a piece of content, for the admin named or the token's."""
    record_id = _id_of(call, noun)
    tag_id, admin_id = call.body.needed_id("id"), call.body.id("admin_id")
    if call.records.get("tags", tag_id) is None:
        raise not_found("Tag not found", "tag_not_found")
    records = call.records
    admin = token_admin(records) if admin_id is None else needed_admin(records, admin_id)
    return attach_tag(call, f"{noun}_tag", record_id, tag_id, admin)


def _untag(call: Call, noun: str) -> Json:
    """Take a tag off and show it as one that is nowhere."""
    view = detach_tag(call.records, f"{noun}_tag", _id_of(call, noun), call.path["id"])
    if view is None:
        raise not_found("Tag not found", "tag_not_found")
    return {**view, "applied_at": None, "applied_by": None}


def _id_of(call: Call, noun: str) -> str:
    id = call.path[f"{noun}_id"]
    if call.records.get(f"{noun}s", id) is None:
        name = noun.replace("_", " ").capitalize()
        raise not_found(f"{name} not found", f"{noun}_not_found")
    return id


@routes.writes("POST /articles/{article_id}/tags")
def tag_article(call: Call) -> Json:
    """Put a tag on an article."""
    return _tag(call, "article")


@routes.writes("DELETE /articles/{article_id}/tags/{id}")
def untag_article(call: Call) -> Json:
    """Take a tag off an article."""
    return _untag(call, "article")


@routes.writes("POST /internal_articles/{internal_article_id}/tags")
def tag_internal_article(call: Call) -> Json:
    """Put a tag on an internal article."""
    return _tag(call, "internal_article")


@routes.writes("DELETE /internal_articles/{internal_article_id}/tags/{id}")
def untag_internal_article(call: Call) -> Json:
    """Take a tag off an internal article."""
    return _untag(call, "internal_article")


@routes.writes("POST /content_snippets/{content_snippet_id}/tags")
def tag_content_snippet(call: Call) -> Json:
    """Put a tag on a content snippet."""
    return _tag(call, "content_snippet")


@routes.writes("DELETE /content_snippets/{content_snippet_id}/tags/{id}")
def untag_content_snippet(call: Call) -> Json:
    """Take a tag off a content snippet."""
    return _untag(call, "content_snippet")
