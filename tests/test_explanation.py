"""What a refused call says: one table of calls and the problems that they must give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connector import Catalog
from connector.errors import InvalidParams
from connector.explanation import explain, shown, type_words

CASES = json.loads((Path(__file__).parent / "cases" / "problems.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_problems_are_told_in_words_to_act_on(case: dict[str, Any], catalog: Catalog) -> None:
    with pytest.raises(InvalidParams) as caught:
        catalog[case["action"]].validate(case["params"])
    told = {problem.path: problem for problem in caught.value.problems}
    assert set(told) == set(case["problems"])
    for path, words in case["problems"].items():
        for word in words:
            assert word in str(told[path]), (word, str(told[path]))
    assert caught.value.corrected == case.get("corrected")
    if "corrected" in case:
        catalog[case["action"]].validate(case["corrected"])
        assert json.dumps(case["corrected"], ensure_ascii=False) in str(caught.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (5, "5"),
        ("x", "'x'"),
        ([], "a list of 0"),
        ({"a": 1}, "an object with a"),
        ({}, "an object with nothing in it"),
    ],
)
def test_values_are_shown_short(value: Any, text: str) -> None:
    assert shown(value) == text
    assert len(shown("x" * 5000)) < 100


def test_types_are_words() -> None:
    assert type_words(["integer", "null"]) == "an integer or null"


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        ({"minimum": 1}, 0, "at least 1"),
        ({"maximum": 3}, 4, "at most 3"),
        ({"minLength": 2}, "x", "at least 2 characters"),
        ({"maxLength": 2}, "xyz", "at most 2 characters"),
        ({"minItems": 1}, [], "at least 1 items"),
        ({"maxItems": 1}, [1, 2], "at most 1 items"),
        ({"pattern": "^a"}, "b", "text that matches ^a"),
        ({"const": "x"}, "y", "must be 'x'"),
        ({"uniqueItems": True}, [1, 1], "same item twice"),
        ({"minProperties": 1}, {}, "at least 1 fields"),
        ({"not": {"type": "string"}}, "x", "x"),
    ],
)
def test_each_keyword_has_words(schema: dict[str, Any], value: Any, words: str) -> None:
    (problem,) = explain({"properties": {"p": schema}}, {"p": value})
    assert problem.path == "p"
    assert words in problem.message
