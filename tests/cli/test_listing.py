"""``connector run --all`` and downloads: what goes out, what is written, how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ..http_server import Received, Reply, serving
from .conftest import Run, on_terminal

TOKEN = "s3cret-token"
COUNT = 7
SIZE = 3
BINARY = "get_download_content_data_by_job_identifier"

Desk = Callable[[str], None]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Let the connection `desk` reach an address."""
    file = tmp_path / "connections.toml"
    monkeypatch.setenv("CONNECTOR_CONNECTIONS", str(file))
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    monkeypatch.setattr("random.random", lambda: 0.0)

    def reach(base_url: str) -> None:
        file.write_text(f'[desk]\ntoken = "env:DESK_TOKEN"\nbase_url = "{base_url}"\n')

    return reach


def record(number: int) -> dict[str, Any]:
    return {"id": f"c-{number}", "name": f"Zoë, {number}"}


def page_of(received: Received) -> Reply:
    """One page of `COUNT` contacts, at most `SIZE` of them; the cursor is a number."""
    query = parse_qs(urlsplit(received.target).query)
    start = int(query.get("starting_after", ["0"])[0])
    size = min(SIZE, int(query["per_page"][0]))
    last = min(start + size, COUNT)
    following = {"starting_after": str(last)} if last < COUNT else None
    body = {
        "type": "list",
        "data": [record(number) for number in range(start, last)],
        "pages": {"type": "pages", "next": following},
        "total_count": COUNT,
    }
    return Reply(body=json.dumps(body).encode())


@contextmanager
def listing(
    desk: Desk, fails_at: int | None = None, refusal: Reply | None = None
) -> Iterator[list[Received]]:
    """Serve the contacts to `desk`; from the request `fails_at` on, counted from 1, refuse."""
    count = 0

    def answer(received: Received) -> Reply:
        nonlocal count
        count += 1
        if fails_at is not None and count >= fails_at:
            return refusal or Reply(status=403, body=b"{}")
        return page_of(received)

    with serving(answer) as (base_url, received):
        desk(base_url)
        yield received


def read(form: str | None, text: str) -> list[Any]:
    """Return the ids that a printed listing holds, in order."""
    if form in (None, "json"):
        return [each["id"] for each in json.loads(text)]
    if form == "jsonl":
        return [json.loads(line)["id"] for line in text.splitlines()]
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(text))]
    return [line.split()[0] for line in text.splitlines()[1:]]


FORMS = [None, "json", "jsonl", "csv", "table"]
ALL = [f"c-{number}" for number in range(COUNT)]


def options_for(form: str | None) -> list[str]:
    return [] if form is None else ["--format", form]


@pytest.mark.parametrize("form", FORMS)
def test_all_items_come_in_every_form(run: Run, desk: Desk, form: str | None) -> None:
    with listing(desk) as received:
        done = run("run", "desk", "get_contacts", "--all", *options_for(form))
    assert (done.exit_code, done.stderr) == (0, "")
    assert read(form, done.stdout) == ALL
    assert "Zoë, 3" in done.stdout
    assert len(received) == 3


@pytest.mark.parametrize("form", FORMS)
def test_all_items_go_into_a_private_file(
    run: Run, desk: Desk, tmp_path: Path, form: str | None
) -> None:
    target = tmp_path / "contacts"
    with listing(desk):
        done = run("run", "desk", "get_contacts", "--all", "--to", str(target), *options_for(form))
    assert (done.exit_code, done.stdout) == (0, "")
    assert read(form, target.read_text()) == ALL
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("limit", "requests"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (100, 3)])
def test_a_limit_cuts_the_listing(
    run: Run, desk: Desk, form: str | None, limit: int, requests: int
) -> None:
    with listing(desk) as received:
        given = ("--all", "--limit", str(limit), *options_for(form))
        done = run("run", "desk", "get_contacts", *given)
    assert done.exit_code == 0
    assert read(form, done.stdout) == ALL[:limit]
    assert len(received) == requests


@pytest.mark.parametrize("form", [None, "json", "jsonl"])
def test_an_empty_listing_is_still_a_document(run: Run, desk: Desk, form: str | None) -> None:
    body = json.dumps({"data": [], "pages": {"next": None}, "total_count": 0}).encode()
    with serving(lambda _: Reply(body=body)) as (base_url, _):
        desk(base_url)
        done = run("run", "desk", "get_contacts", "--all", *options_for(form))
    assert done.exit_code == 0
    assert read(form, done.stdout) == []


def test_params_and_version_reach_every_page(run: Run, desk: Desk) -> None:
    with listing(desk) as received:
        given = ("-p", "per_page=2", "--api-version", "2.13")
        assert run("run", "desk", "get_contacts", "--all", *given).exit_code == 0
    assert len(received) == 4
    for request in received:
        assert request.headers["intercom-version"] == "2.13"
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        assert "per_page=2" in request.target


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["get_me", "--all"], "does not list page by page"),
        (["post_contacts", "-p", "data.email=a@example.com", "--all"], "does not list"),
        (["get_contacts", "--limit", "3"], "--limit goes with --all"),
        (["get_contacts", "--all", "--limit", "0"], "--limit"),
        (["get_contacts", "--all", "--to", "missing/out.json"], "cannot write"),
        (["get_contacts", "--all", "-p", "per_page=many"], "per_page"),
    ],
)
def test_what_cannot_be_listed_is_the_callers_fault(
    run: Run, desk: Desk, arguments: list[str], words: str
) -> None:
    with listing(desk) as received:
        done = run("run", "desk", *arguments)
    assert (done.exit_code, done.stdout, received) == (2, "", [])
    assert words in done.stderr


