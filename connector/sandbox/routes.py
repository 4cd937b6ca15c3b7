"""Which handler answers which request: path templates, static segments before placeholders.

A module of handlers makes one `Routes` and decorates its functions with it; `Router` joins them.
Routing looks at method and path only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from .body import Body, Query
from .messages import Answer, Json
from .records import Records

DEFAULT_BASE_URL = "https://api.intercom.io"
"""What addresses in answers begin with when the caller names no host."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as a handler sees it. `now` is in UNIX seconds, the same for the whole request.

    `base_url` is where the caller found the sandbox, without a slash at the end; `accept` is what
    the caller says it can read, empty when it says nothing.
    """

    records: Records
    now: int
    path: dict[str, str] = field(default_factory=dict)
    query: Query = field(default_factory=lambda: Query(()))
    body: Body = field(default_factory=lambda: Body({}))
    base_url: str = DEFAULT_BASE_URL
    accept: str = ""


Handler = Callable[[Call], Answer | Json]


@dataclass(frozen=True, slots=True)
class Route:
    """One operation. `writes` says whether its transaction may change anything.

    A `signed` route is no operation of the API but an address that answers have handed out: it
    checks its own signature and wants no token. A `form` route takes `multipart/form-data` in
    place of JSON.
    """

    method: str
    template: str
    handler: Handler
    writes: bool
    signed: bool = False
    form: bool = False


class Routes:
    """The operations of one module."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def reads(self, operation: str) -> Callable[[Handler], Handler]:
        """Register a handler for an operation such as `GET /tags` that changes nothing."""
        return self._register(operation, writes=False)

    def writes(self, operation: str) -> Callable[[Handler], Handler]:
        """Register a handler for an operation that changes data."""
        return self._register(operation, writes=True)

    def uploads(self, operation: str) -> Callable[[Handler], Handler]:
        """Register a handler for an operation that changes data by what a form holds."""
        return self._register(operation, writes=True, form=True)

    def serves(self, address: str) -> Callable[[Handler], Handler]:
        """Register a handler for a signed address such as `GET /files/{id}`; see `Route`."""
        return self._register(address, writes=False, signed=True)

    def _register(
        self, operation: str, *, writes: bool, signed: bool = False, form: bool = False
    ) -> Callable[[Handler], Handler]:
        method, template = operation.split(" ")

        def register(handler: Handler) -> Handler:
            self.routes.append(Route(method, template, handler, writes, signed, form))
            return handler

        return register


@dataclass(frozen=True, slots=True)
class Match:
    """A route and the decoded values of its placeholders."""

    route: Route
    values: dict[str, str]


class _Node:
    """A place in the tree of path segments."""

    def __init__(self) -> None:
        self.fixed: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.routes: dict[str, Route] = {}


class Router:
    """Finds the route of a request."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        for route in routes:
            self._add(route)

    def match(self, method: str, path: str) -> Match | None:
        """The route for a raw (percent-encoded) path, or None when no handler has it."""
        segments = [unquote(segment) for segment in path.strip("/").split("/")]
        return _find(self._root, method, segments, 0, [])

    def _add(self, route: Route) -> None:
        node = self._root
        for segment in route.template.strip("/").split("/"):
            if segment.startswith("{"):
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.fixed.setdefault(segment, _Node())
        if route.method in node.routes:
            raise ValueError(f"two handlers for {route.method} {route.template}")
        node.routes[route.method] = route


def _find(
    node: _Node, method: str, segments: list[str], position: int, values: list[str]
) -> Match | None:
    if position == len(segments):
        route = node.routes.get(method)
        if route is None:
            return None
        names = [part[1:-1] for part in route.template.split("/") if part.startswith("{")]
        return Match(route, dict(zip(names, values, strict=True)))
    segment = segments[position]
    if segment in node.fixed:
        found = _find(node.fixed[segment], method, segments, position + 1, values)
        if found is not None:
            return found
    if node.any is not None and segment:
        return _find(node.any, method, segments, position + 1, [*values, segment])
    return None
