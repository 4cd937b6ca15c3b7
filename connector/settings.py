"""What a connection is made of, checked before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from .encoding import as_text
from .errors import ConnectionConfigError, InvalidParams, Problem
from .limiter import LANES
from .model import CatalogHeader
from .secret import Secret, checked_token, shown_setting
from .suggestions import nearest_names

NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
DEFAULT_TIMEOUT_S = 30.0
MAX_TIMEOUT_S = 86_400
DEFAULT_MAX_RETRIES = 4
MAX_RETRIES = 1000
DEFAULT_MAX_WAIT_S = 60.0
DEFAULT_MAX_RESPONSE_BYTES = 256 * 1024 * 1024

_URL_TEXT = re.compile(r"[!-\[\]-~]{1,2048}")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


@dataclass(frozen=True)
class Settings:
    """The checked settings of one connection.

    ``timeout_s`` is the wall clock of one attempt, ``max_wait_s`` bounds all waiting of one call.
    """

    name: str
    token: Secret
    base_url: str
    version: str | None
    timeout_s: float
    max_retries: int
    max_wait_s: float
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
    max_retries: int = DEFAULT_MAX_RETRIES,
    max_wait: float = DEFAULT_MAX_WAIT_S,
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
    strict: bool = False,
    lane: str = LANES[0],
) -> Settings:
    """Return the settings; raises ``ConnectionConfigError`` for the first that cannot be used."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ConnectionConfigError(
            f"{shown_setting(name)} cannot name a connection.",
            next_step="Use 1 to 64 letters, digits, dots, hyphens and underscores.",
        )
    if base_url is not None and region is not None:
        raise ConnectionConfigError(
            "both region and base_url are given.", connection=name, next_step="Keep one of them."
        )
    if isinstance(max_response_bytes, bool) or not isinstance(max_response_bytes, int):
        raise ConnectionConfigError(
            f"max_response_bytes must be an integer, got {shown_setting(max_response_bytes)}.",
            connection=name,
        )
    if max_response_bytes < 1:
        raise ConnectionConfigError(
            f"max_response_bytes must be at least 1, got {shown_setting(max_response_bytes)}.",
            connection=name,
        )
    if not isinstance(strict, bool):
        raise ConnectionConfigError(
            f"strict must be true or false, got {shown_setting(strict)}.", connection=name
        )
    if lane not in LANES:
        raise ConnectionConfigError(
            f"there is no lane {shown_setting(lane)}.",
            connection=name,
            next_step=f"Lanes are {', '.join(LANES)}.",
        )
    return Settings(
        name=name,
        token=checked_token(token, name),
        base_url=checked_base_url(base_url, name)
        if base_url is not None
        else _server(header, region, name),
        version=_version(header, version, name),
        timeout_s=checked_timeout(timeout, name),
        max_retries=checked_retries(max_retries, name),
        max_wait_s=checked_wait(max_wait, name),
        max_response_bytes=max_response_bytes,
        strict=strict,
    )


def checked_timeout(value: float, connection: str) -> float:
    """Return a timeout in seconds; raises ``ConnectionConfigError`` where it cannot be one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        raise ConnectionConfigError(
            f"timeout must be a number of seconds above 0, got {shown_setting(value)}.",
            connection=connection,
        )
    if value > MAX_TIMEOUT_S:
        raise ConnectionConfigError(
            f"timeout must be at most {MAX_TIMEOUT_S} seconds, got {shown_setting(value)}.",
            connection=connection,
        )
    return float(value)


def checked_retries(value: int, connection: str) -> int:
    """Return a number of retries; raises ``ConnectionConfigError`` where it cannot be one."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_RETRIES:
        raise ConnectionConfigError(
            f"max_retries must be a whole number from 0 to {MAX_RETRIES}, "
            f"got {shown_setting(value)}.",
            connection=connection,
        )
    return value


def checked_wait(value: float, connection: str) -> float:
    """Return a bound on waiting in seconds; raises ``ConnectionConfigError`` for what is none."""
    numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not numeric or not 0 <= value <= MAX_TIMEOUT_S:
        raise ConnectionConfigError(
            f"max_wait must be a number of seconds from 0 to {MAX_TIMEOUT_S}, "
            f"got {shown_setting(value)}.",
            connection=connection,
        )
    return float(value)


