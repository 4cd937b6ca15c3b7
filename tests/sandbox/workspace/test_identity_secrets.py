"""Secrets are shown once and listed without what they are."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ..api import Api

PHONES = {"name": "Phones", "supports_ios": True, "supports_android": True}


def test_a_secret_is_shown_when_it_is_made_and_never_again(api: Api) -> None:
    reply = api.send("POST", "/secure_mode_secrets", PHONES)
    assert reply.status == 201
    secret = reply.data["secret"]
    assert len(base64.urlsafe_b64decode(secret + "=")) == 32
    listed = api.get("/secure_mode_secrets")["data"]
    assert [each["name"] for each in listed] == ["Website", "Phones"]
    assert all("secret" not in each for each in listed)
    assert {**listed[1], "secret": secret} == reply.data
    assert secret.encode() not in api.sandbox.snapshot().image
    assert api.post("/secure_mode_secrets", PHONES)["secret"] != secret


def test_a_deleted_secret_is_gone(api: Api) -> None:
    reply = api.send("DELETE", "/secure_mode_secrets/102")
    assert (reply.status, reply.data) == (204, None)
    assert api.get("/secure_mode_secrets")["data"] == []
    reply = api.send("DELETE", "/secure_mode_secrets/102")
    assert (reply.status, reply.code) == (404, "identity_verification_secret_not_found")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "name is required"),
        ({"name": " ", "supports_web": True}, "name is required"),
        ({"name": 7, "supports_web": True}, "name must be a string"),
        ({"name": "None"}, "At least one platform must be enabled"),
        ({"name": "None", "supports_web": False}, "At least one platform must be enabled"),
        ({"name": "Web", "supports_web": "yes"}, "supports_web must be true or false"),
    ],
)
def test_refusals(api: Api, body: Any, message: str) -> None:
    reply = api.send("POST", "/secure_mode_secrets", body)
    assert (reply.status, reply.code, reply.message) == (422, "parameter_invalid", message)
    assert len(api.get("/secure_mode_secrets")["data"]) == 1
