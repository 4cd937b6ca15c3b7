"""What a connection tells about its calls: log lines, hooks and spans, and what they never hold."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from connector import Connection
from connector.calls import RequestEvent, ResponseEvent, RetryEvent
from connector.errors import ConnectError, NotFound, RateLimited, ServerError
from connector.observation import MAX_LOGGED_CHARS

from .both import MODES, TOKEN, Ask, ask, play_call

ROOT = Path(__file__).parents[1]
EMAIL, NAME = "ada.lovelace@example.com", "Ada Lovelace"
MADE = {"type": "contact", "id": "c-1", "email": EMAIL, "name": NAME, "role": "user"}
MAKE = ask("run", "post_contacts", {"data": {"email": EMAIL, "name": NAME, "role": "user"}})
FIND = ask("run", "get_contacts_by_id", {"id": "c-1"})
PERSONAL = (EMAIL, NAME, TOKEN, "Lovelace")

both = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(autouse=True)
def _no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.random", lambda: 0.0)


def answering(*statuses: int) -> httpx.MockTransport:
    """Answer with these statuses in turn, then with success; every answer quotes the contact."""
    left = list(statuses)
    count = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal count
        count += 1
        told = {"X-Request-Id": f"r-{count}"}
        if left:
            quoted = f"{EMAIL} and {request.headers['Authorization']}"
            body = {"type": "error.list", "errors": [{"code": "bad", "message": quoted}]}
            return httpx.Response(left.pop(0), json=body, headers=told)
        return httpx.Response(200, json=MADE, headers=told)

    return httpx.MockTransport(answer)


def messages(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("connector") and record.levelno == level
    ]


# ── Log lines ──


@both
@pytest.mark.parametrize(
    ("wanted", "statuses", "line"),
    [
        (MAKE, (), r"desk post_contacts: 200 in \d+ ms, request id r-1, 0 retries"),
        (FIND, (503, 503), r"desk get_contacts_by_id: 200 in \d+ ms, request id r-3, 2 retries"),
        (FIND, (404,), r"desk get_contacts_by_id: 404 in \d+ ms, request id r-1, 0 retries"),
        (MAKE, (429, 409), r"desk post_contacts: 409 in \d+ ms, request id r-2, 1 retries"),
    ],
)
def test_a_call_is_one_line(
    mode: str, wanted: Ask, statuses: tuple[int, ...], line: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "connector")
    failed = bool(statuses) and statuses[-1] < 500
    if failed:
        with pytest.raises(Exception, match=str(statuses[-1])):
            play_call(mode, wanted, transport=answering(*statuses))
    else:
        play_call(mode, wanted, transport=answering(*statuses))
    [told] = messages(caplog, logging.INFO)
    assert re.fullmatch(line, told), told
    assert [word for word in PERSONAL if word in caplog.text] == []


@both
def test_a_call_that_never_got_there_is_a_line_too(
    mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "connector")
    with pytest.raises(ConnectError):
        play_call(mode, FIND, base_url="http://127.0.0.1:1", max_retries=2)
    [told] = messages(caplog, logging.INFO)
    assert told.startswith("desk get_contacts_by_id: ConnectError in ")
    assert told.endswith("request id None, 2 retries")


def test_each_page_is_a_call(caplog: pytest.LogCaptureFixture) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        place = request.url.params.get("starting_after")
        following = None if place else {"starting_after": "x"}
        return httpx.Response(200, json={"data": [{"id": place}], "pages": {"next": following}})

    caplog.set_level(logging.INFO, "connector")
    with Connection("desk", token=TOKEN, transport=httpx.MockTransport(answer)) as connection:
        assert len(list(connection.iterate("get_contacts"))) == 2
    assert len(messages(caplog, logging.INFO)) == 2


@both
def test_bodies_are_shown_at_debug_without_personal_data(
    mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "connector")
    play_call(mode, MAKE, transport=answering())
    sent, answered = messages(caplog, logging.DEBUG)
    scrubbed = {"email": "[redacted]", "name": "[redacted]", "role": "user"}
    assert sent.startswith("post_contacts sent: ")
    assert json.loads(sent.removeprefix("post_contacts sent: ")) == scrubbed
    assert answered.startswith("post_contacts answered 200: ")
    assert '"id": "c-1"' in answered
    assert [word for word in PERSONAL if word in caplog.text] == []
    assert len(messages(caplog, logging.INFO)) == 1


@both
def test_a_token_that_comes_back_is_not_logged(mode: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "connector")
    with pytest.raises(NotFound):
        play_call(mode, FIND, transport=answering(404))
    assert "answered 404" in caplog.text
    assert TOKEN not in caplog.text


@both
@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b"", "no body"),
        (f"{EMAIL} is not JSON".encode(), "36 bytes"),
        (b"[" * 100_000, "100000 bytes"),
        (json.dumps(["x" * 50_000]).encode(), "xxxx"),
    ],
    ids=["empty", "text", "deep", "long"],
)
def test_odd_bodies_are_measured_and_long_ones_cut(
    mode: str, body: bytes, shown: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "connector")
    given = httpx.MockTransport(lambda request: httpx.Response(404, content=body))
    with pytest.raises(NotFound):
        play_call(mode, FIND, transport=given)
    sent, answered = messages(caplog, logging.DEBUG)
    assert sent == "get_contacts_by_id sent: no body"
    assert shown in answered
    assert EMAIL not in caplog.text
    assert len(answered) <= MAX_LOGGED_CHARS + 100


QUIET = """
import httpx, connector, logging
logging.getLogger("connector").setLevel(logging.DEBUG)
answer = httpx.MockTransport(lambda request: httpx.Response(404, json={}))
with connector.Connection("desk", token="t-o-k-e-n", transport=answer) as desk:
    try:
        desk.run("get_me")
    except connector.errors.NotFound:
        pass
