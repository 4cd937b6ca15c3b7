"""What a refused call says: one table of calls and the problems that they must give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connector import Catalog
from connector.errors import InvalidParams
from connector.explanation import explain

CASES = json.loads((Path(__file__).parent / "cases" / "problems.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_problems_are_told_in_words_to_act_on(case: dict[str, Any], catalog: Catalog) -> None:
    with pytest.raises(InvalidParams) as caught:
        catalog[case["action"]].validate(case["params"])
    told = {problem.path: problem for problem in caught.value.problems}
    assert len(told) == len(caught.value.problems), "one problem a place"
    assert set(told) == set(case["problems"])
    for path, words in case["problems"].items():
        for word in words:
            assert word in str(told[path]), (word, str(told[path]))
    assert caught.value.corrected == case.get("corrected")
    if "corrected" in case:
        catalog[case["action"]].validate(case["corrected"])
        assert json.dumps(case["corrected"], ensure_ascii=False) in str(caught.value)


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


KINDS = {
    "properties": {"kind": {"type": "string"}, "n": {"type": ["integer", "string", "array"]}},
    "allOf": [
        {
            "if": {"properties": {"kind": {"enum": ["time", "~"]}}, "required": ["kind"]},
            "then": {
                "properties": {"n": {"type": ["integer", "string"], "pattern": "^[0-9]+$"}},
                "required": ["n"],
            },
        },
        {
            "if": {"properties": {"kind": {"const": "few"}}, "required": ["kind"]},
            "then": {"properties": {"n": {"enum": [1, 2, 3]}}},
            "else": {"properties": {"n": {"maximum": 99}}},
        },
        {"properties": {"n": {"enum": [*range(2, 200), *"ab"]}}},
    ],
}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"kind": "time", "n": 5}, []),
        ({"kind": "time", "n": []}, [("n", "time takes an integer, got a list of 0")]),
        ({"kind": "~", "n": None}, [("n", "'~' takes an integer, got null")]),
        ({"kind": "few", "n": 200}, [("n", "few takes one of 2, 3; got 200")]),
        ({"kind": "few", "n": 2}, []),
        ({"kind": "other", "n": 150}, [("n", "must be at most 99, got 150")]),
        ({"kind": "time"}, [("n", "required, but missing")]),
    ],
)
def test_a_condition_is_named_by_the_value_that_made_it_hold(
    value: Any, told: list[tuple[str, str]]
) -> None:
    problems = explain(KINDS, value)
    assert [(problem.path, problem.message) for problem in problems] == told


def test_several_faults_of_one_value_are_one_problem() -> None:
    schema = {"properties": {"p": {"type": ["integer", "null"], "allOf": [{"type": "integer"}]}}}
    (problem,) = explain(schema, {"p": "x"})
    assert problem.message == "must be an integer, got 'x'"


def test_what_a_schema_forbids_is_said_by_its_title() -> None:
    schema = {"properties": {"p": {"title": "anything else", "not": {}}}}
    (problem,) = explain(schema, {"p": 1})
    assert (problem.message, problem.expected) == (
        "must be anything else, got 1",
        "anything else",
    )
