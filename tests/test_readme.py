"""The README's Python runs as it stands, and its commands exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snippets import Snippet, commands_of, python_of, run_command, run_python

README = Path(__file__).parents[1] / "README.md"
SNIPPETS = python_of(README)
COMMANDS = commands_of(README)


def test_there_is_something_to_run() -> None:
    assert len(SNIPPETS) >= 3
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("snippet", SNIPPETS, ids=str)
def test_a_snippet_runs_on_the_sandbox(
    snippet: Snippet, capsys: pytest.CaptureFixture[str]
) -> None:
    run_python(snippet)
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("command", [c for c in COMMANDS if " support " not in c.text], ids=str)
def test_a_command_does_what_the_readme_says(
    command: Snippet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = Path(__file__).parent / "authoring" / "documents" / "library.yaml"
    (tmp_path / "openapi.yaml").write_bytes(document.read_bytes())
    if "my-api" in command.text and " import " not in command.text:
        made = run_command(
            Snippet(README, 1, "connector catalog import openapi.yaml --into my-api")
        )
        assert made.exit_code == 0, made.output
    done = run_command(command)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()
