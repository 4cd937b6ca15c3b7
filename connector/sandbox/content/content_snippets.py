"""Content snippets: short texts that only Fin and Copilot read."""

from __future__ import annotations

from ..body import Body
from ..markup import words
from ..messages import Answer, Json, Refusal, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import token_admin
from .snippet_blocks import blocks_of, markdown_of
from .targeting import AVAILABILITIES, audience_ids_in, switches_in
from .translations import DEFAULT_LOCALE, LOCALES

routes = Routes()

MAX_PER_PAGE = 50
MAX_TITLE = 255


def _view(doc: Json) -> Json:
    return {
        "type": "content_snippet",
        "id": doc["id"],
        "title": doc["title"],
        "locale": doc["locale"],
        "json_blocks": doc["json_blocks"],
        "body_markdown": doc["body_markdown"],
        "chatbot_availability": int(doc["ai_chatbot_availability"]),
        "copilot_availability": int(doc["ai_copilot_availability"]),
        **{name: doc[name] for name in AVAILABILITIES},
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
        "audience_ids": doc["audience_ids"],
    }


def _needed(records: Records, id: str) -> Json:
    snippet = records.get("content_snippets", id)
    if snippet is None:
        raise not_found("Content snippet not found")
    return snippet


@routes.reads("GET /content_snippets")
def list_content_snippets(call: Call) -> Json:
    """A page of all snippets, oldest first; its numbers stand in the list itself."""
    page = numbered_page(
        call.records,
        "content_snippets",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), MAX_PER_PAGE, MAX_PER_PAGE),
        order="seq",
    )
    return page.on_top([_view(doc) for doc in page.docs])


@routes.writes("POST /content_snippets")
def create_content_snippet(call: Call) -> Answer:
    """Write a snippet; nothing reads it until a switch is set."""
    values = _read(call.records, call.body)
    if "title" not in values:
        raise _refusal("Title is required")
    if "json_blocks" not in values:
        raise _refusal("Either json_blocks or body_markdown is required")
    admin_id = int(token_admin(call.records)["id"])
    start: Json = {
        **dict.fromkeys(AVAILABILITIES, False),
        "locale": DEFAULT_LOCALE,
        "audience_ids": [],
        "created_at": call.now,
        "created_by_id": admin_id,
    }
    changed = {**start, **values, "updated_at": call.now, "updated_by_id": admin_id}
    return Answer(_view(call.records.add("content_snippets", _indexed(changed))), 201)


@routes.reads("GET /content_snippets/{id}")
def show_content_snippet(call: Call) -> Json:
    """One snippet."""
    return _view(_needed(call.records, call.path["id"]))


@routes.writes("PUT /content_snippets/{id}")
def update_content_snippet(call: Call) -> Json:
    """Set the given keys of a snippet; either form of its text replaces both."""
    snippet = _needed(call.records, call.path["id"])
    made: Json = {"updated_at": call.now, "updated_by_id": int(token_admin(call.records)["id"])}
    changed = {**snippet, **_read(call.records, call.body), **made}
    return _view(call.records.save("content_snippets", _indexed(changed)))


@routes.writes("DELETE /content_snippets/{id}")
def delete_content_snippet(call: Call) -> Answer:
    """Remove a snippet for good."""
    remove_snippet(call.records, _needed(call.records, call.path["id"]))
    return Answer(None, 204)


def remove_snippet(records: Records, snippet: Json) -> None:
    """Remove a snippet and take its tags off."""
    records.unlink_all("content_snippet_tag", a=snippet["id"])
    records.remove("content_snippets", snippet["id"])


def _read(records: Records, body: Body) -> Json:
    """The keys a body sets.

    Raises:
        Refusal: 422 `validation_error`, but 404 `parameter_invalid` for unknown audiences.
    """
    try:
        return _read_values(records, body)
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        raise _refusal(refusal.message) from refusal


def _read_values(records: Records, body: Body) -> Json:
    values: Json = {}
    if body.has("title"):
        title = body.needed_text("title")
        if len(title) > MAX_TITLE:
            raise _refusal(f"Title is too long (maximum is {MAX_TITLE} characters)")
        values["title"] = title
    locale = body.text("locale")
    if locale is not None:
        if locale not in LOCALES:
            raise _refusal("The language is not currently supported for Fin")
        values["locale"] = locale
    blocks, markdown = body.objects("json_blocks"), body.text("body_markdown")
    if blocks is not None and markdown is not None:
        raise _refusal("json_blocks and body_markdown are mutually exclusive")
    if blocks is not None:
        values["json_blocks"] = [block.values for block in blocks]
        values["body_markdown"] = markdown_of(values["json_blocks"])
    if markdown is not None:
        values["json_blocks"] = blocks_of(markdown)
        values["body_markdown"] = markdown
    audience_ids = audience_ids_in(records, body)
    if audience_ids is not None:
        values["audience_ids"] = audience_ids
    return {**values, **switches_in(body)}


def _indexed(snippet: Json) -> Json:
    """The snippet with the words it is found by."""
    return {**snippet, "words": words(snippet["title"]) + words(snippet["body_markdown"])}


def _refusal(message: str) -> Refusal:
    return Refusal(422, "validation_error", message)
