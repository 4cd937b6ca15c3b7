"""Connections by name, and actions run on them in one call."""

from __future__ import annotations

import asyncio
import os
import threading
import weakref
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from .async_connection import AsyncConnection
from .catalog import load_catalog
from .connection import Connection
from .errors import ConnectionConfigError
from .profiles import SANDBOX, Profile, find_profile, resolve_token
from .secret import Secret
from .typed import typed_async_dispatch, typed_dispatch

if TYPE_CHECKING:
    from .sandbox import SandboxTransport

_SANDBOX_URL = "http://sandbox.localhost"
_SANDBOX_TOKEN = "any-token-is-taken"
_NO_TOKEN = "no-token"

AnyConnection = TypeVar("AnyConnection", Connection, AsyncConnection)


def connect(name: str) -> Connection:
    """Open a named connection; raises ``UnknownConnection`` or ``ConnectionConfigError``."""
    return _open(Connection, *_described(name))


def connect_for_preview(name: str) -> Connection:
    """Open a named connection, also where its token cannot be had.

    What it prepares carries something else in the token's place then, and sending raises the
    ``ConnectionConfigError`` that says why. Raises what ``connect`` raises for anything else.
    """
    profile = find_profile(name)
    try:
        return connect(name)
    except ConnectionConfigError as error:
        return _open(Connection, profile, Secret(_NO_TOKEN), transport=_Refusal(error))


class _Refusal:
    """The transport of a connection that lacks its token: it raises what says so."""

    def __init__(self, error: ConnectionConfigError) -> None:
        self._error = error

    def handle_request(self, request: object) -> NoReturn:
        """Send nothing."""
        raise self._error

    def close(self) -> None:
        """Do nothing: nothing is open."""


async def aconnect(name: str) -> AsyncConnection:
    """Open a named connection for the running event loop; see ``connect``."""
    return _open(AsyncConnection, *_described(name))


@typed_dispatch
def run_connection_action(
    connection_name: str,
    action_name: str | None = None,
    params: Mapping[str, Any] | None = None,
    *,
    action: str | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Any:
    """Run an action on a named connection and return its result.

    ``action`` and ``payload`` are other names of ``action_name`` and ``params``. The connection
    stays open for the next call of this process. Raises what ``connect`` and ``Connection.run``
    raise.
    """
    name, given = _one_of_each(action_name, params, action, payload)
    return _shared_connection(connection_name).run(name, given)


@typed_async_dispatch
async def arun_connection_action(
    connection_name: str,
    action_name: str | None = None,
    params: Mapping[str, Any] | None = None,
    *,
    action: str | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Any:
    """Run an action like ``run_connection_action``, without blocking the event loop."""
    name, given = _one_of_each(action_name, params, action, payload)
    connection = await _shared_async_connection(connection_name)
    return await connection.run(name, given)


def _one_of_each(
    action_name: str | None,
    params: Mapping[str, Any] | None,
    action: str | None,
    payload: Mapping[str, Any] | None,
) -> tuple[str, Mapping[str, Any]]:
    if action_name is not None and action is not None:
        raise TypeError("action_name and action are the same argument: give one of them")
    if params is not None and payload is not None:
        raise TypeError("params and payload are the same argument: give one of them")
    name = action if action_name is None else action_name
    if name is None:
        raise TypeError("which action? give action_name: `connector actions` lists them")
    given = payload if params is None else params
    return name, {} if given is None else given


def _described(name: str) -> tuple[Profile, Secret]:
    profile = find_profile(name)
    return profile, Secret(_SANDBOX_TOKEN) if name == SANDBOX else resolve_token(profile)


def _open(kind: type[AnyConnection], profile: Profile, token: Secret, **more: Any) -> AnyConnection:
    options = {key: value for key, value in profile.settings.items() if key != "token"} | more
    if profile.name == SANDBOX:
        options |= {"base_url": _SANDBOX_URL, "transport": _sandbox_transport()}
    elif folder := options.pop("catalog", None):
        options["catalog"] = load_catalog(Path(profile.source).parent / folder)
    return kind(profile.name, token=token, **options)


def _sandbox_transport() -> SandboxTransport:
    from .sandbox import DataFileError, SandboxTransport

    transport = SandboxTransport()
    try:
        transport.check()
    except DataFileError as error:
        raise ConnectionConfigError(
            f"{error}.", connection=SANDBOX, next_step="Set CONNECTOR_SANDBOX_DATA to another file."
        ) from error
    return transport


# A shared connection is replaced when its description or its token changes: a long-running
# workflow picks up a rotated token without a restart.
_lock = threading.Lock()
_shared: dict[str, tuple[tuple[Profile, Secret], Connection]] = {}
_shared_async: weakref.WeakKeyDictionary[
    asyncio.AbstractEventLoop,
    dict[str, tuple[tuple[Profile, Secret], AsyncConnection, AsyncGenerator[None, None]]],
] = weakref.WeakKeyDictionary()
# One that has been replaced may still be in use: it lives on until its event loop ends.
_retired_async: weakref.WeakKeyDictionary[
    asyncio.AbstractEventLoop, list[AsyncGenerator[None, None]]
] = weakref.WeakKeyDictionary()


def _shared_connection(name: str) -> Connection:
    described = _described(name)
    with _lock:
        opened = _shared.get(name)
        if opened is None or opened[0] != described:
            opened = (described, _open(Connection, *described))
            _shared[name] = opened
        return opened[1]


async def _shared_async_connection(name: str) -> AsyncConnection:
    described = _described(name)
    connections = _shared_async.setdefault(asyncio.get_running_loop(), {})
    opened = connections.get(name)
    if opened is None or opened[0] != described:
        if opened is not None:
            _retired_async.setdefault(asyncio.get_running_loop(), []).append(opened[2])
        connection = _open(AsyncConnection, *described)
        keeper = _closed_with_the_loop(connection)
        opened = (described, connection, keeper)
        connections[name] = opened
        await anext(keeper)
    return opened[1]


async def _closed_with_the_loop(connection: AsyncConnection) -> AsyncGenerator[None, None]:
    """Close the connection when the event loop shuts its async generators down, as all do."""
    try:
        yield
    finally:
        await connection.close()


def _close_shared() -> None:
    """Close the shared sync connections and forget the async ones."""
    with _lock:
        for _, connection in _shared.values():
            connection.close()
        _shared.clear()
    _shared_async.clear()
    _retired_async.clear()


def _forget_shared() -> None:
    """Drop shared connections in a forked child: its parent's sockets are not its own."""
    global _lock
    _lock = threading.Lock()
    _shared.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_shared)
