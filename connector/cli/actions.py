"""``connector actions``: what there is, and which action does what one wants."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ..catalog import Catalog, load_catalog
from ..model import Action
from ..suggestions import nearest_names
from .options import as_json_option, catalog_option
from .output import is_terminal, write_json

FOUND_BY_DEFAULT = 20
"""How many actions a search shows unless told otherwise; a list without a search shows all."""


@click.command()
@click.argument("query", nargs=-1)
@click.option("--group", help="Only actions of this group.")
@click.option(
    "--effect",
    type=click.Choice(["read", "write", "destroy"]),
    help="Only actions that do this to the workspace.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@as_json_option
@catalog_option
def actions(
    query: tuple[str, ...],
    group: str | None,
    effect: str | None,
    limit: int | None,
    as_json: bool,
    folder: Path | None,
) -> None:
    """List all actions, or those that fit QUERY, best first.

    \b
    connector actions
    connector actions snooze a conversation
    connector actions --group Contacts --effect read
    """
    catalog = load_catalog(folder)
    words = " ".join(query)
    wanted = _group_name(catalog, group) if group is not None else None
    found = [
        action
        for action in _searched(catalog, words)
        if wanted in (None, action.group) and effect in (None, action.effect)
    ]
    most = FOUND_BY_DEFAULT if words and limit is None else limit
    shown = found[:most]
    if as_json or not is_terminal():
        write_json([_facts(action) for action in shown])
    else:
        from .description import show_actions

        show_actions(shown, grouped=not words, total=len(found))
    if not found and sys.stderr.isatty():
        click.echo("No action fits. Try fewer or other words.", err=True)


def _searched(catalog: Catalog, words: str) -> list[Action]:
    if not words:
        return list(catalog.values())
    from ..search import search_actions

    return search_actions(words, limit=len(catalog), catalog=catalog)


def _group_name(catalog: Catalog, group: str) -> str:
    for name in catalog.groups:
        if name.lower() == group.lower():
            return name
    nearest = nearest_names(group, catalog.groups) or list(catalog.groups)
    raise click.BadParameter(
        f"there is no group {group!r}. Did you mean {', '.join(nearest)}?", param_hint="--group"
    )


def _facts(action: Action) -> dict[str, Any]:
    return {
        "name": action.name,
        "group": action.group,
        "effect": action.effect,
        "summary": action.summary,
    }
