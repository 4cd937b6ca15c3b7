"""From an answer to a result or a typed error. Pure: the time is handed in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .errors import (
    ApiError,
    AuthenticationError,
    Conflict,
    InvalidResponse,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    UnprocessableEntity,
)
from .model import Action
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


def decode(
    action: Action, answer: RawResponse, *, now: float, existing_id: str | None = None
) -> Response:
    """Return a successful answer with its body decoded as the catalog says.

    ``now`` is the UNIX time in seconds; ``existing_id`` the catalog's pattern that finds, in the
    message of a 409, the id of what exists already. Raises a subclass of ``ApiError``.
    """
    status = answer.status
    if action.returns == "redirect" and status in (301, 302, 303, 307, 308):
        return _response(answer, answer.headers.get("location"), None)
    if not 200 <= status < 300:
        raise _api_error(action, answer, now, existing_id)
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
        raise InvalidResponse(
            f"the API answered {status} with a body that is not JSON.",
            status=status,
            request_id=_request_id(answer.headers, None),
            body=_text(answer)[:MAX_ERROR_TEXT],
            action=action.name,
            next_step=None if action.effect == "read" else _UNCERTAIN,
        ) from error
    return _response(answer, data, data)


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


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\s*[0-9]{1,15}\s*", text) else None


def _request_id(headers: Headers, body: Any) -> str | None:
    told = headers.get("x-request-id")
    if told is None and isinstance(body, Mapping) and isinstance(body.get("request_id"), str):
        return str(body["request_id"])
    return told


def _text(answer: RawResponse) -> str:
    match = re.search(r"charset=\"?([\w.-]+)", answer.headers.get("content-type", ""))
    try:
        return answer.content.decode(match[1] if match else "utf-8", errors="replace")
    except LookupError:
        return answer.content.decode("utf-8", errors="replace")


def _api_error(
    action: Action, answer: RawResponse, now: float, existing_id: str | None
) -> ApiError:
    status = answer.status
    body: Any
    try:
        body = json.loads(answer.content)
    except (ValueError, RecursionError):
        body = _text(answer)[:MAX_ERROR_TEXT]
    errors = _listed_errors(body)
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    request_id = _request_id(answer.headers, body)
    told = "; ".join(
        ": ".join(str(part) for part in (e.get("code"), e.get("message")) if part) for e in errors
    )
    message = f"the API answered {status}"
    message += f" ({told})" if told else ""
    message += f" [request id {request_id}]." if request_id else "."
    # 501 is an answer of its own kind: what was asked is not there at all.
    uncertain = (status >= 500 and status != 501) or status == 408
    step = _NEXT_STEP.get(status)
    if uncertain:
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
        retry_after=_retry_after(answer.headers, now) if status in (429, 503) else None,
        action=action.name,
        next_step=step.format(action=action.name) if step else None,
    )
    error.retryable = status == 429 or (uncertain and action.idempotent)
    if isinstance(error, Conflict) and existing_id:
        found = re.search(existing_id, " ".join(str(e.get("message")) for e in errors))
        error.existing_id = found[1] if found else None
    return error


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


def _retry_after(headers: Headers, now: float) -> float | None:
    """Return the seconds that the answer asks to wait, never negative."""
    stated = _integer(headers.get("retry-after"))
    if stated is not None:
        return float(stated)
    limit = rate_limit(headers)
    return max(0.0, limit.reset_at - now) if limit and limit.reset_at is not None else None
