"""The root command: which commands there are, and how a run of the program ends."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from ..errors import ConnectorError
from ..version import __version__
from .failure import ERRORS_AS_JSON, failure_of
from .lazy_group import CommandHome, LazyGroup

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""

BROKEN_PIPE = 141
"""Exit code when whoever read the output has gone, as shells have it."""

HOMES = {
    "run": CommandHome("run", "run", "Run an action on a connection and print its result."),
    "actions": CommandHome("actions", "actions", "List actions, or find them by what they do."),
    "describe": CommandHome("describe", "describe", "Show what an action does and accepts."),
    "connections": CommandHome("connections", "connections", "Manage named connections."),
    "catalog": CommandHome("catalog", "catalog", "Import, compare and check catalogs of actions."),
    "completion": CommandHome("shells", "completion", "Print the completion script of a shell."),
    "sandbox": CommandHome("sandbox", "sandbox", "Run the local sandbox, or reset its data."),
}


class Program(LazyGroup):
    """The root group: the only place that turns errors into exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; expected errors end without a traceback."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return result
        except ConnectorError as error:
            raise failure_of(error, as_json=ctx.meta.get(ERRORS_AS_JSON, False)) from error
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # What is still buffered must go somewhere, or Python complains of it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)


@click.group(
    cls=Program,
    homes=HOMES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="connector", message="%(prog)s %(version)s")
def program() -> None:
    """Run every operation of the API by name.

    \b
    connector actions snooze a conversation
    connector describe ACTION
    connector run sandbox ACTION -p NAME=VALUE
    """
