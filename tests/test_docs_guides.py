"""The guides' Python and commands run as they stand, against the sandbox."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from connector import Catalog
from tests.snippets import Snippet, commands_of, python_of, run_command, run_python

GUIDES = Path(__file__).parents[1] / "docs" / "guides"
OWN_API = GUIDES / "own-api.md"
"""Runs against an API of its own: see ``tests/byo/test_walk_through``."""

PAGES = sorted(page for page in GUIDES.glob("*.md") if page != OWN_API)
WITH_COMMANDS = [page for page in PAGES if commands_of(page)]
_ACTION = re.compile(r"\b(?:get|post|put|patch|delete)_[a-z0-9_]+\b")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SUPPORT_TOKEN", "a-token-of-nobody")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "snippet", [snippet for page in PAGES for snippet in python_of(page)], ids=str
)
def test_a_snippet_runs_on_the_sandbox(
    snippet: Snippet, capsys: pytest.CaptureFixture[str]
) -> None:
    run_python(snippet)
    assert capsys.readouterr().out.strip(), "it shows nothing"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands_of(page)], ids=lambda p: p.stem
)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path) -> None:
    for command in commands_of(page):
        done = run_command(command)
        assert done.exit_code == 0, f"{command}: {command.text}\n{done.output}"
        assert done.stdout.strip() or done.stderr.strip(), f"{command} says nothing"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_names_no_action_that_does_not_exist(page: Path, catalog: Catalog) -> None:
    named = set(_ACTION.findall(page.read_text(encoding="utf-8")))
    assert sorted(name for name in named if name not in catalog) == []
