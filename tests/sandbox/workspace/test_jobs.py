from __future__ import annotations

from typing import Any

import pytest

from ..api import REPAIR, Api, Clock, contact_id

MARIA = contact_id(1)


def ticket(**changes: Any) -> dict[str, Any]:
    attributes = {"_default_title_": "Flat tyre", "Urgency": "Low"}
    body = {"ticket_type_id": REPAIR, "contacts": [{"id": MARIA}], "ticket_attributes": attributes}
    return {**body, **changes}


def test_a_ticket_is_there_when_its_job_is_done(api: Api) -> None:
    job = api.post("/tickets/enqueue", ticket())
    assert job == {
        "type": "job",
        "id": job["id"],
        "status": "pending",
        "url": f"https://api.intercom.io/jobs/status/{job['id']}",
        "resource_type": "ticket",
        "resource_id": None,
        "resource_url": None,
    }
    path = f"/jobs/status/{job['id']}"
    assert api.get(path)["status"] == "pending"
    done = api.get(path)
    assert done["status"] == "success"
    assert done["resource_url"].endswith(f"/tickets/{done['resource_id']}")
    made = api.get(f"/tickets/{done['resource_id']}")
    assert made["ticket_attributes"]["_default_title_"] == "Flat tyre"
    assert made["id"] in api.search("tickets", "contact_ids", "=", MARIA)
    assert api.get(path) == done


def test_a_job_goes_on_by_the_clock(api: Api, clock: Clock) -> None:
    job = api.post("/tickets/enqueue", ticket())
    clock.pass_(10)
    assert api.get(f"/jobs/status/{job['id']}")["status"] == "success"


@pytest.mark.parametrize(
    "changes",
    [
        {"ticket_attributes": {"_default_title_": "x", "Urgency": "Never"}},
        {"ticket_attributes": {"_default_title_": "x", "Pick-up": "yes"}},
        {"contacts": [{"email": "brand.new@example.com"}, {"id": "0" * 24}]},
        {"company_id": "0" * 24},
        {"conversation_to_link_id": "7"},
        {"assignment": {"admin_assignee_id": "7"}},
    ],
)
def test_a_job_fails_for_what_only_making_the_ticket_shows(
    api: Api, changes: dict[str, Any]
) -> None:
    tickets = api.search("tickets", "created_at", ">", 0)
    contacts = api.get("/contacts")["total_count"]
    job = api.post("/tickets/enqueue", ticket(**changes))
    assert job["status"] == "pending"
    for _ in range(2):
        last = api.get(f"/jobs/status/{job['id']}")
    assert (last["status"], last["resource_id"], last["resource_url"]) == ("failed", None, None)
    assert api.search("tickets", "created_at", ">", 0) == tickets
    assert api.get("/contacts")["total_count"] == contacts


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ticket_type_id": None}, "parameter_missing"),
        ({"ticket_type_id": "7"}, "parameter_invalid"),
        ({"contacts": None}, "parameter_missing"),
        ({"contacts": []}, "parameter_missing"),
        ({"contacts": "x"}, "parameter_invalid"),
        ({"ticket_attributes": 7}, "parameter_invalid"),
    ],
)
def test_what_cannot_be_right_is_refused_at_once(
    api: Api, changes: dict[str, Any], code: str
) -> None:
    reply = api.send("POST", "/tickets/enqueue", ticket(**changes))
    assert (reply.status, reply.code) == (400, code)


def test_required_attributes_are_asked_for_at_once(api: Api) -> None:
    attribute = {
        "name": "Frame number",
        "description": "x",
        "data_type": "string",
        "required_to_create": True,
    }
    api.post(f"/ticket_types/{REPAIR}/attributes", attribute)
    reply = api.send("POST", "/tickets/enqueue", ticket())
    assert (reply.status, reply.code) == (400, "parameter_invalid")
    assert reply.message == "Missing required ticket attributes"


def test_an_unknown_job_is_not_found(api: Api) -> None:
    reply = api.send("GET", "/jobs/status/7")
    assert (reply.status, reply.code, reply.message) == (404, "job_not_found", "Job Not Found")
