"""``connector describe``: one action in full."""

from __future__ import annotations

from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from ..model import Action
from .completion import complete_action
from .options import as_json_option
from .output import is_terminal, write_json
from .scope import ANY_CONNECTION, Scope, chosen_scope, named_action, scope_options


@click.command()
@click.argument("action", required=False, shell_complete=complete_action)
@click.option("--example", "form", flag_value="command", help="Only an example, as command line.")
@click.option("--python", "form", flag_value="python", help="Only an example, in Python.")
@click.option("--curl", "form", flag_value="curl", help="Only an example, as curl command.")
@click.option("--errors", is_flag=True, help="Only the errors that any action may answer with.")
@as_json_option
@scope_options
def describe(
    action: str | None,
    form: str | None,
    errors: bool,
    as_json: bool,
    folder: Path | None,
    connection: str | None,
    version: str | None,
) -> None:
    """Show what ACTION does, what it accepts and answers, and how it is called.

    \b
    connector describe ACTION
    connector describe ACTION --version 2.11
    connector describe ACTION --curl
    connector describe --errors
    """
    if (action is None) != errors:
        raise click.UsageError("give one of ACTION and --errors.")
    scope = chosen_scope(folder, connection, version)
    if action is None:
        _describe_errors(scope, as_json=as_json)
        return
    found = named_action(scope.catalog, action)
    if form is not None and not as_json:
        click.echo(_examples(found, scope)[form])
    elif as_json or not is_terminal():
        write_json(_facts(found, scope))
    else:
        from .description import show_action

        examples = _examples(found, scope, get_terminal_size().columns)
        remark = _remark(examples["command"], scope.connection)
        examples["python"] = _script(examples["python"], scope.connection)
        show_action(found, scope.catalog, examples, {"command": remark})


def _describe_errors(scope: Scope, *, as_json: bool) -> None:
    errors = scope.catalog.errors
    if as_json or not is_terminal():
        write_json([error.to_dict() for error in errors])
    else:
        from .expectations import show_common_errors

        show_common_errors(errors)


def _examples(action: Action, scope: Scope, width: int | None = None) -> dict[str, str]:
    """Return examples by their form; ``width`` is that of the terminal they are shown on."""
    from ..examples import PYTHON_WIDTH, command_example, curl_example, python_example

    catalog = scope.catalog
    python_width = min(width or PYTHON_WIDTH, PYTHON_WIDTH)
    return {
        "command": command_example(action, scope.connection, catalog, width=width),
        "python": python_example(action, catalog=catalog, width=python_width),
        "curl": curl_example(action, catalog, base_url=scope.base_url),
    }


def _remark(command: str, connection: str) -> str:
    """Say what stands for the connection, and what a param as JSON is marked by."""
    from ..profiles import SANDBOX

    parts = []
    if connection == SANDBOX:
        parts.append("sandbox, or your connection's name")
    elif connection == ANY_CONNECTION:
        parts.append(f"{ANY_CONNECTION}: your connection's name")
    if ":=" in command:
        parts.append(":= takes JSON, = takes text")
    return "; ".join(parts)


def _script(call: str, connection: str) -> str:
    return f'from connector import connect\n\nconn = connect("{connection}")\n{call}'


def _facts(action: Action, scope: Scope) -> dict[str, Any]:
    from ..examples import example_params
    from ..outline import place_of_param
    from ..related import related_actions

    schema = action.schema
    required = schema.get("required", ())
    catalog = scope.catalog
    return {
        **action.to_dict(),
        "aliases": {language: list(said) for language, said in action.aliases.items()},
        "params": {
            name: {"in": place_of_param(action, name), "required": name in required}
            for name in schema.get("properties", {})
        },
        "schema": schema,
        "returns_schema": action.returns_schema,
        "errors": [error.to_dict() for error in action.errors],
        "ids_from": {param: list(sources) for param, sources in action.ids_from.items()},
        "id_fields": dict(action.id_fields),
        "related": [
            {"name": each.name, "why": each.why, "summary": catalog[each.name].summary}
            for each in related_actions(catalog, action)
        ],
        "example": {"params": example_params(action, catalog), **_examples(action, scope)},
    }
