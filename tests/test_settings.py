from __future__ import annotations

import enum
import traceback
from typing import Any

import httpx
import pytest

from connector import Catalog, Connection
from connector.errors import ConnectionConfigError, InvalidParams
from connector.model import CatalogHeader
from connector.settings import (
    checked_base_url,
    checked_extra_headers,
    checked_timeout,
    unknown_setting,
)


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://api.intercom.io/", "https://api.intercom.io"),
        ("https://gateway.example.com/intercom/", "https://gateway.example.com/intercom"),
        ("http://127.0.0.1:4550", "http://127.0.0.1:4550"),
        ("http://localhost:4550/", "http://localhost:4550"),
        ("http://[::1]:4550", "http://[::1]:4550"),
        ("http://127.8.8.8", "http://127.8.8.8"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("HTTPS://API.Example.com:443", "https://api.example.com:443"),
        ("https://my_gateway-1.example.com:65535", "https://my_gateway-1.example.com:65535"),
        ("http://intercom.localhost:1", "http://intercom.localhost:1"),
    ],
)
def test_addresses_that_a_token_may_go_to(url: str, checked: str) -> None:
    assert checked_base_url(url, "support") == checked
    assert str(httpx.URL(checked + "/me")).endswith("/me")


@pytest.mark.parametrize(
    "url",
    [
        *("http://api.intercom.io", "http://10.0.0.1", "http://localhost.example.com"),
        *("http://127.0.0.1.example.com", "http://2130706433.example.com", "http://0.0.0.0"),
        *("ftp://api.intercom.io", "api.intercom.io", "https://", "", "//api.intercom.io"),
        *("https://user@api.intercom.io", "https://u:p@api.intercom.io"),
        *("https://api.intercom.io?x=1", "https://api.intercom.io#x", "https://api:port"),
        *("http://localhost.evil.com", "http://localhost.", "http://localhostx", "http://127.1"),
        *("http://[::ffff:8.8.8.8]", "http://[fe80::1]", "https://[fe80::1%25eth0]"),
        *("https://[::1", "https://[v1.x]", "https://[127.0.0.1]", "https://::1"),
        *(
            "https://a b.com",
            "https://a%20b.com",
            "https://a\n.com",
            " https://a.com",
            "https://a\t",
        ),
        *("https://a\x01.com", "https://a\x7f.com", "https://a.com/x y", "https://a\\b.com"),
        *("https://a..com", "https://.a.com", "https://a.com.", "https://-a.com", "https://a-.com"),
        *("https://.", "https://bücher.example", f"https://{'a' * 64}.com", "https://a,b"),
        *("https://a.com:0", "https://a.com:99999", "https://a.com:-1", "https://a.com:8o"),
        *("https://a.com/x/../y", "https://a.com/./x", "https://a.com/%2e%2e/x"),
        *(f"https://a.com/{'x' * 5000}", f"https://{'a.' * 130}com"),
        *(None, 5, b"https://a.com", ["https://a.com"]),
    ],
)
def test_addresses_that_a_token_must_not_go_to(url: Any) -> None:
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
        *((None, "2.16"), ("2.14", "2.14"), ("2.99", "2.99"), ("3.0", "3.0")),
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
        ({"timeout": True}, "timeout"),
        ({"timeout": float("inf")}, "timeout must be at most 86400"),
        ({"timeout": 1e10}, "timeout must be at most 86400"),
        ({"timeout": 86_401}, "timeout must be at most 86400"),
        ({"timeout": 10**400}, "an integer of 1329 bits"),
        ({"timeout": 10**5000}, "timeout must be at most 86400"),
        ({"timeout": None}, "timeout"),
        ({"max_response_bytes": 0}, "at least 1"),
        ({"max_response_bytes": -5}, "at least 1"),
        ({"max_response_bytes": -(10**5000)}, "at least 1"),
        ({"max_response_bytes": 1e6}, "must be an integer"),
        ({"max_response_bytes": "1000"}, "must be an integer"),
        ({"max_response_bytes": True}, "must be an integer"),
        ({"max_response_bytes": None}, "must be an integer"),
        ({"strict": "no"}, "true or false"),
        ({"region": 5}, "us, eu, au"),
        ({"region": ["eu"]}, "us, eu, au"),
        ({"base_url": 5}, "https URL"),
        ({"version": ["2.14"]}, "is not a version"),
        ({"token": ""}, "token is empty"),
        ({"token": None}, "token is empty"),
        ({"token": 5}, "token is empty"),
    ],
    ids=lambda case: next(iter(case)) if isinstance(case, dict) else case,
)
def test_settings_that_cannot_be_used_say_why(settings: dict[str, Any], told: str) -> None:
    with pytest.raises(ConnectionConfigError, match=told):
        Connection("support", **{"token": "t", **settings})


