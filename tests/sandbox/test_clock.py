from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from connector.sandbox import Clock, Sandbox

from . import api as callers


def source_at(times: list[float]) -> Clock:
    return Clock(lambda: times[0])


def test_a_running_clock_follows_its_source_and_can_be_moved() -> None:
    times = [100.0]
    clock = source_at(times)
    assert (clock(), clock.frozen) == (100.0, False)
    assert clock.advance(60) == 160.0
    times[0] = 105.0
    assert clock() == 165.0
    assert clock.set(1_000) == 1_000.0
    times[0] = 107.0
    assert clock() == 1_002.0
    assert clock.advance(-2) == 1_000.0


def test_a_frozen_clock_moves_only_when_told_to() -> None:
    times = [100.0]
    clock = source_at(times)
    assert clock.freeze() == 100.0
    times[0] = 200.0
    assert (clock(), clock.frozen) == (100.0, True)
    assert clock.advance(10) == 110.0
    assert clock.set(50) == 50.0
    assert clock.freeze(70) == 70.0
    assert clock.run() == 70.0
    times[0] = 203.0
    assert (clock(), clock.frozen) == (73.0, False)


def test_a_time_may_be_a_datetime_with_its_zone() -> None:
    clock = Clock()
    moment = datetime(2026, 3, 4, 5, tzinfo=UTC)
    assert clock.freeze(moment) == moment.timestamp()
    with pytest.raises(ValueError, match="no time zone"):
        clock.set(datetime(2026, 3, 4, 5))


def test_the_whole_sandbox_goes_by_its_clock() -> None:
    with Sandbox() as sandbox:
        api = callers.Api(sandbox, callers.Clock())
        sandbox.clock.freeze(1_700_000_000)
        made = api.post("/contacts", {"role": "lead"})
        assert made["created_at"] == 1_700_000_000
        sandbox.clock.advance(3_600)
        reply = api.send("PUT", f"/contacts/{made['id']}", {"name": "Ada"})
        assert reply.data["updated_at"] == 1_700_003_600
        assert parsedate_to_datetime(reply.headers["Date"]).timestamp() == 1_700_003_600
        assert reply.headers["X-RateLimit-Reset"] == "1700003610"
        assert [request.at for request in sandbox.requests] == [1_700_000_000, 1_700_003_600]


def test_what_is_snoozed_and_what_is_idle_ends_by_the_clock() -> None:
    with Sandbox() as sandbox:
        api = callers.Api(sandbox, callers.Clock())
        sandbox.clock.freeze(1_760_000_000)
        first = api.get("/companies/scroll")
        assert api.send("GET", "/companies/scroll").code == "scroll_exists"
        sandbox.clock.advance(61)
        reply = api.send("GET", "/companies/scroll", query={"scroll_param": first["scroll_param"]})
        assert reply.status == 404
