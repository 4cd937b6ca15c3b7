from __future__ import annotations

import csv
import gzip
import io
from typing import Any

import pytest

from ..api import AIKO, NORA, Api, Clock, contact_id

WORKSPACE = {"app_id": "whl0bk1e", "client_id": "anybody"}
ALL = {"start_time": 1, "end_time": 2_000_000_000}


def request(*ids: str, dataset: str = "conversation", **changes: Any) -> dict[str, Any]:
    wanted = list(ids) or ["conversation.conversation_id"]
    return {"dataset_id": dataset, "attribute_ids": wanted, **ALL, **changes}


def start(api: Api, *ids: str, **changes: Any) -> str:
    job = api.post("/export/reporting_data/enqueue", request(*ids, **changes))
    assert (job["status"], job["download_url"]) == ("pending", "")
    return str(job["job_identifier"])


def look(api: Api, id: str) -> Any:
    return api.get(f"/export/reporting_data/{id}", **WORKSPACE)


def exported(api: Api, *ids: str, **changes: Any) -> list[list[str]]:
    id = start(api, *ids, **changes)
    for _ in range(2):
        look(api, id)
    packed = api.get(f"/download/reporting_data/{id}", app_id="whl0bk1e")
    return list(csv.reader(io.StringIO(gzip.decompress(packed).decode(), newline="")))


def test_every_attribute_that_is_listed_can_be_exported(api: Api) -> None:
    listed = api.get("/export/reporting_data/get_datasets")
    assert listed["type"] == "list"
    for dataset in listed["data"]:
        ids = [attribute["qualified_id"] for attribute in dataset["attributes"]]
        assert dataset["default_time_attribute_id"] in {
            attribute["id"] for attribute in dataset["attributes"]
        }
        header, *found = exported(api, *ids, dataset=dataset["id"])
        assert header == [attribute["name"] for attribute in dataset["attributes"]]
        assert len(found) > 3
        assert {len(row) for row in found} == {len(header)}


def test_a_job_goes_on_with_every_look(api: Api, clock: Clock) -> None:
    id = start(api)
    assert look(api, id)["status"] == "pending"
    done = look(api, id)
    assert done["status"] == "complete"
    assert done["download_url"] == f"https://api.intercom.io/download/reporting_data/{id}"
    assert done["download_expires_at"] == str(int(clock()) + 2 * 86_400)
    clock.pass_(2 * 86_400)
    assert look(api, id)["download_url"] == ""
    path = f"/download/reporting_data/{id}"
    assert api.send("GET", path, query={"app_id": "whl0bk1e"}).status == 404


def test_the_file_says_what_the_other_actions_say(api: Api) -> None:
    reply = {"type": "admin", "message_type": "comment", "admin_id": NORA, "body": "Hi"}
    api.post("/conversations/1004/reply", reply)
    ids = ("conversation_id", "conversation.conversation_state", "admin_assignee", "contact_id")
    _, *found = exported(api, *ids, "time_to_first_response")
    assert {row[0] for row in found} == api.search("conversations", "created_at", ">", 0)
    names = {admin["id"]: admin["name"] for admin in api.get("/admins")["admins"]}
    for id, state, assignee, contact, response_s in found:
        shown = api.get(f"/conversations/{id}")
        assert state == shown["state"]
        assert assignee == names.get(str(shown["admin_assignee_id"]), "")
        assert contact == shown["contacts"]["contacts"][0]["id"]
        assert response_s == str(shown["statistics"].get("time_to_admin_reply", ""))


def test_tickets_have_a_dataset_of_their_own(api: Api) -> None:
    ids = ("ticket_id", "ticket_type", "admin_assignee", "contact_id")
    _, *found = exported(api, *ids, dataset="ticket")
    assert ["1010", "Repair request", "Aiko Tanaka", contact_id(6)] in found
    assert api.get(f"/admins/{AIKO}")["name"] == "Aiko Tanaka"


def test_only_what_began_in_the_range_is_in_the_file(api: Api, clock: Clock) -> None:
    now = int(clock())
    message = {"from": {"type": "user", "id": contact_id(1)}, "body": "Hello"}
    made = api.post("/conversations", message)["conversation_id"]
    assert exported(api, start_time=now, end_time=now)[1:] == [[made]]
    assert exported(api, start_time=now + 1, end_time=now + 2)[1:] == []


def test_the_sixth_job_has_to_wait(api: Api, clock: Clock) -> None:
    ids = [start(api) for _ in range(5)]
    reply = api.send("POST", "/export/reporting_data/enqueue", request())
    assert (reply.status, reply.code) == (429, "rate_limit_exceeded")
    assert "5 pending" in reply.message
    for _ in range(2):
        look(api, ids[0])
    start(api)
    clock.pass_(10)
    assert len({start(api) for _ in range(5)}) == 5


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"dataset_id": None}, "'dataset_id' is a required parameter"),
        ({"dataset_id": "imaginary"}, "imaginary is not a valid dataset_id"),
        ({"attribute_ids": None}, "'attribute_ids' is a required parameter"),
        ({"attribute_ids": []}, "attribute_ids must contain at least one attribute_id"),
        ({"attribute_ids": "all"}, "'attribute_ids' all must be of type Array"),
        (
            {"attribute_ids": ["channel", "nope", 7]},
            "attribute_ids invalid for conversation dataset: nope, 7",
        ),
        ({"start_time": None}, "'start_time' is a required parameter"),
        ({"end_time": None}, "'end_time' is a required parameter"),
        ({"end_time": "x"}, "end_time must be an integer"),
        ({"dataset_id": ["x"]}, "dataset_id must be an id"),
        ({"start_time": 3, "end_time": 2}, "start_time must not be later than end_time"),
    ],
)
def test_jobs_refused(api: Api, changes: dict[str, Any], message: str) -> None:
    reply = api.send("POST", "/export/reporting_data/enqueue", request(**changes))
    assert (reply.status, reply.code, reply.message) == (400, "bad_request", message)


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("/export/reporting_data/{id}", {"app_id": "x"}, 400, "bad_request"),
        ("/export/reporting_data/{id}", {"client_id": "x"}, 400, "bad_request"),
        ("/download/reporting_data/{id}", {}, 400, "bad_request"),
        ("/download/reporting_data/{id}", {"app_id": "x"}, 404, "not_found"),
        ("/export/reporting_data/job1", WORKSPACE, 404, "not_found"),
        ("/download/reporting_data/job1", WORKSPACE, 404, "not_found"),
        ("/export/content/data/{id}", {}, 404, "not_found"),
    ],
)
def test_looks_refused(api: Api, path: str, query: Any, status: int, code: str) -> None:
    reply = api.send("GET", path.format(id=start(api)), query=query)
    assert (reply.status, reply.code) == (status, code)
