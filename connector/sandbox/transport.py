"""The sandbox as an httpx transport: requests reach it in process, without a port."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl

import httpx

from .app import Sandbox
from .faults import Dropped
from .messages import Request, Response
from .store import check_data_file, default_data_path


class SandboxTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries httpx requests to a sandbox, for a `Client` and for an `AsyncClient`.

    A sandbox that is given stays the caller's. Without one, the transport opens the sandbox at
    `default_data_path()` with the first request, which raises `DataFileError` where that file
    cannot be used, and closes it with itself; inside `standing_in` it reaches that sandbox instead.

    A delayed answer takes its time on the sandbox's clock; where that is more than the request's
    read timeout, `httpx.ReadTimeout` is raised, after the request was carried out.
    """

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        self._given = sandbox
        self._opened: Sandbox | None = None
        self._guard = threading.Lock()

    def check(self) -> None:
        """Raise `DataFileError` where the first request would; makes and changes nothing."""
        if self._given is None and self._opened is None and not _stand_ins:
            check_data_file(default_data_path())

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request in the caller's thread."""
        request.read()
        return self._answer(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request in a worker thread, so that the event loop goes on."""
        await request.aread()
        return await asyncio.to_thread(self._answer, request)

    def close(self) -> None:
        """Close the sandbox the transport opened, if it opened one."""
        with self._guard:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    async def aclose(self) -> None:
        """As `close`."""
        self.close()

    def _answer(self, request: httpx.Request) -> httpx.Response:
        sandbox = self._sandbox()
        try:
            response = sandbox.handle(_sent(request))
        except Dropped as dropped:
            _wait(sandbox, request, dropped.delay_s)
            if dropped.when == "before":
                raise httpx.ReadError("connection reset by peer", request=request) from dropped
            raise httpx.RemoteProtocolError(
                "server disconnected without sending a response", request=request
            ) from dropped
        if response.delay_s:
            _wait(sandbox, request, response.delay_s)
        return _received(response)

    def _sandbox(self) -> Sandbox:
        if self._given is not None:
            return self._given
        if _stand_ins:
            return _stand_ins[-1]
        with self._guard:
            if self._opened is None:
                self._opened = Sandbox(default_data_path())
            return self._opened


_stand_ins: list[Sandbox] = []


@contextmanager
def standing_in(sandbox: Sandbox) -> Iterator[Sandbox]:
    """Answer from this sandbox, in every thread, wherever the default one would answer."""
    _stand_ins.append(sandbox)
    try:
        yield sandbox
    finally:
        _stand_ins.remove(sandbox)


def _wait(sandbox: Sandbox, request: httpx.Request, delay_s: float) -> None:
    """Let a delay pass on the sandbox's clock, or as much of it as the caller waits for."""
    patience_s = request.extensions.get("timeout", {}).get("read")
    if patience_s is not None and patience_s < delay_s:
        sandbox.clock.advance(patience_s)
        raise httpx.ReadTimeout("timed out", request=request)
    sandbox.clock.advance(delay_s)


def _sent(request: httpx.Request) -> Request:
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return Request(
        method=request.method,
        path=path,
        query=parse_qsl(query, keep_blank_values=True),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.content,
        scheme=request.url.scheme,
    )


def _received(response: Response) -> httpx.Response:
    headers = [
        (name.encode("latin-1"), value.encode("latin-1", "replace"))
        for name, value in response.headers.items()
    ]
    return httpx.Response(response.status, headers=headers, content=response.body)
