from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from connector import Catalog
from connector.cli.run import encoded
from connector.examples import example_params
from connector.model import Action

from ..http_server import Received, Reply, serving
from .conftest import Run, on_terminal

TOKEN = "s3cret-token"


@pytest.fixture
def described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A connections file; the connection `desk` reaches nothing until a test says otherwise."""
    file = tmp_path / "connections.toml"
    monkeypatch.setenv("CONNECTOR_CONNECTIONS", str(file))
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    reach(file, "http://127.0.0.1:9")
    return file


def reach(file: Path, base_url: str) -> None:
    file.write_text(f'[desk]\ntoken = "env:DESK_TOKEN"\nbase_url = "{base_url}"\n')


def test_a_result_is_json(run: Run) -> None:
    done = run("run", "sandbox", "get_me")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["type"] == "admin"


def test_what_is_made_is_found_again(run: Run) -> None:
    made = run("run", "sandbox", "post_contacts", "-p", "data.email=ada@example.com")
    id = json.loads(made.stdout)["id"]
    found = run("run", "sandbox", "get_contacts_by_id", "-p", f"id={id}")
    assert json.loads(found.stdout)["email"] == "ada@example.com"


@pytest.mark.parametrize("source", ["text", "file", "stdin"])
def test_params_come_as_text_from_a_file_or_from_stdin(
    run: Run, tmp_path: Path, source: str
) -> None:
    document = '{"per_page": 1}'
    (tmp_path / "params.json").write_text(document)
    given = {"text": document, "file": f"@{tmp_path / 'params.json'}", "stdin": "-"}[source]
    done = run("run", "sandbox", "get_contacts", "--params", given, "--dry-run", stdin=document)
    assert json.loads(done.stdout)["url"].endswith("/contacts?per_page=1")


def test_a_param_wins_over_the_params(run: Run) -> None:
    options = ("--params", '{"per_page": 1}', "-p", "per_page=2", "--dry-run")
    done = run("run", "sandbox", "get_contacts", *options)
    assert json.loads(done.stdout)["url"].endswith("/contacts?per_page=2")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--params", "{"], "--params is not JSON"),
        (["--params", "[" * 100_000], "--params is not JSON"),
        (["--params", "[]"], "must be a JSON object"),
        (["--params", "@missing.json"], "cannot read missing.json"),
        (["--params", "-"], "--params is not JSON"),
        (["-p", "per_page"], "no '='"),
        (["-p", "bogus=1"], "bogus"),
        (["-p", "per_page=many", "--dry-run"], "per_page"),
        (["--api-version", "latest"], "not a version"),
        (["--timeout", "0"], "--timeout"),
        (["--format", "xml"], "--format"),
        (["--to", "missing/folder/file"], "cannot write"),
        (["--to", "."], "is a folder"),
    ],
    ids=lambda value: " ".join(value)[:24] if isinstance(value, list) else "",
)
def test_what_is_asked_wrongly_is_the_callers_fault(
    run: Run, described: Path, options: list[str], words: str
) -> None:
    done = run("run", "desk", "get_contacts", *options)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert words in done.stderr


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["sandbox", "get_mee"], "UnknownAction"),
        (["nowhere", "get_me"], "UnknownConnection"),
        (["sandbox", "post_contacts", "-p", "data.email:=1"], "InvalidParams"),
        (["sandbox", "post_contacts", "-p", "oops"], "InvalidParams"),
    ],
)
def test_an_error_is_json_where_json_is_asked_for(
    run: Run, arguments: list[str], error: str
) -> None:
    done = run("run", *arguments, "--format", "json")
    assert (done.exit_code, done.stdout) == (2, "")
    told = json.loads(done.stderr)
    assert (told["error"], told["outcome"]) == (error, "not_sent")


def test_an_error_names_call_and_connection_once(run: Run) -> None:
    done = run("run", "sandbox", "get_contacts", "-p", "oops")
    assert done.stderr.startswith("Error: get_contacts on 'sandbox': 1 problem")
    assert run("run", "sandbox", "get_mee").stderr.count("get_mee") == 1


def test_what_the_api_refuses_ends_with_1(run: Run) -> None:
    done = run("run", "sandbox", "get_contacts_by_id", "-p", "id=none", "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.stderr)
    assert (told["error"], told["status"]) == ("NotFound", 404)


def test_what_the_network_refuses_ends_with_1(run: Run, described: Path) -> None:
    done = run("run", "desk", "get_me")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Nothing was sent" in done.stderr


def test_the_call_goes_out_as_asked(run: Run, described: Path) -> None:
    with serving(lambda request: Reply()) as (base_url, received):
        reach(described, base_url)
        options = ("-p", "data.email=a@example.com", "--api-version", "preview")
        assert run("run", "desk", "post_contacts", *options).exit_code == 0
    [request] = received
    assert (request.method, request.target) == ("POST", "/contacts")
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["intercom-version"] == "Preview"
    assert json.loads(request.body) == {"email": "a@example.com"}


@pytest.mark.parametrize("option", ["--dry-run", "--curl"])
def test_a_preview_sends_nothing_and_shows_no_token(run: Run, described: Path, option: str) -> None:
    with serving(lambda request: Reply()) as (base_url, received):
        reach(described, base_url)
        done = run("run", "desk", "post_contacts", "-p", "data.email=a@example.com", option)
    assert (done.exit_code, received) == (0, [])
    assert "a@example.com" in done.stdout
    assert TOKEN not in done.output


def test_a_dry_run_is_the_whole_request(run: Run, described: Path) -> None:
    done = run("run", "desk", "post_contacts", "-p", "data.email=a@example.com", "--dry-run")
    told = json.loads(done.stdout)
    assert (told["method"], told["url"]) == ("POST", "http://127.0.0.1:9/contacts")
    assert told["body"] == {"email": "a@example.com"}
    assert told["headers"]["Authorization"] == "Bearer ********"


@pytest.mark.parametrize("option", ["--dry-run", "--curl"])
def test_a_preview_needs_no_token(
    run: Run, described: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    described.write_text('[desk]\ntoken = "env:UNSET_TOKEN"\nregion = "eu"\n')
    monkeypatch.delenv("UNSET_TOKEN", raising=False)
    done = run("run", "desk", "get_tags", option)
    assert done.exit_code == 0
    assert "https://api.eu.intercom.io/tags" in done.stdout
    assert "********" in done.stdout or "$TOKEN" in done.stdout
    assert "no-token" not in done.output


def test_a_preview_that_must_look_something_up_needs_its_token(run: Run, described: Path) -> None:
    described.write_text('[desk]\ntoken = "env:UNSET_TOKEN"\nregion = "eu"\n')
    done = run("run", "desk", "get_tags_by_id", "-p", "id=~VIP", "--dry-run")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "UNSET_TOKEN is not set" in done.stderr
    assert run("run", "desk", "get_tags").exit_code == 2


def test_params_that_are_no_json_are_told_with_the_place_and_a_right_form(run: Run) -> None:
    done = run("run", "sandbox", "post_tags", "--params", '{"data": {"name": VIP}}')
    assert done.exit_code == 2
    assert "line 1, column 19, at 'VIP}}'" in done.stderr
    assert """Write it like: --params '{"data": {"name": "VIP"}}'""" in done.stderr


def test_curl_says_that_the_sandbox_has_no_address(run: Run, described: Path) -> None:
    assert "sandbox serve" in run("run", "sandbox", "get_me", "--curl").stderr
    done = run("run", "desk", "get_me", "--curl")
    assert "sandbox serve" not in done.stderr
    assert "$TOKEN stands for the token" in done.stderr
    assert '-H "Authorization: Bearer $TOKEN"' in done.stdout


def test_unknown_fields_are_warned_of_on_one_line(run: Run) -> None:
    options = ("-p", "data.email=a@example.com", "-p", "data.nmae=A", "--dry-run")
    plain = run("run", "sandbox", "post_contacts", *options)
    assert plain.exit_code == 0
    assert plain.stderr.startswith("Warning: post_contacts: data.nmae: ")
    assert plain.stderr.count("\n") == 1
    as_json = run("run", "sandbox", "post_contacts", *options, "--format", "json")
    assert "data.nmae" in json.loads(as_json.stderr)["warning"]


def test_lists_come_as_lines_tables_and_csv(run: Run) -> None:
    def lines(form: str) -> list[str]:
        return run("run", "sandbox", "get_tags", "--format", form).stdout.splitlines()

    records = [json.loads(line) for line in lines("jsonl")]
    assert len(records) > 1
    assert lines("csv")[0].split(",") == list(records[0])
    assert lines("table")[0].split() == ["id", "name"]
    assert len(lines("csv")) == len(lines("table")) == len(records) + 1


def test_a_result_goes_whole_into_a_private_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    target.chmod(0o644)
    done = run("run", "sandbox", "get_me", "--to", str(target))
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(target.read_text())["type"] == "admin"
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_is_left_alone_when_the_call_fails(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "folder" / "out.json"
    target.parent.mkdir()
    target.write_text("old")
    options = ("-p", "id=none", "--to", str(target))
    assert run("run", "sandbox", "get_contacts_by_id", *options).exit_code == 1
    assert [(file.name, file.read_text()) for file in target.parent.iterdir()] == [
        ("out.json", "old")
    ]


def test_nothing_is_sent_where_the_file_cannot_be_written(run: Run, described: Path) -> None:
    with serving(lambda request: Reply()) as (base_url, received):
        reach(described, base_url)
        assert run("run", "desk", "get_me", "--to", "missing/out.json").exit_code == 2
    assert received == []


def _action(catalog: Catalog, returns: str) -> Action:
    return next(action for action in catalog.values() if action.returns == returns)


@pytest.mark.parametrize(
    ("returns", "data", "form", "content"),
    [
        ("json", {"a": "é"}, None, '{\n  "a": "é"\n}\n'.encode()),
        ("json", "a", None, b'"a"\n'),
        ("json", {"a": "\ud800"}, None, b'{\n  "a": "\\ud800"\n}\n'),
        ("json", {"a": "\ud800"}, "jsonl", b'{"a": "\\ud800"}\n'),
        ("json", [{"a": "\ud800"}], "csv", b"a\n\\ud800\n"),
        ("empty", None, None, b"null\n"),
        ("text", "a\nb", None, b"a\nb"),
        ("text", "a", "json", b'"a"\n'),
        ("redirect", "https://example.com/x", None, b"https://example.com/x\n"),
    ],
)
def test_a_result_in_a_pipe(
    catalog: Catalog, returns: str, data: Any, form: str | None, content: bytes
) -> None:
    assert encoded(_action(catalog, returns), data, form) == content


def test_a_file_comes_as_it_is(run: Run, described: Path, catalog: Catalog) -> None:
    action = _action(catalog, "binary")
    params = ("--params", json.dumps(example_params(action)))

    def answer(request: Received) -> Reply:
        return Reply(body=b"\x00\xff", headers={"Content-Type": "application/octet-stream"})

    with serving(answer) as (base_url, received):
        reach(described, base_url)
        done = run("run", "desk", action.name, *params)
        refused = run("run", "desk", action.name, *params, "--format", "csv")
    assert (done.exit_code, done.stdout_bytes) == (0, b"\x00\xff")
    assert (refused.exit_code, len(received)) == (2, 1)


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal")
def test_what_the_api_says_cannot_steer_a_terminal(described: Path) -> None:
    body = json.dumps({"errors": [{"code": "bad", "message": "\x1b]0;title\x07"}]}).encode()
    with serving(lambda request: Reply(status=400, body=body)) as (base_url, _):
        reach(described, base_url)
        text, code = on_terminal("run", "desk", "get_me")
    assert code == 1
    assert not {"\x1b", "\x07"} & set(text)
