from __future__ import annotations

from typing import Any

import pytest

from connector.errors import ApiError
from connector.model import Action
from connector.redirects import redirected, too_many_redirects
from connector.wire import Headers, RawResponse, Request

BASE = "https://api.example.com"
FILES = "https://files.example.org"
HEADERS = (("Accept", "text/csv"), ("Range", "bytes=5-"), ("If-Range", '"e1"'), ("X-Own", "secret"))


def action(returns: Any = "json") -> Action:
    return Action("x", "GET", "/asked", "X", "Do.", returns=returns)


def answer(status: int, location: str | None) -> RawResponse:
    pairs = [("X-Request-Id", "req-9")]
    if location is not None:
        pairs.append(("Location", location))
    return RawResponse(status, Headers(pairs), b"moved")


def asked(method: str = "GET", path: str = "/asked", query: str = "a=1") -> Request:
    content = None if method == "GET" else b'{"name": "Ada"}'
    return Request(method, path, query, HEADERS, content)


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize("status", [200, 204, 300, 304, 305, 306, 399, 404, 500])
def test_other_answers_are_no_redirects(status: int, elsewhere: bool) -> None:
    reply = answer(status, f"{BASE}/else")
    assert redirected(action(), asked(), reply, BASE, elsewhere=elsewhere) is None


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_read_follows_every_redirect_on_its_own_server(
    status: int, method: str, elsewhere: bool
) -> None:
    reply = answer(status, "/new?b=2")
    following = redirected(action(), asked(method), reply, BASE, elsewhere=elsewhere)
    assert following is not None
    assert (following.method, following.path, following.query) == (method, "/new", "b=2")
    assert following.headers == HEADERS
    assert following.origin is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("status", [307, 308])
def test_a_write_keeps_its_method_and_body(status: int, method: str) -> None:
    given = asked(method)
    following = redirected(action(), given, answer(status, "/new"), BASE, elsewhere=False)
    assert following == Request(method, "/new", "", HEADERS, given.content)


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize("location", ["/new", f"{FILES}/f", None])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_write_never_becomes_a_read(
    status: int, method: str, location: str | None, elsewhere: bool
) -> None:
    with pytest.raises(ApiError) as caught:
        redirected(action(), asked(method), answer(status, location), BASE, elsewhere=elsewhere)
    assert caught.value.outcome == "unknown", "it may have been carried out"
    assert caught.value.status == status
    assert caught.value.request_id == "req-9"
    assert not caught.value.retryable


