"""Changing a part of a conversation: what became of it where it was sent, and that it was seen.

The operation is an experiment of the API: it wants a secret of the workspace and a yes to that.
"""

from __future__ import annotations

from ..messages import Json, Refusal, not_found
from ..routes import Call, Routes
from ..workspace.admins import needed_admin
from .conversation_model import needed_conversation, part_view

routes = Routes()


@routes.writes("PUT /conversations/{conversation_id}/conversation_parts/{id}")
def update_part(call: Call) -> Json:
    """Note on a part how its sending went, or that an admin saw it; any secret will do."""
    body = call.body
    secret = body.values.get("secret")
    if body.values.get("experimental") is not True or not isinstance(secret, str) or not secret:
        raise Refusal(403, "forbidden", "Forbidden request")
    conversation = needed_conversation(call.records, call.path["conversation_id"])
    part = call.records.get("parts", call.path["id"])
    if part is None or part["conversation_id"] != conversation["id"]:
        raise not_found()
    state, message, seen = body.text("send_state"), body.text("info_message"), body.flag("seen")
    if state is not None:
        part["external_reply_send_state"] = state
        part["info_message"] = message
    if seen is not None:
        if body.id("admin_id") is not None:
            needed_admin(call.records, body.needed_id("admin_id"))
        part["seen_state"] = {"admin_seen": seen}
    part["updated_at"] = call.now
    return part_view(call.records.save("parts", part))
