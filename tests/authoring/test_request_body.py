"""Bodies of any media type: which is chosen, what it is sent as, what `data` may be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector.authoring import import_catalog, lint_catalog
from connector.authoring.errors import AuthoringError
from connector.authoring.format import Overlay
from connector.authoring.importing import Compilation, compile_catalog
from connector.authoring.openapi import load_document

Compile = Callable[..., Compilation]
TEXT = {"type": "string"}
FIELDS = {"type": "object", "properties": {"a": TEXT}}
FILE = {"type": "string", "format": "binary"}


@pytest.fixture
def compiled(tmp_path: Path) -> Compile:
    """Compile a document whose only operation takes a body of some media types."""

    def make(content: dict[str, Any], **schemas: Any) -> Compilation:
        body = {"content": content, "required": True}
        operation = {"summary": "Put it.", "requestBody": body, "responses": {"204": {}}}
        document = {
            "openapi": "3.1.0",
            "info": {"title": "T"},
            "servers": [{"url": "https://api.example"}],
            "paths": {"/it": {"put": operation}},
            "components": {"schemas": schemas},
        }
        file = tmp_path / "document.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        import_catalog([file], tmp_path / "catalog")
        assert lint_catalog(tmp_path / "catalog") == []
        return compile_catalog([load_document(file)], Overlay())

    return make


@pytest.mark.parametrize(
    ("offered", "kind", "content_type"),
    [
        (["application/json"], "json", None),
        (["application/json; charset=utf-8"], "json", None),
        (["*/*"], "json", None),
        (["application/vnd.api+json"], "json", "application/vnd.api+json"),
        (["application/json; profile=a"], "json", "application/json; profile=a"),
        (["application/merge-patch+json", "application/json"], "json", None),
        (["application/xml", "application/json"], "json", None),
        (["multipart/form-data", "application/x-www-form-urlencoded"], "form", None),
        (["multipart/related", "multipart/form-data"], "multipart", None),
        (["text/plain"], "text", None),
        (["text/*"], "text", None),
        (["text/csv;charset=UTF-8"], "text", "text/csv"),
        (["application/octet-stream"], "binary", None),
        (["Image/PNG"], "binary", "image/png"),
        (["image/*"], "binary", None),
        (["application/xml", "image/png"], "binary", "application/xml"),
        (["application/x-ndjson"], "binary", "application/x-ndjson"),
        (["no type", "text/plain"], "text", None),
    ],
)
def test_a_body_keeps_its_media_type(
    compiled: Compile, offered: list[str], kind: str, content_type: str | None
) -> None:
    entry = compiled({media: {} for media in offered}).catalog.entries["put_it"]
    assert (entry.get("body", "json"), entry.get("content_type")) == (kind, content_type)


@pytest.mark.parametrize(
    "media", ["multipart/related", "multipart/mixed", "nonsense", "text/plain\r\nX-Evil: 1", ""]
)
def test_a_body_that_cannot_be_sent_is_refused(compiled: Compile, media: str) -> None:
    with pytest.raises(AuthoringError, match="cannot be sent") as caught:
        compiled({media: {"schema": FIELDS}})
    assert caught.value.problems == (f"PUT /it: a body of {media!r} cannot be sent",)


ACCEPTED: list[tuple[str, Any, list[Any], list[Any]]] = [
    (
        "application/octet-stream",
        FILE,
        ["a", {"content_base64": "/w=="}],
        [5, {"content": "a"}, {}],
    ),
    ("application/xml", FIELDS, ["<a/>", {"content_base64": ""}], [{"a": "b"}]),
    ("application/x-ndjson", {"type": "array", "items": FIELDS}, ["{}\n{}"], [[{}]]),
    ("image/*", FILE, [{"content_base64": "", "content_type": "image/png"}], ["a", {}]),
    ("text/xml", FIELDS, ["<a/>"], [{"a": "b"}]),
    ("text/plain", {"type": "integer", "minimum": 3}, [3], [2, "a"]),
    ("text/plain", None, ["a"], [{}, 5]),
    ("application/x-www-form-urlencoded", None, [{}, {"a": 1}], ["a=1", None, []]),
    ("application/x-www-form-urlencoded", TEXT, [{}], ["a=1"]),
    ("multipart/form-data", {"$ref": "#/components/schemas/Fields"}, [{"a": "b"}], ["a", {"a": 1}]),
]


@pytest.mark.parametrize(("media", "schema", "accepted", "refused"), ACCEPTED)
def test_what_data_may_be(
    compiled: Compile, media: str, schema: Any, accepted: list[Any], refused: list[Any]
) -> None:
    content = {media: {} if schema is None else {"schema": schema}}
    made = compiled(content, Fields=FIELDS).catalog
    validator = Draft202012Validator(made.schemas["put_it"]["properties"]["data"])
    assert [value for value in accepted if not validator.is_valid(value)] == []
    assert [value for value in refused if validator.is_valid(value)] == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"application/xml": {"schema": FIELDS}}, ["a body of application/xml is sent as it is"]),
        (
            {"text/csv": {"schema": {"type": "array"}}},
            ["a body of text/csv is sent as it is given"],
        ),
        ({"application/x-www-form-urlencoded": {"schema": TEXT}}, ["the body has no fields"]),
        (
            {"multipart/form-data": {"schema": FIELDS, "encoding": {"a": {"style": "form"}}}},
            ["`encoding` of the body's fields is ignored"],
        ),
        ({"application/xml": {"schema": TEXT}}, []),
        ({"application/xml": {"schema": FIELDS}, "application/json": {"schema": FIELDS}}, []),
    ],
)
def test_what_a_body_loses_is_reported(
    compiled: Compile, content: dict[str, Any], told: list[str]
) -> None:
    warnings = compiled(content).warnings
    assert len(warnings) == len(told)
    for warning, words in zip(warnings, told, strict=True):
        assert warning.startswith("document.json: PUT /it: ")
        assert words in warning


FILES: dict[str, Any] = {
    "here": {"type": "object", "properties": {"file": FILE}},
    "behind a reference": {"$ref": "#/components/schemas/Upload"},
    "itself a reference": {
        "type": "object",
        "properties": {"file": {"$ref": "#/components/schemas/File"}},
    },
    "in a part": {"allOf": [{"$ref": "#/components/schemas/Upload"}, FIELDS]},
    "by its media type": {"properties": {"file": {"contentMediaType": "image/png"}}},
    "or nothing": {"properties": {"file": {"type": ["string", "null"], "format": "binary"}}},
}


@pytest.mark.parametrize("upload", FILES.values(), ids=FILES)
def test_a_file_in_a_multipart_body(compiled: Compile, upload: dict[str, Any]) -> None:
    shapes = {"Upload": {"type": "object", "properties": {"file": FILE}}, "File": FILE}
    made = compiled({"multipart/form-data": {"schema": upload}}, **shapes).catalog
    validator = Draft202012Validator(made.schemas["put_it"]["properties"]["data"])
    text = {"filename": "a.txt", "content": "a"}
    for file in (text, {"filename": "a.png", "content_base64": "/w=="}, "a"):
        assert validator.is_valid({"file": file})
    for file in ({"filename": "a.txt"}, {"content": "a"}, {**text, "filename": ""}, 5, None):
        assert not validator.is_valid({"file": file})


def test_several_files_in_one_field(compiled: Compile) -> None:
    upload = {"type": "object", "properties": {"files": {"type": "array", "items": FILE}}}
    made = compiled({"multipart/form-data": {"schema": upload}}).catalog
    validator = Draft202012Validator(made.schemas["put_it"]["properties"]["data"])
    file = {"filename": "a.png", "content_base64": "/w=="}
    assert validator.is_valid({"files": [file, file]})
    assert not validator.is_valid({"files": [{"filename": "a.png"}]})


@pytest.mark.parametrize(
    "field",
    [
        {"type": "string", "format": "byte"},
        {"contentMediaType": "a/b", "contentEncoding": "base64"},
    ],
)
def test_text_that_is_encoded_already_is_no_file(compiled: Compile, field: dict[str, Any]) -> None:
    upload = {"type": "object", "properties": {"file": field}}
    made = compiled({"multipart/form-data": {"schema": upload}}).catalog
    assert "properties" not in made.schemas["put_it"]["properties"]["data"]["properties"]["file"]


def test_a_schema_that_contains_itself_may_hold_files(compiled: Compile) -> None:
    node = {
        "type": "object",
        "allOf": [{"$ref": "#/components/schemas/Node"}],
        "properties": {"file": FILE, "below": {"$ref": "#/components/schemas/Node"}},
    }
    made = compiled(
        {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/Node"}}}, Node=node
    )
    data = made.catalog.schemas["put_it"]["properties"]["data"]
    assert "content_base64" in data["properties"]["file"]["properties"]
