"""What a connection tells about its calls: log lines and OpenTelemetry spans.

One line a call at INFO; bodies at DEBUG only, and without personal data. A span is named by its
action and holds nothing personal. Where nobody listens, a call pays next to nothing.
"""

from __future__ import annotations

import logging
import sys
import time
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from .calls import Answer, Call, Send
from .redaction import redacted, without_token
from .redirects import origin_of
from .wire import Response

logger = logging.getLogger("connector")
logger.addHandler(logging.NullHandler())

MAX_LOGGED_CHARS = 10_000


class Observation:
    """One call, watched from its beginning to its end; a context manager."""

    __slots__ = ("_call", "_span", "_started", "response")

    def __init__(self, call: Call) -> None:
        self._call = call
        self._span: Any = None
        self._started = 0.0
        self.response: Response | None = None

    def __enter__(self) -> Self:
        if logger.isEnabledFor(logging.INFO):
            self._started = time.perf_counter()
        # An application that records spans has imported the API; nobody else pays for it.
        if "opentelemetry.trace" in sys.modules:
            self._span = _start_span(self._call)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._span is not None:
            _end_span(self._span, self.response, error)
        if self._started:
            self._log(error)

    def _log(self, error: BaseException | None) -> None:
        told = self.response if error is None else error
        attempts = getattr(told, "attempts", 0)
        logger.info(
            "%s %s: %s in %.0f ms, request id %s, %d retries",
            self._call.caller.connection,
            self._call.action.name,
            getattr(told, "status", None) or type(error).__name__,
            (time.perf_counter() - self._started) * 1000,
            getattr(told, "request_id", None),
            max(0, attempts - 1),
        )


def _start_span(call: Call) -> Any:
    from opentelemetry import trace

    _, host, port = origin_of(urlsplit(call.caller.base_url))
    span = trace.get_tracer("connector").start_as_current_span(
        call.action.name,
        kind=trace.SpanKind.CLIENT,
        # The message of an error may quote the API, and the API may quote a customer.
        record_exception=False,
        set_status_on_exception=False,
        attributes={
            "http.request.method": call.action.method,
            "url.template": call.action.path,
            "server.address": host,
            "server.port": port or 0,
            "connector.connection": call.caller.connection,
            "connector.action": call.action.name,
        },
    )
    return span, span.__enter__()


def _end_span(held: Any, response: Response | None, error: BaseException | None) -> None:
    from opentelemetry.trace import StatusCode

    manager, span = held
    told: Any = response if error is None else error
    status = getattr(told, "status", None)
    if status is not None:
        span.set_attribute("http.response.status_code", status)
    request_id = getattr(told, "request_id", None)
    if request_id is not None:
        span.set_attribute("connector.request_id", request_id)
    span.set_attribute("http.request.resend_count", max(0, getattr(told, "attempts", 0) - 1))
    if error is not None:
        span.set_attribute("error.type", type(error).__name__)
        span.set_status(StatusCode.ERROR)
    manager.__exit__(None, None, None)


def log_request(step: Send, personal: frozenset[str], token: str) -> None:
    """Log a request at DEBUG, without personal data and credentials."""
    _log_body("sent", step.action.name, step.request.content, personal, token)


def log_answer(step: Send, answer: Answer, personal: frozenset[str], token: str) -> None:
    """Log an answer at DEBUG, without personal data."""
    told = f"answered {answer.response.status}"
    _log_body(told, step.action.name, answer.response.content, personal, token)


def _log_body(
    what: str, action: str, content: bytes | None, personal: frozenset[str], token: str
) -> None:
    logger.debug("%s %s: %s", action, what, _scrubbed(content or b"", personal, token))


def _scrubbed(content: bytes, personal: frozenset[str], token: str) -> str:
    """Return a body as text without personal data; what is not JSON is only measured."""
    import json

    if not content:
        return "no body"
    try:
        data = json.loads(content)
        text = json.dumps(redacted(data, personal), ensure_ascii=False)
    except (ValueError, RecursionError):
        return f"{len(content)} bytes"
    return str(without_token(text, token))[:MAX_LOGGED_CHARS]


def bodies_are_logged() -> bool:
    """Whether anybody wants to see bodies."""
    return logger.isEnabledFor(logging.DEBUG)
