"""From an answer to a result or a typed error. Pure: the time is handed in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

from .errors import (
    ApiError,
    AuthenticationError,
    Conflict,
    InvalidResponse,
    JobPending,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    UnprocessableEntity,
)
from .model import Action, CatalogHeader
from .wire import Headers, RateLimit, RawResponse, Response

_BY_STATUS: Mapping[int, type[ApiError]] = {
    401: AuthenticationError,
    403: PermissionDenied,
    404: NotFound,
    409: Conflict,
    422: UnprocessableEntity,
    429: RateLimited,
}
_NEXT_STEP = {
    400: "Compare the params with `connector describe {action}`.",
    401: "Check the connection's token: `connector connections test`.",
    403: "Check the token's scopes and the workspace's plan.",
    404: "Check the id: it may be deleted, merged or of another workspace.",
    409: "Use or update what exists already.",
    422: "Compare the values with `connector describe {action}`.",
    501: "This server does not offer it: use another connection.",
    429: "Wait until the window ends, then send it again: it was not processed.",
}
_UNCERTAIN = "Find out whether it happened before you send it again."
MAX_ERROR_TEXT = 2000
"""Longest excerpt kept of an error body that is not JSON, characters."""
MAX_ERROR_BYTES = 1024 * 1024
"""Largest error body that is read."""
MAX_ERROR_DEPTH = 32
MAX_RESET_WAIT_S = 30.0
"""Longest wait for a reset of the rate limit; a later one is a fault of some clock."""
_LONGEST_WINDOW_S = 12.0


def decode(action: Action, answer: RawResponse, header: CatalogHeader, *, now: float) -> Response:
    """Return a successful answer with its body decoded as the catalog says.

    ``now`` is the UNIX time in seconds. Raises a subclass of ``ApiError``.
    """
    status = answer.status
    if action.returns == "redirect" and status in (301, 302, 303, 307, 308):
        return _response(answer, answer.headers.get("location"), None)
    if not 200 <= status < 300:
        raise _api_error(action, answer, header, now)
    body = answer.content
    if action.returns == "binary":
        return _response(answer, body, None)
    if action.returns == "text":
        return _response(answer, _text(answer), None)
    if not body.strip():
        return _response(answer, None, None)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        if action.returns == "empty":
            return _response(answer, _text(answer), None)
        raise unreadable(answer, "with a body that is not JSON", action) from error
    if header.error_type is not None and _is_error(data, header.error_type):
        raise _api_error(action, answer, header, now)
    return _response(answer, data, data)


def _is_error(data: Any, error_type: str) -> bool:
    return isinstance(data, dict) and data.get("type") == error_type


def unreadable(answer: RawResponse, what: str, action: Action) -> InvalidResponse:
    """Return the error for an answer that is not what it claims to be."""
    request_id = _request_id(answer.headers, None)
    told = f" [request id {request_id}]" if request_id else ""
    return InvalidResponse(
        f"the API answered {answer.status} {what}{told}.",
        status=answer.status,
        request_id=request_id,
        body=excerpt(answer),
        action=action.name,
        next_step=None if action.effect == "read" else _UNCERTAIN,
    )


def excerpt(answer: RawResponse) -> str:
    """Return the beginning of a body as text."""
    return _text(replace(answer, content=answer.content[: 4 * MAX_ERROR_TEXT]))[:MAX_ERROR_TEXT]


def _response(answer: RawResponse, data: Any, body: Any) -> Response:
    return Response(
        status=answer.status,
        headers=answer.headers,
        data=data,
        request_id=_request_id(answer.headers, body),
        rate_limit=rate_limit(answer.headers),
    )


def rate_limit(headers: Headers) -> RateLimit | None:
    """Return what the ``X-RateLimit-*`` headers say, ``None`` where there are none."""
    limit = RateLimit(
        limit=_integer(headers.get("x-ratelimit-limit")),
        remaining=_integer(headers.get("x-ratelimit-remaining")),
        reset_at=_integer(headers.get("x-ratelimit-reset")),
    )
    return None if limit == RateLimit(None, None, None) else limit


def window_seen(headers: Headers, now: float) -> RateLimit | None:
    """Return what the headers say of the rate limit, with the reset in this machine's time."""
    limit = rate_limit(headers)
    if limit is None or limit.reset_at is None:
        return limit
    left_s = _seconds_left(limit.reset_at, headers, now)
    return RateLimit(limit.limit, limit.remaining, now + left_s)


