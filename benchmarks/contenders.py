"""The same calls made three ways: by this library, by bare httpx, by the vendor's SDK.

Each maker returns functions by case, each of which makes one call and returns its result. Calls of
a case differ in path and query from one to the next where the case has any. ``sdk`` and its async
twin return ``None`` where ``python-intercom`` is not installed. All share one loopback server.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from itertools import count
from typing import Any

import httpx

from connector import AsyncConnection, Connection

TOKEN = "benchmark-token"
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}

OURS, HTTPX, SDK = "intercom-connector", "httpx", "python-intercom"

ME = "get_me"
CONTACT = "get_contacts_by_id"
NOTES = "get_contacts_by_id_notes (path and query differ)"
SMALL_SEARCH = "post_contacts_search, 1 found"
PAGE_SEARCH = "post_contacts_search, 50 found"

CASES = (ME, CONTACT, NOTES, SMALL_SEARCH, PAGE_SEARCH)

Calls = dict[str, Callable[[], object]]
AsyncCalls = dict[str, Callable[[], Awaitable[object]]]

_FILTERS: list[dict[str, Any]] = [
    {"field": "email", "operator": "~", "value": "example.com"},
    {"field": "created_at", "operator": ">", "value": 1700000000},
]


def search_body(per_page: int) -> dict[str, Any]:
    """Return the body of a search with two filters."""
    return {
        "query": {"operator": "AND", "value": _FILTERS},
        "pagination": {"per_page": per_page},
    }


def ours(connection: Connection | AsyncConnection) -> Calls:
    """Calls by a connection; of an async one, each returns an awaitable."""
    run, small, page = connection.run, search_body(1), search_body(50)
    ids, pages = count(), count(1)
    return {
        ME: lambda: run("get_me"),
        CONTACT: lambda: run("get_contacts_by_id", {"id": f"63a07ddf{next(ids):016x}"}),
        NOTES: lambda: run(
            "get_contacts_by_id_notes",
            {"id": f"63a07ddf{next(ids):016x}", "page": next(pages), "per_page": 50},
        ),
        SMALL_SEARCH: lambda: run("post_contacts_search", {"data": small}),
        PAGE_SEARCH: lambda: run("post_contacts_search", {"data": page}),
    }


def bare(client: httpx.Client) -> Calls:
    """Calls by httpx, as one writes them by hand."""
    small, page = search_body(1), search_body(50)
    ids, pages = count(), count(1)
    return {
        ME: lambda: client.get("/me").json(),
        CONTACT: lambda: client.get(f"/contacts/63a07ddf{next(ids):016x}").json(),
        NOTES: lambda: client.get(
            f"/contacts/63a07ddf{next(ids):016x}/notes",
            params={"page": next(pages), "per_page": 50},
        ).json(),
        SMALL_SEARCH: lambda: client.post("/contacts/search", json=small).json(),
        PAGE_SEARCH: lambda: client.post("/contacts/search", json=page).json(),
    }


def async_bare(client: httpx.AsyncClient) -> AsyncCalls:
    """Like ``bare``, awaited."""
    small, page = search_body(1), search_body(50)
    ids, pages = count(), count(1)

    async def get(path: str, params: dict[str, int] | None = None) -> object:
        return (await client.get(path, params=params)).json()

    async def search(body: dict[str, Any]) -> object:
        return (await client.post("/contacts/search", json=body)).json()

    return {
        ME: lambda: get("/me"),
        CONTACT: lambda: get(f"/contacts/63a07ddf{next(ids):016x}"),
        NOTES: lambda: get(
            f"/contacts/63a07ddf{next(ids):016x}/notes", {"page": next(pages), "per_page": 50}
        ),
        SMALL_SEARCH: lambda: search(small),
        PAGE_SEARCH: lambda: search(page),
    }


def sdk(url: str, *, asynchronous: bool = False) -> Calls | None:
    """Calls by the vendor's SDK; of its async client, each returns an awaitable."""
    try:
        intercom = import_module("intercom")
    except ImportError:
        return None
    client = (intercom.AsyncIntercom if asynchronous else intercom.Intercom)(
        token=TOKEN, base_url=url
    )
    query = intercom.MultipleFilterSearchRequest(
        operator="AND", value=[intercom.SingleFilterSearchRequest(**entry) for entry in _FILTERS]
    )
    small, page = (intercom.StartingAfterPaging(per_page=size) for size in (1, 50))
    ids, pages = count(), count(1)
    return {
        ME: lambda: client.admins.identify(),
        CONTACT: lambda: client.contacts.find(f"63a07ddf{next(ids):016x}"),
        NOTES: lambda: client.notes.list(
            f"63a07ddf{next(ids):016x}", page=next(pages), per_page=50
        ),
        SMALL_SEARCH: lambda: client.contacts.search(query=query, pagination=small),
        PAGE_SEARCH: lambda: client.contacts.search(query=query, pagination=page),
    }
