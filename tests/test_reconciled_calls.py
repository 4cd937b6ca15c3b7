"""Calls whose answer was lost, over a socket to a workspace: what ``reconcile`` finds out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from connector.errors import ConnectorError, TransportError
from connector.sandbox import Request, Sandbox

from .both import MODES, Story, ask, play
from .http_server import Received, Reply, serving
from .sandbox.api import NORA, contact_id

MARIA = contact_id(1)
Params = dict[str, Any]


class Lossy(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends over a socket, and loses what ``lost`` says of the next call.

    Either its ``answer``, once the other end has done what was asked, or the whole ``request``.
    """

    def __init__(self) -> None:
        self.lost: str | None = None
        self._sync = httpx.HTTPTransport()
        self._async = httpx.AsyncHTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.lost == "request":
            self.lost = None
            raise httpx.WriteError("the connection was reset")
        response = self._sync.handle_request(request)
        if self.lost == "answer":
            self.lost = None
            response.close()
            raise httpx.ReadError("the connection was reset")
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.lost == "request":
            self.lost = None
            raise httpx.WriteError("the connection was reset")
        response = await self._async.handle_async_request(request)
        if self.lost == "answer":
            self.lost = None
            await response.aclose()
            raise httpx.ReadError("the connection was reset")
        return response

    def close(self) -> None:
        self._sync.close()

    async def aclose(self) -> None:
        await self._async.aclose()


@dataclass
class Workspace:
    url: str
    received: list[Received]


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Sandbox() as sandbox:

        def answer(received: Received) -> Reply:
            path, _, query = received.target.partition("?")
            asked = Request(
                received.method, path, parse_qsl(query), received.headers, received.body
            )
            response = sandbox.handle(asked)
            return Reply(response.status, response.body, dict(response.headers))

        with serving(answer) as (url, received):
            yield Workspace(url, received)


def reply(**more: Any) -> Params:
    said = {"message_type": "comment", "type": "admin", "admin_id": NORA, "body": "On <b>it</b>."}
    return {"id": "", "data": {**said, **more}}


CALLS: list[tuple[str, Params, str, tuple[str, Any]]] = [
    # action, params, the verdict when it never happened, what the object must show
    (
        "post_contacts_by_id_notes",
        {"id": MARIA, "data": {"body": "Called back & sent <b>it</b>.", "admin_id": NORA}},
        "not_done",
        ("author.id", NORA),
    ),
    (
        "post_contacts",
        {"data": {"external_id": "u/9 ü", "email": "Ada@Example.com"}},
        "not_done",
        ("external_id", "u/9 ü"),
    ),
    (
        "post_contacts",
        {"data": {"email": "Ada@Example.com"}},
        "unknown",
        ("email", "Ada@Example.com"),
    ),
    (
        "post_companies",
        {"data": {"company_id": "c-9", "name": "Velo Nine"}},
        "not_done",
        ("company_id", "c-9"),
    ),
    ("post_conversations_by_id_reply", reply(), "not_done", ("part_type", "comment")),
]


def at(found: Any, path: str) -> Any:
    for step in path.split("."):
        found = found[step]
    return found


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("lost", ["answer", "request"])
@pytest.mark.parametrize(
    ("action", "params", "missing", "shows"), CALLS, ids=lambda value: str(value)[:32]
)
def test_a_write_whose_answer_was_lost_is_found(
    mode: str,
    lost: str,
    action: str,
    params: Params,
    missing: str,
    shows: tuple[str, Any],
    workspace: Workspace,
) -> None:
    line = Lossy()

    def story() -> Story[None]:
        given = params
        if "conversations" in action:
            opened = {"data": {"from": {"type": "user", "id": MARIA}, "body": "My brake squeaks."}}
            made = yield ask("run", "post_conversations", opened)
            given = {**params, "id": made["conversation_id"]}
        line.lost = lost
        with pytest.raises(TransportError) as caught:
            yield ask("run", action, given)
        assert (caught.value.outcome, caught.value.attempts) == ("unknown", 1)
        before = len(workspace.received)
        told = yield ask("reconcile", caught.value)
        if lost == "request":
            assert told.verdict == missing
            assert told.object is None
        else:
            assert told.verdict == "done"
            assert at(told.object, shows[0]) == shows[1]
        reads = workspace.received[before:]
        assert reads
        assert {read.method for read in reads if "search" not in read.target} <= {"GET"}

    play(mode, story(), base_url=workspace.url, transport=line)


@pytest.mark.parametrize("mode", MODES)
def test_a_refusal_needs_no_look(mode: str, workspace: Workspace) -> None:
    def story() -> Story[None]:
        with pytest.raises(ConnectorError) as caught:
            yield ask("run", "post_contacts_by_id_notes", {"id": "none", "data": {"body": "x"}})
        before = len(workspace.received)
        told = yield ask("reconcile", caught.value)
        assert told.verdict == "not_done"
        assert len(workspace.received) == before

    play(mode, story(), base_url=workspace.url)


@pytest.mark.parametrize("mode", MODES)
def test_an_earlier_note_of_the_same_words_is_not_taken_for_it(
    mode: str, workspace: Workspace
) -> None:
    line = Lossy()
    # The note was there a minute before the call that breaks off began.
    params = {"id": MARIA, "data": {"body": "Again.", "admin_id": NORA}}

    def story() -> Story[None]:
        yield ask("run", "post_contacts_by_id_notes", params)
        line.lost = "request"
        with pytest.raises(TransportError) as caught:
            yield ask("run", "post_contacts_by_id_notes", params)
        call = caught.value.call
        assert call is not None
        assert json.dumps(dict(call.params)) == json.dumps(params)
        caught.value.call = type(call)(call.action, call.params, call.started_at + 60)
        assert (yield ask("reconcile", caught.value)).verdict == "not_done"

    play(mode, story(), base_url=workspace.url, transport=line)
