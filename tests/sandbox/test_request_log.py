from __future__ import annotations

import pytest

from connector.sandbox import request_log

from .api import Api, Clock, contact_id


def test_requests_are_kept_without_the_token(api: Api, clock: Clock) -> None:
    headers = {"authorization": "Bearer secret-7", "intercom-version": "2.14", "cookie": "c"}
    reply = api.send("POST", "/contacts", {"role": "lead"}, {"a": "b"}, headers)
    (logged,) = api.sandbox.requests
    assert (logged.method, logged.path, logged.query) == ("POST", "/contacts", {"a": "b"})
    assert logged.headers == {"intercom-version": "2.14"}
    assert logged.body == {"role": "lead"}
    assert (logged.status, logged.at) == (200, clock.now_s)
    assert logged.request_id == reply.headers["X-Request-Id"]
    assert logged.action == "post_contacts"
    assert "secret-7" not in repr(logged)


@pytest.mark.parametrize(
    ("raw", "body"), [(b"", None), (b"{}", {}), (b"not json", b"not json"), (b"[1]", [1])]
)
def test_bodies_are_read_where_they_can_be(api: Api, raw: bytes, body: object) -> None:
    api.send("POST", "/tags", raw)
    assert api.sandbox.requests[-1].body == body


def test_requests_of_an_action(api: Api) -> None:
    api.send("GET", "/me")
    api.send("GET", f"/contacts/{contact_id(1)}")
    api.send("GET", "/contacts")
    api.send("GET", f"/contacts/{contact_id(2)}")
    paths = [each.path for each in api.sandbox.requests.of("get_contacts_by_id")]
    assert paths == [f"/contacts/{contact_id(1)}", f"/contacts/{contact_id(2)}"]
    assert len(api.sandbox.requests.of("GET /contacts")) == 1
    assert len(api.sandbox.requests.of("*")) == len(api.sandbox.requests) == 4
    with pytest.raises(ValueError, match="did you mean"):
        api.sandbox.requests.of("get_contact")
    api.sandbox.requests.clear()
    assert list(api.sandbox.requests) == []


def test_refused_and_unknown_requests_are_there_too(api: Api) -> None:
    api.send("GET", "/me", headers={})
    api.send("GET", "/nothing")
    assert [(each.status, each.action) for each in api.sandbox.requests] == [
        (401, "get_me"),
        (404, None),
    ]


def test_the_oldest_make_room(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(request_log.MAX_REQUESTS + 5):
        api.send("GET", "/nothing")
    assert len(api.sandbox.requests) == request_log.MAX_REQUESTS
    monkeypatch.setattr(request_log, "MAX_BODY_BYTES", 1_000)
    for number in range(3):
        api.send("POST", "/nothing", str(number).encode() * 600)
    assert [each.raw_body[:1] for each in api.sandbox.requests] == [b"2"]
