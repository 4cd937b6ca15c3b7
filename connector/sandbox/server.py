"""The sandbox on a port, for any HTTP client. Needs uvicorn, imported when a server is started."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from .app import Sandbox
from .faults import Dropped
from .messages import Request, Response

if TYPE_CHECKING:
    import uvicorn

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

GRACE_S = 5
"""How long a server that is stopped waits for the answers it still owes."""

_TRANSPORT = "connector.transport"
"""Where a scope shows the connection itself, when our own server runs the application."""


def asgi_app(sandbox: Sandbox) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    """An ASGI application that answers from a sandbox."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"the sandbox speaks HTTP only, not {scope['type']}")
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                break
        try:
            response = await asyncio.to_thread(sandbox.handle, _sent(scope, bytes(body)))
        except Dropped as dropped:
            await asyncio.sleep(dropped.delay_s)
            if _TRANSPORT not in scope:
                # Any server breaks the connection, or answers 500, when its application fails.
                raise
            scope[_TRANSPORT].abort()
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        if response.delay_s:
            await asyncio.sleep(response.delay_s)
        await send(_start(response))
        await send({"type": "http.response.body", "body": response.body})

    return app


def _sent(scope: Scope, body: bytes) -> Request:
    # `raw_path` keeps the percent-encoding that `path` has lost; some servers add the query to it.
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return Request(
        method=scope["method"],
        path=raw.partition(b"?")[0].decode("ascii", "replace"),
        query=parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True),
        headers={
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        },
        body=body,
        scheme=scope.get("scheme", "http"),
    )


def _start(response: Response) -> MutableMapping[str, Any]:
    return {
        "type": "http.response.start",
        "status": response.status,
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1", "replace"))
            for name, value in response.headers.items()
        ],
    }


def serve(
    sandbox: Sandbox,
    host: str = "127.0.0.1",
    port: int = 4550,
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Answer on a port until interrupted. `on_ready` gets the URL once the port is bound.

    Port 0 picks a free one. Raises ImportError when uvicorn is missing, OSError when the port
    cannot be had.
    """
    make_server = _server_maker(sandbox)
    with _listen(host, port) as bound:
        on_ready(_url(host, bound))
        make_server().run(sockets=[bound])


@contextmanager
def serving(sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Answer on a port, from a thread of its own, while the block runs; gives the URL.

    Raises as `serve` does.
    """
    server = _server_maker(sandbox)()
    with _listen(host, port) as bound:
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [bound]}, name="sandbox", daemon=True
        )
        thread.start()
        try:
            # The socket takes connections already: they wait for the thread to begin.
            yield _url(host, bound)
        finally:
            server.should_exit = True
            thread.join()


def _url(host: str, bound: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{bound.getsockname()[1]}"


def _server_maker(sandbox: Sandbox) -> Callable[[], uvicorn.Server]:
    """How to make a server for a sandbox; raises ImportError when uvicorn is missing."""
    try:
        import uvicorn
        from uvicorn.protocols.http.auto import AutoHTTPProtocol
    except ImportError as exc:
        raise ImportError(
            "Serving the sandbox on a port needs uvicorn: pip install 'intercom-connector[serve]'"
        ) from exc

    class Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
        """Shows applications their connection, so that they can break it."""

        app: Any

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            app = self.app

            def shown(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
                scope[_TRANSPORT] = transport
                answered: Awaitable[None] = app(scope, receive, send)
                return answered

            self.app = shown

    config = uvicorn.Config(
        asgi_app(sandbox),
        http=Protocol,
        ws="none",
        log_level="warning",
        access_log=False,
        lifespan="off",
        # Answers have the date of the sandbox's own clock.
        date_header=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return lambda: uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    # asyncio turns Nagle's algorithm off only for sockets that say they are TCP, which those of
    # `socket.create_server` do not; with it on, each answer waits 40 ms for an acknowledgement.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)
    except OSError:
        bound.close()
        raise
    return bound
