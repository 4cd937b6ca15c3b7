"""Connections: an account of the API that actions run on, sync and async.

Both are thin shells over the same steps; the logic of a call is in ``calls``. A sync connection is
safe to share between threads, an async one belongs to its event loop.
"""

from __future__ import annotations

import threading
import warnings
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from .building import build_request
from .calls import Send, Steps, call_steps
from .catalog import Catalog, load_catalog
from .errors import ConnectorError, InvalidParams
from .model import Action
from .secret import Secret
from .settings import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_TIMEOUT_S,
    checked_settings,
    connection_headers,
    with_version,
)
from .wire import Request, Response

if TYPE_CHECKING:
    import httpx

    from .calls import Answer


class UnknownFieldWarning(UserWarning):
    """A body field that the API's description does not know; sent all the same."""


class _ConnectionBase:
    """Settings, catalog, and the pure half of a call."""

    def __init__(
        self,
        name: str,
        *,
        token: str | Secret,
        region: str | None = None,
        base_url: str | None = None,
        version: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_S,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        strict: bool = False,
        catalog: Catalog | None = None,
        transport: Any = None,
    ) -> None:
        """Describe a connection; nothing is opened before the first call.

        ``region`` is a server of the catalog (default: its first), or ``base_url`` an address of
        one's own. ``version`` selects the API's version. ``timeout`` is the wall clock of one
        attempt in seconds. ``strict`` refuses body fields that the description does not know;
        otherwise each is warned of once. ``transport`` is an httpx transport.

        Raises ``ConnectionConfigError``.
        """
        self.catalog = catalog if catalog is not None else load_catalog()
        self.settings = checked_settings(
            name,
            self.catalog.header,
            token=token,
            region=region,
            base_url=base_url,
            version=version,
            timeout=timeout,
            max_response_bytes=max_response_bytes,
            strict=strict,
        )
        self._transport = transport
        self._closed = False
        self._lock = threading.Lock()
        self._warned: set[tuple[str, str]] = set()

    @property
    def name(self) -> str:
        """The connection's name."""
        return self.settings.name

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, base_url={self.settings.base_url!r})"

    def prepare(
        self,
        action: str,
        params: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        """Return the request that ``run`` would send, credentials included; send nothing.

        Raises ``UnknownAction`` or ``InvalidParams``.
        """
        found, request = self._checked_request(action, params, headers)
        return self._whole_request(found, Send(request, self.settings.timeout_s))

    def _checked_request(
        self,
        name: str,
        params: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
    ) -> tuple[Action, Request]:
        try:
            action = self.catalog[name]
            given = {} if params is None else params
            action.validate(given)
            self._report_unknown_fields(action, given)
            sent = with_version(given, self.catalog.header, self.settings)
            return action, build_request(action, sent, headers)
        except ConnectorError as error:
            error.connection = self.name
            raise

    def _report_unknown_fields(self, action: Action, params: Mapping[str, Any]) -> None:
        problems = action.validator.unknown_fields(params)
        if problems and self.settings.strict:
            raise InvalidParams(problems, action=action.name)
        for problem in problems:
            if (action.name, problem.path) not in self._warned:
                self._warned.add((action.name, problem.path))
                warnings.warn(f"{action.name}: {problem}", UnknownFieldWarning, stacklevel=5)

    def _steps(self, action: Action, request: Request, timeout: float | None) -> Steps:
        return call_steps(
            action,
            request,
            timeout_s=self.settings.timeout_s if timeout is None else timeout,
            existing_id=self.catalog.header.existing_id,
        )

    def _whole_request(self, action: Action, step: Send) -> httpx.Request:
        from .transport import as_httpx

        added = connection_headers(self.settings, self.catalog.header)
        return as_httpx(step, self.settings, added)

    def _named(self, error: ConnectorError, action: Action) -> ConnectorError:
        error.connection = self.name
        error.action = action.name
        return error

    def _check_open(self) -> None:
        if self._closed:
            raise ConnectorError(
                "the connection is closed.", connection=self.name, next_step="Open a new one."
            )


class Connection(_ConnectionBase):
    """An account of the API that actions run on; safe to share between threads."""

    _client: httpx.Client | None = None

    def run(
        self,
        action: str,
        params: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Run an action and return its result: parsed JSON, text, bytes, or ``None`` if empty.

        ``timeout`` (seconds) replaces the connection's for this call. Raises ``UnknownAction``,
        ``InvalidParams`` (nothing was sent), ``TransportError`` or ``ApiError``.
        """
        return self.send(action, params, timeout=timeout, headers=headers).data

    def send(
        self,
        action: str,
        params: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Run an action like ``run``, and return the whole answer."""
        self._check_open()
        found, request = self._checked_request(action, params, headers)
        steps = self._steps(found, request, timeout)
        try:
            step = next(steps)
            while True:
                step = steps.send(self._send(found, step))
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
        except ConnectorError as error:
            raise self._named(error, found) from error.__cause__

    def _send(self, action: Action, step: Send) -> Answer:
        from .transport import send

        request = self._whole_request(action, step)
        return send(self._opened(), request, step.timeout_s, self.settings.max_response_bytes)

    def _opened(self) -> httpx.Client:
        client = self._client
        if client is None:
            with self._lock:
                client = self._client
                if client is None:
                    import httpx

                    from .transport import client_options

                    options: Any = client_options(self.settings)
                    client = httpx.Client(transport=self._transport, **options)
                    # A connection that is dropped while it was shared still closes its sockets.
                    weakref.finalize(self, client.close)
                    self._client = client
        return client

    def close(self) -> None:
        """Close the pooled client; the connection cannot be used again."""
        with self._lock:
            self._closed = True
            if self._client is not None:
                self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class AsyncConnection(_ConnectionBase):
    """An account of the API that actions run on, for one event loop."""

    _client: httpx.AsyncClient | None = None

    async def run(
        self,
        action: str,
        params: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - one attempt's, as in the sync twin
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Run an action and return its result; see ``Connection.run``."""
        return (await self.send(action, params, timeout=timeout, headers=headers)).data

    async def send(
        self,
        action: str,
        params: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - one attempt's, as in the sync twin
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Run an action like ``run``, and return the whole answer."""
        self._check_open()
        found, request = self._checked_request(action, params, headers)
        steps = self._steps(found, request, timeout)
        try:
            step = next(steps)
            while True:
                step = steps.send(await self._send(found, step))
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
        except ConnectorError as error:
            raise self._named(error, found) from error.__cause__

    async def _send(self, action: Action, step: Send) -> Answer:
        from .transport import asend

        request = self._whole_request(action, step)
        return await asend(
            self._opened(), request, step.timeout_s, self.settings.max_response_bytes
        )

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            import httpx

            from .transport import client_options

            options: Any = client_options(self.settings)
            self._client = httpx.AsyncClient(transport=self._transport, **options)
        return self._client

    async def close(self) -> None:
        """Close the pooled client; the connection cannot be used again."""
        self._closed = True
        if self._client is not None:
            await self._client.aclose()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()
