"""What can be told of an action before it is called: its answer, its errors, what gives its ids.

Pure. The files behind it are read by ``catalog``, when somebody first asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .fields import BODY
from .variants import Schema, flattened_parts

_WORDS = ("title", "description", "examples")
MAX_DEPTH = 6
"""Deepest level of a body in which ids are looked for; recursive shapes end there."""

MIN_ALIKE = 5
"""So many fields of one shape are places for more of the same, such as texts by language."""

ANY = "*"
"""Stands in a path for each of those."""


@dataclass(frozen=True)
class ExpectedError:
    """An error that the API is known to answer with.

    ``code`` is the API's own, ``None`` where it gives none; ``when`` says what brings it about.
    ``common`` errors are those of every action.
    """

    status: int
    code: str | None
    when: str
    common: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the same as plain data; ``common`` only where it is so."""
        common = {"common": True} if self.common else {}
        return {"status": self.status, "code": self.code, "when": self.when, **common}


@dataclass(frozen=True)
class Expectation:
    """What an action answers: the schema of a success, ``None`` for no JSON, and its errors."""

    schema: dict[str, Any] | None = None
    errors: tuple[ExpectedError, ...] = ()


@dataclass(frozen=True)
class NameRead:
    """A read that shows things of a kind with their names.

    ``params`` are fixed; those at the places ``fill`` take the name that is looked for: such a read
    is a search, and one without lists everything. Places in an item: ``fields`` hold its names,
    ``id`` its id, ``tell`` what tells it from others of its name; one with a true value at
    ``unless`` is gone. ``items`` is the place of the list where the action has no pages, ``None``
    where the answer is the list, or the only item. ``when`` is the pattern of the names that it is
    made for.
    """

    action: str
    fields: tuple[str, ...]
    items: str | None = None
    id: str = "id"
    tell: tuple[str, ...] = ()
    unless: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    fill: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True)
class SelfRead:
    """A read whose answer holds, at the place ``id``, the id of whoever the token belongs to."""

    action: str
    id: str = "id"


@dataclass(frozen=True)
class IdKind:
    """One kind of id: ``sources`` are the actions that give such ids, best first.

    ``field`` is the dotted place of the id in such an answer, or in an item that it lists.
    ``places`` are ends of the trails of the params that take one; see ``id_trails``. ``none`` says
    why there are no sources. ``names`` are the reads that find an id by a name, ``me`` the one that
    tells what ``me`` stands for; ``pattern`` matches what is an id without being looked up.
    """

    name: str
    sources: tuple[str, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    none: str | None = None
    names: tuple[NameRead, ...] = ()
    me: SelfRead | None = None
    pattern: str | None = None
    field: str = "id"


@dataclass(frozen=True)
class IdKinds:
    """All kinds of ids of a catalog, looked up by the end of a trail."""

    kinds: Sequence[IdKind] = ()
    by_place: Mapping[tuple[str, ...], IdKind] = field(init=False, compare=False)
    by_name: Mapping[str, IdKind] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        places = {place: kind for kind in self.kinds for place in kind.places}
        object.__setattr__(self, "by_place", places)
        object.__setattr__(self, "by_name", {kind.name: kind for kind in self.kinds})

    @property
    def named(self) -> tuple[str, ...]:
        """The kinds whose ids can be found by a name."""
        return tuple(kind.name for kind in self.kinds if kind.names)

    def kind_of(self, trail: Sequence[str]) -> IdKind | None:
        """Return the kind of the longest place that a trail ends with."""
        for start in range(len(trail)):
            kind = self.by_place.get(tuple(trail[start:]))
            if kind is not None:
                return kind
        return None


def kind_at(kinds: Mapping[str, IdKind], path: str) -> IdKind | None:
    """Return the kind of id at a place of the params, ``None`` where none is known.

    ``kinds`` are those of an action's params by their dotted paths; in ``path``, indexes of lists
    may stand as they do in params.

    >>> tag = IdKind("tag")
    >>> kind_at({"data.tags.id": tag, "data.tag_ids": tag}, "data.tag_ids.0").name
    'tag'
    """
    steps = [step for step in path.split(".") if not step.isdecimal()]
    exact = kinds.get(path) or kinds.get(".".join(steps))
    if exact is not None:
        return exact
    for known, kind in kinds.items():
        others = known.split(".")
        if len(others) == len(steps) and all(
            other in (ANY, step) for other, step in zip(others, steps, strict=True)
        ):
            return kind
    return None


def id_trails(
    path: str, path_params: Sequence[str], query: Sequence[str], schema: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each param and each field of the body, as dotted path, with its trail.

    The trail of a path param is the fixed segments before it and its name; that of a query param
    all fixed segments, ``query`` and the name; that of a field all fixed segments, ``data`` and the
    names that lead to it. Items of lists have the trail of their list; where there are many fields
    of one shape, ``*`` stands for each.
    """
    fixed: list[str] = []
    names = iter(path_params)
    for segment in path.strip("/").split("/"):
        if segment.startswith("{"):
            name = next(names)
            yield name, (*fixed, name)
        else:
            fixed.append(segment)
    properties = schema.get("properties", {})
    for name in query:
        if name in properties:
            yield name, (*fixed, "query", name)
    if BODY in properties:
        for below in dict.fromkeys(_field_paths(properties[BODY], schema, 0)):
            yield ".".join((BODY, *below)), (*fixed, BODY, *below)


def _field_paths(schema: Any, root: Schema, depth: int) -> Iterator[tuple[str, ...]]:
    if depth > MAX_DEPTH:
        return
    for part in flattened_parts(schema, root):
        shapes: dict[str, list[str]] = {}
        for name, member in part.get("properties", {}).items():
            shapes.setdefault(_shape(member), []).append(name)
        for names in shapes.values():
            below = tuple(_field_paths(part["properties"][names[0]], root, depth + 1))
            for name in [ANY] if below and len(names) >= MIN_ALIKE else names:
                yield (name,)
                for rest in below:
                    yield (name, *rest)
        for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
            yield from _field_paths(branch, root, depth)
        if "items" in part:
            yield from _field_paths(part["items"], root, depth + 1)


def _shape(schema: Any) -> str:
    """What a schema says apart from its words, as text."""
    return repr({key: value for key, value in schema.items() if key not in _WORDS})