def _server(header: CatalogHeader, region: str | None, name: str) -> str:
    servers = header.servers
    if region is None:
        return checked_base_url(next(iter(servers.values())), name)
    if not isinstance(region, str) or region.lower() not in servers:
        raise ConnectionConfigError(
            f"there is no region {shown_setting(region)}.",
            connection=name,
            next_step=f"Regions are {', '.join(servers)}.",
        )
    return checked_base_url(servers[region.lower()], name)


def checked_base_url(url: str, connection: str) -> str:
    """Return the URL without a slash at its end: https, or plain http to loopback only."""
    parts = _url_parts(url)
    host = parts.hostname if parts else None
    if parts is None or not host or parts.scheme not in ("https", "http"):
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
            f"base_url is plain http to {shown_setting(host)}: the token would travel unprotected.",
            connection=connection,
            next_step="Use https; plain http is for this machine only (localhost, 127.0.0.1).",
        )
    bracketed = f"[{host}]" if ":" in host else host
    origin = f"{parts.scheme}://{bracketed}" + (f":{parts.port}" if parts.port else "")
    return origin + parts.path.rstrip("/")


def _url_parts(url: object) -> SplitResult | None:
    """Return the parts of a URL whose host, port and path leave no room for doubt."""
    # urlsplit() drops line breaks and tabs, and quotes what it refuses: that could be a token.
    if not isinstance(url, str) or not _URL_TEXT.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        if parts.port == 0:
            return None
    except ValueError:
        return None
    host = parts.hostname or ""
    is_host = _is_ipv6(host) if "[" in parts.netloc else _HOST.fullmatch(host) is not None
    steps = {unquote(segment) for segment in parts.path.split("/")}
    return parts if is_host and len(host) <= 253 and not steps & {".", ".."} else None


def _is_ipv6(host: str) -> bool:
    if ":" not in host:
        return False
    from ipaddress import ip_address

    try:
        return ip_address(host).version == 6 and "%" not in host
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether the host is this machine by its very name."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    from ipaddress import ip_address

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
            f"{shown_setting(version)} is not a version.",
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
    canonical = rule.canonical(as_text(params[rule.header]))
    if canonical is None:
        raise InvalidParams([_not_a_version(rule.header, params[rule.header])])
    return {**params, rule.header: canonical}


def checked_extra_headers(
    headers: Mapping[str, str] | None, header: CatalogHeader
) -> Mapping[str, str] | None:
    """Return a call's extra headers; a version among them in the form that is sent.

    Raises ``InvalidParams`` where that is not a version, or where a header would replace the
    connection's credentials. What can be a header at all is up to ``build_request``.
    """
    if not isinstance(headers, Mapping):
        return headers
    rule = header.version
    version_header = rule.header.lower() if rule is not None else None
    credentials = header.auth["name"].lower() if header.auth.get("scheme") == "header" else None
    problems: list[Problem] = []
    checked: dict[str, str] = {}
    for name, value in headers.items():
        folded = name.lower() if isinstance(name, str) else None
        if folded is not None and folded == credentials:
            problems.append(Problem(f"headers.{name}", "belongs to the connection"))
        elif rule is not None and folded == version_header and isinstance(value, str):
            canonical = rule.canonical(as_text(value))
            if canonical is None:
                problems.append(_not_a_version(f"headers.{name}", value))
            value = canonical or value
        checked[name] = value
    if problems:
        raise InvalidParams(problems)
    return checked


def _not_a_version(path: str, value: object) -> Problem:
    return Problem(path, f"{shown_setting(value)} is not a version of the API")


def unknown_setting(name: str, key: str, known: tuple[str, ...]) -> ConnectionConfigError:
    """Return the error for a setting that does not exist."""
    nearest = nearest_names(key, known, limit=1)
    return ConnectionConfigError(
        f"there is no setting {shown_setting(key)}.",
        connection=name,
        next_step=f"Did you mean {nearest[0]!r}?" if nearest else f"Settings: {', '.join(known)}.",
    )
