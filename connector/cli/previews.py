"""A request that is not sent, as data or as a curl line. The credentials never show. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

MASK = "********"
TOKEN = "$TOKEN"

_OWN_OF_CURL = frozenset({"user-agent", "accept-encoding", "content-length", "host", "connection"})
_PREFIX = {"bearer": "Bearer ", "basic": "Basic "}


def credentials_header(auth: Mapping[str, str]) -> str:
    """Return the lower-case name of the header that carries the token."""
    return auth["name"].lower() if auth.get("scheme") == "header" else "authorization"


def preview(request: httpx.Request, auth: Mapping[str, str]) -> dict[str, Any]:
    """Return method, URL, headers and body as plain values, the credentials masked."""
    headers = dict(_masked_headers(request, auth))
    shown: dict[str, Any] = {
        "method": request.method,
        "url": str(request.url),
        "headers": headers,
    }
    if request.content:
        shown["body"] = _body(request)
    return shown


def _masked_headers(request: httpx.Request, auth: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    secret = credentials_header(auth)
    for name, value in _headers(request):
        if name.lower() == secret:
            yield name, _PREFIX.get(auth.get("scheme", "bearer"), "") + MASK
        else:
            yield name, value


def _headers(request: httpx.Request) -> Iterator[tuple[str, str]]:
    encoding = request.headers.encoding
    for name, value in request.headers.raw:
        yield name.decode(encoding), value.decode(encoding)


def _body(request: httpx.Request) -> Any:
    text = request.content.decode(errors="replace")
    if request.headers.get("content-type", "").startswith("application/json"):
        return json.loads(text)
    return text


def curl_line(request: httpx.Request, auth: Mapping[str, str]) -> str:
    """Return a command for a POSIX shell that sends the same request.

    The token stands in it as ``$TOKEN``, in double quotes so that the shell fills it in.
    """
    from shlex import quote

    parts = ["curl"]
    if request.method == "HEAD":
        parts.append("--head")
    elif request.method != ("POST" if request.content else "GET"):
        parts += ["-X", request.method]
    parts.append(quote(str(request.url)))
    secret = credentials_header(auth)
    for name, value in _headers(request):
        if name.lower() == secret:
            parts += _token_option(name, auth.get("scheme", "bearer"))
        elif name.lower() not in _OWN_OF_CURL:
            parts += ["-H", quote(f"{name}: {value}")]
    if request.content:
        parts += ["--data-raw", quote(request.content.decode(errors="replace"))]
    return " ".join(parts)


def _token_option(name: str, scheme: str) -> list[str]:
    if scheme == "basic":
        return ["-u", f'"{TOKEN}"']
    return ["-H", f'"{name}: {_PREFIX.get(scheme, "")}{TOKEN}"']
