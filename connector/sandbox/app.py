"""The sandbox itself: a request in, a response out, one transaction between.

`Sandbox.handle` is the whole interface of the API; transports and servers only carry bytes to it.
It may be called from several threads. It reads no clock but its own. All else here is for tests:
faults, a clock that can be moved, a log of requests, snapshots.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from .answering import Answerer
from .clock import Clock
from .content import (
    ai_content,
    article_drafts,
    article_versions,
    articles,
    audiences,
    content_bulk_actions,
    content_search,
    content_snippets,
    content_tags,
    folders,
    help_centers,
    internal_articles,
    redirects,
    sections,
)
from .conversations import (
    conversation_attributes,
    conversation_merges,
    conversation_parts,
    conversations,
    custom_channels,
    deleted_conversations,
    macros,
    side_conversations,
)
from .exports import content_exports, reporting_exports
from .faults import Drop, Dropped, Fault, Faults
from .fin import fin_agent, fin_orchestration, procedures
from .integrations import data_connector_executions, data_connectors, ecommerce
from .messages import Request, Response
from .outreach import banners, message_statuses, news, outbound
from .people import (
    bulk_companies,
    bulk_contacts,
    companies,
    company_search,
    contact_history,
    contact_merges,
    contacts,
    custom_objects,
    events,
    notes,
    subscriptions,
    visitors,
)
from .phone import calls, fin_voice, phone_call_redirects
from .records import Records
from .request_log import RequestLog
from .responses import new_request_id
from .store import Store
from .tickets import linked_conversations, ticket_retyping, ticket_types, tickets
from .workspace import (
    activity_logs,
    admins,
    away,
    brands,
    data_attributes,
    identity_secrets,
    ip_allowlist,
    jobs,
    office_hours,
    segments,
    tags,
    teams,
    workflows,
)

_NOUNS = (
    activity_logs,
    admins,
    ai_content,
    article_drafts,
    article_versions,
    articles,
    audiences,
    away,
    banners,
    brands,
    bulk_companies,
    bulk_contacts,
    calls,
    companies,
    company_search,
    contact_history,
    contact_merges,
    contacts,
    content_bulk_actions,
    content_exports,
    content_search,
    content_snippets,
    content_tags,
    conversation_attributes,
    conversation_merges,
    conversation_parts,
    conversations,
    custom_channels,
    custom_objects,
    data_attributes,
    data_connector_executions,
    data_connectors,
    deleted_conversations,
    ecommerce,
    events,
    fin_agent,
    fin_orchestration,
    fin_voice,
    folders,
    help_centers,
    identity_secrets,
    internal_articles,
    ip_allowlist,
    jobs,
    linked_conversations,
    macros,
    message_statuses,
    news,
    notes,
    office_hours,
    outbound,
    phone_call_redirects,
    procedures,
    redirects,
    reporting_exports,
    sections,
    segments,
    side_conversations,
    subscriptions,
    tags,
    teams,
    ticket_retyping,
    ticket_types,
    tickets,
    visitors,
    workflows,
)

IN_MEMORY = ":memory:"

_first_image: bytes | None = None
"""The data of a fresh sandbox in memory, for the next one."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The data of a sandbox at one moment; good for any sandbox of this version."""

    image: bytes


