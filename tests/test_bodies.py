from __future__ import annotations

import base64
import json
from email.message import Message
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

import pytest

from connector.bodies import BodyError, encode_body

PIXEL = b"\x89PNG\r\n\x1a\n\x00\xff--"
PIXEL_BASE64 = base64.b64encode(PIXEL).decode()


def parts_of(fields: dict[str, Any]) -> list[Message]:
    """Return the parts of a multipart body as another parser reads them."""
    media, content = encode_body("multipart", fields)
    parsed = BytesParser().parsebytes(f"Content-Type: {media}\r\n\r\n".encode() + content)
    assert parsed.is_multipart()
    assert parsed.defects == []
    parts: Any = parsed.get_payload()
    return list(parts)


def test_json_bodies_keep_unicode_and_null() -> None:
    media, content = encode_body("json", {"name": "Zoë", "phone": None})
    assert media == "application/json"
    assert content == '{"name":"Zoë","phone":null}'.encode()
    assert json.loads(content) == {"name": "Zoë", "phone": None}


def test_form_bodies() -> None:
    media, content = encode_body("form", {"a": "x y", "b": ["1", "2"]})
    assert media == "application/x-www-form-urlencoded"
    assert parse_qsl(content.decode()) == [("a", "x y"), ("b", "1"), ("b", "2")]


@pytest.mark.parametrize(
    ("kind", "value", "content_type", "media", "content"),
    [
        ("json", {}, "application/merge-patch+json", "application/merge-patch+json", b"{}"),
        ("text", "é", None, "text/plain; charset=utf-8", "é".encode()),
        ("text", "a,b", "text/csv", "text/csv; charset=utf-8", b"a,b"),
        ("text", 7, None, "text/plain; charset=utf-8", b"7"),
        ("binary", "é", None, "application/octet-stream", "é".encode()),
        ("binary", "<a/>", "application/xml", "application/xml", b"<a/>"),
        ("binary", {"content": "a"}, None, "application/octet-stream", b"a"),
        ("binary", {"content_base64": PIXEL_BASE64}, "image/png", "image/png", PIXEL),
        (
            "binary",
            {"content_base64": "/w==", "content_type": "image/gif"},
            "image/png",
            "image/gif",
            b"\xff",
        ),
    ],
)
def test_a_body_has_the_media_type_it_was_given(
    kind: str, value: Any, content_type: str | None, media: str, content: bytes
) -> None:
    assert encode_body(kind, value, content_type) == (media, content)


def test_multipart_bodies_are_read_back_by_another_parser() -> None:
    fields = {"title": "Quarter\r\nreport", "file": {"filename": 'a"b.txt', "content": "línea"}}
    title, file = parts_of(fields)
    assert title.get_param("name", header="content-disposition") == "title"
    assert title.get_content_type() == "text/plain"
    assert file.get_param("filename", header="content-disposition") == "a%22b.txt"
    payload: Any = file.get_payload(decode=True)
    assert payload.decode() == "línea"
    assert encode_body("multipart", fields) == encode_body("multipart", dict(fields))


def test_a_file_may_hold_any_bytes() -> None:
    files = [
        {"filename": "a.png", "content_base64": PIXEL_BASE64, "content_type": "image/png"},
        {"filename": "b.bin", "content_base64": ""},
    ]
    first, second = parts_of({"files": files})
    assert [part.get_content_type() for part in (first, second)] == [
        *("image/png", "application/octet-stream")
    ]
    assert first.get_payload(decode=True) == PIXEL
    assert second.get_payload(decode=True) == b""
    assert [part.get_filename() for part in (first, second)] == ["a.png", "b.bin"]


def test_base64_may_be_wrapped_in_lines() -> None:
    wrapped = base64.encodebytes(PIXEL * 20).decode()
    assert "\n" in wrapped[:-1]
    _, content = encode_body("binary", {"content_base64": wrapped})
    assert content == PIXEL * 20


def test_what_is_no_file_goes_as_json_into_a_part() -> None:
    meta, count, flag = parts_of({"meta": {"filename": "x"}, "count": 2, "flag": True})
    assert meta.get_content_type() == "application/json"
    assert json.loads(str(meta.get_payload())) == {"filename": "x"}
    assert (count.get_payload(), flag.get_payload()) == ("2", "true")


def test_parts_that_differ_in_place_only_have_their_own_boundary() -> None:
    one, _ = encode_body("multipart", {"a": "bc"})
    other, _ = encode_body("multipart", {"ab": "c"})
    assert one != other


@pytest.mark.parametrize(
    ("kind", "value", "path", "told"),
    [
        ("form", "a=1", (), "must be an object"),
        ("multipart", ["a"], (), "must be an object"),
        ("binary", {"content_base64": "/w="}, ("content_base64",), "is not base64"),
        ("binary", {"content_base64": "né=="}, ("content_base64",), "is not base64"),
        ("binary", {"filename": "a"}, (), "has neither"),
        (
            "multipart",
            {"f": {"filename": "a", "content": "", "content_base64": ""}},
            ("f",),
            "has both",
        ),
        (
            "multipart",
            {"f": ["a", {"filename": "a", "content_base64": "*"}]},
            ("f", 1, "content_base64"),
            "is not base64",
        ),
        (
            "multipart",
            {"f": {"filename": "a", "content": "", "content_type": "a/b\r\nX-Evil: 1"}},
            ("f", "content_type"),
            "it goes into a header",
        ),
        ("morse", "a", (), "'morse'"),
    ],
)
def test_what_cannot_be_sent_is_told_with_its_place(
    kind: str, value: Any, path: tuple[str | int, ...], told: str
) -> None:
    with pytest.raises(BodyError) as caught:
        encode_body(kind, value)
    assert caught.value.path == path
    assert told in str(caught.value)
