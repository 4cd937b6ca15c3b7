"""An error of the engine as the command line ends with it: text or JSON on stderr, and a code."""

from __future__ import annotations

import json
import sys
from typing import IO, Any

import click

from ..errors import ApiError, ConnectorError, PagingError, TransportError, WaitError

_REFUSALS = (ApiError, TransportError, PagingError, WaitError)

REFUSED = 1
"""Exit code: the API or the network refused."""

CALLERS_FAULT = 2
"""Exit code: what was asked cannot be done as asked."""

ERRORS_AS_JSON = f"{__name__}.errors_as_json"
"""Key in the context's ``meta``: whether errors and warnings are printed as JSON, one a line."""


class Fault(click.ClickException):
    """What was asked cannot be done as asked, though the command was written rightly."""

    exit_code = CALLERS_FAULT


class Failure(Fault):
    """An error of the engine; click shows it and ends the process with its code."""

    def __init__(self, error: ConnectorError, *, as_json: bool = False) -> None:
        super().__init__(str(error))
        self.error = error
        self.as_json = as_json

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the error: JSON for a machine, in colour on a terminal, plain text otherwise."""
        stream = sys.stderr if file is None else file
        if self.as_json:
            click.echo(json.dumps(self.error.to_dict()), file=stream)
            return
        text = _without_controls(str(self.error)) if stream.isatty() else str(self.error)
        step = self.error.next_step
        if step and text.endswith(step):
            text = text.removesuffix(step) + click.style(step, fg="cyan")
        click.echo(f"{click.style('Error:', fg='red', bold=True)} {text}", file=stream)


class Refusal(Failure):
    """What was asked was in order, but the API or the network refused it."""

    exit_code = REFUSED


def failure_of(error: ConnectorError, *, as_json: bool = False) -> Failure:
    """Return how the program ends with an error of the engine."""
    kind = Refusal if isinstance(error, _REFUSALS) else Failure
    return kind(error, as_json=as_json)


def _without_controls(text: str) -> str:
    """Return a text that cannot steer a terminal: an error quotes what the API sent."""
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in text)


def show_note(text: str) -> None:
    """Print a remark on stderr."""
    click.echo(f"{click.style('Note:', fg='yellow', bold=True)} {text}", err=True)
