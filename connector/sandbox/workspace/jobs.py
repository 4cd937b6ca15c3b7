"""Background jobs: making a ticket later, and asking how far that is.

The ticket is made, or refused, at once; the job tells of it when it is done. So nothing is lost
when nobody asks, and nothing has to run in the background.
"""

from __future__ import annotations

from ..messages import Json, Refusal, invalid, missing, not_found
from ..routes import Call, Routes
from ..tickets.ticket_types import attributes_of
from ..tickets.tickets import make_ticket
from .job_progress import DONE, look, started

routes = Routes()


def _job_view(call: Call, job: Json, *, done: bool) -> Json:
    resource_id = job.get("resource_id") if done else None
    status = "pending"
    if done:
        status = "failed" if resource_id is None else "success"
    return {
        "type": "job",
        "id": job["id"],
        "status": status,
        "url": f"{call.base_url}/jobs/status/{job['id']}",
        "resource_type": job["resource_type"],
        "resource_id": resource_id,
        "resource_url": f"{call.base_url}/tickets/{resource_id}" if resource_id else None,
    }


@routes.writes("POST /tickets/enqueue")
def enqueue_ticket(call: Call) -> Json:
    """Start a job that makes a ticket; values that cannot be right are refused at once."""
    _check(call)
    job: Json = {"resource_type": "ticket", **started(call.now)}
    try:
        with call.records.attempt():
            job["resource_id"] = make_ticket(call)["id"]
    except Refusal as refusal:
        job["refusal"] = f"{refusal.code}: {refusal.message}"
    return _job_view(call, call.records.add("jobs", job), done=False)


def _check(call: Call) -> None:
    """Refuse what is missing or malformed; whether the rest holds, the job finds out."""
    body = call.body
    ticket_type = call.records.get("ticket_types", body.needed_id("ticket_type_id"))
    if ticket_type is None:
        raise invalid("Ticket type not found", "ticket_type_id")
    if not body.objects("contacts"):
        raise missing("contacts")
    given = body.object("ticket_attributes")
    values = given.values if given is not None else {}
    for attribute in attributes_of(call.records, ticket_type["id"]):
        wanted = attribute["required_to_create"] and not attribute["archived"]
        if wanted and values.get(attribute["name"]) in (None, ""):
            raise invalid("Missing required ticket attributes", "ticket_attributes")


@routes.writes("GET /jobs/status/{id}")
def show_job(call: Call) -> Json:
    """One job, which goes a step further with every look at it."""
    job = call.records.get("jobs", call.path["id"])
    if job is None:
        raise not_found("Job Not Found", "job_not_found")
    done = look(call.records, "jobs", job, call.now) == DONE
    return _job_view(call, job, done=done)
