"""Filters: a short text becomes a search query that the action is sure to take.

>>> from connector import filters
>>> filters.query("state=open read=false", "post_conversations_search")["operator"]
'AND'
>>> filters.query("email$@example.com", "post_contacts_search")
{'field': 'email', 'operator': '$', 'value': '@example.com'}
>>> print(filters.explain("created=2026-11-20 tag in (1, 2)", "post_conversations_search"))
created_at at or after 2026-11-20 00:00 UTC AND created_at before 2026-11-21 00:00 UTC AND \
tag_ids is one of 1, 2

The language is that of ``filter_text``: ``field operator value`` with the operators ``=`` ``!=``
``>`` ``>=`` ``<`` ``<=``, ``~`` contains, ``!~`` does not, ``^`` starts with, ``$`` ends with;
several values as ``tag=a,b`` or ``tag in (a, b)``; conditions one after the other must all hold,
``or``, ``not`` and parentheses as usual; quotes around text with spaces.

- Fields are those of the action's schema, whole (``team_assignee_id``), by a short name that the
  schema gives (``team``), or without ``_at`` or ``_id`` (``updated``); and the open ones, such as
  ``custom_attributes.plan``. In those, ``true``, numbers and ``none`` are what they look like, and
  all else is text, as everything in quotes is.
- ``none`` and ``null`` mean that the field is not set.
- Times are those of ``filter_times``. A time is a stretch: ``created=2026-11-20`` is any time of
  that day, ``>`` is after its end and ``>=`` from its start on. ``updated>7d`` is within the last
  seven days. Times without a zone are those of ``timezone``.
- Where a field takes the id of something with a name, ``resolve`` finds the id.

Nothing is sent here, unless ``resolve`` does so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from .catalog import Catalog, load_catalog
from .dotted import with_value
from .errors import InvalidParams, Problem
from .filter_fields import Search, search_of
from .filter_query import Compiled, Compiler, Resolve, flattened, span_at
from .filter_text import parse
from .filter_times import zone_of
from .filter_tree import FilterProblem
from .filter_words import query_words
from .model import Action


@dataclass(frozen=True)
class Filter:
    """What a text asks for: the ``query`` as the action takes it, at ``place`` of its params.

    ``explanation`` says the same in words, with the names that ids were looked up by.
    """

    query: dict[str, Any]
    place: str
    explanation: str

    def put_into(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return a copy of an action's params that holds the query."""
        return with_value(params, self.place, self.query)


def query(
    text: str,
    action: str | Action,
    *,
    resolve: Resolve | None = None,
    now: float | datetime | None = None,
    timezone: str | tzinfo = "UTC",
    catalog: Catalog | None = None,
) -> dict[str, Any]:
    """Return the query that a filter's text stands for, as the action's validator takes it.

    ``resolve`` is called with a kind of id and a name wherever a name stands for an id, such as
    ``conn.resolve``. ``now`` is what ``7d`` and ``today`` count from, in UNIX seconds or as a time.
    ``catalog`` is that of the action, by default the one that ships with the package.

    Raises ``InvalidParams`` with every fault at once, each a ``FilterProblem`` that knows its
    place in the text, and whatever else ``resolve`` raises.
    """
    return read(text, action, resolve=resolve, now=now, timezone=timezone, catalog=catalog).query


def read(
    text: str,
    action: str | Action,
    *,
    resolve: Resolve | None = None,
    now: float | datetime | None = None,
    timezone: str | tzinfo = "UTC",
    catalog: Catalog | None = None,
) -> Filter:
    """Do as ``query`` does, and return the explanation, too."""
    found, search = _search(action, catalog)
    zone = _zone(timezone, found)
    compiler = Compiler(text, search, resolve, _seconds(now), zone)
    compiler.sources = _sources(action, catalog)
    node, faults = parse(text, search.place)
    compiler.faults += faults
    compiled = flattened(compiler.compiled(node)) if node is not None else None
    if compiled is not None:
        compiler.check_size(compiled)
    if compiled is None or compiler.faults:
        problems = sorted(compiler.faults, key=lambda problem: (problem.start, problem.end))
        raise InvalidParams(problems, action=found.name)
    made = compiled.query()
    if refused := _refusals(made, found, search):
        raise InvalidParams(
            [_in_text(problem, text, compiled, search) for problem in refused], action=found.name
        )
    words = query_words(made, search, zone, names=compiler.names, timed=compiler.timed)
    return Filter(made, search.place, words)


