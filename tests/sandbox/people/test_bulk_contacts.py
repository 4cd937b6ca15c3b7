"""Bulk jobs about contacts, and what bulk jobs have in common."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock, company_id, contact_id

MARIA, LIAM, WEI = contact_id(1), contact_id(2), contact_id(10)


def finished(api: Api, job: Any) -> Any:
    path = f"/contacts/bulk/{job['id']}"
    assert api.get(path)["state"] == "running"
    return api.get(path)


def contact_ids(api: Api, field: str, value: str) -> set[str]:
    return api.search("contacts", field, "=", value)


def test_contacts_are_made_with_companies_and_tags(api: Api, clock: Clock) -> None:
    job = api.post(
        "/contacts/bulk",
        {
            "contacts": [
                {
                    "external_id": "b-1",
                    "email": "b1@example.com",
                    "role": "user",
                    "name": "Bulk One",
                    "owner_id": NORA,
                    "signed_up_at": 1571672154,
                    "custom_attributes": {"plan": "pro"},
                    "companies": [
                        {"company_id": "velo-couriers"},
                        {"company_id": "weyland", "name": "Weyland"},
                    ],
                    "tags": {"add": [{"id": "301"}, {"id": "999"}]},
                    "workspace_id": "not to be set",
                },
                {"role": "lead", "name": "Bulk Two"},
            ]
        },
    )
    assert (job["id"], job["type"], job["state"]) == ("job_v2_1", "contacts.bulk.job", "running")
    assert job["tasks"][0]["item_count"] == 2
    assert finished(api, job)["state"] == "completed"
    made = api.get("/contacts/find_by_external_id/b-1")
    assert (made["name"], made["owner_id"], made["role"]) == ("Bulk One", int(NORA), "user")
    assert made["custom_attributes"] == {"plan": "pro"}
    assert made["signed_up_at"] == 1571672154
    assert made["created_at"] == int(clock())
    companies = api.get(f"/contacts/{made['id']}/companies")["data"]
    assert [each["name"] for each in companies] == ["Velo Couriers", "Weyland"]
    tags = api.get(f"/contacts/{made['id']}/tags")["data"]
    assert [tag["id"] for tag in tags] == ["301"]
    (two,) = contact_ids(api, "name", "Bulk Two")
    assert api.get(f"/contacts/{two}")["role"] == "lead"


def test_who_is_there_already_is_left_alone(api: Api) -> None:
    before = api.get(f"/contacts/{MARIA}")
    contacts = [
        {"email": "maria.santos@example.com", "role": "user", "name": "Somebody else"},
        {"external_id": "b-2"},
        {"external_id": "b-3", "companies": [{"name": "No id"}]},
    ]
    job = api.post("/contacts/bulk", {"contacts": contacts})
    assert finished(api, job)["state"] == "completed_with_errors"
    assert api.get(f"/contacts/{MARIA}") == before
    assert api.get("/contacts/find_by_external_id/b-2")["external_id"] == "b-2"
    assert api.send("GET", "/contacts/find_by_external_id/b-3").status == 404


def test_contacts_are_changed(api: Api) -> None:
    (joined,) = api.get(f"/contacts/{MARIA}/companies")["data"]
    contacts = [
        {
            "id": MARIA,
            "name": "Maria S.",
            "role": "lead",
            "companies": [
                {"company_id": joined["company_id"], "remove": True},
                {"company_id": "green-lanes", "name": "Green Lanes"},
            ],
            "tags": {"add": [{"id": 302}], "remove": [{"id": "301"}, {"id": "999"}]},
        },
        {"id": "none", "name": "Nobody"},
        {"id": LIAM, "email": "hana.kim@example.org"},
    ]
    job = api.put("/contacts/bulk", {"contacts": contacts})
    assert finished(api, job)["state"] == "completed_with_errors"
    maria = api.get(f"/contacts/{MARIA}")
    assert (maria["name"], maria["role"]) == ("Maria S.", "user")
    assert [tag["id"] for tag in maria["tags"]["data"]] == ["302"]
    assert [each["id"] for each in maria["companies"]["data"]] == [company_id(2)]
    assert api.get(f"/companies/{company_id(2)}")["name"] == "Green Lanes"
    assert api.get(f"/contacts/{LIAM}")["email"] == "liam.byrne@example.com"


def test_contacts_are_deleted(api: Api) -> None:
    job = api.post("/contacts/bulk/delete", {"contacts": [{"id": WEI}, {"id": "none"}]})
    assert finished(api, job)["state"] == "completed_with_errors"
    assert api.send("GET", f"/contacts/{WEI}").status == 404
    newest = api.get("/contacts/activities", per_page=150)["data"][-1]
    assert (newest["event_type"], newest["contact_id"]) == ("contact.deleted", WEI)


def test_a_job_takes_tasks_until_it_is_done(api: Api, clock: Clock) -> None:
    job = api.post("/contacts/bulk", {"contacts": [{"external_id": "b-1"}]})
    clock.pass_(5)
    started = api.get(f"/contacts/bulk/{job['id']}")
    assert (started["state"], started["tasks"][0]["state"]) == ("running", "running")
    more = {"contacts": [{"id": MARIA, "name": "M"}], "job": {"id": job["id"]}}
    job = api.put("/contacts/bulk", more)
    assert [task["id"] for task in job["tasks"]] == ["task_v2_1", "task_v2_2"]
    at = clock.pass_(600)
    done = api.get(f"/contacts/bulk/{job['id']}")
    assert (done["state"], done["completed_at"] < at) == ("completed", True)
    assert done["tasks"][0]["started_at"] <= done["tasks"][0]["completed_at"]
    reply = api.send("PUT", "/contacts/bulk", more)
    assert (reply.status, reply.code) == (403, "forbidden")
    assert reply.message == "job job_v2_1 is closed for new task updates"
    assert api.get(f"/contacts/bulk/{job['id']}") == done


def test_a_job_ends_for_whoever_looks_only_once(api: Api, clock: Clock) -> None:
    job = api.post("/contacts/bulk/delete", {"contacts": [{"id": WEI}]})
    clock.pass_(3600)
    done = api.get(f"/contacts/bulk/{job['id']}")
    assert (done["state"], done["completed_at"]) == ("completed", job["created_at"] + 10)


def test_a_job_is_about_one_noun(api: Api) -> None:
    job = api.post("/contacts/bulk", {"contacts": [{"external_id": "b-1"}]})
    assert api.send("GET", f"/companies/bulk/{job['id']}").status == 404
    body = {"companies": [{"company_id": "c"}], "job": {"id": job["id"]}}
    assert api.send("POST", "/companies/bulk", body).code == "job_not_found"


@pytest.mark.parametrize("operation", ["POST /contacts/bulk", "PUT /contacts/bulk",
                                       "POST /contacts/bulk/delete"])  # fmt: skip
@pytest.mark.parametrize(
    ("body", "status", "code", "message"),
    [
        ({}, 422, "field_not_found", "contacts field must be supplied"),
        ({"contacts": []}, 422, "field_not_found", "contacts field must be supplied"),
        ({"contacts": {"id": "x"}}, 422, "type_mismatch", "contacts must be an array"),
        ({"contacts": ["x"]}, 422, "type_mismatch", "each contact must be an object"),
        (
            {"contacts": [{"id": "x"}] * 101},
            422,
            "parameter_invalid",
            "maximum number of contacts per request is 100",
        ),
        ({"contacts": [{"id": "x"}], "job": 7}, 422, "type_mismatch", "job must be an object"),
        (
            {"contacts": [{"id": "x"}], "job": {"id": "job_v2_9"}},
            404,
            "job_not_found",
            "job job_v2_9 not found",
        ),
    ],
)
def test_bodies_refused(
    api: Api, operation: str, body: Any, status: int, code: str, message: str
) -> None:
    method, path = operation.split(" ")
    reply = api.send(method, path, body)
    assert (reply.status, reply.code, reply.message) == (status, code, message)


@pytest.mark.parametrize("operation", ["PUT /contacts/bulk", "POST /contacts/bulk/delete"])
def test_contacts_need_ids(api: Api, operation: str) -> None:
    method, path = operation.split(" ")
    reply = api.send(method, path, {"contacts": [{"id": MARIA}, {"name": "N"}]})
    assert (reply.status, reply.code) == (422, "field_not_found")
    assert reply.message == "contacts must be identified by id"
    assert api.get(f"/contacts/{MARIA}")["id"] == MARIA
