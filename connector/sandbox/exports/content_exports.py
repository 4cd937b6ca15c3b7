"""Content exports: what teammates sent to contacts in a range of dates, as a CSV.

One job may run at a time. A row is one message and one contact who got it: a message sent to
contacts, or a teammate's reply in a conversation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..markup import plain_text
from ..messages import Answer, Json, Refusal, invalid, not_found
from ..records import Records
from ..routes import Call, Routes
from ..workspace.activity_logs import log_activity
from ..workspace.job_progress import DONE, PENDING, look, progress
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

_PURPOSE = "content"
_NONE = "-1"
"""What the file says for a contact without a company and a message outside any series."""

COLUMNS = (
    "user_id",
    "user_external_id",
    "company_id",
    "email",
    "name",
    "ruleset_id",
    "content_id",
    "content_type",
    "content_title",
    "ruleset_version_id",
    "receipt_id",
    "received_at",
    "series_id",
    "series_title",
    "node_id",
    "first_reply",
    "first_completion",
    "first_series_completion",
    "first_series_disengagement",
    "first_series_exit",
    "first_goal_success",
    "first_open",
    "first_click",
    "first_dismisall",
    "first_unsubscribe",
    "first_hard_bounce",
)

_CONTENT_TYPES = {"email": "Email", "sms": "Sms", "whatsapp": "Whatsapp", "push": "Push"}
_TITLE_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Content:
    """One message a teammate sent, in UNIX seconds, and the conversation it is part of."""

    id: str
    type: str
    title: str
    sent_at: int
    conversation_id: str | None


@routes.writes("POST /export/content/data")
def start_content_export(call: Call) -> Json:
    """Start a job; 429 `rate_limit_exceeded` while another one runs."""
    after = call.body.needed_whole("created_at_after")
    before = call.body.needed_whole("created_at_before")
    if after > before:
        raise invalid("created_at_after must not be later than created_at_before")
    if unfinished(call.records, _PURPOSE, call.now):
        raise Refusal(
            429, "rate_limit_exceeded", "Exceeded rate limit of 1 pending message data export jobs"
        )
    job = add_export(call, _PURPOSE, after=after, before=before)
    log_activity(call.records, call.now, "app_data_export", "started an export of content data.")
    return _view(call, job)


@routes.writes("GET /export/content/data/{job_identifier}")
def show_content_export(call: Call) -> Json:
    """One job, which goes a step further with every look at it."""
    job = needed_export(call.records, call.path["job_identifier"], _PURPOSE)
    if not job.get("canceled"):
        look(call.records, "export_jobs", job, call.now)
    return _view(call, _brought_up(call, job))


@routes.writes("POST /export/cancel/{job_identifier}")
def cancel_content_export(call: Call) -> Json:
    """End a job before it is done; one that is done stays as it is."""
    job = needed_export(call.records, call.path["job_identifier"], _PURPOSE)
    if progress(job, call.now) < DONE:
        job = call.records.save("export_jobs", {**job, "canceled": True})
    return _view(call, _brought_up(call, job))


@routes.reads("GET /download/content/data/{job_identifier}")
def download_content_export(call: Call) -> Answer:
    """The file of a job that has completed; 404 before, and two days later."""
    job = needed_export(call.records, call.path["job_identifier"], _PURPOSE)
    if _status(call, job) != "completed" or not is_kept(job, call.now):
        raise not_found(f"Export job not found for identifier: {job['id']}")
    return csv_file(call, f"messages-{job['id']}", COLUMNS, _rows(call.records, job))


def _brought_up(call: Call, job: Json) -> Json:
    if job.get("canceled") or progress(job, call.now) < DONE:
        return job
    return finish(call.records, job, call.now, empty=not any(_rows(call.records, job)))


def _status(call: Call, job: Json) -> str:
    if job.get("canceled"):
        return "canceled"
    reached = progress(job, call.now)
    if reached < DONE:
        return "pending" if reached == PENDING else "in_progress"
    empty = job["empty"] if "empty" in job else not any(_rows(call.records, job))
    return "no_data" if empty else "completed"


def _view(call: Call, job: Json) -> Json:
    status = _status(call, job)
    if status != "completed" or not is_kept(job, call.now):
        return export_view(job, status, "", None)
    url = f"{call.base_url}/download/content/data/{job['id']}"
    return export_view(job, status, url, finished_at(job) + KEPT_S)


def _rows(records: Records, job: Json) -> Iterator[list[Any]]:
    """A row for every message and contact; both ends of the range count."""
    span = (job["after"], job["before"])
    sent = records.all(
        "outbound_messages", "json_extract(doc, '$.created_at') BETWEEN ? AND ?", span
    )
    for message in sent:
        content = Content(
            message["id"],
            _CONTENT_TYPES.get(message["channel"], "Chat"),
            message.get("subject") or message["body"],
            message["created_at"],
            message.get("conversation_id"),
        )
        yield from _receipts(records, content, message["contact_ids"])
    replies = records.all(
        "parts",
        "json_extract(doc, '$.created_at') BETWEEN ? AND ? "
        "AND json_extract(doc, '$.author.type') = 'admin' "
        "AND json_extract(doc, '$.part_type') IN ('comment', 'quick_reply')",
        span,
    )
    for part in replies:
        conversation_id = part["conversation_id"]
        content = Content(
            part["id"], "Chat", part.get("body") or "", part["created_at"], conversation_id
        )
        links = records.links_of("conversation_contact", conversation_id)
        yield from _receipts(records, content, [link.b for link in links])


def _receipts(records: Records, content: Content, contact_ids: list[str]) -> Iterator[list[Any]]:
    contacts = records.some("contacts", contact_ids)
    for contact in contacts.values():
        companies = records.links_of("contact_company", contact["id"])
        reply = records.first(
            "parts",
            "conversation_id = ? AND json_extract(doc, '$.author.id') = ? "
            "AND json_extract(doc, '$.created_at') >= ?",
            (content.conversation_id, contact["id"], content.sent_at),
        )
        row = {
            "user_id": contact["id"],
            "user_external_id": contact.get("external_id", ""),
            "company_id": companies[0].b if companies else _NONE,
            "email": contact.get("email", ""),
            "name": contact.get("name", ""),
            "ruleset_id": content.id,
            "content_id": content.id,
            "content_type": content.type,
            "content_title": plain_text(content.title)[:_TITLE_CHARACTERS],
            "ruleset_version_id": content.id,
            "receipt_id": f"{content.id}-{contact['id']}",
            "received_at": content.sent_at,
            "series_id": _NONE,
            "first_reply": reply["created_at"] if reply is not None else "",
        }
        yield [row.get(name, "") for name in COLUMNS]
