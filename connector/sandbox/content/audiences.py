"""Audiences: groups of contacts that content for Fin is meant for.

Their predicates are kept and shown; the sandbox does not work out who belongs to one.
"""

from __future__ import annotations

from ..body import Body
from ..messages import Answer, Json, Refusal, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes

routes = Routes()

MAX_PER_PAGE = 50

_PREDICATES = ("predicates", "role_predicates")
_PREDICATE_KEYS = ("attribute", "type", "comparison", "value")
_TARGETED = ("articles", "internal_articles", "content_snippets", "external_pages")


def _view(doc: Json) -> Json:
    return {
        "type": "audience",
        "id": doc["id"],
        "name": doc["name"],
        "predicates": doc["predicates"],
        "role_predicates": doc["role_predicates"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


def _needed(records: Records, id: str) -> Json:
    audience = records.get("audiences", id)
    if audience is None:
        raise not_found()
    return audience


@routes.reads("GET /audiences")
def list_audiences(call: Call) -> Json:
    """A page of all audiences, oldest first; its numbers stand in the list itself."""
    page = numbered_page(
        call.records,
        "audiences",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), MAX_PER_PAGE, MAX_PER_PAGE),
        order="seq",
    )
    return page.on_top([_view(doc) for doc in page.docs])


@routes.writes("POST /audiences")
def create_audience(call: Call) -> Answer:
    """Make an audience."""
    values = _read(call.body)
    if "name" not in values:
        raise _refusal("Name is required")
    start: Json = {"predicates": [], "role_predicates": [], "created_at": call.now}
    audience = {**start, **values, "updated_at": call.now}
    return Answer(_view(call.records.add("audiences", audience)), 201)


@routes.reads("GET /audiences/{id}")
def show_audience(call: Call) -> Json:
    """One audience."""
    return _view(_needed(call.records, call.path["id"]))


@routes.writes("PUT /audiences/{id}")
def update_audience(call: Call) -> Json:
    """Set the given keys of an audience; predicates are replaced as a whole."""
    audience = _needed(call.records, call.path["id"])
    changed = {**audience, **_read(call.body), "updated_at": call.now}
    return _view(call.records.save("audiences", changed))


@routes.writes("DELETE /audiences/{id}")
def delete_audience(call: Call) -> Answer:
    """Remove an audience; content that was for it is so no longer."""
    audience = _needed(call.records, call.path["id"])
    number = int(audience["id"])
    for kind in _TARGETED:
        for doc in call.records.all(kind, "instr(doc, '\"audience_ids\":[') > 0"):
            for content in (doc, *doc.get("translations", {}).values()):
                if number in content.get("audience_ids", []):
                    content["audience_ids"].remove(number)
            call.records.save(kind, doc)
    call.records.remove("audiences", audience["id"])
    return Answer(None, 204)


def _read(body: Body) -> Json:
    """The keys a body sets."""
    values: Json = {}
    name = body.values.get("name")
    if body.has("name"):
        if not isinstance(name, str) or not name.strip():
            raise _refusal("Name must not be blank")
        values["name"] = name
    for key in _PREDICATES:
        if body.values.get(key) is not None:
            values[key] = _predicates_of(body.values[key], key)
    return values


def _predicates_of(sent: object, key: str) -> list[Json]:
    if not isinstance(sent, list) or not all(isinstance(item, dict) for item in sent):
        raise _refusal(f"{key} must be a list of objects")
    made = []
    for item in sent:
        for name in _PREDICATE_KEYS:
            if not isinstance(item.get(name, ""), str):
                raise _refusal(f"{name} of {key} must be a string")
        if not item.get("attribute") or not item.get("comparison"):
            raise _refusal(f"{key} need an attribute and a comparison")
        made.append({name: item[name] for name in _PREDICATE_KEYS if name in item})
    return made


def _refusal(message: str) -> Refusal:
    return Refusal(422, "validation_error", message)
