"""The async twin of ``pool``, for one event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import anyio
import httpcore

if TYPE_CHECKING:
    import ssl

from .pool import (
    HELD_BYTES,
    KEEPALIVE_S,
    MAX_CONNECTIONS,
    Attempt,
    Idle,
    Line,
    check_open,
    is_clean,
    is_usable,
)


class _AsyncStream(httpcore.AsyncNetworkStream):
    """The async twin of ``_Stream``."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, line: Line) -> None:
        self._inner = inner
        self._line = line
        self._held = b""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        with suppress(httpcore.WriteError):
            await self._flush()
        return await self._inner.read(max_bytes, self._line.attempt.left_s(httpcore.ReadTimeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        self._held = self._held + buffer if self._held else buffer
        if len(self._held) > HELD_BYTES:
            await self._flush()

    async def _flush(self) -> None:
        if self._held:
            left_s = self._line.attempt.left_s(httpcore.WriteTimeout)
            held, self._held = self._held, b""
            self._line.attempt.written = True
            await self._inner.write(held, left_s)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        left_s = self._line.attempt.left_s(httpcore.ConnectTimeout)
        inner = await self._inner.start_tls(ssl_context, server_hostname, left_s)
        return _AsyncStream(inner, self._line)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    async def aclose(self) -> None:
        await self._inner.aclose()


class _AsyncBackend(httpcore.AsyncNetworkBackend):
    def __init__(self, line: Line) -> None:
        self._line = line

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        left_s = self._line.attempt.left_s(httpcore.ConnectTimeout)
        stream = await httpcore.AnyIOBackend().connect_tcp(
            host, port, left_s, local_address, socket_options
        )
        return _AsyncStream(stream, self._line)


class AsyncPool:
    """The async pool, for one event loop."""

    def __init__(self, ssl_context: Callable[[], ssl.SSLContext]) -> None:
        """``ssl_context`` is asked once, when the first https connection is made."""
        self._ssl_context = cache(ssl_context)
        self._idle = Idle()
        self._places = anyio.Semaphore(MAX_CONNECTIONS)
        self._closed = False

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request; the connection comes back when the answer's stream is closed."""
        attempt: Attempt = request.extensions["attempt"]
        check_open(self._closed)
        await self._take_place(attempt)
        line: Line | None = None
        try:
            line = await self._line(request.url.origin, attempt)
            response = await line.connection.handle_async_request(request)
        except BaseException:
            self._places.release()
            if line is not None:
                with anyio.CancelScope(shield=True):
                    await line.connection.aclose()
            raise
        origin, used = request.url.origin, line
        return httpcore.Response(
            status=response.status,
            headers=response.headers,
            content=_AsyncBody(response.stream, lambda: self._give_back(origin, used)),
            extensions=response.extensions,
        )

    async def _take_place(self, attempt: Attempt) -> None:
        try:
            self._places.acquire_nowait()
        except anyio.WouldBlock:
            try:
                with anyio.fail_after(attempt.left_s(httpcore.PoolTimeout)):
                    await self._places.acquire()
            except TimeoutError as error:
                raise httpcore.PoolTimeout("no connection became free in time") from error

    async def _line(self, origin: httpcore.Origin, attempt: Attempt) -> Line:
        while (line := self._idle.take(origin)) is not None:
            if is_usable(line):
                line.attempt = attempt
                return line
            await line.connection.aclose()
        line = Line(attempt)
        line.connection = httpcore.AsyncHTTPConnection(
            origin,
            ssl_context=self._ssl_context() if origin.scheme == b"https" else None,
            keepalive_expiry=KEEPALIVE_S,
            network_backend=_AsyncBackend(line),
        )
        return line

    async def _give_back(self, origin: httpcore.Origin, line: Line) -> None:
        old = [line]
        if is_clean(line) and not self._closed:
            old = self._idle.give(origin, line)
        try:
            for unused in old:
                await unused.connection.aclose()
        finally:
            self._places.release()

    async def aclose(self) -> None:
        """Close what is idle; what is in use is closed when it comes back."""
        self._closed = True
        for line in self._idle.clear():
            await line.connection.aclose()


class _AsyncBody:
    """The stream of an answer, which gives its connection back once."""

    def __init__(self, stream: Any, give_back: Callable[[], Any]) -> None:
        self._stream = stream
        self._give_back = give_back
        self._closed = False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._stream.__aiter__()  # type: ignore[no-any-return]

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            with anyio.CancelScope(shield=True):
                try:
                    await self._stream.aclose()
                finally:
                    await self._give_back()
