from __future__ import annotations

import json
from pathlib import Path

import pytest

from connector import Catalog, load_catalog
from connector.examples import example_params
from connector.profiles import user_file
from connector.related import related_actions

from .conftest import Run


def test_a_description_is_the_catalogs_facts(run: Run, catalog: Catalog) -> None:
    told = json.loads(run("describe", "get_contacts_by_id").stdout)
    action = catalog["get_contacts_by_id"]
    assert told["schema"] == action.schema
    assert told["params"]["id"] == {"in": "path", "required": True}
    assert told.items() >= action.to_dict().items()


def test_each_param_has_its_place(run: Run) -> None:
    params = json.loads(run("describe", "post_companies_list").stdout)["params"]
    assert params["per_page"]["in"] == "query"
    assert params["Intercom-Version"]["in"] == "header"
    assert json.loads(run("describe", "post_tags").stdout)["params"]["data"] == {
        "in": "body",
        "required": True,
    }


def test_an_unknown_action_is_told_with_the_nearest(run: Run) -> None:
    done = run("describe", "contacts_search")
    assert done.exit_code == 2
    assert "Did you mean post_contacts_search, " in done.stderr


def test_an_unknown_action_is_also_searched_for_by_its_words(run: Run) -> None:
    for command in (["describe", "merge_two_contacts"], ["run", "sandbox", "merge_two_contacts"]):
        done = run(*command)
        assert done.exit_code == 2
        assert "post_contacts_merge" in done.stderr


def test_another_catalog_can_be_described(run: Run, books: Path) -> None:
    told = json.loads(run("describe", "get_books", "--catalog", str(books)).stdout)
    assert told["summary"] == "List books."
    assert told["example"]["command"] == "connector run CONNECTION get_books"
    assert told["example"]["curl"].startswith("curl https://api.example.com/books ")
    assert json.loads(run("actions", "--catalog", str(books)).stdout)[0]["group"] == "Books"


def test_a_machine_is_told_what_a_person_is(run: Run, catalog: Catalog) -> None:
    told = json.loads(run("describe", "put_tickets_by_id").stdout)
    action = catalog["put_tickets_by_id"]
    assert told["aliases"]["en"] == list(action.aliases["en"])
    assert told["related"] == [
        {"name": each.name, "why": each.why, "summary": catalog[each.name].summary}
        for each in related_actions(catalog, action)
    ]
    assert told["example"]["params"] == example_params(action, catalog)
    assert told["example"]["python"].startswith("conn.run(")


@pytest.mark.parametrize(
    ("option", "start"),
    [
        ("--example", "connector run sandbox post_tags -p data.name=VIP\n"),
        ("--python", 'conn.run("post_tags", {"data": {"name": "VIP"}})\n'),
        ("--curl", "curl https://api.intercom.io/tags \\\n  -H 'Intercom-Version: 2.16' "),
    ],
)
def test_only_an_example(run: Run, option: str, start: str) -> None:
    assert run("describe", "post_tags", option).stdout.startswith(start)


def test_an_action_as_it_is_in_a_version(run: Run) -> None:
    told = json.loads(run("describe", "post_messages", "--version", "2.7").stdout)
    assert told["schema"] == load_catalog(version="2.7")["post_messages"].schema
    assert "Intercom-Version: 2.7" in told["example"]["curl"]
    done = run("describe", "post_folders", "--version", "2.7")
    assert done.exit_code == 2
    assert "These have it: Preview" in done.stderr


def test_an_action_as_it_is_on_a_connection_without_its_token(run: Run) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text('[desk]\ntoken = "env:UNSET_TOKEN"\nregion = "eu"\nversion = "2.14"\n')
    example = json.loads(run("describe", "get_tags", "--connection", "desk").stdout)["example"]
    assert example["command"] == "connector run desk get_tags"
    assert example["curl"].startswith("curl https://api.eu.intercom.io/tags ")
    assert "Intercom-Version: 2.14" in example["curl"]
