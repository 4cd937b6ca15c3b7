"""A group of commands whose modules are imported only when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from ..suggestions import nearest_names


@dataclass(frozen=True)
class CommandHome:
    """Where a command lives (a module beside this one, an attribute in it), and its short help."""

    module: str
    attribute: str
    help: str


class LazyGroup(click.Group):
    """A group that lists its commands without importing them."""

    def __init__(self, *args: Any, homes: Mapping[str, CommandHome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = dict(homes)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are shown."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command."""
        home = self.homes.get(cmd_name)
        if home is None:
            return None
        command = getattr(import_module(f".{home.module}", __package__), home.attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name; a wrong name gets the nearest right one."""
        if args and not args[0].startswith("-") and args[0] not in self.homes:
            nearest = nearest_names(args[0], self.homes, limit=1)
            hint = f" Did you mean {nearest[0]!r}?" if nearest else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands with their short helps."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, home.help) for name, home in self.homes.items()])
