"""A request that is not sent, as data or as a curl line. The credentials never show. Pure."""

from __future__ import annotations

import json
from base64 import b64encode
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
    media = request.headers.get("content-type", "").partition(";")[0]
    if media == "application/json" or media.endswith("+json"):
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
    if not request.content:
        return " ".join(parts)
    text = _as_argument(request.content)
    if text is not None:
        return " ".join([*parts, "--data-raw", quote(text)])
    # No argument of a command holds any bytes whatever: they go in by the pipe.
    encoded = b64encode(request.content).decode()
    return " ".join([f"printf %s {encoded} | base64 -d |", *parts, "--data-binary", "@-"])


def _as_argument(content: bytes) -> str | None:
    """Return a body as text that a command line can hold, if there is one."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _token_option(name: str, scheme: str) -> list[str]:
    if scheme == "basic":
        return ["-u", f'"{TOKEN}"']
    return ["-H", f'"{name}: {_PREFIX.get(scheme, "")}{TOKEN}"']
