"""Help Centers and the collections that sort their articles. Nobody makes a Help Center by API."""

from __future__ import annotations

from ..body import Body
from ..messages import Json, Refusal, invalid, not_found
from ..paging import MAX_PER_PAGE, numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import workspace_id
from .redirects import remove_redirects
from .translations import (
    DEFAULT_LOCALE,
    Sent,
    main_content,
    other_locales,
    slug,
    translated_view,
    translations_in,
)

routes = Routes()

DEFAULT_ICON = "book-bookmark"


def default_help_center(records: Records) -> Json:
    """The Help Center of what names no other: the oldest."""
    found = records.first("help_centers", "1")
    if found is None:
        raise not_found()
    return found


def _help_center_view(doc: Json, workspace: str) -> Json:
    return {
        "id": doc["id"],
        "workspace_id": workspace,
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
        "identifier": doc["identifier"],
        "website_turned_on": doc.get("website_turned_on", False),
        "display_name": doc["display_name"],
        "url": doc["url"],
        "custom_domain": doc.get("custom_domain"),
    }


@routes.reads("GET /help_center/help_centers")
def list_help_centers(call: Call) -> Json:
    """Every Help Center, or the page that is asked for; the list says nothing of its pages."""
    workspace = workspace_id(call.records)
    page = numbered_page(
        call.records,
        "help_centers",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), MAX_PER_PAGE),
        order="seq",
    )
    return {"type": "list", "data": [_help_center_view(doc, workspace) for doc in page.docs]}


@routes.reads("GET /help_center/help_centers/{id}")
def show_help_center(call: Call) -> Json:
    """One Help Center."""
    center = call.records.get("help_centers", call.path["id"])
    if center is None:
        raise not_found()
    return _help_center_view(center, workspace_id(call.records))


def needed_collection(records: Records, id: str) -> Json:
    """The collection with an id; 404 when there is none."""
    collection = records.get("collections", id)
    if collection is None:
        raise not_found()
    return collection


def collection_in(records: Records, body: Body, name: str = "parent_id") -> Json | None:
    """The collection a body names; None when absent, 400 `parameter_invalid` when unknown."""
    id = body.id(name)
    found = None if id is None else records.get("collections", id)
    if id is not None and found is None:
        raise invalid(f"{name} must be the id of a collection", name)
    return found


def collection_views(records: Records, docs: list[Json]) -> list[Json]:
    """Collections as the API shows them."""
    workspace = workspace_id(records)
    centers = records.some("help_centers", (str(doc["help_center_id"]) for doc in docs))
    return [
        {
            "id": doc["id"],
            "workspace_id": workspace,
            "name": doc["name"],
            "url": f"{centers[str(doc['help_center_id'])]['url']}/{DEFAULT_LOCALE}/collections/"
            f"{doc['id']}-{slug(doc['name'])}",
            "order": doc["order"],
            "created_at": doc["created_at"],
            "updated_at": doc["updated_at"],
            "description": doc.get("description", ""),
            "icon": doc["icon"],
            "parent_id": doc.get("parent_id"),
            "help_center_id": doc["help_center_id"],
            **translated_view("group_translated_content", "group_content", _contents_of(doc)),
        }
        for doc in docs
    ]


def _contents_of(doc: Json) -> dict[str, Json]:
    own = {"name": doc["name"], "description": doc.get("description", "")}
    return {DEFAULT_LOCALE: own, **doc.get("translations", {})}


def _view(records: Records, doc: Json) -> Json:
    return collection_views(records, [doc])[0]