class Sandbox:
    """A local Intercom on a data file, or in memory.

    Args:
        data: Path of the data file; made and filled with a small workspace when it is new.
            `":memory:"` keeps everything in this object.
        token: The only bearer token accepted; any is when None.
        now: What the clock follows until it is moved, in UNIX seconds.
        rate_limit: How many calls are answered in ten seconds; unlimited when None.
        search_lag_s: How many seconds searches lag behind what is written.
        seed: What new data holds beside the small workspace: a YAML file, or the same as a
            mapping; see `seed`. Raises `SeedError` where it cannot be made.

    Attributes:
        clock: The sandbox's clock; see `Clock`.
        requests: What it was asked; see `RequestLog`.
        faults: The faults that wait for their calls; see `fail`.
    """

    def __init__(
        self,
        data: str | Path = IN_MEMORY,
        *,
        token: str | None = None,
        now: Callable[[], float] = time.time,
        rate_limit: int | None = None,
        search_lag_s: float = 0.0,
        seed: str | Path | Mapping[str, Any] | None = None,
    ) -> None:
        self.clock = now if isinstance(now, Clock) else Clock(now)
        self.requests = RequestLog()
        self.faults = Faults()
        routes = chain.from_iterable(noun.routes.routes for noun in _NOUNS)
        self._answerer = Answerer(routes, self.clock, token)
        self.rate_limit = rate_limit
        self.search_lag_s = search_lag_s
        self._seed = seed
        self._store = self._open(None if str(data) == IN_MEMORY else Path(data))

    def handle(self, request: Request) -> Response:
        """Answer one request. Never raises for anything a caller can send.

        Raises:
            Dropped: Where `fail` asked for a broken connection.
        """
        now = self.clock()
        request_id = new_request_id()
        status: int | None = None
        try:
            fault = self.faults.take(request.method, request.path)
            if fault is None:
                response = self._answerer.respond(self._store, request, request_id, now)
            else:
                response = self._fail(fault, request, request_id, now)
            status = response.status
            return response
        finally:
            self.requests.add(request, status, now, request_id)

    # What tests ask of it

    @property
    def rate_limit(self) -> int | None:
        """How many calls are answered in ten seconds; unlimited when None. May be set."""
        return self._answerer.window.limit

    @rate_limit.setter
    def rate_limit(self, limit: int | None) -> None:
        self._answerer.window.limit = limit

    @property
    def search_lag_s(self) -> float:
        """How many seconds searches lag behind what is written. May be set."""
        return self._answerer.search_lag_s

    @search_lag_s.setter
    def search_lag_s(self, lag_s: float) -> None:
        self._answerer.search_lag_s = lag_s

    def fail(
        self,
        operation: str,
        *,
        status: int | None = None,
        times: int | None = 1,
        after: int = 0,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        drop: Drop | None = None,
        delay_s: float = 0.0,
    ) -> Fault:
        """Make calls of an operation fail; the fault that is given back counts them.

        Args:
            operation: An action's name, `METHOD /path`, `METHOD /path/{template}`, or `*`.
            status: Answer with this status; nothing is carried out.
            times: How many calls fail; every one when None.
            after: How many calls go well first.
            body: Send this in place of the body: bytes and text as they are, all else as JSON.
                Without a status, the call is carried out and its own status kept.
            headers: Send these on top of the others.
            drop: Break the connection: `before` the request is read, or `after` it was carried
                out and before its answer is sent.
            delay_s: Answer this much later: on the clock for calls in process, which time out
                when they would; in real time over a socket.

        Raises:
            ValueError: For an action that is not there, a path with a query, and what makes no
                sense together.
        """
        return self.faults.add(
            Fault(operation, status, times, after, body, headers or {}, drop, delay_s)
        )

    def snapshot(self) -> Snapshot:
        """All data as it is now."""
        return Snapshot(self._store.image())

    def restore(self, state: Snapshot) -> None:
        """Go back to a snapshot's data. Clock, faults and the log of requests stay as they are.

        Raises ValueError for a snapshot of another version's sandbox.
        """
        self._store.load(state.image)

    @contextmanager
    def unchanged(self) -> Iterator[Sandbox]:
        """Leave the data as it was when the block ends, whatever the block did to it."""
        state = self.snapshot()
        try:
            yield self
        finally:
            self.restore(state)

    def reset(self) -> None:
        """Empty the data and fill it as it was filled when it was new."""
        self._store.reset()

    def seed(self, source: str | Path | Mapping[str, Any]) -> dict[str, str]:
        """Add what a YAML file or a mapping lists; gives the ids of what was named in it.

        All of it is added or, where that raises `SeedError`, nothing.
        """
        from .seeding.seed_file import plant, read_seed

        plan = read_seed(source)
        with self._store.write() as records:
            return plant(plan, records, self._answerer.replay, int(self.clock()))

    def populate(
        self,
        *,
        contacts: int = 0,
        conversations: int = 0,
        tickets: int = 0,
        random_seed: int = 0,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """Add made-up contacts, with companies and tags, their conversations and tickets.

        The same `random_seed` makes the same data with the same version of Faker, at the same
        time of the clock. `progress` is told how many of how many are made. Raises ImportError
        without Faker.
        """
        from .seeding.made_up import populate

        with self._store.write() as records:
            wanted = {"contacts": contacts, "conversations": conversations, "tickets": tickets}
            populate(records, int(self.clock()), wanted, random_seed, progress)

    def serve(self, host: str = "127.0.0.1", port: int = 0) -> AbstractContextManager[str]:
        """Answer on a port, by default a free one, while the block runs; gives the URL.

        Raises ImportError when uvicorn is missing, OSError when the port cannot be had.
        """
        from .server import serving

        return serving(self, host, port)

    def close(self) -> None:
        """Let go of the data file. The sandbox cannot be used afterwards."""
        self._store.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _fail(self, fault: Fault, request: Request, request_id: str, now: float) -> Response:
        if fault.drop == "before":
            raise Dropped("before", fault.delay_s)
        response = self._answerer.respond(self._store, request, request_id, now, fault)
        if fault.drop == "after":
            raise Dropped("after", fault.delay_s)
        body = response.body if fault.body is None else fault.raw_body()
        replaced = {name.lower() for name in fault.headers}
        sent = {**response.headers, "Content-Length": str(len(body))}
        kept = {name: value for name, value in sent.items() if name.lower() not in replaced}
        headers = {**kept, **fault.headers}
        return Response(response.status, headers, body, fault.delay_s)

    # Filling

    def _open(self, path: Path | None) -> Store:
        global _first_image
        if path is not None or self._seed is not None:
            return Store(path, self._fill)
        if _first_image is None:
            # Filled aside, so that the first sandbox of a process has the same bytes as the others.
            filled = Store(None, self._fill)
            _first_image = filled.image()
            filled.close()
        return Store(None, self._fill, _first_image)

    def _fill(self, records: Records) -> None:
        from .seeding.seed import fill

        fill(records, self._answerer.replay)
        if self._seed is not None:
            from .seeding.seed_file import plant, read_seed

            plant(read_seed(self._seed), records, self._answerer.replay, int(self.clock()))
