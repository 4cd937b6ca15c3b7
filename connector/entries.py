"""The frozen values that the plain data of ``actions.yaml`` stands for. Pure.

The data is right already: that is for the linter to say.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from .expectation import ExpectedError, IdKind, NameRead, SelfRead
from .model import CatalogHeader, Check, Pager, VersionHeader, Waiter

_PAGER_FIELDS = (
    *("style", "items", "next", "total_pages", "total", "first_page"),
    *("stop_when_empty", "max_size", "max_items"),
)


def header_from(data: Mapping[str, Any]) -> CatalogHeader:
    """Return what all actions of a catalog share."""
    version = data.get("version")
    return CatalogHeader(
        title=data["title"],
        servers=data["servers"],
        auth=data["auth"],
        version=VersionHeader(
            header=version["header"],
            default=version.get("default"),
            pattern=version["pattern"],
            named=tuple(version.get("named", ())),
            aliases=version.get("aliases", {}),
            known=tuple(version.get("known", ())),
            same_as=version.get("same_as", {}),
            snapshots=version.get("snapshots", {}),
        )
        if version
        else None,
        pagers=data.get("pagers", {}),
        waiters={name: _waiter(waiter) for name, waiter in data.get("waiters", {}).items()},
        personal=frozenset(data.get("personal", ())),
        error_type=data.get("error_type"),
        pending_job=data.get("pending_job"),
        existing_id=data.get("existing_id"),
        health=data.get("health"),
    )


def id_kind_from(name: str, kind: Mapping[str, Any], known: Container[str]) -> IdKind:
    """Return a kind of ids, with those of its sources that are ``known`` actions."""
    reads = (_name_read(read) for read in (*kind.get("names", ()), *kind.get("find", ())))
    me = SelfRead(**kind["me"]) if "me" in kind else None
    return IdKind(
        name,
        tuple(source for source in kind.get("from", ()) if source in known),
        tuple(tuple(place.split("/")) for place in kind["to"]),
        kind.get("none"),
        tuple(read for read in reads if read.action in known),
        me if me is not None and me.action in known else None,
        kind.get("pattern"),
        kind.get("id", "id"),
    )


def expected_errors_from(
    data: Sequence[Mapping[str, Any]], *, common: bool = False
) -> tuple[ExpectedError, ...]:
    """Return errors to expect; ``common`` are those of every action."""
    return tuple(
        ExpectedError(each["status"], each.get("code"), each["when"], common) for each in data
    )


def _name_read(data: Mapping[str, Any]) -> NameRead:
    lists = {key: tuple(data.get(key, ())) for key in ("fields", "tell", "fill")}
    return NameRead(**{**data, **lists})


def pager_from(data: Mapping[str, Any]) -> Pager:
    """Return a pager, its places as params."""
    send = data.get("send", {})
    # The first step of a place only says where the param goes, and that stands in the entry too.
    params = {key: path.removeprefix("query.") for key, path in send.items()}
    facts = {key: data[key] for key in _PAGER_FIELDS if key in data}
    return Pager(
        **facts,
        cursor_param=params.get("cursor"),
        page_param=params.get("page"),
        size_param=params.get("size"),
    )


def _waiter(data: Mapping[str, Any]) -> Waiter:
    states = {key: tuple(data.get(key, ())) for key in ("done", "failed", "pending")}
    return Waiter(**{**data, **states})


def check_from(data: Mapping[str, Any]) -> Check:
    """Return a check that tells whether a call happened."""
    return Check(**{**data, "needs": tuple(data.get("needs", ()))})