@routes.reads("GET /help_center/collections")
def list_collections(call: Call) -> Json:
    """A page of all collections, nested ones too, last changed first."""
    page = numbered_page(
        call.records,
        "collections",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 20),
        order="updated_at DESC, seq DESC",
    )
    return {
        "type": "list",
        "data": collection_views(call.records, page.docs),
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.reads("GET /help_center/collections/{id}")
def show_collection(call: Call) -> Json:
    """One collection."""
    return _view(call.records, needed_collection(call.records, call.path["id"]))


@routes.writes("POST /help_center/collections")
def create_collection(call: Call) -> Json:
    """Make a collection, in the default Help Center or in another one's when it is named."""
    return _view(call.records, add_collection(call))


def add_collection(call: Call) -> Json:
    """Store the collection that a body describes.

    Raises:
        Refusal: 400 `parameter_not_found` without a name, 400 `parameter_invalid` for an unknown
            parent, Help Center or locale.
    """
    records = call.records
    sent = translations_in(call.body)
    body = main_content(call.body, sent)
    name = body.text("name")
    if name is None or not name.strip():
        raise Refusal(400, "parameter_not_found", "Name is a required parameter.")
    parent = collection_in(records, body)
    center_id = _help_center_of(records, body, parent)
    collection = {
        "name": name,
        "description": body.text("description"),
        "icon": DEFAULT_ICON,
        "help_center_id": center_id,
        "parent_id": None if parent is None else parent["id"],
        "order": _next_order(records, center_id, parent),
        "translations": _translations_of({}, sent),
        "created_at": call.now,
        "updated_at": call.now,
    }
    return records.add("collections", collection)


@routes.writes("PUT /help_center/collections/{id}")
def update_collection(call: Call) -> Json:
    """Set the given keys of a collection; a null `parent_id` moves it to the top."""
    collection = needed_collection(call.records, call.path["id"])
    return _view(call.records, change_collection(call, collection))


def change_collection(call: Call, collection: Json) -> Json:
    """Store a collection with what a body sets; refuses as `add_collection` does."""
    records = call.records
    sent = translations_in(call.body)
    body = main_content(call.body, sent)
    if body.has("name"):
        collection["name"] = body.needed_text("name")
    if body.has("description"):
        collection["description"] = body.text("description")
    collection["translations"] = _translations_of(collection.get("translations", {}), sent)
    if body.has("parent_id"):
        _move(records, collection, collection_in(records, body))
    collection["updated_at"] = call.now
    return records.save("collections", collection)


@routes.writes("DELETE /help_center/collections/{id}")
def delete_collection(call: Call) -> Json:
    """Remove a collection and those inside it; their articles stay, in no collection."""
    collection = needed_collection(call.records, call.path["id"])
    remove_collection(call.records, collection)
    return {"id": collection["id"], "object": "collection", "deleted": True}


def remove_collection(records: Records, collection: Json) -> None:
    """Remove a collection, those inside it and the redirects to them; no article goes."""
    for doc in (collection, *_inside(records, collection)):
        for article in records.all("articles", "parent_id = ?", (doc["id"],)):
            records.save("articles", {**article, "parent_id": None})
        remove_redirects(records, "collection", doc["id"])
        records.remove("collections", doc["id"])


def _help_center_of(records: Records, body: Body, parent: Json | None) -> int:
    wanted = body.whole("help_center_id")
    if parent is not None:
        inherited: int = parent["help_center_id"]
        if wanted not in (None, inherited):
            raise invalid("The parent is in another help center", "help_center_id")
        return inherited
    if wanted is None:
        return int(default_help_center(records)["id"])
    if records.get("help_centers", str(wanted)) is None:
        raise invalid("help_center_id must be the id of a help center", "help_center_id")
    return wanted


def _next_order(records: Records, center_id: int, parent: Json | None) -> int:
    beside = records.all(
        "collections",
        "help_center_id = ? AND parent_id IS ?",
        (center_id, None if parent is None else parent["id"]),
    )
    return max((doc["order"] for doc in beside), default=0) + 1


def _inside(records: Records, collection: Json) -> list[Json]:
    """Every collection below another, at any depth."""
    found: list[Json] = []
    waiting = [collection["id"]]
    while waiting:
        children = records.all("collections", "parent_id = ?", (waiting.pop(),))
        found += children
        waiting += [child["id"] for child in children]
    return found


def _move(records: Records, collection: Json, parent: Json | None) -> None:
    """Put a collection under another one or at the top; what is inside it comes along."""
    if (collection.get("parent_id")) == (None if parent is None else parent["id"]):
        return
    inside = _inside(records, collection)
    if parent is not None and parent["id"] in {collection["id"], *(doc["id"] for doc in inside)}:
        raise invalid("A collection cannot be inside itself", "parent_id")
    center_id = collection["help_center_id"] if parent is None else parent["help_center_id"]
    collection["order"] = _next_order(records, center_id, parent)
    collection["parent_id"] = None if parent is None else parent["id"]
    collection["help_center_id"] = center_id
    for doc in inside:
        records.save("collections", {**doc, "help_center_id": center_id})


def _translations_of(old: dict[str, Json], sent: Sent) -> dict[str, Json] | None:
    """The names and descriptions in other locales after what was sent; None when there are none."""
    made = dict(old)
    for locale, content in other_locales(sent).items():
        if content is None:
            made.pop(locale, None)
            continue
        given = {name: content.text(name) for name in ("name", "description") if content.has(name)}
        values = {**made.get(locale, {}), **given}
        made[locale] = {name: value for name, value in values.items() if value is not None}
    return made or None
