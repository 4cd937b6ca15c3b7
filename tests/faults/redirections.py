"""Redirects: to the own origin, away from it, in circles, and to what is no address."""

from __future__ import annotations

from connector.errors import ConnectorError

from .fault import ALL, CALLS, NONE, ONLY_GET, TAKE, Fault, fails
from .steps import answer, elsewhere, read_request, to_itself, to_own

FAULTS = (
    *(
        Fault(
            f"{status} to the own origin",
            ((read_request, answer(status, told=to_own("/moved"))),),
            survivors,
            ConnectorError,
            fails("rejected", "unknown"),
        )
        for status, survivors in (
            (301, ONLY_GET),
            (302, ONLY_GET),
            (303, ONLY_GET),
            (307, ALL),
            (308, ALL),
        )
    ),
    *(
        Fault(
            f"302 to {name}",
            ((read_request, answer(302, told=elsewhere(form))),),
            ONLY_GET,
            ConnectorError,
            fails("rejected", "unknown"),
        )
        for name, form in (
            ("a relative path", "moved"),
            ("a path above the root", "../../moved"),
            ("a query", "?again=1"),
            ("the whole own address", "http://{own}/moved?a=b%20c#part"),
            ("a path that is not ASCII", "/m\xf6ved"),
        )
    ),
    Fault(
        "303 to the result of what was carried out",
        ((*TAKE, answer(303, told=to_own("/result"))),),
        ONLY_GET,
        ConnectorError,
        fails("unknown", "rejected"),
    ),
    *(
        Fault(
            f"{status} to itself, for ever",
            ((read_request, answer(status, told=to_itself)),),
            NONE,
            ConnectorError,
            fails("rejected", "unknown"),
            lasts=True,
            attempts=dict.fromkeys(CALLS, range(1, 25)),
        )
        for status in (302, 307)
    ),
    *(
        Fault(
            f"{status} to {name}",
            ((read_request, answer(status, told=elsewhere(form))),),
            NONE,
            ConnectorError,
            fails("rejected", "unknown"),
        )
        for name, form, statuses in (
            ("another port", "http://{other}/me", (302, 307, 308)),
            ("another port, without a scheme", "//{other}/me", (302, 307)),
            ("another port behind a user", "http://{own}@{other}/me", (307,)),
            ("another scheme", "https://{own}/me", (302, 307)),
            ("another name and port", "http://localhost:{other_port}/me", (302, 307)),
            ("another name of this machine", "http://localhost:{own_port}/me", (302, 307)),
            ("no scheme that is known", "file:///etc/hosts", (302,)),
            ("what is no address", "http://[::bad", (302, 307)),
            ("a port that is none", "http://127.0.0.1:99999999/", (302, 307)),
        )
        for status in statuses
    ),
    Fault(
        "302 without a Location",
        ((read_request, answer(302)),),
        NONE,
        ConnectorError,
        fails("rejected", "unknown"),
    ),
)
