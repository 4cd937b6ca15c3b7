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
    from .app import Sandbox, Snapshot
    from .clock import Clock
    from .faults import Dropped, Fault
    from .messages import Request, Response
    from .request_log import LoggedRequest
    from .seeding.seed_file import SeedError
    from .server import serve
    from .store import DataFileError, default_data_path
    from .transport import SandboxTransport, standing_in

__all__ = [
    "Clock",
    "DataFileError",
    "Dropped",
    "Fault",
    "LoggedRequest",
    "Request",
    "Response",
    "Sandbox",
    "SandboxTransport",
    "SeedError",
    "Snapshot",
    "default_data_path",
    "serve",
    "standing_in",
]

_HOMES = {
    "Clock": "clock",
    "DataFileError": "store",
    "Dropped": "faults",
    "Fault": "faults",
    "LoggedRequest": "request_log",
    "Request": "messages",
    "Response": "messages",
    "Sandbox": "app",
    "SandboxTransport": "transport",
    "SeedError": "seeding.seed_file",
    "Snapshot": "app",
    "default_data_path": "store",
    "serve": "server",
    "standing_in": "transport",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
