"""Which actions a version of the API has, and what they accept there."""

from __future__ import annotations

from typing import Any

import pytest

from connector import Catalog, Connection, load_catalog
from connector.errors import CatalogError, InvalidParams, UnavailableAction

from .http_server import Received, Reply, serving

COUNTS = {
    **{"2.7": 98, "2.8": 98, "2.9": 108, "2.10": 108, "2.11": 108, "2.12": 118, "2.13": 133},
    **{"2.14": 150, "2.15": 162, "2.16": 231, "Preview": 260},
}


@pytest.mark.parametrize(("version", "count"), COUNTS.items())
def test_a_version_has_its_own_actions(version: str, count: int) -> None:
    one = load_catalog(version=version)
    assert len(one) == len(list(one)) == len(list(one.values())) == count
    assert all(version in action.versions for action in one.values())


def test_all_versions_together_have_every_operation(catalog: Catalog) -> None:
    assert len(catalog) == 268
    assert {name for version in COUNTS for name in load_catalog(version=version)} == set(catalog)


def test_the_same_version_is_the_same_catalog() -> None:
    assert load_catalog(version="2.11") is load_catalog(version="2.11")
    assert load_catalog(version="preview") is load_catalog(version="Preview")


@pytest.mark.parametrize(
    ("version", "described_by"),
    [
        ("Unstable", "Preview"),
        ("2.17", "Preview"),
        ("2.6", "2.7"),
        ("1.4", "2.7"),
        ("3.0", "Preview"),
    ],
)
def test_what_is_not_described_is_taken_for_its_neighbour(version: str, described_by: str) -> None:
    near = load_catalog(version=described_by)["put_conversations_by_id"].schema
    assert load_catalog(version=version)["put_conversations_by_id"].schema == near


def test_of_a_version_that_is_not_described_no_action_is_denied() -> None:
    assert len(load_catalog(version="2.6")) == len(load_catalog(version="2.17")) == 268


@pytest.mark.parametrize("text", ["2", "latest", "2.x", ""])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(CatalogError, match="is not a version"):
        load_catalog(version=text)


def test_an_action_that_the_version_lacks_names_those_that_have_it() -> None:
    with pytest.raises(UnavailableAction) as caught:
        load_catalog(version="2.7")["post_tickets_search"]
    error = caught.value
    assert error.versions == ("2.10", "2.11", "2.12", "2.13", "2.14", "2.15", "2.16", "Preview")
    assert error.suggestions
    assert all(name in load_catalog(version="2.7") for name in error.suggestions)
    assert "2.10" in str(error)
    assert error.suggestions[0] in str(error)


def test_what_is_gone_is_still_there_where_it_was() -> None:
    assert load_catalog()["get_help_center_sections"].versions == ("2.7", "2.8", "2.9")
    events = load_catalog()["post_custom_channel_events_notify_new_conversation"]
    assert events.versions == ("Preview",)


def test_a_request_is_checked_by_the_version_it_goes_to() -> None:
    params: dict[str, Any] = {
        "id": "1",
        "data": {"assignment": {"admin_id": "7", "assignee_id": "8"}},
    }
    older = load_catalog(version="2.13")["put_tickets_by_id"].validator
    newer = load_catalog(version="2.14")["put_tickets_by_id"].validator
    assert not older.unknown_fields(params)
    assert [problem.path for problem in newer.unknown_fields(params)] == ["data.assignment"]


def answer(request: Received) -> Reply:
    return Reply(200, b'{"ok": true}')


def test_a_connection_speaks_its_version() -> None:
    with serving(answer) as (url, received):
        with Connection("old", token="a-long-token", base_url=url, version="2.9") as old:
            old.run("get_me")
            with pytest.raises(UnavailableAction) as caught:
                old.run("post_tickets_search", {"data": {"query": {}}})
        with Connection("new", token="a-long-token", base_url=url) as new:
            new.run("get_me")
            new.run("get_me", {"Intercom-Version": "Preview"})
    assert caught.value.connection == "old"
    sent = [request.headers["intercom-version"] for request in received]
    assert sent == ["2.9", "2.16", "Preview"]


def test_a_call_may_ask_for_another_version() -> None:
    name = "post_custom_channel_events_notify_new_conversation"
    with serving(answer) as (url, received):
        with Connection("desk", token="a-long-token", base_url=url) as connection:
            with pytest.raises(UnavailableAction, match="Preview"):
                connection.run(name, {"data": {}})
            with pytest.raises(InvalidParams, match=r"data\.event_id"):
                connection.run(name, {"Intercom-Version": "Preview", "data": {}})
            with pytest.raises(InvalidParams, match=r"data\.event_id"):
                connection.run(name, {"data": {}}, headers={"Intercom-Version": "Unstable"})
        assert received == []
