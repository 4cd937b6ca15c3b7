"""Names in place of ids on the command line: ``-p assignee_id=~Billing``, ``=~team:Billing``.

Of which kind an id is, the param says, or else the text. The looking up is the connection's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from ..expectation import IdKind
from ..model import Action
from .failure import show_note

if TYPE_CHECKING:
    from ..connection import Connection


def name_lookup(opened: Connection, action: Action, *, told: bool) -> Callable[[str, str], str]:
    """Return what gives the id for a param of an action, as a dotted path, and a name.

    That raises ``ValueError`` where nobody says which kind of id is meant, and what ``resolve``
    raises. With ``told`` each id is told on stderr.
    """

    def look_up(path: str, text: str) -> str:
        catalog = opened.catalog
        known = catalog.kind_of(action, path)
        kind, name = kind_and_name(text, known.name if known else None, catalog.id_kinds.named)
        if known is not None and not _may_be(known, catalog.id_kinds.by_name[kind]):
            raise ValueError(f"it takes the id of a {known.name}, not of a {kind}")
        id = opened.resolve(kind, name)
        if told:
            show_note(f"looked up for {path}: the {kind} {name!r} is {id}.")
        return id

    return look_up


def _may_be(known: IdKind, told: IdKind) -> bool:
    """Whether a param that takes ids of one kind takes those of another: what gives them tells."""
    return known.name == told.name or not {*known.sources}.isdisjoint(told.sources)


def kind_and_name(text: str, kind: str | None, kinds: Collection[str]) -> tuple[str, str]:
    """Return the kind of id that is meant by ``NAME`` or ``KIND:NAME``, and the name.

    ``kind`` is that of the param, ``kinds`` are those that have names. Raises ``ValueError`` where
    neither the param nor the text tells the kind.

    >>> kind_and_name("team:Billing", "assignee", ["team"]), kind_and_name("a: b", "tag", ["team"])
    (('team', 'Billing'), ('tag', 'a: b'))
    """
    stated, colon, rest = text.partition(":")
    if colon and stated.strip() in kinds:
        return stated.strip(), rest.strip()
    if kind is None:
        raise ValueError(
            f"which kind of id it takes is not known: write ~KIND:NAME (KIND: {', '.join(kinds)})"
        )
    return kind, text.strip()