import sys
assert not [name for name in sys.modules if name.startswith("opentelemetry")]
"""


def test_nothing_is_printed_and_no_tracing_is_imported_unasked() -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUIET], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# ── Hooks ──

GET = ("desk", "get_contacts_by_id", "GET", "/contacts/{id}")


@pytest.mark.parametrize(
    ("mode", "hooks"), [("sync", "plain"), ("async", "plain"), ("async", "async")]
)
def test_hooks_are_told_in_order(mode: str, hooks: str) -> None:
    told: list[Any] = []

    async def note(event: Any) -> None:
        told.append(event)

    hook: Any = told.append if hooks == "plain" else note
    options = {"on_request": hook, "on_response": hook, "on_retry": hook}
    play_call(mode, FIND, transport=answering(503), **options)
    retry = told[2]
    assert isinstance(retry.error, ServerError)
    assert told == [
        RequestEvent(*GET, 1),
        ResponseEvent("desk", "get_contacts_by_id", 503, "r-1", 1),
        RetryEvent("desk", "get_contacts_by_id", 1, 0.0, retry.error),
        RequestEvent(*GET, 2),
        ResponseEvent("desk", "get_contacts_by_id", 200, "r-2", 2),
    ]


@both
def test_each_hook_is_told_its_own_events(mode: str) -> None:
    told: dict[str, list[Any]] = {"on_request": [], "on_response": [], "on_retry": []}
    for name, heard in told.items():
        play_call(mode, FIND, transport=answering(503), **{name: heard.append})
    kinds = {name: [type(event) for event in heard] for name, heard in told.items()}
    assert kinds == {
        "on_request": [RequestEvent] * 2,
        "on_response": [ResponseEvent] * 2,
        "on_retry": [RetryEvent],
    }


@both
def test_hooks_never_see_the_token(mode: str) -> None:
    told: list[Any] = []
    play_call(
        mode,
        FIND,
        transport=answering(503),
        on_request=told.append,
        on_response=told.append,
        on_retry=told.append,
    )
    error = told[2].error
    assert (error.connection, error.action) == ("desk", "get_contacts_by_id")
    shown = [repr(event) for event in told]
    shown += [str(error), repr(error), json.dumps(error.to_dict()), repr(error.__dict__)]
    assert [text for text in shown if TOKEN in text] == []


@both
def test_what_a_hook_raises_ends_the_call(mode: str) -> None:
    def stop(event: Any) -> None:
        raise KeyError("stopped by the hook")

    asked: list[httpx.Request] = []
    given = httpx.MockTransport(lambda request: asked.append(request) or httpx.Response(200))  # type: ignore[func-returns-value]
    with pytest.raises(KeyError, match="stopped by the hook"):
        play_call(mode, FIND, transport=given, on_request=stop)
    assert asked == []


# ── Spans ──


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def one(spans: InMemorySpanExporter) -> ReadableSpan:
    [span] = spans.get_finished_spans()
    assert [word for word in PERSONAL if word in span.to_json()] == []
    assert span.events == ()
    return span


@both
def test_a_call_is_a_span(mode: str, spans: InMemorySpanExporter) -> None:
    play_call(mode, MAKE, transport=answering(429))
    span = one(spans)
    assert (span.name, span.kind) == ("post_contacts", trace.SpanKind.CLIENT)
    assert dict(span.attributes or {}) == {
        "http.request.method": "POST",
        "url.template": "/contacts",
        "server.address": "api.intercom.io",
        "server.port": 443,
        "connector.connection": "desk",
        "connector.action": "post_contacts",
        "http.response.status_code": 200,
        "connector.request_id": "r-2",
        "http.request.resend_count": 1,
    }
    assert span.status.is_unset


@both
def test_a_span_says_that_a_call_failed_and_quotes_nobody(
    mode: str, spans: InMemorySpanExporter
) -> None:
    with pytest.raises(NotFound):
        play_call(mode, FIND, transport=answering(404))
    span = one(spans)
    attributes = dict(span.attributes or {})
    assert attributes["url.template"] == "/contacts/{id}"
    assert attributes["http.response.status_code"] == 404
    assert attributes["error.type"] == "NotFound"
    assert attributes["http.request.resend_count"] == 0
    assert (span.status.status_code, span.status.description) == (trace.StatusCode.ERROR, None)


@both
def test_a_span_of_what_never_got_there_has_no_status(
    mode: str, spans: InMemorySpanExporter
) -> None:
    with pytest.raises(ConnectError):
        play_call(mode, FIND, base_url="http://127.0.0.1:1", max_retries=1)
    attributes = dict(one(spans).attributes or {})
    assert "http.response.status_code" not in attributes
    assert attributes["error.type"] == "ConnectError"
    assert attributes["server.address"] == "127.0.0.1"
    assert attributes["server.port"] == 1
    assert attributes["http.request.resend_count"] == 1


def test_a_span_belongs_to_the_span_around_it(spans: InMemorySpanExporter) -> None:
    with trace.get_tracer("app").start_as_current_span("workflow") as around:
        play_call("sync", FIND, transport=answering())
        play_call("async", FIND, transport=answering())
        assert trace.get_current_span() is around
    *calls, _ = spans.get_finished_spans()
    parents = {call.parent.span_id for call in calls if call.parent is not None}
    assert parents == {around.get_span_context().span_id}


@both
def test_a_call_that_the_limiter_held_back_is_told_as_such(
    mode: str, spans: InMemorySpanExporter
) -> None:
    with pytest.raises(RateLimited):
        play_call(mode, FIND, transport=answering(*[429] * 9), max_retries=0)
    assert dict(one(spans).attributes or {})["http.response.status_code"] == 429
