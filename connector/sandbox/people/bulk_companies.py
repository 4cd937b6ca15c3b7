"""Making, changing and deleting up to a hundred companies with one request."""

from __future__ import annotations

from ..body import Body
from ..messages import Answer, Json
from ..routes import Call, Routes
from .bulk_jobs import only, run_bulk, show_bulk
from .companies import (
    CREATED_KEYS,
    change_company,
    erase_company,
    needed_company,
    upsert_company,
)

routes = Routes()

_CHANGED = tuple(name for name in CREATED_KEYS if name != "company_id")


@routes.writes("POST /companies/bulk")
def upsert_companies(call: Call) -> Answer:
    """Make companies, or change those that have the `company_id`."""

    def upsert(item: Body) -> None:
        upsert_company(call.records, only(item, CREATED_KEYS), call.now)

    return run_bulk(call, "companies", upsert)


@routes.writes("PUT /companies/bulk")
def update_companies(call: Call) -> Answer:
    """Change companies by their ids; an unknown id makes none."""

    def update(item: Body) -> None:
        company = needed_company(call.records, item.needed_id("id"))
        change_company(call.records, company, only(item, _CHANGED), call.now)

    return run_bulk(call, "companies", update, by_id=True)


@routes.writes("POST /companies/bulk/delete")
def delete_companies(call: Call) -> Answer:
    """Remove companies by their ids; their contacts stay."""

    def delete(item: Body) -> None:
        company = needed_company(call.records, item.needed_id("id"))
        erase_company(call.records, company["id"])

    return run_bulk(call, "companies", delete, by_id=True)


@routes.writes("GET /companies/bulk/{id}")
def show_companies_job(call: Call) -> Json:
    """How far a job is."""
    return show_bulk(call, "companies")