def _seconds_left(reset_at: float, headers: Headers, now: float) -> float:
    """Return the seconds until the reset; where that cannot be, the clocks differ.

    A window is some ten seconds long. The answer's own ``Date`` is then the better clock.
    """
    left_s = reset_at - now
    if -1.0 <= left_s <= _LONGEST_WINDOW_S:
        return max(0.0, left_s)
    date = headers.get("date")
    if date is not None:
        left_s = reset_at - (http_date(date) or now)
    return min(max(0.0, left_s), MAX_RESET_WAIT_S)


def http_date(text: str) -> float | None:
    """Return a date as HTTP writes it, as a UNIX time in seconds; ``None`` where it is none."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _integer(text: str | None) -> int | None:
    if text is None:
        return None
    text = text.strip()
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 15 else None


def _request_id(headers: Headers, body: Any) -> str | None:
    told = headers.get("x-request-id")
    if told is None and isinstance(body, Mapping) and isinstance(body.get("request_id"), str):
        return str(body["request_id"])
    return told


def _text(answer: RawResponse) -> str:
    match = re.search(r"charset=\"?([\w.-]+)", answer.headers.get("content-type", ""))
    try:
        return answer.content.decode(match[1] if match else "utf-8", errors="replace")
    except (LookupError, UnicodeError):
        # No such encoding, or one that is not for text of this kind (idna, punycode).
        return answer.content.decode("utf-8", errors="replace")


def _api_error(action: Action, answer: RawResponse, header: CatalogHeader, now: float) -> ApiError:
    status = answer.status
    body: Any
    try:
        body = _tame(json.loads(answer.content))
    except (ValueError, RecursionError):
        body = excerpt(answer)
    errors = _listed_errors(body)
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    request_id = _request_id(answer.headers, body)
    told = "; ".join(
        ": ".join(str(part) for part in (e.get("code"), e.get("message")) if part)
        for e in errors[:10]
    )[:MAX_ERROR_TEXT]
    pending = status == 429 and header.pending_job and re.search(header.pending_job, told)
    if pending:
        kind = JobPending
    message = f"the API answered {status}"
    message += f" ({told})" if told else ""
    message += f" [request id {request_id}]." if request_id else "."
    # 501 is an answer of its own kind: what was asked is not there at all.
    uncertain = (status >= 500 and status != 501) or status == 408
    step = _NEXT_STEP.get(status)
    if pending:
        step = "Wait until the job that is under way has ended, or cancel it."
    elif uncertain:
        step = "Try again later." if action.effect == "read" else _UNCERTAIN
    elif 300 <= status < 400:
        step = "Check the connection's base_url: the API moved this address."
    error = kind(
        message,
        status=status,
        errors=errors,
        request_id=request_id,
        body=body,
        outcome="unknown" if uncertain else "rejected",
        retry_after=_retry_after(answer, now) if not pending else None,
        action=action.name,
        next_step=step.format(action=action.name) if step else None,
    )
    if isinstance(error, Conflict) and header.existing_id:
        found = re.search(header.existing_id, " ".join(str(e.get("message")) for e in errors))
        error.existing_id = found[1] if found else None
    return error


def _tame(value: Any, depth: int = MAX_ERROR_DEPTH) -> Any:
    """Return JSON that can be printed and sent on: no half surrogates, no NaN, no great depth.

    Raises ``ValueError`` for what is nested too deep.
    """
    if depth == 0:
        raise ValueError("nested too deep")
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {_tame(key): _tame(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_tame(item, depth - 1) for item in value]
    return value


def _listed_errors(body: Any) -> list[Mapping[str, Any]]:
    """Return the errors that a body tells, each with ``code`` and ``message`` where given."""
    if not isinstance(body, Mapping):
        return []
    listed = body.get("errors")
    if isinstance(listed, list):
        return [item if isinstance(item, Mapping) else {"message": str(item)} for item in listed]
    code = body.get("code") or body.get("error_key") or body.get("error")
    message = body.get("message")
    if isinstance(code, Mapping):
        return [code]
    return [{"code": code, "message": message}] if code or message else []


def _retry_after(answer: RawResponse, now: float) -> float | None:
    """Return the seconds that the answer asks to wait, never negative."""
    headers = answer.headers
    stated = headers.get("retry-after")
    if stated is not None and answer.status in (408, 429, 500, 502, 503, 504):
        seconds = _integer(stated)
        if seconds is None and (at := http_date(stated)) is not None:
            return max(0.0, at - now)
        if seconds is not None:
            return float(seconds)
    limit = window_seen(headers, now) if answer.status == 429 else None
    return limit.reset_at - now if limit and limit.reset_at is not None else None
