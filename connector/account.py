"""The half of a connection that does no I/O: its settings, its catalog, the calls it makes."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .building import build_request
from .calls import Answer, Call, Caller, Event, RequestEvent, ResponseEvent, RetryEvent, Send, Steps
from .catalog import Catalog, load_catalog
from .decoding import http_date
from .encoding import as_text
from .errors import BrokenCall, ConnectorError, InvalidParams, Problem
from .limiter import Lane, Limiter, shared_limiter
from .model import Action
from .redaction import without_token
from .retry import RetryPolicy
from .secret import Secret
from .settings import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_MAX_RETRIES,
    DEFAULT_MAX_WAIT_S,
    DEFAULT_TIMEOUT_S,
    checked_extra_headers,
    checked_retries,
    checked_settings,
    checked_timeout,
    connection_headers,
    with_version,
)
from .suggestions import nearest_names

if TYPE_CHECKING:
    import httpx

    from .directory import Directory
    from .downloading import PartFile, Progress
    from .reconciliation import Reconciled

Params = Mapping[str, Any] | None
Hook = Callable[[Any], Any]

DATE_PRECISION_S = 2.0
_PACKAGE = str(Path(__file__).parent)


class UnknownFieldWarning(UserWarning):
    """A body field that the API's description does not know; sent all the same."""


