"""``connector sandbox``: the local sandbox on a port, and its data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .failure import Fault

if TYPE_CHECKING:
    from ..sandbox import Sandbox

_data_option = click.option(
    "--data", metavar="FILE", help="Data file; where `connector sandbox path` says by default."
)


@click.group()
def sandbox() -> None:
    """Run the local sandbox for any HTTP client, or reset its data.

    The connection named sandbox needs none of this: it answers inside the calling program.
    """


@sandbox.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=4550,
    show_default=True,
    help="Port to listen on; 0 picks a free one.",
)
@click.option(
    "--data",
    metavar="FILE|:memory:",
    help="Data file, or nothing but memory; `connector sandbox path` says the default.",
)
@click.option("--token", help="The only bearer token taken; any is by default.")
def serve(host: str, port: int, data: str | None, token: str | None) -> None:
    """Serve the sandbox until interrupted; the first line of output is its URL."""
    from ..sandbox import serve as serve_sandbox

    opened = _opened(data or _default_data(), token)
    try:
        serve_sandbox(opened, host, port, on_ready=click.echo)
    except ImportError as error:
        raise Fault(str(error)) from error
    except OSError as error:
        raise Fault(f"cannot listen on {host}:{port}: {error.strerror}.") from error
    finally:
        opened.close()


@sandbox.command()
@_data_option
def reset(data: str | None) -> None:
    """Empty the sandbox and fill it anew with its first content."""
    file = data or _default_data()
    opened = _opened(file)
    try:
        opened.reset()
    finally:
        opened.close()
    click.echo(f"Reset {file}.", err=True)


@sandbox.command()
def path() -> None:
    """Print the path of the sandbox's data file."""
    click.echo(_default_data())


def _opened(file: str | Path, token: str | None = None) -> Sandbox:
    from ..sandbox import DataFileError, Sandbox

    try:
        return Sandbox(file, token=token)
    except DataFileError as error:
        raise Fault(f"{error}.") from error


def _default_data() -> Path:
    from ..sandbox import default_data_path

    return default_data_path()
