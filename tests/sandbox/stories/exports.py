"""Exports: started, waited for, downloaded, or called off."""

from __future__ import annotations

import csv
import gzip
import io

from ..api import contact_id
from .shop import Shop

MARIA = contact_id(1)
EVER = {"created_at_after": 1, "created_at_before": 2_000_000_000}


def _rows(packed: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode(), newline="")))


def what_was_sent(shop: Shop) -> None:
    message = {
        "message_type": "email",
        "subject": "Winter check",
        "body": "Time to book it.",
        "template": "plain",
        "from": {"type": "admin", "id": 8140001},
        "to": {"type": "user", "id": MARIA},
    }
    sent = shop.run("post_messages", {"data": message})
    job = shop.run("post_export_content_data", {"data": EVER})
    one = {"job_identifier": job["job_identifier"]}
    shop.later(30)
    looking = "get_export_content_data_by_job_identifier"
    assert shop.run(looking, one, shows="post_export_content_data")["status"] == "completed"
    file = shop.run(
        "get_download_content_data_by_job_identifier",
        one,
        shows=("post_messages", "post_export_content_data"),
    )
    assert sent["id"] in {value for row in _rows(file) for value in row.values()}

    job = shop.run("post_export_content_data", {"data": EVER})
    one = {"job_identifier": job["job_identifier"]}
    shop.run("post_export_cancel_by_job_identifier", one)
    assert shop.run(looking, one, shows="post_export_cancel_by_job_identifier")["status"] == (
        "canceled"
    )


def what_was_done(shop: Shop) -> None:
    datasets = shop.run("get_export_reporting_data_get_datasets")
    dataset = next(each for each in datasets["data"] if each["id"] == "conversation")
    column = next(
        each for each in dataset["attributes"] if each["qualified_id"].endswith("conversation_id")
    )
    begun = shop.run(
        "post_conversations", {"data": {"from": {"type": "user", "id": MARIA}, "body": "Hello"}}
    )
    shop.later(60)
    enqueuing = "post_export_reporting_data_enqueue"
    job = shop.run(
        enqueuing,
        {
            "data": {
                "dataset_id": dataset["id"],
                "attribute_ids": [column["qualified_id"]],
                "start_time": 1,
                "end_time": 2_000_000_000,
            }
        },
    )
    shop.later(30)
    workspace = {"app_id": "whl0bk1e"}
    one = {"job_identifier": job["job_identifier"]}
    done = shop.run(
        "get_export_reporting_data_by_job_identifier",
        {**one, **workspace, "client_id": "shop"},
        shows=enqueuing,
    )
    assert done["status"] == "complete"
    file = shop.run(
        "get_download_reporting_data_by_job_identifier",
        {**one, **workspace, "Accept": "application/octet-stream"},
        shows=(enqueuing, "post_conversations", "get_export_reporting_data_get_datasets"),
    )
    ids = [row[column["name"]] for row in _rows(file)]
    assert begun["conversation_id"] in ids


TOLD = (what_was_sent, what_was_done)