class Account:
    """Settings and catalog of a connection, and the calls made of them."""

    def __init__(
        self,
        name: str,
        *,
        token: str | Secret,
        region: str | None = None,
        base_url: str | None = None,
        version: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_S,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_wait: float = DEFAULT_MAX_WAIT_S,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        strict: bool = False,
        catalog: Catalog | None = None,
        transport: Any = None,
        lane: Lane = "interactive",
        limiter: Limiter | None = None,
        on_request: Hook | None = None,
        on_response: Hook | None = None,
        on_retry: Hook | None = None,
    ) -> None:
        """Describe a connection; nothing is opened before the first call.

        ``region`` is a server of the catalog (default: its first), or ``base_url`` an address of
        one's own. ``version`` selects the API's version. ``timeout`` is the wall clock of one
        attempt in seconds, ``max_wait`` bounds all waiting of one call (for a retry, for the rate
        limit), also in seconds; ``max_retries`` is how often a failed call is sent again where that
        is safe. ``max_response_bytes`` bounds what ``run`` reads into memory. ``strict`` refuses
        body fields that the description does not know; otherwise each is warned of once.

        Connections of a process that share a token and a host keep to the rate limit together; one
        in the lane ``bulk`` lets those in the lane ``interactive`` go first. ``limiter`` replaces
        that. ``on_request``, ``on_response`` and ``on_retry`` are called with a ``RequestEvent``,
        ``ResponseEvent`` or ``RetryEvent``. ``transport`` is an httpx transport.

        Raises ``ConnectionConfigError``.
        """
        self.catalog = catalog if catalog is not None else load_catalog()
        header = self.catalog.header
        self.settings = checked_settings(
            name,
            header,
            token=token,
            region=region,
            base_url=base_url,
            version=version,
            timeout=timeout,
            max_retries=max_retries,
            max_wait=max_wait,
            max_response_bytes=max_response_bytes,
            strict=strict,
            lane=lane,
        )
        self._hooks: dict[type, Hook | None] = {
            RequestEvent: on_request,
            ResponseEvent: on_response,
            RetryEvent: on_retry,
        }
        self._caller = Caller(
            connection=name,
            base_url=self.settings.base_url,
            header=header,
            policy=RetryPolicy(self.settings.max_retries, self.settings.max_wait_s),
            limiter=limiter or shared_limiter(self.settings.token, self.settings.base_url),
            lane=lane,
            timeout_s=self.settings.timeout_s,
            draw=_draw,
            observed=any(hook is not None for hook in self._hooks.values()),
        )
        self.catalog = self.catalog.for_version(self.settings.version)
        self._transport = transport
        self._lock = threading.Lock()
        self._closed = False
        self._closing = threading.Event()
        self._last_date: tuple[str | None, float] = (None, 0.0)
        self._warned: set[tuple[str, str]] = set()
        self._directory: Directory | None = None

    @property
    def name(self) -> str:
        """The connection's name."""
        return self.settings.name

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, base_url={self.settings.base_url!r})"

    def prepare(
        self,
        action: str,
        params: Params = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        """Return the request that ``run`` would send, credentials included; send nothing.

        Raises ``UnknownAction`` or ``InvalidParams``.
        """
        from .transport import RequestWriter

        call = self._call(action, params, headers=headers)
        step = Send(call.action, call.request, call.caller.timeout_s)
        return RequestWriter(self.settings, self._added_headers())(step)

    def _call(
        self,
        name: str,
        params: Params,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Call:
        """Return a call whose params have been checked; raises what refuses them."""
        try:
            caller = self._caller
            if timeout is not None or max_retries is not None:
                caller = self._adjusted(caller, timeout, max_retries)
            given = {} if params is None else params
            extra = checked_extra_headers(headers, caller.header)
            action = self._catalog_of(given, extra)[name]
            action.validate(given)
            self._report_unknown_fields(action, given)
            sent = with_version(given, caller.header, self.settings)
            credentials = caller.header.credentials_header
            request = build_request(action, sent, extra, credentials=credentials)
        except ConnectorError as error:
            error.connection = self.name
            raise
        return Call(caller, action, given, request)

    def _catalog_of(self, params: Any, headers: Mapping[str, str] | None) -> Catalog:
        """Return the catalog of the version that a call asks for, by its params or headers."""
        rule = self._caller.header.version
        if rule is None:
            return self.catalog
        asked = params.get(rule.header) if isinstance(params, Mapping) else None
        for name, value in (headers or {}).items():
            asked = value if name.lower() == rule.header.lower() else asked
        version = rule.canonical(as_text(asked)) if isinstance(asked, (str, Enum)) else None
        return self.catalog if version is None else self.catalog.for_version(version)

    def _adjusted(self, caller: Caller, timeout: float | None, max_retries: int | None) -> Caller:
        if timeout is not None:
            caller = replace(caller, timeout_s=checked_timeout(timeout, self.name))
        if max_retries is not None:
            retries = checked_retries(max_retries, self.name)
            caller = replace(caller, policy=replace(caller.policy, max_retries=retries))
        return caller

    def _report_unknown_fields(self, action: Action, params: Mapping[str, Any]) -> None:
        problems = action.validator.unknown_fields(params)
        if problems and self.settings.strict:
            raise InvalidParams(problems, action=action.name)
        for problem in problems:
            if (action.name, problem.path) not in self._warned:
                self._warned.add((action.name, problem.path))
                level = _caller_level()
                warnings.warn(f"{action.name}: {problem}", UnknownFieldWarning, stacklevel=level)

    def _page_flow(
        self,
        name: str,
        params: Params,
        after: str | None,
        limit: int | None,
        options: Mapping[str, Any],
    ) -> Steps[None]:
        from .paging import page_steps

        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int)):
            raise InvalidParams([Problem("limit", f"must be a whole number, got {limit!r}")])
        # Checked before the first page is asked for: a listing is often consumed much later.
        first = self._call(name, params, **options)

        def prepare(given: Mapping[str, Any]) -> Call:
            return self._call(name, given, **options)

        return page_steps(first.action, first.params, prepare, after=after, limit=limit)

    def _wait_flow(
        self,
        name: str,
        params: Params,
        timeout: float | None,
        progress: Callable[[str, float], object] | None,
    ) -> Steps[Any]:
        from .waiting import wait_steps

        waiters = self.catalog.header.waiters
        if name not in waiters:
            raise ConnectorError(
                f"there is nothing to wait for named {name!r}.",
                connection=self.name,
                next_step=_did_you_mean(name, waiters),
            )
        waiter = waiters[name]
        limit_s = waiter.timeout_s if timeout is None else checked_timeout(timeout, self.name)
        call = self._call(waiter.action, params)
        return wait_steps(name, waiter, lambda: call, timeout_s=limit_s, progress=progress)

    def _download_flow(
        self,
        name: str,
        params: Params,
        to: str | Path,
        progress: Progress | None,
        options: Mapping[str, Any],
    ) -> tuple[Steps[Path], PartFile]:
        from .downloading import PartFile, download_steps

        call = self._call(name, params, **options)
        if call.action.method != "GET":
            raise ConnectorError(
                "only what a GET answers can be downloaded.", action=name, connection=self.name
            )
        part = PartFile(Path(to), progress)
        return download_steps(call, part), part

    def _reconcile_flow(self, error: ConnectorError) -> Steps[Reconciled]:
        from .reconciliation import reconcile_steps

        return reconcile_steps(error, self.catalog.__getitem__, self._call, self._clock_offset_s)

    def _resolve_flow(self, kind: str, name: str) -> Steps[str]:
        from .directory import Directory, resolve_steps

        with self._lock:
            if self._directory is None:
                self._directory = Directory()
        catalog = self.catalog
        return resolve_steps(
            kind, name, catalog.id_kinds, self._directory, catalog.__getitem__, self._call
        )

    def _clock_offset_s(self) -> float:
        """Return by how many seconds the API's clock is ahead of ours, as far as is known."""
        date, received_at = self._last_date
        told_at = http_date(date) if date else None
        offset_s = 0.0 if told_at is None else told_at - received_at
        # The header has whole seconds, and an answer takes its time.
        return offset_s if abs(offset_s) > DATE_PRECISION_S else 0.0

    def _told(self, error: ConnectorError, call: Call, started_at: float) -> ConnectorError:
        """Complete an error of a call, and keep the token out of it."""
        error.connection = self.name
        error.action = call.action.name
        error.call = BrokenCall(call.action.name, call.params, started_at)
        self._clean(error)
        return error

    def _clean(self, error: ConnectorError) -> None:
        token = self.settings.token.reveal()
        if error.__cause__ is not None and token in str(error.__cause__):
            error.__cause__ = None
        # A server can send back what it was sent, and an error quotes the server.
        for field in ("message", "body", "errors", "args"):
            if hasattr(error, field):
                setattr(error, field, without_token(getattr(error, field), token))

    def _noted(self, answer: Answer) -> Answer:
        """Remember the API's clock."""
        self._last_date = (answer.response.headers.get("date"), answer.received_at)
        return answer

    def _added_headers(self) -> list[tuple[str, str]]:
        return connection_headers(self.settings, self.catalog.header)

    def _hook_for(self, event: Event) -> Hook | None:
        hook = self._hooks[type(event)]
        if hook is not None and isinstance(event, RetryEvent):
            event.error.connection, event.error.action = event.connection, event.action
            self._clean(event.error)
        return hook

    def _check_open(self) -> None:
        if self._closed:
            raise ConnectorError(
                "the connection is closed.", connection=self.name, next_step="Open a new one."
            )


def _draw() -> float:
    """Return a random number from 0 to 1; only what fails needs one."""
    from random import random

    return random()


def _caller_level() -> int:
    """Return the ``stacklevel`` of the first frame outside this package."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        level, frame = level + 1, frame.f_back
    return level


def _did_you_mean(name: str, known: Mapping[str, Any]) -> str:
    nearest = nearest_names(str(name), known, limit=1)
    return f"Did you mean {nearest[0]!r}?" if nearest else f"Known: {', '.join(known)}."
