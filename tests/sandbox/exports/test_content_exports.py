from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import Any

import pytest

from connector import Connection
from connector.sandbox import SandboxTransport

from ..api import NORA, Api, Clock, company_id, contact_id

MARIA = contact_id(1)
EVER = {"created_at_after": 1, "created_at_before": 2_000_000_000}
TWO_DAYS_S = 2 * 86_400


def start(api: Api, **span: int) -> Any:
    return api.post("/export/content/data", span or EVER)


def look(api: Api, job: Any) -> Any:
    return api.get(f"/export/content/data/{job['job_identifier']}")


def rows(packed: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode(), newline="")))


def exported(api: Api, **span: int) -> list[dict[str, str]]:
    job = start(api, **span)
    for _ in range(2):
        look(api, job)
    return rows(api.get(f"/download/content/data/{job['job_identifier']}"))


def test_a_job_goes_on_with_every_look(api: Api, clock: Clock) -> None:
    job = start(api)
    nothing = {"download_url": "", "download_expires_at": ""}
    assert job == {"job_identifier": job["job_identifier"], "status": "pending", **nothing}
    assert look(api, job) == {**job, "status": "in_progress"}
    done = look(api, job)
    path = f"/download/content/data/{job['job_identifier']}"
    assert done == {
        "job_identifier": job["job_identifier"],
        "status": "completed",
        "download_url": f"https://api.intercom.io{path}",
        "download_expires_at": str(int(clock()) + TWO_DAYS_S),
    }
    clock.pass_(60)
    assert look(api, job) == done


def test_a_job_ends_when_nobody_looks(api: Api, clock: Clock) -> None:
    job = start(api)
    started_at = int(clock())
    clock.pass_(3600)
    assert api.send("GET", f"/download/content/data/{job['job_identifier']}").status == 200
    done = look(api, job)
    assert done["status"] == "completed"
    assert int(done["download_expires_at"]) == started_at + 10 + TWO_DAYS_S


def test_one_job_runs_at_a_time(api: Api, clock: Clock) -> None:
    job = start(api)
    reply = api.send("POST", "/export/content/data", EVER)
    assert (reply.status, reply.code) == (429, "rate_limit_exceeded")
    assert "1 pending message data export jobs" in reply.message
    for _ in range(2):
        look(api, job)
    assert start(api)["job_identifier"] != job["job_identifier"]
    clock.pass_(10)
    start(api)


def test_a_canceled_job_makes_room_and_leaves_no_file(api: Api) -> None:
    job = start(api)
    path = f"/export/cancel/{job['job_identifier']}"
    assert api.post(path)["status"] == "canceled"
    for _ in range(3):
        assert look(api, job)["status"] == "canceled"
    assert api.send("GET", f"/download/content/data/{job['job_identifier']}").status == 404
    start(api)


def test_a_job_that_is_done_cannot_be_canceled(api: Api) -> None:
    job = start(api)
    for _ in range(2):
        done = look(api, job)
    assert api.post(f"/export/cancel/{job['job_identifier']}") == done


def test_the_file_holds_what_teammates_sent(api: Api, clock: Clock) -> None:
    now = int(clock())
    api.post(
        "/messages",
        {
            "message_type": "email",
            "subject": "Spring, sale",
            "body": "<p>Come by</p>",
            "template": "plain",
            "from": {"type": "admin", "id": NORA},
            "to": {"type": "user", "id": MARIA},
        },
    )
    reply = {"type": "admin", "message_type": "comment", "admin_id": NORA, "body": 'Say "hi"'}
    api.post("/conversations/1001/reply", reply)
    note = {"type": "admin", "message_type": "note", "admin_id": NORA, "body": "Not sent"}
    api.post("/conversations/1001/reply", note)
    clock.pass_(60)
    answer = {"type": "user", "message_type": "comment", "user_id": "u-1001", "body": "Hello"}
    api.post("/conversations/1001/reply", answer)
    found = exported(api, created_at_after=now, created_at_before=now)
    assert [row["content_type"] for row in found] == ["Email", "Chat"]
    assert [row["content_title"] for row in found] == ["Spring, sale", 'Say "hi"']
    mail, chat = found
    assert (mail["user_id"], mail["user_external_id"]) == (MARIA, "u-1001")
    assert (mail["email"], mail["name"]) == ("maria.santos@example.com", "Maria Santos")
    assert (mail["company_id"], mail["series_id"]) == (company_id(4), "-1")
    assert (mail["received_at"], mail["first_reply"]) == (str(now), "")
    assert chat["first_reply"] == str(now + 60)
    assert next(iter(mail)) == "user_id"
    assert len(mail) == 26


