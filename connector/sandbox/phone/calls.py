"""Phone calls: lists, their recordings and their transcripts.

No action makes a call; those of the first content are there, and those Fin Voice takes. A
recording is handed out under a signed address, which serves it without a token for some minutes.
"""

from __future__ import annotations

import io
import math
import wave
from typing import Any

from ..messages import Answer, Json, Refusal, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..signed_addresses import check_signature, signed_address

routes = Routes()

MAX_PER_PAGE = 25
MAX_SEARCHED = 20
SIGNED_S = 600
"""How long the address of a recording can be used."""

_RATE_HZ = 8_000
_LOUDNESS = 60
_TIMES = ("initiated_at", "answered_at", "ended_at", "created_at", "updated_at")


def call_view(doc: Json, base_url: str) -> Json:
    """A call as the API shows it; addresses are there only for what there is."""
    address = f"{base_url}/calls/{doc['id']}"
    transcript = f"{address}/transcript" if doc.get("transcript") else None
    recording = f"{address}/recording" if doc.get("recording_s") else None
    by_fin = doc.get("by_fin", False)
    view: Json = {"type": "call", "id": doc["id"]}
    for name in ("conversation_id", "admin_id", "contact_id", "state"):
        view[name] = doc.get(name)
    for name in _TIMES:
        if doc.get(name) is not None:
            view[name] = doc[name]
    view["recording_url"] = recording
    view["transcription_url"] = transcript
    view["call_type"] = doc.get("call_type", "phone")
    for name in ("direction", "ended_reason", "phone"):
        view[name] = doc.get(name)
    view["fin_recording_url"] = recording if by_fin else None
    view["fin_transcription_url"] = transcript if by_fin else None
    return view


def needed_call(records: Records, id: str) -> Json:
    """The call with an id; 404 `not_found`."""
    call = records.get("calls", id)
    if call is None:
        raise not_found("Not Found")
    return call


@routes.reads("GET /calls")
def list_calls(call: Call) -> Json:
    """A page of the calls, newest first; at most 25 of them."""
    per_page = per_page_of(call.query.whole("per_page"), MAX_PER_PAGE)
    page = numbered_page(
        call.records,
        "calls",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=min(per_page, MAX_PER_PAGE),
        order="seq DESC",
    )
    pages = page.page_links()
    if pages["next"] is None:
        del pages["next"]
    return {
        "type": "list",
        "data": [call_view(doc, call.base_url) for doc in page.docs],
        "total_count": page.total,
        "pages": pages,
    }


@routes.reads("GET /calls/{id}")
def show_call(call: Call) -> Json:
    """One call."""
    return call_view(needed_call(call.records, call.path["id"]), call.base_url)


@routes.reads("POST /calls/search")
def search_calls(call: Call) -> Json:
    """The calls of 1 to 20 conversations, with their transcripts."""
    ids = call.body.values.get("conversation_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= MAX_SEARCHED or not _are_ids(ids):
        raise Refusal(
            400,
            "conversation_id_limit_exceeded",
            f"A list of up to {MAX_SEARCHED} conversation IDs is required",
        )
    wanted = [str(id) for id in ids]
    places = ",".join("?" * len(wanted))
    found = call.records.all("calls", f"conversation_id IN ({places})", wanted)
    return {
        "type": "list",
        "data": [
            {
                **call_view(doc, call.base_url),
                "transcript": doc.get("transcript", []),
                "transcript_status": "completed" if doc.get("transcript") else None,
            }
            for doc in found
        ],
    }


def _are_ids(values: list[Any]) -> bool:
    return all(isinstance(value, str | int) and not isinstance(value, bool) for value in values)


@routes.reads("GET /calls/{id}/transcript")
def show_transcript(call: Call) -> Answer:
    """Who said what, as a text file."""
    doc = needed_call(call.records, call.path["id"])
    if not doc.get("transcript"):
        raise not_found("Not Found")
    lines = [
        f'[{_clock_time(line["at_s"])}] {line["speaker"]}: "{line["text"]}"'
        for line in doc["transcript"]
    ]
    return Answer(
        "\n".join(lines).encode(),
        headers={
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Disposition": f'attachment; filename="transcription_data-{doc["id"]}.txt"',
        },
    )


def _clock_time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@routes.reads("GET /calls/{id}/recording")
def show_recording(call: Call) -> Answer:
    """A redirect to the signed address of the recording."""
    doc = call.records.get("calls", call.path["id"])
    if doc is None or not doc.get("recording_s"):
        raise not_found("Recording Not Found")
    location = signed_address(call, f"/files/recordings/{doc['id']}.wav", SIGNED_S)
    return Answer(status=302, headers={"Location": location})


@routes.serves("GET /files/recordings/{name}")
def download_recording(call: Call) -> Answer:
    """The recording under its signed address; 403 for a wrong or old signature."""
    check_signature(call, f"/files/recordings/{call.path['name']}")
    doc = needed_call(call.records, call.path["name"].removesuffix(".wav"))
    sound = _tone(doc["recording_s"], int(doc["id"]))
    return Answer(sound, headers={"Content-Type": "audio/wav"})


def _tone(seconds: int, number: int) -> bytes:
    """A WAV file of so many seconds: a tone that differs from call to call."""
    pitch_hz = 220 + number % 12 * 20
    # A pitch in whole hertz repeats itself every second.
    one_second = bytes(
        128 + int(_LOUDNESS * math.sin(2 * math.pi * pitch_hz * position / _RATE_HZ))
        for position in range(_RATE_HZ)
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(_RATE_HZ)
        sound.writeframes(one_second * seconds)
    return file.getvalue()
