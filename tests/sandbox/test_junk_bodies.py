"""Whatever a caller puts where, the answer is an answer: a success or a refusal, never a crash."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from .api import Api
from .test_described_answers import CALLS, OTHER_CALLS, query_of

JUNK: list[Any] = [
    None, 0, -1, True, "", " ", "x", "\x00", "ä/?#%", [], {}, [None], [[]], [{}], {"id": None},
    {"": {"": []}}, 2**53, 1e300, "9" * 30, ["x"] * 30, {"type": "x", "id": ["x"]},
]  # fmt: skip


def _places(value: Any) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a body."""
    items = (
        value.items() if isinstance(value, dict) else enumerate(value)
        if isinstance(value, list) else ()
    )  # fmt: skip
    for key, inner in items:
        yield (key,)
        yield from ((key, *path) for path in _places(inner))


def _spoiled(body: Any, path: tuple[Any, ...], junk: Any) -> Any:
    made = copy.deepcopy(body)
    place = made
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = copy.deepcopy(junk)
    return made


COVERED = (
    "/search", "/fin", "/phone_call", "/custom_channel", "/tickets/enqueue", "/export",
)  # fmt: skip
WRITES = [
    (operation, values, body)
    for operation, values, body in CALLS
    if body is not None and any(part in operation for part in COVERED)
]
BEGINNINGS = ("POST /fin/start", "POST /custom_channel_events/notify_new_conversation")


@pytest.mark.parametrize(
    ("operation", "values", "body"), WRITES, ids=[operation for operation, _, _ in WRITES]
)
def test_junk_in_any_place_of_a_body(
    api: Api, operation: str, values: dict[str, str], body: Any
) -> None:
    method, template = operation.split(" ")
    path = template.format(**values)
    for earlier, _, sent in WRITES:
        if earlier in BEGINNINGS:
            api.post(earlier.split(" ")[1], sent)
    wholes = [[], "x", 7, None]
    spoiled = [_spoiled(body, place, junk) for place in _places(body) for junk in JUNK]
    for number, sent in enumerate([*wholes, *spoiled]):
        if isinstance(sent, dict) and "event_id" in sent and sent["event_id"] == body["event_id"]:
            sent["event_id"] = f"event-{number}"
        reply = api.send(method, path, sent)
        assert 200 <= reply.status < 500, (sent, reply.data)
        if reply.status >= 400 and "error_key" not in reply.data:
            assert reply.data["type"] == "error.list"


OTHER_WRITES = [number for number, call in enumerate(OTHER_CALLS) if isinstance(call[2], dict)]


@pytest.mark.parametrize(
    "number", OTHER_WRITES, ids=[OTHER_CALLS[number][0] for number in OTHER_WRITES]
)
def test_junk_in_any_place_of_the_bodies_of_other_versions(api: Api, number: int) -> None:
    for operation, values, body in OTHER_CALLS[:number]:
        method, template = operation.split(" ")
        api.send(method, template.format(**values), body, query_of(template, values))
    operation, values, body = OTHER_CALLS[number]
    method, template = operation.split(" ")
    with api.sandbox.unchanged():
        for sent in [[], "x", 7, None]:
            assert api.send(method, template.format(**values), sent).status < 500, sent
    before = api.sandbox.snapshot()
    for sent in (_spoiled(body, place, junk) for place in _places(body) for junk in JUNK):
        reply = api.send(method, template.format(**values), sent)
        assert 200 <= reply.status < 500, (sent, reply.data)
        if reply.status < 400:
            api.sandbox.restore(before)


@pytest.mark.parametrize(
    "path",
    [
        "/calls", "/calls/{}", "/calls/{}/recording", "/calls/{}/transcript",
        "/files/recordings/{}", "/fin/events/{}", "/fin_voice/collect/{}",
        "/fin_voice/external_id/{}", "/fin_voice/phone_number/{}", "/fin_voice/conversation/{}",
        "/jobs/status/{}", "/export/content/data/{}", "/download/content/data/{}",
        "/export/reporting_data/{}", "/download/reporting_data/{}", "/export/workflows/{}",
        "/contacts/bulk/{}", "/companies/bulk/{}", "/contacts/activities",
        "/contacts/{}/merge_history", "/contacts/66a1c0dec001000000000001/merge_history",
        "/companies/{}/notes", "/conversations/deleted", "/conversations/attributes/{}",
        "/conversations/{}/handling_events", "/conversations/{}/side_conversations",
        "/conversations/1001/side_conversations", "/messages/status", "/messages/whatsapp/status",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "value", ["0", "-1", "%00", "%FF", "%F0%9F%9A%B2", "9" * 400, "a%2Fb", "'"]
)
def test_junk_in_addresses(api: Api, path: str, value: str) -> None:
    names = (
        "page", "per_page", "app_id", "client_id", "expires", "signature", "cursor",
        "starting_after", "order", "ruleset_id", "message_id", "include_archived",
    )  # fmt: skip
    query = dict.fromkeys(names, value)
    for asked in ({}, query, {**query, "page": "1", "per_page": "1"}):
        reply = api.send("GET", path.format(value), query=asked)
        assert 200 <= reply.status < 500, (path, asked)
