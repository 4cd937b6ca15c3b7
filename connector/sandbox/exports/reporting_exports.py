"""Reporting exports: chosen attributes of a dataset in a range of times, as a CSV.

Five jobs may be pending. What a dataset offers, and how a row of it is made, stands here once;
the list of datasets, the checks and the file all follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..body import Body
from ..messages import Answer, Json, Refusal, not_found, refusing_as
from ..records import Records
from ..routes import Call, Routes
from ..workspace.job_progress import DONE, look, progress
from .export_jobs import (
    KEPT_S,
    add_export,
    csv_file,
    export_view,
    finish,
    finished_at,
    is_kept,
    needed_export,
    unfinished,
)

routes = Routes()

_PURPOSE = "reporting"
MAX_PENDING = 5
_SHOWN_CHARACTERS = 80

Value = Callable[[Records, Json], Any]


def _key(*path: str) -> Value:
    """The value at a path of the document, or None."""

    def value(records: Records, doc: Json) -> Any:
        found: Any = doc
        for part in path:
            found = found.get(part) if isinstance(found, dict) else None
        return found

    return value


def _name_of(kind: str, key: str) -> Value:
    """The name of the admin, team or ticket type whose id is under a key."""

    def value(records: Records, doc: Json) -> Any:
        id = doc.get(key)
        found = records.get(kind, str(id)) if id else None
        return found["name"] if found is not None else None

    return value


def _contact_id(link: str) -> Value:
    def value(records: Records, doc: Json) -> Any:
        links = records.links_of(link, doc["id"])
        return links[0].b if links else None

    return value


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column a file may have."""

    id: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Dataset:
    """What can be exported about the records of a kind; its times are those of their making."""

    id: str
    name: str
    description: str
    kind: str
    default_time: str
    attributes: tuple[Attribute, ...]

    def qualified(self, attribute: Attribute) -> str:
        """The name of an attribute that no other dataset has."""
        return f"{self.id}.{attribute.id}"

    def attribute(self, id: str) -> Attribute | None:
        """The attribute with an id, qualified or not."""
        for attribute in self.attributes:
            if id in (attribute.id, self.qualified(attribute)):
                return attribute
        return None


DATASETS = (
    Dataset(
        "conversation",
        "Conversation",
        "One row for each conversation: where it stands, who has it, how fast it went.",
        "conversations",
        "conversation_started_at",
        (
            Attribute("conversation_id", "Conversation ID", _key("id")),
            Attribute("conversation_started_at", "Conversation started at", _key("created_at")),
            Attribute("conversation_state", "Conversation state", _key("state")),
            Attribute("channel", "Channel", _key("source", "type")),
            Attribute("contact_id", "Contact ID", _contact_id("conversation_contact")),
            Attribute(
                "admin_assignee", "Teammate assigned", _name_of("admins", "admin_assignee_id")
            ),
            Attribute("team_assignee", "Team assigned", _name_of("teams", "team_assignee_id")),
            Attribute(
                "time_to_first_response",
                "Time to first response (seconds)",
                _key("statistics", "time_to_admin_reply"),
            ),
            Attribute(
                "time_to_first_close",
                "Time to first close (seconds)",
                _key("statistics", "time_to_first_close"),
            ),
            Attribute("count_reopens", "Reopens", _key("statistics", "count_reopens")),
            Attribute("rating", "Rating", _key("conversation_rating", "rating")),
        ),
    ),
    Dataset(
        "ticket",
        "Ticket",
        "One row for each ticket: its type, its state and who has it.",
        "tickets",
        "ticket_created_at",
        (
            Attribute("ticket_id", "Ticket ID", _key("id")),
            Attribute("ticket_number", "Ticket number", _key("ticket_id")),
            Attribute("ticket_created_at", "Ticket created at", _key("created_at")),
            Attribute("ticket_type", "Ticket type", _name_of("ticket_types", "ticket_type_id")),
            Attribute("ticket_category", "Ticket category", _key("category")),
            Attribute("ticket_state", "Ticket state", _key("state")),
            Attribute("contact_id", "Contact ID", _contact_id("ticket_contact")),
            Attribute(
                "admin_assignee", "Teammate assigned", _name_of("admins", "admin_assignee_id")
            ),
            Attribute("team_assignee", "Team assigned", _name_of("teams", "team_assignee_id")),
        ),
    ),
)
_BY_ID = {dataset.id: dataset for dataset in DATASETS}


