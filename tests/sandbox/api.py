"""A caller of the sandbox for tests: plain requests in, status and JSON out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from connector.sandbox import Request, Sandbox

NORA, TOMAS, AIKO = "8140001", "8140002", "8140003"
SUPPORT_TEAM, WORKSHOP_TEAM = "6140001", "6140002"
REPAIR, STOCK_CHECK, RECALL = "11", "12", "13"
SUBMITTED, IN_PROGRESS, WAITING, RESOLVED, WAITING_FOR_PARTS = "81", "82", "83", "84", "85"


def contact_id(number: int) -> str:
    """The id of the seed's n-th contact: 1 Maria, 2 Liam, 3 Hana, 4 Otto ... 10 Wei, 11, 12."""
    return f"66a1c0dec001{number:012x}"


def company_id(number: int) -> str:
    """The id of the seed's n-th company: 1 Velo, 2 Green Lanes, 3 Northside, 4 Spoke & Bean."""
    return f"66a1c0deb001{number:012x}"


def visitor_id(number: int) -> str:
    """The id of the seed's n-th visitor of three; the third is called Sam."""
    return f"66a1c0de0715{number:012x}"


def visitor_key(number: int) -> str:
    """The `user_id` of the seed's n-th visitor."""
    return f"5f0d7f62-3b5e-4c1e-9d0a-2f6c1c7be{number:03}"


class Clock:
    """A clock that moves only when told to, in UNIX seconds."""

    def __init__(self, now_s: float = 1_760_000_000) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s

    def pass_(self, seconds: float) -> int:
        self.now_s += seconds
        return int(self.now_s)


@dataclass(frozen=True)
class Form:
    """A `multipart/form-data` body. Values that are bytes are files."""

    fields: Mapping[str, str | bytes]

    content_type = "multipart/form-data; boundary=between"

    @property
    def encoded(self) -> bytes:
        made = b""
        for name, value in self.fields.items():
            is_file = isinstance(value, bytes)
            head = f'form-data; name="{name}"' + ('; filename="sent.json"' if is_file else "")
            content = value if isinstance(value, bytes) else value.encode()
            made += f"--between\r\nContent-Disposition: {head}\r\n\r\n".encode() + content + b"\r\n"
        return made + b"--between--\r\n"


@dataclass(frozen=True)
class Reply:
    status: int
    data: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> str:
        """The code of the first error."""
        return str(self.data["errors"][0]["code"])

    @property
    def message(self) -> str:
        return str(self.data["errors"][0]["message"])


class Api:
    """Sends requests to one sandbox, with a token unless `headers` are given.

    A path may end in a query. Answers that are no JSON are bytes.
    """

    def __init__(self, sandbox: Sandbox, clock: Clock) -> None:
        self.sandbox = sandbox
        self.clock = clock

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        given = {"authorization": "Bearer anything"} if headers is None else headers
        if isinstance(body, Form):
            given, body = {**given, "content-type": body.content_type}, body.encoded
        raw = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        path, _, asked = path.partition("?")
        response = self.sandbox.handle(
            Request(
                method,
                path,
                [*parse_qsl(asked), *((name, str(value)) for name, value in (query or {}).items())],
                given,
                raw,
            )
        )
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        data = json.loads(response.body) if is_json else response.body or None
        return Reply(response.status, data, response.headers)

    def ok(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """The data of an answer that has to be a success."""
        reply = self.send(method, path, body, query)
        assert 200 <= reply.status < 300, (method, path, reply.status, reply.data)
        return reply.data

    def get(self, path: str, **query: Any) -> Any:
        return self.ok("GET", path, **query)

    def post(self, path: str, body: Any = None, **query: Any) -> Any:
        return self.ok("POST", path, body, **query)

    def put(self, path: str, body: Any = None) -> Any:
        return self.ok("PUT", path, body)

    def delete(self, path: str, body: Any = None) -> Any:
        return self.ok("DELETE", path, body)

    def search(self, noun: str, field: str, operator: str, value: Any) -> set[str]:
        """The ids a search with one filter finds."""
        query = {"field": field, "operator": operator, "value": value}
        return self.found(noun, query)

    def found(self, noun: str, query: Any) -> set[str]:
        key = "data" if noun == "contacts" else noun
        body = {"query": query, "pagination": {"per_page": 150}}
        return {item["id"] for item in self.post(f"/{noun}/search", body)[key]}
