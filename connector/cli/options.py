"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

catalog_option = click.option(
    *("--catalog", "folder"),
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The folder of another catalog: actions.yaml and schemas/.",
)

as_json_option = click.option(
    *("--json", "as_json"), is_flag=True, help="Print JSON; the default in a pipe."
)