@pytest.mark.parametrize("given", [0.001, 1, 30.0, 86_400])
def test_timeouts(given: float) -> None:
    checked = checked_timeout(given, "support")
    assert (checked, type(checked)) == (given, float)


@pytest.mark.parametrize(
    "token",
    [
        *("dG9rOmRvLW5vdC1wcmludC1tZS1hbnl3aGVyZQ==", "a1b2c3d4e5f6a7b8c9d0"),
        *("sk_live_51H8x-not-a-real-token", "token with spaces, quite long"),
    ],
)
@pytest.mark.parametrize(
    "settings",
    [
        lambda token: {"region": token},
        lambda token: {"version": token},
        lambda token: {"base_url": token},
        lambda token: {"base_url": f"http://{token}"},
        lambda token: {"base_url": f"https://{token}@api.intercom.io"},
        lambda token: {"base_url": f"https://host:{token}"},
        lambda token: {"base_url": f"https://[{token}]"},
        lambda token: {"timeout": token},
        lambda token: {"max_response_bytes": token},
        lambda token: {"strict": token},
        lambda token: {"name": f"{token} "},
    ],
)
def test_a_token_in_the_wrong_place_is_not_quoted(settings: Any, token: str) -> None:
    with pytest.raises(ConnectionConfigError) as caught:
        Connection(**{"name": "support", "token": "t", **settings(token)})
    told = "".join(traceback.format_exception(caught.value))
    assert token[5:] not in told
    assert token[5:].lower() not in told.lower()
    assert token[5:] not in str(caught.value.to_dict())


def test_a_token_as_the_name_of_a_setting_is_not_quoted() -> None:
    token = "dG9rOmRvLW5vdC1wcmludC1tZQ=="
    error = unknown_setting("support", token, ("region", "token"))
    assert token not in str(error)
    assert "'dG9r…' (28 characters)" in str(error)


class Version(str, enum.Enum):  # noqa: UP042 - its str() is not its value, unlike StrEnum's
    OLD = "2.11"
    ANY = "latest"
    PREVIEW = "preview"


@pytest.mark.parametrize(
    ("given", "sent"), [(Version.OLD, "2.11"), (Version.PREVIEW, "Preview"), ("2.99", "2.99")]
)
def test_versions_by_param_and_by_header(given: str, sent: str, catalog: Catalog) -> None:
    connection = Connection("support", token="t", catalog=catalog)
    name = str(catalog.header.version and catalog.header.version.header)
    request = connection.prepare("get_me", {name: given})
    assert request.headers[name] == sent
    extra = {"X-Own": "1", name.upper(): given}
    assert checked_extra_headers(extra, catalog.header) == {"X-Own": "1", name.upper(): sent}


@pytest.mark.parametrize(
    "value", ["latest", "2.14 ", "", Version.ANY, "dG9rOmRvLW5vdC1wcmludC1tZQ=="]
)
def test_an_extra_header_is_a_version_or_refused(value: str, catalog: Catalog) -> None:
    with pytest.raises(InvalidParams, match="not a version") as caught:
        checked_extra_headers({"intercom-version": value}, catalog.header)
    assert [problem.path for problem in caught.value.problems] == ["headers.intercom-version"]
    assert "dG9rOm" not in str(caught.value)


def test_an_extra_header_cannot_replace_the_credentials() -> None:
    header = CatalogHeader("Own", {"a": "https://a"}, {"scheme": "header", "name": "X-Api-Key"})
    with pytest.raises(InvalidParams, match="belongs to the connection"):
        checked_extra_headers({"x-api-key": "t"}, header)
    assert checked_extra_headers({"Intercom-Version": "any"}, header) == {"Intercom-Version": "any"}


@pytest.mark.parametrize("headers", [None, {}, {5: "x"}, {"X-Own": 5}, [("a", "b")]])
def test_what_is_no_header_is_left_to_the_request(headers: Any, catalog: Catalog) -> None:
    assert checked_extra_headers(headers, catalog.header) == headers


@pytest.mark.parametrize("name", ["", "a/b", "a b", "x" * 65, "ü", None, 5])
def test_names_that_a_connection_cannot_have(name: Any) -> None:
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
