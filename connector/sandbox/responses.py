"""Writing responses: answers and refusals as the bytes and headers a caller gets."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from email.utils import formatdate
from functools import lru_cache
from typing import Any

from .messages import Answer, Refusal, Request, Response
from .routes import DEFAULT_BASE_URL

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
_JSON = "application/json; charset=utf-8"


def answer_response(answer: Answer, headers: Mapping[str, str]) -> Response:
    """What a handler gave, on top of the headers that every answer has."""
    return _response(answer.status, answer.data, {**headers, **answer.headers})


def refusal_response(refusal: Refusal, request_id: str, headers: Mapping[str, str]) -> Response:
    """A refusal as the API's list of errors."""
    return _response(refusal.status, refusal.to_json(request_id), headers)


def raw_response(status: int, body: bytes, headers: Mapping[str, str]) -> Response:
    """A body as it is, called JSON unless `headers` say otherwise."""
    typed = {"Content-Type": _JSON, **headers, "Content-Length": str(len(body))}
    return Response(status, typed, body)


def _response(status: int, data: Any, headers: Mapping[str, str]) -> Response:
    if data is None:
        return Response(status, {**headers, "Content-Length": "0"}, b"")
    if isinstance(data, bytes):
        return Response(status, {**headers, "Content-Length": str(len(data))}, data)
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    typed = {**headers, "Content-Type": _JSON, "Content-Length": str(len(body))}
    return Response(status, typed, body)


def base_url(request: Request) -> str:
    """Where the caller found the sandbox, as far as its headers can be believed."""
    host = request.headers.get("host", "")
    return f"{request.scheme}://{host}" if _HOST.fullmatch(host) else DEFAULT_BASE_URL


@lru_cache(maxsize=4)
def http_date(at: int) -> str:
    """A time in UNIX seconds as the `Date` header has it."""
    return formatdate(at, usegmt=True)


def new_request_id() -> str:
    """A random id in the form of a UUID."""
    digits = os.urandom(16).hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
