"""The catalog generates its own tests: what holds for one action holds for all, in every version.

An action is looked at once with each schema that it has in any version, newest first; versions that
give it the same schema share a test.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from connector import Action, Catalog, Connection, load_catalog
from connector.errors import InvalidParams
from connector.fields import BODY
from connector.variants import flattened_parts

from .samples import full_sample, least_sample

VERSION = "Intercom-Version"
VERSIONS = ["Preview", *(f"2.{minor}" for minor in range(16, 6, -1))]
"""All that are described, newest first."""

READS_THAT_WRITE = {"get_contacts_by_id_banners"}
"""What answers a GET and changes something all the same: it records that the banners were shown."""


def _versioned() -> dict[str, Action]:
    """Each action with each of its schemas, by its name and the newest version that has that."""
    found: dict[tuple[str, str], tuple[str, Action]] = {}
    for version in VERSIONS:
        for action in load_catalog(version=version).values():
            schema = json.dumps(action.schema, sort_keys=True)
            found.setdefault((action.name, schema), (version, action))
    return {f"{action.name}-{version}": action for version, action in found.values()}


def _newest() -> Iterator[tuple[str, Action]]:
    for action in load_catalog().values():
        newest = action.versions[-1]
        yield newest, load_catalog(version=newest)[action.name]


NEWEST = list(_newest())
VERSIONED = _versioned()
every_action = pytest.mark.parametrize(
    "action", [action for _, action in NEWEST], ids=lambda action: action.name
)
every_schema = pytest.mark.parametrize("action", VERSIONED.values(), ids=VERSIONED)
every_version = pytest.mark.parametrize("version", VERSIONS)


@cache
def connection_of(version: str) -> Connection:
    return Connection(
        "test", token="token-for-tests", base_url="http://127.0.0.1:9", version=version
    )


def refused(action: Action, params: Any) -> InvalidParams:
    with pytest.raises(InvalidParams) as caught:
        action.validate(params)
    assert caught.value.outcome == "not_sent"
    return caught.value


def paths_of(error: InvalidParams) -> set[str]:
    return {problem.path for problem in error.problems}


def test_the_versions_are_those_that_are_described(catalog: Catalog) -> None:
    rule = catalog.header.version
    assert rule is not None
    assert rule.header == VERSION
    assert set(rule.known) - set(rule.snapshots) == set(VERSIONS)


def test_there_are_268_and_many_have_several_schemas() -> None:
    assert len(NEWEST) == 268
    assert len(VERSIONED) > 340
    assert {action.name for action in VERSIONED.values()} == set(load_catalog())


@pytest.mark.parametrize(
    ("version", "action"), NEWEST, ids=lambda part: getattr(part, "name", part)
)
def test_a_sample_of_its_schema_is_sent(version: str, action: Action) -> None:
    whole = full_sample(action.schema)
    if VERSION not in action.schema.get("required", []):
        # It decides what the params are checked against; that has a test of its own below.
        whole.pop(VERSION, None)
    for params in (whole, least_sample(action.schema)):
        assert_sent(connection_of(version), action, params)


@every_version
def test_a_version_sends_a_sample_of_each_of_its_schemas(version: str) -> None:
    connection = connection_of(version)
    actions = load_catalog(version=version)
    assert len(actions) > 90
    for action in actions.values():
        assert_sent(connection, action, least_sample(action.schema))


def assert_sent(connection: Connection, action: Action, params: Mapping[str, Any]) -> None:
    action.validate(params)
    request = connection.prepare(action.name, params)
    assert request.method == action.method
    assert "{" not in request.url.path


@every_schema
def test_a_sample_of_each_schema_is_taken(action: Action) -> None:
    action.validate(full_sample(action.schema))
    action.validate(least_sample(action.schema))


@every_schema
def test_each_missing_required_param_is_named(action: Action) -> None:
    whole = full_sample(action.schema)
    required = action.schema.get("required", [])
    assert set(required) >= set(action.path_params)
    assert paths_of(refused(action, {})) >= set(required) if required else True
    for name in required:
        params = {key: value for key, value in whole.items() if key != name}
        assert paths_of(refused(action, params)) == {name}


@every_schema
def test_each_param_of_a_wrong_type_is_named(action: Action) -> None:
    whole = full_sample(action.schema)
    for name in whole:
        wrong: Any = "not an object" if name == BODY else [["no", "param", "is", "this"]]
        if isinstance(whole[name], list):
            wrong = {"no": "list"}
        assert name in paths_of(refused(action, {**whole, name: wrong}))


@every_schema
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


@every_schema
def test_an_unknown_param_is_named(action: Action) -> None:
    params = {**full_sample(action.schema), "no_such_param": 1}
    assert paths_of(refused(action, params)) == {"no_such_param"}


@pytest.mark.parametrize(
    ("version", "action"), NEWEST, ids=lambda part: getattr(part, "name", part)
)
def test_a_version_that_has_it_can_be_asked_for(version: str, action: Action) -> None:
    params = {**least_sample(action.schema), VERSION: version}
    request = connection_of(VERSIONS[0]).prepare(action.name, params)
    assert request.headers.get_list(VERSION) == [version]


@every_action
def test_a_version_that_is_none_is_named(action: Action) -> None:
    params = {**full_sample(action.schema), VERSION: "banana"}
    assert paths_of(refused(action, params)) == {VERSION}


@every_schema
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
    assert action.method != "GET" or action.effect == "read" or action.name in READS_THAT_WRITE
    assert action.effect != "read" or not action.irreversible
    assert action.pages is None or action.pages in catalog.header.pagers


def test_summaries_tell_actions_apart() -> None:
    assert len({action.summary for _, action in NEWEST}) == len(NEWEST)
