"""What the catalog holds, as frozen values: actions and the header that they share.

Built by ``catalog`` from data; nothing here reads a file or touches the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .validation import ParamsValidator

Effect = Literal["read", "write", "destroy"]
Returns = Literal["json", "empty", "text", "binary", "redirect"]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Action:
    """One operation of the API, by name.

    ``path`` is a template such as ``/contacts/{id}``. ``effect`` says what it does to the
    workspace, ``idempotent`` whether sending it twice has no further effect, ``irreversible``
    whether it cannot be undone over the API. ``pages`` names the catalog's pager, ``None`` for a
    single page; ``items`` is the dotted place of the list in a page.
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
    items: str | None = None
    returns: Returns = "json"
    accept: str = "application/json"
    query: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    body: str = "json"
    styles: Mapping[str, str] = field(default_factory=dict)
    wire_names: Mapping[str, str] = field(default_factory=dict)
    deprecated: bool = False
    load_schema: Callable[[], dict[str, Any]] = field(repr=False, compare=False, default=dict)

    @property
    def path_params(self) -> tuple[str, ...]:
        """Names of the params that stand in the path, in their order."""
        return tuple(_PLACEHOLDER.findall(self.path))

    @cached_property
    def schema(self) -> dict[str, Any]:
        """Self-contained JSON Schema (2020-12) of the whole params object; do not change it."""
        return self.load_schema()

    @cached_property
    def validator(self) -> ParamsValidator:
        """The validator of this action's params, compiled on first use."""
        return ParamsValidator(self.schema)

    def validate(self, params: Mapping[str, Any] | None = None) -> None:
        """Check params; raises ``InvalidParams`` that lists every fault."""
        self.validator.check({} if params is None else params, action=self.name)

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
        }
        return {key: value for key, value in facts.items() if value is not None}


@dataclass(frozen=True)
class VersionHeader:
    """The header that selects a version of the API, and the values it takes.

    ``pattern`` matches dated versions, ``named`` are taken beside them, ``aliases`` are other
    names for one of those.
    """

    header: str
    default: str | None
    pattern: str
    named: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

    def canonical(self, version: str) -> str | None:
        """Return the version as it is sent, ``None`` where it is not one."""
        version = self.aliases.get(version, version)
        if version in self.named or re.fullmatch(self.pattern, version):
            return version
        return None


@dataclass(frozen=True)
class CatalogHeader:
    """What all actions of a catalog share.

    ``existing_id`` is the pattern that finds, in the message of a conflict, the id of what exists;
    ``health`` names a cheap read that tells whether a connection works.
    """

    title: str
    servers: Mapping[str, str]
    auth: Mapping[str, str]
    version: VersionHeader | None = None
    pagers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    existing_id: str | None = None
    health: str | None = None
