"""httpx, behind a sync and an async sender: the only module that sends anything.

It maps httpx's errors to ours once, keeps to a deadline and to a size, and knows no action.
Requests go straight to a transport: the client's layers above it (cookies, redirects,
authentication, merging) have nothing to do here.
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from .async_pool import AsyncPool
from .calls import PROGRESS_BYTES, Answer, Send
from .content_encoding import ACCEPTED, Decoder, EncodingFault, needs_decoding
from .decoding import MAX_ERROR_BYTES, excerpt, unreadable
from .errors import ConnectError, ConnectorError, Timeout, TransportError
from .pool import Attempt, Pool
from .settings import Settings
from .version import __version__
from .wire import Headers, RawResponse

USER_AGENT = f"intercom-connector/{__version__}"
FILE_BUFFER_BYTES = 1024 * 1024
"""What an async download gathers before a thread writes it."""

_UNSENT = "Nothing was sent. Check the network and the connection's base_url."
_UNKNOWN = "The API may have acted on it: find out before you send it again."
_NEVER_CONNECTED = (
    *(httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ConnectError),
    *(httpx.ProxyError, httpx.UnsupportedProtocol, httpx.LocalProtocolError),
)


class RequestWriter:
    """Makes whole requests of relative ones: origin, credentials and version added."""

    def __init__(self, settings: Settings, added: list[tuple[str, str]]) -> None:
        self._base_url = settings.base_url
        self._host = httpx.URL(settings.base_url).netloc.decode("ascii")
        self._added = added
        self._url = lru_cache(maxsize=256)(httpx.URL)
        self._headers = lru_cache(maxsize=32)(self._merged)

    def __call__(self, step: Send, attempt: Attempt | None = None) -> httpx.Request:
        """Return the request; raises ``TransportError`` where its address is none."""
        request = step.request
        try:
            url = self._url((request.origin or self._base_url) + request.target)
        except httpx.InvalidURL as error:
            raise TransportError(
                f"the request has no valid address: {error}.", outcome="not_sent"
            ) from error
        limit = step.timeout_s
        timeout = {"connect": limit, "read": limit, "write": limit, "pool": limit}
        # What goes to a file is what the server holds, not an encoding of it.
        encoding = "identity" if step.sink is not None else ACCEPTED
        return httpx.Request(
            request.method,
            url,
            headers=self._headers(request.headers, encoding, request.origin is None),
            content=request.content,
            extensions={"timeout": timeout, "attempt": attempt},
        )

    def _merged(
        self, given: tuple[tuple[str, str], ...], encoding: str, credentials: bool
    ) -> httpx.Headers:
        pairs = [("User-Agent", USER_AGENT), ("Accept-Encoding", encoding)]
        # Ready-made, the host too: httpx copies headers much faster than it makes them.
        pairs += [("Host", self._host), *self._added, *given] if credentials else given
        merged = {name.lower(): (name, value) for name, value in pairs}
        return httpx.Headers(
            [(name.encode(), value.encode("latin-1")) for name, value in merged.values()]
        )


class _Transport(httpx.HTTPTransport):
    """httpx's own transport over our pool: what hooks into httpx still finds its place."""

    def __init__(self) -> None:
        self._pool = Pool(httpx.create_ssl_context)  # type: ignore[assignment]


class _AsyncTransport(httpx.AsyncHTTPTransport):
    """The async twin of ``_Transport``."""

    def __init__(self) -> None:
        self._pool = AsyncPool(httpx.create_ssl_context)  # type: ignore[assignment]


def _proxy(base_url: str) -> str | None:
    """Return the proxy that the environment names for this address, if any.

    Never one for plain http, which carries the token to loopback only.
    """
    parts = urlsplit(base_url)
    if parts.scheme != "https" or not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib.request import getproxies, proxy_bypass

    if proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    proxy = proxies.get("https") or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


