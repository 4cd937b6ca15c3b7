"""Pages of records: cursors for the newer lists, page numbers for the older ones.

Cursors name the last row given (its sort value and row number), so a page is found without
counting rows and stays right while others add records. They are bound to the order they were made
for and mean nothing to a caller.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .body import MAX_WHOLE, read_json
from .messages import Json, Refusal, invalid
from .records import Records, Row

MAX_PER_PAGE = 150

FEW = 5_000
"""Up to this many matches are found by the filter and then sorted. More are walked in the order
of the list, since a page of them is full soon; walking for few would read nearly every row."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by: an SQL expression that is never null, and the document key."""

    column: str = "created_at"
    descending: bool = True

    @property
    def name(self) -> str:
        """What a cursor remembers the order by."""
        return f"{self.column} {'desc' if self.descending else 'asc'}"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the previous page ended. `page` is the number of the page to come."""

    order: str
    value: Any
    seq: int
    page: int

    def encode(self) -> str:
        """The opaque text callers send back as `starting_after`."""
        parts = json.dumps([self.order, self.value, self.seq, self.page], separators=(",", ":"))
        return urlsafe_b64encode(parts.encode()).decode()

    @classmethod
    def decode(cls, text: str, order: Order) -> Cursor:
        """Raises Refusal 400 `client_error` for a cursor that was not made for this order."""
        refusal = Refusal(400, "client_error", "The starting_after cursor is not valid")
        try:
            parts = read_json(urlsafe_b64decode(text.encode()))
        except ValueError as exc:
            raise refusal from exc
        if (
            not isinstance(parts, list)
            or len(parts) != 4
            or parts[0] != order.name
            or not isinstance(parts[1], str | int | float)
            or not all(isinstance(part, int) for part in parts[2:])
            or any(isinstance(part, int) and abs(part) > MAX_WHOLE for part in parts)
        ):
            raise refusal
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of records, with what the envelope says about it."""

    docs: list[Json]
    total: int
    page: int
    per_page: int
    starting_after: str | None = None

    @property
    def total_pages(self) -> int:
        """How many pages there are; 0 when nothing matches."""
        return -(-self.total // self.per_page)

    def pages(self) -> Json:
        """The `pages` object of a cursor list; `next` is there only when there is more."""
        made: Json = {
            "type": "pages",
            "page": self.page,
            "per_page": self.per_page,
            "total_pages": self.total_pages,
        }
        if self.starting_after is not None:
            made["next"] = {"per_page": self.per_page, "starting_after": self.starting_after}
        return made

    def cursor(self) -> Json:
        """The `pages` object of the lists that tell no numbers of pages; `next` may be null."""
        upcoming = {"starting_after": self.starting_after} if self.starting_after else None
        return {"type": "pages", "per_page": self.per_page, "next": upcoming}

    def page_links(self, url: str | None = None) -> Json:
        """The `pages` object of a page-numbered list; `next` is null at the end.

        With `url` it is an address as some lists have it, else an object with the next number.
        """
        upcoming: Json | str | None = None
        if self.page < self.total_pages:
            upcoming = {"page": self.page + 1, "per_page": self.per_page}
            if url is not None:
                upcoming = f"{url}?page={self.page + 1}&per_page={self.per_page}"
        return {
            "type": "pages",
            "next": upcoming,
            "page": self.page,
            "per_page": self.per_page,
            "total_pages": self.total_pages,
        }

    def on_top(self, views: list[Json]) -> Json:
        """A page-numbered list that has no `pages` but its numbers beside the data."""
        return {
            "type": "list",
            "data": views,
            "total_count": self.total,
            "page": self.page,
            "per_page": self.per_page,
            "total_pages": self.total_pages,
        }


def per_page_of(value: int | None, default: int, most: int = MAX_PER_PAGE) -> int:
    """A page size: the default when absent, at most `most`; less than 1 is refused."""
    if value is None:
        return default
    if value < 1:
        raise invalid("per_page must be at least 1", "per_page")
    return min(value, most)


def cursor_page(
    records: Records,
    kind: str,
    where: str,
    args: Sequence[Any],
    *,
    order: Order,
    per_page: int,
    starting_after: str | None,
) -> Page:
    """The records after a cursor that meet an SQL condition.

    Raises:
        Refusal: 400 `client_error` for a bad cursor.
    """
    few = records.matching(kind, where, args, FEW + 1)
    page_number, total = 1, len(few)
    values: list[Any]
    if total <= FEW:
        condition, values = "seq IN (SELECT value FROM json_each(?))", [json.dumps(few)]
        # The plus keeps SQLite from walking an index of the order.
        walk = "+"
    else:
        condition, values = where, list(args)
        walk, total = "", records.count(kind, where, args)
    if starting_after:
        cursor = Cursor.decode(starting_after, order)
        page_number = cursor.page
        sign = "<" if order.descending else ">"
        condition = f"({condition}) AND ({order.column}, seq) {sign} (?, ?)"
        values += [cursor.value, cursor.seq]
    direction = "DESC" if order.descending else "ASC"
    rows = records.select(
        kind,
        condition,
        values,
        order=f"{walk}{order.column} {direction}, {walk}seq {direction}",
        limit=per_page + 1,
    )
    after = None
    if len(rows) > per_page:
        last_seq, last = rows[per_page - 1]
        value = records.value_of(kind, order.column, last["id"])
        after = Cursor(order.name, value, last_seq, page_number + 1).encode()
    return Page([doc for _, doc in rows[:per_page]], total, page_number, per_page, after)


def numbered_page(
    records: Records,
    kind: str,
    where: str,
    args: Sequence[Any],
    *,
    page: int | None,
    per_page: int,
    order: str,
) -> Page:
    """Page `page` (from 1) of the records that meet an SQL condition."""
    number = page or 1
    if number < 1:
        raise invalid("page must be at least 1", "page")
    total = records.count(kind, where, args)
    rows: list[Row] = records.select(
        kind, where, args, order=order, limit=per_page, offset=(number - 1) * per_page
    )
    return Page([doc for _, doc in rows], total, number, per_page)


def list_of(page: Page, view: Callable[[list[Json]], list[Json]], key: str, kind: str) -> Json:
    """A cursor list as the API sends it."""
    return {
        "type": kind,
        key: view(page.docs),
        "total_count": page.total,
        "pages": page.pages(),
    }
