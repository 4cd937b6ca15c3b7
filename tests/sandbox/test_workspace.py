"""Admins, teams, notes, segments and data attributes."""

from __future__ import annotations

import pytest

from .api import NORA, Api, Clock, contact_id

MARIA = contact_id(1)


def test_me_is_the_first_admin_with_the_workspace(api: Api) -> None:
    me = api.get("/me")
    assert (me["type"], me["id"], me["email"]) == ("admin", NORA, "nora@wheelhouse.example.com")
    assert me["app"]["id_code"] == "whl0bk1e"
    assert me["app"]["name"] == "Wheelhouse Bikes"
    assert "id" not in me["app"]


def test_admins_and_teams(api: Api) -> None:
    admins = api.get("/admins")
    assert admins["type"] == "admin.list"
    assert len(admins["admins"]) == 4
    assert api.get(f"/admins/{NORA}") == admins["admins"][0]
    teams = api.get("/teams")
    assert [team["name"] for team in teams["teams"]] == ["Customer Support", "Workshop"]
    assert api.get("/teams/6140002")["admin_ids"] == [8140003]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/admins/1", "admin_not_found"),
        ("/teams/1", "team_not_found"),
        ("/notes/1", "not_found"),
        ("/segments/1", "not_found"),
        ("/tags/1", "not_found"),
        ("/ticket_types/1", "not_found"),
        ("/tickets/1", "not_found"),
        ("/conversations/1", "not_found"),
    ],
)
def test_misses(api: Api, path: str, code: str) -> None:
    reply = api.send("GET", path)
    assert (reply.status, reply.code) == (404, code)


def test_notes_are_added_and_listed_newest_first(api: Api, clock: Clock) -> None:
    note = api.post(f"/contacts/{MARIA}/notes", {"body": "Call back", "admin_id": int(NORA)})
    assert note["body"] == "<p>Call back</p>"
    assert note["created_at"] == int(clock())
    assert note["author"]["id"] == NORA
    assert note["contact"] == {"type": "contact", "id": MARIA}
    assert api.get(f"/notes/{note['id']}") == note
    listed = api.get(f"/contacts/{MARIA}/notes", per_page=2)
    assert listed["data"][0] == note
    assert (listed["total_count"], listed["pages"]["total_pages"]) == (3, 2)
    assert api.get(f"/contacts/{MARIA}")["notes"]["total_count"] == 3


@pytest.mark.parametrize(
    ("body", "status"), [({}, 400), ({"body": " "}, 400), ({"body": "x", "admin_id": "1"}, 404)]
)
def test_notes_refused(api: Api, body: dict[str, str], status: int) -> None:
    assert api.send("POST", f"/contacts/{MARIA}/notes", body).status == status


def test_segments_count_their_contacts(api: Api) -> None:
    assert "count" not in api.get("/segments")["segments"][0]
    counted = api.get("/segments", include_count="true")["segments"]
    assert {segment["name"]: segment["count"] for segment in counted} == {
        "Leads": 3,
        "VIP riders": 2,
        "Small frames": 1,
    }
    assert api.get(f"/segments/{counted[0]['id']}")["name"] == "Leads"


def test_segments_follow_what_contacts_are(api: Api) -> None:
    def counts() -> dict[str, int]:
        found = api.get("/segments", include_count="true")["segments"]
        return {segment["name"]: segment["count"] for segment in found}

    api.put(f"/contacts/{MARIA}", {"custom_attributes": {"frame_size_cm": 50}})
    api.post(f"/contacts/{contact_id(10)}/tags", {"id": "301"})
    assert counts() == {"Leads": 3, "VIP riders": 2, "Small frames": 2}, "of users, not of leads"
    assert api.search("contacts", "segment_id", "=", "66a1c0de5e60000000000002") == {
        MARIA,
        contact_id(4),
    }
    api.post(f"/contacts/{MARIA}/archive")
    assert counts() == {"Leads": 3, "VIP riders": 1, "Small frames": 1}


def test_data_attributes_by_model(api: Api) -> None:
    everything = api.get("/data_attributes")["data"]
    companies = api.get("/data_attributes", model="company")["data"]
    assert {attribute["model"] for attribute in everything} == {"contact", "company"}
    assert {attribute["model"] for attribute in companies} == {"company"}
    custom = [attribute for attribute in everything if attribute["custom"]]
    assert {attribute["id"] for attribute in custom} == {9001, 9002, 9003}
    assert all("id" not in attribute for attribute in everything if not attribute["custom"])
    assert api.send("GET", "/data_attributes", query={"model": "bike"}).status == 400
