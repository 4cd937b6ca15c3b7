"""Public Help Center articles: written, translated, published, searched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..body import Query
from ..markup import plain_text, words
from ..messages import Json, invalid
from ..paging import numbered_page, per_page_of
from ..routes import Call, Routes
from .article_contents import STATES
from .article_history import remove_article, store_article
from .article_model import article_view, article_views, needed_article, read_article

routes = Routes()

MAX_EXCERPTS = 3
"""How many lines of an article a search shows at most."""

_NEWEST_FIRST = "updated_at DESC, seq DESC"

_HOLDS_EVERY = (
    "NOT EXISTS (SELECT 1 FROM json_each(?) "
    "WHERE instr(ifnull(json_extract(t.doc, '$.words'), ''), value) = 0)"
)


@routes.reads("GET /articles")
def list_articles(call: Call) -> Json:
    """A page of all articles, last changed first."""
    page = numbered_page(
        call.records,
        "articles",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 25),
        order=_NEWEST_FIRST,
    )
    return {
        "type": "list",
        "data": article_views(call.records, page.docs),
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.writes("POST /articles")
def create_article(call: Call) -> Json:
    """Write an article; it is a draft unless it says otherwise."""
    article = read_article(call.records, call.body, {}, call.now)
    return article_view(call.records, store_article(call.records, article, {}, call.now))


@routes.reads("GET /articles/search")
def search_articles(call: Call) -> Json:
    """The articles that hold every word of a phrase, last changed first."""
    where, args = _condition(call.query)
    page = numbered_page(
        call.records,
        "articles",
        where,
        args,
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 10),
        order=_NEWEST_FIRST,
    )
    highlights: list[Json] = []
    if call.query.flag("highlight"):
        wanted = words(call.query.text("phrase") or "").split()
        highlights = [_highlights(doc, wanted) for doc in page.docs]
    return {
        "type": "list",
        "total_count": page.total,
        "data": {"articles": article_views(call.records, page.docs), "highlights": highlights},
        "pages": page.page_links(),
    }


@routes.reads("GET /articles/{id}")
def show_article(call: Call) -> Json:
    """One article."""
    return article_view(call.records, needed_article(call.records, call.path["id"]))


@routes.writes("PUT /articles/{id}")
def update_article(call: Call) -> Json:
    """Set the given keys of an article, or of its translations.

    Texts go into the draft where one waits, unless `state` is sent too.
    """
    old = needed_article(call.records, call.path["id"])
    article = read_article(call.records, call.body, old, call.now)
    return article_view(call.records, store_article(call.records, article, old, call.now))


@routes.writes("DELETE /articles/{id}")
def delete_article(call: Call) -> Json:
    """Remove an article for good."""
    article = needed_article(call.records, call.path["id"])
    remove_article(call.records, article)
    return {"id": article["id"], "object": "article", "deleted": True}


def _condition(query: Query) -> tuple[str, list[str | int]]:
    """What a search asks for, as SQL; a word is also found as the beginning of a longer one."""
    parts, args = ["1"], list[str | int]()
    phrase = query.text("phrase")
    if phrase is not None:
        needles = [f" {word}" for word in words(phrase).split()]
        parts.append(_HOLDS_EVERY if needles else "0")
        args += [json.dumps(needles)] if needles else []
    state = query.text("state") or "all"
    if state not in (*STATES, "all"):
        raise invalid("state must be one of published, draft, all", "state")
    if state != "all":
        parts.append("state = ?")
        args.append(state)
    center_id = query.whole("help_center_id")
    if center_id is not None:
        parts.append("parent_id IN (SELECT id FROM collections WHERE help_center_id = ?)")
        args.append(center_id)
    return " AND ".join(parts), args


def _highlights(article: Json, wanted: list[str]) -> Json:
    """Where an article holds the words: its title, and the lines of its text that have any."""
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\w*" for word in wanted), re.IGNORECASE)
    texts = (article.get("description") or "", plain_text(article.get("body") or ""))
    lines = [line for text in texts for line in text.splitlines()]
    excerpts = [line for line in lines if wanted and pattern.search(line)]
    return {
        "article_id": article["id"],
        "highlighted_title": list(_chunks(article["title"], pattern)),
        "highlighted_summary": [list(_chunks(line, pattern)) for line in excerpts[:MAX_EXCERPTS]],
    }


def _chunks(text: str, pattern: re.Pattern[str]) -> Iterator[Json]:
    """A text cut into what was looked for and what lies between."""
    end = 0
    for found in pattern.finditer(text):
        if not found[0]:
            continue
        if found.start() > end:
            yield {"type": "plain", "text": text[end : found.start()]}
        yield {"type": "highlight", "text": found[0]}
        end = found.end()
    if end < len(text):
        yield {"type": "plain", "text": text[end:]}
