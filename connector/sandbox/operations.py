"""Which operations the API has, by name and by request, and in which versions.

Read from the catalog's text when somebody asks: to tell "not built yet" from "no such path", to
refuse what a version lacks, and to let faults and the log of requests be named like actions. The
sandbox does not depend on the catalog and works without one; then only requests have names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

PREVIEW = "Preview"

_ENTRY = re.compile(
    r"^(?:(\w+):\n  request: (\w+) (\S+)|  versions: \[([^\]]*)\])$",
    re.MULTILINE,
)
_KNOWN = re.compile(r"^  known:\s*\[([^\]]*)\]", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")

Matches = Callable[[str, str], bool]
"""Whether a method and a raw path are meant."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `versions` is empty where the catalog does not say which have it."""

    name: str
    method: str
    template: str
    versions: frozenset[str] = frozenset()


def _catalog_file() -> Path | None:
    """`actions.yaml` as the wheel carries it, else at the top of the checkout."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "data" / "actions.yaml", package.parent / "actions.yaml"):
        if place.is_file():
            return place
    return None


@cache
def _catalog_text() -> str:
    file = _catalog_file()
    return "" if file is None else file.read_text(encoding="utf-8")


@cache
def described_versions() -> tuple[str, ...]:
    """The versions that the catalog tells apart, oldest first; none without a catalog."""
    known = _KNOWN.search(_catalog_text())
    return () if known is None else _listed(known[1])


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item for part in text.split(",") if (item := part.strip().strip("'\"")))


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation of the catalog."""
    found: list[Operation] = []
    for entry in _ENTRY.finditer(_catalog_text()):
        name, method, template, versions = entry.groups()
        if name is not None:
            found.append(Operation(name, method, template))
        elif found:
            last = found[-1]
            found[-1] = Operation(last.name, last.method, last.template, _versions(versions))
    return tuple(found)


def _versions(text: str) -> frozenset[str]:
    """The versions that a list such as `2.14..2.16, Preview` names."""
    order = described_versions()
    named: set[str] = set()
    for item in _listed(text):
        first, _, last = item.partition("..")
        if first not in order or (last or first) not in order:
            continue
        named.update(order[order.index(first) : order.index(last or first) + 1])
    return frozenset(named)


@cache
def _by_request() -> dict[tuple[str, str], Operation]:
    return {(each.method, _anonymous(each.template)): each for each in operations()}


def _anonymous(template: str) -> str:
    """A template without the names of its placeholders, which differ from place to place."""
    return _PLACEHOLDER.sub("{}", "/" + template.strip("/"))


@cache
def operation_of(method: str, template: str) -> Operation | None:
    """The operation that a path template is of, whatever its placeholders are called."""
    return _by_request().get((method, _anonymous(template)))


@cache
def _patterns() -> tuple[tuple[Operation, re.Pattern[str]], ...]:
    # Where two templates fit, the one with fewer placeholders is meant.
    ordered = sorted(operations(), key=lambda each: each.template.count("{"))
    return tuple((each, _pattern(each.template)) for each in ordered)


def _pattern(template: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split("/" + template.strip("/"))
    return re.compile("[^/]+".join(re.escape(part) for part in parts) + "/*")


def find_operation(method: str, path: str) -> Operation | None:
    """The operation that a method and a raw path call."""
    for operation, pattern in _patterns():
        if operation.method == method and pattern.fullmatch(path):
            return operation
    return None


def lacks(operation: Operation, version: str) -> bool:
    """Whether a version is known to be without an operation.

    Versions older than any that is described count as the oldest, newer ones as the preview;
    the preview has what any of its snapshots has.
    """
    order = described_versions()
    if not operation.versions or not order:
        return False
    if version not in order:
        version = order[0] if _is_older(version, order[0]) else PREVIEW
    if version == PREVIEW:
        return not any(each.startswith(PREVIEW) for each in operation.versions)
    return version not in operation.versions


def _is_older(version: str, than: str) -> bool:
    return _numbers(version) < _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    # A named version is newer than any dated one.
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else (10**9,)


def matching(text: str) -> Matches:
    """What a text means: an action's name, `METHOD /path` or template, or `*` for every request.

    Raises ValueError for a name that the catalog does not have, with the nearest ones, and for a
    path with a query, which would never be met.
    """
    if text == "*":
        return lambda method, path: True
    method, blank, path = text.strip().partition(" ")
    if not blank:
        operation = next((each for each in operations() if each.name == text), None)
        if operation is None:
            near = get_close_matches(text, [each.name for each in operations()], 3)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise ValueError(f"{text!r} is no action and no METHOD /path{hint}")
    else:
        method, path = method.upper(), path.strip()
        if "?" in path:
            raise ValueError(f"{text!r} has a query: name the path alone")
        operation = operation_of(method, path)
    if operation is not None:
        return lambda method, path: find_operation(method, path) is operation
    pattern = _pattern(path)
    return lambda given, at: given == method and pattern.fullmatch(at) is not None
