from __future__ import annotations

import json

from connector import Catalog

from .conftest import Run


def test_all_actions_are_listed(run: Run, catalog: Catalog) -> None:
    told = json.loads(run("actions").stdout)
    assert [each["name"] for each in told] == list(catalog)
    assert set(told[0]) == {"name", "group", "effect", "summary"}


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
    assert (done.exit_code, json.loads(done.stdout), done.stderr) == (0, [], "")


def test_an_unknown_group_is_told_with_the_nearest(run: Run) -> None:
    done = run("actions", "--group", "Contact")
    assert done.exit_code == 2
    assert "Contacts" in done.stderr
