from __future__ import annotations

import subprocess
import sys
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from connector import Catalog
from connector.errors import InvalidParams
from connector.validation import ParamsValidator

from .samples import broken_variants, full_sample, least_sample


@pytest.fixture(scope="module")
def instances(catalog: Catalog) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for action in catalog.values():
        whole = full_sample(action.schema)
        found[action.name] = [whole, least_sample(action.schema), *broken_variants(whole)]
    assert sum(map(len, found.values())) > 2000
    return found


def test_both_validators_give_the_same_verdict(
    catalog: Catalog, instances: dict[str, list[Any]]
) -> None:
    verdicts = set()
    for name, params in instances.items():
        fast = jsonschema_rs.Draft202012Validator(catalog[name].schema)
        slow = Draft202012Validator(catalog[name].schema)
        for instance in params:
            verdict = fast.is_valid(instance)
            assert verdict == slow.is_valid(instance), (name, instance)
            verdicts.add(verdict)
    assert verdicts == {True, False}


def test_whatever_is_refused_is_explained(
    catalog: Catalog, instances: dict[str, list[Any]]
) -> None:
    for name, params in instances.items():
        fast = jsonschema_rs.Draft202012Validator(catalog[name].schema)
        for instance in params:
            problems = catalog[name].validator.problems(instance)
            assert bool(problems) != fast.is_valid(instance), (name, instance, problems)
            assert all(problem.message for problem in problems)


def test_nothing_is_changed() -> None:
    validator = ParamsValidator({"type": "object", "properties": {"n": {"type": "integer"}}})
    params = {"n": "7"}
    with pytest.raises(InvalidParams):
        validator.check(params)
    assert params == {"n": "7"}


def test_values_that_json_cannot_carry_are_told_before_the_schema() -> None:
    validator = ParamsValidator({"type": "object", "properties": {"n": {"type": "string"}}})
    with pytest.raises(InvalidParams) as caught:
        validator.check({"n": float("nan"), "m": (1,)})
    assert [problem.path for problem in caught.value.problems] == ["m", "n"]


@pytest.mark.parametrize("params", [[], "x", 5, None])
def test_params_must_be_an_object(params: Any) -> None:
    with pytest.raises(InvalidParams, match="must be an object"):
        ParamsValidator({"type": "object"}).check(params)


def test_a_good_call_never_imports_the_explaining_library() -> None:
    code = (
        "import sys\nfrom connector import load_catalog\n"
        "load_catalog()['get_me'].validate({})\n"
        "print(sorted({'jsonschema', 'pydantic', 'rich', 'difflib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
