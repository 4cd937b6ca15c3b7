"""Uploading product catalogs, whole and in parts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from connector.sandbox import Sandbox, SandboxTransport
from connector.sandbox.integrations import ecommerce

from ..api import Api, Clock, Form, Reply

PATH = "/ecommerce/connectors/42939/catalog"
BIKES = json.dumps(
    [{"id": "b-1", "title": "Gravel Three — grün", "url": "https://example.com/b-1"}]
).encode()
FIRST_JOB = "job_01f2c001"


def send(api: Api, path: str = PATH, **fields: Any) -> Reply:
    return api.send("POST", path, Form(fields))


def test_a_whole_catalog_is_synced_for_some_seconds(api: Api, clock: Clock) -> None:
    reply = send(api, catalog=BIKES)
    assert reply.status == 202
    assert reply.data["import_job_id"] == FIRST_JOB
    assert reply.data["status"] == "processing"
    reply = send(api, catalog=BIKES)
    assert (reply.status, reply.code) == (409, "sync_in_progress")
    clock.pass_(10)
    assert send(api, catalog=BIKES).data["import_job_id"] != FIRST_JOB


def test_a_catalog_in_parts(api: Api, clock: Clock) -> None:
    first = send(api, catalog=BIKES, finalize="false")
    assert (first.status, first.data) == (200, {"import_job_id": FIRST_JOB, "next_part_number": 2})
    job = {"import_job_id": FIRST_JOB}
    again = send(api, catalog=BIKES, finalize="false", part_number="1", **job)
    assert again.data == first.data, "a part sent twice counts once"
    second = send(api, catalog=BIKES, finalize="false", part_number="2", **job)
    assert second.data["next_part_number"] == 3
    reply = send(api, catalog=BIKES, finalize="false", part_number="4", **job)
    assert (reply.status, reply.message) == (422, "Expected part 3, got 4")
    done = send(api, finalize="true", **job)
    assert (done.status, done.data["status"]) == (202, "processing")
    reply = send(api, finalize="true", **job)
    assert (reply.status, reply.code) == (409, "upload_session_not_finalizable")
    reply = send(api, catalog=BIKES, finalize="false", part_number="3", **job)
    assert (reply.status, reply.code) == (404, "upload_session_not_found")


def test_one_upload_at_a_time_until_it_is_given_up(api: Api, clock: Clock) -> None:
    send(api, catalog=BIKES, finalize="false")
    whole: dict[str, str] = {}
    for fields in (whole, {"finalize": "false"}):
        reply = send(api, catalog=BIKES, **fields)
        assert (reply.status, reply.code) == (409, "sync_in_progress")
        assert "import_job_id" in reply.message
    clock.pass_(ecommerce.SESSION_S)
    reply = send(api, finalize="true", import_job_id=FIRST_JOB)
    assert (reply.status, reply.code) == (404, "upload_session_not_found")
    assert send(api, catalog=BIKES).status == 202


REFUSED: list[tuple[dict[str, str | bytes], int, str, str]] = [
    ({}, 400, "parameter_not_found", "catalog file is required"),
    ({"catalog": "[]"}, 400, "parameter_not_found", "catalog must be an uploaded file"),
    ({"catalog": b"{}"}, 422, "invalid_catalog_format", "catalog must be a JSON array"),
    ({"catalog": b"[1"}, 422, "invalid_catalog_format", "catalog must be a JSON array"),
    ({"catalog": b"\xff"}, 422, "invalid_catalog_format", "catalog must be a JSON array"),
    ({"catalog": b"[1]"}, 422, "invalid_catalog_format",
     "each item in the catalog array must be a JSON object"),
    ({"catalog": BIKES, "finalize": "maybe"}, 400, "parameter_invalid",
     "finalize must be one of true, false"),
    ({"catalog": BIKES, "finalize": b"true"}, 400, "parameter_invalid",
     "finalize must be a string"),
    ({"finalize": "true"}, 422, "import_job_id_required",
     "Include import_job_id to continue an existing upload session."),
    ({"catalog": BIKES, "finalize": "false", "part_number": "2"}, 422, "import_job_id_required",
     "Include import_job_id to continue an existing upload session."),
    ({"catalog": BIKES, "finalize": "false", "part_number": "0"}, 422, "invalid_part_number",
     "part_number must be a positive integer"),
    ({"catalog": BIKES, "finalize": "false", "part_number": "one"}, 422, "invalid_part_number",
     "part_number must be a positive integer"),
    ({"finalize": "true", "import_job_id": "job_none"}, 404, "upload_session_not_found",
     "No active upload session found for the provided import_job_id."),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "status", "code", "message"), REFUSED)
def test_refusals(
    api: Api, fields: dict[str, str | bytes], status: int, code: str, message: str
) -> None:
    reply = api.send("POST", PATH, Form(fields))
    assert (reply.status, reply.code, reply.message) == (status, code, message)
    assert send(api, catalog=BIKES).status == 202, "nothing was begun"


def test_an_unknown_connector(api: Api) -> None:
    reply = send(api, "/ecommerce/connectors/1/catalog", catalog=BIKES)
    assert (reply.status, reply.code) == (404, "import_source_not_found")


def test_a_part_needs_its_number(api: Api) -> None:
    send(api, catalog=BIKES, finalize="false")
    reply = send(api, catalog=BIKES, finalize="false", import_job_id=FIRST_JOB)
    assert (reply.status, reply.code) == (422, "invalid_part_number")


def test_a_file_may_be_too_large(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ecommerce, "MAX_FILE_BYTES", len(BIKES) - 1)
    reply = send(api, catalog=BIKES)
    assert (reply.status, reply.code) == (422, "payload_too_large")


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("application/json", b'{"catalog": []}', "parameter_not_found"),
        ("", b"", "parameter_not_found"),
        ("multipart/form-data", b"--\r\n", "parameter_invalid"),
        ("multipart/form-data; boundary=x", b"", "parameter_invalid"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n", "parameter_invalid"),
        ("multipart/form-data; boundary=x", b"--x\r\nnothing\r\n--x--", "parameter_invalid"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nunnamed\r\n--x--", "parameter_not_found"),
        ("multipart/form-data; boundary=\xff", b"--x--", "parameter_invalid"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--x--",
            "parameter_invalid",
        ),
    ],
)
def test_broken_forms(api: Api, content_type: str, body: bytes, code: str) -> None:
    headers = {"authorization": "Bearer x", "content-type": content_type}
    reply = api.send("POST", PATH, body, headers=headers)
    assert (reply.status, reply.code) == (400, code)


def test_forms_as_an_http_library_sends_them(clock: Clock) -> None:
    httpx = pytest.importorskip("httpx")
    with Sandbox(now=clock) as sandbox:
        client = httpx.Client(transport=SandboxTransport(sandbox), base_url="http://sandbox")
        headers = {"authorization": "Bearer x"}
        files: Any = {"catalog": ("bikes.json", BIKES, "application/json")}
        reply = client.post(PATH, headers=headers, files=files, data={"finalize": "false"})
        assert (reply.status_code, reply.json()["next_part_number"]) == (200, 2)
