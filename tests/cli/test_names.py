"""Names in place of ids: ``-p id=~NAME``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connector.assignments import with_assignments
from connector.cli.names import kind_and_name
from connector.errors import InvalidParams, UnknownName

from .conftest import Run

SCHEMA: dict[str, Any] = {
    "properties": {
        "id": {"type": "string"},
        "page": {"type": "integer"},
        "data": {"properties": {"tag_ids": {"type": "array", "items": {"type": "integer"}}}},
    }
}


def test_an_id_takes_the_place_and_the_type_of_the_param() -> None:
    asked: list[tuple[str, str]] = []

    def look_up(path: str, text: str) -> str:
        asked.append((path, text))
        return str(len(asked))

    given = ["id=~Ada L", "data.tag_ids.0=~team:VIP", "page=~x", "data.tag_ids.1=7"]
    made = with_assignments(SCHEMA, {}, given, look_up=look_up)
    assert made == {"id": "1", "data": {"tag_ids": [2, 7]}, "page": 3}
    assert asked == [("id", "Ada L"), ("data.tag_ids.0", "team:VIP"), ("page", "x")]


def test_nothing_is_looked_up_while_a_text_is_wrong() -> None:
    def look_up(path: str, text: str) -> str:
        raise AssertionError("must not be asked")

    with pytest.raises(InvalidParams) as raised:
        with_assignments(SCHEMA, {}, ["id=~Ada", "page", "data.tag_ids.5=1"], look_up=look_up)
    assert [problem.path for problem in raised.value.problems] == ["page", "data.tag_ids.5"]


def test_what_cannot_be_looked_up_is_told_with_the_rest() -> None:
    def look_up(path: str, text: str) -> str:
        raise ValueError(f"no kind for {path}")

    with pytest.raises(InvalidParams) as raised:
        with_assignments(SCHEMA, {}, ["id=~Ada", "page=~Bo"], look_up=look_up)
    assert [problem.path for problem in raised.value.problems] == ["id", "page"]

    def refuse(path: str, text: str) -> str:
        raise UnknownName("x", text)

    with pytest.raises(UnknownName):
        with_assignments(SCHEMA, {}, ["id=~Ada"], look_up=refuse)


@pytest.mark.parametrize("text", ["id=~", "id=~  "])
def test_a_name_is_not_empty(text: str) -> None:
    with pytest.raises(InvalidParams, match="no name after '~'"):
        with_assignments(SCHEMA, {}, [text])


def test_a_text_that_begins_so_is_written_as_json() -> None:
    assert with_assignments(SCHEMA, {}, ['id:="~Ada"']) == {"id": "~Ada"}


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("Billing", "team", ("team", "Billing")),
        ("team:Billing", None, ("team", "Billing")),
        ("team: Billing ", "admin", ("team", "Billing")),
        ("re: Billing", "tag", ("tag", "re: Billing")),
        ("tag:team:x", "admin", ("tag", "team:x")),
    ],
)
def test_the_kind_is_the_params_or_told(text: str, kind: str | None, meant: Any) -> None:
    assert kind_and_name(text, kind, ["team", "tag", "admin"]) == meant


def test_a_kind_that_nobody_tells_is_asked_for() -> None:
    with pytest.raises(ValueError, match="KIND: team, tag"):
        kind_and_name("re: Billing", None, ["team", "tag"])


ASSIGN = (
    *("run", "sandbox", "post_conversations_by_id_parts", "-p", "id=7"),
    *("-p", "data.message_type=assignment", "-p", "data.type=team"),
)


@pytest.mark.parametrize("preview", ["--dry-run", "--curl"])
@pytest.mark.parametrize("name", ["workshop", "team:Workshop"])
def test_a_preview_looks_names_up_and_says_so(run: Run, preview: str, name: str) -> None:
    names = ("-p", "data.admin_id=~me", "-p", f"data.assignee_id=~{name}")
    done = run(*ASSIGN, *names, preview)
    assert done.exit_code == 0, done.output
    for id in ("8140001", "6140002"):
        assert id in done.stdout
        assert id in done.stderr
    assert "looked up for data.admin_id: the admin 'me' is 8140001." in done.stderr


def test_a_call_runs_with_the_id(run: Run) -> None:
    run("run", "sandbox", "post_contacts", "-p", "data.email=ada@example.com")
    done = run("run", "sandbox", "get_contacts_by_id", "-p", "id=~Ada@example.com")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["email"] == "ada@example.com"


def test_names_stand_in_lists_and_beside_a_document(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "params.json"
    document.write_text('{"data": {"name": "VIP"}}')
    options = ("--params", f"@{document}", "-p", "data.companies.0.id=~green lanes hostel")
    done = run("run", "sandbox", "post_tags", *options, "--dry-run")
    assert json.loads(done.stdout)["body"] == {
        "name": "VIP",
        "companies": [{"id": "66a1c0deb001000000000002"}],
    }


@pytest.mark.parametrize(
    ("assignment", "error", "told"),
    [
        ("id=~lead", "UnknownName", "Did you mean 'Leads'?"),
        ("id=~team:Nowhere", "InvalidParams", "it takes the id of a segment, not of a team"),
        ("per_page=~x", "InvalidParams", "which kind of id it takes is not known"),
        ("id=~", "InvalidParams", "no name after '~'"),
    ],
)
def test_a_name_that_leads_nowhere_is_the_callers_fault(
    run: Run, assignment: str, error: str, told: str
) -> None:
    done = run("run", "sandbox", "get_segments_by_id", "-p", assignment, "--format", "json")
    assert done.exit_code == 2
    told_error = json.loads(done.stderr)
    assert told_error["error"] == error
    assert told_error["connection"] == "sandbox"
    assert told in told_error["message"] + str(told_error["next_step"])


def test_two_of_one_name_are_shown(run: Run) -> None:
    for email in ("a@example.com", "b@example.com"):
        fields = ("-p", f"data.email={email}", "-p", "data.name=Twin")
        run("run", "sandbox", "post_contacts", *fields)
    done = run("run", "sandbox", "get_contacts_by_id", "-p", "id=~twin")
    assert done.exit_code == 2
    assert "2 of kind contact go by 'twin'" in done.stderr
    assert "a@example.com" in done.stderr
    assert "b@example.com" in done.stderr


def test_the_id_of_another_kind_is_refused(run: Run) -> None:
    done = run("run", "sandbox", "get_tags_by_id", "-p", "id=~team:Workshop")
    assert done.exit_code == 2
    assert "it takes the id of a tag, not of a team" in done.stderr
    gone = ["-p", "id=1001", "-p", "data.assignee_id=~team:Nowhere", "--dry-run"]
    assert "There are 2." in run("run", "sandbox", "put_tickets_by_id", *gone).stderr
    given = ["-p", "id=1001", "-p", "data.assignee_id=~team:Workshop", "--dry-run"]
    assert run("run", "sandbox", "put_tickets_by_id", *given).exit_code == 0
