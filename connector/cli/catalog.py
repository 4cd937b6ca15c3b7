"""``connector catalog``: for those who keep a catalog of actions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..catalog import default_folder
from .failure import Fault, show_note
from .options import as_json_option, catalog_option
from .output import is_terminal, json_text, write_json

_existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
MAX_TOOL_NAME = 64
"""Longest name that language models take for a tool, characters."""
MAX_VALUE = 60
"""Longest excerpt of a value in a difference, characters."""


@click.group()
def catalog() -> None:
    """Import OpenAPI documents as catalogs, compare them with one, and check one."""


@contextmanager
def _authoring_errors() -> Iterator[None]:
    from ..authoring import AuthoringError

    try:
        yield
    except AuthoringError as error:
        raise Fault(str(error)) from error


@catalog.command("import")
@click.argument("documents", nargs=-1, required=True, type=_existing_file)
@click.option(
    *("--into", "folder"),
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Where the catalog is written; the current folder by default.",
)
@click.option(
    "--overlay",
    type=_existing_file,
    help="File of deliberate differences, kept as schemas/overlay.yaml of the catalog; without "
    "one, that file counts.",
)
@click.option("--no-texts", is_flag=True, help="Take no summaries and descriptions over.")
def import_documents(
    documents: tuple[Path, ...], folder: Path, overlay: Path | None, no_texts: bool
) -> None:
    """Write the catalog of OpenAPI DOCUMENTS; words written by hand are kept."""
    from ..authoring import import_catalog

    with _authoring_errors():
        report = import_catalog(documents, folder, overlay=overlay, texts=not no_texts)
    for warning in report.warnings:
        show_note(warning)
    for name in report.actions:
        if len(name) > MAX_TOOL_NAME:
            show_note(
                f"{name} has {len(name)} characters, more than the {MAX_TOOL_NAME} that a tool's "
                "name may have: `names` in the overlay gives it another."
            )
    for place in report.lost_words:
        show_note(f"the words at {place} are gone with their place.")
    told = {
        "actions": len(report.actions),
        "changed": list(report.changed),
        "omitted": list(report.omitted),
    }
    if is_terminal():
        click.echo(
            f"{told['actions']} actions in {folder}; {len(report.changed)} files changed, "
            f"{len(report.omitted)} operations left out."
        )
    else:
        write_json(told)


@catalog.command()
@click.argument("documents", nargs=-1, required=True, type=_existing_file)
@catalog_option
@click.option("--overlay", type=_existing_file, help="File of deliberate differences.")
@as_json_option
@click.pass_context
def diff(
    ctx: click.Context,
    documents: tuple[Path, ...],
    folder: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> None:
    """Compare a catalog with OpenAPI DOCUMENTS; exit code 1 where they differ."""
    from ..authoring import ABSENT, Difference, compare_catalog

    def plain(difference: Difference) -> dict[str, Any]:
        """Leave out the side that has no value there: null is a value of its own."""
        told = {name: getattr(difference, name) for name in ("action", "file", "pointer")}
        sides = {"ours": difference.ours, "theirs": difference.theirs}
        return told | {side: value for side, value in sides.items() if value is not ABSENT}

    with _authoring_errors():
        found = compare_catalog(documents, folder or default_folder(), overlay=overlay)
    if as_json or not is_terminal():
        write_json([plain(difference) for difference in found])
    else:
        for difference in found:
            told = plain(difference)
            click.echo(click.style(f"{told['file']} {told['action'] or ''}".strip(), bold=True))
            click.echo(f"  {told['pointer'] or '/'}")
            for side, mark, colour in (("ours", "-", "red"), ("theirs", "+", "green")):
                if side in told:
                    value = _excerpt(told[side])
                    click.echo(f"  {click.style(f'{mark} {side}: {value}', fg=colour)}")
        click.echo(f"{len(found)} difference{'' if len(found) == 1 else 's'}.", err=True)
    if found:
        ctx.exit(1)


def _excerpt(value: Any) -> str:
    text = json_text(value, indent=None)
    return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"


@catalog.command()
@catalog_option
def index(folder: Path | None) -> None:
    """Bring the index that searches read up to date with the words of a catalog."""
    from ..authoring import write_index

    with _authoring_errors():
        changed = write_index(folder or default_folder())
    show_note(f"{changed[0]} is written anew." if changed else "The index is up to date.")


@catalog.command()
@catalog_option
@as_json_option
@click.pass_context
def lint(ctx: click.Context, folder: Path | None, as_json: bool) -> None:
    """Check the files of a catalog; exit code 1 where something is wrong."""
    from ..authoring import lint_catalog

    with _authoring_errors():
        found = lint_catalog(folder or default_folder())
    if as_json or not is_terminal():
        write_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            click.echo(str(finding))
        click.echo(f"{len(found)} finding{'' if len(found) == 1 else 's'}.", err=True)
    if found:
        ctx.exit(1)


@catalog.command()
@catalog_option
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where the file is stale.")
@click.option(
    *("--to", "file"),
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file; by default connector/typed.pyi, or typed.pyi in the folder of --catalog.",
)
@click.pass_context
def types(ctx: click.Context, folder: Path | None, check: bool, file: Path | None) -> None:
    """Write the stub from which type checkers and editors know a catalog's actions."""
    from ..authoring.typing_stub import typing_stub
    from ..catalog import Catalog

    file = file or (folder or Path(__file__).parents[1]) / "typed.pyi"
    text = typing_stub(Catalog(folder or default_folder())).encode()
    if file.is_file() and file.read_bytes() == text:
        show_note(f"{file} is up to date.")
    elif check:
        show_note(f"{file} is not what the catalog says: `connector catalog types` writes it.")
        ctx.exit(1)
    else:
        try:
            file.write_bytes(text)
        except OSError as error:
            raise Fault(f"cannot write {file}: {error.strerror}.") from error
        show_note(f"{file} is written anew.")
