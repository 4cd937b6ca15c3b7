"""Faults below HTTP: connections that are never made, break, fall silent or carry no HTTP."""

from __future__ import annotations

import gzip
import math

from connector.errors import (
    ApiError,
    ConnectError,
    InvalidResponse,
    NotFound,
    ServerError,
    Timeout,
    TransportError,
)

from .fault import (
    ALL,
    BOTH,
    CALLS,
    EITHER_IF_IDEMPOTENT,
    FAILED,
    GZIP,
    IDEMPOTENT,
    LIMITED,
    NONE,
    NOT_FOUND,
    PENDING,
    SILENT_S,
    TAKE,
    Fault,
    fails,
)
from .server import behave
from .steps import (
    answer,
    drip,
    flood,
    go_down,
    hang_up,
    head,
    read_bytes,
    read_head,
    read_request,
    reset,
    say,
    say_nothing,
    stop_reading,
    to_own,
    window_ends_in,
)

ZIPPED = gzip.compress(b'{"type": "done"' + b" " * 50_000 + b"}", mtime=0)

NEVER_CONNECTED = (
    Fault("refused for a moment, then up", (), ALL, at_once=True, down_for_s=0.05),
    Fault(
        "refused for ever",
        (),
        NONE,
        ConnectError,
        fails("not_sent"),
        down_for_s=math.inf,
        max_retries=2,
        attempts=dict.fromkeys(CALLS, range(1)),
        followed_up=False,
    ),
    *(
        Fault(
            f"TLS: {name}",
            (steps,),
            NONE,
            (ConnectError, Timeout),
            fails("not_sent"),
            lasts=True,
            max_retries=1,
            attempts=dict.fromkeys(CALLS, range(2, 3)),
            scheme="https",
            timeout_s=timeout_s,
            followed_up=False,
        )
        for name, timeout_s, steps in (
            ("accepted, then silence", 1.5, (say_nothing,)),
            ("accepted, then closed", 5.0, (hang_up,)),
            ("reset in the handshake", 5.0, (read_bytes(20), reset)),
            (
                "plain HTTP in the handshake",
                5.0,
                (read_bytes(20), say(b"HTTP/1.1 400 Bad\r\n\r\n"), hang_up),
            ),
        )
    ),
)

DROPPED = (
    # The refusal can be so quick that the client never had a connection.
    Fault("accepted, closed at once", ((hang_up,),), also_right={"POST": BOTH}),
    Fault("accepted, reset at once", ((reset,),), also_right={"POST": BOTH}),
    Fault("accepted, closed at once, twice", ((hang_up,),) * 2, also_right={"POST": BOTH}),
    Fault("closed after half the head", ((read_bytes(40), hang_up),)),
    Fault("closed after the head", ((read_head, hang_up),)),
    Fault("reset after the head", ((read_head, reset),)),
    Fault("closed after the request, not carried out", ((read_request, hang_up),)),
    Fault("closed after the request, carried out", ((*TAKE, hang_up),)),
    Fault("closed after the request, carried out, 3 times", ((*TAKE, hang_up),) * 3),
    Fault(
        "closed after the request, for ever", ((*TAKE, hang_up),), NONE, lasts=True, max_retries=2
    ),
    Fault("reset after the request, carried out", ((*TAKE, reset),)),
    Fault("half a status line", ((*TAKE, say(b"HTTP/1.1 20"), hang_up),)),
    Fault("half a head", ((*TAKE, say(b"HTTP/1.1 200 OK\r\nContent-Type: app"), hang_up),)),
    Fault("reset while a large request is sent", ((read_bytes(100), reset),), large_body=True),
    Fault(
        "kept connection closed after its answer",
        (),
        ALL,
        at_once=True,
        warm_up=(behave, hang_up),
    ),
    Fault(
        "kept connection reset after its answer",
        (),
        ALL,
        at_once=True,
        warm_up=(behave, reset),
    ),
    Fault(
        "kept connection reset at the next request",
        ((read_bytes(10), reset),),
        warm_up=(behave,),
        large_body=True,
    ),
    Fault(
        "kept connection closed after the next request, carried out",
        ((*TAKE, hang_up),),
        warm_up=(behave,),
    ),
)

SLOW = tuple(
    Fault(name, ((*TAKE, *steps),), error=Timeout, timeout_s=SILENT_S)
    for name, steps in (
        ("silence", (say_nothing,)),
        ("silence after the headers", (head(200, {"Content-Length": "9"}), say_nothing)),
        ("silence after 100 Continue", (say(b"HTTP/1.1 100 Continue\r\n\r\n"), say_nothing)),
        ("silence inside the body", (head(200, {"Content-Length": "9"}), say(b"{"), say_nothing)),
        ("status line dripped for ever", (drip(b"HTTP/1.1 200 " + b"O" * 50_000),)),
        ("headers dripped for ever", (say(b"HTTP/1.1 200 OK\r\n"), drip(b"X-Filler: 1\r\n"))),
        ("body dripped for ever", (head(200, {"Content-Length": "99999"}), drip(b" "))),
        (
            "chunks dripped for ever",
            (head(200, {"Transfer-Encoding": "chunked"}), drip(b"1\r\n \r\n")),
        ),
        ("1xx answers for ever", (drip(b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.001),)),
    )
)
SILENT_FOR_EVER = (
    Fault(
        "silence, for ever",
        ((*TAKE, say_nothing),),
        NONE,
        Timeout,
        lasts=True,
        timeout_s=0.2,
        max_retries=2,
    ),
    Fault(
        "large request never read",
        ((read_head, stop_reading(1.6)),),
        error=Timeout,
        timeout_s=1.2,
        large_body=True,
    ),
)

