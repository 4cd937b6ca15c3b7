"""The command line: a thin face over the engine.

It turns arguments into calls of the engine and results into text. Results go to stdout, everything
else to stderr; the exit code is 0 when done, 1 when the API or the network refused, 2 when the
fault is the caller's. A command's module is imported only when that command is called, and rich
only when stdout is a terminal.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line on ``sys.argv``; ends the process with its exit code."""
    import os

    from .program import program

    if "_CONNECTOR_COMPLETE" in os.environ:
        from .shells import register_shells

        register_shells()
    program(prog_name="connector")
