"""Connections: an account of the API that actions run on.

A thin shell over the flows (``calls``, ``paging``, ``waiting``, ``downloading``,
``reconciliation``): it performs the steps that a flow yields and tells it what came of them. Its
twin for an event loop is in ``async_connection``.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from .account import Account, Params
from .calls import Admit, Call, Emit, Run, Send, Step, Steps, Tell, Wait, call_steps
from .errors import ConnectorError
from .observation import Observation, bodies_are_logged, log_answer, log_request
from .typed import typed_run
from .wire import Response

if TYPE_CHECKING:
    from .calls import Answer
    from .downloading import Progress
    from .paging import Page
    from .reconciliation import Reconciled
    from .transport import Sender

T = TypeVar("T")


class Connection(Account):
    """An account of the API that actions run on; safe to share between threads."""

    _sender: Sender | None = None

    @typed_run
    def run(
        self,
        action: str,
        params: Params = None,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Run an action and return its result: parsed JSON, text, bytes, or ``None`` if empty.

        ``timeout`` (seconds an attempt) and ``max_retries`` replace the connection's for this call.
        Raises ``UnknownAction``, ``InvalidParams`` (nothing was sent), ``TransportError`` or
        ``ApiError``.
        """
        return self.send(
            action, params, timeout=timeout, max_retries=max_retries, headers=headers
        ).data

    def send(
        self,
        action: str,
        params: Params = None,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Run an action like ``run``, and return the whole answer."""
        self._check_open()
        return self._run(
            self._call(action, params, headers=headers, timeout=timeout, max_retries=max_retries)
        )

    def pages(
        self,
        action: str,
        params: Params = None,
        *,
        after: str | None = None,
        limit: int | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[Page]:
        """Yield each ``Page`` of a listing.

        ``after`` resumes behind a page: give it that page's ``after``. ``limit`` ends the listing
        with the page that reaches that many items. Pages are as large as the API allows unless the
        params say otherwise, and grow smaller where the API is too slow for them. Raises what
        ``run`` raises, at once for bad params, and ``PagingError``.
        """
        options = {"headers": headers, "timeout": timeout, "max_retries": max_retries}
        return self._emitted(self._page_flow(action, params, after, limit, options))

    def iterate(
        self,
        action: str,
        params: Params = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[Any]:
        """Yield each item of a listing, at most ``limit``; see ``pages``."""
        options: Any = {"headers": headers, "timeout": timeout, "max_retries": max_retries}
        pages = self.pages(action, params, limit=limit, **options)
        return _items(pages, limit)

    def download(
        self,
        action: str,
        params: Params = None,
        *,
        to: str | Path,
        progress: Progress | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Path:
        """Stream what an action answers into a file, and return its path.

        The file is there whole or not at all, byte for byte as it was sent. ``progress`` is called
        with the bytes so far and the bytes in all (``None``: unknown). ``timeout`` is the longest
        time in seconds without progress. Raises what ``run`` raises, and ``OSError``.
        """
        options = {"headers": headers, "timeout": timeout, "max_retries": max_retries}
        flow, part = self._download_flow(action, params, to, progress, options)
        try:
            return self._drive(flow)
        finally:
            part.discard()

    def wait(
        self,
        name: str,
        params: Params = None,
        *,
        timeout: float | None = None,
        progress: Callable[[str, float], object] | None = None,
    ) -> Any:
        """Wait for a job by the name of the catalog's waiter, and return its last state.

        ``timeout`` bounds the sum of the pauses between looks, in seconds. ``progress`` is called
        after each look with the job's state and the seconds waited. Raises ``JobFailed``,
        ``JobTimeout``, and what ``run`` raises.
        """
        return self._drive(self._wait_flow(name, params, timeout, progress))

    def reconcile(self, error: ConnectorError) -> Reconciled:
        """Find out whether the call of an error happened: ``done``, ``not_done`` or ``unknown``.

        For errors whose ``outcome`` is ``unknown``. It only reads. Raises what ``run`` raises.
        """
        return self._drive(self._reconcile_flow(error))

    def resolve(self, kind: str, name: str) -> str:
        """Return the id of what goes by a name: ``resolve("team", "Billing")``.

        ``kind`` is one of the catalog's kinds of ids; ``me`` names whoever the token belongs to,
        and an id stands for itself. It only reads, and keeps what it has read for some minutes; a
        name that is not there is looked for once more. Case does not count. Raises ``UnknownName``,
        ``AmbiguousName``, and what ``run`` raises.
        """
        return self._drive(self._resolve_flow(kind, name))

    def close(self) -> None:
        """Close the pooled connections; this one cannot be used again."""
        with self._lock:
            self._closed = True
            if self._sender is not None:
                self._sender.close()
        self._closing.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _run(self, call: Call) -> Response:
        started_at = time.time()
        with Observation(call) as seen:
            try:
                seen.response = self._drive(call_steps(call))
            except ConnectorError as error:
                told = self._told(error, call, started_at)
                raise told from told.__cause__
            return seen.response

    def _drive(self, steps: Steps[T]) -> T:
        try:
            step = next(steps)
            while True:
                try:
                    told = self._perform(step)
                except ConnectorError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(told)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
        except ConnectorError as error:
            error.connection = self.name
            raise
        finally:
            steps.close()

    def _emitted(self, steps: Steps[None]) -> Iterator[Any]:
        try:
            step = next(steps)
            while True:
                if isinstance(step, Emit):
                    yield step.value
                    step = next(steps)
                    continue
                try:
                    told = self._perform(step)
                except ConnectorError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(told)
        except StopIteration:
            return
        except ConnectorError as error:
            error.connection = self.name
            raise
        finally:
            steps.close()

    def _perform(self, step: Step) -> Any:
        if isinstance(step, Send):
            return self._send(step)
        if isinstance(step, Admit):
            return self._caller.limiter.turn(step.ticket, time.time())
        if isinstance(step, Run):
            self._check_open()
            return self._run(step.call)
        if isinstance(step, Wait):
            self._closing.wait(step.delay_s)
            self._check_open()
        elif isinstance(step, Tell) and (hook := self._hook_for(step.event)) is not None:
            hook(step.event)
        return None

    def _send(self, step: Send) -> Answer:
        sender = self._sender or self._opened()
        if not bodies_are_logged():
            return self._noted(sender.send(step))
        token = self.settings.token.reveal()
        log_request(step, self.catalog.header.personal, token)
        answer = self._noted(sender.send(step))
        log_answer(step, answer, self.catalog.header.personal, token)
        return answer

    def _opened(self) -> Sender:
        from .transport import Sender

        with self._lock:
            self._check_open()
            if self._sender is None:
                sender = Sender(self.settings, self._added_headers(), self._transport)
                # A connection that is dropped while it was shared still closes its sockets.
                weakref.finalize(self, sender.close)
                self._sender = sender
            return self._sender


def _items(pages: Iterator[Page], limit: int | None) -> Iterator[Any]:
    left = limit
    for page in pages:
        for item in page.items:
            if left is not None:
                if left <= 0:
                    return
                left -= 1
            yield item
