from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import COMMAND, Run, environment


@contextmanager
def served(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run `sandbox serve` until the block ends; gives its first line."""
    pytest.importorskip("uvicorn")
    command = [*COMMAND, "sandbox", "serve", "--port", "0", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, env=environment()
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def _get(url: str, token: str) -> int:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_first_line_of_a_server_is_its_address() -> None:
    with served("--data", ":memory:", "--token", "right") as (url, process):
        assert url.startswith("http://127.0.0.1:")
        assert [_get(f"{url}/me", token) for token in ("right", "wrong")] == [200, 401]
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (130, "")


def test_a_port_that_is_taken_is_the_callers_fault(run: Run) -> None:
    pytest.importorskip("uvicorn")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("sandbox", "serve", "--port", port, "--data", ":memory:")
    assert (done.exit_code, done.stdout) == (2, "")
    assert port in done.stderr


def test_a_reset_brings_the_first_content_back(run: Run, tmp_path: Path) -> None:
    def tags() -> list[str]:
        return [tag["name"] for tag in json.loads(run("run", "sandbox", "get_tags").stdout)["data"]]

    first = tags()
    assert run("run", "sandbox", "post_tags", "-p", "data.name=New").exit_code == 0
    assert "New" in tags()
    assert run("sandbox", "reset").exit_code == 0
    assert tags() == first


def test_another_data_file_can_be_reset(run: Run, tmp_path: Path) -> None:
    assert run("sandbox", "reset", "--data", str(tmp_path / "other.db")).exit_code == 0
    assert (tmp_path / "other.db").is_file()


def test_the_data_file_is_told(run: Run, tmp_path: Path) -> None:
    assert run("sandbox", "path").stdout.strip() == str(tmp_path / "sandbox.sqlite3")


def _contacts(run: Run, *options: str) -> int:
    done = run("run", "sandbox", "get_contacts", *options)
    assert done.exit_code == 0, done.stderr
    return int(json.loads(done.stdout)["total_count"])


def test_a_seed_file_is_added(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("contacts: [ada@example.com]\n", encoding="utf-8")
    done = run("sandbox", "seed", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Added what" in done.stderr
    assert _contacts(run) == 13


def test_made_up_people_are_added(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("faker")
    options = ("--contacts", "30", "--conversations", "5", "--tickets", "5", "--seed", "7")
    done = run("sandbox", "seed", *options, "--data", str(tmp_path / "other.sqlite3"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Added 30 contacts, 5 conversations, 5 tickets to" in done.stderr
    assert _contacts(run) == 12
    assert run("sandbox", "seed", *options).exit_code == 0
    assert _contacts(run) == 42


@pytest.mark.parametrize(
    ("text", "told"),
    [("contacts:\n- email: bad\n", "shop.yaml:2: contacts[0]: 400"), (None, "cannot be read")],
)
def test_a_seed_that_cannot_be_made_is_the_callers_fault(
    run: Run, tmp_path: Path, text: str | None, told: str
) -> None:
    file = tmp_path / "shop.yaml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    done = run("sandbox", "seed", str(file))
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_without_faker_the_file_is_not_added_either(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("contacts: [ada@example.com]\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "faker", None)
    done = run("sandbox", "seed", str(file), "--contacts", "3")
    assert done.exit_code == 2
    assert "intercom-connector[sandbox]" in done.stderr
    assert _contacts(run) == 12


def test_nothing_to_seed_is_told(run: Run) -> None:
    done = run("sandbox", "seed")
    assert done.exit_code == 2
    assert "name a FILE" in done.stderr


def test_a_served_sandbox_may_have_a_limit_and_a_lag() -> None:
    with served("--data", ":memory:", "--rate-limit", "2", "--search-lag", "60") as (url, _):
        # The window may end between two calls.
        statuses = [_get(f"{url}/me", "any") for _ in range(6)]
        assert statuses.count(429) >= 2
        assert statuses[0] == 200
