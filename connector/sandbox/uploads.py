"""Reading `multipart/form-data`: the bodies that carry files.

Fields become the values of an ordinary `Body`; files become `Upload`s in it, which every other
reader of a `Body` refuses as it refuses any value of the wrong type. Nothing is written to disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .body import Body
from .messages import Refusal, invalid

if TYPE_CHECKING:
    from email.message import Message


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    filename: str
    content: bytes


def parse_form(raw: bytes, content_type: str) -> Body:
    """The fields and files of a form; of a field sent more than once, the last.

    A body of any other type is an empty form, as are its unnamed parts.

    Raises:
        Refusal: 400 `parameter_invalid` when it is cut off, or names no boundary.
    """
    kind = _headers(f"Content-Type: {content_type}".replace("\r", " ").replace("\n", " "))
    if kind.get_content_type() != "multipart/form-data":
        return Body({})
    boundary = kind.get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise invalid("The multipart body names no boundary")
    values: dict[str, Any] = {}
    for head, content in _parts(raw, boundary.encode("latin-1", "replace")):
        name = head.get_param("name", header="content-disposition")
        filename = head.get_filename()
        if not isinstance(name, str) or not name:
            continue
        values[name] = _text(content) if filename is None else Upload(filename, content)
    return Body(values)


def _parts(raw: bytes, boundary: bytes) -> Iterator[tuple[Message, bytes]]:
    pieces = (b"\r\n" + raw).split(b"\r\n--" + boundary)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise invalid("The multipart body is cut off")
    for piece in pieces[1:-1]:
        head, blank, content = piece.partition(b"\r\n\r\n")
        if not blank:
            raise invalid("A part of the multipart body has no end of its headers")
        yield _headers(head.decode("utf-8", "replace").lstrip()), content


def _headers(text: str) -> Message:
    from email.parser import HeaderParser

    return HeaderParser().parsestr(text, headersonly=True)


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as exc:
        raise invalid("The fields of a form must be UTF-8") from exc


def upload_in(body: Body, name: str) -> Upload | None:
    """The file of a form's field; None when absent.

    Raises:
        Refusal: 400 `parameter_not_found` when the field holds no file.
    """
    value = body.values.get(name)
    if value is not None and not isinstance(value, Upload):
        raise Refusal(400, "parameter_not_found", f"{name} must be an uploaded file")
    return value
