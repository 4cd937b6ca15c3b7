from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections import OrderedDict, UserDict
from types import MappingProxyType
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from connector import Action, Catalog, load_catalog
from connector.errors import InvalidParams
from connector.validation import ParamsValidator

from .samples import broken_variants, full_sample, least_sample

MOST_BROKEN = 60
"""How many broken instances of an action are looked at, spread over all that there are."""

every_action = pytest.mark.parametrize("name", list(load_catalog()))


def instances_of(action: Action) -> list[Any]:
    """Return instances that fit and ones that do not, from every part of the schema."""
    whole = full_sample(action.schema)
    return [whole, least_sample(action.schema), *broken_variants(whole, MOST_BROKEN)]


def test_there_is_something_to_look_at(catalog: Catalog) -> None:
    assert sum(len(instances_of(action)) for action in catalog.values()) > 5000


@every_action
def test_both_validators_give_the_same_verdict(name: str, catalog: Catalog) -> None:
    schema = catalog[name].schema
    fast, slow = jsonschema_rs.Draft202012Validator(schema), Draft202012Validator(schema)
    verdicts = []
    for instance in instances_of(catalog[name]):
        verdicts.append(fast.is_valid(instance))
        assert slow.is_valid(instance) == verdicts[-1], instance
    assert verdicts[:2] == [True, True]
    assert False in verdicts[2:] or not verdicts[2:]


@every_action
def test_whatever_is_refused_is_explained(name: str, catalog: Catalog) -> None:
    fast = jsonschema_rs.Draft202012Validator(catalog[name].schema)
    for instance in instances_of(catalog[name]):
        problems = catalog[name].validator.problems(instance)
        assert bool(problems) != fast.is_valid(instance), (instance, problems)
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


def deep(levels: int) -> Any:
    value: Any = {}
    for _ in range(levels):
        value = {"value": [value], "operator": "AND"}
    return value


def cyclic() -> Any:
    query: dict[str, Any] = {"operator": "and", "field": 5}
    query["value"] = [query, query]
    return query


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (deep(2000), "nested deeper"),
        (deep(40), "nested deeper"),
        (cyclic(), "within itself"),
        ({7: 1, "operator": "="}, "names must be strings"),
        ({None: 1, ("a",): 2, 10**5000: 3}, "names must be strings"),
        ({"field": "id", "operator": "=", "value": 10**5000}, "more than 64 bits"),
        ({"field": "id", "operator": "=", "value": -(10**5000)}, "more than 64 bits"),
    ],
    ids=["deep", "too deep", "cyclic", "key", "keys", "huge", "negative"],
)
def test_odd_values_are_problems_like_any_other(query: Any, told: str, catalog: Catalog) -> None:
    with pytest.raises(InvalidParams, match=told) as caught:
        catalog["post_contacts_search"].validate({"data": {"query": query}})
    assert caught.value.corrected is None
    assert all(len(problem.message) < 200 for problem in caught.value.problems)
    pickle.loads(pickle.dumps(caught.value))
    json.dumps(caught.value.to_dict())


def test_params_of_an_integer_too_long_to_print() -> None:
    with pytest.raises(InvalidParams, match="more than 64 bits"):
        ParamsValidator({"type": "object"}).check(10**5000)


def test_other_faults_are_told_beside_what_json_cannot_carry(catalog: Catalog) -> None:
    params = {
        "per_page": "many",
        "extra": 1,
        "data": {
            "query": {"field": float("nan"), "operator": "~~", "value": "x"},
            "sort": {"x": b"", 7: 1},
        },
    }
    with pytest.raises(InvalidParams) as caught:
        catalog["post_contacts_search"].validate(params)
    paths = [problem.path for problem in caught.value.problems]
    wanted = {"extra", "data.query.field", "data.query.operator", "data.sort.x", "data.sort.7"}
    assert wanted <= set(paths)
    assert paths == sorted(paths)
    assert [path for path in paths if path == "data.query.field"] == ["data.query.field"]


def test_what_stands_for_a_bad_value_is_no_fault() -> None:
    schema = {
        "type": "object",
        "required": ["n"],
        "properties": {"n": {"type": "string"}, "m": {"type": "integer"}},
    }
    problems = ParamsValidator(schema).problems({"n": {1}, "m": "x"})
    assert [(problem.path, problem.message) for problem in problems] == [
        ("m", "must be an integer, got 'x'"),
        ("n", "JSON cannot carry a set"),
    ]


def test_params_may_be_any_mapping() -> None:
    validator = ParamsValidator({"type": "object", "properties": {"n": {"type": "integer"}}})
    for kind in (MappingProxyType, OrderedDict, UserDict):
        validator.check(kind({"n": 1}))
        with pytest.raises(InvalidParams) as caught:
            validator.check(kind({"n": "1"}))
        assert caught.value.corrected == {"n": 1}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^[0-9]+$", "12\n"),
        (r"^\d+$", "٣"),
        (r"^(a|b$)", "b\n"),
        (r"^[a$]$", "a\n"),
        (r"^a\$$", "a$\n"),
    ],
)
def test_a_pattern_ends_where_the_text_does(pattern: str, text: str) -> None:
    validator = ParamsValidator({"properties": {"p": {"type": "string", "pattern": pattern}}})
    (problem,) = validator.problems({"p": text})
    assert (problem.path, problem.message) == (
        "p",
        f"must be text that matches {pattern}, got {text!r}",
    )
    assert validator.problems({"p": text.rstrip("\n").replace("٣", "3")}) == []


def test_a_huge_unknown_name_is_shown_short() -> None:
    validator = ParamsValidator({"type": "object", "additionalProperties": False})
    (problem,) = validator.problems({"x" * 100_000: 1})
    assert len(problem.path) < 70
