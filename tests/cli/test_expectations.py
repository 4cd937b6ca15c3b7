"""What ``describe`` tells of answers, errors and ids, on a terminal of 100 columns and as JSON."""

from __future__ import annotations

import json
import os

import pytest

from connector import Catalog, load_catalog

from .conftest import Run, on_terminal

on_posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal")


def section(text: str, title: str) -> list[str]:
    """The lines below a heading, up to the next empty one."""
    lines = text.splitlines()
    start = lines.index(title) + 1
    return [line.strip() for line in lines[start : lines.index("", start)]]


def test_a_machine_is_told_everything(run: Run, catalog: Catalog) -> None:
    action = catalog["post_contacts_by_contact_id_tags"]
    told = json.loads(run("describe", action.name).stdout)
    assert told["returns_schema"] == action.returns_schema
    assert told["errors"] == [error.to_dict() for error in action.errors]
    assert told["ids_from"] == {
        "contact_id": ["post_contacts_search", "get_contacts"],
        "data.id": ["get_tags"],
    }
    assert told["id_fields"] == {"contact_id": "id", "data.id": "id"}


def test_an_answer_without_json_has_no_schema(run: Run) -> None:
    assert json.loads(run("describe", "delete_tags_by_id").stdout)["returns_schema"] is None


@on_posix
def test_a_person_sees_the_fields_of_an_answer() -> None:
    text, code = on_terminal("describe", "get_tags")
    assert code == 0
    assert section(text, "Returns") == [
        "data  list of object: type, id, name, applied_at, applied_by",
        "type  string; always list",
    ]


@on_posix
def test_a_person_sees_errors_and_where_ids_come_from() -> None:
    text, _ = on_terminal("describe", "delete_tags_by_id", columns=200)
    own, missing, *common = section(text, "Errors")
    assert own.startswith("400 tag_has_dependent_objects  A segment or")
    assert missing.startswith("404 not_found ")
    assert common[0].startswith("as all actions (connector describe --errors explains them): 401 ")
    assert section(text, "Ids from") == ["id  id from get_tags"]
    assert section(text, "Returns") == ["Nothing."]


@on_posix
def test_a_long_answer_is_shown_in_part() -> None:
    text, _ = on_terminal("describe", "get_contacts_by_id", columns=200)
    lines = section(text, "Returns")
    assert len(lines) < 40
    assert lines[-1].split()[0] == "…"
    assert lines[-1].endswith(" more; --json shows all, below returns_schema")


@on_posix
def test_no_status_is_parted_from_its_code() -> None:
    text, _ = on_terminal("describe", "get_me", columns=74)
    errors = " / ".join(section(text, "Errors"))
    for error in load_catalog().errors:
        assert f"{error.status} {error.code}" in errors


@on_posix
def test_a_person_sees_which_field_holds_an_id() -> None:
    text, _ = on_terminal("describe", "post_companies_bulk", columns=120)
    ids = " / ".join(section(text, "Ids from"))
    assert "data.companies.company_id  company_id from get_companies" in ids


def test_the_errors_of_every_action_are_explained(run: Run, catalog: Catalog) -> None:
    told = json.loads(run("describe", "--errors").stdout)
    assert told == [error.to_dict() for error in catalog.errors]
    for wrong in (["describe"], ["describe", "get_me", "--errors"]):
        done = run(*wrong)
        assert done.exit_code == 2
        assert "give one of ACTION and --errors" in done.stderr


@on_posix
def test_the_errors_of_every_action_are_a_table_for_a_person() -> None:
    text, code = on_terminal("describe", "--errors", columns=120)
    assert code == 0
    assert text.splitlines()[0].split(maxsplit=2)[:2] == ["401", "unauthorized"]


@on_posix
def test_an_action_that_takes_no_ids_says_nothing_of_them() -> None:
    text, _ = on_terminal("describe", "get_me")
    assert "Ids from" not in text
    assert "Errors" in text.splitlines()
