"""Folders teammates keep articles in, public and internal ones alike. Folders nest."""

from __future__ import annotations

from ..body import Body
from ..messages import Json, Refusal, invalid, missing, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes

routes = Routes()

CONTENT_KINDS = ("articles", "internal_articles")


def folder_in(records: Records, body: Body, name: str = "folder_id") -> int | None:
    """The id of the folder a body names; None when null, 400 `parameter_invalid` when unknown."""
    number = body.whole(name)
    if number is not None and records.get("folders", str(number)) is None:
        raise invalid(f"{name} must be the id of a folder", name)
    return number


def folders_below(records: Records, folder_id: int) -> list[int]:
    """The ids of a folder and of all folders inside it, at any depth."""
    found, waiting = [folder_id], [folder_id]
    while waiting:
        children = records.all("folders", "parent_folder_id = ?", (waiting.pop(),))
        ids = [int(child["id"]) for child in children]
        found += ids
        waiting += ids
    return found


def _content_count(records: Records, folder_id: int) -> int:
    return sum(records.count(kind, "folder_id = ?", (folder_id,)) for kind in CONTENT_KINDS)


def _view(records: Records, doc: Json) -> Json:
    return {
        "id": int(doc["id"]),
        "name": doc["name"],
        "description": doc.get("description"),
        "emoji": doc.get("emoji"),
        "parent_folder_id": doc.get("parent_folder_id"),
        "content_count": _content_count(records, int(doc["id"])),
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


def _needed(records: Records, id: str) -> Json:
    folder = records.get("folders", id)
    if folder is None:
        raise not_found()
    return folder


@routes.reads("GET /folders")
def list_folders(call: Call) -> Json:
    """A page of all folders, or of those right inside one; oldest first."""
    parent_id = call.query.whole("parent_folder_id")
    page = numbered_page(
        call.records,
        "folders",
        "1" if parent_id is None else "parent_folder_id = ?",
        () if parent_id is None else (parent_id,),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        order="seq",
    )
    return {
        "type": "list",
        "data": [_view(call.records, doc) for doc in page.docs],
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.writes("POST /folders")
def create_folder(call: Call) -> Json:
    """Make a folder, at the top or inside another."""
    values = _read(call)
    if "name" not in values:
        raise missing("name")
    folder = call.records.add("folders", {**values, "created_at": call.now})
    return _view(call.records, folder)


@routes.reads("GET /folders/{id}")
def show_folder(call: Call) -> Json:
    """One folder."""
    return _view(call.records, _needed(call.records, call.path["id"]))


@routes.writes("PUT /folders/{id}")
def update_folder(call: Call) -> Json:
    """Set the given keys of a folder; a null `parent_folder_id` moves it to the top."""
    old = _needed(call.records, call.path["id"])
    values = _read(call)
    if values.get("parent_folder_id") in folders_below(call.records, int(old["id"])):
        raise invalid("A folder cannot be inside itself", "parent_folder_id")
    return _view(call.records, call.records.save("folders", {**old, **values}))


@routes.writes("DELETE /folders/{id}")
def delete_folder(call: Call) -> Json:
    """Remove an empty folder; 422 when articles or other folders are in it."""
    records = call.records
    folder = _needed(records, call.path["id"])
    number = int(folder["id"])
    if _content_count(records, number) or records.count(
        "folders", "parent_folder_id = ?", (number,)
    ):
        raise Refusal(422, "unprocessable_entity", "The folder is not empty")
    records.remove("folders", folder["id"])
    return {"id": number, "object": "folder", "deleted": True}


def _read(call: Call) -> Json:
    """The keys a body sets; it has them under `folder`."""
    body = call.body.object("folder")
    if body is None:
        raise missing("folder")
    values: Json = {"updated_at": call.now}
    if body.has("name"):
        values["name"] = body.needed_text("name")
    for name in ("description", "emoji"):
        if body.has(name):
            values[name] = body.text(name)
    if body.has("parent_folder_id"):
        values["parent_folder_id"] = folder_in(call.records, body, "parent_folder_id")
    return values
