"""What documents say of answers: which responses count, what is kept of them, what is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from connector.authoring.answers import (
    Answers,
    Operation,
    compacted,
    compile_answers,
    described_facts,
    error_codes,
    expanded,
    merged_answers,
)
from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.openapi import Document

Load = Callable[[str], Document]

DOCUMENT = """
components:
  schemas:
    Book:
      type: object
      description: A thing to read.
      nullable: true
      required: [id]
      properties:
        id: {type: string, example: "7", minLength: 1}
        title: {type: string, nullable: true}
        printed_at: {type: integer, format: date-time}
        sequel: {$ref: "#/components/schemas/Book"}
    Books:
      type: object
      properties:
        description: {type: string, description: What they have in common.}
        data: {type: array, items: {$ref: "#/components/schemas/Book"}}
    Wrong: {type: object, properties: {errors: {type: array}}}
  responses:
    Missing:
      description: It is not there.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Wrong"}
          examples:
            one: {value: {errors: [{code: not_found}, {code: gone}]}}
            same: {value: {errors: [{code: not_found}]}}
paths:
  /books:
    get:
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Books"}}}}
        "206":
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Book"}}
        "404": {$ref: "#/components/responses/Missing"}
        "409": {description: It is lent.}
        default: {description: anything}
    post:
      responses:
        "201": {content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}}
        "422": {content: {application/json: {example: {error_key: too_thin, message: no}}}}
    put:
      responses: {"204": {description: done}}
    delete:
      responses: {"200": {content: {text/plain: {schema: {type: string}}}}}
