"""Snippets of a Markdown page: what of it runs, and how. Shared by the tests of README and guides.

Python runs as it stands, each snippet alone. Of a console, the lines after ``$`` are commands; only
those of ``connector`` are run, and the rest must be among the few that a page may name.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from connector.cli.program import program

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
OTHER_COMMANDS = ("make ",)


@dataclass(frozen=True)
class Snippet:
    """A piece of a page: ``line`` is that of the page on which its first line stands."""

    page: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def python_of(page: Path) -> list[Snippet]:
    """Return the Python of a page."""
    return _blocks(page, "python")


def commands_of(page: Path) -> list[Snippet]:
    """Return the commands of ``connector`` on a page, without comments, in their order."""
    commands = []
    for block in _blocks(page, "console"):
        for number, line in enumerate(block.text.splitlines()):
            command = _without_comment(line.removeprefix("$ "))
            if line.startswith("$ connector "):
                commands.append(Snippet(page, block.line + number, command))
            elif line.startswith("$ "):
                assert command.startswith(OTHER_COMMANDS), f"{page.name} runs {command!r}"
    return commands


def run_python(snippet: Snippet) -> None:
    """Run Python as it stands; its traceback names the page and the line."""
    text = "\n" * (snippet.line - 1) + snippet.text
    exec(compile(text, str(snippet.page), "exec"), {})  # noqa: S102 - a page of our own


def run_command(snippet: Snippet) -> Result:
    """Run a command in this process, and return what became of it."""
    return CliRunner().invoke(program, shlex.split(snippet.text)[1:])


def _blocks(page: Path, kind: str) -> list[Snippet]:
    text = page.read_text(encoding="utf-8")
    return [
        Snippet(page, text.count("\n", 0, found.start(2)) + 1, found[2])
        for found in _BLOCK.finditer(text)
        if found[1] == kind
    ]


def _without_comment(command: str) -> str:
    return re.split(r"\s#\s", command, maxsplit=1)[0].strip()
