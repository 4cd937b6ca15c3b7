"""The actions that somebody who reads of one is likely to need next. Pure.

All of it follows from the catalog: what the hint names, which actions give the ids, and what else
has the same address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .catalog import Catalog
from .expectation import IdKind, id_trails
from .model import Action, path_params

MAX_PARAMS = 3
"""Most params that are named of those to which an action gives ids."""

_NAME = re.compile(r"[A-Za-z0-9_-]{3,}")
_PARAM = re.compile(r"\{[^{}]+\}")
_ITEM = "/{}"
_PREFIX_OF_OPPOSITES = "un"
_SEARCH = "search"
_FINDERS = frozenset({_SEARCH, "list", "scroll"})

_WHAT_VERBS_DO = {
    ("GET", True): "gets one {}",
    ("PUT", True): "changes one {}",
    ("PATCH", True): "changes one {}",
    ("DELETE", True): "deletes one {}",
    ("GET", False): "gets it",
    ("POST", False): "makes one {}",
    ("PUT", False): "changes it",
    ("PATCH", False): "changes it",
    ("DELETE", False): "deletes it",
}
_LINKING = {"POST": "links one {}", "DELETE": "unlinks one {}"}


@dataclass(frozen=True)
class Related:
    """Another action by ``name``, and in a few words ``why`` it goes with the first."""

    name: str
    why: str


def related_actions(catalog: Catalog, action: Action) -> list[Related]:
    """Return the actions of the catalog that go with an action, most telling first, each once.

    First what the hint names, what undoes it, what gives its ids and what takes the same job's,
    then what else there is of the same kind of thing. Where an action goes with it in several ways,
    ``why`` says the first that tells something.
    """
    whys: dict[str, str] = {}
    for name, why in (
        *_named_in_hint(catalog, action),
        *_opposites(catalog, action),
        *_giving_ids(catalog, action),
        *_of_the_same_job(catalog, action),
        *_checking(catalog, action),
        *_of_the_same_kind(catalog, action),
    ):
        # That the hint names it places it first, but any other reason says more.
        if name != action.name and (name not in whys or not whys[name]):
            whys[name] = why
    return [Related(name, why or "named above") for name, why in whys.items()]


def _named_in_hint(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    for name in _NAME.findall(action.hint or ""):
        if name in catalog:
            yield name, ""


def _opposites(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    """Yield what undoes an action: a DELETE of what it makes, or the same verb with ``un``."""
    own = _shape(action.path)
    *before, last = own.split("/")
    for name, (method, path) in catalog.requests.items():
        shape = _shape(path)
        made = action.method == "POST" and method == "DELETE"
        if made and shape in (own, own + _ITEM):
            yield name, "undoes it"
        elif method == action.method == "POST" and shape.split("/")[:-1] == before:
            ending = shape.split("/")[-1]
            if _PREFIX_OF_OPPOSITES + last == ending or last == _PREFIX_OF_OPPOSITES + ending:
                yield name, "undoes it"


def _giving_ids(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    fields = action.id_fields
    params: dict[str, dict[str, list[str]]] = {}
    for param, sources in action.ids_from.items():
        for source in sources:
            if source in catalog:
                params.setdefault(source, {}).setdefault(fields[param], []).append(param)
    for source, by_field in params.items():
        told = (
            field if taking == [field] else f"{field} for {_listed(taking)}"
            for field, taking in by_field.items()
        )
        yield source, f"gives {'; '.join(told)}"


def _listed(params: list[str]) -> str:
    more = f" and {len(params) - MAX_PARAMS} more" if len(params) > MAX_PARAMS else ""
    return f"{', '.join(params[:MAX_PARAMS])}{more}"


def _of_the_same_job(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    """Yield what else takes the id of the thing that is under way: what is made, not listed."""
    for kind in catalog.id_kinds.kinds:
        if action.name not in kind.sources and not _param(catalog, action.path, kind):
            continue
        if not any(catalog[source].effect != "read" for source in kind.sources):
            continue
        taken = {
            name: param
            for name, (_, path) in catalog.requests.items()
            if (param := _param(catalog, path, kind))
        }
        for name, param in taken.items():
            if action.name in kind.sources:
                yield name, f"takes the {kind.field} that it gives"
            elif action.name in taken:
                yield name, f"takes the same {param}"


def _param(catalog: Catalog, path: str, kind: IdKind) -> str | None:
    """Return the param in a path that takes such an id."""
    trails = id_trails(path, path_params(path), (), {})
    return next((param for param, trail in trails if catalog.id_kinds.kind_of(trail) is kind), None)


def _checking(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    for check in action.reconcile:
        if check.action in catalog:
            yield check.action, "shows whether a request that broke off was carried out"


def _of_the_same_kind(catalog: Catalog, action: Action) -> Iterator[tuple[str, str]]:
    """Yield what has the same address, that of one such thing, or that of all of them."""
    collection = _shape(action.path).removesuffix(_ITEM)
    whole, _, last = collection.rpartition("/")
    owners = {whole} if whole.endswith("{}") or last in _FINDERS else set()
    if last in _FINDERS:
        collection = whole
    for name, (method, path) in catalog.requests.items():
        shape = _shape(path)
        if shape in (collection, collection + _ITEM):
            yield name, _what_it_does(catalog, catalog[name], of_one=shape.endswith(_ITEM))
        elif (finder := shape.removeprefix(collection + "/")) in _FINDERS:
            if catalog[name].effect == "read":
                yield name, f"{'searches' if finder == _SEARCH else 'lists'} {_things(collection)}"
        elif shape in owners and method == "GET":
            yield name, f"gets the {_thing(shape)} it belongs to"


def _what_it_does(catalog: Catalog, action: Action, *, of_one: bool) -> str:
    shape = _shape(action.path)
    things = _things(shape)
    # What has no page and no plural is one thing, such as a setting.
    is_list = action.effect == "read" and not of_one and things != _singular(things)
    if action.pager is not None or is_list:
        return f"lists {things}"
    words = _WHAT_VERBS_DO.get((action.method, of_one), "has the same address")
    if action.method in _LINKING and _is_link(catalog, shape.removesuffix(_ITEM)):
        return _LINKING[action.method].format(_thing(shape).removeprefix("linked "))
    return words.format(_thing(shape))


def _is_link(catalog: Catalog, collection: str) -> bool:
    """Whether things are only tied together there: to delete one of them destroys nothing."""
    return any(
        method == "DELETE"
        and _shape(path) == collection + _ITEM
        and catalog[name].effect != "destroy"
        for name, (method, path) in catalog.requests.items()
    )


def _things(shape: str) -> str:
    """Return what the last fixed part of a path says in words, as in ``help centers``."""
    fixed = [part for part in shape.split("/") if part and part != "{}"]
    return fixed[-1].replace("_", " ").replace("-", " ") if fixed else "them"


def _thing(shape: str) -> str:
    return _singular(_things(shape))


def _singular(words: str) -> str:
    if words.endswith("ies"):
        return words.removesuffix("ies") + "y"
    if words.endswith(("sses", "xes", "ches", "shes")):
        return words.removesuffix("es")
    return words if words.endswith(("ss", "us", "is", "news")) else words.removesuffix("s")


def _shape(path: str) -> str:
    """Return a path with the names of its params left out."""
    return _PARAM.sub("{}", path.rstrip("/"))