def names(
    text: str, action: str | Action, *, catalog: Catalog | None = None
) -> list[tuple[str, str]]:
    """Return the kinds and names that ``resolve`` would be asked for, each once.

    For asynchronous code, which looks them up first and gives ``query`` what it has found. Faults
    of the text are left for ``query`` to tell.
    """
    asked: dict[tuple[str, str], None] = {}

    def note(kind: str, name: str) -> str:
        asked[kind, name] = None
        return "0"

    _, search = _search(action, catalog)
    node, _ = parse(text, search.place)
    if node is not None:
        Compiler(text, search, note, _seconds(None), zone_of("UTC")).compiled(node)
    return list(asked)


def explain(
    query_or_text: str | Mapping[str, Any],
    action: str | Action,
    *,
    resolve: Resolve | None = None,
    now: float | datetime | None = None,
    timezone: str | tzinfo = "UTC",
    catalog: Catalog | None = None,
) -> str:
    """Return in plain words what a filter's text, or a query, asks for; raises as ``query``."""
    if isinstance(query_or_text, str):
        return read(
            query_or_text, action, resolve=resolve, now=now, timezone=timezone, catalog=catalog
        ).explanation
    found, search = _search(action, catalog)
    if refused := _refusals(query_or_text, found, search):
        raise InvalidParams(refused, action=found.name)
    return query_words(query_or_text, search, _zone(timezone, found))


def takes_filter(action: Action) -> bool:
    """Whether an action's params hold a query that a filter can make."""
    return search_of(action) is not None


def filterable(actions: Iterable[Action]) -> list[str]:
    """Return the names of those actions that take a filter."""
    return [action.name for action in actions if takes_filter(action)]


def _search(action: str | Action, catalog: Catalog | None) -> tuple[Action, Search]:
    if isinstance(action, str):
        catalog = catalog if catalog is not None else load_catalog()
        action = catalog[action]
    search = search_of(action)
    if search is None:
        others = filterable(catalog.values()) if catalog is not None else []
        instead = f"; these do: {', '.join(others)}" if others else ""
        message = (
            "takes no filter: its schema has no query of field, operator and value, with "
            f"conditions that say which fields there are{instead}"
        )
        raise InvalidParams([Problem("", message)], action=action.name)
    return action, search


def _sources(action: str | Action, catalog: Catalog | None) -> Callable[[str], tuple[str, ...]]:
    def sources(kind: str) -> tuple[str, ...]:
        whole = catalog
        if whole is None and isinstance(action, str):
            whole = load_catalog()
        kinds = whole.id_kinds.kinds if whole is not None else ()
        return next((each.sources for each in kinds if each.name == kind), ())

    return sources


def _zone(name: str | tzinfo, action: Action) -> tzinfo:
    try:
        return zone_of(name)
    except ValueError as error:
        raise InvalidParams([Problem("timezone", str(error))], action=action.name) from error


def _seconds(now: float | datetime | None) -> int:
    if isinstance(now, datetime):
        return int(now.timestamp())
    return int(time.time() if now is None else now)


def _refusals(made: Any, action: Action, search: Search) -> list[Problem]:
    """Return what the action's own validator has against a query, wherever it comes from."""
    problems = action.validator.problems(with_value({}, search.place, made))
    return [each for each in problems if f"{each.path}.".startswith(f"{search.place}.")]


def _in_text(problem: Problem, text: str, compiled: Compiled, search: Search) -> FilterProblem:
    steps = problem.path.removeprefix(search.place).strip(".").split(".")
    span = span_at(compiled, steps)
    return FilterProblem(
        problem.path,
        problem.message,
        problem.expected,
        problem.suggestion,
        text,
        span.start,
        span.end,
    )
