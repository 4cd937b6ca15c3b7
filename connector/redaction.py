"""Keeping personal data and tokens out of what people read later. Pure.

Which fields are personal is said once, in the catalog's header; logs and every face use this.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

REDACTED = "[redacted]"
MAX_DEPTH = 64


def redacted(value: Any, personal: Set[str]) -> Any:
    """Return a copy of a JSON value in which personal fields hold ``[redacted]``.

    >>> redacted({"id": "7", "contact": {"email": "ada@example.com"}}, {"email"})
    {'id': '7', 'contact': {'email': '[redacted]'}}
    """
    return _redacted(value, personal, MAX_DEPTH)


def _redacted(value: Any, personal: Set[str], depth: int) -> Any:
    if depth == 0:
        return REDACTED
    if isinstance(value, Mapping):
        return {
            key: REDACTED
            if key in personal and item not in (None, [], {})
            else _redacted(item, personal, depth - 1)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_redacted(item, personal, depth - 1) for item in value]
    return value


def without_token(value: Any, token: str) -> Any:
    """Return a copy of a JSON value in which stars stand for the token."""
    if isinstance(value, str):
        return value.replace(token, "**********")
    if isinstance(value, Mapping):
        return {without_token(k, token): without_token(v, token) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(without_token(item, token) for item in value)
    return value
