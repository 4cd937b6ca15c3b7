"""Procedures of Fin that wait for a teammate: handing in what they ask for.

No action begins a procedure that waits; requests for input come with the workspace. What a
procedure does when it goes on is not played out here.
"""

from __future__ import annotations

from typing import Any

from ..body import Body
from ..conversations.conversation_model import needed_conversation
from ..messages import Answer, Json, Refusal, invalid, missing, not_found
from ..routes import Call, Routes

routes = Routes()

_TYPES: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "string": (str,),
    "list": (str,),
    "integer": (int,),
    "decimal": (int, float),
}


@routes.writes("POST /procedures/{conversation_id}/collect_agent_input")
def collect_agent_input(call: Call) -> Answer:
    """Answer what a step asks for, each attribute with a value of its type, once."""
    conversation = needed_conversation(call.records, call.path["conversation_id"])
    step_id = call.body.needed_text("step_id")
    where = "conversation_id = ? AND step_id = ?"
    asked = call.records.first("agent_input_requests", where, (conversation["id"], step_id))
    if asked is None:
        raise not_found()
    if asked.get("values") is not None:
        raise Refusal(409, "conflict", "This HITL request has already been fulfilled")
    if call.now >= asked.get("expires_at", call.now + 1):
        raise not_found("This HITL request has expired")
    call.records.save("agent_input_requests", {**asked, "values": _values(call.body, asked)})
    return Answer({})


def _values(body: Body, asked: Json) -> Json:
    sent = body.objects("attribute_values")
    if sent is None:
        raise missing("attribute_values")
    given = {each.needed_text("identifier"): each.values.get("value") for each in sent}
    wanted = {each["identifier"]: each for each in asked["attributes_to_collect"]}
    for identifier in given:
        if identifier not in wanted:
            raise invalid(f"The step does not ask for {identifier}", "attribute_values")
    for identifier, attribute in wanted.items():
        if not _suits(given.get(identifier), attribute):
            message = f"{identifier} needs a value of the type {attribute['data_type']}"
            raise invalid(message, "attribute_values")
    return given


def _suits(value: Any, attribute: Json) -> bool:
    kind = attribute["data_type"]
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        return False
    options = attribute.get("options")
    return options is None or value in [option["id"] for option in options]
