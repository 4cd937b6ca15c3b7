"""``connector run``: one action on one connection."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ConnectorError
from ..model import Action
from .completion import (
    complete_action,
    complete_assignment,
    complete_connection,
    complete_version,
)
from .document import params_document
from .failure import ERRORS_AS_JSON, Fault, show_note
from .filtering import with_filter
from .names import name_lookup
from .output import PrivateFile, is_terminal, json_text, write_bytes
from .scope import named_action

if TYPE_CHECKING:
    import httpx

    from ..connection import Connection
    from ..paging import Page

FORMATS = ("json", "jsonl", "table", "csv")
PLAIN_WIDTH = 200
"""Width of a table that does not go to a terminal, characters."""


@click.command()
@click.argument("connection", shell_complete=complete_connection)
@click.argument("action", shell_complete=complete_action)
@click.option(
    *("-p", "--param", "assignments"),
    multiple=True,
    shell_complete=complete_assignment,
    metavar="NAME=VALUE",
    help="Set one param, also inside another (data.email=…, data.tags.0.id=…). The action's schema "
    "says whether the value is text, a number or a truth value; NAME:=JSON says so yourself. "
    "Where it takes a file, NAME=@FILE sends that file. Where it takes an id, NAME=~Billing looks "
    "up the id of what goes by that name, and NAME=~team:Billing says of what kind that is. "
    "Wins over --params.",
)
@click.option(
    *("--params", "document"),
    metavar="JSON|@FILE|-",
    help="All params as a JSON object: written out, from a file, or from stdin.",
)
@click.option(
    *("--filter", "filter_text"),
    metavar="TEXT",
    help="What to search for, such as 'state=open team=\"Billing\" updated>7d'; where an action "
    "takes a query. --dry-run says in words what it asks for.",
)
@click.option("--dry-run", is_flag=True, help="Print the request and send nothing.")
@click.option("--curl", is_flag=True, help="Print the request as a curl line and send nothing.")
@click.option(
    *("--format", "form"),
    type=click.Choice(FORMATS),
    help="json is the default in a pipe; asked for by name, errors are JSON too. The others give "
    "one record a line.",
)
@click.option(
    *("--to", "target"),
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the result to a file that only you can read.",
)
@click.option("--all", "whole", is_flag=True, help="Print every item of all pages.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --all: at most that many items.",
)
@click.option(
    *("--timeout", "timeout_s"),
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Wall clock of one attempt.",
)
@click.option(
    "--max-retries",
    type=click.IntRange(0, 1000),
    metavar="N",
    help="How often to send again what failed, where that is safe.",
)
@click.option(
    "--api-version",
    metavar="VERSION",
    shell_complete=complete_version,
    help="Version of the API for this call.",
)
@click.pass_context
def run(
    ctx: click.Context,
    connection: str,
    action: str,
    assignments: tuple[str, ...],
    document: str | None,
    filter_text: str | None,
    dry_run: bool,
    curl: bool,
    form: str | None,
    target: Path | None,
    whole: bool,
    limit: int | None,
    timeout_s: float | None,
    max_retries: int | None,
    api_version: str | None,
) -> None:
    """Run an ACTION on a CONNECTION and print its result.

    \b
    connector run sandbox ACTION
    connector run support ACTION -p id=7 -p data.email=a@example.com -p data.tags.0.id=12
    connector run support ACTION --params @search.json --all --format csv --to found.csv
    connector run support ACTION --filter 'state=open updated>7d' --all
    """
    from ..dispatch import connect, connect_for_preview

    open_connection = connect_for_preview if dry_run or curl else connect
    as_json = form in ("json", "jsonl")
    ctx.meta[ERRORS_AS_JSON] = as_json
    with warnings_on_stderr(as_json), open_connection(connection) as opened, _on(connection):
        found = named_action(opened.catalog, action)
        look_up = name_lookup(opened, found, told=dry_run or curl)
        given = _params(found, document, assignments, look_up)
        if filter_text is not None:
            given = with_filter(opened, found, given, filter_text, told=dry_run or curl)
        headers = _version_header(opened, api_version)
        if dry_run or curl:
            request = opened.prepare(action, given, headers=headers)
            _show_preview(request, opened, curl, form, target)
            return
        _check_form(found, form, target)
        if limit is not None and not whole:
            raise Fault("--limit goes with --all.")
        options: dict[str, Any] = {
            "timeout": timeout_s,
            "max_retries": max_retries,
            "headers": headers,
        }
        if whole:
            _list(opened, found, given, form, target, {**options, "limit": limit})
            return
        if target is not None and found.returns in ("binary", "redirect") and not form:
            _download(opened, found, given, target, options)
            return
        if target is not None:
            with PrivateFile(target) as file:
                data = opened.send(action, given, **options).data
                file.write(encoded(found, data, form))
            return
        data = opened.send(action, given, **options).data
    _show(found, data, form)


def _list(
    opened: Connection,
    action: Action,
    params: dict[str, Any],
    form: str | None,
    target: Path | None,
    options: dict[str, Any],
) -> None:
    from .listing import is_streamed, pieces

    if action.pager is None:
        raise Fault(f"{action.name} does not list page by page: leave --all away.")
    pages = _limited(opened.pages(action.name, params, **options), options["limit"])
    if target is not None:
        with PrivateFile(target) as file:
            for piece in pieces(action, pages, form):
                file.write(piece)
    elif is_streamed(form):
        for piece in pieces(action, pages, form, counted=not is_terminal()):
            write_bytes(piece)
    else:
        _show(action, [item for page in pages for item in page.items], form)


def _limited(pages: Iterator[Page], limit: int | None) -> Iterator[Page]:
    """Cut the last page where it reaches beyond the limit."""
    left = limit
    for page in pages:
        if left is not None:
            page = replace(page, items=page.items[:left])
            left -= len(page.items)
        yield page


def _download(
    opened: Connection,
    action: Action,
    params: dict[str, Any],
    target: Path,
    options: dict[str, Any],
) -> None:
    from .listing import download_bar

    if target.exists() and not target.is_file():
        raise Fault(f"{target} is no file; a download needs one.")
    try:
        with download_bar(target.name) as progress:
            opened.download(action.name, params, to=target, progress=progress, **options)
    except OSError as error:
        raise Fault(f"cannot write to {target}: {error.strerror or error}.") from error


@contextmanager
def _on(connection: str) -> Iterator[None]:
    """Let an error of the arguments say which connection it is about."""
    try:
        yield
    except ConnectorError as error:
        error.connection = connection
        raise


@contextmanager
def warnings_on_stderr(as_json: bool) -> Iterator[None]:
    """Print a warning of unknown fields as one line when it comes up."""
    from ..account import UnknownFieldWarning

    def show(message: Warning | str, *_: Any, **__: Any) -> None:
        if as_json:
            click.echo(json.dumps({"warning": str(message)}), err=True)
        else:
            click.echo(f"{click.style('Warning:', fg='yellow', bold=True)} {message}", err=True)

    with warnings.catch_warnings():
        warnings.simplefilter("always", UnknownFieldWarning)
        warnings.showwarning = show
        yield


def _params(
    action: Action,
    document: str | None,
    assignments: Sequence[str],
    look_up: Callable[[str, str], str],
) -> dict[str, Any]:
    params = {} if document is None else params_document(document, action)
    if not assignments:
        return params
    from ..assignments import with_assignments

    return with_assignments(
        action.schema,
        params,
        assignments,
        action=action.name,
        read_file=lambda name: Path(name).read_bytes(),
        look_up=look_up,
    )


def _version_header(opened: Connection, version: str | None) -> dict[str, str] | None:
    rule = opened.catalog.header.version
    if version is None:
        return None
    canonical = rule.canonical(version) if rule else None
    if rule is None or canonical is None:
        named = f": give a dated one, or {', '.join(rule.named)}" if rule else ""
        raise Fault(f"{version!r} is not a version of the API{named}.")
    return {rule.header: canonical}


def _check_form(action: Action, form: str | None, target: Path | None) -> None:
    """Refuse, before anything is sent, a form in which the result cannot be shown."""
    if action.returns != "binary":
        return
    if form is not None:
        raise Fault(f"{action.name} returns a file, which has no form {form!r}.")
    if target is None and is_terminal():
        raise Fault(
            f"{action.name} returns a file, which a terminal cannot show: "
            "add --to FILE, or pipe it into another program."
        )


def _show_preview(
    request: httpx.Request, opened: Connection, curl: bool, form: str | None, target: Path | None
) -> None:
    from .. import previews
    from ..profiles import SANDBOX

    auth = opened.catalog.header.auth
    if curl:
        if opened.name == SANDBOX:
            show_note(
                "the sandbox answers inside this program only; "
                "`connector sandbox serve` gives it an address."
            )
        show_note("$TOKEN stands for the token; set it before you run the line.")
        _deliver(previews.curl_line(request, auth).encode() + b"\n", target)
        return
    preview = previews.preview(request, auth)
    if form is None and target is None and is_terminal():
        from . import terminal

        terminal.show_request(preview)
    else:
        _deliver(json_text(preview).encode() + b"\n", target)


def _deliver(content: bytes, target: Path | None) -> None:
    if target is None:
        write_bytes(content)
    else:
        with PrivateFile(target) as file:
            file.write(content)


def _show(action: Action, data: Any, form: str | None) -> None:
    if not is_terminal() or form in ("json", "jsonl", "csv"):
        write_bytes(encoded(action, data, form))
    elif isinstance(data, str):
        click.echo(data)
    elif data is None:
        click.echo("Done; the API answered with nothing in it.", err=True)
    else:
        from . import terminal
        from .rows import rows_of

        if form == "table":
            terminal.show_table(rows_of(data, action.items))
        else:
            terminal.show_result(data, action.items)


def encoded(action: Action, data: Any, form: str | None) -> bytes:
    """Return a result as it goes into a pipe or a file.

    Without a form: bytes and text as they came, everything else as JSON.
    """
    if isinstance(data, bytes):
        return data
    if form is None and isinstance(data, str) and action.returns != "json":
        return data.encode() + (b"\n" if action.returns == "redirect" else b"")
    if form in (None, "json"):
        return json_text(data).encode() + b"\n"
    from .rows import csv_text, jsonl, plain_table, rows_of, table

    rows = rows_of(data, action.items)
    if form == "jsonl":
        return jsonl(rows).encode(errors="backslashreplace")
    if form == "csv":
        return csv_text(rows).encode(errors="backslashreplace")
    return plain_table(table(rows, PLAIN_WIDTH)).encode(errors="backslashreplace")
