"""Faults in a success: answers that cannot be read, are cut, or are merely odd."""

from __future__ import annotations

import gzip

from connector.errors import InvalidResponse, TransportError

from .fault import ALL, DONE, EITHER, EITHER_IF_IDEMPOTENT, GZIP, HTML, NONE, PAGE, TAKE, Fault
from .steps import answer, flood, hang_up, head, say, succeed

UNASKED = b'HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{"type": "done", "serial": -1}'
"""An answer to no request, which must never pass for the next call's."""

UNREADABLE = (
    *(
        Fault(name, ((*TAKE, *steps),), NONE, InvalidResponse, max_response_bytes=limit)
        for name, steps, limit in (
            ("200 with HTML", (answer(200, PAGE, HTML),), None),
            ("200 with HTML that says it is JSON", (answer(200, PAGE),), None),
            ("200 in latin-1", (answer(200, '{"name": "Zoë"}'.encode("latin-1")),), None),
            ("200 nested 100,000 deep", (answer(200, b"[" * 100_000 + b"]" * 100_000),), None),
            (
                "200 in an encoding nobody asked for",
                (answer(200, b"\x0b\x02", {"Content-Encoding": "br"}),),
                None,
            ),
            ("200 with NaN cut in two", (answer(200, b'{"a": Na'),), None),
            (
                "200 with a number of 10,000 digits",
                (answer(200, b'{"a": ' + b"9" * 10_000 + b"}"),),
                None,
            ),
            ("200 larger than allowed", (answer(200, b'"' + b"x" * 200_000 + b'"'),), 100_000),
            (
                "200 larger than allowed, chunked",
                (
                    head(200, {"Transfer-Encoding": "chunked"}),
                    flood(b"10000\r\n" + b"x" * 65536 + b"\r\n", 1000),
                ),
                100_000,
            ),
            (
                "200 larger than allowed once unzipped",
                (answer(200, gzip.compress(b'"' + b"x" * 50_000_000 + b'"', 1, mtime=0), GZIP),),
                1_000_000,
            ),
        )
    ),
    Fault(
        "200 in UTF-16 without saying so",
        ((*TAKE, answer(200, '{"type": "done"}'.encode("utf-16"))),),
        NONE,
        InvalidResponse,
        # JSON texts may be recognised by their first bytes.
        also_right=EITHER,
        result={"type": "done"},
        at_once=True,
    ),
)

CUT = Fault(
    "200 without a length, cut",
    ((*TAKE, say(b'HTTP/1.0 200 OK\r\n\r\n{"data": ['), hang_up),),
    NONE,
    (InvalidResponse, TransportError),
    also_right=EITHER_IF_IDEMPOTENT,
)

HARMLESS = tuple(
    Fault(name, ((*TAKE, *steps),), ALL, at_once=True, result=result)
    for name, steps, result in (
        ("200 with an empty body", (answer(200),), None),
        ("204", (head(204),), None),
        ("204 with a body", (head(204), say(b"{}"), hang_up), None),
        ("204 with another answer behind it", (head(204, behind=UNASKED),), None),
        ("204 with another answer after it", (head(204), say(UNASKED)), None),
        (
            "1xx, then the answer",
            (succeed(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),),
            DONE,
        ),
        ("100 Continue, then the answer", (succeed(b"HTTP/1.1 100 Continue\r\n\r\n"),), DONE),
        (
            "HTTP/1.0 without a length",
            (
                succeed(head_line=b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"),
                hang_up,
            ),
            DONE,
        ),
        (
            "bare newlines",
            (succeed(head_line=b"HTTP/1.1 200 OK\nConnection: close\n\n"), hang_up),
            DONE,
        ),
        (
            "1,000 headers",
            (
                say(
                    b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: filler\r\n" % n for n in range(1000))
                ),
                succeed(head_line=b"Connection: close\r\n\r\n"),
                hang_up,
            ),
            DONE,
        ),
        ("another answer behind the answer", (succeed(behind=UNASKED),), DONE),
        ("another answer after the answer", (succeed(), say(UNASKED)), DONE),
        ("garbage behind the answer", (succeed(behind=b"\x00\x01\x02"),), DONE),
        (
            "chunk extensions and a trailer",
            (
                head(200, {"Transfer-Encoding": "chunked"}),
                say(b'2;odd="a"\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n'),
            ),
            {},
        ),
        (
            "both a length and chunks",
            (
                head(200, {"Transfer-Encoding": "chunked", "Content-Length": "1"}),
                say(b"2\r\n{}\r\n0\r\n\r\n"),
            ),
            {},
        ),
        ("Connection: close, left open", (answer(200, b"{}", {"Connection": "close"}),), {}),
        ("JSON null", (answer(200, b"null"),), None),
        ("JSON text", (answer(200, b'"done"'),), "done"),
        ("an empty list", (answer(200, b" [ ] "),), []),
        ("gzip, well formed", (answer(200, gzip.compress(b'{"a": 1}', mtime=0), GZIP),), {"a": 1}),
        ("byte order mark", (answer(200, b'\xef\xbb\xbf{"a": 1}'),), {"a": 1}),
    )
)


FAULTS = (*UNREADABLE, CUT, *HARMLESS)
