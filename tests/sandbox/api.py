"""A caller of the sandbox for tests: plain requests in, status and JSON out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    """Sends requests to one sandbox, with a token unless `headers` are given."""

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
        raw = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        response = self.sandbox.handle(
            Request(
                method,
                path,
                [(name, str(value)) for name, value in (query or {}).items()],
                {"authorization": "Bearer anything"} if headers is None else headers,
                raw,
            )
        )
        data = json.loads(response.body) if response.body else None
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
