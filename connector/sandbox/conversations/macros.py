"""Macros: saved replies of the workspace. No action makes or changes one.

A macro for some teams only is there for those whose token is of a member.
"""

from __future__ import annotations

import re
from html import escape, unescape

from ..iso_times import iso_time_ms
from ..markup import plain_text
from ..messages import Json, Refusal, invalid, not_found
from ..paging import Order, cursor_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import token_admin

routes = Routes()

_PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)\s*(?:\|\s*fallback:\s*(['\"])(.*?)\2\s*)?\}\}")
_VISIBLE = (
    "(visible_to = 'everyone' OR EXISTS (SELECT 1 FROM json_each(t.doc, '$.visible_to_team_ids') "
    "WHERE value IN (SELECT CAST(value AS TEXT) FROM json_each((SELECT json_extract(doc, "
    "'$.team_ids') FROM admins WHERE id = ?)))))"
)


def _with_attributes(html: str) -> str:
    """A body with its placeholders as elements, their fallbacks escaped.

    >>> _with_attributes("Hi {{ user.name | fallback: 'there' }}")
    'Hi <attribute key="user.name" default="there"/>'
    """

    def element(found: re.Match[str]) -> str:
        fallback = found[3]
        default = "" if fallback is None else f' default="{escape(unescape(fallback))}"'
        return f'<attribute key="{found[1]}"{default}/>'

    return _PLACEHOLDER.sub(element, html)


def _view(doc: Json) -> Json:
    return {
        "type": "macro",
        "id": doc["id"],
        "name": doc["name"],
        "body": _with_attributes(doc["body"]),
        "body_text": plain_text(doc["body"]),
        "created_at": iso_time_ms(doc["created_at"]),
        "updated_at": iso_time_ms(doc["updated_at"]),
        "visible_to": doc["visible_to"],
        "visible_to_team_ids": doc.get("visible_to_team_ids", []),
        "available_on": doc["available_on"],
    }


def _viewer_id(records: Records) -> str:
    return str(token_admin(records)["id"])


@routes.reads("GET /macros")
def list_macros(call: Call) -> Json:
    """A page of the macros the token's admin may use, the last changed first."""
    where, args = _VISIBLE, [_viewer_id(call.records)]
    try:
        since = call.query.whole("updated_since")
    except Refusal as cause:
        raise invalid("Invalid updated_since timestamp", "updated_since") from cause
    if since is not None:
        where += " AND updated_at > ?"
    page = cursor_page(
        call.records,
        "macros",
        where,
        args if since is None else [*args, since],
        order=Order("updated_at"),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        starting_after=call.query.text("starting_after"),
    )
    return {"type": "list", "data": [_view(doc) for doc in page.docs], "pages": page.cursor()}


@routes.reads("GET /macros/{id}")
def show_macro(call: Call) -> Json:
    """One macro; 404 also where the token's admin may not use it."""
    args = (_viewer_id(call.records), call.path["id"])
    macro = call.records.first("macros", f"{_VISIBLE} AND t.id = ?", args)
    if macro is None:
        raise not_found("Macro not found")
    return _view(macro)
