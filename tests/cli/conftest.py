"""Ways to run the command line: inside this process, in a pipe, and on a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from connector.cli.program import program

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "connector"]
# The terminal becomes the program's own, so that a typed Ctrl-C reaches it.
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command line in this process, its output not a terminal."""

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(program, arguments, input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """Make the catalog of another API, without servers and with one action."""
    folder = tmp_path / "books"
    (folder / "schemas").mkdir(parents=True)
    (folder / "schemas" / "get_books.json").write_text('{"type": "object", "properties": {}}')
    (folder / "actions.yaml").write_text(
        "title: Books\nservers: {}\nauth: {}\n---\n"
        "get_books:\n  request: GET /books\n  group: Books\n  summary: List books.\n"
        "  effect: read\n"
    )
    return folder


def piped(*arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, in a pipe."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
        timeout=50,
        check=False,
        input=options.get("stdin", ""),
    )


def environment() -> dict[str, str]:
    """Return the environment of a process that runs the command line."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "default"}


def on_terminal(*arguments: str, columns: int = 100, typed: str = "") -> tuple[str, int]:
    """Run the command line on a terminal of its own; gives the text, uncoloured, and the code.

    ``typed`` is typed once the program has asked for something.
    """
    pty = pytest.importorskip("pty", reason="needs a POSIX terminal")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    variables = {**environment(), "TERM": "xterm-256color"}
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        variables.pop(name, None)
    with subprocess.Popen(
        [sys.executable, "-c", _TAKE_TERMINAL, *COMMAND, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=variables,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        output = bytearray()
        try:
            while chunk := _read(ours):
                output += chunk
                if typed and output.endswith(b": "):
                    os.write(ours, typed.encode())
                    typed = ""
            code = process.wait(timeout=50)
        finally:
            process.kill()
    os.close(ours)
    return _ANSI.sub("", output.decode()).replace("\r\n", "\n"), code


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux tells the end of a terminal by an error.
        return b""