# Base address, where a redirect of /asked?a=1 leads, and the path and query then asked for.
OWN = [
    (BASE, "/new", "/new", ""),
    (BASE, "new", "/new", ""),
    (BASE, "?b=2", "/asked", "b=2"),
    (BASE, "", None, None),
    (BASE, f"{BASE}/new?b=2&c=%20d", "/new", "b=2&c=%20d"),
    (BASE, f"{BASE}:443/new", "/new", ""),
    (BASE, "HTTPS://API.EXAMPLE.COM/new", "/new", ""),
    (BASE, "//api.example.com/new", "/new", ""),
    (BASE, f"{BASE}/new#fragment", "/new", ""),
    (BASE, f"{BASE}/a b/é?q=ü", "/a%20b/%C3%A9", "q=%C3%BC"),
    (BASE, f"{BASE}/a%2Fb", "/a%2Fb", ""),
    (BASE, "/new\r\nX-Evil: 1", "/newX-Evil:%201", ""),
    (BASE, BASE, "/", ""),
    (f"{BASE}/v1", "/v1/new", "/new", ""),
    (f"{BASE}/v1", "new", "/new", ""),
    (f"{BASE}/v1", f"{BASE}/v1/new?b=2", "/new", "b=2"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080/new", "/new", ""),
    ("http://[::1]:8080", "http://[::1]:8080/new", "/new", ""),
]


@pytest.mark.parametrize(("base", "location", "path", "query"), OWN)
def test_an_own_address_is_asked_for(
    base: str, location: str, path: str | None, query: str
) -> None:
    reply = answer(302, location)
    if path is None:
        with pytest.raises(ApiError, match="does not say where to"):
            redirected(action(), asked(), reply, base, elsewhere=False)
        return
    for elsewhere in (False, True):
        following = redirected(action(), asked(), reply, base, elsewhere=elsewhere)
        assert following == Request("GET", path, query, HEADERS)


# Base address, and where a redirect leads that is not the connection's own.
OTHER = [
    (BASE, f"{FILES}/f"),
    (BASE, "//files.example.org/f"),
    (BASE, f"{BASE}:8443/f"),
    (BASE, "https://api.example.com.evil.org/f"),
    (BASE, "https://evil.org/api.example.com"),
    (f"{BASE}/v1", "/v2/f"),
    (f"{BASE}/v1", "/v10/f"),
    (f"{BASE}/v1", f"{BASE}/v1/../admin"),
    (f"{BASE}/v1", f"{BASE}/v1/x/.."),
    (f"{BASE}/v1", "/v1/%2e%2E/admin"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8081/f"),
    ("http://127.0.0.1:8080", "https://127.0.0.1:8080/f"),
]


@pytest.mark.parametrize(("base", "location"), OTHER)
@pytest.mark.parametrize(("method", "status"), [("GET", 302), ("GET", 307), ("POST", 307)])
def test_another_address_is_refused(base: str, location: str, method: str, status: int) -> None:
    with pytest.raises(ApiError, match="another address") as caught:
        redirected(action(), asked(method), answer(status, location), base, elsewhere=False)
    assert caught.value.outcome == "rejected"
    assert "base_url" in str(caught.value)


@pytest.mark.parametrize(("base", "location"), OTHER)
def test_a_download_goes_there_without_credentials(base: str, location: str) -> None:
    following = redirected(action(), asked(), answer(302, location), base, elsewhere=True)
    assert following is not None
    assert following.origin is not None, "what has an origin gets no credentials"
    assert (following.method, following.content) == ("GET", None)
    assert following.headers == HEADERS[:3]


@pytest.mark.parametrize(
    ("location", "origin", "path", "query"),
    [
        (f"{FILES}/f?sig=a%2Bb", f"{FILES}:443", "/f", "sig=a%2Bb"),
        (f"{FILES}:8443", f"{FILES}:8443", "/", ""),
        ("https://[2001:db8::1]/f", "https://[2001:db8::1]:443", "/f", ""),
        ("HTTPS://Files.Example.ORG/F", f"{FILES}:443", "/F", ""),
    ],
)
def test_the_address_elsewhere_is_whole(location: str, origin: str, path: str, query: str) -> None:
    following = redirected(action(), asked(), answer(302, location), BASE, elsewhere=True)
    assert following == Request("GET", path, query, HEADERS[:3], origin=origin)


def test_once_elsewhere_credentials_never_come_back() -> None:
    away = Request("GET", "/f", "", HEADERS[:3], origin=f"{FILES}:443")
    back = redirected(action(), away, answer(302, f"{BASE}/f"), BASE, elsewhere=True)
    assert back == Request("GET", "/f", "", HEADERS[:3], origin=f"{BASE}:443")
    onward = redirected(action(), away, answer(302, "/g"), BASE, elsewhere=True)
    assert onward == Request("GET", "/g", "", HEADERS[:3], origin=f"{FILES}:443")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD"])
def test_only_a_get_goes_elsewhere(method: str) -> None:
    with pytest.raises(ApiError, match="another address"):
        redirected(action(), asked(method), answer(307, f"{FILES}/f"), BASE, elsewhere=True)


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize(
    ("location", "why"),
    [
        (None, "does not say where to"),
        ("http://[::1", "no address"),
        ("https://x.example:99999/", "no address"),
        ("https://x.example:0/", "no address"),
        ("https://x.example:port/", "no address"),
        ("ftp://x.example/f", "no address"),
        ("file:///etc/passwd", "no address"),
        ("data:text/plain,x", "no address"),
        ("https://me:secret@x.example/f", "no address"),
        ("https://me@api.example.com/f", "no address"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    location: str | None, why: str, elsewhere: bool
) -> None:
    with pytest.raises(ApiError, match=why) as caught:
        redirected(action(), asked(), answer(302, location), BASE, elsewhere=elsewhere)
    assert caught.value.outcome == "rejected"
    assert caught.value.status == 302
    assert "req-9" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("base", "location", "followed"),
    [
        (BASE, "http://files.example.org/f", False),
        (BASE, "http://api.example.com/f", False),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8081/f", True),
        ("http://127.0.0.1:8080", f"{FILES}/f", True),
    ],
)
def test_https_never_ends_in_plain_http(base: str, location: str, followed: bool) -> None:
    reply = answer(302, location)
    if followed:
        assert redirected(action(), asked(), reply, base, elsewhere=True) is not None
        return
    with pytest.raises(ApiError, match="plain http"):
        redirected(action(), asked(), reply, base, elsewhere=True)


def test_a_redirect_that_is_the_result_is_followed_by_downloads_only() -> None:
    reply = answer(302, f"{FILES}/f")
    assert redirected(action("redirect"), asked(), reply, BASE, elsewhere=False) is None
    following = redirected(action("redirect"), asked(), reply, BASE, elsewhere=True)
    assert following is not None
    assert following.origin == f"{FILES}:443"


def test_redirects_without_end_are_an_error_of_the_api() -> None:
    error = too_many_redirects(answer(302, "/asked"))
    assert (error.status, error.request_id, error.outcome) == (302, "req-9", "rejected")
    assert "one redirect after another" in str(error)
