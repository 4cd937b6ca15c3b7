"""The sandbox on a real port."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from connector.sandbox import Sandbox, serve

pytest.importorskip("uvicorn")

SERVER = """
import sys
from connector.sandbox import Sandbox, serve
serve(Sandbox(sys.argv[1]), port=0, on_ready=lambda url: print(url, flush=True))
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("served") / "sandbox.sqlite3"
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(path)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    headers = {"Authorization": "Bearer x"}
    with httpx.Client(base_url=url, headers=headers, trust_env=False) as client:
        yield client


def test_the_first_line_is_the_address(url: str) -> None:
    assert url.startswith("http://127.0.0.1:")
    assert int(url.rpartition(":")[2]) > 0


def test_requests_come_through_whole(client: httpx.Client) -> None:
    made = client.post("/contacts", json={"external_id": "a/b ä", "name": "Ä" * 70_000})
    assert made.status_code == 200
    assert made.json()["name"] == "Ä" * 70_000
    found = client.get("/contacts/find_by_external_id/a%2Fb%20%C3%A4")
    assert found.json()["id"] == made.json()["id"]
    assert found.headers["X-RateLimit-Limit"] == "1667"
    assert client.get("/companies", params={"name": "Spoke & Bean Café"}).status_code == 200
    assert client.delete("/tags/303").content == b""


def test_many_callers_at_once(client: httpx.Client) -> None:
    before = client.get("/contacts").json()["total_count"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: client.post("/contacts", json={"role": "lead"}), range(80))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert client.get("/contacts").json()["total_count"] == before + 80


def test_a_missing_token_is_refused(url: str) -> None:
    answer = httpx.get(f"{url}/me", trust_env=False)
    assert answer.status_code == 401
    assert "X-RateLimit-Limit" not in answer.headers


def test_without_uvicorn_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with Sandbox() as sandbox, pytest.raises(ImportError, match=r"intercom-connector\[serve\]"):
        serve(sandbox, port=0)


def test_a_sandbox_serves_from_a_thread_while_a_block_runs() -> None:
    headers = {"Authorization": "Bearer x"}
    with Sandbox() as sandbox:
        with sandbox.serve() as first, sandbox.serve() as second:
            assert first != second
            made = httpx.post(f"{first}/tags", json={"name": "Both"}, headers=headers)
            shown = httpx.get(f"{second}/tags/{made.json()['id']}", headers=headers)
            assert shown.json()["name"] == "Both"
            assert shown.headers["Date"].endswith("GMT")
            assert len(shown.headers.get_list("Date")) == 1
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{first}/me", headers=headers)
        assert [request.method for request in sandbox.requests] == ["POST", "GET"]
