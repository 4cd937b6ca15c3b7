"""Listings, page after page, as a flow of calls. Pure.

A listing never skips, repeats or loops in silence: a page that cannot be read, a cursor that comes
twice and a page that is the same as the one before it are errors, which tell where to resume.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from .calls import Call, Emit, Run, Steps
from .dotted import MISSING, value_at, with_value
from .errors import ApiError, ConnectorError, InvalidParams, PagingError, Problem, Timeout
from .model import Action, Pager
from .redirects import is_below, origin_of

ASSUMED_SIZE = 20
"""Page size to start from when a page has timed out and nobody ever named a size."""

_PAGE_PLACE = re.compile(r"([0-9]{1,9})(?::([1-9][0-9]{0,8}))?")

Prepare = Callable[[Mapping[str, Any]], Call]
"""Makes a call of the listing's action with these params; raises ``InvalidParams``."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its ``items``, the whole answer as ``data``, and ``number`` counted from 1.

    ``after`` is the place after this page, to be given to ``pages(after=…)``; ``None`` on the last.
    """

    items: list[Any] = field(repr=False)
    data: Any = field(repr=False)
    number: int
    after: str | None


def page_steps(
    action: Action,
    params: Mapping[str, Any],
    prepare: Prepare,
    *,
    after: str | None = None,
    limit: int | None = None,
) -> Steps[None]:
    """Emit each ``Page`` of a listing; a single one for an action without pages.

    ``limit`` is the number of items that the caller will take; the flow stops once it has emitted
    as many. Raises ``PagingError``, and what a call raises.
    """
    pager = action.pager
    if pager is None:
        raise PagingError(
            "it does not list page by page.", action=action.name, next_step="Use run()."
        )
    listing = _Listing(action, pager, params, limit)
    listing.start(after)
    if limit is not None and limit < 1:
        return
    while True:
        call = listing.call(prepare)
        try:
            response = yield Run(call)
        except (Timeout, ApiError) as error:
            if not listing.shrink(error):
                _tell_place(error, listing)
                raise
            continue
        except ConnectorError as error:
            _tell_place(error, listing)
            raise
        page = listing.read(response.data, call)
        yield Emit(page)
        if listing.is_satisfied():
            return
        if page.after is None:
            listing.check_whole(page.data)
            return


def each_page(flow: Steps[None], take: Callable[[Page], bool]) -> Steps[bool]:
    """Hand each page of a listing to ``take`` in place of emitting it, until that says no.

    Returns whether the listing had come to its end.
    """
    try:
        step = next(flow)
        while True:
            if isinstance(step, Emit):
                if not take(step.value):
                    return step.value.after is None
                step = flow.send(None)
                continue
            try:
                told = yield step
            except ConnectorError as error:
                step = flow.throw(error)
            else:
                step = flow.send(told)
    except StopIteration:
        return True
    finally:
        flow.close()


def _tell_place(error: ConnectorError, listing: _Listing) -> None:
    """Say where the listing can be taken up again."""
    if listing.place is not None and listing.number:
        place = f"Resume with after={listing.place!r}."
        error.next_step = f"{error.next_step} {place}" if error.next_step else place


class _Listing:
    """Where a listing stands: the place of the next page, its size, what has come."""

    def __init__(
        self, action: Action, pager: Pager, params: Mapping[str, Any], limit: int | None
    ) -> None:
        self.action = action
        self.pager = pager
        self.number = 0
        self.place: str | None = None
        self._params = dict(params)
        self._limit = limit
        self._count = 0
        self._page = pager.first_page
        self._places: set[str] = set()
        self._previous: Any = None
        self._size = self._given_size()

    def _given_size(self) -> int | None:
        """Return the page size: the caller's, else the largest, since fewer calls are better."""
        param, most = self.pager.size_param, self.pager.max_size
        if param is None:
            return None
        given = value_at(self._params, param)
        if given is not MISSING:
            return int(given) if str(given).isdecimal() and int(given) > 0 else None
        if most is not None and self._limit is not None:
            return max(1, min(most, self._limit))
        return most

    def start(self, after: str | None) -> None:
        """Begin at a saved place; raises ``InvalidParams`` where it is none."""
        pager = self.pager
        if pager.style == "page" and pager.page_param is not None:
            given = value_at(self._params, pager.page_param)
            start = after if after is not None else None if given is MISSING else str(given)
            if start is not None:
                found = _PAGE_PLACE.fullmatch(str(start))
                if found is None:
                    problem = Problem("after", f"{start!r} is not a page number")
                    raise InvalidParams([problem], action=self.action.name)
                self._page = int(found[1])
                self._size = int(found[2]) if found[2] else self._size
        self.place = after

    def call(self, prepare: Prepare) -> Call:
        """Return the call for the next page."""
        pager, params = self.pager, self._params
        if self._size is not None and pager.size_param is not None:
            params = with_value(params, pager.size_param, self._size)
        if pager.style == "page" and pager.page_param is not None:
            if self._page != pager.first_page or self.number:
                params = with_value(params, pager.page_param, self._page)
        elif pager.style == "cursor" and pager.cursor_param and self.place is not None:
            params = with_value(params, pager.cursor_param, self.place)
        call = prepare(params)
        if pager.style == "url" and self.place is not None:
            call = self._follow(call, self.place)
        if self._can_shrink():
            policy = replace(call.caller.policy, repeat_timeouts=False)
            call = replace(call, caller=replace(call.caller, policy=policy))
        return call

    def _follow(self, call: Call, url: str) -> Call:
        """Return the call for an address that an answer gave: our own origin's only."""
        base = urlsplit(call.caller.base_url)
        try:
            target = urlsplit(urljoin(call.caller.base_url + call.request.target, url))
            same = origin_of(target) == origin_of(base)
        except ValueError:
            same = False
        prefix = base.path.rstrip("/")
        if not same or not is_below(prefix, target.path):
            raise self._stuck("the address of the next page is not the connection's own")
        path = target.path.removeprefix(prefix)
        return replace(call, request=replace(call.request, path=path, query=target.query))

    def read(self, data: Any, call: Call) -> Page:
        """Return the page that an answer holds, and go on to the next place."""
        items = value_at(data, self.pager.items)
        if items is None:
            items = []
        if items is MISSING and self.number == 0 and isinstance(data, dict) and "id" in data:
            # A listing that is asked for one thing by its key may answer with the thing itself.
            items = [data]
        if not isinstance(items, list):
            raise self._stuck(f"the answer holds no list at {self.pager.items!r}")
        if items and items == self._previous:
            raise self._stuck("the API gave the same page twice")
        self._previous = items
        self.number += 1
        self._count += len(items)
        after = self._next_place(data, items)
        if after is not None and after in self._places and not self.pager.stop_when_empty:
            raise self._stuck("the API gave the same cursor twice")
        if after is not None:
            self._places.add(after)
            if self.pager.style == "page":
                self._page = int(after)
                if self._size is not None:
                    # A page's number is a place only together with the size of the pages.
                    after = f"{after}:{self._size}"
        self.place = after
        return Page(items, data, self.number, after)

    def _next_place(self, data: Any, items: list[Any]) -> str | None:
        pager = self.pager
        found = value_at(data, pager.next) if pager.next is not None else MISSING
        if pager.stop_when_empty and not items:
            return None
        if pager.style == "page":
            total = value_at(data, pager.total_pages) if pager.total_pages else MISSING
            if isinstance(total, int):
                return str(self._page + 1) if self._page < total else None
            return str(self._page + 1) if found and found is not MISSING and items else None
        if not found or found is MISSING:
            holder = value_at(data, pager.next.rpartition(".")[0]) if pager.next else MISSING
            if holder and isinstance(holder, str):
                raise self._stuck(f"the answer holds an address where {pager.next!r} should be")
            return None
        if isinstance(found, bool) or not isinstance(found, (str, int)):
            raise self._stuck(f"what the answer holds at {pager.next!r} is no place")
        return str(found)

    def check_whole(self, last: Any) -> None:
        """Raise where the API stops before the end of what it says there is."""
        most = self.pager.max_items
        total = value_at(last, self.pager.total) if self.pager.total else MISSING
        if most is not None and isinstance(total, int) and total > self._count >= most:
            raise PagingError(
                f"the API lists {most} of {total} items and stops.",
                action=self.action.name,
                next_step="All it lists has come. Narrow the listing, or use another action.",
            )

    def is_satisfied(self) -> bool:
        """Whether the caller has as many items as wanted."""
        return self._limit is not None and self._count >= self._limit

    def shrink(self, error: Timeout | ApiError) -> bool:
        """Ask for smaller pages from here on; whether that can help."""
        slow = isinstance(error, Timeout) or error.status in (408, 504)
        size = self._smaller_size()
        if not slow or size is None or not self.action.idempotent:
            return False
        if self.pager.style == "page":
            done = (self._page - self.pager.first_page) * (self._size or size)
            self._page = self.pager.first_page + done // size
        self._size = size
        return True

    def _can_shrink(self) -> bool:
        return self._smaller_size() is not None and self.action.idempotent

    def _smaller_size(self) -> int | None:
        """Return at most half the page size, ``None`` where that would lose the place."""
        pager = self.pager
        if pager.size_param is None or (pager.style == "url" and self.place is not None):
            return None
        size, done = self._size or ASSUMED_SIZE, 0
        if pager.style == "page" and self._page != pager.first_page:
            if self._size is None:
                return None
            done = (self._page - pager.first_page) * size
        # What has come must fill whole pages of the new size.
        return next((less for less in range(size // 2, 0, -1) if done % less == 0), None)

    def _stuck(self, what: str) -> PagingError:
        step = f"Resume with after={self.place!r}." if self.place else "Start the listing again."
        return PagingError(f"{what}.", after=self.place, action=self.action.name, next_step=step)
