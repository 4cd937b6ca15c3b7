"""Names that a shell offers while a command is typed."""

from __future__ import annotations

import click

from ..errors import ConnectorError


def complete_action(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the actions whose names start with what is typed so far."""
    from ..catalog import load_catalog

    try:
        return [name for name in load_catalog() if name.startswith(incomplete)]
    except ConnectorError:
        return []


def complete_connection(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the connections whose names start with what is typed so far."""
    from ..profiles import list_profiles

    try:
        return [each.name for each in list_profiles() if each.name.startswith(incomplete)]
    except ConnectorError:
        return []
