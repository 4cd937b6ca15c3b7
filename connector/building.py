"""From an action and its params to a request. Pure: no clock, no environment, no origin, no token.

Where a param goes is declared in the catalog, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any
from urllib.parse import quote

from .bodies import BodyError, encode_body
from .encoding import header_value, path_segment, query_pairs, query_string
from .errors import InvalidParams, Problem
from .fields import BODY
from .json_values import join_path, shown_key
from .model import Action
from .wire import Request

RESERVED_HEADERS = frozenset(
    {
        *("authorization", "host", "content-length", "transfer-encoding", "connection"),
        *("cookie", "proxy-authorization", "upgrade", "te", "trailer"),
        *("expect", "keep-alive", "proxy-connection"),
    }
)
"""Headers that belong to the connection and the HTTP library; a caller cannot set them."""

MAX_TARGET_BYTES = 32_768
"""Longest path and query of a request; servers take less, the HTTP library not much more."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")


def build_request(
    action: Action,
    params: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
    *,
    credentials: str | None = None,
) -> Request:
    """Return the request of a call whose params have been validated; changes nothing.

    ``headers`` are extra ones of the caller, ``credentials`` is the lower-case name of the header
    that carries the connection's token. Raises ``InvalidParams`` for what only shows once a value
    becomes text: an empty path segment, a line break in a header, a URL that is too long, a file
    whose content is no base64, a header that belongs to the connection.
    """
    problems: list[Problem] = []
    path, query = _target(action, params, problems)
    reserved = RESERVED_HEADERS if credentials is None else RESERVED_HEADERS | {credentials}
    sent = _sent_headers(action, params, headers, reserved, problems)
    content = None
    if BODY in params:
        try:
            media_type, content = encode_body(action.body, params[BODY], action.content_type)
        except BodyError as error:
            problems.append(Problem(_place_in_body(error), str(error)))
        else:
            sent["content-type"] = ("Content-Type", media_type)
    if problems:
        raise InvalidParams(problems, action=action.name)
    return Request(
        method=action.method,
        path=path,
        query=query,
        headers=tuple(sent.values()),
        content=content,
    )


def _place_in_body(error: BodyError) -> str:
    place = BODY
    for step in error.path:
        place = join_path(place, step)
    return place


def _target(action: Action, params: Mapping[str, Any], problems: list[Problem]) -> tuple[str, str]:
    """Return path and query, encoded; add to ``problems`` what cannot stand in them."""
    lengths: dict[str, int] = {}
    path = action.path
    for name in action.path_params:
        try:
            segment = path_segment(params[name])
        except ValueError as error:
            problems.append(Problem(name, str(error)))
        else:
            path = path.replace(f"{{{name}}}", segment)
            lengths[name] = len(segment)
    path = quote(path, safe="/%:@!$&'()*+,;=~-._")
    queries = []
    for name in action.query:
        if name in params:
            wire_name = action.wire_names.get(name, name)
            pairs = list(query_pairs(wire_name, params[name], action.styles.get(name)))
            if pairs:
                queries.append(query_string(pairs))
                lengths[name] = len(queries[-1])
    query = "&".join(queries)
    if lengths and len(path) + len(query) > MAX_TARGET_BYTES:
        longest = max(lengths, key=lengths.__getitem__)
        message = (
            f"takes {lengths[longest]:,} bytes of the URL; path and query have room for "
            f"{MAX_TARGET_BYTES:,} together"
        )
        problems.append(Problem(longest, message, "a shorter value"))
    return path, query


def _sent_headers(
    action: Action,
    params: Mapping[str, Any],
    extra: Mapping[str, str] | None,
    reserved: Set[str],
    problems: list[Problem],
) -> dict[str, tuple[str, str]]:
    """Return names and values by lower-case name; add to ``problems`` what cannot be sent."""
    sent: dict[str, tuple[str, str]] = {"accept": ("Accept", action.accept)}
    given = [
        (name, action.wire_names.get(name, name), params[name])
        for name in action.headers
        if name in params
    ]
    if extra is not None and not isinstance(extra, Mapping):
        problems.append(Problem("headers", f"must be a mapping, got a {type(extra).__name__}"))
        extra = None
    for name, value in (extra or {}).items():
        label = f"headers.{shown_key(name)}"
        if not isinstance(name, str) or not _TOKEN.fullmatch(name):
            problems.append(Problem(label, "is not a header name", "letters, digits and hyphens"))
        elif not isinstance(value, str) and name.lower() not in reserved:
            problems.append(Problem(label, f"must be text, got a {type(value).__name__}", "text"))
        else:
            given.append((label, name, value))
    for label, wire_name, value in given:
        # Also what the catalog declares: a description must not get at the credentials.
        if wire_name.lower() in reserved:
            problems.append(Problem(label, "belongs to the connection"))
            continue
        try:
            sent[wire_name.lower()] = (wire_name, header_value(value))
        except ValueError as error:
            problems.append(Problem(label, str(error)))
    return sent
