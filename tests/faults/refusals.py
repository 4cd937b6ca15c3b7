"""Faults that the API tells of: refusals, failures and rate limits, in every shape."""

from __future__ import annotations

from connector.errors import (
    ApiError,
    ConnectorError,
    InvalidResponse,
    NotFound,
    RateLimited,
    ServerError,
    TransportError,
)

from .fault import (
    ALL,
    CALLS,
    EITHER,
    EITHER_IF_IDEMPOTENT,
    FAILED,
    HTML,
    LIMITED,
    NONE,
    NOT_FOUND,
    PAGE,
    PENDING,
    TAKE,
    Fault,
    error_list,
    fails,
)
from .steps import (
    answer,
    answer_with_token,
    hang_up,
    hang_up_gently,
    read_head,
    read_request,
    retry_after,
    window_ends_in,
)

ODD_ERROR_BODIES = {
    "nothing": b"",
    "null": b"null",
    "a number": b"404",
    "a list": b'["no"]',
    "errors that are text": b'{"errors": "no"}',
    "errors that are null": b'{"errors": null}',
    "errors that are lists": b'{"errors": [["no"], null, 5]}',
    "codes that are objects": b'{"errors": [{"code": {"a": []}, "message": [1]}]}',
    "a message that is an object": b'{"message": {"a": 1}, "code": 5}',
    "half a surrogate": b'{"errors": [{"code": "a", "message": "\\ud800"}]}',
    "numbers that are none": b'{"errors": [{"code": "a", "message": NaN, "field": Infinity}]}',
    "a number of 10,000 digits": b'{"errors": [{"code": ' + b"9" * 10_000 + b"}]}",
    "escape sequences": b'{"errors": [{"code": "a", "message": "\\u001b[2J\\r\\n\\u0000"}]}',
    "bytes that are no text": b"\xff\xfe\x00\xd8\x00",
}

REFUSED = (
    *(
        Fault(
            f"404 with {name}",
            ((read_request, answer(404, body)),),
            NONE,
            NotFound,
            fails("rejected"),
        )
        for name, body in ODD_ERROR_BODIES.items()
    ),
    *(
        Fault(
            f"404 in charset {charset}",
            (
                (
                    read_request,
                    answer(404, "nö".encode(), {"Content-Type": f"text/plain; charset={charset}"}),
                ),
            ),
            NONE,
            NotFound,
            fails("rejected"),
        )
        for charset in ("none-such", "base64", "idna", "utf-16", "unicode_escape")
    ),
    *(
        Fault(
            f"{status} that quotes the token in {name}",
            ((read_request, answer_with_token(status, form, headers)),),
            NONE,
            ApiError,
            fails("rejected"),
        )
        for status in (401, 400)
        for name, form, headers in (
            ("JSON", b'{"errors": [{"code": "unauthorized", "message": "%b is wrong"}]}', {}),
            ("HTML", b"<p>You sent %b</p>", HTML),
        )
    ),
    Fault(
        "400",
        ((read_request, answer(400, error_list("parameter_invalid", "No."))),),
        NONE,
        ApiError,
        fails("rejected"),
    ),
    Fault("404", ((read_request, answer(404, NOT_FOUND)),), NONE, NotFound, fails("rejected")),
    Fault(
        "404 nested 600 deep",
        ((read_request, answer(404, b'{"a": ' + b"[" * 600 + b"]" * 600 + b"}")),),
        NONE,
        NotFound,
        fails("rejected"),
    ),
    Fault(
        "422 with a message of 1 MB",
        ((read_request, answer(422, error_list("invalid", "x" * 1_000_000))),),
        NONE,
        ApiError,
        fails("rejected"),
    ),
    Fault(
        "400 before a large request was read, then drained",
        ((read_head, answer(400, NOT_FOUND, {"Connection": "close"}), hang_up_gently),),
        NONE,
        ApiError,
        fails("rejected"),
        large_body=True,
    ),
    Fault(
        "400 before a large request was read, then cut",
        ((read_head, answer(400, NOT_FOUND, {"Connection": "close"}), hang_up),),
        NONE,
        (ApiError, TransportError),
        fails("rejected", "unknown"),
        also_right=EITHER_IF_IDEMPOTENT,
        head_may_be_lost=True,
        large_body=True,
    ),
    Fault(
        "200 with an error.list",
        ((read_request, answer(200, NOT_FOUND)),),
        NONE,
        ApiError,
        fails("rejected", "unknown"),
    ),
)

