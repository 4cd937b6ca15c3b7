"""Many writers on one data file, and a server that is killed: no acknowledged write is lost."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from connector.sandbox import Sandbox, SandboxTransport

from .api import Api, Clock

ROOT = Path(__file__).parents[2]
HEADERS = {"Authorization": "Bearer x"}
BASE_URL = "http://sandbox.localhost"

WRITER = """
import json, sys
from connector.sandbox import Request, Sandbox
headers = {"authorization": "Bearer x"}
with Sandbox(sys.argv[1]) as sandbox:
    for number in range(int(sys.argv[2])):
        body = json.dumps({"external_id": f"{sys.argv[3]}-{number}"}).encode()
        answer = sandbox.handle(Request("POST", "/contacts", (), headers, body))
        print(json.loads(answer.body)["id"])
"""

SERVER = """
import sys
from connector.sandbox import Sandbox, serve
serve(Sandbox(sys.argv[1]), port=0, on_ready=lambda url: print(url, flush=True))
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_threads_tasks_and_processes_share_a_file(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "sandbox.sqlite3"
    with Sandbox(path, now=clock) as sandbox:
        api = Api(sandbox, clock)
        processes = [start(WRITER, str(path), "25", f"process-{n}") for n in range(2)]
        with ThreadPoolExecutor(4) as pool:
            threaded = pool.map(
                lambda n: api.post("/contacts", {"external_id": f"thread-{n}"})["id"], range(50)
            )

            async def tasks() -> list[str]:
                transport = SandboxTransport(sandbox)
                async with httpx.AsyncClient(
                    transport=transport, base_url=BASE_URL, headers=HEADERS
                ) as client:
                    made = await asyncio.gather(
                        *(
                            client.post("/contacts", json={"external_id": f"task-{n}"})
                            for n in range(50)
                        )
                    )
                return [answer.json()["id"] for answer in made]

            ids = [*asyncio.run(tasks()), *threaded]
        for process in processes:
            out, _ = process.communicate(timeout=50)
            assert process.returncode == 0
            ids += out.split()
        assert len(set(ids)) == 150
        assert api.get("/contacts")["total_count"] == 12 + 150
        for id in ids:
            assert api.get(f"/contacts/{id}")["id"] == id


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal")
def test_a_killed_server_loses_no_write_that_it_answered(tmp_path: Path, clock: Clock) -> None:
    pytest.importorskip("uvicorn")
    path = tmp_path / "sandbox.sqlite3"
    acknowledged: list[str] = []
    enough = threading.Event()
    for _ in range(2):
        enough.clear()
        before = len(acknowledged)
        process = start(SERVER, str(path))
        assert process.stdout is not None
        url = process.stdout.readline().strip()

        def write(url: str, before: int) -> None:
            with httpx.Client(base_url=url, headers=HEADERS, trust_env=False) as client:
                while True:
                    try:
                        made = client.post("/contacts", json={"role": "lead"})
                    except httpx.TransportError:
                        return
                    acknowledged.append(made.json()["id"])
                    if len(acknowledged) - before >= 60:
                        enough.set()

        threads = [threading.Thread(target=write, args=(url, before)) for _ in range(4)]
        for thread in threads:
            thread.start()
        assert enough.wait(50)
        process.kill()
        for thread in threads:
            thread.join(20)
        process.communicate(timeout=20)
    with Sandbox(path, now=clock) as sandbox:
        api = Api(sandbox, clock)
        assert len(set(acknowledged)) == len(acknowledged) >= 120
        for id in acknowledged:
            assert api.get(f"/contacts/{id}")["role"] == "lead"
        # What was written and never answered may be there, but is whole.
        total = api.get("/contacts")["total_count"]
        assert 12 + len(acknowledged) <= total <= 12 + len(acknowledged) + 8
