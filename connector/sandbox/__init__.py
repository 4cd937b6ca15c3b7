"""A local, stateful Intercom: same paths, same JSON, same errors, on an embedded SQLite file.

The sandbox knows nothing of the engine that calls it: it takes requests and gives responses, in
process (`Sandbox.handle`, `SandboxTransport`) or on a port (`serve`). The public names are loaded
when first asked for, so importing this package costs nothing. It must not import any other part
of `connector`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .app import Sandbox
    from .messages import Request, Response
    from .server import serve
    from .store import DataFileError, default_data_path
    from .transport import SandboxTransport

__all__ = [
    "DataFileError",
    "Request",
    "Response",
    "Sandbox",
    "SandboxTransport",
    "default_data_path",
    "serve",
]

_HOMES = {
    "DataFileError": "store",
    "Request": "messages",
    "Response": "messages",
    "Sandbox": "app",
    "SandboxTransport": "transport",
    "default_data_path": "store",
    "serve": "server",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
