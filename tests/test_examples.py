from __future__ import annotations

import ast
import json
import shlex
from pathlib import Path

import pytest

from connector import Catalog, Connection, load_catalog
from connector.assignments import with_assignments
from connector.examples import (
    command_arguments,
    command_example,
    curl_example,
    example_params,
    python_example,
)
from connector.model import Action
from connector.previews import curl_line

every_action = pytest.mark.parametrize("name", list(load_catalog()))


@every_action
def test_the_example_of_every_action_fits_it(name: str, catalog: Catalog) -> None:
    action = catalog[name]
    action.validate(example_params(action))
    action.validate(example_params(action, catalog))


@every_action
def test_the_example_in_python_means_the_example_params(name: str, catalog: Catalog) -> None:
    action = catalog[name]
    for width in (40, 88):
        text = python_example(action, catalog=catalog, width=width)
        call = ast.parse(text, mode="eval").body
        assert isinstance(call, ast.Call)
        assert ast.unparse(call.func) == "conn.run"
        called, *params = (ast.literal_eval(argument) for argument in call.args)
        assert called == name
        assert (params or [{}]) == [example_params(action, catalog)]


@every_action
def test_the_example_command_means_the_example_params(name: str, catalog: Catalog) -> None:
    action = catalog[name]
    words = shlex.split(command_example(action, "sandbox", catalog))
    assert words[:4] == ["connector", "run", "sandbox", name]
    assert understood(action, words[4:]) == example_params(action, catalog)


def understood(action: Action, options: list[str]) -> dict[str, object]:
    document = json.loads(options[1]) if options[:1] == ["--params"] else {}
    assignments = options[1::2] if options[:1] == ["-p"] else []
    return with_assignments(action.schema, document, assignments)


@every_action
def test_a_command_of_many_lines_means_the_same(name: str, catalog: Catalog) -> None:
    action = catalog[name]
    text = command_example(action, "sandbox", catalog, width=60)
    words = shlex.split(text.replace("\\\n", ""))
    assert words[:4] == ["connector", "run", "sandbox", name]
    assert understood(action, words[4:]) == example_params(action, catalog)
    whole = command_example(action, "sandbox", catalog)
    assert (text == whole) == (len(whole) <= 60 or len(words) == 4)


@every_action
def test_the_example_of_curl_is_what_a_connection_would_send(name: str, catalog: Catalog) -> None:
    action = catalog[name]
    with Connection("desk", token="TOKEN", catalog=catalog) as conn:
        request = conn.prepare(name, example_params(action, catalog))
    line = curl_example(action, catalog, one_line=True)
    assert line == curl_line(request, catalog.header.auth)
    assert curl_example(action, catalog).replace(" \\\n  ", " ") == line


@pytest.mark.parametrize("version", ["2.7", "2.11", "Preview"])
def test_examples_fit_each_version(version: str) -> None:
    catalog = load_catalog(version=version)
    for action in catalog.values():
        params = example_params(action, catalog)
        action.validate(params)
        assert params.get("Intercom-Version", version) == version, action.name


def test_an_action_that_the_version_lacks_is_called_in_one_that_has_it(catalog: Catalog) -> None:
    action = next(each for each in catalog.values() if each.versions == ("Preview",))
    assert example_params(action, catalog)["Intercom-Version"] == "Preview"
    assert "Intercom-Version: Preview" in curl_example(action, catalog)


def test_a_server_can_be_named(catalog: Catalog) -> None:
    text = curl_example(catalog["get_tags"], catalog, base_url="https://api.eu.intercom.io")
    assert text.startswith("curl https://api.eu.intercom.io/tags \\\n  -H ")
    assert '"Authorization: Bearer $TOKEN"' in text


