from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from connector.sandbox import DataFileError, Sandbox, SandboxTransport

BASE_URL = "https://sandbox.invalid"
HEADERS = {"Authorization": "Bearer x", "Intercom-Version": "2.14"}


def test_a_client_talks_to_the_sandbox() -> None:
    with (
        Sandbox() as sandbox,
        httpx.Client(
            transport=SandboxTransport(sandbox), base_url=BASE_URL, headers=HEADERS
        ) as client,
    ):
        me = client.get("/me")
        assert me.status_code == 200
        assert me.headers["Intercom-Version"] == "2.14"
        assert me.headers["Content-Type"].startswith("application/json")
        made = client.post("/contacts", json={"external_id": "a/b?c#ä"}).json()
        found = client.get("/contacts/find_by_external_id/a%2Fb%3Fc%23%C3%A4")
        assert found.json()["id"] == made["id"]
        assert client.get("/companies", params={"name": "Spoke & Bean Café"}).status_code == 200
        empty = client.delete("/tags/303")
        assert (empty.status_code, empty.content) == (200, b"")
        untag = client.request("DELETE", "/tickets/1010/tags/304", json={"admin_id": "8140001"})
        assert untag.json()["errors"][0]["code"] == "tag_not_found"


def test_an_async_client_talks_to_the_sandbox() -> None:
    async def talk() -> list[int]:
        with Sandbox() as sandbox:
            transport = SandboxTransport(sandbox)
            async with httpx.AsyncClient(
                transport=transport, base_url=BASE_URL, headers=HEADERS
            ) as client:
                calls = [client.post("/contacts", json={"role": "lead"}) for _ in range(20)]
                statuses = [answer.status_code for answer in await asyncio.gather(*calls)]
                total = (await client.get("/contacts")).json()["total_count"]
                return [*statuses, total]

    assert asyncio.run(talk()) == [200] * 20 + [32]


def test_without_a_sandbox_it_opens_the_default_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "default.sqlite3"
    monkeypatch.setenv("CONNECTOR_SANDBOX_DATA", str(path))
    transport = SandboxTransport()
    assert not path.exists()
    with httpx.Client(transport=transport, base_url=BASE_URL, headers=HEADERS) as client:
        assert client.get("/me").json()["name"] == "Nora Quinn"
        client.post("/contacts", json={"role": "lead"})
    with httpx.Client(transport=SandboxTransport(), base_url=BASE_URL, headers=HEADERS) as client:
        assert client.get("/contacts").json()["total_count"] == 13


def test_a_default_file_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONNECTOR_SANDBOX_DATA", str(tmp_path))
    transport = SandboxTransport()
    with pytest.raises(DataFileError, match="folder"):
        transport.check()
    with (
        pytest.raises(DataFileError, match="folder"),
        httpx.Client(transport=transport, base_url=BASE_URL, headers=HEADERS) as client,
    ):
        client.get("/me")
    path = tmp_path / "new" / "default.sqlite3"
    monkeypatch.setenv("CONNECTOR_SANDBOX_DATA", str(path))
    transport.check()
    assert not path.parent.exists()
    with Sandbox() as sandbox:
        SandboxTransport(sandbox).check()


def test_the_in_process_sandbox_loads_little() -> None:
    code = (
        "import sys; from connector.sandbox import Sandbox; before = set(sys.modules)\n"
        "Sandbox().close()\n"
        "heavy = {'httpx', 'pydantic', 'yaml', 'rich', 'starlette', 'uvicorn', 'click', "
        "'jsonschema', 'platformdirs', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
