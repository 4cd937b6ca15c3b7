"""One action on many pieces of content.

The API answers that the work is queued and gives nothing to ask about it with. The sandbox does
it at once, so whoever looks finds it done. What is unknown, or is not of a type that the action
takes, is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..body import Body
from ..messages import Answer, Json, Refusal, invalid, missing
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import token_admin
from .article_contents import contents_of, published, unpublished, with_content
from .article_history import remove_article, store_article
from .content_snippets import remove_snippet
from .internal_articles import remove_internal_article
from .targeting import unknown_ids, whole_numbers
from .translations import DEFAULT_LOCALE

routes = Routes()

MAX_ITEMS = 1000
MAX_TAGS = 100

_KINDS = {
    "content_snippet": "content_snippets",
    "external_content": "external_pages",
    "internal_article": "internal_articles",
    "article": "articles",
}
_TYPES = frozenset({*_KINDS, "article_content", "file_source_content"})

Edit = Callable[[Json], Json]
Act = Callable[[Call, str, str], None]
"""Does what was asked to the content of a type and an id, if it is there."""


@dataclass(frozen=True, slots=True)
class _Action:
    """The types of content that an action takes, and what makes its `Act` of a body."""

    types: frozenset[str]
    read: Callable[[Call], Act]


@routes.writes("POST /content/bulk_actions")
def run_bulk_action(call: Call) -> Answer:
    """Do one thing to up to a thousand pieces of content.

    Raises:
        Refusal: 422 `parameter_invalid` for whatever the body has wrong.
    """
    try:
        name = call.body.one_of("action", _ACTIONS)
        if name is None:
            raise missing("action")
        items = _items_of(call.body)
        action = _ACTIONS[name]
        act = action.read(call)
    except Refusal as refusal:
        raise Refusal(422, "parameter_invalid", refusal.message, refusal.field) from refusal
    for type, id in items:
        if type in action.types:
            act(call, type, id)
    return Answer({"type": "content_bulk_action", "status": "queued"}, 202)


def _items_of(body: Body) -> list[tuple[str, str]]:
    sent = body.objects("content_ids")
    if not sent:
        raise missing("content_ids")
    if len(sent) > MAX_ITEMS:
        raise invalid(f"content_ids may hold {MAX_ITEMS} items at most", "content_ids")
    items = []
    for item in sent:
        type = item.one_of("type", sorted(_TYPES))
        if type is None:
            raise missing("type")
        items.append((type, item.needed_id("id")))
    return list(dict.fromkeys(items))


def _change(call: Call, type: str, id: str, edit: Edit) -> None:
    """Replace a piece of content; an article's in one language goes by an id of its own."""
    if type != "article_content":
        doc = call.records.get(_KINDS[type], id) if type in _KINDS else None
        if doc is not None:
            admin_id = int(token_admin(call.records)["id"])
            stamp = {"updated_at": call.now, "updated_by_id": admin_id}
            call.records.save(_KINDS[type], {**edit(doc), **stamp})
        return
    found = _article_content(call.records, id)
    if found is not None:
        article, locale = found
        changed = edit(dict(contents_of(article)[locale]))
        store_article(call.records, with_content(article, locale, changed), article, call.now)


def _article_content(records: Records, id: str) -> tuple[Json, str] | None:
    """The article whose content has an id, and its language."""
    links = records.links_of("article_content", id)
    article = records.get("articles", links[0].b) if links else None
    if article is None:
        return None
    locales = [key for key, value in contents_of(article).items() if value["content_id"] == id]
    return article, locales[0]


def _publish(call: Call) -> Act:
    return lambda call, type, id: _change(
        call, type, id, lambda content: published(call.records, content, call.now)
    )


def _unpublish(call: Call) -> Act:
    return lambda call, type, id: _change(
        call, type, id, lambda content: unpublished(call.records, content, call.now)
    )


def _delete(call: Call) -> Act:
    return _delete_one


