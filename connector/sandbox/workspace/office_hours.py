"""When the workspace is open: weekly schedules, and the days on which they do not hold.

Minutes of a schedule count from Monday 00:00, those of an exception from midnight of its day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..body import Body
from ..messages import Answer, Json, Refusal, invalid, missing, not_found, refusing_as
from ..records import Records
from ..routes import Call, Routes
from .activity_logs import log_activity

routes = Routes()

DAY_MINUTES = 1440
WEEK_MINUTES = 7 * DAY_MINUTES
STEP_MINUTES = 15

_EXCEPTIONS = "/office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions"
_TYPES = ("closed", "custom_hours")


def _needed_schedule(records: Records, id: str) -> Json:
    schedule = records.get("office_hours_schedules", id)
    if schedule is None:
        raise not_found("Object not found")
    return schedule


def _schedule_view(doc: Json) -> Json:
    intervals = doc["time_intervals"]
    return {
        "type": "office_hours_schedule",
        "id": doc["id"],
        "name": doc["name"],
        "time_zone_name": doc["time_zone_name"],
        "time_intervals": [
            {**each, "day_of_week": each["start_minute"] // DAY_MINUTES} for each in intervals
        ],
        "twenty_four_seven": _covers_the_week(intervals),
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


def _covers_the_week(intervals: list[Json]) -> bool:
    reached = 0
    for each in sorted(intervals, key=lambda each: int(each["start_minute"])):
        if each["start_minute"] > reached:
            return False
        reached = max(reached, each["end_minute"])
    return reached == WEEK_MINUTES


def _read_intervals(body: Body, last_minute: int, step_minutes: int) -> list[Json] | None:
    """The open times of a body, each in order; None when absent."""
    sent = body.objects("time_intervals")
    if sent is None:
        return None
    made = []
    for each in sent:
        start, end = each.needed_whole("start_minute"), each.needed_whole("end_minute")
        if not 0 <= start < end <= last_minute:
            message = f"time_intervals must begin before they end, from 0 to {last_minute}"
            raise invalid(message, "time_intervals")
        if start % step_minutes or end % step_minutes:
            message = f"time_intervals must be on a {step_minutes}-minute boundary"
            raise invalid(message, "time_intervals")
        made.append({"start_minute": start, "end_minute": end})
    return made


def _read_schedule(body: Body) -> Json:
    """What a body sets of a schedule."""
    made: Json = {}
    if body.has("name"):
        made["name"] = body.needed_text("name")
    if body.has("time_zone_name"):
        zone = body.needed_text("time_zone_name")
        if not _is_time_zone(zone):
            raise invalid(f"{zone} is not a time zone", "time_zone_name")
        made["time_zone_name"] = zone
    if body.has("time_intervals"):
        made["time_intervals"] = _read_intervals(body, WEEK_MINUTES, STEP_MINUTES)
        if made["time_intervals"] is None:
            raise missing("time_intervals")
    return made


def _is_time_zone(name: str) -> bool:
    """Whether there is such a time zone; any name is one where this machine has no table."""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return not available_timezones()
    return True


def _log(call: Call, description: str) -> None:
    log_activity(call.records, call.now, "office_hours_change", description)


@routes.reads("GET /office_hours_schedules")
def list_schedules(call: Call) -> Json:
    """Every schedule."""
    schedules = call.records.all("office_hours_schedules")
    return {
        "type": "office_hours_schedule.list",
        "data": [_schedule_view(doc) for doc in schedules],
    }


@routes.writes("POST /office_hours_schedules")
def create_schedule(call: Call) -> Answer:
    """Add a schedule; its name, time zone and hours are needed."""
    with refusing_as("data_invalid", 422):
        for name in ("name", "time_zone_name", "time_intervals"):
            if call.body.values.get(name) is None:
                raise missing(name)
        doc = {**_read_schedule(call.body), "created_at": call.now, "updated_at": call.now}
    made = call.records.add("office_hours_schedules", doc)
    _log(call, f"added the office hours {made['name']}.")
    return Answer(_schedule_view(made), status=201)


@routes.reads("GET /office_hours_schedules/{id}")
def show_schedule(call: Call) -> Json:
    """One schedule."""
    return _schedule_view(_needed_schedule(call.records, call.path["id"]))


@routes.writes("PUT /office_hours_schedules/{id}")
def update_schedule(call: Call) -> Json:
    """Set the given keys of a schedule; hours are replaced whole."""
    old = _needed_schedule(call.records, call.path["id"])
    with refusing_as("data_invalid", 422):
        changes = _read_schedule(call.body)
    new = {**old, **changes, "updated_at": call.now}
    _log(call, f"changed the office hours {new['name']}.")
    return _schedule_view(call.records.save("office_hours_schedules", new))


@routes.writes("DELETE /office_hours_schedules/{id}")
def delete_schedule(call: Call) -> Json:
    """Remove a schedule and its exceptions for good."""
    schedule = _needed_schedule(call.records, call.path["id"])
    call.records.remove("office_hours_schedules", schedule["id"])
    call.records.remove_where("office_hours_exceptions", "schedule_id = ?", (schedule["id"],))
    _log(call, f"deleted the office hours {schedule['name']}.")
    return {"id": schedule["id"], "object": "office_hours_schedule", "deleted": True}


def _exception_view(doc: Json) -> Json:
    intervals: list[Json] | None = doc.get("time_intervals")
    if intervals is not None:
        day = date.fromisoformat(doc["exception_date"]).weekday()
        intervals = [{**each, "day_of_week": day} for each in intervals]
    return {
        "type": "office_hours_exception",
        "id": doc["id"],
        "office_hours_schedule_id": doc["schedule_id"],
        "exception_date": doc["exception_date"],
        "exception_type": doc["exception_type"],
        "name": doc.get("name"),
        "time_intervals": intervals,
        "recurring_annually": doc["recurring_annually"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


def _schedule_of(call: Call) -> Json:
    return _needed_schedule(call.records, call.path["office_hours_schedule_id"])


def _needed_exception(call: Call) -> Json:
    schedule = _schedule_of(call)
    found = call.records.get("office_hours_exceptions", call.path["id"])
    if found is None or found["schedule_id"] != schedule["id"]:
        raise not_found("Object not found")
    return found


def _read_exception(records: Records, body: Body, old: Json) -> Json:
    """An exception with what a body sets; a day has one of a schedule at most."""
    made = dict(old)
    if body.values.get("exception_date") is not None:
        made["exception_date"] = _day(body.needed_text("exception_date"))
    made["exception_type"] = body.one_of("exception_type", _TYPES, old.get("exception_type"))
    for name in ("exception_date", "exception_type"):
        if made.get(name) is None:
            raise missing(name)
    if body.has("name"):
        made["name"] = body.text("name")
    repeated = body.flag("recurring_annually")
    if repeated is not None:
        made["recurring_annually"] = repeated
    made["time_intervals"] = _hours_of(body, made)
    others = records.all(
        "office_hours_exceptions",
        "schedule_id = ? AND exception_date = ?",
        (made["schedule_id"], made["exception_date"]),
    )
    if any(other["id"] != old.get("id") for other in others):
        raise invalid("Invalid or duplicated record reference", "exception_date")
    return made


def _hours_of(body: Body, made: Json) -> Any:
    given = _read_intervals(body, DAY_MINUTES, 1)
    if made["exception_type"] == "closed":
        if given:
            raise invalid("A closed day has no time_intervals", "time_intervals")
        return None
    hours = given if body.has("time_intervals") else made.get("time_intervals")
    if not hours:
        raise missing("time_intervals")
    return hours


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as cause:
        raise _no_day() from cause
    if day.isoformat() != text:
        raise _no_day()
    return text


def _no_day() -> Refusal:
    return invalid("exception_date must be a date such as 2026-12-25", "exception_date")


@routes.reads(f"GET {_EXCEPTIONS}")
def list_exceptions(call: Call) -> Json:
    """Every exception of a schedule."""
    found = call.records.all(
        "office_hours_exceptions", "schedule_id = ?", (_schedule_of(call)["id"],)
    )
    return {"type": "office_hours_exception.list", "data": [_exception_view(doc) for doc in found]}


@routes.writes(f"POST {_EXCEPTIONS}")
def create_exception(call: Call) -> Answer:
    """Close a day, or give it hours of its own."""
    schedule = _schedule_of(call)
    start: Json = {
        "schedule_id": schedule["id"],
        "recurring_annually": False,
        "created_at": call.now,
        "updated_at": call.now,
    }
    with refusing_as("data_invalid", 422):
        doc = _read_exception(call.records, call.body, start)
    made = call.records.add("office_hours_exceptions", doc)
    _log(call, f"added an exception to the office hours {schedule['name']}.")
    return Answer(_exception_view(made), status=201)


@routes.reads(f"GET {_EXCEPTIONS}/{{id}}")
def show_exception(call: Call) -> Json:
    """One exception of a schedule."""
    return _exception_view(_needed_exception(call))


@routes.writes(f"PUT {_EXCEPTIONS}/{{id}}")
def update_exception(call: Call) -> Json:
    """Set the given keys of an exception; closing a day takes its hours away."""
    old = _needed_exception(call)
    with refusing_as("data_invalid", 422):
        new = _read_exception(call.records, call.body, old)
    new["updated_at"] = call.now
    _log(call, f"changed an exception to the office hours {_schedule_of(call)['name']}.")
    return _exception_view(call.records.save("office_hours_exceptions", new))


@routes.writes(f"DELETE {_EXCEPTIONS}/{{id}}")
def delete_exception(call: Call) -> Json:
    """Let a day be as any other again."""
    found = _needed_exception(call)
    call.records.remove("office_hours_exceptions", found["id"])
    _log(call, f"deleted an exception to the office hours {_schedule_of(call)['name']}.")
    return {"id": found["id"], "object": "office_hours_exception", "deleted": True}
