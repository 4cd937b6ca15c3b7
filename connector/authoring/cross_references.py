"""Lint rules for where one thing leans on an action: waiters, checks of broken calls, names of ids.

All run a read on behalf of something else, so the read must exist, take what it is given and be
given what it needs. Whether its answer holds what is looked for, schemas tell only in part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .answer_format import NameListing, NameSearch
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
                *_trouble_with_params(linted, check.action, check.params, check.fill),
                *_trouble_with_sources(linted, name, entry, check),
            ):
                yield name, ACTIONS_FILE, f"{about}: {trouble}"
            for earlier, other in enumerate(entry.reconcile[:index]):
                if set(other.needs) <= set(check.needs):
                    yield name, ACTIONS_FILE, f"{about}: never runs, since {earlier} always does"


def check_id_names(linted: Linted) -> Iterator[Fault]:
    """Reads that find ids by names exist, take what they are given, and show what is looked at.

    What gives ids shows the field that is said to hold them.
    """
    for kind, about in (linted.header.ids if linted.header is not None else {}).items():
        where = f"header ids.{kind}"
        reads = [(f"names.{index}", read) for index, read in enumerate(about.names)]
        reads += [(f"find.{index}", read) for index, read in enumerate(about.find)]
        for place, read in reads:
            for trouble in _trouble_with_names(linted, read):
                yield None, ACTIONS_FILE, f"{where}.{place}: {trouble}"
        for source in about.given_by:
            for trouble in _trouble_with_id(linted, source, about.id):
                yield None, ACTIONS_FILE, f"{where}.id: {trouble}"
        if about.me is not None:
            for trouble in (
                *_trouble_with_read(linted, about.me.action),
                *_trouble_with_params(linted, about.me.action, {}, ()),
                *_trouble_with_fields(linted, about.me.action, None, (about.me.id,)),
            ):
                yield None, ACTIONS_FILE, f"{where}.me: {trouble}"
        for trouble in _trouble_with_pattern(about.pattern):
            yield None, ACTIONS_FILE, f"{where}.pattern: {trouble}"


def _trouble_with_names(linted: Linted, read: NameListing) -> Iterator[str]:
    fill = read.fill if isinstance(read, NameSearch) else ()
    yield from _trouble_with_read(linted, read.action)
    yield from _trouble_with_params(linted, read.action, read.params, fill)
    entry = linted.valid_entries.get(read.action)
    if entry is None or linted.header is None:
        return
    items = read.items
    if entry.use is not None:
        if items is not None:
            yield f"{read.action} has pages, which say where its items are"
        pager = linted.header.pagers.get(entry.use.pager)
        items = entry.use.items or (pager.items if pager else None)
    unless = () if read.unless is None else (read.unless,)
    fields = (*read.fields, read.id, *read.tell, *unless)
    yield from _trouble_with_fields(linted, read.action, items, fields)
    if isinstance(read, NameSearch):
        yield from (f"when: {trouble}" for trouble in _trouble_with_pattern(read.when))


def _trouble_with_id(linted: Linted, action: str, path: str) -> Iterator[str]:
    """Whether an answer shows an id, in what it lists or, where it lists nothing, at its top."""
    entry = linted.valid_entries.get(action)
    if entry is None or linted.header is None:
        return
    places: tuple[str | None, ...] = (None, *linted.lists_in(action))
    if entry.use is not None:
        pager = linted.header.pagers.get(entry.use.pager)
        places = (entry.use.items or (pager.items if pager else None),)
    if not any(linted.has_field(action, path, items=items) for items in places):
        yield f"{action} shows no {path}"


def _trouble_with_fields(
    linted: Linted, action: str, items: str | None, fields: Collection[str]
) -> Iterator[str]:
    for path in dict.fromkeys(fields):
        if not linted.has_field(action, path, items=items):
            yield f"{action} shows no {path}" + (f" in {items}" if items else "")


def _trouble_with_pattern(pattern: str | None) -> Iterator[str]:
    try:
        re.compile(pattern or "")
    except re.error as error:
        yield f"not a regular expression: {error}"


def _trouble_with_read(linted: Linted, action: str) -> Iterator[str]:
    entry = linted.valid_entries.get(action)
    if entry is None:
        yield f"there is no action {action!r}"
    elif entry.effect != "read" or entry.returns != "json":
        yield f"{action} is no read that answers with JSON"


def _trouble_with_params(
    linted: Linted, action: str, params: Mapping[str, Any], fill: Collection[str]
) -> Iterator[str]:
    schema = linted.catalog.schemas.get(action)
    if schema is None:
        return
    fixed = list(_leaves(params))
    for path in (*fixed, *fill):
        if not linted.has_param(action, path):
            yield f"{action} has no param {path}"
    for path in fill:
        if not _can_be_set(params, path):
            yield f"{path} leads into a list that is not in `params`"
    for path in fill:
        if any(_overlap(path, other) for other in fixed):
            yield f"{path} is both in `params` and in `fill`"
    given = {path.split(".")[0] for path in (*fixed, *fill)}
    for missing in sorted(set(schema.get("required", [])) - given):
        yield f"{action} is not given {missing}"


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