"""


@pytest.fixture
def document(load: Load) -> Document:
    return load(DOCUMENT)


def compiled(document: Document, *, texts: bool = False) -> Answers:
    operations = [Operation(method, data) for method, _, data, _ in document.operations()]
    return compile_answers(document, operations, texts=texts)


def test_every_component_is_a_part_and_only_facts_are_kept(document: Document) -> None:
    answers = compiled(document)
    assert set(answers.parts) == {"Books", "Book"}
    assert answers.parts["Book"] == {
        "type": ["object", "null"],
        "properties": {
            "id": {"type": "string"},
            "title": {"type": ["string", "null"]},
            "printed_at": {"type": "integer", "format": "unix-time"},
            "sequel": {"$ref": "Book.json"},
        },
    }
    assert answers.parts["Books"]["properties"]["description"] == {"type": "string"}


def test_all_successes_count_and_what_is_no_json_has_no_schema(document: Document) -> None:
    returns = compiled(document).returns
    assert returns["GET"]["schema"] == {
        "anyOf": [
            {"$ref": "shared/Books.json"},
            {"type": "array", "items": {"$ref": "shared/Book.json"}},
        ]
    }
    assert returns["POST"]["schema"] == {"$ref": "shared/Book.json"}
    assert (returns["PUT"], returns["DELETE"]) == ({}, {})


def test_errors_are_the_codes_of_the_examples(document: Document) -> None:
    assert compiled(document).returns["GET"]["errors"] == [
        {"status": 404, "code": "not_found"},
        {"status": 404, "code": "gone"},
        {"status": 409},
    ]
    assert compiled(document).returns["POST"]["errors"] == [{"status": 422, "code": "too_thin"}]


def test_a_document_may_say_when_errors_come(document: Document) -> None:
    errors = compiled(document, texts=True).returns["GET"]["errors"]
    assert [error["when"] for error in errors] == ["It is not there."] * 2 + ["It is lent."]


def test_answers_never_warn(load: Load) -> None:
    document = load(
        "paths: {/a: {get: {responses: {'200': {content: {application/json: "
        "{schema: {$ref: '#/components/schemas/Gone'}}}}}}}}"
    )
    assert compiled(document).parts == {"Gone": {}}
    assert document.warnings == []


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ({"errors": [{"code": "a"}, {"code": "b", "message": "c"}]}, ["a", "b"]),
        ({"error_key": "sms_failed"}, ["sms_failed"]),
        ({"type": "error", "message": "no"}, []),
        ({"errors": {"base": "no"}}, []),
        ([{"code": "a"}], []),
        (None, []),
    ],
)
def test_codes_of_a_body(body: Any, codes: list[str]) -> None:
    assert list(error_codes(body)) == codes


@pytest.mark.parametrize(
    ("schema", "facts"),
    [
        ({"title": "T", "type": "string", "maxLength": 3, "default": "a"}, {"type": "string"}),
        ({"properties": {"title": {"title": "x"}}}, {"properties": {"title": {}}}),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "null"}, {"type": "null"}),
        ({"anyOf": [{"type": "null"}, {"type": "null"}]}, {"anyOf": [{"type": "null"}]}),
        ({"allOf": [{"description": "x"}, {"enum": [1]}]}, {"allOf": [{"enum": [1]}]}),
        ({"additionalProperties": {}}, {}),
        ({"additionalProperties": {"enum": [1]}}, {"additionalProperties": {"enum": [1]}}),
    ],
)  # fmt: skip
def test_only_what_tells_of_fields_is_kept(schema: Any, facts: Any) -> None:
    assert described_facts(schema) == facts


def test_short_parts_and_parts_needed_once_are_copied_in() -> None:
    long = {"type": "object", "properties": {f"field_{n}": {"type": "string"} for n in range(20)}}
    answers = compacted(
        Answers(
            {
                "a": {"schema": {"$ref": "shared/Once.json"}, "errors": []},
                "b": {"schema": {"items": {"$ref": "shared/Long.json"}}},
                "c": {},
            },
            {
                "Once": {**long, "items": {"$ref": "Long.json"}},
                "Long": {**long, "items": {"$ref": "Tiny.json"}},
                "Tiny": {"type": "string"},
                "Unused": {"type": "null"},
            },
        )
    )
    assert answers.parts == {"Long": {**long, "items": {"type": "string"}}}
    assert answers.returns == {
        "a": {"schema": {**long, "items": {"$ref": "shared/Long.json"}}, "errors": []},
        "b": {"schema": {"items": {"$ref": "shared/Long.json"}}},
        "c": {},
    }


def test_what_contains_itself_stays_a_part(document: Document) -> None:
    answers = compacted(compiled(document))
    assert answers.parts["Book"]["properties"]["sequel"] == {"$ref": "Book.json"}


def test_facts_beside_a_reference_are_kept() -> None:
    schema = {"$ref": "shared/A.json", "type": "object"}
    answers = compacted(Answers({"a": {"schema": schema}}, {"A": {"type": ["object", "null"]}}))
    assert answers.returns["a"]["schema"] == {
        "type": "object",
        "allOf": [{"type": ["object", "null"]}],
    }


def version(title: str, **errors: list[dict[str, Any]]) -> CatalogFiles:
    schema = {"schema": {"$ref": "shared/Book.json"}}
    returns = {
        name: {**schema, **({"errors": found} if found else {})} for name, found in errors.items()
    }
    part = {"type": "object", "properties": {title: {"type": "string"}}}
    return CatalogFiles(returns=returns, return_parts={"Book": part})


def test_versions_share_parts_that_agree_and_all_their_errors() -> None:
    lost, bare = {"status": 404, "code": "lost"}, {"status": 404}
    catalogs = {
        "2": version("title", get_a=[bare]),
        "1": version("name", get_a=[lost], get_b=[bare]),
    }
    having = {"get_a": ["2", "1"], "get_b": ["1"]}
    answers = merged_answers(catalogs, ["2", "1"], having)
    assert answers.returns == {
        "get_a": {"schema": {"$ref": "shared/Book.json"}, "errors": [lost]},
        "get_b": {"schema": {"$ref": "shared/Book-1.json"}, "errors": [bare]},
    }
    assert {name: list(part["properties"]) for name, part in answers.parts.items()} == {
        "Book": ["title"],
        "Book-1": ["name"],
    }


def test_expanded_schemas_do_not_depend_on_names() -> None:
    one = {
        "A": {"properties": {"a": {"$ref": "A.json"}, "b": {"$ref": "B.json"}}},
        "B": {"enum": [1]},
    }
    other = {"A-2": {"properties": {"a": {"$ref": "A-2.json"}, "b": {"enum": [1]}}}}  # fmt: skip
    whole = {"properties": {"a": {"$ref": "^0"}, "b": {"enum": [1]}}}
    assert expanded({"$ref": "shared/A.json"}, one) == whole
    assert expanded({"$ref": "shared/A-2.json"}, other) == whole
