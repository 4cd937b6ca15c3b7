"""The header of a catalog from its document: title, servers, and how a connection proves itself.

A connection has one secret and one address. What a document says of single operations beyond that
is reported, never taken over. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any

from ..building import RESERVED_HEADERS
from .format import CATALOG_FORMAT
from .openapi import Document

MAX_SERVERS = 50
"""Most addresses that one server with variables stands for."""

HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")
_NEVER_A_SECRET = RESERVED_HEADERS - {"authorization"}

Auth = Mapping[str, str]


def compiled_header(
    document: Document, overlaid: Mapping[str, Any], problems: list[str]
) -> dict[str, Any]:
    """The header that a document gives; keys in `overlaid` are left for the overlay to fill."""
    info = document.data.get("info") or {}
    header: dict[str, Any] = {
        "catalog": CATALOG_FORMAT,
        "title": str(info.get("title") or document.name),
        "servers": _servers(document, problems) if "servers" not in overlaid else {},
    }
    header["auth"] = _auth(document, problems) if "auth" not in overlaid else {}
    return header


def _servers(document: Document, problems: list[str]) -> dict[str, str]:
    """Base URL by name; a variable's values give their names to the servers they make."""
    servers: dict[str, str] = {}
    for server in document.data.get("servers") or []:
        for label, url in _addresses(document, server):
            if not re.match(r"https?://[^/{}\s]", url) or re.search(r"[{}\s?#]", url):
                document.warn(f"{document.name}: server {url!r} has no full address; ignored")
            elif url not in servers.values():
                name = label or ("default" if not servers else f"server_{len(servers) + 1}")
                while name in servers:
                    name += "_2"
                servers[name] = url
    if not servers:
        problems.append(
            f"{document.name}: no server has a full address; give `servers` in the overlay's header"
        )
    return servers


def _addresses(document: Document, server: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each address a server stands for, the one of the defaults first, with its label or ''."""
    variables = server.get("variables") or {}
    choices = {name: _values(variable or {}) for name, variable in variables.items()}
    found = [dict(zip(choices, each, strict=True)) for each in _some(product(*choices.values()))]
    if len(found) > MAX_SERVERS:
        found.pop()
        document.warn(
            f"{document.name}: server {server['url']!r} has too many addresses; "
            f"the first {MAX_SERVERS} are taken"
        )
    for values in found:
        url = str(server["url"])
        for name, value in values.items():
            url = url.replace(f"{{{name}}}", value)
        telling = [value for name, value in values.items() if len(choices[name]) > 1]
        yield "-".join(telling), url.rstrip("/")


def _some(combinations: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    return islice(combinations, MAX_SERVERS + 1)


def _values(variable: Mapping[str, Any]) -> list[str]:
    """What a variable of a server may be, the default first."""
    values = [variable.get("default", ""), *(variable.get("enum") or [])]
    return list(dict.fromkeys(str(value) for value in values))


def _auth(document: Document, problems: list[str]) -> dict[str, str]:
    """The first way of proving who one is that takes one secret and keeps it out of the URL."""
    choices = [choice for choice in document.data.get("security") or [] if choice]
    if not choices:
        for _, _, operation, _ in document.operations():
            choices += [choice for choice in operation.get("security") or [] if choice]
    refused: dict[str, None] = {}
    for choice in choices:
        found = _auth_of(document, choice)
        if found is not None:
            return found
        refused[" and ".join(_described(document, name) for name in choice)] = None
    if refused:
        problems.append(
            f"{document.name}: no supported security scheme: {', '.join(refused)}; more than one "
            "secret, and secrets in URLs and cookies are not supported, give `auth` in the "
            "overlay's header"
        )
    return {"scheme": "none"}


def _scheme(document: Document, name: str) -> dict[str, Any]:
    schemes = (document.data.get("components") or {}).get("securitySchemes") or {}
    return document.resolved(schemes.get(name)) or {}


def _auth_of(document: Document, choice: Mapping[str, Any]) -> dict[str, str] | None:
    """The catalog's words for one security requirement, None where it has none."""
    if len(choice) != 1:
        return None
    scheme = _scheme(document, next(iter(choice)))
    kind, detail = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    if kind in ("oauth2", "openIdConnect") or (kind, detail) == ("http", "bearer"):
        return {"scheme": "bearer"}
    if (kind, detail) == ("http", "basic"):
        return {"scheme": "basic"}
    name = str(scheme.get("name", ""))
    usable = HEADER_NAME.fullmatch(name) and name.lower() not in _NEVER_A_SECRET
    if kind == "apiKey" and scheme.get("in") == "header" and usable:
        return {"scheme": "header", "name": name}
    return None


def _described(document: Document, name: str) -> str:
    scheme = _scheme(document, name)
    if not scheme:
        return f"{name} (not defined)"
    place = scheme.get("in") or str(scheme.get("scheme", "")).lower() or "nothing"
    return f"{name} ({scheme.get('type')} in {place})"


def warn_of_own_settings(
    document: Document,
    operations: Iterable[tuple[str, str, dict[str, Any]]],
    header: Mapping[str, Any],
) -> None:
    """Report what operations say of their own server or security that no connection follows.

    `operations`: method, path and operation of each that is imported.
    """
    auth, servers = header.get("auth"), header.get("servers")
    known = set(servers.values()) if isinstance(servers, dict) else set()
    for method, path, operation in operations:
        for server in operation.get("servers") or []:
            urls = {url for _, url in _addresses(document, server)}
            if not urls & known:
                document.warn(
                    f"{document.name}: {method} {path}: its own server {server['url']!r} is ignored"
                )
        choices = operation.get("security")
        if choices is None:
            continue
        if not any(choices):
            if auth != {"scheme": "none"}:
                document.warn(
                    f"{document.name}: {method} {path} asks for no credentials; "
                    "the connection's are sent all the same"
                )
        elif not any(_auth_of(document, choice) == auth for choice in choices):
            told = " or ".join(" and ".join(choice) for choice in choices if choice)
            document.warn(
                f"{document.name}: {method} {path} asks for {told}, which the connection "
                "does not send"
            )
