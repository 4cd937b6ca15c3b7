"""Data attributes: what the workspace knows about the keys of contacts and companies."""

from __future__ import annotations

from .messages import Json, invalid
from .routes import Call, Routes

routes = Routes()


def _attribute_view(doc: Json) -> Json:
    shown = {key: value for key, value in doc.items() if key != "id"}
    # Only attributes made by the workspace have an id a caller may use.
    own = {"id": int(doc["id"])} if doc["custom"] else {}
    return {"type": "data_attribute", **own, **shown}


@routes.reads("GET /data_attributes")
def list_data_attributes(call: Call) -> Json:
    """The data attributes, of one model or of all."""
    conditions, args = ["1"], []
    model = call.query.text("model")
    if model is not None:
        if model not in ("contact", "company", "conversation"):
            raise invalid("model must be contact, company or conversation", "model")
        conditions.append("model = ?")
        args.append(model)
    if not call.query.flag("include_archived"):
        conditions.append("ifnull(json_extract(doc, '$.archived'), 0) = 0")
    found = call.records.all("data_attributes", " AND ".join(conditions), args)
    return {"type": "list", "data": [_attribute_view(doc) for doc in found]}
