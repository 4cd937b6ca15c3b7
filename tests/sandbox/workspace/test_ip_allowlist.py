from __future__ import annotations

from typing import Any

import pytest

from ..api import Api


def test_what_is_set_is_shown(api: Api) -> None:
    assert api.get("/ip_allowlist") == {
        "type": "ip_allowlist",
        "enabled": False,
        "ip_allowlist": [],
    }
    api.put("/ip_allowlist", {"ip_allowlist": ["192.168.1.9/24", "127.0.0.1", "::1"]})
    assert api.put("/ip_allowlist", {"enabled": True}) == api.get("/ip_allowlist")
    assert api.get("/ip_allowlist") == {
        "type": "ip_allowlist",
        "enabled": True,
        "ip_allowlist": ["192.168.1.9/24", "127.0.0.1", "::1"],
    }
    assert "ip_allowlist" not in api.get("/me")["app"]


def test_it_can_be_sent_back_as_it_was_shown(api: Api) -> None:
    assert api.put("/ip_allowlist", api.get("/ip_allowlist"))["enabled"] is False


@pytest.mark.parametrize(
    "body",
    [
        {"enabled": True},
        {"enabled": True, "ip_allowlist": ["192.168.1.0/24", "10.0.0.1"]},
        {"enabled": "yes"},
        {"ip_allowlist": "127.0.0.1"},
        {"ip_allowlist": ["here"]},
        {"ip_allowlist": ["127.0.0.1/99"]},
        {"ip_allowlist": [1]},
    ],
)
def test_refusals(api: Api, body: Any) -> None:
    reply = api.send("PUT", "/ip_allowlist", body)
    assert (reply.status, reply.code) == (422, "parameter_invalid")
    assert api.get("/ip_allowlist")["ip_allowlist"] == []


def test_the_refusal_names_the_address(api: Api) -> None:
    message = api.send("PUT", "/ip_allowlist", {"enabled": True}).message
    assert message.startswith("Your IP (127.0.0.1) is not on the allowlist.")