def _delete_one(call: Call, type: str, id: str) -> None:
    records = call.records
    if type == "article_content":
        found = _article_content(records, id)
        if found is None:
            return
        article, locale = found
        # Without its default language there is no article.
        if locale == DEFAULT_LOCALE:
            remove_article(records, article)
        else:
            store_article(records, with_content(article, locale, None), article, call.now)
        return
    doc = records.get(_KINDS[type], id) if type in _KINDS else None
    if doc is not None:
        remove = remove_snippet if type == "content_snippet" else remove_internal_article
        remove(records, doc)


def _set_availability(call: Call) -> Act:
    sent = call.body.object("availability")
    if sent is None:
        raise missing("availability")
    flags = {name: sent.flag(name) for name in ("ai_agent", "copilot", "sales_agent")}

    def act(call: Call, type: str, id: str) -> None:
        fin = "agent" if type == "external_content" else "chatbot"
        keys = {"ai_agent": f"ai_{fin}_availability"}
        given = {
            keys.get(name, f"ai_{name}_availability"): value
            for name, value in flags.items()
            if value is not None
        }
        _change(call, type, id, lambda content: {**content, **given})

    return act


def _set_audience(call: Call) -> Act:
    sent = call.body.object("audience")
    if sent is None:
        raise missing("audience")
    added, removed = _id_lists(call.records, sent, "segment", "audiences")
    remove_all = bool(sent.flag("remove_all"))
    if not added and not removed and not remove_all:
        raise invalid("audience must add or remove something", "audience")

    def edit(content: Json) -> Json:
        kept = [] if remove_all else content.get("audience_ids", [])
        ids = [id for id in dict.fromkeys([*kept, *added]) if id not in removed]
        return {**content, "audience_ids": ids}

    return lambda call, type, id: _change(call, type, id, edit)


def _update_tags(call: Call) -> Act:
    sent = call.body.object("tags")
    if sent is None:
        raise missing("tags")
    added, removed = _id_lists(call.records, sent, "tag", "tags")
    if not added and not removed:
        raise invalid("At least one of add_tag_ids and remove_tag_ids is required", "tags")
    if len({*added, *removed}) > MAX_TAGS:
        raise invalid(f"{MAX_TAGS} tags may be given at most", "tags")

    def act(call: Call, type: str, id: str) -> None:
        kind = _KINDS.get(type)
        if kind is None or call.records.get(kind, id) is None:
            return
        link = f"{kind.removesuffix('s')}_tag"
        by = ("admin", token_admin(call.records)["id"])
        for tag_id in added:
            call.records.link(link, id, str(tag_id), call.now, by)
        for tag_id in removed:
            call.records.unlink(link, id, str(tag_id))

    return act


def _id_lists(records: Records, sent: Body, noun: str, kind: str) -> tuple[list[int], list[int]]:
    """The ids to add and to remove; refused where no record of the kind has one of them."""
    names = (f"add_{noun}_ids", f"remove_{noun}_ids")
    added, removed = (whole_numbers(sent.values.get(name), name) for name in names)
    unknown = unknown_ids(records, kind, [*added, *removed])
    if unknown:
        raise invalid(f"Unknown {noun} IDs: {', '.join(unknown)}")
    return added, removed


_OF_ARTICLES = frozenset({"article_content"})
_OWN = frozenset({"article_content", "content_snippet", "file_source_content", "internal_article"})
_TARGETED = _OWN | {"external_content"}
_TAGGED = _TARGETED - {"article_content"} | {"article"}

_ACTIONS = {
    "publish": _Action(_OF_ARTICLES, _publish),
    "unpublish": _Action(_OF_ARTICLES, _unpublish),
    "delete": _Action(_OWN, _delete),
    "set_availability": _Action(_TARGETED, _set_availability),
    "set_audience": _Action(_TARGETED, _set_audience),
    "update_tags": _Action(_TAGGED, _update_tags),
}
