"""Bodies of several shapes: each is taken, and a field that one misses is told once."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from connector import Catalog
from connector.fields import BODY
from connector.variants import flattened_parts

CASES = json.loads((Path(__file__).parent / "cases" / "unions.json").read_text(encoding="utf-8"))
MISSING = [(case, field, *told) for case in CASES for field, told in case["missing"].items()]


def params_of(case: dict[str, Any]) -> dict[str, Any]:
    return {**case.get("params", {}), "data": copy.deepcopy(case["data"])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['action']}: {case['variant']}")
def test_each_shape_is_taken_without_a_doubt(case: dict[str, Any], catalog: Catalog) -> None:
    catalog[case["action"]].validate(params_of(case))
    assert catalog[case["action"]].validator.unknown_fields(params_of(case)) == []


@pytest.mark.parametrize(
    ("case", "field", "path", "words"),
    MISSING,
    ids=[f"{case['action']}: {case['variant']} without {field}" for case, field, *_ in MISSING],
)
def test_a_missing_field_is_one_problem(
    case: dict[str, Any], field: str, path: str, words: str, catalog: Catalog
) -> None:
    params = params_of(case)
    holder: Any = params["data"]
    *way, last = field.split(".")
    for step in way:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    del holder[last]
    (problem,) = catalog[case["action"]].validator.problems(params)
    assert problem.path == path
    assert words in problem.message


def test_every_union_body_has_a_case_for_each_shape(catalog: Catalog) -> None:
    for name, action in catalog.items():
        body = action.schema["properties"].get(BODY)
        parts = flattened_parts(body, action.schema) if body is not None else []
        shapes = max((len(part.get("anyOf", ())) for part in parts), default=0)
        assert shapes <= sum(case["action"] == name for case in CASES), name