class _Reading:
    """An answer as far as it has come, and what it means when it stops there."""

    def __init__(self, step: Send, attempt: Attempt, most: int, tracked: bool) -> None:
        self.step = step
        self.attempt = attempt
        self.sink = step.sink
        self._tracked = tracked
        self._most = most
        self._begun: RawResponse | None = None
        self._pieces: list[bytes] = []
        self._size = 0
        self._since_progress = 0
        self._decoder: Decoder | None = None

    def begin(self, response: httpx.Response) -> None:
        headers = Headers(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in response.headers.raw
        )
        self._begun = RawResponse(response.status_code, headers, b"")
        if not 200 <= response.status_code < 300:
            self.sink = None
            self._most = min(self._most, MAX_ERROR_BYTES)
        if self.sink is not None:
            self.sink.begin(response.status_code, headers)
        elif needs_decoding(headers.get("content-encoding")):
            self._decoder = Decoder()

    def take(self, piece: bytes) -> bool:
        """Keep a piece; whether more is wanted. Raises ``TimeoutError`` or ``InvalidResponse``."""
        if self.sink is not None:
            self._since_progress += len(piece)
            if self._since_progress >= PROGRESS_BYTES:
                self._since_progress = 0
                self.attempt.extend(self.step.timeout_s)
        elif not self._kept(piece):
            return False
        if self.attempt.is_over():
            raise TimeoutError
        return True

    def _kept(self, piece: bytes) -> bool:
        for decoded in (piece,) if self._decoder is None else self._decoder.feed(piece):
            self._pieces.append(decoded)
            self._size += len(decoded)
            if self._size > self._most:
                return self._too_large()
        return True

    def finish(self) -> None:
        """Take note that the body has ended; raises ``EncodingFault`` where it is cut short."""
        if self._decoder is not None:
            self._decoder.finish()

    def _too_large(self) -> bool:
        answer = self._raw()
        if answer.status >= 300:
            return False
        error = unreadable(answer, f"with more than {self._most} bytes", self.step.action)
        error.next_step = "Raise max_response_bytes on the connection, or use download()."
        raise error

    def _raw(self) -> RawResponse:
        begun = self._begun
        assert begun is not None
        return RawResponse(begun.status, begun.headers, b"".join(self._pieces))

    def answer(self) -> Answer:
        return Answer(self._raw(), time.time())

    def failure(self, error: Exception) -> ConnectorError | None:
        """Return what a failure means, ``None`` where what has come is enough: a refusal."""
        raw = self._raw() if self._begun is not None else None
        if raw is not None and raw.status >= 300:
            return None
        if raw is not None and isinstance(error, EncodingFault):
            what = f"with a body that cannot be decoded ({error})"
            return unreadable(raw, what, self.step.action)
        unsent = not self.attempt.written if self._tracked else isinstance(error, _NEVER_CONNECTED)
        told: dict[str, Any] = {
            "outcome": "not_sent" if unsent else "unknown",
            "next_step": _UNSENT if unsent else _UNKNOWN,
        }
        had = ""
        if raw is not None:
            had = f" The API had answered {raw.status}."
            told |= {
                "status": raw.status,
                "request_id": raw.headers.get("x-request-id"),
                "body": excerpt(raw),
            }
        if isinstance(error, (httpx.TimeoutException, TimeoutError)):
            missing = "connection" if unsent else "whole answer"
            return Timeout(f"no {missing} within {self.step.timeout_s:g} s.{had}", **told)
        if isinstance(error, httpx.LocalProtocolError):
            # Its text can quote a header, and a header can hold the token.
            return TransportError("the request cannot be written as HTTP.", **told)
        detail = str(error).rstrip(".") or type(error).__name__
        if unsent:
            return ConnectError(f"the server cannot be reached: {detail}.", **told)
        return TransportError(
            f"the connection broke before the answer was whole: {detail}.{had}", **told
        )


class Sender:
    """Sends requests and reads their answers; safe to share between threads."""

    def __init__(
        self, settings: Settings, added: list[tuple[str, str]], transport: Any = None
    ) -> None:
        """``transport`` is an httpx transport to send through, ``None`` for our own."""
        self._most = settings.max_response_bytes
        self._write = RequestWriter(settings, added)
        proxy = _proxy(settings.base_url) if transport is None else None
        self._tracked = transport is None and proxy is None
        if transport is None:
            transport = httpx.HTTPTransport(proxy=proxy) if proxy else _Transport()
        self._transport = transport

    def send(self, step: Send) -> Answer:
        """Send and read the whole answer; raises ``TransportError`` or ``InvalidResponse``."""
        attempt = Attempt(step.timeout_s)
        reading = _Reading(step, attempt, self._most, self._tracked)
        request = self._write(step, attempt)
        try:
            response = self._transport.handle_request(request)
            try:
                reading.begin(response)
                for piece in response.stream:
                    if reading.sink is not None:
                        reading.sink.write(piece)
                    if not reading.take(piece):
                        break
                else:
                    reading.finish()
            finally:
                response.close()
        except (httpx.RequestError, EncodingFault, TimeoutError) as error:
            failure = reading.failure(error)
            if failure is not None:
                raise failure from error
        return reading.answer()

    def close(self) -> None:
        """Close the pooled connections."""
        self._transport.close()


class AsyncSender:
    """The async twin of ``Sender``, for one event loop."""

    def __init__(
        self, settings: Settings, added: list[tuple[str, str]], transport: Any = None
    ) -> None:
        """``transport`` is an async httpx transport to send through, ``None`` for our own."""
        self._most = settings.max_response_bytes
        self._write = RequestWriter(settings, added)
        proxy = _proxy(settings.base_url) if transport is None else None
        self._tracked = transport is None and proxy is None
        if transport is None:
            transport = httpx.AsyncHTTPTransport(proxy=proxy) if proxy else _AsyncTransport()
        self._transport = transport

    async def send(self, step: Send) -> Answer:
        """Send and read the whole answer; raises ``TransportError`` or ``InvalidResponse``."""
        attempt = Attempt(step.timeout_s)
        reading = _Reading(step, attempt, self._most, self._tracked)
        request = self._write(step, attempt)
        try:
            if self._tracked or step.sink is not None:
                await self._exchange(request, reading)
            else:
                import anyio

                with anyio.fail_after(step.timeout_s):
                    await self._exchange(request, reading)
        except (httpx.RequestError, EncodingFault, TimeoutError) as error:
            failure = reading.failure(error)
            if failure is not None:
                raise failure from error
        return reading.answer()

    async def _exchange(self, request: httpx.Request, reading: _Reading) -> None:
        response = await self._transport.handle_async_request(request)
        try:
            reading.begin(response)
            if reading.sink is not None:
                await _to_sink(response, reading)
                return
            async for piece in response.stream:
                if not reading.take(piece):
                    break
            else:
                reading.finish()
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close the pooled connections."""
        await self._transport.aclose()


async def _to_sink(response: httpx.Response, reading: _Reading) -> None:
    """Write in threads: a disk may be slow, and the event loop has others to serve."""
    from anyio import to_thread

    sink = reading.sink
    assert sink is not None
    gathered = bytearray()
    try:
        async for piece in response.stream:  # type: ignore[union-attr]
            gathered += piece
            reading.take(piece)
            if len(gathered) >= FILE_BUFFER_BYTES:
                full, gathered = bytes(gathered), bytearray()
                await to_thread.run_sync(sink.write, full)
    finally:
        if gathered:
            sink.write(bytes(gathered))
