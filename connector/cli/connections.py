"""``connector connections``: the named accounts that actions run on. A token is never printed."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from ..errors import ConnectionConfigError, ConnectorError
from ..profiles import SANDBOX, Profile, find_profile, list_profiles, resolve_token, user_file
from ..secret import shown_setting
from .completion import complete_connection, complete_version
from .failure import Fault, show_note
from .options import as_json_option, catalog_option
from .output import is_terminal, write_json


@click.group()
def connections() -> None:
    """Manage named connections: where they are described, and whether they work."""


@connections.command("list")
@as_json_option
def list_connections(as_json: bool) -> None:
    """List all connections, and whether each has its token."""
    described = [_described(profile) for profile in list_profiles()]
    if as_json or not is_terminal():
        write_json(described)
        return
    from .terminal import show_records

    home = str(Path.home())
    for each in described:
        if each["source"].startswith(home):
            each["source"] = "~" + each["source"].removeprefix(home)
    show_records(described, folded=("source", "problem"))


def _described(profile: Profile) -> dict[str, Any]:
    """Return what a person may know of a connection; ``problem`` says why it cannot be opened."""
    told: dict[str, Any] = {
        "name": profile.name,
        "source": profile.source,
        "server": None,
        "version": profile.settings.get("version"),
        "token": "not needed" if profile.name == SANDBOX else "missing",
        "problem": None,
    }
    if profile.name == SANDBOX:
        return told | {"server": "in this process"}
    from ..dispatch import connect

    try:
        resolve_token(profile)
        told["token"] = "found"
        with connect(profile.name) as opened:
            return told | {"server": opened.settings.base_url, "version": opened.settings.version}
    except ConnectorError as error:
        given = profile.settings.get("base_url") or profile.settings.get("region")
        server = None if given is None else shown_setting(given)
        return told | {"server": server, "problem": error.message}


@connections.command()
@click.argument("name")
@click.option("--token-env", metavar="VARIABLE", help="Environment variable that holds the token.")
@click.option("--token-file", metavar="FILE", help="File that holds the token.")
@click.option("--token-keyring", metavar="SERVICE/USER", help="Keyring entry that holds the token.")
@click.option("--region", help="Region of the workspace.")
@click.option("--base-url", metavar="URL", help="Another server than the regions' own.")
@click.option(
    "--api-version",
    metavar="VERSION",
    shell_complete=complete_version,
    help="Version of the API.",
)
@catalog_option
def add(
    name: str,
    token_env: str | None,
    token_file: str | None,
    token_keyring: str | None,
    region: str | None,
    base_url: str | None,
    api_version: str | None,
    folder: Path | None,
) -> None:
    """Describe a connection NAME in your own connections file.

    Without a --token option the token itself is asked for, or read from stdin, and kept in that
    file, which only you can read.
    """
    from ..catalog import load_catalog
    from ..settings import checked_settings
    from .connections_file import add_table

    if name == SANDBOX:
        raise ConnectionConfigError("that connection is built in.", connection=name)
    token = _token_reference(token_env, token_file, token_keyring)
    referred = token is not None
    token = token or _asked_token(name)
    settings = {
        "token": token,
        **_given({"region": region, "base_url": base_url, "version": api_version}),
        # The connections file lies elsewhere: a relative path would start from there.
        **({} if folder is None else {"catalog": str(folder.absolute())}),
    }
    checked_settings(
        name,
        load_catalog(folder).header,
        token="unknown" if referred else token,
        region=region,
        base_url=base_url,
        version=api_version,
    )
    file = user_file()
    add_table(file, name, settings)
    click.echo(f"Added {name} to {file}.", err=True)
    profile = find_profile(name)
    if profile.source != str(file):
        show_note(f"{profile.source} describes {name} too, and is looked at first.")
    elif referred:
        try:
            resolve_token(profile)
        except ConnectionConfigError as error:
            show_note(str(error))


def _token_reference(env: str | None, file: str | None, keyring: str | None) -> str | None:
    given = _given({"env": env, "file": file, "keyring": keyring})
    if len(given) > 1:
        raise click.UsageError("give one of --token-env, --token-file and --token-keyring.")
    if file is not None:
        # The connections file lies elsewhere: a relative path would start from there.
        given["file"] = str(Path(file).expanduser().absolute())
    return next((f"{kind}:{value}" for kind, value in given.items()), None)


def _asked_token(name: str) -> str:
    from ..secret import checked_token

    if sys.stdin.isatty():
        told = click.prompt("Access token", hide_input=True, err=True)
    else:
        told = sys.stdin.readline()
    if not told.strip():
        raise Fault(
            "the token is empty: name where it is kept with --token-env VARIABLE, --token-file or "
            "--token-keyring, or write it to stdin."
        )
    token = checked_token(told, name).reveal()
    if token.startswith(("env:", "file:", "keyring:")):
        raise Fault("that is a reference, not a token: use the --token options.")
    return token


def _given(options: dict[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in options.items() if value is not None}


@connections.command()
@click.argument("name", shell_complete=complete_connection)
@as_json_option
def test(name: str, as_json: bool) -> None:
    """Check that connection NAME has its token and that the API takes it."""
    from ..dispatch import connect

    with connect(name) as opened:
        health = opened.catalog.header.health
        told: dict[str, Any] = {
            "connection": name,
            "server": opened.settings.base_url,
            "version": opened.settings.version,
            "action": health,
        }
        if health is not None:
            started = time.monotonic()
            response = opened.send(health)
            told["status"] = response.status
            told["milliseconds"] = round((time.monotonic() - started) * 1000)
    if health is None:
        show_note(
            "nothing was sent: the catalog names no call to try. "
            "`health: ACTION` in the header of its actions.yaml names one."
        )
    if as_json or not is_terminal():
        write_json(told)
    elif health is None:
        click.echo(f"{name} has a token and usable settings.")
    else:
        good = click.style("works", fg="green", bold=True)
        click.echo(
            f"{name} {good}: {told['server']} answered {health} with {told['status']} "
            f"in {told['milliseconds']} ms."
        )


@connections.command()
@click.argument("name", shell_complete=complete_connection)
def remove(name: str) -> None:
    """Take connection NAME out of your own connections file."""
    from .connections_file import remove_table

    profile = find_profile(name)
    file = user_file()
    if name == SANDBOX:
        raise ConnectionConfigError("it is built in and stays.", connection=name)
    if profile.source != str(file):
        raise ConnectionConfigError(
            f"it is not in {file}, but in: {profile.source}.",
            connection=name,
            next_step="Change it there.",
        )
    remove_table(file, name)
    click.echo(f"Removed {name} from {file}.", err=True)


@connections.command()
def path() -> None:
    """Print the path of your own connections file."""
    click.echo(user_file())