def stuck(received: Received) -> Reply:
    """The same page again and again, each time with another cursor."""
    body = {"data": [record(1)], "pages": {"next": {"starting_after": f"{id(received)}"}}}
    return Reply(body=json.dumps(body).encode())


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_an_error_in_the_middle_says_where_to_resume(run: Run, desk: Desk, form: str) -> None:
    with listing(desk, fails_at=2) as received:
        done = run("run", "desk", "get_contacts", "--all", "--format", form)
    assert (done.exit_code, len(received)) == (1, 2)
    told = json.loads(done.stderr) if form != "csv" else {"next_step": done.stderr}
    assert "Resume with after='3'" in told["next_step"]
    if form == "jsonl":
        assert read(form, done.stdout) == ALL[:3]
    if form == "json":
        with pytest.raises(ValueError, match="Expecting"):
            json.loads(done.stdout)
    if form == "csv":
        assert done.stdout == ""


def test_an_error_in_the_middle_leaves_the_file_alone(run: Run, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "contacts").write_text("old")
    with listing(desk, fails_at=2):
        done = run("run", "desk", "get_contacts", "--all", "--to", str(folder / "contacts"))
    assert done.exit_code == 1
    assert [(file.name, file.read_text()) for file in folder.iterdir()] == [("contacts", "old")]


def test_a_listing_that_the_api_cannot_go_on_with_is_not_the_callers_fault(
    run: Run, desk: Desk
) -> None:
    with serving(stuck) as (base_url, _):
        desk(base_url)
        done = run("run", "desk", "get_contacts", "--all", "--format", "jsonl")
    assert done.exit_code == 1
    assert json.loads(done.stderr)["error"] == "PagingError"


@pytest.mark.parametrize(("retries", "requests"), [("0", 1), ("2", 3)])
def test_max_retries_is_kept_to(run: Run, desk: Desk, retries: str, requests: int) -> None:
    with listing(desk, fails_at=1, refusal=Reply(status=503)) as received:
        done = run("run", "desk", "get_contacts", "--all", "--max-retries", retries)
    assert (done.exit_code, len(received)) == (1, requests)


# ── Downloads ──


def file_of(content: bytes) -> Callable[[Received], Reply]:
    headers = {"Content-Type": "application/octet-stream", "X-Request-Id": "r-1"}
    return lambda _: Reply(body=content, headers=headers)


def test_a_file_is_downloaded(run: Run, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "export.zip"
    content = bytes(range(256)) * 1000
    with serving(file_of(content)) as (base_url, _):
        desk(base_url)
        done = run("run", "desk", BINARY, "-p", "job_identifier=j-1", "--to", str(target))
    assert (done.exit_code, done.output) == (0, "")
    assert target.read_bytes() == content
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_download_follows_a_redirect_without_the_token(
    run: Run, desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "call.mp3"
    with serving(file_of(b"mp3")) as (storage, fetched):
        there = {"Location": f"{storage}/call.mp3"}
        with serving(lambda _: Reply(302, b"", there)) as (base_url, _):
            desk(base_url)
            done = run(
                "run", "desk", "get_calls_by_id_recording", "-p", "id=7", "--to", str(target)
            )
    assert (done.exit_code, target.read_bytes()) == (0, b"mp3")
    assert [request.target for request in fetched] == ["/call.mp3"]
    assert "authorization" not in fetched[0].headers


@pytest.mark.parametrize("status", [404, 500])
def test_a_download_that_is_refused_leaves_the_file_alone(
    run: Run, desk: Desk, tmp_path: Path, status: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "export.zip").write_text("old")
    given = ("-p", "job_identifier=j-1", "--to", str(folder / "export.zip"), "--max-retries", "1")
    with serving(lambda _: Reply(status=status)) as (base_url, _):
        desk(base_url)
        done = run("run", "desk", BINARY, *given)
    assert done.exit_code == 1
    assert str(status) in done.stderr
    assert [(f.name, f.read_text()) for f in folder.iterdir()] == [("export.zip", "old")]


def test_a_download_into_no_file_is_the_callers_fault(run: Run, desk: Desk, tmp_path: Path) -> None:
    with serving(file_of(b"x")) as (base_url, received):
        desk(base_url)
        for target in (tmp_path, tmp_path / "missing" / "export.zip"):
            given = ("-p", "job_identifier=j-1", "--to", str(target))
            done = run("run", "desk", BINARY, *given)
            assert (done.exit_code, done.stdout) == (2, "")
            assert str(target) in done.stderr
    assert received == []


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal")
def test_a_terminal_gets_the_items_and_no_bar_among_them(desk: Desk) -> None:
    with listing(desk):
        text, code = on_terminal("run", "desk", "get_contacts", "--all", "--format", "jsonl")
    assert code == 0
    shown = [line for line in text.splitlines() if line.startswith("{")]
    assert [json.loads(line)["id"] for line in shown] == ALL


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal")
def test_a_terminal_gets_no_item_that_goes_into_a_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "contacts"
    with listing(desk):
        text, code = on_terminal("run", "desk", "get_contacts", "--all", "--to", str(target))
    assert (code, "c-1" in text) == (0, False)
    assert read("json", target.read_text()) == ALL
