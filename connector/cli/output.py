"""Bytes to stdout or to a private file. Knows no action and no rich."""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import click

from .failure import Fault


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def json_text(value: Any, *, indent: int | None = 2) -> str:
    """Return a value as JSON; characters stay readable wherever UTF-8 can carry them."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # A half of a surrogate pair came as an escape, so it leaves as one.
        return json.dumps(value, indent=indent)
    return text


def write_json(value: Any) -> None:
    """Print a value as JSON on stdout."""
    write_bytes(json_text(value).encode() + b"\n")


def write_bytes(content: bytes) -> None:
    """Print bytes on stdout, as they are."""
    click.echo(content, nl=False)


class PrivateFile:
    """A file that appears whole or not at all, readable by its owner only (mode 0600).

    It is opened before the call whose result it takes, so that a wrong path is found before
    anything is sent. What exists and is no regular file (a pipe, a device) is written into. Raises
    ``Fault`` where the path cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        self._temporary: Path | None = None
        try:
            kind = _kind_of(self.path)
            if kind is not None and stat.S_ISDIR(kind):
                raise Fault(f"{self.path} is a folder; --to takes a file.")
            if kind is not None and not stat.S_ISREG(kind):
                self._stream = self.path.open("wb")
            else:
                # A link stays, and what it leads to is replaced.
                self._target = self.path.resolve()
                handle, name = tempfile.mkstemp(dir=self._target.parent, prefix=".connector-")
                self._temporary = Path(name)
                self._stream = os.fdopen(handle, "wb")
        except (OSError, ValueError, RuntimeError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise Fault(f"cannot write to {self.path}: {reason}.") from error
        self._whole = False
        return self

    def write(self, content: bytes) -> None:
        """Write the whole content; the file appears when the block ends."""
        try:
            self._stream.write(content)
        except OSError as failed:
            raise _not_written(self.path, failed) from failed
        self._whole = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._stream.close()
            if kind is None and self._whole and self._temporary is not None:
                self._temporary.replace(self._target)
        except OSError as failed:
            raise _not_written(self.path, failed) from failed
        finally:
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)


def _kind_of(path: Path) -> int | None:
    """Return the mode of what stands at a path or where its link leads, ``None`` for nothing."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _not_written(path: Path, error: OSError) -> click.ClickException:
    return click.ClickException(
        f"the call was made, but its result could not be written to {path}: {error.strerror}."
    )
