"""``connector describe``: one action in full."""

from __future__ import annotations

from pathlib import Path

import click

from ..catalog import load_catalog
from ..profiles import SANDBOX
from .completion import complete_action
from .options import as_json_option, catalog_option
from .outline import place_of_param
from .output import is_terminal, write_json


@click.command()
@click.argument("action", shell_complete=complete_action)
@as_json_option
@catalog_option
def describe(action: str, as_json: bool, folder: Path | None) -> None:
    """Show what ACTION does, and every param and field that it accepts."""
    found = load_catalog(folder)[action]
    if not as_json and is_terminal():
        from .description import show_action

        # The sandbox has the actions of the catalog that ships with the package, no others.
        show_action(found, SANDBOX if folder is None else "CONNECTION")
        return
    schema = found.schema
    required = schema.get("required", ())
    write_json(
        {
            **found.to_dict(),
            "params": {
                name: {"in": place_of_param(found, name), "required": name in required}
                for name in schema.get("properties", {})
            },
            "schema": schema,
            "returns_schema": found.returns_schema,
            "errors": [error.to_dict() for error in found.errors],
            "ids_from": {param: list(actions) for param, actions in found.ids_from.items()},
        }
    )
