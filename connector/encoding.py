"""Params as text: path segments, query strings, header values.

The rules are OpenAPI 3's parameter styles. Pure; raises ``ValueError`` with the reason where a
value cannot be sent, which the caller turns into a problem of that param.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any
from urllib.parse import quote, urlencode

_DELIMITERS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
_HEADER_TEXT = re.compile(r"[\x20-\x7e\t]*")
_EXACT_FLOATS = 2**53


def as_text(value: Any) -> str:
    """Return a scalar as it stands in a URL or a header.

    >>> as_text(True), as_text(7), as_text(7.0), as_text(None)
    ('true', '7', '7', 'null')
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (dict, list)):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_FLOATS:
        return str(int(value))
    return str(value)


def path_segment(value: Any) -> str:
    """Return one percent-encoded path segment.

    Dots are refused because URL libraries resolve them: ``/contacts/../admins`` reaches another
    endpoint. Slashes are encoded, so that an id stays one segment.

    >>> path_segment("a/b c")
    'a%2Fb%20c'
    """
    text = as_text(value)
    if not text.strip():
        raise ValueError("must not be empty: it is a part of the path")
    if text in (".", ".."):
        raise ValueError(f"must not be {text!r}: it would change the path")
    return quote(text, safe="")


def query_pairs(wire_name: str, value: Any, style: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield the pairs of the query that carry one param.

    By default lists repeat the name and objects spread into their members (``form``, exploded).
    """
    if isinstance(value, Mapping):
        if style == "deepObject":
            for key, member in value.items():
                yield f"{wire_name}[{key}]", as_text(member)
        elif style in _DELIMITERS:
            flat = [as_text(part) for pair in value.items() for part in pair]
            yield wire_name, _DELIMITERS[style].join(flat)
        else:
            for key, member in value.items():
                yield key, as_text(member)
    elif isinstance(value, list):
        texts = [as_text(item) for item in value]
        if style in _DELIMITERS:
            yield wire_name, _DELIMITERS[style].join(texts)
        else:
            yield from ((wire_name, text) for text in texts)
    else:
        yield wire_name, as_text(value)


def query_string(pairs: list[tuple[str, str]]) -> str:
    """Return an encoded query, spaces as ``%20``.

    >>> query_string([("email", "a+b@example.com")])
    'email=a%2Bb%40example.com'
    """
    return urlencode(pairs, quote_via=quote, safe="")


def header_value(value: Any) -> str:
    """Return a value fit for a header; a line break would start another header."""
    text = ",".join(map(as_text, value)) if isinstance(value, list) else as_text(value)
    if not _HEADER_TEXT.fullmatch(text):
        raise ValueError("must hold printable ASCII characters only: it goes into a header")
    if text != text.strip():
        raise ValueError("must not begin or end with a space: it goes into a header")
    return text
