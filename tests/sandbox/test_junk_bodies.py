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

JUNK_WHOLES: list[Any] = [
    [], "x", 7, None, b"{", b"\xff", b'{"a":' * 2_000, b'{"a": NaN}', b'{"a": 1e999}',
    b'{"a": "\\ud800"}', b"1" * 5_000,
]  # fmt: skip

JUNK_TEXTS = ["0", "-1", "%00", "%FF", "%F0%9F%9A%B2", "9" * 400, "a%2Fb", "'", "1.5", "last"]

QUERY_NAMES = (
    "page", "per_page", "app_id", "client_id", "expires", "signature", "cursor", "starting_after",
    "order", "ruleset_id", "message_id", "include_archived", "created_at_after", "display_as",
    "model", "summary", "phrase", "state", "folder_id", "locale", "highlight", "help_center_id",
    "scroll_param", "tag_id", "segment_id", "name", "updated_since", "start_ts",
)  # fmt: skip

# What refuses in a shape of its own.
OTHER_SHAPES = {"POST /phone_call_redirects", "POST /fin/csat"}

Calls = list[tuple[str, dict[str, str], Any]]
LISTS: dict[str, Calls] = {"listed": CALLS, "other": OTHER_CALLS}
WRITES = [
    (name, number)
    for name, calls in LISTS.items()
    for number, call in enumerate(calls)
    if isinstance(call[2], dict)
]


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


def _lacking(body: Any, path: tuple[Any, ...]) -> Any:
    made = copy.deepcopy(body)
    place = made
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return made


def _play(api: Api, calls: Calls) -> None:
    for operation, values, body in calls:
        method, template = operation.split(" ")
        api.send(method, template.format(**values), body, query_of(template, values))


@pytest.mark.parametrize(
    ("name", "number"), WRITES, ids=[LISTS[name][number][0] for name, number in WRITES]
)
def test_junk_in_any_place_of_a_body(api: Api, name: str, number: int) -> None:
    _play(api, LISTS[name][:number])
    operation, values, body = LISTS[name][number]
    method, template = operation.split(" ")
    path, query = template.format(**values), query_of(template, values)
    before = api.sandbox.snapshot()
    places = list(_places(body))
    for sent in [
        *JUNK_WHOLES,
        *(_lacking(body, place) for place in places),
        *(_spoiled(body, place, junk) for place in places for junk in JUNK),
    ]:
        reply = api.send(method, path, sent, query)
        assert 200 <= reply.status < 500, (sent, reply.data)
        if reply.status < 400:
            api.sandbox.restore(before)
        elif operation not in OTHER_SHAPES:
            assert reply.data["type"] == "error.list"
            assert reply.data["errors"][0]["code"]


@pytest.mark.parametrize("name", LISTS)
def test_junk_in_any_value_of_an_address(api: Api, name: str) -> None:
    for operation, values, body in LISTS[name]:
        method, template = operation.split(" ")
        before = api.sandbox.snapshot()
        asked = [{**values, key: junk} for key in values for junk in JUNK_TEXTS]
        if method == "GET":
            asked += [{**values, key: junk} for key in QUERY_NAMES for junk in ("-1", "x\x00")]
        for given in asked:
            path, query = template.format(**given), query_of(template, given)
            reply = api.send(method, path, body, query)
            assert 200 <= reply.status < 500, (operation, given, reply.data)
            if method != "GET" and reply.status < 400:
                api.sandbox.restore(before)
        api.sandbox.restore(before)
        _play(api, [(operation, values, body)])


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
@pytest.mark.parametrize("value", JUNK_TEXTS)
def test_junk_in_addresses(api: Api, path: str, value: str) -> None:
    query = dict.fromkeys(QUERY_NAMES, value)
    for asked in ({}, query, {**query, "page": "1", "per_page": "1"}):
        reply = api.send("GET", path.format(value), query=asked)
        assert 200 <= reply.status < 500, (path, asked)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_other_methods_on_every_address(api: Api, method: str) -> None:
    paths = {
        operation.split(" ")[1].format(**values) for operation, values, _ in [*CALLS, *OTHER_CALLS]
    }
    for path in sorted(paths):
        assert 200 <= api.send(method, path).status < 500, path
