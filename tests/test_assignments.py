from __future__ import annotations

from typing import Any

import pytest

from connector.assignments import FILE_CONTENT, parse_assignment, with_assignments
from connector.errors import InvalidParams

SCHEMA: dict[str, Any] = {
    "properties": {
        "id": {"type": ["string", "integer"]},
        "page": {"type": "integer"},
        "ratio": {"type": ["number", "null"]},
        "flag": {"type": ["boolean", "null"]},
        "level": {"enum": [1, 2, 3]},
        "state": {"enum": ["1", "2"]},
        "either": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]},
        "loose": {"anyOf": [{"type": "integer"}, {}]},
        "limited": {"allOf": [{"$ref": "#/$defs/count"}]},
        "free": {},
        "data": {
            "type": "object",
            "properties": {
                "email": {"type": "string"},
                "tags": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"id": {"type": "integer"}}},
                },
                "counts": {"type": "array", "items": {"type": "integer"}},
                "scores": {"type": "object", "additionalProperties": {"type": "number"}},
                "0": {"type": "string"},
            },
            "anyOf": [
                {"properties": {"value": {"type": "integer"}}},
                {"properties": {"value": {"type": "string"}}},
            ],
        },
    },
    "$defs": {"count": {"type": "integer"}},
}


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        (["id=007"], {"id": "007"}),
        (["id=7"], {"id": "7"}),
        (["id:=7"], {"id": 7}),
        (["page=2"], {"page": 2}),
        (["page=two"], {"page": "two"}),
        (["page="], {"page": ""}),
        (["page=1.5"], {"page": "1.5"}),
        (["ratio=1.5"], {"ratio": 1.5}),
        (["ratio=2"], {"ratio": 2}),
        (["ratio=nan"], {"ratio": "nan"}),
        (["ratio=null"], {"ratio": None}),
        (["flag=true"], {"flag": True}),
        (["flag=True"], {"flag": "True"}),
        (["flag=null"], {"flag": None}),
        (["page=true"], {"page": "true"}),
        (["level=3"], {"level": 3}),
        (["state=1"], {"state": "1"}),
        (["either=3"], {"either": 3}),
        (["either=false"], {"either": False}),
        (["loose=3"], {"loose": "3"}),
        (["limited=3"], {"limited": 3}),
        (["free=3"], {"free": "3"}),
        (["unknown=3"], {"unknown": "3"}),
        (["data.email=null"], {"data": {"email": "null"}}),
        (["data.email:=null"], {"data": {"email": None}}),
        (["data.value=3"], {"data": {"value": "3"}}),
        (["data.tags.0.id=7", "data.tags.1.id=8"], {"data": {"tags": [{"id": 7}, {"id": 8}]}}),
        (["data.counts.0=7", "data.counts.0=8"], {"data": {"counts": [8]}}),
        (["data.scores.math=1.5"], {"data": {"scores": {"math": 1.5}}}),
        (["data.0=x"], {"data": {"0": "x"}}),
        (["data.new.0=x"], {"data": {"new": {"0": "x"}}}),
        ([r"data.a\.b=x"], {"data": {"a.b": "x"}}),
        (["data.query.operator=="], {"data": {"query": {"operator": "="}}}),
        (["data.email=a=b"], {"data": {"email": "a=b"}}),
        (["data.email=a:=b"], {"data": {"email": "a:=b"}}),
        (['data:={"email": "a"}', "data.page=1"], {"data": {"email": "a", "page": "1"}}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_value_takes_the_type_of_its_place(assignments: list[str], expected: Any) -> None:
    made = with_assignments(SCHEMA, {}, assignments)
    assert made == expected
    assert repr(made) == repr(expected)


FILE: dict[str, Any] = {
    "type": ["string", "object"],
    "properties": {
        "filename": {"type": "string"},
        "content": {"type": "string"},
        "content_base64": {"type": "string", "contentEncoding": "base64"},
    },
}
BYTES = {"type": ["string", "object"], "properties": {"content_base64": {"$ref": "#/$defs/bytes"}}}
UPLOAD: dict[str, Any] = {
    "properties": {
        "name": {"type": "string"},
        "own": {"type": "object", "properties": {"content_base64": {"type": "string"}}},
        "bytes": BYTES,
        "data": {
            "properties": {"file": FILE, "files": {"type": "array", "items": FILE}},
        },
    },
    "$defs": {"bytes": {"type": "string", "contentEncoding": "base64"}},
}


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        (
            ["data.file=@x/a.png"],
            {"data": {"file": {"filename": "a.png", "content_base64": "/w=="}}},
        ),
        (["bytes=@a.png"], {"bytes": {"content_base64": "/w=="}}),
        (
            ["data.files.0=@a.png", "data.files.1=@b.png"],
            {
                "data": {
                    "files": [
                        {"filename": "a.png", "content_base64": "/w=="},
                        {"filename": "b.png", "content_base64": "/w=="},
                    ]
                }
            },
        ),
        (
            ["data.file=@a.png", "data.file.filename=b.png"],
            {"data": {"file": {"filename": "b.png", "content_base64": "/w=="}}},
        ),
        (["data.file=a.png"], {"data": {"file": "a.png"}}),
        (['data.file:="@a.png"'], {"data": {"file": "@a.png"}}),
        (["data.file.content=@a.png"], {"data": {"file": {"content": "@a.png"}}}),
        (["name=@a.png"], {"name": "@a.png"}),
        (["own=@a.png"], {"own": "@a.png"}),
        (["unknown=@a.png"], {"unknown": "@a.png"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_file_is_read_where_one_is_taken(assignments: list[str], expected: Any) -> None:
    assert with_assignments(UPLOAD, {}, assignments, read_file=lambda name: b"\xff") == expected


def test_a_file_is_read_once_even_where_names_are_looked_up() -> None:
    read: list[str] = []

    def read_file(name: str) -> bytes:
        read.append(name)
        return b"x" if len(read) == 1 else b""

    made = with_assignments(
        UPLOAD,
        {},
        ["data.file=@/dev/stdin", "data.tag_id=~VIP"],
        read_file=read_file,
        look_up=lambda path, name: "7",
    )
    assert made["data"]["file"][FILE_CONTENT] == "eA=="
    assert made["data"]["tag_id"] == "7"
    assert read == ["/dev/stdin"]


def test_a_file_that_cannot_be_read_is_a_problem_of_its_place() -> None:
    def read_file(name: str) -> bytes:
        raise FileNotFoundError(2, "No such file", name)

    with pytest.raises(InvalidParams) as caught:
        with_assignments(UPLOAD, {}, ["data.file=@gone.png"], read_file=read_file)
    (problem,) = caught.value.problems
    assert (problem.path, problem.message) == ("data.file", "cannot read gone.png: No such file")


def test_assignments_win_over_the_params_and_leave_them_alone() -> None:
    given = {"data": {"tags": [{"id": 1}], "email": "a"}}
    made = with_assignments(SCHEMA, given, ["data.tags.0.id=5", "data.tags.1.id=6", "data.email=b"])
    assert made == {"data": {"tags": [{"id": 5}, {"id": 6}], "email": "b"}}
    assert given == {"data": {"tags": [{"id": 1}], "email": "a"}}


@pytest.mark.parametrize(
    ("assignment", "path", "words"),
    [
        ("email", "email", "no '='"),
        ("=x", "", "empty"),
        ("a..b=x", "a..b", "empty"),
        ("page:=seven", "page", "is not JSON"),
        ("page:=" + "[" * 100_000, "page", "is not JSON"),
        ("data.tags.3.id=1", "data.tags.3.id", "has 0 items so far"),
        ("data.tags.first=1", "data.tags.first", "'first' is not an index"),
        ("id.x=1", "id.x", "which has no members"),
    ],
    ids=lambda value: value[:30],
)
def test_what_cannot_be_understood_is_a_problem_of_its_own(
    assignment: str, path: str, words: str
) -> None:
    given = {"id": "7", "data": {"tags": []}}
    with pytest.raises(InvalidParams) as caught:
        with_assignments(SCHEMA, given, ["email", assignment], action="act")
    first, second = caught.value.problems
    assert first.path == "email"
    assert (second.path, caught.value.action) == (path, "act")
    assert words in second.message


def test_a_name_keeps_its_escaped_dots() -> None:
    assert parse_assignment(r"a\.b.c=d").path == ("a.b", "c")
