"""Lint rules for where one action leans on another: waiters, and checks of calls that broke off.

Both run a read on behalf of something else, so the read must exist, take what it is given and be
given what it needs. Whether its answer holds what is looked for, no schema here can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .catalog_files import ACTIONS_FILE
from .format import Check, Entry
from .linted import Fault, Linted

_STATES = ("done", "failed", "pending")
_PARAMS = "params."


def check_waiters(linted: Linted) -> Iterator[Fault]:
    """A waiter polls a read of the catalog, and no state means two things."""
    for name, waiter in (linted.header.waiters if linted.header is not None else {}).items():
        about = f"waiter {name!r}"
        for trouble in _trouble_with_read(linted, waiter.action):
            yield None, ACTIONS_FILE, f"{about}: {trouble}"
        states = [state for kind in _STATES for state in getattr(waiter, kind)]
        for state in sorted({state for state in states if states.count(state) > 1}):
            yield None, ACTIONS_FILE, f"{about}: the state {state!r} is named twice"
        if waiter.max_delay_s < waiter.delay_s:
            yield None, ACTIONS_FILE, f"{about}: max_delay_s is less than delay_s"


def check_reconcile(linted: Linted) -> Iterator[Fault]:
    """A check runs a read with params it takes, from params the broken call must have had."""
    for name, entry in linted.valid_entries.items():
        if entry.reconcile and entry.idempotent:
            yield name, ACTIONS_FILE, "an idempotent action needs no checks: it is sent again"
        for index, check in enumerate(entry.reconcile):
            about = f"reconcile.{index}"
            for trouble in (
                *_trouble_with_read(linted, check.action),
                *_trouble_with_params(linted, check),
                *_trouble_with_sources(linted, name, entry, check),
            ):
                yield name, ACTIONS_FILE, f"{about}: {trouble}"
            for earlier, other in enumerate(entry.reconcile[:index]):
                if set(other.needs) <= set(check.needs):
                    yield name, ACTIONS_FILE, f"{about}: never runs, since {earlier} always does"


def _trouble_with_read(linted: Linted, action: str) -> Iterator[str]:
    entry = linted.valid_entries.get(action)
    if entry is None:
        yield f"there is no action {action!r}"
    elif entry.effect != "read" or entry.returns != "json":
        yield f"{action} is no read that answers with JSON"


def _trouble_with_params(linted: Linted, check: Check) -> Iterator[str]:
    schema = linted.catalog.schemas.get(check.action)
    if schema is None:
        return
    fixed = list(_leaves(check.params))
    for path in (*fixed, *check.fill):
        if not linted.has_param(check.action, path):
            yield f"{check.action} has no param {path}"
    for path in check.fill:
        if not _can_be_set(check.params, path):
            yield f"{path} leads into a list that is not in `params`"
    for path in check.fill:
        if any(_overlap(path, other) for other in fixed):
            yield f"{path} is both in `params` and in `fill`"
    given = {path.split(".")[0] for path in (*fixed, *check.fill)}
    for missing in sorted(set(schema.get("required", [])) - given):
        yield f"{check.action} is not given {missing}"


def _trouble_with_sources(linted: Linted, name: str, entry: Entry, check: Check) -> Iterator[str]:
    for path in check.needs:
        if not linted.has_param(name, path):
            yield f"`needs`: the action has no param {path}"
    compared = (*check.same.values(), *check.like.values())
    for source in dict.fromkeys((*check.fill.values(), *compared)):
        path = source.removeprefix(_PARAMS)
        if source.startswith(_PARAMS) and not linted.has_param(name, path):
            yield f"{source}: the action has no such param"
    certain = {"call.started_at"}
    certain |= {_PARAMS + path for path in (*check.needs, *_placeholders(entry))}
    for source in dict.fromkeys(check.fill.values()):
        if source not in certain:
            yield f"{source} may be absent; name it in `needs`"
    if not check.fixed and not certain & set(compared):
        yield "compares nothing that is sure to be there, so that anything would do"


def _placeholders(entry: Entry) -> set[str]:
    """Path params by the name they have among the params; a path cannot do without them."""
    renamed = {wire: param for param, wire in entry.wire_names.items()}
    wires = [part.partition("}")[0] for part in entry.request.split("{")[1:]]
    return {*wires, *(renamed[wire] for wire in wires if wire in renamed)}


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    """Dotted paths of all values that are neither objects nor lists, or are empty ones."""
    parts: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    if path and not parts:
        yield path
    for key, part in parts:
        yield from _leaves(part, f"{path}.{key}" if path else str(key))


def _can_be_set(params: Any, path: str) -> bool:
    """Whether a value can be put at a path: objects are made on the way, lists must be there."""
    for step in path.split("."):
        if isinstance(params, list):
            if not (step.isdecimal() and int(step) < len(params)):
                return False
            params = params[int(step)]
        elif step.isdecimal():
            return False
        else:
            params = params.get(step) if isinstance(params, dict) else None
    return True


def _overlap(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
