"""The judge itself: a client that lies or doubles a call must not pass."""

from __future__ import annotations

from typing import Any

import pytest

from connector.errors import ConnectError, ConnectorError, NotFound, ServerError, TransportError

from .fault import CALLS, Fault, fails
from .server import Facts, FaultServer, Seen
from .steps import hang_up, read_request
from .trial import TOKEN, Ending, Trial, judge

POST = CALLS["POST"]
DROPPED = Fault("dropped", ((read_request, hang_up),))
ANY_ERROR = Fault(
    "any", ((),), error=ConnectorError, outcome=fails("unknown", "rejected", "not_sent")
)
SEEN = Seen("POST", "/", f"Bearer {TOKEN}", b"{}")


def judged(fault: Fault, ending: Ending | None, **facts: Any) -> list[str]:
    whole = {"attempts": 1, "requests": [SEEN], **facts}
    trial = Trial(fault, "POST", "sync", ending, facts=Facts(**whole), prepared=("POST", b"{}"))
    return list(judge(trial))


def failed(error: BaseException) -> Ending:
    return Ending(None, error, 0.1)


@pytest.mark.parametrize(
    ("fault", "ending", "facts", "rule"),
    [
        (DROPPED, None, {}, "no end within"),
        (DROPPED, failed(TransportError("cut")), {"carried_out": 2}, "carried out 2 times"),
        (DROPPED, failed(TransportError("cut")), {"attempts": 2}, "2 attempts, but 1 is right"),
        (DROPPED, failed(TransportError("cut")), {"elsewhere": 1}, "another origin"),
        (DROPPED, failed(TransportError("cut")), {"too_early_s": 0.5}, "0.50 s too early"),
        (DROPPED, Ending({"serial": 1}), {"serials": [1]}, "succeeds, but fails is right"),
        (DROPPED, failed(ValueError("raw")), {}, "raised ValueError"),
        (DROPPED, failed(NotFound("no", status=404)), {}, "is not the error that is due"),
        (DROPPED, Ending(None, TransportError("cut"), 60.0), {}, "took 60.0 s"),
        (DROPPED, failed(TransportError(f"cut {TOKEN}")), {}, "shows the token"),
        (DROPPED, failed(TransportError("cut" * 9000)), {}, "characters long"),
        (
            DROPPED,
            failed(TransportError("cut", body=object())),  # type: ignore[arg-type]
            {},
            "is no JSON",
        ),
        (
            DROPPED,
            failed(TransportError("cut")),
            {"requests": [Seen("GET", "/", f"Bearer {TOKEN}", b"")]},
            "an attempt was GET",
        ),
        (
            DROPPED,
            failed(TransportError("cut")),
            {"requests": [Seen("POST", "/", None, b"{}")]},
            "had Authorization",
        ),
        (
            ANY_ERROR,
            failed(ConnectError("gone", outcome="not_sent")),
            {},
            "says not_sent, and the server has the whole request",
        ),
        (
            ANY_ERROR,
            failed(NotFound("no", status=404)),
            {"carried_out": 1, "answers": [(1, 404, "r")]},
            "says rejected, and the server carried it out",
        ),
        (
            ANY_ERROR,
            failed(NotFound("no", status=404)),
            {},
            "says rejected, and the server never answered",
        ),
        (
            ANY_ERROR,
            failed(ServerError("broke", status=500)),
            {"answers": [(1, 500, "req-1")]},
            "request id None",
        ),
        (
            ANY_ERROR,
            failed(ServerError("broke", status=500, body="x" * 2001)),
            {},
            "keeps 2001 characters",
        ),
    ],
)
def test_a_broken_rule_is_told(
    fault: Fault, ending: Ending | None, facts: dict[str, Any], rule: str
) -> None:
    assert any(rule in told for told in judged(fault, ending, **facts))


def test_the_truth_passes() -> None:
    assert judged(DROPPED, failed(TransportError("cut")), carried_out=1) == []


def test_a_result_of_another_call_does_not_pass() -> None:
    fault = Fault("harmless", ((),), frozenset(CALLS), at_once=True)
    assert judged(fault, Ending({"serial": 2}), serials=[2]) == []
    assert "is not what the server answered" in judged(fault, Ending({"serial": 1}), serials=[2])[0]


def test_a_server_that_is_down_refuses_and_keeps_its_port() -> None:
    import socket

    with FaultServer((), down_for_s=float("inf")) as server:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=1)
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", server.port))
