"""Async connections: the shell that performs the steps of a flow on an event loop.

The twin of ``connection``, for one event loop; what a call does is in the flows that both drive.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from .account import Account, Params
from .calls import Admit, Call, Emit, Run, Send, Step, Steps, Tell, Wait, call_steps
from .errors import ConnectorError
from .observation import Observation, bodies_are_logged, log_answer, log_request
from .typed import typed_async_run
from .wire import Response

if TYPE_CHECKING:
    import anyio

    from .calls import Answer
    from .downloading import Progress
    from .paging import Page
    from .reconciliation import Reconciled
    from .transport import AsyncSender

T = TypeVar("T")


class AsyncConnection(Account):
    """An account of the API that actions run on, for one event loop; see ``Connection``."""

    _sender: AsyncSender | None = None
    _ended: anyio.Event | None = None

    @typed_async_run
    async def run(
        self,
        action: str,
        params: Params = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - one attempt's, as in the sync twin
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Run an action and return its result; see ``Connection.run``."""
        response = await self.send(
            action, params, timeout=timeout, max_retries=max_retries, headers=headers
        )
        return response.data

    async def send(
        self,
        action: str,
        params: Params = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Run an action like ``run``, and return the whole answer."""
        self._check_open()
        return await self._run(
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
    ) -> AsyncIterator[Page]:
        """Yield each ``Page`` of a listing, with ``async for``; see ``Connection.pages``."""
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
    ) -> AsyncIterator[Any]:
        """Yield each item of a listing, with ``async for``; see ``Connection.iterate``."""
        options: Any = {"headers": headers, "timeout": timeout, "max_retries": max_retries}
        pages = self.pages(action, params, limit=limit, **options)
        return _async_items(pages, limit)

    async def download(
        self,
        action: str,
        params: Params = None,
        *,
        to: str | Path,
        progress: Progress | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Path:
        """Stream what an action answers into a file; see ``Connection.download``."""
        options = {"headers": headers, "timeout": timeout, "max_retries": max_retries}
        flow, part = self._download_flow(action, params, to, progress, options)
        try:
            return await self._drive(flow)
        finally:
            part.discard()

    async def wait(
        self,
        name: str,
        params: Params = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        progress: Callable[[str, float], object] | None = None,
    ) -> Any:
        """Wait for a job by the name of the catalog's waiter; see ``Connection.wait``."""
        return await self._drive(self._wait_flow(name, params, timeout, progress))

    async def reconcile(self, error: ConnectorError) -> Reconciled:
        """Find out whether the call of an error happened; see ``Connection.reconcile``."""
        return await self._drive(self._reconcile_flow(error))

    async def resolve(self, kind: str, name: str) -> str:
        """Return the id of what goes by a name; see ``Connection.resolve``."""
        return await self._drive(self._resolve_flow(kind, name))

    async def close(self) -> None:
        """Close the pooled connections; this one cannot be used again."""
        self._closed = True
        if self._ended is not None:
            self._ended.set()
        if self._sender is not None:
            await self._sender.close()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def _run(self, call: Call) -> Response:
        started_at = time.time()
        with Observation(call) as seen:
            try:
                seen.response = await self._drive(call_steps(call))
            except ConnectorError as error:
                told = self._told(error, call, started_at)
                raise told from told.__cause__
            return seen.response

    async def _drive(self, steps: Steps[T]) -> T:
        try:
            step = next(steps)
            while True:
                try:
                    told = await self._perform(step)
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

    async def _emitted(self, steps: Steps[None]) -> AsyncIterator[Any]:
        try:
            step = next(steps)
            while True:
                if isinstance(step, Emit):
                    yield step.value
                    step = next(steps)
                    continue
                try:
                    told = await self._perform(step)
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

    async def _perform(self, step: Step) -> Any:
        if isinstance(step, Send):
            return await self._send(step)
        if isinstance(step, Admit):
            return self._caller.limiter.turn(step.ticket, time.time())
        if isinstance(step, Run):
            self._check_open()
            return await self._run(step.call)
        if isinstance(step, Wait):
            import anyio

            self._check_open()
            if self._ended is None:
                self._ended = anyio.Event()
            with anyio.move_on_after(step.delay_s):
                await self._ended.wait()
            self._check_open()
        elif isinstance(step, Tell) and (hook := self._hook_for(step.event)) is not None:
            told = hook(step.event)
            if inspect.isawaitable(told):
                await told
        return None

    async def _send(self, step: Send) -> Answer:
        sender = self._sender or self._opened()
        if not bodies_are_logged():
            return self._noted(await sender.send(step))
        token = self.settings.token.reveal()
        log_request(step, self.catalog.header.personal, token)
        answer = self._noted(await sender.send(step))
        log_answer(step, answer, self.catalog.header.personal, token)
        return answer

    def _opened(self) -> AsyncSender:
        from .transport import AsyncSender

        self._check_open()
        if self._sender is None:
            self._sender = AsyncSender(self.settings, self._added_headers(), self._transport)
        return self._sender


async def _async_items(pages: AsyncIterator[Page], limit: int | None) -> AsyncIterator[Any]:
    left = limit
    async for page in pages:
        for item in page.items:
            if left is not None:
                if left <= 0:
                    return
                left -= 1
            yield item
