"""Answers are compared by what they say, not by where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from connector.authoring.answer_difference import answer_differences
from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.difference import ABSENT

BOOK = {"type": "object", "properties": {"id": {"type": "string"}, "title": {"type": "string"}}}
ERRORS = [{"status": 404, "code": "lost", "when": "It is lost."}, {"status": 409, "when": "No."}]


def catalog(schema: Any, errors: list[dict[str, Any]], **parts: Any) -> CatalogFiles:
    return CatalogFiles(
        returns={"get_book": {"schema": schema, "errors": errors}}, return_parts=parts
    )


OURS = catalog({"$ref": "shared/Book.json"}, ERRORS, Book=BOOK)


def found(theirs: CatalogFiles, *, whole: bool) -> list[tuple[str, Any, Any]]:
    differences = answer_differences(OURS, theirs, ["get_book"], whole=whole)
    return [(each.pointer, each.ours, each.theirs) for each in differences]


@pytest.mark.parametrize("whole", [True, False])
def test_names_places_and_words_make_no_difference(whole: bool) -> None:
    turned = {"properties": dict(reversed(BOOK["properties"].items())), "type": "object"}
    errors = [{"status": 409}, {"status": 404, "code": "lost", "when": "Otherwise."}]
    assert found(catalog(turned, errors), whole=whole) == []


def test_a_field_makes_one() -> None:
    other = {**BOOK, "properties": {"id": {"type": "integer"}}}
    assert found(catalog(other, ERRORS), whole=True) == [
        ("/schema/properties/id/type", "string", "integer"),
        ("/schema/properties/title", {"type": "string"}, ABSENT),
    ]


def test_one_document_of_several_shows_some_of_the_errors() -> None:
    some = catalog(BOOK, [{"status": 404}])
    assert found(some, whole=False) == []
    assert found(some, whole=True) == [
        ("/errors", ABSENT, {"status": 404}),
        ("/errors", ERRORS[0], ABSENT),
        ("/errors", ERRORS[1], ABSENT),
    ]


@pytest.mark.parametrize("whole", [True, False])
def test_an_error_that_is_new_makes_one(whole: bool) -> None:
    new = {"status": 410, "code": "burnt"}
    assert found(catalog(BOOK, [*ERRORS, new]), whole=whole) == [("/errors", ABSENT, new)]
