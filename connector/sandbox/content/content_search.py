"""Searching all that Fin may answer from at once: articles, snippets, external pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from ..body import Query, as_whole
from ..markup import words
from ..messages import Json, Refusal, invalid, missing
from ..paging import Page, per_page_of
from ..routes import Call, Routes
from .article_contents import STATES, contents_of
from .translations import DEFAULT_LOCALE

routes = Routes()

MAX_PER_PAGE = 50
MAX_QUERY = 500

_ONE_OF = "IN (SELECT value FROM json_each(?))"
_HOLDS_EVERY = (
    "NOT EXISTS (SELECT 1 FROM json_each(?) "
    "WHERE instr(ifnull(json_extract(t.doc, '$.words'), ''), value) = 0)"
)
# Each language of an article is looked at by itself: one of them has to meet every condition.
_IN_SOME_LANGUAGE = (
    f"EXISTS (SELECT 1 FROM (SELECT t.doc AS content, '{DEFAULT_LOCALE}' AS locale UNION ALL "
    "SELECT value, key FROM json_each(t.doc, '$.translations')) WHERE {})"
)


@dataclass(frozen=True, slots=True)
class _Source:
    """A kind of content: what it is called when asked for and when shown."""

    kind: str
    asked: str
    shown: str
    fin: str = "ai_chatbot_availability"


_SOURCES = (
    _Source("content_snippets", "snippet", "content_snippet"),
    _Source("external_pages", "external_content", "external_content", "ai_agent_availability"),
    _Source("internal_articles", "internal_article", "internal_article"),
    _Source("articles", "article", "article"),
)
# The sandbox has no uploaded files, so nothing is found among them.
_CONTENT_TYPES = (*(source.asked for source in _SOURCES), "file_source_content")
_SHOWN = {source.kind: source.shown for source in _SOURCES}


@dataclass(slots=True)
class _Conditions:
    """What is asked for: of records (aliased `t`), and of what they say in one language.

    The latter name its document `{content}`, its language `{locale}` and the switch for Fin
    `{fin}`, for which every kind of content has its own.
    """

    records: list[tuple[str, Any]] = field(default_factory=list)
    contents: list[tuple[str, Any]] = field(default_factory=list)

    def part(self, source: _Source, tag_link: str) -> tuple[str, str, list[Any]]:
        """The condition on one kind of content, as `Records.select_across` takes it."""
        in_articles = source.kind == "articles"
        content = "content" if in_articles else "t.doc"
        locale = "locale" if in_articles else _in("t.doc", "locale", DEFAULT_LOCALE)
        made = [sql.replace("{tag_link}", tag_link) for sql, _ in self.records]
        inner = " AND ".join(
            sql.format(content=content, locale=locale, fin=source.fin) for sql, _ in self.contents
        )
        if inner:
            made.append(_IN_SOME_LANGUAGE.format(inner) if in_articles else inner)
        args = [value for _, value in (*self.records, *self.contents)]
        return source.kind, " AND ".join(made) or "1", args


def _in(doc: str, key: str, default: str | int) -> str:
    return f"ifnull(json_extract({doc}, '$.{key}'), {default!r})"


@routes.reads("GET /content/search")
def search_content(call: Call) -> Json:
    """A page of the content that holds every word of a query, last changed first.

    Raises:
        Refusal: 422 `data_invalid` for whatever the query string has wrong.
    """
    try:
        page = _found(call)
    except Refusal as refusal:
        raise Refusal(422, "data_invalid", refusal.message, refusal.field) from refusal
    return {
        "type": "list",
        "total_count": page.total,
        "pages": {
            "type": "pages",
            "page": page.page,
            "per_page": page.per_page,
            "total_pages": page.total_pages,
            "next": _address(call, page.page + 1) if page.page < page.total_pages else None,
            "prev": _address(call, page.page - 1) if page.page > 1 else None,
        },
        "data": page.docs,
    }


def _found(call: Call) -> Page:
    wanted = _conditions(call.query)
    asked = call.query.texts("content_types") or _CONTENT_TYPES
    for name in asked:
        if name not in _CONTENT_TYPES:
            raise invalid(f"content_types must be out of {', '.join(_CONTENT_TYPES)}")
    parts = [
        wanted.part(source, f"{source.kind.removesuffix('s')}_tag")
        for source in _SOURCES
        if source.asked in asked
    ]
    number = max(1, call.query.whole("page") or 1)
    per_page = per_page_of(call.query.whole("per_page"), 10, MAX_PER_PAGE)
    total = sum(call.records.count(*part) for part in parts)
    docs: list[Json] = []
    if parts:
        order, offset = "updated_at DESC, kind, seq DESC", (number - 1) * per_page
        rows = call.records.select_across(parts, order, per_page, offset)
        docs = [_result(kind, doc) for kind, doc in rows]
    return Page(docs, total, number, per_page)


def _result(kind: str, doc: Json) -> Json:
    view: Json = {"type": _SHOWN[kind], "id": doc["id"], "title": doc["title"]}
    if kind == "articles":
        view["contents"] = [
            {
                "type": "article_content",
                "id": content["content_id"],
                "title": content["title"],
                "locale": locale,
            }
            for locale, content in contents_of(doc).items()
        ]
    return view


def _address(call: Call, page: int) -> str:
    pairs = [(name, value) for name, value in call.query.pairs if name != "page"]
    return f"{call.base_url}/content/search?{urlencode([*pairs, ('page', str(page))])}"


def _conditions(query: Query) -> _Conditions:
    made = _Conditions()
    text = query.text("query")
    if text is not None:
        if len(text) > MAX_QUERY:
            raise invalid(f"query may be {MAX_QUERY} characters long at most", "query")
        needles = [f" {word}" for word in words(text).split()]
        # A query without any word in it finds nothing.
        made.records.append((_HOLDS_EVERY, json.dumps(needles or ["\n"])))
    _add_tags(made, query)
    folder_ids = _whole_numbers(query, "folder_ids")
    if folder_ids:
        if query.text("folder_entity_type") != "folder":
            raise missing("folder_entity_type")
        folder = "json_extract(t.doc, '$.folder_id')"
        made.records.append((f"{folder} {_ONE_OF}", json.dumps(folder_ids)))
    states = query.texts("states")
    if any(state not in STATES for state in states):
        raise invalid("states must be out of published, draft", "states")
    # What has no state is live.
    choices: list[tuple[str, Sequence[str | int]]] = [
        (_in("{content}", "state", "published"), states),
        ("{locale}", query.texts("locales")),
        ("json_extract({content}, '$.created_by_id')", _whole_numbers(query, "created_by_ids")),
        (
            "json_extract({content}, '$.updated_by_id')",
            _whole_numbers(query, "last_updated_by_ids"),
        ),
    ]
    made.contents += [(f"{sql} {_ONE_OF}", json.dumps(values)) for sql, values in choices if values]
    for name, key in (
        ("copilot_state", "ai_copilot_availability"),
        ("fin_service_state", "{fin}"),
        ("fin_sales_state", "ai_sales_agent_availability"),
    ):
        state = query.text(name)
        if state not in (None, "on", "off"):
            raise invalid(f"{name} must be one of on, off", name)
        if state is not None:
            made.contents.append((f"{_in('{content}', key, 0)} = ?", int(state == "on")))
    for key in ("created_at", "updated_at"):
        for side, sign in (("after", ">="), ("before", "<=")):
            at = query.whole(f"{key}_{side}")
            if at is not None:
                made.contents.append((f"json_extract({{content}}, '$.{key}') {sign} ?", at))
    return made


def _add_tags(made: _Conditions, query: Query) -> None:
    tagged = f"t.id IN (SELECT a FROM links WHERE kind = '{{tag_link}}' AND b {_ONE_OF})"
    operator = query.text("tag_operator") or "IN"
    if operator not in ("IN", "NIN"):
        raise invalid("tag_operator must be one of IN, NIN", "tag_operator")
    for name, sql in (
        ("tag_ids", tagged if operator == "IN" else f"NOT {tagged}"),
        ("any_tag_ids", tagged),
    ):
        ids = _whole_numbers(query, name)
        if ids:
            made.records.append((sql, json.dumps([str(id) for id in ids])))


def _whole_numbers(query: Query, name: str) -> list[int]:
    return [as_whole(item, name) for item in query.texts(name)]
