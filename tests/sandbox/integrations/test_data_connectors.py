"""Data connectors and what became of their requests."""

from __future__ import annotations

from typing import Any

import pytest

from connector.sandbox.integrations.data_connectors import response_fields

from ..api import NORA, Api, Clock

STOCK = {
    "name": "Stock",
    "http_method": "post",
    "url": "https://api.example.com/stock/{{sku}}",
    "headers": [{"name": "Authorization", "value": "Bearer s3cret-value"}],
    "audiences": ["leads", "visitors", "leads"],
    "data_inputs": [{"name": "sku", "type": "string", "description": "Which", "required": True}],
    "token_ids": ["7", 8],
    "customer_authentication": True,
}
RESULTS = "/data_connectors/4101/execution_results"


def test_a_connector_is_made_as_a_draft(api: Api) -> None:
    reply = api.send("POST", "/data_connectors", STOCK)
    assert reply.status == 201
    made = reply.data
    assert (made["state"], made["created_by_admin_id"]) == ("draft", NORA)
    assert made["audiences"] == ["leads", "visitors"]
    assert made["token_ids"] == ["7", "8"]
    assert made["data_inputs"][0]["default_value"] == ""
    assert made["created_at"] == "2025-10-09T08:53:20Z"
    assert made["execution_results_url"] == f"/data_connectors/{made['id']}/execution_results"
    assert api.get(f"/data_connectors/{made['id']}") == made
    short = api.get("/data_connectors")["data"][0]
    assert short.items() <= made.items()
    assert "url" not in short


def test_values_of_headers_are_neither_shown_nor_kept(api: Api) -> None:
    made = api.post("/data_connectors", STOCK)
    assert made["headers"] == [{"name": "Authorization", "value": "****"}]
    assert b"s3cret-value" not in api.sandbox.snapshot().image


def test_an_update_changes_what_it_names(api: Api, clock: Clock) -> None:
    made = api.post("/data_connectors", STOCK)
    clock.pass_(60)
    path = f"/data_connectors/{made['id']}"
    changed = api.ok("PATCH", path, {"state": "live", "description": "How many"})
    assert changed == {
        **made,
        "state": "live",
        "description": "How many",
        "updated_at": "2025-10-09T08:54:20Z",
    }
    assert api.get(path, state_version="draft") == changed
    assert api.ok("PATCH", path, {"token_ids": []})["token_ids"] == []


def test_a_sample_gives_the_fields_of_the_response(api: Api) -> None:
    sample = {"order": {"id": 1, "paid": True, "lines": [{"price": 9.5}, {}], "note": None}}
    made = api.post("/data_connectors", {"name": "Orders", "mock_response": sample})
    assert made["configuration_response_type"] == "mock_response_type"
    assert [(field["path"], field["type"]) for field in made["response_fields"]] == [
        ("order.id", "integer"),
        ("order.paid", "boolean"),
        ("order.lines[].price", "decimal"),
        ("order.note", "unknown"),
    ]


def test_a_sample_may_be_nested_deep() -> None:
    sample: dict[str, Any] = {"leaf": "x"}
    for _ in range(5_000):
        sample = {"a": sample}
    assert len(response_fields(sample)) == 1


def test_only_drafts_that_nothing_uses_are_deleted(api: Api) -> None:
    for method, body in (("DELETE", None), ("PATCH", {"state": "draft"})):
        reply = api.send(method, "/data_connectors/4101", body)
        assert (reply.status, reply.code) == (409, "data_connector_in_use")
    steps = api.get("/export/workflows/67002")["workflow"]["snapshot"]["steps"]
    assert steps[0]["data_connector_id"] == "4101"
    path = f"/data_connectors/{api.post('/data_connectors', STOCK)['id']}"
    api.ok("PATCH", path, {"state": "live"})
    reply = api.send("DELETE", path)
    assert (reply.status, reply.code) == (409, "conflict")
    api.ok("PATCH", path, {"state": "draft"})
    assert api.delete(path)["object"] == "data_connector"
    for gone in (path, f"{path}/execution_results"):
        reply = api.send("GET", gone)
        assert (reply.status, reply.code) == (404, "data_connector_not_found")


