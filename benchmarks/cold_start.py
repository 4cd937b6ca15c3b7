"""What a fresh process costs, as a ratio to a script that does the same with bare httpx.

Runs whole processes in turn (A B A B …) against a small local server and compares medians. Run it
as ``python -m benchmarks.cold_start``; it prints a table and changes nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RUNS = 21
TOKEN = "benchmark-token"

BARE = """
import httpx
response = httpx.get({url!r} + "/me", headers={{"Authorization": "Bearer {token}"}})
response.raise_for_status()
response.json()
"""
RUN = """
from connector import Connection
Connection("bench", token={token!r}, base_url={url!r}).run("get_me")
"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"type": "admin", "id": "1"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - started


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    command = str(Path(sysconfig.get_path("scripts")) / "connector")
    with tempfile.TemporaryDirectory() as folder:
        connections = Path(folder) / "connections.toml"
        connections.write_text(f'[bench]\ntoken = "env:BENCH_TOKEN"\nbase_url = "{url}"\n')
        environment = {
            **os.environ,
            "BENCH_TOKEN": TOKEN,
            "CONNECTOR_CONNECTIONS": str(connections),
        }
        commands = {
            "bare httpx, the same call": [sys.executable, "-c", BARE.format(url=url, token=TOKEN)],
            "Connection(...).run('get_me')": [
                sys.executable,
                "-c",
                RUN.format(url=url, token=TOKEN),
            ],
            "connector run bench get_me": [command, "run", "bench", "get_me"],
            "connector describe get_me": [command, "describe", "get_me"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for line in commands.values():
            seconds(line, environment)
        for _ in range(RUNS):
            for name, line in commands.items():
                taken[name].append(seconds(line, environment))
    server.shutdown()
    bare = taken["bare httpx, the same call"]
    print(f"{'whole process, median of ' + str(RUNS):34}{'ms':>8}{'ratio to bare':>16}")
    for name, times in taken.items():
        ratio = statistics.median(a / b for a, b in zip(times, bare, strict=True))
        print(f"{name:34}{statistics.median(times) * 1000:8.0f}{ratio:16.2f}")


if __name__ == "__main__":
    main()
