"""The actions that somebody who reads of one is likely to need next. Pure.

All of it follows from the catalog: what the hint names, which actions give the ids, and what else
has the same address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .catalog import Catalog
from .model import Action

MAX_PARAMS = 3
"""Most params that are named of those to which an action gives ids."""

_NAME = re.compile(r"[A-Za-z0-9_-]{3,}")
_PARAM = re.compile(r"\{[^{}]+\}")
_ITEM = "/{}"
_PREFIX_OF_OPPOSITES = "un"
_FINDERS = frozenset({"search", "list", "scroll"})

_WHAT_VERBS_DO = {
    ("GET", True): "gets one",
    ("PUT", True): "changes one",
    ("PATCH", True): "changes one",
    ("DELETE", True): "deletes one",
    ("GET", False): "lists them",
    ("POST", False): "makes one",
    ("PUT", False): "changes it",
    ("PATCH", False): "changes it",
    ("DELETE", False): "deletes it",
}


@dataclass(frozen=True)
class Related:
    """Another action by ``name``, and in a few words ``why`` it goes with the first."""

    name: str
    why: str


def related_actions(catalog: Catalog, action: Action) -> list[Related]:
    """Return the actions of the catalog that go with an action, most telling first, each once.

    First what the hint names, what undoes it and what gives its ids, then what else there is of the
    same kind of thing. Where an action goes with it in several ways, ``why`` says the first that
    tells something.
    """
    whys: dict[str, str] = {}
    for name, why in (
        *_named_in_hint(catalog, action),
        *_opposites(catalog, action),
        *_giving_ids(catalog, action),
        *_checking(catalog, action),
        *_of_the_same_kind(catalog, action),
    ):
        # That the hint names it places it first, but any other reason says more.
        if name != action.name and (name not in whys or not whys[name]):
            whys[name] = why
    return [Related(name, why or "named in the hint") for name, why in whys.items()]


def _named_in_hint(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    for name in _NAME.findall(action.hint or ""):
        if name in catalog:
            yield name, ""


def _opposites(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    """Yield what undoes an action: a DELETE of what it makes, or the same verb with ``un``."""
    own = _shape(action)
    *before, last = own.split("/")
    for other in catalog.values():
        shape = _shape(other)
        made = action.method == "POST" and other.method == "DELETE"
        if made and shape in (own, own + _ITEM):
            yield other.name, "undoes it"
        elif other.method == action.method == "POST" and shape.split("/")[:-1] == before:
            ending = shape.split("/")[-1]
            if _PREFIX_OF_OPPOSITES + last == ending or last == _PREFIX_OF_OPPOSITES + ending:
                yield other.name, "undoes it"


def _giving_ids(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    params: dict[str, list[str]] = {}
    for param, sources in action.ids_from.items():
        for source in sources:
            if source in catalog:
                params.setdefault(source, []).append(param)
    for source, taking in params.items():
        more = f" and {len(taking) - MAX_PARAMS} more" if len(taking) > MAX_PARAMS else ""
        yield source, f"gives {', '.join(taking[:MAX_PARAMS])}{more}"


def _checking(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    for check in action.reconcile:
        if check.action in catalog:
            yield check.action, "tells whether a call that broke off was carried out"


def _of_the_same_kind(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    """Yield what has the same address, that of one such thing, or that of all of them."""
    own = _shape(action)
    collection = own.removesuffix(_ITEM)
    whole, _, last = collection.rpartition("/")
    owners = {whole} if whole.endswith("{}") or last in _FINDERS else set()
    if last in _FINDERS:
        collection = whole
    for other in catalog.values():
        shape = _shape(other)
        if shape in (collection, collection + _ITEM):
            yield other.name, _what_it_does(other, of_one=shape.endswith(_ITEM))
        elif shape.removeprefix(collection + "/") in _FINDERS and other.effect == "read":
            yield other.name, "finds them"
        elif shape in owners and other.method == "GET":
            yield other.name, "gets what it belongs to"


def _what_it_does(action: Action, *, of_one: bool) -> str:
    if action.pager is not None or (action.effect == "read" and not of_one):
        return "lists them"
    return _WHAT_VERBS_DO.get((action.method, of_one), "has the same address")


def _shape(action: Action) -> str:
    """Return the path with the names of its params left out."""
    return _PARAM.sub("{}", action.path.rstrip("/"))
