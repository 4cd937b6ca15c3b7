"""Corrections of what actions answer, and which errors to expect."""

from __future__ import annotations

from typing import Any

import pytest

from connector.authoring.answer_overlay import with_answers
from connector.authoring.answers import Answers
from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.format import Overlay

FIELDS = {f"field_{number}": {"type": "string"} for number in range(20)}
BOOK = {"type": ["object", "null"], "properties": FIELDS}
NOT_FOUND, BARE = {"status": 404, "code": "not_found"}, {"status": 422}
DENIED, DENIED_BARE = {"status": 401, "code": "denied"}, {"status": 401}


def files() -> tuple[CatalogFiles, Answers]:
    entries = {
        "get_book": {"returns": "json"},
        "get_books": {"returns": "json"},
        "get_cover": {"returns": "binary"},
    }
    returns = {
        "get_book": {"schema": {"$ref": "shared/Book.json"}, "errors": [NOT_FOUND, DENIED]},
        "get_books": {
            "schema": {"type": "array", "items": {"$ref": "shared/Book.json"}},
            "errors": [BARE, DENIED_BARE],
        },
        "get_cover": {"schema": {"type": "object"}},
    }
    return CatalogFiles(entries=entries), Answers(returns, {"Book": BOOK})


def overlaid(text: dict[str, Any], **options: Any) -> tuple[CatalogFiles, list[str]]:
    catalog, answers = files()
    done, problems = with_answers(catalog, answers, Overlay.model_validate(text), **options)
    return done, [str(problem) for problem in problems]


def change(**values: Any) -> dict[str, Any]:
    return {"differences": [{"reason": "so it is", **values}]}


def test_without_an_overlay_answers_stay_and_what_is_no_json_has_none() -> None:
    catalog, problems = overlaid({})
    assert problems == []
    assert set(catalog.returns) == {"get_book", "get_books"}
    assert catalog.return_parts == {"Book": BOOK}
    assert [error["when"] for error in catalog.returns["get_book"]["errors"]] == ["", ""]


def test_a_success_in_json_is_not_null() -> None:
    catalog, answers = files()
    alone = Answers({"get_book": answers.returns["get_book"]}, answers.parts)
    done, _ = with_answers(catalog, alone, Overlay())
    assert done.returns["get_book"]["schema"]["type"] == "object"


def test_an_answer_is_corrected_at_a_place() -> None:
    catalog, problems = overlaid(
        change(actions=["get_books"], at="/items", returns={"$ref": None, "type": "string"})
    )
    assert problems == []
    assert catalog.returns["get_books"]["schema"] == {"type": "array", "items": {"type": "string"}}


def test_a_part_is_corrected_wherever_a_version_has_that_place() -> None:
    catalog, answers = files()
    answers.parts["Book-2"] = {"type": "object", "properties": {**FIELDS, "isbn": {}}}
    answers.parts["Bookcase"] = BOOK
    for name in ("Book-2", "Bookcase"):
        reference = {"$ref": f"shared/{name}.json"}
        own = answers.returns["get_books"]["schema"].setdefault("properties", {})
        own[name] = {"items": reference, "prefixItems": [reference]}
    text = change(shared=["Book"], at="/properties/isbn", returns={"type": "string"})
    done, problems = with_answers(catalog, answers, Overlay.model_validate(text))
    assert problems == []
    assert done.return_parts["Book-2"]["properties"]["isbn"] == {"type": "string"}
    assert "isbn" not in done.return_parts["Bookcase"]["properties"]


def test_words_are_found_by_status_and_code_then_by_code_then_by_status() -> None:
    words = {"404 not_found": "both", "not_found": "code", "422": "status", "denied": "denied"}
    rules = {"words": {key: words[key] for key in ("404 not_found", "422", "denied")}}
    catalog, problems = overlaid({"errors": rules})
    told = {
        (error["status"], error.get("code")): error["when"]
        for returns in catalog.returns.values()
        for error in returns["errors"]
    }
    assert told[404, "not_found"] == "both"
    assert told[422, None] == "status"
    assert problems == ["overlay /errors/words: get_books: none for 401"]
    rules = {"words": {key: words[key] for key in ("not_found", "422", "denied")}}
    catalog, _ = overlaid({"errors": rules})
    assert catalog.returns["get_book"]["errors"][1]["when"] == "code"


def test_errors_of_every_action_are_not_repeated() -> None:
    common = [{"status": 401, "code": "denied", "when": "The key is wrong."}]
    catalog, problems = overlaid({"errors": {"common": common}})
    assert problems == []
    assert [error["status"] for error in catalog.returns["get_book"]["errors"]] == [404]
    assert [error["status"] for error in catalog.returns["get_books"]["errors"]] == [422]


def test_an_action_has_errors_of_its_own() -> None:
    own = {
        "actions": ["get_books"],
        "status": 422,
        "code": "odd",
        "when": "Odd.",
        "source": "prose",
    }
    catalog, problems = overlaid({"errors": {"actions": [own]}})  # fmt: skip
    assert problems == []
    # A status that is known with a code is not kept without one.
    assert catalog.returns["get_books"]["errors"][1] == {
        "status": 422,
        "code": "odd",
        "when": "Odd.",
    }


def test_an_error_that_never_comes_is_left_out() -> None:
    words = {"404 not_found": None, "denied": "No.", "401": "No.", "422": "No."}
    catalog, problems = overlaid({"errors": {"words": words}})
    assert problems == []
    assert [error["status"] for error in catalog.returns["get_book"]["errors"]] == [401]


OWN = {"status": 404, "when": "Gone.", "code": "gone"}
PROBLEMS: list[tuple[dict[str, Any], str]] = [
    (change(actions=["get_gone"], returns={"type": "null"}), "there is no action 'get_gone'"),
    (change(actions=["get_books"], returns={"type": "array"}), "changes nothing of what get_books"),
    (change(actions=["get_books"], at="/not", returns={"a": 1}), "returns nothing at /not"),
    (change(shared=["Gone"], returns={"type": "null"}), "changes nothing of Gone"),
    (change(shared=["Book"], returns={"properties": FIELDS}), "changes nothing of Book"),
    ({"errors": {"actions": [{**OWN, "actions": ["get_book"]}]}}, "no document shows 404 gone"),
    ({"errors": {"actions": [{**OWN, "actions": ["get_x"]}]}}, "there is no action 'get_x'"),
    ({"errors": {"words": {"gone": "Gone."}}}, "nothing needs 'gone'"),
    ({"errors": {"words": {"404": "Gone."}}}, "get_books: none for 422"),
]


@pytest.mark.parametrize(("text", "told"), PROBLEMS, ids=[told for _, told in PROBLEMS])
def test_an_overlay_does_not_outlive_its_reasons(text: dict[str, Any], told: str) -> None:
    _, problems = overlaid(text)
    assert any(told in problem for problem in problems), problems


def test_what_an_import_leaves_out_may_be_named() -> None:
    text = change(actions=["get_gone"], returns={"type": "null"})
    text["errors"] = {"actions": [{**OWN, "actions": ["get_gone"]}]}
    _, problems = overlaid(text, known=["get_gone"])
    assert problems == []
