"""From a request to the answer of a handler: who may ask, for what, and in which transaction.

Nothing here belongs to one noun. Faults that were asked for come in as data; broken connections and
delays are not its business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from .body import Body, Query, parse_body
from .faults import Fault
from .limits import RateWindow
from .messages import Answer, Refusal, Request, Response
from .records import Records
from .responses import (
    answer_response,
    base_url,
    http_date,
    raw_response,
    refusal_response,
)
from .routes import Call, Match, Route, Router
from .store import Store
from .versions import DEFAULT_VERSION, check_version

_SEARCHES = frozenset({"/contacts/search", "/conversations/search", "/tickets/search"})
"""What lags behind where a lag is asked for."""


class Answerer:
    """Answers requests by the routes of all nouns. `token` is the only one taken; any when None."""

    def __init__(
        self, routes: Iterable[Route], clock: Callable[[], float], token: str | None
    ) -> None:
        self.window = RateWindow()
        self.search_lag_s = 0.0
        self.router = Router(routes)
        self._clock = clock
        self._token = token

    def respond(
        self,
        store: Store,
        request: Request,
        request_id: str,
        now: float,
        fault: Fault | None = None,
    ) -> Response:
        """Answer one request at a time in UNIX seconds; with the status of a fault that has one."""
        version = request.headers.get("intercom-version")
        headers = {
            "Date": http_date(int(now)),
            "X-Request-Id": request_id,
            "Intercom-Version": version or DEFAULT_VERSION,
        }
        match = self.router.match(request.method, request.path)
        try:
            if match is None or not match.route.signed:
                self._admit(request, match, headers, now)
            refusal = None if fault is None else fault.refusal()
            if refusal is not None:
                if refusal.status == 429:
                    headers["X-RateLimit-Remaining"] = "0"
                raise refusal
            if fault is not None and fault.status is not None:
                return raw_response(fault.status, fault.raw_body(), headers)
            return answer_response(self._answer(store, request, match, now), headers)
        except Refusal as refusal:
            return refusal_response(refusal, request_id, headers)

    def _admit(
        self, request: Request, match: Match | None, headers: dict[str, str], now: float
    ) -> None:
        """Refuse whoever has no token, calls too often, or names a version that will not do."""
        self._check_token(request)
        allowance = self.window.count(now)
        headers.update(allowance.headers())
        if allowance.exceeded:
            raise allowance.refusal()
        template = None if match is None else match.route.template
        check_version(
            request.headers.get("intercom-version"), request.method, request.path, template
        )

    def _check_token(self, request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        token = token.strip()
        accepted = scheme.lower() == "bearer" and token != ""
        if accepted and self._token is not None:
            from hmac import compare_digest

            accepted = compare_digest(token.encode(), self._token.encode())
        if not accepted:
            raise Refusal(401, "unauthorized", "Access Token Invalid")

    def _answer(self, store: Store, request: Request, match: Match | None, now: float) -> Answer:
        if match is None:
            raise _unanswered(request)
        body = _body_of(request, match)
        with self._transaction(store, match, now) as records:
            call = Call(
                records,
                int(now),
                match.values,
                Query(request.query),
                body,
                base_url=base_url(request),
                accept=request.headers.get("accept", ""),
            )
            return _run(match, call)

    def _transaction(
        self, store: Store, match: Match, now: float
    ) -> AbstractContextManager[Records]:
        lag_s = self.search_lag_s
        if match.route.writes:
            return store.write(self._clock if lag_s > 0 else None)
        if lag_s > 0 and match.route.template in _SEARCHES:
            return store.read_as_of(now - lag_s)
        return store.read()

    def replay(self, call: Call, method: str, path: str) -> Any:
        """Run one request of a seed inside the transaction that it is part of; gives its data.

        Raises Refusal as the API would, ValueError for a request that nothing answers.
        """
        match = self.router.match(method, path)
        if match is None:
            raise ValueError(f"the seed asks for {method} {path}, which nothing answers")
        return _run(match, Call(call.records, call.now, match.values, call.query, call.body)).data


def _body_of(request: Request, match: Match) -> Body:
    if not match.route.form:
        return parse_body(request.body)
    from .uploads import parse_form

    return parse_form(request.body, request.headers.get("content-type", ""))


def _run(match: Match, call: Call) -> Answer:
    answer = match.route.handler(call)
    return answer if isinstance(answer, Answer) else Answer(answer)


def _unanswered(request: Request) -> Refusal:
    from .operations import find_operation

    if find_operation(request.method, request.path) is not None:
        return Refusal(
            501,
            "not_implemented",
            f"The sandbox does not answer {request.method} {request.path} yet",
        )
    return Refusal(404, "not_found", "Resource Not Found")
