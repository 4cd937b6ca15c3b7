"""The request of every action, as the API's description demands it: once built, once over a socket.

The cases are data, see ``cases/README.md``; nothing here knows an action.
"""

from __future__ import annotations

import asyncio
import email
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from connector import AsyncConnection, Catalog, Connection, load_catalog
from connector.errors import InvalidParams, UnavailableAction

TOKEN = "t0ken-for-tests"
DEFAULT_VERSION = "2.16"
CASE_KEYS = {"action", "about", "version", "refused_by", "params", "request"}
REQUEST_KEYS = {"method", "target", "headers", "body", "form"}
CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "requests.json").read_text(encoding="utf-8")
)


def _numbered(cases: list[dict[str, Any]]) -> list[Any]:
    """Return the cases as pytest params, each named by its action and its number there."""
    counts: dict[str, int] = {}
    params = []
    for case in cases:
        counts[case["action"]] = number = counts.get(case["action"], 0) + 1
        params.append(pytest.param(case, id=f"{case['action']}-{number}"))
    return params


every_case = pytest.mark.parametrize("case", _numbered(CASES))
first_case_of_each = pytest.mark.parametrize(
    "case", _numbered(list({case["action"]: case for case in reversed(CASES)}.values())[::-1])
)


@dataclass(frozen=True)
class Sent:
    """A request as it goes over the wire; ``target`` is path and query of the request line."""

    method: str
    target: str
    headers: httpx.Headers
    content: bytes


