"""The README's Python runs as it stands, and its commands exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from connector.cli.program import program

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = [
    line.removeprefix("$ ").partition("#")[0].strip()
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ connector")
]


def test_there_is_something_to_run() -> None:
    assert len(SNIPPETS) >= 3
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_runs_on_the_sandbox(snippet: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(snippet, str(README), "exec"), {})  # noqa: S102 - the README's own code
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("command", [c for c in COMMANDS if " support " not in c])
def test_a_command_does_what_the_readme_says(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = Path(__file__).parent / "authoring" / "documents" / "library.yaml"
    (tmp_path / "openapi.yaml").write_bytes(document.read_bytes())
    runner = CliRunner()
    if "my-api" in command and " import " not in command:
        made = runner.invoke(program, ["catalog", "import", "openapi.yaml", "--into", "my-api"])
        assert made.exit_code == 0, made.output
    done = runner.invoke(program, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()
