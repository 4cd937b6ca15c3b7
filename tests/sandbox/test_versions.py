from __future__ import annotations

import pytest

from connector import Catalog
from connector.sandbox.operations import (
    described_versions,
    find_operation,
    lacks,
    matching,
    operation_of,
    operations,
)
from connector.sandbox.versions import known_version

from .api import Api, contact_id


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("2.14", 200),
        ("2.7", 200),
        ("1.4", 200),
        ("2.17", 200),
        ("Preview", 200),
        ("Unstable", 200),
        ("preview", 200),
        ("", 200),
        ("2.18", 400),
        ("2.99", 400),
        ("3.0", 400),
        ("1.5", 400),
        ("2", 400),
        ("2.14.1", 400),
        ("latest", 400),
        ("2.x", 400),
        ("٢.١", 400),
        ("Preview-2026-04-17", 400),
    ],
)
def test_which_versions_there_are(api: Api, sent: str, status: int) -> None:
    headers = {"authorization": "Bearer x", "intercom-version": sent}
    reply = api.send("GET", "/me", headers=headers)
    assert reply.status == status
    assert reply.headers["Intercom-Version"] == (sent or "Preview")
    assert "X-RateLimit-Limit" in reply.headers
    if status == 400:
        assert reply.code == "intercom_version_invalid"


@pytest.mark.parametrize(
    ("method", "path", "version", "absent"),
    [
        ("GET", "/away_status_reasons", "2.13", True),
        ("GET", "/away_status_reasons", "2.14", False),
        ("GET", "/away_status_reasons", "2.9", True),
        ("GET", "/away_status_reasons", None, False),
        ("GET", "/tickets/1010", "2.8", True),
        ("GET", "/tickets/1010", "2.0", True),
        ("GET", f"/contacts/{contact_id(1)}", "2.0", False),
        ("POST", "/custom_channel_events/notify_new_conversation", "2.14", True),
        ("POST", "/custom_channel_events/notify_new_conversation", "Preview", False),
    ],
)
def test_a_version_lacks_what_came_later(
    api: Api, method: str, path: str, version: str | None, absent: bool
) -> None:
    headers = {"authorization": "Bearer x"} | ({"intercom-version": version} if version else {})
    reply = api.send(method, path, {} if method == "POST" else None, headers=headers)
    refused = reply.status == 400 and reply.code == "intercom_version_invalid"
    assert refused is absent


def test_a_bad_token_comes_before_a_bad_version(api: Api) -> None:
    assert api.send("GET", "/me", headers={"intercom-version": "9.9"}).status == 401


def test_operations_and_their_versions_are_the_catalogs(catalog: Catalog) -> None:
    found = {each.name: each for each in operations()}
    assert set(found) == set(catalog)
    for action in catalog.values():
        each = found[action.name]
        assert (each.method, each.template) == (action.method, action.path)
        # To callers a snapshot of the preview is the preview.
        told = {version.partition("-")[0] for version in each.versions}
        assert told == set(action.versions)
    assert known_version("Unstable") == "Preview"
    assert described_versions()[0] == "2.7"


def test_every_operation_is_found_by_its_own_path() -> None:
    for operation in operations():
        path = operation.template.replace("{", "x-").replace("}", "")
        assert find_operation(operation.method, path) is operation
        assert matching(operation.name)(operation.method, path)
        assert operation_of(operation.method, operation.template) is operation
        assert not lacks(operation, "Preview") or "Preview" not in operation.versions
