"""Fin Voice: calls of an outside telephone system, handed to Fin.

A registered call is matched with a call and a conversation at once, as Intercom does when the
phone rings. Its own state goes on by itself, or with every look: registered, in-progress,
resolved.
"""

from __future__ import annotations

from ..conversations.conversation_model import add_conversation, contact_source
from ..messages import Answer, Json, Refusal, invalid, not_found
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import workspace_number
from ..workspace.job_progress import DONE, PENDING, look, started
from .phone_numbers import contact_or_lead_with_phone, e164

routes = Routes()

_SOURCES = ("aws_connect", "five9", "zoom_phone")
_TALK_S = 30
_TRANSCRIPT = (
    {"at_s": 1, "speaker": "Fin", "text": "Hello, this is Fin. How can I help?"},
    {"at_s": 6, "speaker": "User", "text": "When is the workshop open?"},
    {"at_s": 12, "speaker": "Fin", "text": "From nine to six, Monday to Saturday."},
    {"at_s": 20, "speaker": "User", "text": "That is all I wanted to know."},
)
_SUMMARY = "The caller asked when the workshop is open, and Fin told them."


@routes.writes("POST /fin_voice/register")
def register_call(call: Call) -> Json:
    """Register an outside call; 409 `conflict` when it is registered already."""
    given = call.body.needed_text("phone_number")
    external_id = call.body.needed_id("call_id")
    source = call.body.one_of("source", _SOURCES, _SOURCES[0])
    details = call.body.object("data")
    phone = e164(given)
    if phone is None:
        raise invalid("phone_number must be in E.164 form", "phone_number")
    if call.records.first("voice_calls", "external_call_id = ?", (external_id,)) is not None:
        raise Refusal(409, "conflict", f"Call {external_id} is already registered")
    voice_call = {
        **started(call.now),
        "user_phone_number": phone,
        "external_call_id": external_id,
        "source": source,
        "data": details.values if details is not None else None,
        **_matched(call.records, phone, call.now),
    }
    return _view(call.records, call.records.add("voice_calls", voice_call), PENDING)


def _matched(records: Records, phone: str, now: int) -> Json:
    """The ids of the new call and conversation that belong to a registered call."""
    contact = contact_or_lead_with_phone(records, phone, now)
    source = contact_source(records, contact, "", channel="phone_call")
    conversation = add_conversation(records, contact["id"], source, now, ai_agent_participated=True)
    made = records.add(
        "calls",
        {
            "conversation_id": conversation["id"],
            "contact_id": contact["id"],
            "state": "in_progress",
            "initiated_at": now,
            "answered_at": now,
            "created_at": now,
            "updated_at": now,
            "direction": "inbound",
            "phone": phone,
            "by_fin": True,
        },
    )
    return {"intercom_call_id": made["id"], "intercom_conversation_id": conversation["id"]}


def _looked_at(call: Call, voice_call: Json | None) -> Json:
    """The call after one more look at it; 404 when there is none."""
    if voice_call is None:
        raise not_found("External reference not found")
    reached = look(call.records, "voice_calls", voice_call, call.now)
    if reached == DONE:
        _hang_up(call.records, voice_call["intercom_call_id"])
    return _view(call.records, voice_call, reached)


def _hang_up(records: Records, call_id: str) -> None:
    phone_call = records.get("calls", call_id)
    if phone_call is None or phone_call["state"] == "completed":
        return
    ended_at = phone_call["created_at"] + _TALK_S
    records.save(
        "calls",
        {
            **phone_call,
            "state": "completed",
            "ended_at": ended_at,
            "updated_at": ended_at,
            "ended_reason": "completed",
            "recording_s": 3,
            "transcript": list(_TRANSCRIPT),
        },
    )


def _view(records: Records, doc: Json, reached: int) -> Json:
    matched = reached > PENDING
    return {
        "id": int(doc["id"]),
        "app_id": workspace_number(records),
        "user_phone_number": doc["user_phone_number"],
        "status": ("registered", "in-progress", "resolved")[reached],
        "intercom_call_id": doc["intercom_call_id"] if matched else None,
        "external_call_id": doc["external_call_id"],
        "intercom_conversation_id": doc["intercom_conversation_id"] if matched else None,
        "call_transcript": list(_TRANSCRIPT) if reached == DONE else [],
        "call_summary": _SUMMARY if reached == DONE else "",
        "intent": [],
    }


@routes.writes("GET /fin_voice/collect/{id}")
def show_voice_call(call: Call) -> Json:
    """The registered call with an id."""
    return _looked_at(call, call.records.get("voice_calls", call.path["id"]))


@routes.writes("GET /fin_voice/external_id/{external_id}")
def show_voice_call_by_external_id(call: Call) -> Json:
    """The registered call that the outside system knows by an id."""
    found = call.records.first("voice_calls", "external_call_id = ?", (call.path["external_id"],))
    return _looked_at(call, found)


@routes.writes("GET /fin_voice/phone_number/{phone_number}")
def show_voice_call_by_phone_number(call: Call) -> Json:
    """The latest registered call of a number."""
    given = call.path["phone_number"]
    # A plus that was taken for a blank somewhere on the way.
    phone = e164(f"+{given[1:]}" if given.startswith(" ") else given) or ""
    found = call.records.select(
        "voice_calls", "user_phone_number = ?", (phone,), order="seq DESC", limit=1
    )
    return _looked_at(call, found[0][1] if found else None)


@routes.writes("GET /fin_voice/conversation/{conversation_id}")
def list_voice_calls_of_conversation(call: Call) -> Answer:
    """Every registered call of a conversation; an empty list when there is none."""
    found = call.records.all(
        "voice_calls", "intercom_conversation_id = ?", (call.path["conversation_id"],)
    )
    return Answer([_looked_at(call, doc) for doc in found])