@routes.reads("GET /export/reporting_data/get_datasets")
def list_datasets(call: Call) -> Json:
    """Every dataset with its attributes."""
    return {
        "type": "list",
        "data": [
            {
                "id": dataset.id,
                "name": dataset.name,
                "description": dataset.description,
                "default_time_attribute_id": dataset.default_time,
                "attributes": [
                    {
                        "id": attribute.id,
                        "qualified_id": dataset.qualified(attribute),
                        "name": attribute.name,
                    }
                    for attribute in dataset.attributes
                ],
            }
            for dataset in DATASETS
        ],
    }


def _required(name: str) -> Refusal:
    return Refusal(400, "bad_request", f"'{name}' is a required parameter")


@routes.writes("POST /export/reporting_data/enqueue")
def start_reporting_export(call: Call) -> Json:
    """Start a job; 429 `rate_limit_exceeded` while five others are pending."""
    for name in ("dataset_id", "attribute_ids", "start_time", "end_time"):
        if call.body.values.get(name) is None:
            raise _required(name)
    with refusing_as("bad_request"):
        dataset_id = call.body.needed_id("dataset_id")
        start, end = call.body.needed_whole("start_time"), call.body.needed_whole("end_time")
    dataset = _BY_ID.get(dataset_id)
    if dataset is None:
        raise Refusal(400, "bad_request", f"{dataset_id} is not a valid dataset_id")
    attribute_ids = _attribute_ids(call.body, dataset)
    if start > end:
        raise Refusal(400, "bad_request", "start_time must not be later than end_time")
    if len(unfinished(call.records, _PURPOSE, call.now)) >= MAX_PENDING:
        raise Refusal(
            429,
            "rate_limit_exceeded",
            f"Exceeded rate limit of {MAX_PENDING} pending reporting dataset export jobs",
        )
    job = add_export(
        call, _PURPOSE, dataset=dataset.id, attributes=attribute_ids, start=start, end=end
    )
    return _view(call, job)


def _attribute_ids(body: Body, dataset: Dataset) -> list[str]:
    given = body.values["attribute_ids"]
    if not isinstance(given, list):
        shown = str(given)[:_SHOWN_CHARACTERS]
        raise Refusal(400, "bad_request", f"'attribute_ids' {shown} must be of type Array")
    if not given:
        raise Refusal(400, "bad_request", "attribute_ids must contain at least one attribute_id")
    unknown = [str(id) for id in given if not isinstance(id, str) or dataset.attribute(id) is None]
    if unknown:
        raise Refusal(
            400,
            "bad_request",
            f"attribute_ids invalid for {dataset.id} dataset: {', '.join(unknown)}",
        )
    return given


def _job(call: Call, *names: str) -> Json:
    """The job of the path, asked for with the query values that are needed."""
    for name in names:
        if call.query.text(name) is None:
            raise _required(name)
    return needed_export(call.records, call.path["job_identifier"], _PURPOSE)


@routes.writes("GET /export/reporting_data/{job_identifier}")
def show_reporting_export(call: Call) -> Json:
    """One job, which goes a step further with every look at it."""
    job = _job(call, "app_id", "client_id")
    if look(call.records, "export_jobs", job, call.now) == DONE:
        job = finish(call.records, job, call.now)
    return _view(call, job)


@routes.reads("GET /download/reporting_data/{job_identifier}")
def download_reporting_export(call: Call) -> Answer:
    """The file of a job that is complete; 404 before, and two days later."""
    job = _job(call, "app_id")
    if progress(job, call.now) < DONE or not is_kept(job, call.now):
        raise not_found(f"Export job not found for identifier: {job['id']}")
    dataset = _BY_ID[job["dataset"]]
    chosen = [found for id in job["attributes"] if (found := dataset.attribute(id)) is not None]
    columns = [attribute.name for attribute in chosen]
    return csv_file(
        call, f"{dataset.id}-{job['id']}", columns, _rows(call.records, dataset, chosen, job)
    )


def _view(call: Call, job: Json) -> Json:
    if progress(job, call.now) < DONE:
        return export_view(job, "pending", "", None)
    if not is_kept(job, call.now):
        return export_view(job, "complete", "", None)
    url = f"{call.base_url}/download/reporting_data/{job['id']}"
    return export_view(job, "complete", url, finished_at(job) + KEPT_S)


def _rows(
    records: Records, dataset: Dataset, chosen: list[Attribute], job: Json
) -> Iterator[list[Any]]:
    docs = records.all(
        dataset.kind,
        "archived IN (0, 1) AND created_at BETWEEN ? AND ?",
        (job["start"], job["end"]),
    )
    for doc in docs:
        values = (attribute.value(records, doc) for attribute in chosen)
        yield ["" if value is None else value for value in values]
