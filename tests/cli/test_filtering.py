from __future__ import annotations

import json

import pytest

from .conftest import Run


def test_a_filter_searches(run: Run) -> None:
    done = run("run", "sandbox", "post_conversations_search", "--filter", "state=open")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)["conversations"]
    assert found
    assert {each["state"] for each in found} == {"open"}
    assert done.stderr == ""


def test_a_filter_stands_beside_other_params(run: Run) -> None:
    options = ("--filter", "role=user", "-p", "data.pagination.per_page=1", "--dry-run")
    done = run("run", "sandbox", "post_contacts_search", *options)
    assert json.loads(done.stdout)["body"] == {
        "query": {"field": "role", "operator": "=", "value": "user"},
        "pagination": {"per_page": 1},
    }


def test_names_are_looked_up_and_a_preview_explains(run: Run) -> None:
    text = "team='customer support' created>=2020-01-01"
    done = run("run", "sandbox", "post_conversations_search", "--filter", text, "--dry-run")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["body"]["query"]["value"] == [
        {"field": "team_assignee_id", "operator": "=", "value": 6140001},
        {"field": "created_at", "operator": ">", "value": 1577836800},
    ]
    assert done.stderr == (
        "Note: the filter asks for: team_assignee_id is 6140001 (customer support) AND "
        "created_at at or after 2020-01-01 00:00 UTC\n"
    )


def test_every_page_of_a_filter_can_be_listed(run: Run) -> None:
    options = ("--filter", "role=user", "-p", "data.pagination.per_page=2", "--all")
    done = run("run", "sandbox", "post_contacts_search", *options, "--format", "jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) > 2
    assert {each["role"] for each in lines} == {"user"}


@pytest.mark.parametrize(
    ("action", "options", "told"),
    [
        (
            "post_contacts_search",
            ["--filter", "rol=user"],
            "there is no field 'rol'. Did you mean 'role'?\n      rol=user\n      ^^^\n",
        ),
        (
            "post_conversations_search",
            ["--filter", "team=Nobody"],
            "there is no team named 'Nobody'.",
        ),
        ("get_me", ["--filter", "a=1"], "takes no filter"),
        ("get_me", ["--filter", "a=1"], "these do: post_contacts_search"),
        (
            "post_contacts_search",
            ["--filter", "role=user", "--params", '{"data": {"query": {}}}'],
            "--filter makes data.query, and the params hold one too",
        ),
    ],
)
def test_a_filter_that_cannot_be_meant_sends_nothing(
    run: Run, action: str, options: list[str], told: str
) -> None:
    done = run("run", "sandbox", action, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_faults_are_json_where_that_is_asked_for(run: Run) -> None:
    options = ("--filter", "rol=user", "--format", "json")
    done = run("run", "sandbox", "post_contacts_search", *options)
    assert json.loads(done.stderr)["problems"][0]["start"] == 0
