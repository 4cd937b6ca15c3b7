"""The sandbox as an httpx transport: requests reach it in process, without a port."""

from __future__ import annotations

import asyncio
import threading
from urllib.parse import parse_qsl

import httpx

from .app import Sandbox
from .messages import Request, Response
from .store import check_data_file, default_data_path


class SandboxTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries httpx requests to a sandbox, for a `Client` and for an `AsyncClient`.

    A sandbox that is given stays the caller's. Without one, the transport opens the sandbox at
    `default_data_path()` with the first request, which raises `DataFileError` where that file
    cannot be used, and closes it with itself.
    """

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        self._given = sandbox
        self._opened: Sandbox | None = None
        self._guard = threading.Lock()

    def check(self) -> None:
        """Raise `DataFileError` where the first request would; makes and changes nothing."""
        if self._given is None and self._opened is None:
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
        return _received(self._sandbox().handle(_sent(request)))

    def _sandbox(self) -> Sandbox:
        if self._given is not None:
            return self._given
        with self._guard:
            if self._opened is None:
                self._opened = Sandbox(default_data_path())
            return self._opened


def _sent(request: httpx.Request) -> Request:
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return Request(
        method=request.method,
        path=path,
        query=parse_qsl(query, keep_blank_values=True),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.content,
    )


def _received(response: Response) -> httpx.Response:
    return httpx.Response(response.status, headers=dict(response.headers), content=response.body)
