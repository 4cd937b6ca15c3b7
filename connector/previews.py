"""A request that is not sent, as data or as a curl line. The credentials never show. Pure.

It takes requests of ``wire`` that are whole, with origin and credentials, and those of httpx.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .wire import Request

if TYPE_CHECKING:
    import httpx

    AnyRequest = httpx.Request | Request

MASK = "********"
TOKEN = "$TOKEN"

_OWN_OF_CURL = frozenset({"user-agent", "accept-encoding", "content-length", "host", "connection"})
_PREFIX = {"bearer": "Bearer ", "basic": "Basic "}


def credentials_header(auth: Mapping[str, str]) -> str:
    """Return the lower-case name of the header that carries the token."""
    return auth["name"].lower() if auth.get("scheme") == "header" else "authorization"


def preview(request: AnyRequest, auth: Mapping[str, str]) -> dict[str, Any]:
    """Return method, URL, headers and body as plain values, the credentials masked."""
    headers = dict(_masked_headers(request, auth))
    shown: dict[str, Any] = {
        "method": request.method,
        "url": _url(request),
        "headers": headers,
    }
    if request.content:
        shown["body"] = _body(request)
    return shown


def _masked_headers(request: AnyRequest, auth: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    secret = credentials_header(auth)
    for name, value in _headers(request):
        if name.lower() == secret:
            yield name, _PREFIX.get(auth.get("scheme", "bearer"), "") + MASK
        else:
            yield name, value


def _url(request: AnyRequest) -> str:
    if isinstance(request, Request):
        return (request.origin or "") + request.target
    return str(request.url)


def _headers(request: AnyRequest) -> Iterator[tuple[str, str]]:
    if isinstance(request, Request):
        yield from request.headers
        return
    encoding = request.headers.encoding
    for name, value in request.headers.raw:
        yield name.decode(encoding), value.decode(encoding)


def _body(request: AnyRequest) -> Any:
    text = (request.content or b"").decode(errors="replace")
    types = (value for name, value in _headers(request) if name.lower() == "content-type")
    media = next(types, "").partition(";")[0]
    if media == "application/json" or media.endswith("+json"):
        return json.loads(text)
    return text


def curl_line(request: AnyRequest, auth: Mapping[str, str]) -> str:
    """Return a command for a POSIX shell that sends the same request.

    The token stands in it as ``$TOKEN``, in double quotes so that the shell fills it in.
    """
    return " ".join(curl_words(request, auth))


def curl_words(request: AnyRequest, auth: Mapping[str, str]) -> list[str]:
    """Return the command of ``curl_line`` in parts: curl and the address, then option by option.

    Each is quoted as far as it needs it; white space of any kind may join them.
    """
    from shlex import quote

    command = ["curl"]
    if request.method == "HEAD":
        command.append("--head")
    elif request.method != ("POST" if request.content else "GET"):
        command.append(f"-X {request.method}")
    command.append(quote(_url(request)))
    options = []
    secret = credentials_header(auth)
    for name, value in _headers(request):
        if name.lower() == secret:
            options.append(_token_option(name, auth.get("scheme", "bearer")))
        elif name.lower() not in _OWN_OF_CURL:
            options.append("-H " + quote(f"{name}: {value}"))
    if request.content:
        text = _as_argument(request.content)
        if text is None:
            # No argument of a command holds any bytes whatever: they go in by the pipe.
            encoded = b64encode(request.content).decode()
            command.insert(0, f"printf %s {encoded} | base64 -d |")
        options.append("--data-binary @-" if text is None else "--data-raw " + quote(text))
    return [" ".join(command), *options]


def _as_argument(content: bytes) -> str | None:
    """Return a body as text that a command line can hold, if there is one."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _token_option(name: str, scheme: str) -> str:
    if scheme == "basic":
        return f'-u "{TOKEN}"'
    return f'-H "{name}: {_PREFIX.get(scheme, "")}{TOKEN}"'
