"""Which catalog a command speaks of: that of a folder, of a connection, of a version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

import click

from ..catalog import Catalog, load_catalog
from ..errors import UnknownAction
from ..model import Action
from .completion import complete_connection, complete_version
from .options import catalog_option

MAX_SUGGESTIONS = 5
"""Most names that a wrong one is answered with."""

ANY_CONNECTION = "CONNECTION"
"""Stands in examples for a connection that nothing is known of."""

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Scope:
    """A catalog, the connection that examples run on, and its server unless it is the first."""

    catalog: Catalog
    connection: str
    base_url: str | None = None


def scope_options(command: Command) -> Command:
    """Add ``--catalog``, ``--connection`` and ``--version``, which ``chosen_scope`` takes."""
    version = click.option(
        "--version",
        metavar="VERSION",
        shell_complete=complete_version,
        help="What there is in this version of the API.",
    )
    connection = click.option(
        "--connection",
        metavar="NAME",
        shell_complete=complete_connection,
        help="What there is for this connection: its catalog and its version.",
    )
    return catalog_option(connection(version(command)))


def chosen_scope(folder: Path | None, connection: str | None, version: str | None) -> Scope:
    """Return what the options ask for.

    Raises ``CatalogError``, ``UnknownConnection`` or ``ConnectionConfigError``; a token that is
    missing is no fault here.
    """
    from ..profiles import SANDBOX

    if connection is None:
        # The sandbox has the actions of the catalog that ships with the package, no others.
        name = SANDBOX if folder is None else ANY_CONNECTION
        return Scope(load_catalog(folder, version=version), name)
    if folder is not None:
        raise click.UsageError("give one of --catalog and --connection.")
    from ..dispatch import connect_for_preview

    with connect_for_preview(connection) as opened:
        catalog = opened.catalog
        if version is not None:
            catalog = load_catalog(catalog.folder, version=version)
        base_url = None if connection == SANDBOX else opened.settings.base_url
        return Scope(catalog, connection, base_url)


def named_action(catalog: Catalog, name: str) -> Action:
    """Return an action of the catalog.

    Raises ``UnknownAction`` that suggests what is spelled alike and what the words ask for, and
    ``UnavailableAction``.
    """
    try:
        return catalog[name]
    except UnknownAction as error:
        from ..search import search_actions

        words = name.replace("_", " ").replace("-", " ")
        asked_for = search_actions(words, MAX_SUGGESTIONS, catalog=catalog)
        in_turn = zip_longest(error.suggestions, (action.name for action in asked_for))
        nearest = dict.fromkeys(each for pair in in_turn for each in pair if each is not None)
        raise UnknownAction(name, list(nearest)[:MAX_SUGGESTIONS]) from error
