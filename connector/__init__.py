"""Every operation of the Intercom API as an action that runs by name.

>>> from connector import run_connection_action
>>> run_connection_action("sandbox", "get_me")["type"]
'admin'

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from . import errors
    from .account import UnknownFieldWarning
    from .async_connection import AsyncConnection
    from .catalog import Catalog, load_catalog
    from .connection import Connection
    from .dispatch import aconnect, arun_connection_action, connect, run_connection_action
    from .model import Action
    from .paging import Page
    from .reconciliation import Reconciled
    from .search import search_actions
    from .wire import RateLimit, Response

_HOMES = {
    "Action": "model",
    "AsyncConnection": "async_connection",
    "Catalog": "catalog",
    "Connection": "connection",
    "Page": "paging",
    "RateLimit": "wire",
    "Reconciled": "reconciliation",
    "Response": "wire",
    "UnknownFieldWarning": "account",
    "aconnect": "dispatch",
    "arun_connection_action": "dispatch",
    "connect": "dispatch",
    "load_catalog": "catalog",
    "run_connection_action": "dispatch",
    "search_actions": "search",
}

__all__ = [
    "Action",
    "AsyncConnection",
    "Catalog",
    "Connection",
    "Page",
    "RateLimit",
    "Reconciled",
    "Response",
    "UnknownFieldWarning",
    "__version__",
    "aconnect",
    "arun_connection_action",
    "connect",
    "errors",
    "load_catalog",
    "run_connection_action",
    "search_actions",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "errors":
        return import_module(".errors", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
