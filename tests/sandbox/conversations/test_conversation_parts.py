from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock

PATH = "/conversations/1001/conversation_parts/20002"
ALLOWED = {"experimental": True, "secret": "hmac"}


def test_a_part_tells_how_its_sending_went(api: Api, clock: Clock) -> None:
    part = api.put(PATH, {**ALLOWED, "send_state": "sent", "info_message": "Delivered"})
    assert (part["id"], part["external_reply_send_state"]) == ("20002", "sent")
    assert part["updated_at"] == int(clock())
    parts = api.get("/conversations/1001")["conversation_parts"]["conversation_parts"]
    assert part in parts
    assert "seen_state" not in part


def test_a_part_is_seen(api: Api) -> None:
    part = api.put(PATH, {**ALLOWED, "seen": True, "admin_id": NORA})
    assert part["seen_state"] == {"admin_seen": True}
    assert "external_reply_send_state" not in part


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (PATH, {"seen": True}, 403, "forbidden"),
        (PATH, {"experimental": True, "secret": ""}, 403, "forbidden"),
        (PATH, {"experimental": False, "secret": "x"}, 403, "forbidden"),
        (PATH.replace("1001", "1002"), ALLOWED, 404, "not_found"),
        (PATH.replace("1001", "9999"), ALLOWED, 404, "not_found"),
        (PATH.replace("20002", "1"), ALLOWED, 404, "not_found"),
        (PATH, {**ALLOWED, "seen": "yes"}, 400, "parameter_invalid"),
        (PATH, {**ALLOWED, "send_state": 1}, 400, "parameter_invalid"),
        (PATH, {**ALLOWED, "seen": True, "admin_id": "1"}, 404, "admin_not_found"),
    ],
)
def test_refusals(api: Api, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send("PUT", path, body)
    assert (reply.status, reply.code) == (status, code)
