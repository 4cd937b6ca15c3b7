"""The sandbox itself: a request in, a response out, one transaction between.

`Sandbox.handle` is the whole interface; transports and servers only carry bytes to it. It may be
called from several threads. It reads no clock but the one it is given.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from . import (
    admins,
    companies,
    contacts,
    conversations,
    data_attributes,
    notes,
    segments,
    tags,
    ticket_types,
    tickets,
)
from .body import Query, parse_body
from .limits import RateWindow
from .messages import Answer, Refusal, Request, Response
from .records import Records
from .routes import Call, Match, Router
from .store import Store

_NOUNS = (
    admins,
    companies,
    contacts,
    conversations,
    data_attributes,
    notes,
    segments,
    tags,
    ticket_types,
    tickets,
)

IN_MEMORY = ":memory:"
DEFAULT_VERSION = "Preview"


class Sandbox:
    """A local Intercom on a data file, or in memory.

    Args:
        data: Path of the data file; made and filled with a small workspace when it is new.
            `":memory:"` keeps everything in this object.
        token: The only bearer token accepted; any is when None.
        now: The clock, in UNIX seconds.
    """

    def __init__(
        self,
        data: str | Path = IN_MEMORY,
        *,
        token: str | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._token = token
        self._now = now
        self._window = RateWindow()
        self._router = Router(chain.from_iterable(noun.routes.routes for noun in _NOUNS))
        path = None if str(data) == IN_MEMORY else Path(data)
        self._store = Store(path, self._fill)

    def handle(self, request: Request) -> Response:
        """Answer one request. Never raises for anything a caller can send."""
        request_id = _new_request_id()
        headers = {
            "X-Request-Id": request_id,
            "Intercom-Version": request.headers.get("intercom-version") or DEFAULT_VERSION,
        }
        now = self._now()
        try:
            self._check_token(request)
            headers.update(self._window.count(now).headers())
            answer = self._answer(request, int(now))
        except Refusal as refusal:
            return _response(refusal.status, refusal.to_json(request_id), headers)
        return _response(answer.status, answer.data, {**headers, **answer.headers})

    def reset(self) -> None:
        """Empty the data and fill it with the small workspace again."""
        self._store.reset()

    def close(self) -> None:
        """Let go of the data file. The sandbox cannot be used afterwards."""
        self._store.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _check_token(self, request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        token = token.strip()
        accepted = scheme.lower() == "bearer" and token != ""
        if accepted and self._token is not None:
            from hmac import compare_digest

            accepted = compare_digest(token.encode(), self._token.encode())
        if not accepted:
            raise Refusal(401, "unauthorized", "Access Token Invalid")

    def _answer(self, request: Request, now: int) -> Answer:
        match = self._router.match(request.method, request.path)
        if match is None:
            raise _unanswered(request)
        transaction = self._store.write if match.route.writes else self._store.read
        body = parse_body(request.body)
        with transaction() as records:
            call = Call(records, now, match.values, Query(request.query), body)
            return _run(match, call)

    def _fill(self, records: Records) -> None:
        from .seed import fill

        fill(records, lambda call, method, path: self._replay(call, method, path))

    def _replay(self, call: Call, method: str, path: str) -> Any:
        """Run one request of the seed inside the transaction that fills the file."""
        match = self._router.match(method, path)
        if match is None:
            raise ValueError(f"the seed asks for {method} {path}, which nothing answers")
        return _run(match, Call(call.records, call.now, match.values, call.query, call.body)).data


def _run(match: Match, call: Call) -> Answer:
    answer = match.route.handler(call)
    return answer if isinstance(answer, Answer) else Answer(answer)


def _unanswered(request: Request) -> Refusal:
    from .operations import is_operation

    if is_operation(request.method, request.path):
        return Refusal(
            501,
            "not_implemented",
            f"The sandbox does not answer {request.method} {request.path} yet",
        )
    return Refusal(404, "not_found", "Resource Not Found")


def _response(status: int, data: Any, headers: Mapping[str, str]) -> Response:
    if data is None:
        return Response(status, {**headers, "Content-Length": "0"}, b"")
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    typed = {
        **headers,
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    return Response(status, typed, body)


def _new_request_id() -> str:
    """A random id in the form of a UUID."""
    digits = os.urandom(16).hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
