"""How far a job has come: one step at every look at it, or with every few seconds of the clock.

A job therefore ends for whoever polls it, without waiting, and also when nobody ever looks. What a
job is for, and what it answers, belongs to the noun that has it.
"""

from __future__ import annotations

from ..messages import Json
from ..records import Records

STEP_S = 5
"""Seconds of the sandbox's clock in which a job goes one step further by itself."""

PENDING, RUNNING, DONE = 0, 1, 2

LONGEST_S = DONE * STEP_S
"""After so many seconds a job is done, looked at or not."""


def started(now: int) -> Json:
    """The keys a job's document begins with; `now` in UNIX seconds."""
    return {"created_at": now, "looks": 0}


def progress(doc: Json, now: int) -> int:
    """`PENDING`, `RUNNING` or `DONE`."""
    looks: int = doc["looks"]
    return min(DONE, max(PENDING, looks, (now - int(doc["created_at"])) // STEP_S))


def look(records: Records, kind: str, doc: Json, now: int) -> int:
    """Take the job one step further because somebody asks about it, and say how far it is."""
    if progress(doc, now) < DONE:
        records.save(kind, {**doc, "looks": doc["looks"] + 1})
        doc["looks"] += 1
    return progress(doc, now)