def test_the_last_changed_is_listed_first(api: Api, clock: Clock) -> None:
    for name in ("A", "B"):
        clock.pass_(1)
        api.post("/data_connectors", {"name": name})
    clock.pass_(1)
    api.ok("PATCH", "/data_connectors/4101", {"description": "New"})
    first = api.get("/data_connectors", per_page=2)
    assert [each["name"] for each in first["data"]] == ["Order status", "B"]
    after = first["pages"]["next"]["starting_after"]
    last = api.get("/data_connectors", per_page=2, starting_after=after)
    assert ([each["name"] for each in last["data"]], last["pages"]["next"]) == (["A"], None)
    assert api.get("/data_connectors", per_page=500)["pages"]["per_page"] == 50


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": None}, "parameter_not_found"),
        ({"name": " "}, "parameter_not_found"),
        ({"name": 7}, "parameter_invalid"),
        ({"http_method": "fetch"}, "parameter_invalid"),
        ({"http_method": None}, "parameter_invalid"),
        ({"audiences": ["everyone"]}, "parameter_invalid"),
        ({"audiences": [[]]}, "parameter_invalid"),
        ({"audiences": "leads"}, "parameter_invalid"),
        ({"headers": [{"value": "x"}]}, "parameter_invalid"),
        ({"data_inputs": [{"name": "n", "description": "d", "type": "list"}]}, "parameter_invalid"),
        ({"data_inputs": {}}, "parameter_invalid"),
        ({"token_ids": "7"}, "parameter_invalid"),
        ({"token_ids": [None]}, "parameter_invalid"),
        ({"direct_fin_usage": "yes"}, "parameter_invalid"),
        ({"mock_response": []}, "parameter_invalid"),
        ({"url": 7}, "parameter_invalid"),
    ],
)
def test_refused_values(api: Api, change: Any, code: str) -> None:
    before = api.get("/data_connectors/4101")
    reply = api.send("POST", "/data_connectors", {**STOCK, **change})
    assert (reply.status, reply.code) == (422, code)
    reply = api.send("PATCH", "/data_connectors/4101", change)
    assert (reply.status, reply.code) == (422, code)
    assert api.get("/data_connectors/4101") == before


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/data_connectors/1", None, 404, "data_connector_not_found"),
        ("PATCH", "/data_connectors/1", {}, 404, "data_connector_not_found"),
        ("DELETE", "/data_connectors/1", None, 404, "data_connector_not_found"),
        ("GET", "/data_connectors/4101?state_version=old", None, 400, "parameter_invalid"),
        ("GET", "/data_connectors?starting_after=x", None, 400, "client_error"),
        ("PATCH", "/data_connectors/4101", {"state": "off"}, 422, "parameter_invalid"),
        ("PATCH", "/data_connectors/4101", {"state": []}, 422, "parameter_invalid"),
        ("PATCH", "/data_connectors/4101", {"data_inputs": [{"name": "n"}]}, 422,
         "parameter_invalid"),
        ("GET", "/data_connectors/1/execution_results", None, 404, "data_connector_not_found"),
        ("GET", f"{RESULTS}/1", None, 404, "execution_result_not_found"),
        ("GET", f"{RESULTS}?error_type=bad", None, 400, "parameter_invalid"),
        ("GET", f"{RESULTS}?start_ts=soon", None, 400, "parameter_invalid"),
        ("GET", f"{RESULTS}?end_ts=1.5", None, 400, "parameter_invalid"),
        ("GET", f"{RESULTS}?success=maybe", None, 400, "parameter_invalid"),
        ("GET", f"{RESULTS}?include_bodies=maybe", None, 400, "parameter_invalid"),
    ],
)  # fmt: skip
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)


def ids(api: Api, **query: Any) -> list[str]:
    return [each["id"] for each in api.get(RESULTS, **query)["data"]]


def test_results_are_of_the_last_hour_unless_asked_otherwise(api: Api, clock: Clock) -> None:
    assert ids(api) == []
    assert ids(api, start_ts=1) == ["99003", "99002", "99001"]
    assert ids(api, start_ts=1, end_ts=1742860800) == ["99002", "99001"]
    assert ids(api, start_ts=1, success="false") == ["99002"]
    assert ids(api, start_ts=1, success="true") == ["99003", "99001"]
    assert ids(api, start_ts=1, error_type="3rd_party_error") == ["99002"]
    clock.now_s = 1742860900
    assert ids(api) == ["99003", "99002"]


def test_results_come_in_pages(api: Api) -> None:
    first = api.get(RESULTS, start_ts=1, per_page=2)
    after = first["pages"]["next"]["starting_after"]
    assert ids(api, start_ts=1, per_page=2, starting_after=after) == ["99001"]


def test_bodies_and_addresses(api: Api) -> None:
    single = api.get(f"{RESULTS}/99001")
    assert single["response_body"] == '{"status": "shipped"}'
    assert single["request_body"] is None
    assert single["request_url"] == "https://api.wheelhouse.example.com/orders/ORDER-20417"
    listed = api.get(RESULTS, start_ts=1)["data"][2]
    assert "response_body" not in listed
    assert listed.items() <= single.items()
    assert api.get(RESULTS, start_ts=1, include_bodies="true")["data"][2] == single
