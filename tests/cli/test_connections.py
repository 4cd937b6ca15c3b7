from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from connector.profiles import user_file

from ..http_server import Reply, serving
from .conftest import Run

TOKEN = "s3cret-token"


def test_the_sandbox_is_always_there(run: Run) -> None:
    [told] = json.loads(run("connections", "list").stdout)
    assert (told["name"], told["source"], told["problem"]) == ("sandbox", "built in", None)


def test_a_connection_is_added_listed_and_removed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    options = ("--token-env", "DESK_TOKEN", "--region", "eu", "--api-version", "2.14")
    assert run("connections", "add", "desk", *options).exit_code == 0
    assert tomllib.loads(user_file().read_text()) == {
        "desk": {"token": "env:DESK_TOKEN", "region": "eu", "version": "2.14"}
    }
    listed = run("connections", "list")
    assert json.loads(listed.stdout)[1] == {
        "name": "desk",
        "source": str(user_file()),
        "server": "https://api.eu.intercom.io",
        "version": "2.14",
        "token": "found",
        "problem": None,
    }
    assert TOKEN not in listed.output
    assert run("connections", "path").stdout.strip() == str(user_file())
    assert run("connections", "remove", "desk").exit_code == 0
    assert user_file().read_text().strip() == ""


def test_a_connection_to_another_api_keeps_the_path_of_its_catalog(
    run: Run, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(books.parent)
    monkeypatch.setenv("BOOKS_TOKEN", TOKEN)
    options = ("--token-env", "BOOKS_TOKEN", "--base-url", "https://books.test")
    assert run("connections", "add", "books", *options, "--catalog", "books").exit_code == 0
    assert tomllib.loads(user_file().read_text())["books"]["catalog"] == str(books)
    done = run("run", "books", "get_books", "--dry-run")
    assert json.loads(done.stdout)["url"] == "https://books.test/books"


def test_without_a_token_it_says_how_to_give_one(run: Run) -> None:
    done = run("connections", "add", "desk", stdin="")
    assert done.exit_code == 2
    assert "--token-env" in done.stderr


def test_a_token_comes_from_stdin_and_is_never_printed(run: Run) -> None:
    done = run("connections", "add", "desk", stdin=f"{TOKEN}\n")
    assert done.exit_code == 0
    assert tomllib.loads(user_file().read_text()) == {"desk": {"token": TOKEN}}
    shown = (
        done.output
        + run("connections", "list").output
        + run("run", "desk", "get_me", "--dry-run").output
        + run("run", "desk", "get_me", "--curl").output
    )
    assert TOKEN not in shown


def test_a_token_file_is_kept_with_its_whole_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "token").write_text(TOKEN)
    done = run("connections", "add", "desk", "--token-file", "token")
    assert (done.exit_code, "Note" in done.stderr) == (0, False)
    assert tomllib.loads(user_file().read_text())["desk"]["token"] == f"file:{tmp_path / 'token'}"


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["sandbox", "--token-env", "A"], "", "built in"),
        (["a b", "--token-env", "A"], "", "cannot name"),
        (["desk", "--token-env", "A", "--token-file", "b"], "", "give one of"),
        (["desk", "--token-env", "A", "--region", "mars"], "", "no region"),
        (["desk", "--token-env", "A", "--region", "eu", "--base-url", "https://x.y"], "", "both"),
        (["desk", "--token-env", "A", "--base-url", "http://x.y"], "", "plain http"),
        (["desk", "--token-env", "A", "--api-version", "new"], "", "not a version"),
        (["desk"], "", "empty"),
        (["desk"], "a b\n", "characters that no token has"),
        (["desk"], "env:TOKEN\n", "a reference"),
    ],
)
def test_nothing_is_written_that_could_not_be_used(
    run: Run, arguments: list[str], stdin: str, words: str
) -> None:
    done = run("connections", "add", *arguments, stdin=stdin)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not user_file().exists()


def test_a_token_that_is_not_there_yet_is_remarked(run: Run) -> None:
    done = run("connections", "add", "desk", "--token-env", "NOT_SET_YET")
    assert done.exit_code == 0
    assert "NOT_SET_YET is not set" in done.stderr
    told = json.loads(run("connections", "list").stdout)[1]
    assert (told["token"], "NOT_SET_YET" in told["problem"]) == ("missing", True)


def test_a_connection_that_another_file_hides_is_remarked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "first.toml"
    other.write_text('[desk]\ntoken = "env:A"\n')
    monkeypatch.setenv("CONNECTOR_CONNECTIONS", str(other))
    assert "looked at first" in run("connections", "add", "desk", "--token-env", "A").stderr
    done = run("connections", "remove", "desk")
    assert done.exit_code == 2
    assert str(other) in done.stderr


@pytest.mark.parametrize(("name", "words"), [("sandbox", "built in"), ("nope", "no connection")])
def test_what_is_not_in_the_file_cannot_be_removed(run: Run, name: str, words: str) -> None:
    done = run("connections", "remove", name)
    assert done.exit_code == 2
    assert words in done.stderr


def test_a_test_says_what_it_reached(run: Run) -> None:
    done = run("connections", "test", "sandbox")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["connection"] == "sandbox"


def test_a_test_without_a_token_fails(run: Run) -> None:
    run("connections", "add", "desk", "--token-env", "NOT_SET_YET")
    assert run("connections", "test", "desk").exit_code == 2


def test_a_test_makes_the_call_that_the_catalog_names(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    replies = iter([Reply(), Reply(status=401, body=b'{"errors": []}')])
    with serving(lambda request: next(replies)) as (base_url, received):
        run("connections", "add", "desk", "--token-env", "DESK_TOKEN", "--base-url", base_url)
        good = run("connections", "test", "desk")
        refused = run("connections", "test", "desk")
    assert (good.exit_code, json.loads(good.stdout)["status"]) == (0, 200)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert [request.target for request in received] == ["/me", "/me"]
    assert TOKEN not in good.output + refused.output