FAILING = (
    *(
        Fault(f"{status}", ((*TAKE, answer(status, FAILED)),), error=ApiError)
        for status in (408, 500, 502, 503, 504)
    ),
    *(
        Fault(
            f"{status} for ever",
            ((*TAKE, answer(status, FAILED)),),
            NONE,
            ApiError,
            fails("unknown", "rejected"),
            lasts=True,
            max_retries=2,
        )
        for status in (408, 500, 503)
    ),
    Fault(
        "500, 503, 502",
        tuple((*TAKE, answer(s, FAILED)) for s in (500, 503, 502)),
        error=ServerError,
    ),
    Fault("502 with HTML", ((*TAKE, answer(502, PAGE, HTML)),), error=ServerError),
    Fault(
        "500 with 10 MB of HTML",
        ((*TAKE, answer(500, PAGE + b"x" * 10_000_000, HTML)),),
        error=ServerError,
    ),
    Fault(
        "500 with 10 MB of HTML, for ever",
        ((*TAKE, answer(500, PAGE + b"x" * 10_000_000, HTML)),),
        NONE,
        ServerError,
        lasts=True,
        max_retries=2,
    ),
    Fault(
        "500 larger than allowed",
        ((*TAKE, answer(500, PAGE + b"x" * 1_000_000, HTML)),),
        error=(ServerError, InvalidResponse),
        max_response_bytes=100_000,
    ),
    Fault(
        "503 with Retry-After",
        ((*TAKE, answer(503, FAILED, told=retry_after(1))),),
        error=ServerError,
    ),
    Fault("700", ((*TAKE, answer(700, FAILED)),), NONE, ConnectorError),
    Fault(
        "501",
        ((read_request, answer(501, FAILED)),),
        NONE,
        ServerError,
        fails("rejected", "unknown"),
    ),
)

LIMITING = (
    Fault(
        "429 until the window ends",
        ((read_request, answer(429, LIMITED, told=window_ends_in(1))),),
        ALL,
    ),
    Fault(
        "429 with Retry-After", ((read_request, answer(429, LIMITED, told=retry_after(1))),), ALL
    ),
    Fault("429 twice", ((read_request, answer(429, LIMITED, told=window_ends_in(1))),) * 2, ALL),
    Fault(
        "429 whose window is over",
        ((read_request, answer(429, LIMITED, told=window_ends_in(-60))),),
        ALL,
    ),
    Fault("429 that tells nothing", ((read_request, answer(429, LIMITED)),), ALL),
    Fault(
        "429 with a Reset that is no number",
        ((read_request, answer(429, LIMITED, {"X-RateLimit-Reset": "soon"})),),
        ALL,
    ),
    Fault(
        "429 with Retry-After as a date",
        ((read_request, answer(429, LIMITED, {"Retry-After": "Wed, 01 Jan 2020 00:00:00 GMT"})),),
        ALL,
    ),
    *(
        Fault(
            f"429 with Retry-After {text}",
            ((read_request, answer(429, LIMITED, {"Retry-After": text})),),
            ALL,
        )
        for text in ("0", "-5", "0.5", "soon", "")
    ),
    *(
        Fault(
            f"429 with {name}",
            ((read_request, answer(429, LIMITED, headers)),),
            ALL,
            RateLimited,
            fails("rejected"),
            also_right=EITHER,
            followed_up=False,
        )
        for name, headers in (
            ("Retry-After of 40 digits", {"Retry-After": "9" * 40}),
            ("Reset of 40 digits", {"X-RateLimit-Reset": "9" * 40}),
            ("Reset in milliseconds", {"X-RateLimit-Reset": "1900000000000"}),
            ("Reset below zero", {"X-RateLimit-Reset": "-1"}),
            ("Remaining below zero", {"X-RateLimit-Remaining": "-1", "X-RateLimit-Limit": "0"}),
        )
    ),
    Fault("429 with HTML", ((read_request, answer(429, PAGE, HTML)),), ALL),
    Fault(
        "429 for ever",
        ((read_request, answer(429, LIMITED, told=window_ends_in(0))),),
        NONE,
        RateLimited,
        fails("rejected"),
        lasts=True,
        attempts=dict.fromkeys(CALLS, range(2, 5)),
    ),
    *(
        Fault(
            f"429 with {name} an hour ahead",
            ((read_request, answer(429, LIMITED, told=told)),),
            NONE,
            RateLimited,
            fails("rejected"),
            least_retry_after_s=least_s,
            # The window is known to be full: the next call would not even be sent.
            followed_up=name != "Reset",
        )
        for name, told, least_s in (
            ("Reset", window_ends_in(3600), 10),
            ("Retry-After", retry_after(3600), 3500),
        )
    ),
    Fault(
        "429 that says a job is pending",
        ((read_request, answer(429, PENDING, told=window_ends_in(1))),),
        NONE,
        RateLimited,
        fails("rejected"),
    ),
)


FAULTS = (*REFUSED, *FAILING, *LIMITING)