@dataclass(frozen=True)
class Answer:
    """What the server answers, and what the caller gets to see of it."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    result: Any


ANSWERS = {
    "json": Answer(
        200,
        {"Content-Type": "application/json; charset=utf-8"},
        '{"type": "thing", "id": "7", "name": "Zoë", "note": null}'.encode(),
        {"type": "thing", "id": "7", "name": "Zoë", "note": None},
    ),
    "empty": Answer(202, {}, b"", None),
    "text": Answer(
        200,
        {"Content-Type": "text/plain; charset=utf-8"},
        "[00:00:02] Zoë: hello\n".encode(),
        "[00:00:02] Zoë: hello\n",
    ),
    "binary": Answer(
        200, {"Content-Type": "application/octet-stream"}, b"PK\x00\xff{}\r\n", b"PK\x00\xff{}\r\n"
    ),
    "redirect": Answer(
        302,
        {"Location": "https://files.example.com/8801.wav?signature=a%2Fb"},
        b"",
        "https://files.example.com/8801.wav?signature=a%2Fb",
    ),
}


class RecordingServer(ThreadingHTTPServer):
    """Records what it is sent and answers with ``answer``."""

    # Closing the server waits for its connections, so that none outlives the tests.
    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = ANSWERS["json"]
        self.received: list[Sent] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def expect(self, returns: str) -> Answer:
        """Forget what came before; answer from now on as an action that returns this."""
        self.received.clear()
        self.answer = ANSWERS[returns]
        return self.answer


class _Handler(BaseHTTPRequestHandler):
    server: RecordingServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 10

    def _answer(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = httpx.Headers(list(self.headers.items()))
        self.server.received.append(Sent(self.command, self.path, headers, content))
        answer = self.server.answer
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[RecordingServer]:
    with RecordingServer() as recording:
        thread = threading.Thread(target=recording.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield recording
        recording.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def connections(server: RecordingServer) -> Iterator[Mapping[str | None, Connection]]:
    """One connection for each version that a case asks for, ``None`` for the default."""
    with ExitStack() as stack:
        yield {
            version: stack.enter_context(
                Connection("test", token=TOKEN, base_url=server.url, version=version, timeout=10)
            )
            for version in {case.get("version") for case in CASES}
        }


def unopened(version: str | None, *, strict: bool = False) -> Connection:
    """Return a connection that leads nowhere; what it sends is only prepared."""
    return Connection(
        "test", token=TOKEN, base_url="http://127.0.0.1:9", version=version, strict=strict
    )


def exactly(value: Any) -> str:
    """Return JSON in which 1, 1.0, true and "1" differ, and the order of keys does not."""
    return json.dumps(value, sort_keys=True)


def form_of(sent: Sent) -> list[list[str | None]]:
    """Return name, file name and text of each field of a ``multipart/form-data`` body."""
    (media_type,) = sent.headers.get_list("Content-Type")
    message = email.message_from_bytes(
        f"Content-Type: {media_type}\r\n\r\n".encode() + sent.content
    )
    assert message.get_content_type() == "multipart/form-data"
    parts: Any = message.get_payload()
    return [
        [
            part.get_param("name", header="Content-Disposition"),
            part.get_filename(),
            part.get_payload(decode=True).decode(),
        ]
        for part in parts
    ]


def assert_sent(sent: Sent, case: Mapping[str, Any]) -> None:
    wanted = case["request"]
    headers = {
        "Accept": "application/json",
        "Intercom-Version": case.get("version", DEFAULT_VERSION),
        **wanted.get("headers", {}),
    }
    assert (sent.method, sent.target) == (wanted["method"], wanted["target"])
    for name, value in headers.items():
        assert sent.headers.get_list(name) == [value], name
    assert sent.headers.get_list("Authorization") == [f"Bearer {TOKEN}"]
    if "body" in wanted:
        assert sent.headers.get_list("Content-Type") == ["application/json"]
        assert sent.headers.get_list("Content-Length") == [str(len(sent.content))]
        assert exactly(json.loads(sent.content)) == exactly(wanted["body"])
    elif "form" in wanted:
        assert sent.headers.get_list("Content-Length") == [str(len(sent.content))]
        assert form_of(sent) == wanted["form"]
    else:
        assert sent.content == b""
        assert "Content-Type" not in sent.headers
        assert sent.headers.get("Content-Length", "0") == "0"
    assert "Transfer-Encoding" not in sent.headers


def assert_result(result: Any, answer: Answer) -> None:
    assert type(result) is type(answer.result)
    assert result == answer.result


def test_every_action_has_a_case_and_every_case_an_action(catalog: Catalog) -> None:
    assert {case["action"] for case in CASES} == set(catalog)


def test_each_schema_that_an_action_has_in_any_version_has_a_case(catalog: Catalog) -> None:
    rule = catalog.header.version
    assert rule is not None
    versions = [version for version in rule.known if version not in rule.snapshots]
    alike: dict[str, dict[str, set[str]]] = {}
    for version in versions:
        for action in load_catalog(version=version).values():
            schemas = alike.setdefault(action.name, {})
            schemas.setdefault(exactly(action.schema), set()).add(version)
    cased: dict[str, set[str]] = {}
    for case in CASES:
        version = case["params"].get(rule.header) or case.get("version", DEFAULT_VERSION)
        cased.setdefault(case["action"], set()).add(rule.same_as.get(version, version))
    without = {
        f"{name}, {sorted(group)}"
        for name, schemas in alike.items()
        for group in schemas.values()
        if not group & cased[name]
    }
    assert without == set()


def test_the_cases_are_well_formed_and_differ() -> None:
    for case in CASES:
        assert {"action", "params", "request"} <= set(case) <= CASE_KEYS, case
        assert {"method", "target"} <= set(case["request"]) <= REQUEST_KEYS, case
    calls = [exactly([case["action"], case.get("version"), case["params"]]) for case in CASES]
    assert len(set(calls)) == len(calls)


@every_case
def test_the_request_is_built_as_described(case: dict[str, Any]) -> None:
    given = exactly(case["params"])
    connection = unopened(case.get("version"))
    request = connection.prepare(case["action"], case["params"])
    assert request.url.copy_with(raw_path=b"/") == "http://127.0.0.1:9/"
    target = request.url.raw_path.decode("ascii")
    assert_sent(Sent(request.method, target, request.headers, request.read()), case)
    assert exactly(case["params"]) == given, "the caller's params were changed"


def _refusals() -> Iterator[Any]:
    for number, case in enumerate(CASES, start=1):
        for version in case.get("refused_by", ()):
            yield pytest.param(case, version, id=f"{case['action']}-{number}-{version}")


@pytest.mark.parametrize(("case", "version"), list(_refusals()))
def test_a_version_that_does_not_have_it_refuses_it(case: dict[str, Any], version: str) -> None:
    """What only some versions take is refused by the others, before anything is sent."""
    unopened(case.get("version"), strict=True).prepare(case["action"], case["params"])
    with pytest.raises((InvalidParams, UnavailableAction)) as caught:
        unopened(version, strict=True).prepare(case["action"], case["params"])
    assert caught.value.outcome == "not_sent"


@every_case
def test_the_server_receives_it_and_the_result_has_its_kind(
    case: dict[str, Any],
    catalog: Catalog,
    server: RecordingServer,
    connections: Mapping[str | None, Connection],
) -> None:
    answer = server.expect(catalog[case["action"]].returns)
    result = connections[case.get("version")].run(case["action"], case["params"])
    (sent,) = server.received
    assert_sent(sent, case)
    assert_result(result, answer)


@first_case_of_each
def test_an_async_connection_sends_and_returns_the_same(
    case: dict[str, Any], catalog: Catalog, server: RecordingServer
) -> None:
    async def run() -> Any:
        async with AsyncConnection(
            "test", token=TOKEN, base_url=server.url, version=case.get("version"), timeout=10
        ) as opened:
            return await opened.run(case["action"], case["params"])

    answer = server.expect(catalog[case["action"]].returns)
    result = asyncio.run(run())
    (sent,) = server.received
    assert_sent(sent, case)
    assert_result(result, answer)
