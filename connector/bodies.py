"""Bodies of requests as bytes, each with its media type. Pure; the same value gives the same bytes.

Params are JSON and JSON has no bytes: content that is no text stands in them as base64, in the
member ``content_base64``. ``BodyError`` says which place of a value cannot be sent, and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from .encoding import as_text, header_value, query_pairs

BYTES = "application/octet-stream"
_TEXT_OR_BASE64 = frozenset({"content", "content_base64"})


class BodyError(ValueError):
    """A body that cannot be sent; ``path`` leads to the place within it."""

    def __init__(self, reason: str, *path: str | int) -> None:
        super().__init__(reason)
        self.path = path


def encode_body(kind: str, value: Any, content_type: str | None = None) -> tuple[str, bytes]:
    """Return content type and bytes of a body of that kind.

    ``content_type`` is the media type to send where it is not the kind's own. Raises ``BodyError``.
    """
    match kind:
        case "json":
            text = json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
            return content_type or "application/json", text.encode()
        case "form":
            pairs = [pair for name, member in _fields(value) for pair in query_pairs(name, member)]
            return content_type or "application/x-www-form-urlencoded", urlencode(pairs).encode()
        case "multipart":
            return _multipart(value)
        case "text":
            return f"{content_type or 'text/plain'}; charset=utf-8", as_text(value).encode()
        case "binary":
            return _binary(value, content_type or BYTES)
        case _:
            raise BodyError(f"no body of kind {kind!r} can be sent")


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        raise BodyError("must be an object, whose members are the fields")
    yield from value.items()


def _binary(value: Any, content_type: str) -> tuple[str, bytes]:
    if isinstance(value, Mapping):
        return _content_type(value, content_type), _content(value)
    return content_type, as_text(value).encode()


def _content(value: Mapping[str, Any], *path: str | int) -> bytes:
    """Return the bytes that an object stands for: text in UTF-8, or what is base64."""
    given = sorted(_TEXT_OR_BASE64 & value.keys())
    if len(given) != 1:
        told = "has both" if given else "has neither"
        raise BodyError(f"needs content or content_base64, {told}", *path)
    if given == ["content"]:
        return as_text(value["content"]).encode()
    from base64 import b64decode

    try:
        return b64decode("".join(as_text(value["content_base64"]).split()), validate=True)
    except ValueError as error:
        raise BodyError(f"is not base64: {error}", *path, "content_base64") from error


def _content_type(value: Mapping[str, Any], default: str, *path: str | int) -> str:
    try:
        return header_value(value.get("content_type", default))
    except ValueError as error:
        raise BodyError(str(error), *path, "content_type") from error


def _multipart(fields: Any) -> tuple[str, bytes]:
    """Encode ``multipart/form-data``; a list repeats its field.

    A field ``{"filename": …, "content": …}``, or with ``content_base64``, is a file; any other
    object is sent as JSON.
    """
    from hashlib import sha256

    parts = [
        _part(name, member, path)
        for name, value in _fields(fields)
        for member, path in _members(name, value)
    ]
    digest = sha256()
    for head, content in parts:
        digest.update(b"%d %d " % (len(head), len(content)))
        digest.update(head)
        digest.update(content)
    boundary = digest.hexdigest()[:32]
    opening = f"--{boundary}\r\n".encode()
    body = b"".join(
        piece for head, content in parts for piece in (opening, head, b"\r\n\r\n", content, b"\r\n")
    )
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def _members(name: str, value: Any) -> Iterator[tuple[Any, tuple[str | int, ...]]]:
    if isinstance(value, list):
        yield from ((member, (name, index)) for index, member in enumerate(value))
    else:
        yield value, (name,)


def _part(name: str, value: Any, path: tuple[str | int, ...]) -> tuple[bytes, bytes]:
    """Return the headers of a part, without the blank line after them, and its content."""
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if isinstance(value, Mapping) and "filename" in value and _TEXT_OR_BASE64 & value.keys():
        head += f'; filename="{_quoted(as_text(value["filename"]))}"'
        head += f"\r\nContent-Type: {_content_type(value, BYTES, *path)}"
        return head.encode(), _content(value, *path)
    if isinstance(value, (Mapping, list)):
        head += "\r\nContent-Type: application/json"
    return head.encode(), as_text(value).encode()


def _quoted(name: str) -> str:
    """Escape a field or file name as HTML's multipart rules do."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
