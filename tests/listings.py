"""Listings run by hand against servers that are functions; no network, no clock."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from connector.calls import Call, Emit, Run
from connector.errors import ConnectorError, ServerError, Timeout
from connector.model import Action, Pager
from connector.paging import Page, page_steps
from connector.wire import Headers, Request, Response

from .playing import BASE, BookLimiter, make_call

Server = Callable[[Call], Any]


def listing_action(pager: Pager | None, *, idempotent: bool = True) -> Action:
    return Action(
        "list_x", "GET", "/x", "X", "List.", effect="read", idempotent=idempotent, pager=pager
    )


def pages_of(
    action: Action,
    server: Server,
    params: Mapping[str, Any] | None = None,
    *,
    base_url: str = BASE,
    **options: Any,
) -> Iterator[Page]:
    """Yield the pages of a listing; what the server raises is what the call raises."""
    model = make_call(action, BookLimiter())
    caller = replace(model.caller, base_url=base_url)

    def prepare(given: Mapping[str, Any]) -> Call:
        query = urlencode({k: v for k, v in given.items() if not isinstance(v, dict)})
        return Call(caller, action, given, Request("GET", "/x", query))

    steps = page_steps(action, params or {}, prepare, **options)
    try:
        step = next(steps)
        while True:
            if isinstance(step, Emit):
                yield step.value
                step = next(steps)
                continue
            assert isinstance(step, Run)
            try:
                data = server(step.call)
            except ConnectorError as error:
                step = steps.throw(error)
            else:
                step = steps.send(Response(200, Headers(), data))
    except StopIteration:
        return


def slow(status: int | None = None) -> ConnectorError:
    """A page that takes too long, told by us or by the API."""
    return Timeout("too slow") if status is None else ServerError("m", status=status)


def items_of(pages: Iterator[Page]) -> list[Any]:
    return [item for page in pages for item in page.items]


@dataclass
class Scripted:
    """A server that gives its answers one after the other, and keeps the calls."""

    answers: list[Any]
    calls: list[Call] = field(default_factory=list)

    def __call__(self, call: Call) -> Any:
        self.calls.append(call)
        told = self.answers.pop(0)
        if isinstance(told, BaseException):
            raise told
        return told

    @property
    def asked(self) -> list[Mapping[str, Any]]:
        return [call.params for call in self.calls]


@dataclass
class Numbered:
    """A server of ``total`` items by page numbers; pages of more than ``quick`` are often slow."""

    total: int
    size: int = 10
    quick: int = 1_000_000
    draw: random.Random = field(default_factory=lambda: random.Random(1))
    first: int = 1
    tells_total: bool = True
    asked: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, call: Call) -> Any:
        size = int(call.params.get("per_page", self.size))
        page = int(call.params.get("page", self.first))
        self.asked.append((page, size))
        if size > self.quick and self.draw.random() < 0.5:
            raise slow(self.draw.choice((None, 504)))
        start = (page - self.first) * size
        found = list(range(self.total))[start : start + size]
        pages: dict[str, Any] = {"next": f"{BASE}/x?page={page + 1}" if found else None}
        if self.tells_total:
            pages["total_pages"] = -(-self.total // size) + self.first - 1
        return {"data": [{"id": n} for n in found], "pages": pages, "total_count": self.total}


@dataclass
class Cursored:
    """A server of ``total`` items by a cursor; pages of more than ``quick`` are often slow."""

    total: int
    quick: int = 1_000_000
    draw: random.Random = field(default_factory=lambda: random.Random(1))
    sizes: list[int] = field(default_factory=list)

    def __call__(self, call: Call) -> Any:
        asked = call.params.get("data", {}).get("pagination", {})
        size, start = asked.get("per_page", 10), int(asked.get("starting_after", 0))
        self.sizes.append(size)
        if size > self.quick and self.draw.random() < 0.5:
            raise slow(self.draw.choice((None, 504)))
        end = min(start + size, self.total)
        following = {"starting_after": str(end)} if end < self.total else None
        return {"data": [{"id": n} for n in range(start, end)], "pages": {"next": following}}
