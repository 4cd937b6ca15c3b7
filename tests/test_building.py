"""What only shows once params become a request: lengths, headers, values as text."""

from __future__ import annotations

import enum
from types import MappingProxyType
from typing import Any

import httpx
import pytest

from connector.building import MAX_TARGET_BYTES, RESERVED_HEADERS, build_request
from connector.errors import InvalidParams
from connector.model import Action

ACTION = Action(
    "get_it",
    "GET",
    "/it/{id}/of/{owner}",
    "It",
    "Get it.",
    query=("filter", "page"),
    headers=("Intercom-Version",),
    styles={"filter": "deepObject"},
)
PARAMS = {"id": "1", "owner": "2"}


class Version(str, enum.Enum):  # noqa: UP042 - its str() is not its value, unlike StrEnum's
    NEW = "2.14"


def problems_of(params: Any, headers: Any = None) -> dict[str, str]:
    with pytest.raises(InvalidParams) as caught:
        build_request(ACTION, params, headers)
    return {problem.path: problem.message for problem in caught.value.problems}


def test_a_request_of_any_mapping() -> None:
    params = {**PARAMS, "page": 2.0, "filter": {"a": "x y"}, "Intercom-Version": Version.NEW}
    request = build_request(ACTION, MappingProxyType(params), MappingProxyType({"X-Own": "1"}))
    assert request.target == "/it/1/of/2?filter%5Ba%5D=x%20y&page=2"
    assert dict(request.headers) == {
        "Accept": "application/json",
        "Intercom-Version": "2.14",
        "X-Own": "1",
    }


def test_an_empty_list_leaves_no_mark_on_the_query() -> None:
    assert build_request(ACTION, {**PARAMS, "filter": [], "page": 1}).query == "page=1"


@pytest.mark.parametrize(
    ("more", "longest"),
    [
        ({"id": "x" * 70_000}, "id"),
        ({"id": "x" * 20_000, "filter": {"a": "x" * 20_100}}, "filter"),
        ({"filter": ["é" * 6_000], "page": "x" * 100}, "filter"),
        ({"owner": "\u2603" * 5_000}, "owner"),
    ],
    ids=["path", "both", "query", "unicode"],
)
def test_a_url_that_is_too_long_names_the_longest_param(more: dict[str, Any], longest: str) -> None:
    problems = problems_of({**PARAMS, **more})
    assert set(problems) == {longest}
    assert "bytes of the URL" in problems[longest]


def test_the_longest_url_can_be_sent() -> None:
    request = build_request(ACTION, {**PARAMS, "id": "x" * (MAX_TARGET_BYTES - len("/it//of/2"))})
    assert len(request.path) == MAX_TARGET_BYTES
    assert httpx.URL("https://api.example.com" + request.target).raw_path == request.path.encode()


@pytest.mark.parametrize(
    "name", [5, None, ("a",), b"X-Own", "", "X Own", "X\nOwn", "X:Own", "é", "x" * 300]
)
def test_what_is_no_header_name(name: Any) -> None:
    ((path, message),) = problems_of(PARAMS, {name: "1"}).items()
    assert message == "is not a header name"
    assert len(path) < 80


@pytest.mark.parametrize("value", ["é", "\x01", "\x7f", "a\r\nX: 1", "\0", "☃", " a"])
def test_what_is_no_header_value(value: str) -> None:
    assert "it goes into a header" in problems_of(PARAMS, {"X-Own": value})["headers.X-Own"]
    given = {**PARAMS, "Intercom-Version": value}
    assert "it goes into a header" in problems_of(given)["Intercom-Version"]


@pytest.mark.parametrize("value", [5, None, b"1", ["1"], 10**5000], ids=lambda v: type(v).__name__)
def test_a_header_value_is_text(value: Any) -> None:
    assert "must be text" in problems_of(PARAMS, {"X-Own": value})["headers.X-Own"]


@pytest.mark.parametrize(
    "name",
    [
        *sorted(RESERVED_HEADERS),
        *("Expect", "Proxy-Connection", "Keep-Alive", "AUTHORIZATION", "Transfer-Encoding"),
    ],
)
def test_headers_that_belong_to_the_connection(name: str) -> None:
    assert problems_of(PARAMS, {name: "1"}) == {f"headers.{name}": "belongs to the connection"}


@pytest.mark.parametrize(
    "name", ["Accept-Encoding", "Range", "If-Range", "X-Own", "Idempotency-Key"]
)
def test_headers_that_are_free(name: str) -> None:
    assert dict(build_request(ACTION, PARAMS, {name: "1"}).headers)[name] == "1"


def test_all_faults_of_headers_and_path_are_told_at_once() -> None:
    given = {"id": "..", "owner": "", "Intercom-Version": "\n"}
    headers: Any = {"Host": "a", 5: "b", "X-Own": "\n"}
    assert set(problems_of(given, headers)) == {
        *("id", "owner", "Intercom-Version", "headers.Host", "headers.5", "headers.X-Own")
    }
    assert set(problems_of(PARAMS, [("X-Own", "1")])) == {"headers"}


@pytest.mark.parametrize("wire_name", [*sorted(RESERVED_HEADERS), "X-Api-Key", "Cookie"])
def test_a_catalog_declares_no_header_of_the_connection(wire_name: str) -> None:
    action = Action(
        *("get_it", "GET", "/it", "It", "Get it."),
        headers=("own", "X-Free"),
        wire_names={"own": wire_name},
    )
    with pytest.raises(InvalidParams) as caught:
        build_request(action, {"own": "a", "X-Free": "b"}, credentials="x-api-key")
    assert [(problem.path, problem.message) for problem in caught.value.problems] == [
        ("own", "belongs to the connection")
    ]
    request = build_request(action, {"X-Free": "b"}, credentials="x-api-key")
    assert dict(request.headers) == {"Accept": "application/json", "X-Free": "b"}


def test_a_caller_sets_no_header_of_credentials() -> None:
    with pytest.raises(InvalidParams) as caught:
        build_request(ACTION, PARAMS, {"X-API-Key": "1"}, credentials="x-api-key")
    assert [problem.path for problem in caught.value.problems] == ["headers.X-API-Key"]


UPLOAD = Action(*("put_it", "PUT", "/it", "It", "Put it."), body="binary", content_type="image/png")


def test_a_body_is_sent_as_the_catalog_says() -> None:
    request = build_request(UPLOAD, {"data": {"content_base64": "/w=="}})
    assert dict(request.headers)["Content-Type"] == "image/png"
    assert request.content == b"\xff"


def test_a_fault_of_a_body_has_its_place() -> None:
    with pytest.raises(InvalidParams) as caught:
        build_request(UPLOAD, {"data": {"content_base64": "?"}}, {"Host": "a"})
    assert {problem.path for problem in caught.value.problems} == {
        *("data.content_base64", "headers.Host")
    }
