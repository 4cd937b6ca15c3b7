"""``connector sandbox``: the local sandbox on a port, and its data."""

from __future__ import annotations

import sys
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
    """Run the local sandbox for any HTTP client; fill or reset its data.

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
@click.option(
    "--rate-limit",
    type=click.IntRange(1),
    metavar="N",
    help="Answer 429 after N calls in ten seconds; never by default.",
)
@click.option(
    "--search-lag",
    type=click.FloatRange(0),
    default=0,
    metavar="SECONDS",
    help="Let searches lag behind what is written; they do not by default.",
)
def serve(
    host: str,
    port: int,
    data: str | None,
    token: str | None,
    rate_limit: int | None,
    search_lag: float,
) -> None:
    """Serve the sandbox until interrupted; the first line of output is its URL."""
    from ..sandbox import serve as serve_sandbox

    opened = _opened(data or _default_data(), token)
    opened.rate_limit, opened.search_lag_s = rate_limit, search_lag
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
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--contacts", type=click.IntRange(0), default=0, help="Make up so many contacts.")
@click.option(
    "--conversations", type=click.IntRange(0), default=0, help="Make up so many conversations."
)
@click.option("--tickets", type=click.IntRange(0), default=0, help="Make up so many tickets.")
@click.option(
    "--seed",
    "random_seed",
    type=int,
    default=0,
    show_default=True,
    help="The same number makes the same people.",
)
@_data_option
def seed(
    file: str | None,
    contacts: int,
    conversations: int,
    tickets: int,
    random_seed: int,
    data: str | None,
) -> None:
    """Add what FILE lists (YAML), then as many made-up records as are asked for.

    What cannot be added whole is not added at all. Made-up records need the extra named sandbox.
    """
    wanted = {"contacts": contacts, "conversations": conversations, "tickets": tickets}
    if file is None and not any(wanted.values()):
        raise click.UsageError("name a FILE, or say how many --contacts to make up")
    from ..sandbox import SeedError
    from ..sandbox.seeding.made_up import require_faker

    path = data or _default_data()
    opened = _opened(path)
    try:
        if any(wanted.values()):
            require_faker()
        if file is not None:
            opened.seed(file)
        if any(wanted.values()):
            _populate(opened, wanted, random_seed)
    except (SeedError, ImportError, ValueError) as error:
        raise Fault(f"{error}.") from error
    finally:
        opened.close()
    added = [f"{number} {kind}" for kind, number in wanted.items() if number]
    if file is not None:
        added.insert(0, f"what {file} lists")
    click.echo(f"Added {', '.join(added)} to {path}.", err=True)


def _populate(opened: Sandbox, wanted: dict[str, int], random_seed: int) -> None:
    with click.progressbar(length=sum(wanted.values()), label="Making up", file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.update(done - bar.pos)

        opened.populate(**wanted, random_seed=random_seed, progress=tell)


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
