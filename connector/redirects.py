"""Where a redirect may lead. Pure.

A call follows one to the connection's own address only, and a write never becomes a read on the
way. A download may be sent to another server, which then gets no credentials.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from .errors import ApiError
from .model import Action
from .wire import RawResponse, Request

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD = frozenset({307, 308})
_KEPT = ("accept", "range", "if-range")
_DEFAULT_PORTS = {"https": 443, "http": 80}


def redirected(
    action: Action, request: Request, response: RawResponse, base_url: str, *, elsewhere: bool
) -> Request | None:
    """Return the request that a redirect asks for, ``None`` where the answer is none to follow.

    ``elsewhere`` allows other servers, without credentials. Raises ``ApiError`` where the redirect
    must not be followed.
    """
    status = response.status
    if status not in _REDIRECTS or (action.returns == "redirect" and not elsewhere):
        return None
    if request.method not in ("GET", "HEAD") and status not in _SAME_METHOD:
        error = _refused(response, "a redirect that would turn a write into a read")
        # "See other" is also how a server answers what it has carried out.
        error.outcome = "unknown"
        raise error
    location = response.headers.get("location")
    if not location:
        raise _refused(response, "a redirect that does not say where to")
    target = _split((request.origin or base_url) + request.target, location)
    if target is None:
        raise _refused(response, "a redirect to what is no address")
    path, query = quote(target.path or "/", safe=_SAFE), quote(target.query, safe=_SAFE + "?")
    base = urlsplit(base_url)
    if request.origin is None and origin_of(target) == origin_of(base):
        prefix = base.path.rstrip("/")
        if is_below(prefix, path):
            return replace(request, path=path.removeprefix(prefix), query=query)
    if not elsewhere or request.method != "GET":
        raise _refused(response, "a redirect to another address")
    if target.scheme != "https" and target.scheme != base.scheme:
        raise _refused(response, "a redirect from https to plain http")
    accept = tuple(pair for pair in request.headers if pair[0].lower() in _KEPT)
    scheme, host, port = origin_of(target)
    host = f"[{host}]" if ":" in host else host
    return Request("GET", path, query, accept, origin=f"{scheme}://{host}:{port}")


_SAFE = "/%:@!$&'()*+,;=~-._[]"


def origin_of(url: SplitResult) -> tuple[str, str, int | None]:
    """Return scheme, host and port, the port also where it is the scheme's default."""
    return url.scheme, url.hostname or "", url.port or _DEFAULT_PORTS.get(url.scheme)


def is_below(prefix: str, path: str) -> bool:
    """Whether a path lies below a prefix, and does not leave it again by ``..``."""
    return path.startswith(f"{prefix}/") and ".." not in unquote(path).split("/")


def _split(asked: str, location: str) -> SplitResult | None:
    try:
        parts = urlsplit(urljoin(asked, location))
        usable = parts.scheme in _DEFAULT_PORTS and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable and not (parts.username or parts.password) else None


def too_many_redirects(response: RawResponse) -> ApiError:
    """Return the error for redirects that do not end."""
    return _refused(response, "one redirect after another")


def _refused(response: RawResponse, what: str) -> ApiError:
    request_id = response.headers.get("x-request-id")
    told = f" [request id {request_id}]" if request_id else ""
    return ApiError(
        f"the API answered {response.status} with {what}{told}; it was not followed.",
        status=response.status,
        request_id=request_id,
        next_step="Check the connection's base_url: the API moved this address.",
    )
