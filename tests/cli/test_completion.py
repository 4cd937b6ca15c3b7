"""What a shell is offered: through click's own interface, and once through bash itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.shell_completion import CompletionItem, ShellComplete

from connector import Catalog
from connector.cli.program import program
from connector.cli.shells import SHELLS
from connector.profiles import user_file

from .conftest import COMMAND, Run, environment


def completions(typed: str) -> list[CompletionItem[str]]:
    *words, incomplete = typed.split(" ")
    return ShellComplete(program, {}, "connector", "_C").get_completions(words, incomplete)


def offered(typed: str) -> list[str]:
    return [item.value for item in completions(typed)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("desc", ["describe"]),
        ("run sandb", ["sandbox"]),
        ("run sandbox get_mac", ["get_macros", "get_macros_by_id"]),
        ("describe get_mac", ["get_macros", "get_macros_by_id"]),
        ("describe get_tags --connection s", ["sandbox"]),
        (
            "describe get_tags --version 2.1",
            ["2.16", "2.15", "2.14", "2.13", "2.12", "2.11", "2.10"],
        ),
        ("describe get_tags --version P", ["Preview"]),
        ("run sandbox get_tags --api-version U", ["Unstable"]),
        ("run sandbox get_tags --format j", ["json", "jsonl"]),
        ("actions --group cont", ["Contacts", "Content Snippets", "Content"]),
        ("actions --effect ", ["read", "write", "destroy"]),
        ("run sandbox post_tags -p ", ["Intercom-Version=", "data."]),
        ("run sandbox post_tags -p data.n", ["data.name="]),
        (
            "run sandbox post_tags --param data.companies.0.",
            [
                "data.companies.0.id=",
                "data.companies.0.company_id=",
                "data.companies.0.untag=",
            ],
        ),
        (
            "run sandbox post_tags -p data.companies.0.untag=",
            [
                "data.companies.0.untag=true",
                "data.companies.0.untag=false",
            ],
        ),
        (
            "run sandbox post_conversations_by_id_parts -p data.message_type=s",
            [
                "data.message_type=snoozed",
            ],
        ),
        ("run sandbox post_tags -p data.name=", []),
        ("run sandbox post_tags -p nothing.like.it", []),
        ("run sandbox no_such_action -p ", []),
        ("run nobody get_mac", []),
        ("completion ", ["bash", "zsh", "fish"]),
    ],
)
def test_what_is_offered(typed: str, names: list[str]) -> None:
    assert offered(typed) == names


def test_names_come_with_what_they_mean(catalog: Catalog) -> None:
    [item] = completions("run sandbox post_contacts_merge_prev")
    assert item.help == catalog["post_contacts_merge_preview"].summary[:80]
    _, email = completions("run sandbox post_contacts -p data.emai")
    assert email.help == "The person's email address."


def test_every_action_is_offered(catalog: Catalog) -> None:
    assert offered("describe ") == list(catalog)


def test_a_connections_own_catalog_is_offered(books: Path) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text(f'[books]\ntoken = "env:UNSET_TOKEN"\ncatalog = "{books}"\n')
    assert offered("run books ") == ["get_books"]
    assert offered("describe --connection books ") == ["get_books"]
    assert offered(f"describe --catalog {books} ") == ["get_books"]


@pytest.mark.parametrize("text", ["[desk\n", "[desk]\nnope = 1\n"])
def test_a_wrong_file_offers_nothing(text: str) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text(text)
    assert offered("run ") == []
    assert offered("run desk get_mac") == []


@pytest.mark.parametrize(
    "text", ["", "nothing", "a: [\n---\nget_books: {\n", "a: 1\n---\nx:\n  b: [\n"]
)
def test_a_wrong_catalog_offers_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "actions.yaml").write_text(text)
    assert offered(f"describe --catalog {tmp_path} ") == []
    assert offered(f"actions --catalog {tmp_path} --group ") == []
    assert offered(f"actions --catalog {tmp_path} --version ") == []


@pytest.mark.parametrize("shell", list(SHELLS))
def test_the_script_of_a_shell_says_how_to_install_it(run: Run, shell: str) -> None:
    script = run("completion", shell).stdout
    assert f"_CONNECTOR_COMPLETE={shell}_complete" in script
    assert f"connector completion {shell}" in script.splitlines()[-1]
    assert "%" not in script.replace("${line%%,*}", "")


_TYPED = """
PATH="{bin}:$PATH"
source <(connector completion bash)
complete_line() {{
    COMP_LINE="$1" COMP_POINT=${{#1}} COMPREPLY=()
    _connector_completion connector
    printf '%s\n' "${{COMPREPLY[@]}}"
}}
complete_line "connector run sandbox get_mac"
complete_line "connector run sandbox post_contacts -p data.emai"
complete_line "connector run sandbox post_conversations_by_id_parts -p data.message_type=s"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes(tmp_path: Path) -> None:
    command = tmp_path / "connector"
    command.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    command.chmod(0o755)
    done = subprocess.run(
        ["bash", "--norc", "-c", _TYPED.format(bin=tmp_path)],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout.split() == [
        *("get_macros", "get_macros_by_id"),
        *("data.email_verified=", "data.email="),
        "snoozed",
    ]