BROKEN = (
    Fault("garbage instead of HTTP", ((*TAKE, say(b"\x00\x01 what?\r\n\r\n"), hang_up),)),
    Fault("another protocol's greeting", ((*TAKE, say(b"220 mail.test ESMTP\r\n"), hang_up),)),
    Fault(
        "Content-Length larger than the body",
        ((*TAKE, head(200, {"Content-Length": "500"}), say(b'{"a": 1}'), hang_up),),
    ),
    *(
        Fault(name, ((*TAKE, say(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n\r\n{}"), hang_up),))
        for name, headers in (
            ("Content-Length that is no number", b"Content-Length: two"),
            ("Content-Length below zero", b"Content-Length: -2"),
            ("a transfer encoding nobody knows", b"Transfer-Encoding: rot13"),
            ("NUL in a header", b"Content-Length: 2\r\nX-Odd: a\x00b"),
            ("a header without a name", b"Content-Length: 2\r\n: b"),
        )
    ),
    Fault(
        "chunked body cut",
        ((*TAKE, head(200, {"Transfer-Encoding": "chunked"}), say(b"8\r\n{"), hang_up),),
    ),
    Fault(
        "chunked body without its end",
        ((*TAKE, head(200, {"Transfer-Encoding": "chunked"}), say(b"2\r\n{}\r\n"), hang_up),),
    ),
    Fault(
        "chunk size that is no number",
        ((*TAKE, head(200, {"Transfer-Encoding": "chunked"}), say(b"zz\r\n{}\r\n"), hang_up),),
    ),
    Fault(
        "two Content-Lengths that differ",
        (
            (
                *TAKE,
                say(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n{}{}"),
                hang_up,
            ),
        ),
    ),
    Fault(
        "100 MB of headers",
        ((*TAKE, say(b"HTTP/1.1 200 OK\r\n"), flood(b"X-Filler: 1\r\n" * 10_000, 770)),),
    ),
    Fault(
        "101 that nobody asked for",
        (
            (
                *TAKE,
                say(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\nhello"),
                hang_up,
            ),
        ),
        error=(TransportError, ApiError),
        also_right=EITHER_IF_IDEMPOTENT,
    ),
    Fault(
        "gzip that is none",
        ((*TAKE, answer(200, b"not gzip", GZIP)),),
        error=(TransportError, InvalidResponse),
        also_right=EITHER_IF_IDEMPOTENT,
    ),
    Fault(
        "gzip cut short",
        ((*TAKE, answer(200, ZIPPED[:-20], GZIP)),),
        error=(TransportError, InvalidResponse),
        also_right=EITHER_IF_IDEMPOTENT,
    ),
    Fault(
        "gzip of a text cut short",
        ((*TAKE, answer(200, ZIPPED[:-20], GZIP)),),
        error=(TransportError, InvalidResponse),
        also_right=EITHER_IF_IDEMPOTENT,
        text_result=True,
    ),
    Fault(
        "404 whose body is cut",
        ((read_request, head(404, {"Content-Length": "500"}), say(NOT_FOUND), hang_up),),
        error=(TransportError, NotFound),
        outcome=fails("unknown", "rejected"),
        also_right=EITHER_IF_IDEMPOTENT,
    ),
)

TWICE_IF_IDEMPOTENT = {**dict.fromkeys(IDEMPOTENT, range(2, 3)), "POST": range(1, 2)}
MIXED = (
    Fault(
        "carried out and dropped, then 404 for ever",
        ((*TAKE, hang_up), (read_request, answer(404, NOT_FOUND))),
        NONE,
        (NotFound, TransportError),
        fails("unknown", "rejected"),
        lasts=True,
        attempts=TWICE_IF_IDEMPOTENT,
    ),
    Fault(
        "carried out and dropped, then refused for ever",
        ((*TAKE, go_down, hang_up),),
        NONE,
        TransportError,
        fails("unknown", "not_sent"),
        max_retries=2,
        attempts=dict.fromkeys(CALLS, range(1, 2)),
        followed_up=False,
    ),
    Fault(
        "carried out with 500, then a pending job",
        ((*TAKE, answer(500, FAILED)), (read_request, answer(429, PENDING))),
        NONE,
        ApiError,
        fails("unknown", "rejected"),
        lasts=True,
        attempts=TWICE_IF_IDEMPOTENT,
    ),
    Fault(
        "429, then carried out and dropped",
        ((read_request, answer(429, LIMITED, told=window_ends_in(0))), (*TAKE, hang_up)),
        attempts={"POST": range(2, 3)},
    ),
    Fault(
        "refused, then carried out and dropped",
        ((*TAKE, hang_up),),
        down_for_s=0.05,
    ),
    Fault(
        "redirected with 307, then carried out and dropped",
        ((read_request, answer(307, told=to_own("/moved"))), (*TAKE, hang_up)),
        attempts={"POST": range(2, 3)},
    ),
    Fault(
        "429, 503, dropped",
        (
            (read_request, answer(429, LIMITED)),
            (*TAKE, answer(503, FAILED)),
            (*TAKE, hang_up),
        ),
        error=ServerError,
        attempts={"POST": range(2, 3)},
    ),
)


FAULTS = (*NEVER_CONNECTED, *DROPPED, *SLOW, *SILENT_FOR_EVER, *BROKEN, *MIXED)
