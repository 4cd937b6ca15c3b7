from __future__ import annotations

import pytest

from connector.sandbox import Sandbox

from .api import Api, Clock


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer "}, {"authorization": "Basic abc"}, {"authorization": "abc"}],
)
def test_a_bearer_token_is_needed(api: Api, headers: dict[str, str]) -> None:
    reply = api.send("GET", "/me", headers=headers)
    assert (reply.status, reply.code) == (401, "unauthorized")
    assert reply.data["type"] == "error.list"
    assert reply.data["request_id"] == reply.headers["X-Request-Id"]
    assert "X-RateLimit-Limit" not in reply.headers


def test_only_the_given_token_is_taken(clock: Clock) -> None:
    with Sandbox(token="right", now=clock) as sandbox:
        api = Api(sandbox, clock)
        assert api.send("GET", "/me", headers={"authorization": "Bearer right"}).status == 200
        assert api.send("GET", "/me", headers={"authorization": "Bearer wrong"}).status == 401


def test_answers_carry_the_version_and_a_request_id(api: Api) -> None:
    headers = {"authorization": "Bearer x", "intercom-version": "2.14"}
    first = api.send("GET", "/me", headers=headers)
    second = api.send("GET", "/me")
    assert first.headers["Intercom-Version"] == "2.14"
    assert second.headers["Intercom-Version"] == "Preview"
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


def test_rate_limit_headers_count_down_and_start_again_after_ten_seconds(
    api: Api, clock: Clock
) -> None:
    clock.now_s = 1_760_000_003
    seen = [api.send("GET", "/me").headers for _ in range(3)]
    assert [headers["X-RateLimit-Remaining"] for headers in seen] == ["1666", "1665", "1664"]
    assert {headers["X-RateLimit-Limit"] for headers in seen} == {"1667"}
    assert {headers["X-RateLimit-Reset"] for headers in seen} == {"1760000010"}
    clock.pass_(7)
    later = api.send("GET", "/me").headers
    assert (later["X-RateLimit-Remaining"], later["X-RateLimit-Reset"]) == ("1666", "1760000020")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nonsense", 404, "not_found"),
        ("PATCH", "/contacts", 404, "not_found"),
        ("DELETE", "/contacts", 404, "not_found"),
        ("GET", "/contacts/nobody", 404, "not_found"),
        ("GET", "/contacts//notes", 404, "not_found"),
        ("GET", "/contacts/..%2Fadmins", 404, "not_found"),
        ("GET", "/", 404, "not_found"),
    ],
)
def test_paths_and_methods_nobody_answers(
    api: Api, method: str, path: str, status: int, code: str
) -> None:
    reply = api.send(method, path)
    assert (reply.status, reply.code) == (status, code)


def test_an_operation_the_sandbox_lacks_says_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from connector.sandbox import operations

    unbuilt = operations.Operation("get_unbuilt", "GET", "/unbuilt/{id}/things")
    pattern = operations._pattern(unbuilt.template)
    monkeypatch.setattr(operations, "_patterns", lambda: ((unbuilt, pattern),))
    reply = api.send("GET", "/unbuilt/7/things")
    assert (reply.status, reply.code) == (501, "not_implemented")
    assert "GET /unbuilt/7/things" in reply.message
    assert api.send("POST", "/unbuilt/7/things").status == 404


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[1]",
        b'"text"',
        b"\xff",
        b"[" * 100_000,
        b'{"email": NaN}',
        b'{"role": "lead", "custom_attributes": {"a": 1e999}}',
        b'{"role": "lead", "name": "\\ud800"}',
    ],
)
def test_a_body_that_is_no_json_object_is_refused(api: Api, body: bytes) -> None:
    reply = api.send("POST", "/contacts", body)
    assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_a_refused_request_leaves_nothing_behind(api: Api) -> None:
    before = api.get("/tags")
    body = {"name": "Brand new", "users": [{"id": "0" * 24}]}
    assert api.send("POST", "/tags", body).status == 404
    assert api.get("/tags") == before


def test_reset_brings_the_seed_back(api: Api) -> None:
    seed = api.get("/contacts")
    api.post("/contacts", {"email": "new@example.com"})
    assert api.get("/contacts") != seed
    api.sandbox.reset()
    assert api.get("/contacts") == seed


@pytest.mark.parametrize("number", [10**30, -(10**30), 2**63, "9" * 5000, 1e300])
def test_numbers_too_large_to_store_are_refused(api: Api, number: float | str) -> None:
    lead = {"role": "lead", "signed_up_at": number}
    assert api.send("POST", "/contacts", lead).status == 400
    query = {"field": "created_at", "operator": ">", "value": number}
    assert api.send("POST", "/contacts/search", {"query": query}).status == 400
    assert api.send("GET", "/companies", query={"page": number}).status == 400


def test_text_with_any_character_is_kept(api: Api) -> None:
    name = "Zoë \u0000 \U0001f6b2 ' \" ; --"
    made = api.post("/contacts", {"role": "lead", "name": name, "custom_attributes": {name: name}})
    assert api.get(f"/contacts/{made['id']}")["name"] == name
    assert made["custom_attributes"] == {name: name}
