"""The body of an operation's request: how it is encoded, its media type, its schema.

A document may offer a body in several media types; one is chosen, JSON before forms before
multipart before text before bytes. What is sent keeps the media type that the document names.
Params are JSON, which has no bytes: a file is described here as an object that carries its content
as text or as base64.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .conversion import Converter, without_null
from .openapi import Document
from .schema_tree import Schema

DEFAULT_TYPES = {
    "json": "application/json",
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data",
    "text": "text/plain",
    "binary": "application/octet-stream",
}
"""What a body of a kind is sent as unless its entry says otherwise."""

MEDIA_TYPE_PATTERN = (
    r"^[A-Za-z0-9!#$&^_.+*-]+/[A-Za-z0-9!#$&^_.+*-]+"
    r'(; ?[A-Za-z0-9_-]+=([A-Za-z0-9!#$&^_.+-]+|"[ !#-~]*"))*$'
)

_ANY_JSON = ("application/json", "*/*", "application/*")
_SCALARS = {"string", "integer", "number", "boolean"}
_NAME = "[A-Za-z0-9!#$&^_.+-]+"
_CONTENT_TYPE: Schema = {
    "title": "a media type such as image/png",
    "type": "string",
    "pattern": f"^{_NAME}/{_NAME}(; ?[ -~]+)?$",
}
_BASE64: Schema = {
    "type": "string",
    "contentEncoding": "base64",
    "description": "The content where it is no text: its bytes as base64.",
}
_FILE: Schema = {
    "type": ["string", "object"],
    "properties": {
        "filename": {"type": "string", "minLength": 1},
        "content": {"type": "string", "description": "The content where it is text."},
        "content_base64": _BASE64,
        "content_type": _CONTENT_TYPE,
    },
    "required": ["filename"],
    "if": {"required": ["content_base64"]},
    "else": {"required": ["content"]},
    "examples": [{"filename": "notes.txt", "content": "text"}],
}
"""A file in a multipart body; a mere text goes as a field without a file name."""
_BYTES: Schema = {
    "type": ["string", "object"],
    "properties": {"content_base64": _BASE64, "content_type": _CONTENT_TYPE},
    "required": ["content_base64"],
}
"""A body that is no JSON: its text, or its bytes as base64."""


@dataclass(frozen=True)
class RequestBody:
    """How the param `data` is sent; `content_type` is None where it is the default of its kind."""

    kind: str
    content_type: str | None
    schema: Schema
    required: bool


class UnsupportedBodyError(ValueError):
    """None of the media types of a body can be sent."""


def media_kind(media: str) -> str:
    """How a media type is encoded: json, form, multipart, text or binary."""
    plain = _plain(media)
    if plain in _ANY_JSON or plain.endswith("+json"):
        return "json"
    if plain == "application/x-www-form-urlencoded":
        return "form"
    if plain.startswith("multipart/"):
        return "multipart"
    return "text" if plain.startswith("text/") else "binary"


def request_body(
    document: Document, converter: Converter, operation: dict[str, Any], place: str
) -> RequestBody | None:
    """The body that an operation takes, None for none; `place` names the operation in warnings.

    Raises UnsupportedBodyError.
    """
    body = document.resolved(operation.get("requestBody"))
    if not isinstance(body, dict) or not body.get("content"):
        return None
    media = _chosen(body["content"])
    kind = media_kind(media)
    detail = body["content"][media] or {}
    if detail.get("encoding"):
        document.warn(f"{place}: `encoding` of the body's fields is ignored")
    raw = detail.get("schema")
    content_type = _content_type(media, kind)
    match kind:
        case "multipart" | "form":
            schema = _fields(document, converter, raw, place, files=kind == "multipart")
        case "text" | "binary":
            schema = _unstructured(document, converter, raw, kind, content_type, place)
        case _:
            schema = _structured(converter, raw)
    if content_type is not None and "*" in content_type:
        content_type = None
    return RequestBody(kind, content_type, schema, body.get("required") is True)


def _plain(media: str) -> str:
    return media.split(";")[0].strip().lower()


def _chosen(content: dict[str, Any]) -> str:
    """The media type to send, the first of the best kind; the plain one before its variants."""
    usable = [media for media in content if _is_sendable(media)]
    if not usable:
        told = ", ".join(repr(media) for media in content)
        raise UnsupportedBodyError(f"a body of {told} cannot be sent")
    kinds = list(DEFAULT_TYPES)
    return min(
        usable,
        key=lambda media: (kinds.index(media_kind(media)), _plain(media) not in _ANY_JSON),
    )


def _is_sendable(media: str) -> bool:
    if not re.match(MEDIA_TYPE_PATTERN, _tidy(media)):
        return False
    form_data = _plain(media) in ("multipart/form-data", "multipart/*")
    return media_kind(media) != "multipart" or form_data


def _tidy(media: str) -> str:
    """A media type without its charset: what is sent is UTF-8."""
    name, *params = [part.strip() for part in media.split(";")]
    kept = [part for part in params if part and not part.lower().startswith("charset=")]
    return "; ".join([name.lower(), *kept])


def _content_type(media: str, kind: str) -> str | None:
    tidy = _tidy(media)
    if tidy == DEFAULT_TYPES[kind] or tidy in (*_ANY_JSON, "text/*"):
        return None
    return None if kind in ("form", "multipart") else tidy


def _structured(converter: Converter, raw: Any) -> Schema:
    schema = converter.convert(raw)
    if isinstance(raw, dict) and "$ref" in raw and "$ref" in schema:
        target = converter.target(raw["$ref"])
        if without_null(target) != target:
            # A null body says nothing; the shared part may keep its null for the other places.
            schema = target
    return without_null(schema)


def _unstructured(
    document: Document,
    converter: Converter,
    raw: Any,
    kind: str,
    content_type: str | None,
    place: str,
) -> Schema:
    """The schema of a body that is sent as it is given."""
    declared = document.resolved(raw)
    known = declared if isinstance(declared, dict) else {}
    described = bool({"properties", "items", "allOf", "anyOf", "oneOf"} & set(known))
    if described or not set(_types(known)) <= _SCALARS:
        document.warn(
            f"{place}: a body of {content_type or DEFAULT_TYPES[kind]} is sent as it is given; "
            "its fields are not described"
        )
    elif kind == "text" and known.get("type"):
        return without_null(converter.convert(known))
    words = _words_of(known)
    if kind == "text":
        return converter.convert({**words, "type": "string"})
    if content_type is not None and "*" in content_type:
        needed = ["content_base64", "content_type"]
        return converter.convert({**words, **_BYTES, "type": "object", "required": needed})
    return converter.convert({**words, **_BYTES})


def _fields(
    document: Document, converter: Converter, raw: Any, place: str, *, files: bool
) -> Schema:
    """The schema of a body that is a set of named fields."""
    expanded = _with_files(document, raw, ()) if files else raw
    schema = converter.convert(expanded)
    if isinstance(expanded, dict) and "$ref" in expanded and "$ref" in schema:
        schema = converter.target(expanded["$ref"])
    schema = without_null(schema)
    types = _types(schema)
    if types and "object" not in types:
        document.warn(f"{place}: the body has no fields; any are accepted")
        return {"type": "object"}
    return {**schema, "type": "object"} if types else {"type": "object", **schema}


def _with_files(document: Document, raw: Any, above: tuple[str, ...]) -> Any:
    """A copy of a raw schema in which each property that is a file is an object that holds one.

    A reference is followed where there is such a property behind it.
    """
    if not isinstance(raw, dict):
        return raw
    reference = raw.get("$ref")
    if isinstance(reference, str):
        if reference in above:
            return raw
        target = document.resolved(raw)
        expanded = _with_files(document, target, (*above, reference))
        return raw if expanded == target else expanded
    copied = dict(raw)
    properties = raw.get("properties")
    if isinstance(properties, dict):
        copied["properties"] = {
            name: _with_file(document, member) for name, member in properties.items()
        }
    for keyword in ("allOf", "anyOf", "oneOf"):
        if isinstance(raw.get(keyword), list):
            copied[keyword] = [_with_files(document, branch, above) for branch in raw[keyword]]
    return copied


def _with_file(document: Document, member: Any) -> Any:
    whole = document.resolved(member)
    if not isinstance(whole, dict):
        return member
    if _is_file(whole):
        return {**_words_of(whole), **_FILE}
    items = document.resolved(whole.get("items"))
    if isinstance(items, dict) and _is_file(items):
        return {**whole, "items": _FILE}
    return member


def _is_file(schema: Schema) -> bool:
    if not set(_types(schema)) <= {"string", "null"}:
        return False
    return schema.get("format") == "binary" or (
        "contentMediaType" in schema and "contentEncoding" not in schema
    )


def _words_of(schema: Schema) -> Schema:
    """Title and description; an example of the mere text is none of what stands in its place."""
    return {key: schema[key] for key in ("title", "description") if key in schema}


def _types(schema: Schema) -> list[str]:
    stated = schema.get("type", [])
    kinds = stated if isinstance(stated, list) else [stated]
    return [str(kind) for kind in kinds if kind != "null"]
