"""Export jobs: their identifiers, their ends, and the files they leave.

Content and reporting exports share this. A file is made when it is downloaded, out of what the
sandbox holds then; it can be had for two days.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from ..messages import Answer, Json, Refusal, not_found
from ..records import Records
from ..routes import Call
from ..workspace.job_progress import DONE, LONGEST_S, progress, started

KEPT_S = 2 * 86_400
"""How long a finished export can be downloaded."""

_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"
_CSV_TYPES = frozenset({"application/octet-stream", "application/*", "*/*"})
_MEDIA_RANGE = re.compile(r"\s*([^;,\s]+)[^,]*")


def add_export(call: Call, purpose: str, **details: Any) -> Json:
    """Store a new, pending job. `purpose` tells content exports from reporting exports."""
    number = call.records.next_number("export_jobs")
    id = _identifier(f"{purpose} {number}")
    return call.records.add(
        "export_jobs", {"id": id, "purpose": purpose, **started(call.now), **details}
    )


def _identifier(name: str) -> str:
    digest = sha256(name.encode()).digest()
    return "".join(_DIGITS[byte % len(_DIGITS)] for byte in digest[:16])


def needed_export(records: Records, id: str, purpose: str) -> Json:
    """The job with an identifier; 404 `not_found`."""
    job = records.get("export_jobs", id)
    if job is None or job["purpose"] != purpose:
        raise not_found(f"Export job not found for identifier: {id}")
    return job


def unfinished(records: Records, purpose: str, now: int) -> list[Json]:
    """The jobs that still run."""
    recent = (purpose, now - LONGEST_S)
    jobs = records.all("export_jobs", "purpose = ? AND created_at > ?", recent)
    return [job for job in jobs if not job.get("canceled") and progress(job, now) < DONE]


def finished_at(job: Json) -> int:
    """When a finished job ended, in UNIX seconds: at the look that found it done, or by itself."""
    at: int = job.get("finished_at", job["created_at"] + LONGEST_S)
    return at


def finish(records: Records, job: Json, now: int, **details: Any) -> Json:
    """Note that a job has ended; a later look changes nothing about it."""
    if "finished_at" in job:
        return job
    at = min(now, finished_at(job))
    return records.save("export_jobs", {**job, "finished_at": at, **details})


def is_kept(job: Json, now: int) -> bool:
    """Whether the file of a finished job can still be had."""
    return now < finished_at(job) + KEPT_S


def export_view(job: Json, status: str, download_url: str, expires_at: int | None) -> Json:
    """A job as the API shows it; the address and its end are empty until there is a file."""
    return {
        "job_identifier": job["id"],
        "status": status,
        "download_url": download_url,
        "download_expires_at": "" if expires_at is None else str(expires_at),
    }


def csv_file(
    call: Call, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Answer:
    """A gzipped CSV to download.

    Raises:
        Refusal: 406 when the caller says that it cannot read `application/octet-stream`.
    """
    if not _takes_octets(call.accept):
        raise Refusal(406, "unsupported", "The Accept header must be application/octet-stream")
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return Answer(
        # Equal contents give equal files: no time of packing in them.
        gzip.compress(text.getvalue().encode(), mtime=0),
        headers={
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f'attachment; filename="{name}.csv.gz"',
        },
    )


def _takes_octets(accept: str) -> bool:
    return not accept.strip() or any(
        media.lower() in _CSV_TYPES for media in _MEDIA_RANGE.findall(accept)
    )
