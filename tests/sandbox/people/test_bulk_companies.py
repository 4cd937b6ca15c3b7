from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, company_id, contact_id

VELO, GREEN = company_id(1), company_id(2)


def state_of(api: Api, job: Any) -> str:
    path = f"/companies/bulk/{job['id']}"
    api.get(path)
    return str(api.get(path)["state"])


def test_companies_are_made_or_changed_by_their_own_ids(api: Api) -> None:
    companies = [
        {
            "company_id": "velo-couriers",
            "size": 50,
            "custom_attributes": {"fleet_size": 51},
            "user_count": 9,
        },
        {"company_id": "acme", "name": "Acme", "plan": "Fleet", "monthly_spend": 155.98},
        {"name": 5},
    ]
    job = api.post("/companies/bulk", {"companies": companies})
    assert (job["type"], job["tasks"][0]["item_count"]) == ("companies.bulk.job", 3)
    assert state_of(api, job) == "completed_with_errors"
    velo = api.get(f"/companies/{VELO}")
    assert (velo["size"], velo["custom_attributes"]["fleet_size"]) == (50, 51)
    assert velo["name"] == "Velo Couriers"
    acme = api.get("/companies", company_id="acme")
    assert (acme["monthly_spend"], acme["plan"]) == (155, velo["plan"])


def test_companies_are_changed_by_their_ids_and_never_made(api: Api) -> None:
    companies = [
        {"id": VELO, "name": "Velo", "company_id": "other"},
        {"id": company_id(99), "name": "Nobody"},
    ]
    job = api.put("/companies/bulk", {"companies": companies})
    assert state_of(api, job) == "completed_with_errors"
    velo = api.get(f"/companies/{VELO}")
    assert (velo["name"], velo["company_id"]) == ("Velo", "velo-couriers")
    assert api.send("GET", "/companies", query={"name": "Nobody"}).status == 404


def test_companies_are_deleted_and_their_contacts_stay(api: Api) -> None:
    job = api.post("/companies/bulk/delete", {"companies": [{"id": VELO}, {"id": GREEN}]})
    assert state_of(api, job) == "completed"
    assert api.send("GET", f"/companies/{VELO}").status == 404
    assert api.get(f"/contacts/{contact_id(4)}")["companies"]["total_count"] == 0


@pytest.mark.parametrize(
    ("operation", "body", "status", "code"),
    [
        ("POST /companies/bulk", {}, 422, "field_not_found"),
        ("POST /companies/bulk", {"companies": "x"}, 422, "type_mismatch"),
        ("PUT /companies/bulk", {"companies": [{"company_id": "c"}]}, 422, "field_not_found"),
        ("PUT /companies/bulk", {"companies": [None]}, 422, "type_mismatch"),
        ("POST /companies/bulk/delete", {"companies": [{}] * 101}, 422, "parameter_invalid"),
        ("GET /companies/bulk/job_v2_1", None, 404, "not_found"),
    ],
)
def test_refusals(api: Api, operation: str, body: Any, status: int, code: str) -> None:
    method, path = operation.split(" ")
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
