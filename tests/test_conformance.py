"""The catalog generates its own tests: what holds for one action holds for all 160."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from connector import Action, Catalog, Connection, load_catalog
from connector.errors import InvalidParams
from connector.fields import BODY
from connector.variants import flattened_parts

from .samples import full_sample, least_sample

ACTIONS = list(load_catalog().values())
every_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)


def refused(action: Action, params: Any) -> InvalidParams:
    with pytest.raises(InvalidParams) as caught:
        action.validate(params)
    assert caught.value.outcome == "not_sent"
    return caught.value


def paths_of(error: InvalidParams) -> set[str]:
    return {problem.path for problem in error.problems}


def test_there_are_160() -> None:
    assert len(ACTIONS) == 160


@every_action
def test_a_sample_of_its_schema_is_sent(action: Action) -> None:
    for params in (full_sample(action.schema), least_sample(action.schema)):
        action.validate(params)
        connection = Connection("test", token="token-for-tests", base_url="http://127.0.0.1:9")
        request = connection.prepare(action.name, params)
        assert request.method == action.method
        assert "{" not in request.url.path


@every_action
def test_each_missing_required_param_is_named(action: Action) -> None:
    whole = full_sample(action.schema)
    required = action.schema.get("required", [])
    assert set(required) >= set(action.path_params)
    assert paths_of(refused(action, {})) >= set(required) if required else True
    for name in required:
        params = {key: value for key, value in whole.items() if key != name}
        assert paths_of(refused(action, params)) == {name}


@every_action
def test_each_param_of_a_wrong_type_is_named(action: Action) -> None:
    whole = full_sample(action.schema)
    for name in whole:
        wrong: Any = "not an object" if name == BODY else [["no", "param", "is", "this"]]
        assert name in paths_of(refused(action, {**whole, name: wrong}))


@every_action
def test_each_typed_body_field_of_a_wrong_type_is_named(action: Action) -> None:
    whole = full_sample(action.schema)
    for name, schemas in body_fields(action).items():
        if name not in whole[BODY] or not all("type" in schema for schema in schemas):
            continue
        if any("object" in schema["type"] for schema in schemas):
            continue
        broken = copy.deepcopy(whole)
        broken[BODY][name] = {"an": "object"}
        assert any(
            path.split(".")[:2] == [BODY, name] for path in paths_of(refused(action, broken))
        ), name


@every_action
def test_an_unknown_param_is_named(action: Action) -> None:
    params = {**full_sample(action.schema), "no_such_param": 1}
    assert paths_of(refused(action, params)) == {"no_such_param"}


@every_action
def test_a_version_that_is_none_is_named(action: Action) -> None:
    params = {**full_sample(action.schema), "Intercom-Version": "banana"}
    assert paths_of(refused(action, params)) == {"Intercom-Version"}


@every_action
def test_each_bad_choice_is_named(action: Action) -> None:
    whole = full_sample(action.schema)
    for name, schemas in body_fields(action).items():
        if name not in whole[BODY] or not all("enum" in schema for schema in schemas):
            continue
        broken = copy.deepcopy(whole)
        broken[BODY][name] = "no such choice"
        assert f"{BODY}.{name}" in paths_of(refused(action, broken))


def body_fields(action: Action) -> dict[str, list[Any]]:
    """Fields that the body has whichever variant it is of, references followed."""
    found: dict[str, list[Any]] = {}
    body = action.schema["properties"].get(BODY)
    for part in flattened_parts(body, action.schema) if body is not None else ():
        for name, member in part.get("properties", {}).items():
            found.setdefault(name, []).extend(flattened_parts(member, action.schema)[:1])
    return found


@every_action
def test_its_texts_and_flags_are_whole(action: Action, catalog: Catalog) -> None:
    assert 10 <= len(action.summary) <= 90
    assert action.summary.endswith(".")
    assert action.effect in ("read", "write", "destroy")
    assert action.method != "GET" or action.effect == "read"
    assert action.effect != "read" or not action.irreversible
    assert action.pages is None or action.pages in catalog.header.pagers


def test_summaries_tell_actions_apart() -> None:
    assert len({action.summary for action in ACTIONS}) == len(ACTIONS)