def test_the_first_content_has_something_to_export(api: Api) -> None:
    found = exported(api)
    assert len(found) > 3
    assert len({row["receipt_id"] for row in found}) == len(found)


def test_equal_contents_give_equal_files(api: Api) -> None:
    job = start(api)
    for _ in range(2):
        look(api, job)
    path = f"/download/content/data/{job['job_identifier']}"
    first, second = api.send("GET", path), api.send("GET", path)
    assert first.data == second.data
    assert first.headers["Content-Type"] == "application/octet-stream"
    assert first.headers["Content-Disposition"].endswith('.csv.gz"')


def test_a_range_without_messages_has_no_data(api: Api) -> None:
    job = start(api, created_at_after=1, created_at_before=2)
    for _ in range(2):
        done = look(api, job)
    assert (done["status"], done["download_url"]) == ("no_data", "")
    assert api.send("GET", f"/download/content/data/{job['job_identifier']}").status == 404


def test_the_file_is_gone_after_two_days(api: Api, clock: Clock) -> None:
    job = start(api)
    for _ in range(2):
        look(api, job)
    path = f"/download/content/data/{job['job_identifier']}"
    clock.pass_(TWO_DAYS_S - 1)
    assert api.send("GET", path).status == 200
    clock.pass_(1)
    assert (api.send("GET", path).status, look(api, job)["download_url"]) == (404, "")


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/octet-stream", 200),
        ("*/*", 200),
        ("text/html, application/*;q=0.5", 200),
        ("application/json", 406),
        ("text/csv;q=1, application/json", 406),
    ],
)
def test_the_file_is_for_who_takes_octets(api: Api, accept: str, status: int) -> None:
    job = start(api)
    for _ in range(2):
        look(api, job)
    headers = {"authorization": "Bearer x", "accept": accept}
    path = f"/download/content/data/{job['job_identifier']}"
    assert api.send("GET", path, headers=headers).status == status


@pytest.mark.parametrize(
    ("span", "code"),
    [
        ({}, "parameter_missing"),
        ({"created_at_after": 1}, "parameter_missing"),
        ({"created_at_after": "x", "created_at_before": 2}, "parameter_invalid"),
        ({"created_at_after": 3, "created_at_before": 2}, "parameter_invalid"),
    ],
)
def test_ranges_refused(api: Api, span: Any, code: str) -> None:
    reply = api.send("POST", "/export/content/data", span)
    assert (reply.status, reply.code) == (400, code)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/export/content/data/none"),
        ("POST", "/export/cancel/none"),
        ("GET", "/download/content/data/none"),
        ("GET", "/download/content/data/{job_identifier}"),
    ],
)
def test_no_job_and_no_file_yet_are_not_found(api: Api, method: str, path: str) -> None:
    job = start(api)
    reply = api.send(method, path.format(**job))
    assert (reply.status, reply.code) == (404, "not_found")


def test_a_connection_waits_for_the_file_and_saves_it(
    api: Api, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Connection(
        "sandbox",
        token="x" * 20,
        base_url="http://sandbox.localhost",
        transport=SandboxTransport(api.sandbox),
    ) as connection:
        monkeypatch.setattr(connection._closing, "wait", clock.pass_)
        span: Any = EVER
        job = connection.run("post_export_content_data", {"data": span})
        named = {"job_identifier": job["job_identifier"]}
        done = connection.wait("content_export", named, timeout=60)
        assert done["download_url"].startswith("http://sandbox.localhost/download/")
        target = tmp_path / "messages.csv.gz"
        connection.download("get_download_content_data_by_job_identifier", named, to=target)
    assert rows(target.read_bytes()) == exported(api)
