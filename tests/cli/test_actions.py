from __future__ import annotations

import json
from pathlib import Path

from connector import Catalog, load_catalog
from connector.profiles import user_file

from .conftest import Run


def test_all_actions_are_listed(run: Run, catalog: Catalog) -> None:
    told = json.loads(run("actions").stdout)
    assert [each["name"] for each in told] == list(catalog)
    assert told[0] == {
        "name": "get_me",
        "group": "Admins",
        "effect": "read",
        "summary": catalog["get_me"].summary,
        "hint": catalog["get_me"].hint,
        "request": "GET /me",
        "versions": list(catalog["get_me"].versions),
    }


def test_actions_are_found_by_what_they_do(run: Run) -> None:
    told = json.loads(run("actions", "merge", "contacts", "--limit", "3").stdout)
    assert len(told) == 3
    assert told[0]["name"] == "post_contacts_merge"


def test_filters_narrow_before_the_limit_cuts(run: Run) -> None:
    options = ("--effect", "destroy", "--group", "contacts", "--limit", "2")
    told = json.loads(run("actions", "contact", *options).stdout)
    assert told
    assert {(each["effect"], each["group"]) for each in told} == {("destroy", "Contacts")}


def test_nothing_found_is_an_empty_list(run: Run) -> None:
    done = run("actions", "xyzzy")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
    assert done.stderr == "Note: no action fits: try fewer or other words.\n"


def test_an_unknown_group_is_told_with_the_nearest(run: Run) -> None:
    done = run("actions", "--group", "Contact")
    assert done.exit_code == 2
    assert "Contacts" in done.stderr


def test_a_group_like_no_other_is_told_without_guesses(run: Run) -> None:
    done = run("actions", "--group", "Xyzzy")
    assert done.exit_code == 2
    assert "Did you mean" not in done.stderr
    assert "`connector actions` shows all of them" in done.stderr


def test_the_actions_of_a_version(run: Run) -> None:
    told = json.loads(run("actions", "--version", "2.7").stdout)
    assert [each["name"] for each in told] == list(load_catalog(version="2.7"))
    assert run("actions", "--version", "two").exit_code == 2


def test_the_actions_of_a_connection(run: Run, tmp_path: Path, books: Path) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text(
        '[desk]\ntoken = "env:UNSET_TOKEN"\nversion = "2.7"\n'
        f'[books]\ntoken = "env:UNSET_TOKEN"\ncatalog = "{books}"\nbase_url = "https://books.test"\n'
    )
    told = json.loads(run("actions", "--connection", "desk").stdout)
    assert len(told) == len(load_catalog(version="2.7"))
    assert [
        each["name"] for each in json.loads(run("actions", "--connection", "books").stdout)
    ] == ["get_books"]
    assert run("actions", "--connection", "nobody").exit_code == 2
    done = run("actions", "--connection", "books", "--catalog", str(books))
    assert "give one of --catalog and --connection" in done.stderr
