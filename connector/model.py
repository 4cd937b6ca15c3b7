"""What the catalog holds, as frozen values: actions and the header that they share.

Built by ``catalog`` from data; nothing here reads a file or touches the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .expectation import Expectation, ExpectedError, IdKind
from .validation import ParamsValidator

Effect = Literal["read", "write", "destroy"]
Returns = Literal["json", "empty", "text", "binary", "redirect"]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def path_params(path: str) -> tuple[str, ...]:
    """Return the names of the params in a path template, in their order."""
    return tuple(_PLACEHOLDER.findall(path))


@dataclass(frozen=True)
class Pager:
    """How to get the next page of a listing. Paths are dotted; reads start at the answer.

    ``cursor_param``, ``page_param`` and ``size_param`` are the params that the pager sets, from
    the top of the params, ``None`` where it does not. ``items`` is the place of the list, ``next``
    of the next cursor or address, ``total_pages`` of the number of pages, ``total`` of the number
    of items. ``max_size`` is the largest page the API takes, ``max_items`` the most it ever lists.
    """

    style: Literal["cursor", "page", "url"]
    items: str = "data"
    next: str | None = None
    cursor_param: str | None = None
    page_param: str | None = None
    size_param: str | None = None
    total_pages: str | None = None
    total: str | None = "total_count"
    first_page: int = 1
    stop_when_empty: bool = False
    max_size: int | None = None
    max_items: int | None = None


@dataclass(frozen=True)
class Waiter:
    """How to wait for a job: the action to poll and what its answers say.

    ``state`` is the dotted place of the job's state; ``done``, ``failed`` and ``pending`` are the
    states there are. ``delay_s`` grows to ``max_delay_s`` seconds between two looks.
    """

    action: str
    state: str
    done: tuple[str, ...]
    failed: tuple[str, ...]
    pending: tuple[str, ...]
    delay_s: float = 1.0
    max_delay_s: float = 30.0
    timeout_s: float = 3600.0


@dataclass(frozen=True)
class Check:
    """How to find out whether a call that broke off happened: a read, and what it must show.

    ``fill`` says where the values of the read's params come from, ``same`` and ``fixed`` what a
    candidate must have, ``since`` where it tells when it was made; one that differs only in
    ``like`` leaves the matter open. Sources are ``params.PATH`` of
    the broken call, or ``call.started_at``.
    """

    action: str
    missing: Literal["not_done", "unknown"]
    needs: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    fill: Mapping[str, str] = field(default_factory=dict)
    items: str | None = None
    same: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    like: Mapping[str, str] = field(default_factory=dict)
    since: str | None = None


@dataclass(frozen=True)
class Action:
    """One operation of the API, by name.

    ``path`` is a template such as ``/contacts/{id}``. ``effect`` says what it does to the
    workspace, ``idempotent`` whether sending it twice has no further effect, ``irreversible``
    whether it cannot be undone over the API. ``pager`` says how it lists, ``None`` for a single
    page. ``content_type`` is the media type of the body where it is not that of its kind, ``body``.
    ``versions`` are those that have it, oldest first, empty where the API has none.
    ``reconcile`` holds the checks that tell whether a call of it happened.
    """

    name: str
    method: str
    path: str
    group: str
    summary: str
    hint: str | None = None
    effect: Effect = "write"
    idempotent: bool = False
    irreversible: bool = False
    pages: str | None = None
    pager: Pager | None = field(default=None, repr=False)
    reconcile: tuple[Check, ...] = field(default=(), repr=False)
    returns: Returns = "json"
    accept: str = "application/json"
    query: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    body: str = "json"
    content_type: str | None = None
    styles: Mapping[str, str] = field(default_factory=dict)
    wire_names: Mapping[str, str] = field(default_factory=dict)
    deprecated: bool = False
    versions: tuple[str, ...] = ()
    load_schema: Callable[[], dict[str, Any]] = field(repr=False, compare=False, default=dict)
    load_aliases: Callable[[], Mapping[str, tuple[str, ...]]] = field(
        repr=False, compare=False, default=dict
    )
    load_expectation: Callable[[], Expectation] = field(
        repr=False, compare=False, default=Expectation
    )
    load_id_kinds: Callable[[Action], Mapping[str, IdKind]] = field(
        repr=False, compare=False, default=lambda action: {}
    )

    @property
    def items(self) -> str | None:
        """Dotted place of the list in a page, ``None`` for a single page."""
        return self.pager.items if self.pager else None

    @property
    def path_params(self) -> tuple[str, ...]:
        """Names of the params that stand in the path, in their order."""
        return path_params(self.path)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """Self-contained JSON Schema (2020-12) of the whole params object; do not change it."""
        return self.load_schema()

    @cached_property
    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The words by which people ask for the action, by language."""
        return self.load_aliases()

    @cached_property
    def _expectation(self) -> Expectation:
        return self.load_expectation()

    @property
    def returns_schema(self) -> dict[str, Any] | None:
        """Self-contained JSON Schema (2020-12) of a success; do not change it.

        ``None`` where a success is no JSON, or where nothing is known of it. It tells which fields
        there are, not which always are: a missing field and one that is null mean the same, and
        there may be others. It is that of the default version, or else of the newest that has the
        action, also in the catalog of another version.
        """
        return self._expectation.schema

    @property
    def errors(self) -> tuple[ExpectedError, ...]:
        """The errors to expect: the action's own by status, then those of every action.

        Those of all versions together. Others may come: the API promises no complete list.
        """
        return self._expectation.errors

    @cached_property
    def id_kinds(self) -> Mapping[str, IdKind]:
        """The kinds of ids that the action takes, by param or field of the body."""
        return self.load_id_kinds(self)

    @property
    def ids_from(self) -> Mapping[str, tuple[str, ...]]:
        """The actions that give the ids this one takes, best first, by param or field of the body.

        A field is a dotted path such as ``data.admin_id``; lists have no step of their own. What
        no action gives is not in it. A read that takes an id is not named as giving it.
        """
        own = self.name if self.effect == "read" else ""
        sources = {
            param: tuple(name for name in kind.sources if name != own)
            for param, kind in self.id_kinds.items()
        }
        return {param: names for param, names in sources.items() if names}

    @property
    def id_fields(self) -> Mapping[str, str]:
        """The field to copy from an answer of ``ids_from``, by the same params, as dotted path.

        The path starts at an item where the answer is a list.
        """
        return {param: self.id_kinds[param].field for param in self.ids_from}

    @cached_property
    def validator(self) -> ParamsValidator:
        """The validator of this action's params, compiled on first use."""
        return ParamsValidator(self.schema)

    def validate(self, params: Mapping[str, Any] | None = None) -> None:
        """Check params; raises ``InvalidParams`` that lists every fault."""
        self.validator.check(
            {} if params is None else params,
            action=self.name,
            correct=self.effect != "destroy",
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the catalog's facts about the action, without its schema."""
        facts: dict[str, Any] = {
            "name": self.name,
            "method": self.method,
            "path": self.path,
            "group": self.group,
            "summary": self.summary,
            "hint": self.hint,
            "effect": self.effect,
            "idempotent": self.idempotent,
            "irreversible": self.irreversible,
            "pages": self.pages,
            "returns": self.returns,
            "versions": list(self.versions) or None,
        }
        return {key: value for key, value in facts.items() if value is not None}


@dataclass(frozen=True)
class VersionHeader:
    """The header that selects a version of the API, and the values it takes.

    ``pattern`` matches dated versions, ``named`` are taken beside them, ``aliases`` are other
    names for one of those. ``known`` are the descriptions that the catalog covers, oldest first;
    versions are compared by their place in it. ``same_as`` names versions that share a description,
    ``snapshots`` descriptions of an earlier state of a version.
    """

    header: str
    default: str | None
    pattern: str
    named: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    same_as: Mapping[str, str] = field(default_factory=dict)
    snapshots: Mapping[str, str] = field(default_factory=dict)

    def descriptions(self, version: str) -> tuple[str, ...]:
        """Return the descriptions that hold for a version, the first that has an action counts.

        A dated version that is not known is described by the one that comes after it.
        """
        version = self.same_as.get(version, version)
        if version not in self.known:
            later = (each for each in self.known if _is_later(each, version))
            version = next(later, self.known[-1])
        earlier = (each for each, whole in self.snapshots.items() if whole == version)
        return (version, *earlier)

    def is_known(self, version: str) -> bool:
        """Whether the catalog can tell which actions a version has."""
        return self.same_as.get(version, version) in self.known

    def expanded(self, ranges: Iterable[str]) -> tuple[str, ...]:
        """Return the descriptions that ranges such as ``2.9..2.14`` stand for."""
        return tuple(expanded_ranges(ranges, self.known))

    def canonical(self, version: str) -> str | None:
        """Return the version as it is sent, ``None`` where it is not one."""
        version = self.aliases.get(version, version)
        if version in self.named or re.fullmatch(self.pattern, version):
            return version
        return None


def expanded_ranges(ranges: Iterable[str], known: Sequence[str]) -> list[str]:
    """Return what ranges ``FIRST..LAST`` of an order stand for; raises ``ValueError``.

    >>> expanded_ranges(["2.9..2.11", "next"], ["2.8", "2.9", "2.10", "2.11", "2.12", "next"])
    ['2.9', '2.10', '2.11', 'next']
    """
    labels: list[str] = []
    for each in ranges:
        first, _, last = each.partition("..")
        labels.extend(known[known.index(first) : known.index(last or first) + 1])
    return labels


def _is_later(version: str, than: str) -> bool:
    """Whether a dated version comes after another: 2.10 is later than 2.9."""
    parts, other = version.split("."), than.split(".")
    if not all(part.isdecimal() for part in (*parts, *other)):
        return False
    return [int(part) for part in parts] > [int(part) for part in other]


@dataclass(frozen=True)
class CatalogHeader:
    """What all actions of a catalog share.

    ``existing_id`` is the pattern that finds, in the message of a conflict, the id of what exists,
    ``pending_job`` the one that tells a 429 about a job under way from one of the rate limit.
    ``error_type`` is the ``type`` of a body that is an error whatever the status. ``personal`` are
    the names of fields with personal data. ``health`` names a cheap read that tells whether a
    connection works.
    """

    title: str
    servers: Mapping[str, str]
    auth: Mapping[str, str]
    version: VersionHeader | None = None
    pagers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    error_type: str | None = None
    pending_job: str | None = None
    personal: frozenset[str] = frozenset()
    waiters: Mapping[str, Waiter] = field(default_factory=dict)
    existing_id: str | None = None
    health: str | None = None

    @cached_property
    def credentials_header(self) -> str | None:
        """Lower-case name of the header that carries the connection's token, if one does."""
        scheme = self.auth.get("scheme", "bearer")
        if scheme == "header":
            return self.auth["name"].lower()
        return None if scheme == "none" else "authorization"
