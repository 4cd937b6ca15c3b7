"""Brands and the addresses e-mail is sent from."""

from __future__ import annotations

import pytest

from ..api import Api


def test_the_default_brand_is_the_workspace(api: Api) -> None:
    brands = api.get("/brands")
    assert brands["type"] == "list"
    default, trade = brands["data"]
    assert (default["id"], default["is_default"]) == (api.get("/me")["app"]["id_code"], True)
    assert (trade["id"], trade["is_default"]) == ("4", False)
    assert api.get("/brands/4") == trade


def test_brands_and_addresses_know_each_other(api: Api) -> None:
    addresses = {email["id"]: email for email in api.get("/emails")["data"]}
    for brand in api.get("/brands")["data"]:
        email = addresses[brand["default_address_settings_id"]]
        assert email["brand_id"] == brand["id"]
        assert api.get(f"/emails/{email['id']}") == email
        assert email["domain"] == "wheelhouse.example.com"
        assert api.get(f"/help_center/help_centers/{brand['help_center_id']}")
    assert addresses["16"]["forwarded_email_last_received_at"] is None


@pytest.mark.parametrize(
    ("path", "message"),
    [("/brands/none", "Brand not found"), ("/emails/none", "Email setting not found")],
)
def test_misses(api: Api, path: str, message: str) -> None:
    reply = api.send("GET", path)
    assert (reply.status, reply.code, reply.message) == (404, "not_found", message)
