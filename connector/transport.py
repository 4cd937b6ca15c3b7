"""httpx, behind two functions: the only module that sends anything.

It maps httpx's errors to ours once, keeps to a deadline and to a size, and knows no action.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from .calls import Answer, Send
from .errors import ConnectError, InvalidResponse, Timeout, TransportError
from .settings import Settings
from .version import __version__
from .wire import Headers, RawResponse

USER_AGENT = f"intercom-connector/{__version__}"
_UNSENT = "Nothing was sent. Check the network and the connection's base_url."
_UNKNOWN = "The API may have acted on it: find out before you send it again."


@contextmanager
def mapped_errors(timeout_s: float) -> Iterator[None]:
    """Turn what httpx raises into a ``TransportError`` that knows its outcome."""
    try:
        yield
    except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Timeout(
            f"no connection within {timeout_s:g} s.", outcome="not_sent", next_step=_UNSENT
        ) from error
    except (httpx.TimeoutException, TimeoutError) as error:
        raise Timeout(f"no whole answer within {timeout_s:g} s.", next_step=_UNKNOWN) from error
    except (httpx.ConnectError, httpx.ProxyError, httpx.UnsupportedProtocol) as error:
        raise ConnectError(
            f"the server cannot be reached: {error}.", outcome="not_sent", next_step=_UNSENT
        ) from error
    except httpx.LocalProtocolError as error:
        # Its text can quote a header, and a header can hold the token.
        raise TransportError(
            "the request cannot be written as HTTP.", outcome="not_sent"
        ) from error
    except httpx.RequestError as error:
        raise TransportError(
            f"the connection broke before the answer was whole: {error or type(error).__name__}.",
            next_step=_UNKNOWN,
        ) from error


def client_options(settings: Settings) -> dict[str, object]:
    """Return what a sync and an async client are both made with."""
    return {
        "follow_redirects": False,
        # A proxy from the environment must not see a token that plain http carries to loopback.
        "trust_env": settings.base_url.startswith("https:"),
    }


def as_httpx(request: Send, settings: Settings, added: list[tuple[str, str]]) -> httpx.Request:
    """Return the whole request: origin, credentials and version added."""
    merged = httpx.Headers({"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"})
    merged.update(added)
    for name, value in request.request.headers:
        merged[name] = value
    url = httpx.URL(settings.base_url + request.request.target)
    return httpx.Request(
        request.request.method,
        url,
        headers=merged,
        content=request.request.content,
        extensions={"timeout": httpx.Timeout(request.timeout_s).as_dict()},
    )


def send(client: httpx.Client, request: httpx.Request, timeout_s: float, most: int) -> Answer:
    """Send and read the whole answer, up to ``most`` bytes, within ``timeout_s``."""
    deadline = time.monotonic() + timeout_s
    with mapped_errors(timeout_s):
        response = client.send(request, stream=True)
        try:
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                _check_size(response, content, most)
                if time.monotonic() > deadline:
                    raise TimeoutError
        finally:
            response.close()
    return _answer(response, bytes(content))


async def asend(
    client: httpx.AsyncClient, request: httpx.Request, timeout_s: float, most: int
) -> Answer:
    """Send and read the whole answer, up to ``most`` bytes, within ``timeout_s``."""
    import anyio

    with mapped_errors(timeout_s), anyio.fail_after(timeout_s):
        response = await client.send(request, stream=True)
        try:
            content = bytearray()
            async for chunk in response.aiter_bytes():
                content += chunk
                _check_size(response, content, most)
        finally:
            await response.aclose()
    return _answer(response, bytes(content))


def _check_size(response: httpx.Response, content: bytearray, most: int) -> None:
    if len(content) > most:
        raise InvalidResponse(
            f"the answer is larger than {most} bytes.",
            status=response.status_code,
            request_id=response.headers.get("x-request-id"),
            next_step="Raise max_response_bytes on the connection.",
        )


def _answer(response: httpx.Response, content: bytes) -> Answer:
    pairs = response.headers.multi_items()
    return Answer(RawResponse(response.status_code, Headers(pairs), content), time.time())
