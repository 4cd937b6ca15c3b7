from __future__ import annotations

from typing import Any

import pytest

from connector import Catalog, Connection
from connector.errors import ConnectionConfigError
from connector.settings import checked_base_url


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://api.intercom.io/", "https://api.intercom.io"),
        ("https://gateway.example.com/intercom/", "https://gateway.example.com/intercom"),
        ("http://127.0.0.1:4550", "http://127.0.0.1:4550"),
        ("http://localhost:4550/", "http://localhost:4550"),
        ("http://[::1]:4550", "http://[::1]:4550"),
        ("http://127.8.8.8", "http://127.8.8.8"),
    ],
)
def test_addresses_that_a_token_may_go_to(url: str, checked: str) -> None:
    assert checked_base_url(url, "support") == checked


@pytest.mark.parametrize(
    "url",
    [
        *("http://api.intercom.io", "http://10.0.0.1", "http://localhost.example.com"),
        *("http://127.0.0.1.example.com", "http://2130706433.example.com", "http://0.0.0.0"),
        *("ftp://api.intercom.io", "api.intercom.io", "https://", "", "//api.intercom.io"),
        *("https://user@api.intercom.io", "https://u:p@api.intercom.io"),
        *("https://api.intercom.io?x=1", "https://api.intercom.io#x", "https://api:port"),
    ],
)
def test_addresses_that_a_token_must_not_go_to(url: str) -> None:
    with pytest.raises(ConnectionConfigError):
        checked_base_url(url, "support")


@pytest.mark.parametrize(
    ("region", "url"),
    [
        (None, "https://api.intercom.io"),
        ("us", "https://api.intercom.io"),
        ("eu", "https://api.eu.intercom.io"),
        ("AU", "https://api.au.intercom.io"),
    ],
)
def test_regions(region: str | None, url: str) -> None:
    assert Connection("support", token="t", region=region).settings.base_url == url


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        *((None, "Preview"), ("2.14", "2.14"), ("2.99", "2.99"), ("3.0", "3.0")),
        *(("Preview", "Preview"), ("preview", "Preview"), ("Unstable", "Unstable")),
    ],
)
def test_versions_are_sent_as_given(given: str | None, sent: str) -> None:
    connection = Connection("support", token="t", version=given)
    assert connection.prepare("get_me").headers["Intercom-Version"] == sent


def test_a_versions_param_wins_over_the_connections() -> None:
    connection = Connection("support", token="t", version="2.14")
    request = connection.prepare("get_me", {"Intercom-Version": "2.11"})
    assert request.headers["Intercom-Version"] == "2.11"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"version": "latest"}, "'latest' is not a version"),
        ({"version": "2.14\r\nX: 1"}, "is not a version"),
        ({"version": 2.14}, "is not a version"),
        ({"region": "mars"}, "us, eu, au"),
        ({"region": "eu", "base_url": "https://api.intercom.io"}, "both region and base_url"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": -1.0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"timeout": "30"}, "timeout"),
        ({"token": ""}, "token is empty"),
    ],
)
def test_settings_that_cannot_be_used_say_why(settings: dict[str, Any], told: str) -> None:
    with pytest.raises(ConnectionConfigError, match=told):
        Connection("support", **{"token": "t", **settings})


@pytest.mark.parametrize("name", ["", "a/b", "a b", "x" * 65, "ü"])
def test_names_that_a_connection_cannot_have(name: str) -> None:
    with pytest.raises(ConnectionConfigError, match="cannot name"):
        Connection(name, token="t")


@pytest.mark.parametrize(
    ("auth", "header", "value"),
    [
        ("{scheme: bearer}", "Authorization", "Bearer s3cret"),
        ("{scheme: header, name: X-Api-Key}", "X-Api-Key", "s3cret"),
        ("{scheme: basic}", "Authorization", "Basic czNjcmV0"),
        ("{scheme: none}", "X-Api-Key", None),
    ],
)
def test_credentials_by_the_catalogs_scheme(
    auth: str, header: str, value: str | None, tmp_path: Any
) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "get_it.json").write_text('{"type": "object"}')
    (tmp_path / "actions.yaml").write_text(
        f"catalog: 1\ntitle: Own\nservers: {{main: https://own.example.com}}\nauth: {auth}\n---\n"
        "get_it:\n  request: GET /it\n  group: It\n  summary: Get it.\n  effect: read\n"
        "  idempotent: true\n  irreversible: false\n  returns: json\n"
    )
    connection = Connection("own", token="s3cret", catalog=Catalog(tmp_path))
    assert connection.prepare("get_it").headers.get(header) == value
    assert str(connection.prepare("get_it").url) == "https://own.example.com/it"
    with pytest.raises(ConnectionConfigError, match="no versions"):
        Connection("own", token="t", version="2.14", catalog=Catalog(tmp_path))
