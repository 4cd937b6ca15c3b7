"""``connector actions``: what there is, and which action does what one wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..catalog import Catalog
from ..model import Action
from ..suggestions import nearest_names
from .completion import complete_group
from .failure import show_note
from .options import as_json_option
from .output import is_terminal, write_json
from .scope import MAX_SUGGESTIONS, chosen_scope, scope_options

FOUND_BY_DEFAULT = 20
"""How many actions a search shows unless told otherwise; a list without a search shows all."""


@click.command()
@click.argument("query", nargs=-1)
@click.option("--group", shell_complete=complete_group, help="Only actions of this group.")
@click.option(
    "--effect",
    type=click.Choice(["read", "write", "destroy"]),
    help="Only actions that do this to the workspace.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@as_json_option
@scope_options
def actions(
    query: tuple[str, ...],
    group: str | None,
    effect: str | None,
    limit: int | None,
    as_json: bool,
    folder: Path | None,
    connection: str | None,
    version: str | None,
) -> None:
    """List all actions, or those that fit QUERY, best first.

    \b
    connector actions
    connector actions snooze a conversation
    connector actions --group Contacts --effect read
    connector actions --connection support
    """
    catalog = chosen_scope(folder, connection, version).catalog
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
    elif shown:
        from .description import show_actions

        show_actions(shown, grouped=not words, total=len(found))
    if not found:
        narrowed = any(option is not None for option in (group, effect, version, connection))
        more = "leave an option out, or try" if narrowed else "try"
        show_note(f"no action fits: {more} fewer or other words.")


def _searched(catalog: Catalog, words: str) -> list[Action]:
    if not words:
        return list(catalog.values())
    from ..search import search_actions

    return search_actions(words, limit=len(catalog), catalog=catalog)


def _group_name(catalog: Catalog, group: str) -> str:
    for name in catalog.groups:
        if name.lower() == group.lower():
            return name
    nearest = nearest_names(group, catalog.groups, limit=MAX_SUGGESTIONS)
    hint = f" Did you mean {', '.join(nearest)}?" if nearest else ""
    raise click.BadParameter(
        f"there is no group {group!r}.{hint} `connector actions` shows all of them.",
        param_hint="--group",
    )


def _facts(action: Action) -> dict[str, Any]:
    return {
        "name": action.name,
        "group": action.group,
        "effect": action.effect,
        "summary": action.summary,
        "hint": action.hint,
        "request": f"{action.method} {action.path}",
        "versions": list(action.versions),
    }
