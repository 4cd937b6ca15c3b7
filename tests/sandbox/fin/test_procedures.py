"""Handing in what a procedure waits for."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import Api

PATH = "/procedures/1008/collect_agent_input"
STEP, EXPIRED_STEP = (f"d5b81f72-adb9-4317-b973-75b3c3624c0{number}" for number in (1, 2))


def value(name: str, given: Any) -> dict[str, Any]:
    return {"identifier": f"workflow_local_variables.{name}", "value": given}


VALUES = [value("repair_possible", True), value("bench", "bench-2")]


def test_a_step_is_answered_once(api: Api) -> None:
    body = {"step_id": STEP, "attribute_values": VALUES}
    assert api.post(PATH, body) == {}
    reply = api.send("POST", PATH, body)
    assert (reply.status, reply.code) == (409, "conflict")
    assert reply.message == "This HITL request has already been fulfilled"


@pytest.mark.parametrize(
    ("conversation", "step", "message"),
    [
        ("1", STEP, "Resource Not Found"),
        ("1008", "none", "Resource Not Found"),
        ("1005", STEP, "Resource Not Found"),
        ("1005", EXPIRED_STEP, "This HITL request has expired"),
    ],
)
def test_steps_that_nobody_waits_at(api: Api, conversation: str, step: str, message: str) -> None:
    path = f"/procedures/{conversation}/collect_agent_input"
    reply = api.send("POST", path, {"step_id": step, "attribute_values": []})
    assert (reply.status, reply.code, reply.message) == (404, "not_found", message)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "parameter_missing"),
        ({"step_id": STEP}, "parameter_missing"),
        ({"step_id": STEP, "attribute_values": []}, "parameter_invalid"),
        ({"step_id": STEP, "attribute_values": [{}]}, "parameter_missing"),
        ({"step_id": STEP, "attribute_values": "yes"}, "parameter_invalid"),
        ({"step_id": STEP, "attribute_values": VALUES[:1]}, "parameter_invalid"),
        ({"step_id": STEP, "attribute_values": [*VALUES, value("more", 1)]}, "parameter_invalid"),
        ({"step_id": STEP, "attribute_values": [value("repair_possible", 1), VALUES[1]]},
         "parameter_invalid"),
        ({"step_id": STEP, "attribute_values": [VALUES[0], value("bench", "bench-9")]},
         "parameter_invalid"),
        ({"step_id": STEP, "attribute_values": [VALUES[0], value("bench", ["bench-1"])]},
         "parameter_invalid"),
    ],
)  # fmt: skip
def test_values_that_do_not_suit(api: Api, body: Any, code: str) -> None:
    reply = api.send("POST", PATH, body)
    assert (reply.status, reply.code) == (400, code)
    assert api.post(PATH, {"step_id": STEP, "attribute_values": VALUES}) == {}, "still open"
