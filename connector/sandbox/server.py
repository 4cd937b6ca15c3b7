"""The sandbox on a port, for any HTTP client. Needs uvicorn, imported when a server is started."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from .app import Sandbox
from .messages import Request, Response

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


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
        response = await asyncio.to_thread(sandbox.handle, _sent(scope, bytes(body)))
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
    try:
        import uvicorn
    except ImportError as exc:
        raise ImportError(
            "Serving the sandbox on a port needs uvicorn: pip install 'intercom-connector[serve]'"
        ) from exc
    with _listen(host, port) as bound:
        shown = f"[{host}]" if ":" in host else host
        on_ready(f"http://{shown}:{bound.getsockname()[1]}")
        config = uvicorn.Config(
            asgi_app(sandbox), log_level="warning", access_log=False, lifespan="off"
        )
        uvicorn.Server(config).run(sockets=[bound])


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
