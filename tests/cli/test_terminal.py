"""What a person sees; each runs the program on a terminal of 100 columns."""

from __future__ import annotations

import os

import pytest

from connector import Catalog, search_actions
from connector.profiles import user_file

from .conftest import on_terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal")


def test_a_list_is_a_table() -> None:
    text, code = on_terminal("run", "sandbox", "get_tags")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert code == 0
    assert lines[0].split() == ["id", "name"]
    assert lines[-1].startswith(f"{len(lines) - 3} items")


def test_an_object_is_json() -> None:
    text, code = on_terminal("run", "sandbox", "get_me")
    assert (code, text.splitlines()[:2]) == (0, ["{", '  "type": "admin",'])


def test_a_list_is_json_where_json_is_asked_for() -> None:
    text, _ = on_terminal("run", "sandbox", "get_tags", "--format", "json")
    assert text.splitlines()[0] == "{"


def test_an_error_is_text() -> None:
    text, code = on_terminal("run", "sandbox", "get_contacts_by_id", "-p", "id=none")
    assert code == 1
    assert text.startswith("Error: get_contacts_by_id on 'sandbox': the API answered 404")


def test_a_dry_run_reads_like_http() -> None:
    options = ("-p", "data.email=a@example.com", "--dry-run")
    text, code = on_terminal("run", "sandbox", "post_contacts", *options)
    assert code == 0
    assert text.startswith("POST http://sandbox.localhost/contacts\n")
    assert "Authorization: Bearer ********\n" in text
    assert text.endswith('{\n  "email": "a@example.com"\n}\n')


def test_a_file_is_not_put_on_a_terminal(catalog: Catalog) -> None:
    action = next(action for action in catalog.values() if action.returns == "binary")
    text, code = on_terminal("run", "sandbox", action.name)
    assert code == 2
    assert "--to FILE" in text


def test_actions_stand_below_their_groups() -> None:
    text, code = on_terminal("actions", "--effect", "destroy")
    lines = text.splitlines()
    assert code == 0
    assert "Contacts" in lines
    assert any(line.startswith("delete_contacts_by_id") for line in lines)


def test_found_actions_come_best_first() -> None:
    text, _ = on_terminal("actions", "merge", "contacts", "--limit", "2")
    best = search_actions("merge contacts", limit=1)[0]
    assert text.splitlines()[0].split() == [best.name, best.effect, *best.group.split()]
    assert "of " in text.splitlines()[-1]


def test_a_description_shows_params_fields_variants_and_an_example() -> None:
    text, code = on_terminal("describe", "post_contacts_search")
    assert code == 0
    assert "POST /contacts/search" in text
    assert "read · idempotent · paged by body cursor · returns json · in API versions" in text
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert any(line.startswith("data * object in body The search:") for line in lines)
    assert any(line.startswith("field * string Contact attribute") for line in lines)
    assert "▸ one filter" in lines
    assert any(line.startswith("People ask: ") for line in lines)
    assert "get_contacts lists contacts" in lines
    assert "connector run sandbox post_contacts_search \\" in lines
    assert any(line.startswith("Command line sandbox, or your connection's name") for line in lines)
    assert {"Returns", "Errors", "Related", "Python", "curl"} <= set(lines)
    assert {"from connector import connect", 'conn = connect("sandbox")', "conn.run("} <= set(lines)
    assert lines[-1].startswith("""--data-raw '{"query":""")


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_description_keeps_to_the_width_of_the_terminal(columns: int) -> None:
    text, _ = on_terminal("describe", "post_messages", columns=columns)
    described, _, _ = text.partition("Command line")
    assert max(map(len, described.splitlines())) <= min(columns, 120)
    lines = [line.rstrip() for line in described.splitlines()]
    # A narrow terminal shows what is said of a field below it, a wide one beside it.
    assert ("  subject  string" in lines) == (columns < 100)


def test_nothing_found_is_said_on_a_terminal() -> None:
    text, code = on_terminal("actions", "xyzzy")
    assert (text, code) == ("Note: no action fits: try fewer or other words.\n", 0)


@pytest.mark.parametrize(("typed", "code"), [("s3cret-token\n", 0), ("s3cre\x03", 130)])
def test_a_token_is_asked_for_without_showing_it(typed: str, code: int) -> None:
    text, ended = on_terminal("connections", "add", "desk", typed=typed)
    assert ended == code
    assert text.startswith("Access token: \n")
    assert "s3cre" not in text
    assert user_file().exists() == (code == 0)


def test_connections_are_a_table() -> None:
    text, code = on_terminal("connections", "list")
    assert code == 0
    assert text.split()[:3] == ["name", "source", "server"]


@pytest.mark.parametrize("command", ["describe", "actions"])
def test_json_can_be_asked_for(command: str) -> None:
    text, _ = on_terminal(command, "get_me", "--json")
    assert text[0] in "[{"
