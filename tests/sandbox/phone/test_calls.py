from __future__ import annotations

import io
import wave
from typing import Any

import httpx
import pytest

from connector.sandbox import SandboxTransport

from ..api import TOMAS, Api, Clock, contact_id

MARIA = contact_id(1)
MISSED, ANSWERED = "2999", "3000"


def signed(location: str) -> str:
    """The path and query of an address."""
    return httpx.URL(location).raw_path.decode()


def test_the_list_begins_with_the_newest(api: Api) -> None:
    page = api.get("/calls", per_page=1)
    assert (page["type"], page["total_count"]) == ("list", 2)
    assert [call["id"] for call in page["data"]] == [ANSWERED]
    assert page["pages"]["total_pages"] == 2
    last = api.get("/calls", per_page=1, page=page["pages"]["next"]["page"])
    assert [call["id"] for call in last["data"]] == [MISSED]
    assert "next" not in last["pages"]
    assert api.get("/calls", per_page=150)["pages"]["per_page"] == 25


def test_a_call_says_what_there_is_of_it(api: Api) -> None:
    answered = api.get(f"/calls/{ANSWERED}")
    assert answered == api.get("/calls")["data"][0]
    assert (answered["contact_id"], answered["admin_id"]) == (MARIA, TOMAS)
    assert answered["recording_url"] == f"https://api.intercom.io/calls/{ANSWERED}/recording"
    missed = api.get(f"/calls/{MISSED}")
    assert (missed["recording_url"], missed["transcription_url"]) == (None, None)
    assert "answered_at" not in missed


def test_the_calls_of_conversations_come_with_their_transcripts(api: Api) -> None:
    found = api.post("/calls/search", {"conversation_ids": ["1001", 1003, "7"]})["data"]
    assert [call["id"] for call in found] == [MISSED, ANSWERED]
    assert [call["transcript_status"] for call in found] == [None, "completed"]
    assert found[1]["transcript"][0]["text"] == "Wheelhouse Bikes, this is Tomás."
    assert found[0]["transcript"] == []


@pytest.mark.parametrize("ids", [None, [], "1001", ["1"] * 21, [True], [{"id": "1"}], {"0": "1"}])
def test_a_search_wants_up_to_20_ids(api: Api, ids: Any) -> None:
    reply = api.send("POST", "/calls/search", {"conversation_ids": ids})
    assert (reply.status, reply.code) == (400, "conversation_id_limit_exceeded")


def test_a_transcript_is_a_text_file(api: Api) -> None:
    reply = api.send("GET", f"/calls/{ANSWERED}/transcript")
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.headers["Content-Disposition"].startswith("attachment; filename=")
    assert reply.data.decode().splitlines()[1] == (
        '[00:00:06] User: "Hi, it is Maria. My brakes still squeal."'
    )


def test_a_recording_is_elsewhere_and_needs_no_token_there(api: Api, clock: Clock) -> None:
    reply = api.send("GET", f"/calls/{ANSWERED}/recording")
    assert (reply.status, reply.data) == (302, None)
    path = signed(reply.headers["Location"])
    there = api.send("GET", path, headers={})
    assert (there.status, there.headers["Content-Type"]) == (200, "audio/wav")
    assert "X-RateLimit-Limit" not in there.headers
    with wave.open(io.BytesIO(there.data)) as sound:
        assert sound.getnframes() / sound.getframerate() == 4
    clock.pass_(600)
    assert api.send("GET", path, headers={}).status == 403


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path[:-1],
        lambda path: path.partition("?")[0],
        lambda path: path.replace(ANSWERED, MISSED),
        lambda path: path.replace("expires=", "expires=9"),
        lambda path: path.replace("expires=", "expires=x"),
    ],
)
def test_an_address_somebody_changed_serves_nothing(api: Api, spoil: Any) -> None:
    path = signed(api.send("GET", f"/calls/{ANSWERED}/recording").headers["Location"])
    assert api.send("GET", spoil(path), headers={}).status in (400, 403)


def test_a_client_follows_the_redirect_to_the_sandbox_it_talks_to(api: Api) -> None:
    with httpx.Client(
        transport=SandboxTransport(api.sandbox),
        base_url="https://local.invalid:4550",
        headers={"Authorization": "Bearer x"},
    ) as client:
        answer = client.get(f"/calls/{ANSWERED}/recording", follow_redirects=True)
        assert answer.content[:4] == b"RIFF"
        assert answer.url.host == "local.invalid"
        url = client.get(f"/calls/{ANSWERED}").json()["recording_url"]
        assert url == f"https://local.invalid:4550/calls/{ANSWERED}/recording"


@pytest.mark.parametrize("host", ["a b", "evil.example.com/x", "", "[::1]:4550", "127.0.0.1:80"])
def test_addresses_name_the_host_the_caller_used(api: Api, host: str) -> None:
    headers = {"authorization": "Bearer x", "host": host}
    url = api.send("GET", f"/calls/{ANSWERED}", headers=headers).data["recording_url"]
    known = host if host in ("[::1]:4550", "127.0.0.1:80") else None
    base = f"http://{known}" if known else "https://api.intercom.io"
    assert url == f"{base}/calls/{ANSWERED}/recording"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/calls/1", "Not Found"),
        ("/calls/1/transcript", "Not Found"),
        (f"/calls/{MISSED}/transcript", "Not Found"),
        ("/calls/1/recording", "Recording Not Found"),
        (f"/calls/{MISSED}/recording", "Recording Not Found"),
    ],
)
def test_what_is_not_there_is_not_found(api: Api, path: str, message: str) -> None:
    reply = api.send("GET", path)
    assert (reply.status, reply.code, reply.message) == (404, "not_found", message)
