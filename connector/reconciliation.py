"""Finding out whether a call that broke off happened all the same. Pure: a flow of reads.

Which read tells, and by what its answer shows it, is said by the action in the catalog.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Literal

from .calls import Call, Run, Steps
from .dotted import MISSING, value_at, with_value
from .errors import BrokenCall, ConnectorError, NotFound
from .model import Action, Check
from .paging import Page, each_page, page_steps

CLOCK_SKEW_S = 5.0
"""What was made this long before the call began, by the API's clock, may still be its work."""
MAX_PAGES = 10

Verdict = Literal["done", "not_done", "unknown"]
Prepare = Callable[[str, Mapping[str, Any]], Call]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Whether a broken call happened: ``done`` (with the ``object``), ``not_done``, ``unknown``.

    ``reason`` says in a sentence how that was found out.
    """

    verdict: Verdict
    reason: str
    object: Any = field(default=None, repr=False)


def reconcile_steps(
    error: ConnectorError,
    find: Callable[[str], Action],
    prepare: Prepare,
    clock_offset_s: Callable[[], float],
) -> Steps[Reconciled]:
    """Find out whether the call of an error happened.

    ``find`` gives an action of the catalog by name, ``prepare`` makes a call, ``clock_offset_s``
    says by how much the API's clock is ahead of ours. Raises what a call raises: a check that fails
    says nothing about the call.
    """
    if error.outcome == "not_sent":
        return Reconciled("not_done", "The request was never sent.")
    if error.outcome == "rejected":
        return Reconciled("not_done", "The API refused it.")
    call = error.call
    if call is None:
        return Reconciled("unknown", "The error does not know its call.")
    check = _applicable(find(call.action).reconcile, call.params)
    if check is None:
        return Reconciled("unknown", "The API has no read that could tell.")
    action = find(check.action)
    params = _filled(check, call)
    try:
        if action.pager is not None:
            flow = page_steps(action, params, lambda given: prepare(action.name, given))
            pages: list[Page] = []

            def take(page: Page) -> bool:
                pages.append(page)
                return len(pages) < MAX_PAGES

            complete = yield from each_page(flow, take)
            candidates = [item for page in pages for item in page.items]
        else:
            response = yield Run(prepare(action.name, params))
            candidates, complete = _listed(response.data, check), True
    except NotFound:
        candidates, complete = [], True
    doubt: Any = MISSING
    began_at = call.started_at + clock_offset_s() - CLOCK_SKEW_S
    for candidate in candidates:
        match _resemblance(candidate, check, call, began_at):
            case "same":
                return Reconciled("done", f"{action.name} shows it.", candidate)
            case "alike":
                doubt = candidate
    if doubt is not MISSING:
        return Reconciled("unknown", f"{action.name} shows something like it.", doubt)
    if not complete:
        return Reconciled("unknown", f"It is not on the first {MAX_PAGES} pages of {action.name}.")
    if check.missing == "not_done":
        return Reconciled("not_done", f"{action.name} does not show it.")
    return Reconciled("unknown", f"{action.name} does not show it, but it may lag behind.")


def _applicable(checks: tuple[Check, ...], params: Mapping[str, Any]) -> Check | None:
    for check in checks:
        if all(value_at(params, path) not in (MISSING, None) for path in check.needs):
            return check
    return None


def _source(source: str, call: BrokenCall) -> Any:
    """Return what a source of the catalog stands for: ``params.PATH`` or ``call.started_at``."""
    kind, _, path = source.partition(".")
    if kind == "params":
        return value_at(call.params, path)
    return int(call.started_at - CLOCK_SKEW_S)


def _filled(check: Check, call: BrokenCall) -> dict[str, Any]:
    params = dict(check.params)
    for path, source in check.fill.items():
        value = _source(source, call)
        if value is not MISSING:
            params = with_value(params, path, value)
    return params


def _listed(data: Any, check: Check) -> list[Any]:
    found = data if check.items is None else value_at(data, check.items)
    if isinstance(found, list):
        return found
    return [] if found in (MISSING, None) else [found]


def _resemblance(
    candidate: Any, check: Check, call: BrokenCall, began_at: float
) -> Literal["same", "alike", "other"]:
    """Hold a candidate against a call; ``alike`` is not enough to say either yes or no."""
    for path, source in check.same.items():
        wanted = _source(source, call)
        if wanted is not MISSING and not _equal(value_at(candidate, path), wanted):
            return "other"
    for path, text in check.fixed.items():
        if not _equal(value_at(candidate, path), text):
            return "other"
    certain = True
    if check.since is not None:
        made_at = value_at(candidate, check.since)
        if not isinstance(made_at, (int, float)):
            certain = False
        elif made_at < began_at:
            return "other"
    for path, source in check.like.items():
        wanted = _source(source, call)
        if wanted is not MISSING and not _equal(value_at(candidate, path), wanted):
            certain = False
    return "same" if certain else "alike"


def _equal(found: Any, wanted: Any) -> bool:
    if found is MISSING or found is None:
        return wanted is None
    if isinstance(found, (dict, list)) or isinstance(wanted, (dict, list)):
        return bool(found == wanted)
    return _plain(found) == _plain(wanted)


def _plain(value: Any) -> str:
    """Return a value as text without markup: the API wraps bodies in paragraphs and escapes."""
    text = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", str(value)))
    return "".join(text.split()).casefold()
