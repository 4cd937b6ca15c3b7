"""The addresses the workspace may be used from. Nobody can lock themselves out with it."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from ..messages import Json, invalid, refusing_as
from ..records import Records
from ..routes import Call, Routes
from .activity_logs import CALLER_ADDRESS, log_activity

routes = Routes()


def _workspace(records: Records) -> Json:
    return records.first("workspace", "1") or {}


def _view(workspace: Json) -> Json:
    return {
        "type": "ip_allowlist",
        "enabled": workspace.get("ip_allowlist_enabled", False),
        "ip_allowlist": workspace.get("ip_allowlist", []),
    }


@routes.reads("GET /ip_allowlist")
def show_ip_allowlist(call: Call) -> Json:
    """Whether addresses are checked, and which ones may pass."""
    return _view(_workspace(call.records))


@routes.writes("PUT /ip_allowlist")
def update_ip_allowlist(call: Call) -> Json:
    """Set what is given; 422 where the caller's own address would not pass any more."""
    old = _workspace(call.records)
    shown = _view(old)
    with refusing_as("parameter_invalid", 422):
        enabled = call.body.flag("enabled")
        if enabled is None:
            enabled = shown["enabled"]
        addresses = shown["ip_allowlist"]
        if call.body.has("ip_allowlist"):
            addresses = call.body.texts("ip_allowlist")
        networks = [_network(text) for text in addresses]
        caller = ip_address(CALLER_ADDRESS)
        if enabled and not any(caller in network for network in networks):
            raise invalid(
                f"Your IP ({CALLER_ADDRESS}) is not on the allowlist. "
                "Saving would lock you out of this workspace."
            )
    new = {**old, "ip_allowlist_enabled": enabled, "ip_allowlist": addresses}
    if _view(new) != shown:
        call.records.save("workspace", new)
        log_activity(
            call.records,
            call.now,
            "security_settings_change",
            "changed which addresses the workspace may be used from.",
        )
    return _view(new)


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text, strict=False)
    except ValueError as cause:
        message = f"{text} is neither an IP address nor a range of them"
        raise invalid(message, "ip_allowlist") from cause
