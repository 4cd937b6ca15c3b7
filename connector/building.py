"""From an action and its params to a request. Pure: no clock, no environment, no origin, no token.

Where a param goes is declared in the catalog, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from .encoding import encode_body, header_value, path_segment, query_pairs, query_string
from .errors import InvalidParams, Problem
from .fields import BODY
from .model import Action
from .wire import Request

RESERVED_HEADERS = frozenset(
    {
        *("authorization", "host", "content-length", "transfer-encoding", "connection"),
        *("cookie", "proxy-authorization", "upgrade", "te", "trailer"),
    }
)
"""Headers that belong to the connection and the HTTP library; a caller cannot set them."""


def build_request(
    action: Action,
    params: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> Request:
    """Return the request of a call whose params have been validated; changes nothing.

    ``headers`` are extra ones of the caller. Raises ``InvalidParams`` for what only shows once a
    value becomes text: an empty path segment, a line break in a header.
    """
    problems: list[Problem] = []
    path = action.path
    for name in action.path_params:
        try:
            segment = path_segment(params[name])
        except ValueError as error:
            problems.append(Problem(name, str(error)))
        else:
            path = path.replace(f"{{{name}}}", segment)
    pairs = [
        pair
        for name in action.query
        if name in params
        for pair in query_pairs(
            action.wire_names.get(name, name), params[name], action.styles.get(name)
        )
    ]
    sent: dict[str, tuple[str, str]] = {"accept": ("Accept", action.accept)}
    given = [
        (name, action.wire_names.get(name, name), params[name])
        for name in action.headers
        if name in params
    ]
    for name, value in (headers or {}).items():
        if name.lower() in RESERVED_HEADERS:
            problems.append(Problem(f"headers.{name}", "belongs to the connection"))
        elif not _is_token(name):
            problems.append(Problem(f"headers.{name}", "is not a header name"))
        else:
            given.append((f"headers.{name}", name, value))
    for label, wire_name, value in given:
        try:
            sent[wire_name.lower()] = (wire_name, header_value(value))
        except ValueError as error:
            problems.append(Problem(label, str(error)))
    content = None
    if BODY in params:
        media_type, content = encode_body(action.body, params[BODY])
        sent["content-type"] = ("Content-Type", media_type)
    if problems:
        raise InvalidParams(problems, action=action.name)
    return Request(
        method=action.method,
        path=quote(path, safe="/%:@!$&'()*+,;=~-._"),
        query=query_string(pairs),
        headers=tuple(sent.values()),
        content=content,
    )


def _is_token(name: str) -> bool:
    return bool(name) and name.isascii() and name.replace("-", "").replace("_", "").isalnum()
