"""Bulk jobs: many records made, changed or removed by one request, and how far that is.

The items are carried out at once, each by itself: one that is refused leaves the others alone.
The job tells of it when it is done, and takes more tasks until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..body import Body
from ..messages import Answer, Json, Refusal, not_found
from ..records import Records
from ..routes import Call
from ..workspace.job_progress import DONE, LONGEST_S, RUNNING, STEP_S, progress, started

MAX_ITEMS = 100

NOUNS = {"contacts": "contact", "companies": "company"}
"""What jobs may be about, and what one item of each is called."""


def only(item: Body, names: Iterable[str]) -> Body:
    """An item without the keys that its operation does not set."""
    return Body({name: item.values[name] for name in names if item.has(name)})


def run_bulk(
    call: Call, noun: str, apply: Callable[[Body], None], *, by_id: bool = False
) -> Answer:
    """Carry out every item of a body in a new job, or in the one that the body names.

    Args:
        call: The request; its body lists the items under the noun's name.
        noun: What the items are.
        apply: Carries one item out; a `Refusal` makes that item fail.
        by_id: Whether each item has to have an `id`.

    Raises:
        Refusal: 422 for a body that cannot be right, 404 `job_not_found`, 403 `forbidden` for a
            job that is done.
    """
    records = call.records
    items = _items_of(call.body, noun, by_id=by_id)
    job = _job_to_extend(call, noun)
    failed = 0
    for item in items:
        try:
            with records.attempt():
                apply(item)
        except Refusal:
            failed += 1
    if job is None:
        number = records.next_number("bulk_jobs")
        new = {"id": f"job_v2_{number}", "noun": noun, "created_at": call.now, "tasks": []}
        job = records.add("bulk_jobs", new)
    task = {
        "id": f"task_v2_{records.next_number('bulk_tasks')}",
        "item_count": len(items),
        "failed": failed,
        **started(call.now),
    }
    job["tasks"].append(task)
    job["updated_at"] = call.now
    records.save("bulk_jobs", job)
    return Answer({**_job_view(call, job), "state": "running"}, status=202)


def _items_of(body: Body, noun: str, *, by_id: bool) -> list[Body]:
    value = body.values.get(noun)
    if value is None or value == []:
        raise Refusal(422, "field_not_found", f"{noun} field must be supplied")
    if not isinstance(value, list):
        raise Refusal(422, "type_mismatch", f"{noun} must be an array")
    if not all(isinstance(item, dict) for item in value):
        raise Refusal(422, "type_mismatch", f"each {NOUNS[noun]} must be an object")
    if len(value) > MAX_ITEMS:
        message = f"maximum number of {noun} per request is {MAX_ITEMS}"
        raise Refusal(422, "parameter_invalid", message)
    if by_id and not all(item.get("id") for item in value):
        raise Refusal(422, "field_not_found", f"{noun} must be identified by id")
    return [Body(item) for item in value]


def _job_to_extend(call: Call, noun: str) -> Json | None:
    given = call.body.values.get("job")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise Refusal(422, "type_mismatch", "job must be an object")
    id = given.get("id")
    if id is None:
        return None
    job = _find_job(call.records, str(id), noun)
    if job is None:
        raise not_found(f"job {id} not found", "job_not_found")
    if all(progress(task, call.now) == DONE for task in job["tasks"]):
        raise Refusal(403, "forbidden", f"job {id} is closed for new task updates")
    return job


def _find_job(records: Records, id: str, noun: str) -> Json | None:
    job = records.get("bulk_jobs", id)
    return job if job is not None and job["noun"] == noun else None


def show_bulk(call: Call, noun: str) -> Json:
    """One job, which goes a step further with every look at it; 404 when there is none."""
    job = _find_job(call.records, call.path["id"], noun)
    if job is None:
        raise not_found("Resource Not Found")
    for task in job["tasks"]:
        before = progress(task, call.now)
        if before < DONE:
            task["looks"] += 1
        reached = progress(task, call.now)
        began, ended = (task["created_at"] + wait_s for wait_s in (STEP_S, LONGEST_S))
        if reached >= RUNNING and "started_at" not in task:
            task["started_at"] = job["updated_at"] = min(call.now, began)
        if reached == DONE and "completed_at" not in task:
            task["completed_at"] = job["updated_at"] = min(call.now, ended)
    call.records.save("bulk_jobs", job)
    return _job_view(call, job)


def _job_view(call: Call, job: Json) -> Json:
    tasks = [_task_view(task) for task in job["tasks"]]
    states = {task["state"] for task in tasks}
    if states <= {"completed", "completed_with_errors"}:
        state = "completed_with_errors" if "completed_with_errors" in states else "completed"
        completed_at = max(task["completed_at"] for task in tasks)
    else:
        state = "pending" if states == {"pending"} else "running"
        completed_at = None
    return {
        "id": job["id"],
        "type": f"{job['noun']}.bulk.job",
        "state": state,
        "created_at": job["created_at"],
        "updated_at": job["updated_at"],
        "completed_at": completed_at,
        "tasks": tasks,
        "url": f"{call.base_url}/{job['noun']}/bulk/{job['id']}",
    }


def _task_view(task: Json) -> Json:
    state = "pending"
    if "completed_at" in task:
        state = "completed_with_errors" if task["failed"] else "completed"
    elif "started_at" in task:
        state = "running"
    return {
        "id": task["id"],
        "item_count": task["item_count"],
        "state": state,
        "created_at": task["created_at"],
        "started_at": task.get("started_at"),
        "completed_at": task.get("completed_at"),
    }