@pytest.mark.parametrize(
    ("schema", "params"),
    [
        ({"required": ["a"], "properties": {"a": {"examples": [None, "x"]}}}, {"a": "x"}),
        ({"properties": {"data": {"type": "object", "properties": {}}}}, {}),
        # Of a body that requires nothing, what tells most.
        (
            {"properties": {"data": {"properties": {"a": {"const": 1}, "name": {"default": "n"}}}}},
            {"data": {"name": "n"}},
        ),
        (
            {
                "properties": {
                    "data": {
                        "properties": {
                            "old": {"enum": [0], "deprecated": True},
                            "made_at": {"enum": [0], "readOnly": True},
                            "b": {"enum": [1]},
                            "c": {"examples": [[2]]},
                            "d": {"enum": [3]},
                        }
                    }
                }
            },
            {"data": {"b": 1, "c": [2]}},
        ),
        # The variant that the example of a common field belongs to.
        (
            {
                "required": ["data"],
                "properties": {
                    "data": {
                        "properties": {"kind": {"examples": ["b"]}},
                        "anyOf": [
                            {"properties": {"kind": {"enum": ["a"]}}, "required": ["kind", "x"]},
                            {"properties": {"kind": {"enum": ["b"]}}, "required": ["kind"]},
                        ],
                    }
                },
            },
            {"data": {"kind": "b"}},
        ),
        # A variant that requires no more than all do.
        (
            {
                "required": ["data"],
                "properties": {
                    "data": {
                        "properties": {"name": {"examples": ["VIP"]}, "users": {"type": "array"}},
                        "required": ["name"],
                        "anyOf": [{"required": ["users"]}, {"not": {"required": ["users"]}}],
                    }
                },
            },
            {"data": {"name": "VIP"}},
        ),
    ],
)
def test_what_an_example_shows(schema: dict[str, object], params: dict[str, object]) -> None:
    action = Action("run_it", "POST", "/run", "Runs", "Run it.", load_schema=lambda: schema)
    assert example_params(action) == params


@pytest.mark.parametrize(
    ("params", "arguments"),
    [
        ({"id": "7"}, ["-p", "id=7"]),
        ({"page": 7}, ["-p", "page=7"]),
        ({"any": 7, "id": "x"}, ["-p", "any:=7", "-p", "id=x"]),
        ({"any": []}, ["-p", "any:=[]"]),
        ({"id": "~"}, ["--params", '{"id": "~"}']),
        ({"any": {str(n): "" for n in range(9)}}, ["--params"]),
    ],
)
def test_params_on_a_command_line(params: dict[str, object], arguments: list[str]) -> None:
    schema = {"properties": {"id": {"type": "string"}, "page": {"type": "integer"}, "any": {}}}
    action = Action("run_it", "GET", "/run", "Runs", "Run it.", load_schema=lambda: schema)
    given = command_arguments(action, params)
    assert given[: len(arguments)] == arguments
    assert understood(action, given) == params


def test_a_long_call_is_broken_up_where_it_must(catalog: Catalog) -> None:
    schema = {
        "required": ["data"],
        "properties": {"data": {"examples": [{"a": ["é", True], "b": 1}]}},
    }
    action = Action("run_it", "POST", "/run", "Runs", "Run it.", load_schema=lambda: schema)
    assert python_example(action) == 'conn.run("run_it", {"data": {"a": ["é", True], "b": 1}})'
    assert python_example(action, "c", width=30) == (
        'c.run(\n    "run_it",\n    {\n        "data": {\n            "a": ["é", True],\n'
        '            "b": 1,\n        },\n    },\n)'
    )


def test_a_catalog_without_servers_has_examples_too(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "get_books.json").write_text('{"type": "object", "properties": {}}')
    (tmp_path / "actions.yaml").write_text(
        "title: Books\nservers: {}\nauth: {scheme: header, name: X-Key}\n---\n"
        "get_books:\n  request: GET /books\n  group: Books\n  summary: List books.\n"
    )
    catalog = load_catalog(tmp_path)
    assert curl_example(catalog["get_books"], catalog, one_line=True) == (
        "curl https://api.example.com/books -H \"X-Key: $TOKEN\" -H 'Accept: application/json'"
    )
