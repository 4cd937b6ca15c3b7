"""The vendor's SDK as a caller of the sandbox that notes what it called and could not read."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin, get_type_hints

import httpx
from intercom import AsyncIntercom, Intercom
from intercom.core.pagination import AsyncPager, SyncPager
from intercom.core.pydantic_utilities import parse_obj_as
from pydantic import ValidationError


@dataclass
class Notes:
    """What was called, by the SDK's names such as `tags.list`, and what did not fit its types.

    The SDK takes any answer without complaint and leaves what does not fit as it came; so every
    answer is checked against the type that its method promises.
    """

    called: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    last: httpx.Response | None = None

    def note(self, name: str, method: Callable[..., Any]) -> None:
        """Note a call that went well."""
        self.called.add(name)
        promised = get_type_hints(method)["return"]
        if get_origin(promised) in (SyncPager, AsyncPager):
            promised = get_args(promised)[1]
        response = self.last
        assert response is not None
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        if promised is type(None) or promised is str or not is_json:
            return
        try:
            parse_obj_as(promised, response.json())
        except ValidationError as error:
            for each in error.errors():
                place = ".".join("*" if isinstance(part, int) else part for part in each["loc"])
                self.unreadable.add(f"{name}: {place}: {each['type']}")


class Caller:
    """A client of the SDK, or a part of one."""

    def __init__(self, part: Any, notes: Notes, prefix: str = "") -> None:
        self._part = part
        self._notes = notes
        self._prefix = prefix

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        full_name = self._prefix + name
        if inspect.iscoroutinefunction(found):
            return self._awaiting(full_name, found)
        if inspect.ismethod(found):
            return self._calling(full_name, found)
        return Caller(found, self._notes, f"{full_name}.")

    def _calling(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            answer = method(*args, **kwargs)
            self._notes.note(name, method)
            return answer

        return call

    def _awaiting(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        async def call(*args: Any, **kwargs: Any) -> Any:
            answer = await method(*args, **kwargs)
            self._notes.note(name, method)
            return answer

        return call


@contextmanager
def caller(url: str, token: str, notes: Notes) -> Iterator[Caller]:
    """A client of the SDK for a sandbox at this URL, until the block ends."""

    def remember(response: httpx.Response) -> None:
        response.read()
        notes.last = response

    with httpx.Client(
        follow_redirects=True, trust_env=False, timeout=20, event_hooks={"response": [remember]}
    ) as client:
        yield Caller(Intercom(token=token, base_url=url, httpx_client=client), notes)


@asynccontextmanager
async def async_caller(url: str, token: str, notes: Notes) -> AsyncIterator[Caller]:
    """The same, its methods to be awaited."""

    async def remember(response: httpx.Response) -> None:
        await response.aread()
        notes.last = response

    async with httpx.AsyncClient(
        follow_redirects=True, trust_env=False, timeout=20, event_hooks={"response": [remember]}
    ) as client:
        yield Caller(AsyncIntercom(token=token, base_url=url, httpx_client=client), notes)
