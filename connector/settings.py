"""What a connection is made of, checked before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from .errors import ConnectionConfigError, InvalidParams, Problem
from .model import CatalogHeader
from .secret import Secret, checked_token
from .suggestions import nearest_names

NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
DEFAULT_TIMEOUT_S = 30.0
DEFAULT_MAX_RESPONSE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """The checked settings of one connection. ``timeout_s`` is the wall clock of one attempt."""

    name: str
    token: Secret
    base_url: str
    version: str | None
    timeout_s: float
    max_response_bytes: int
    strict: bool


def checked_settings(
    name: str,
    header: CatalogHeader,
    *,
    token: str | Secret,
    region: str | None = None,
    base_url: str | None = None,
    version: str | None = None,
    timeout: float = DEFAULT_TIMEOUT_S,
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
    strict: bool = False,
) -> Settings:
    """Return the settings; raises ``ConnectionConfigError`` for the first that cannot be used."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ConnectionConfigError(
            f"{name!r} cannot name a connection.",
            next_step="Use 1 to 64 letters, digits, dots, hyphens and underscores.",
        )
    if base_url is not None and region is not None:
        raise ConnectionConfigError(
            "both region and base_url are given.", connection=name, next_step="Keep one of them."
        )
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout > 0:
        raise ConnectionConfigError(
            f"timeout must be a number of seconds above 0, got {timeout!r}.", connection=name
        )
    return Settings(
        name=name,
        token=checked_token(token, name),
        base_url=checked_base_url(base_url, name)
        if base_url is not None
        else _server(header, region, name),
        version=_version(header, version, name),
        timeout_s=float(timeout),
        max_response_bytes=max_response_bytes,
        strict=strict,
    )


def _server(header: CatalogHeader, region: str | None, name: str) -> str:
    servers = header.servers
    if region is None:
        return checked_base_url(next(iter(servers.values())), name)
    if region.lower() not in servers:
        raise ConnectionConfigError(
            f"there is no region {region!r}.",
            connection=name,
            next_step=f"Regions are {', '.join(servers)}.",
        )
    return checked_base_url(servers[region.lower()], name)


def checked_base_url(url: str, connection: str) -> str:
    """Return the URL without a slash at its end: https, or plain http to loopback only."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ConnectionConfigError(
            f"base_url is not a URL: {error}.", connection=connection
        ) from error
    if not host or parts.scheme not in ("https", "http"):
        raise ConnectionConfigError(
            "base_url must be an https URL with a host.",
            connection=connection,
            next_step="Write it as https://api.example.com.",
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConnectionConfigError(
            "base_url must hold no user, password, query or fragment.",
            connection=connection,
            next_step="Give the token as `token`.",
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise ConnectionConfigError(
            f"base_url is plain http to {host}: the token would travel in the clear.",
            connection=connection,
            next_step="Use https; plain http is for this machine only (localhost, 127.0.0.1).",
        )
    bracketed = f"[{host}]" if ":" in host else host
    origin = f"{parts.scheme}://{bracketed}" + (f":{port}" if port is not None else "")
    return origin + parts.path.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine by its very name."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _version(header: CatalogHeader, version: str | None, name: str) -> str | None:
    if header.version is None:
        if version is None:
            return None
        raise ConnectionConfigError(f"{header.title} has no versions.", connection=name)
    if version is None:
        return header.version.default
    canonical = header.version.canonical(version) if isinstance(version, str) else None
    if canonical is None:
        named = ", ".join(header.version.named)
        raise ConnectionConfigError(
            f"{version!r} is not a version.",
            connection=name,
            next_step=f"Use a dated one such as '2.14' (in quotes), or {named}.",
        )
    return canonical


def connection_headers(settings: Settings, header: CatalogHeader) -> list[tuple[str, str]]:
    """Return the headers that a connection adds to each request: credentials and version.

    The version goes first and may be overridden by the request's own, credentials never.
    """
    headers = []
    if header.version is not None and settings.version is not None:
        headers.append((header.version.header, settings.version))
    headers.extend(_credentials(settings, header.auth))
    return headers


def _credentials(settings: Settings, auth: Mapping[str, str]) -> list[tuple[str, str]]:
    scheme = auth.get("scheme", "bearer")
    if scheme == "bearer":
        return [("Authorization", f"Bearer {settings.token.reveal()}")]
    if scheme == "header":
        return [(auth["name"], settings.token.reveal())]
    if scheme == "basic":
        from base64 import b64encode

        encoded = b64encode(settings.token.reveal().encode()).decode()
        return [("Authorization", f"Basic {encoded}")]
    return []


def with_version(
    params: Mapping[str, Any], header: CatalogHeader, settings: Settings
) -> Mapping[str, Any]:
    """Return params in which the version header is in the form that is sent.

    Raises ``InvalidParams`` where the param is not a version.
    """
    rule = header.version
    if rule is None or rule.header not in params:
        return params
    canonical = rule.canonical(str(params[rule.header]))
    if canonical is None:
        raise InvalidParams(
            [Problem(rule.header, f"{params[rule.header]!r} is not a version of the API")]
        )
    return {**params, rule.header: canonical}


def unknown_setting(name: str, key: str, known: tuple[str, ...]) -> ConnectionConfigError:
    """Return the error for a setting that does not exist."""
    nearest = nearest_names(key, known, limit=1)
    return ConnectionConfigError(
        f"there is no setting {key!r}.",
        connection=name,
        next_step=f"Did you mean {nearest[0]!r}?" if nearest else f"Settings: {', '.join(known)}.",
    )
