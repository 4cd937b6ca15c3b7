"""``--filter``: a search query from a short text, put into the params of a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..dotted import MISSING, value_at
from ..model import Action
from .failure import Fault, show_note

if TYPE_CHECKING:
    from ..connection import Connection


def with_filter(
    opened: Connection, action: Action, params: Mapping[str, Any], text: str, *, told: bool
) -> dict[str, Any]:
    """Return a copy of params with the query that a filter's text stands for.

    Names of things become ids by looking them up on the connection. With ``told`` the filter is
    explained on stderr. Raises ``InvalidParams``, what the connection raises, and ``Fault`` where
    the params hold a query already.
    """
    from .. import filters

    found = filters.read(text, action.name, resolve=opened.resolve, catalog=opened.catalog)
    if value_at(params, found.place) is not MISSING:
        raise Fault(f"--filter makes {found.place}, and the params hold one too: give one of them.")
    if told:
        show_note(f"the filter asks for: {found.explanation}")
    return found.put_into(params)
